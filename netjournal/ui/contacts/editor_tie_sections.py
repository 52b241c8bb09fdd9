"""The sections of the editor about the tie: how you met, circles and topics, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services import events
from netjournal.services.people import circles
from netjournal.services.people.contact_form import DateForm, known_topics
from netjournal.ui import dates, labels
from netjournal.ui.contacts.editor_entries import DateRow
from netjournal.ui.contacts.editor_rows import RowsEditor
from netjournal.ui.contacts.editor_section import Section, choose
from netjournal.ui.plain_text import display_safe
from netjournal.ui.widgets.person_edit import PersonEdit
from netjournal.ui.widgets.tag_edit import TagEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.services.people.contact_form import ContactForm


class MetSection(Section):
    """How you met."""

    def __init__(self, today: int, parent: QWidget | None = None) -> None:
        """Create it empty; ``today`` is the local day number."""
        super().__init__("section_met", parent)
        self.set_title(self.tr("How you met"))
        self.via = self.choice(self.tr("Where"), "met_via", labels.options(labels.MET_VIA))
        options: list[tuple[int | None, str]] = [(None, self.tr("Not said"))]
        options += [
            (row.id, f"{display_safe(row.title, 80)}, {dates.full_day(row.starts_on)}")
            for row in events.events("all", today)
        ]
        self.occasion = self.choice(self.tr("At the event"), "met_event", options)
        self.place = self.line(self.tr("Place"), "met_place")
        self.on = self.partial(self.tr("When"), "met_on")
        self.through = PersonEdit(today, self)
        self.through.setObjectName("met_through")
        self.through.changed.connect(self.changed)
        self.add(self.tr("Introduced by"), self.through)
        self.story = self.text(self.tr("The story"), "met_story", 3)
        self.connected = self.partial(self.tr("Connected online"), "connected_on")

    def load(self, form: ContactForm) -> None:
        """Show how you met."""
        choose(self.via, form.met_via)
        choose(self.occasion, form.met_event_id)
        self.place.setText(form.met_place)
        self.on.set_date(form.met_on)
        self.through.set_person(form.met_through_id, form.met_through_name)
        self.story.setPlainText(form.met_story)
        self.connected.set_date(form.connected_on)

    def store(self, form: ContactForm) -> None:
        """Put it into ``form``."""
        form.met_via = str(self.via.currentData() or "")
        form.met_event_id = self.occasion.currentData()
        form.met_place = self.place.text().strip()
        form.met_on = self.on.date()
        form.met_through_id = self.through.contact_id
        by_name = self.through.contact_id is None
        form.met_through_name = self.through.text().strip() if by_name else ""
        form.met_story = self.story.toPlainText().strip()
        form.connected_on = self.connected.date()

    def problem(self) -> str:
        """Return which date isn't one."""
        if self.on.is_valid() and self.connected.is_valid():
            return ""
        return self.tr("The day you met is not a date yet.")


class TopicsSection(Section):
    """Circles, interests, skills, what to ask."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("section_topics", parent)
        self.set_title(self.tr("Circles and topics"))
        names, known = [name for _, name in circles.names()], known_topics()
        self.tags = {
            "circles": TagEdit(self.tr("Friends, choir, old team"), names, self),
            "interests": TagEdit(self.tr("What they care about"), known, self),
            "skills": TagEdit(self.tr("What one could ask them for"), known, self),
            "questions": TagEdit(self.tr("What you would like to ask them"), (), self),
        }
        words = (
            self.tr("Circles"),
            self.tr("Interested in"),
            self.tr("Good at"),
            self.tr("To ask"),
        )
        for (name, field), text in zip(self.tags.items(), words, strict=True):
            field.setObjectName(name)
            field.changed.connect(self.changed)
            field.line.textChanged.connect(self.changed)
            self.add(text, field)

    def load(self, form: ContactForm) -> None:
        """Show circles and topics."""
        for name, field in self.tags.items():
            field.set_tags(getattr(form, name))

    def store(self, form: ContactForm) -> None:
        """Put circles and topics into ``form``; what is still being typed counts."""
        for name, field in self.tags.items():
            typed = [part.strip() for part in field.line.text().split(",") if part.strip()]
            setattr(form, name, [*field.tags(), *typed])


class DatesSection(Section):
    """Birthday and other dates, and a note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("section_dates", parent)
        self.set_title(self.tr("Dates and notes"))
        self.birthday = self.partial(self.tr("Birthday"), "birthday")
        self.dates = RowsEditor[DateForm](DateRow, DateForm, self.tr("Add a date"), "dates", self)
        self.dates.changed.connect(self.changed)
        self.add(self.tr("Other dates"), self.dates)
        self.note = self.text(self.tr("Note"), "note", 5)

    def load(self, form: ContactForm) -> None:
        """Show dates and note."""
        self.birthday.set_date(form.birthday)
        self.dates.load(form.dates)
        self.note.setPlainText(form.note)

    def store(self, form: ContactForm) -> None:
        """Put dates and note into ``form``."""
        form.birthday = self.birthday.date()
        form.dates = self.dates.entries()
        form.note = self.note.toPlainText().strip()

    def problem(self) -> str:
        """Return which date isn't one."""
        if not self.birthday.is_valid():
            return self.tr("The birthday is not a date yet.")
        return self.dates.problem()
