"""The dialog that writes an interaction down, or changes one.

Public: ``LogDialog(session, contact_ids=(), interaction_id=None, parent=None)``. What was typed
when it closes unsaved is told by ``set_aside(draft)``; ``draft=`` takes it up again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from netjournal.services import interactions
from netjournal.services.interactions import InteractionForm
from netjournal.services.keeping import drafts, form_drafts
from netjournal.services.keeping.form_drafts import EntryDraft
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import ContactForm
from netjournal.ui import theme
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.timeline import words
from netjournal.ui.timeline.log_fields import LogFields
from netjournal.ui.timeline.people_edit import Someone
from netjournal.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from netjournal.ui.session import Session


@dataclass(frozen=True, slots=True)
class LogDraft:
    """What was typed and not saved."""

    interaction_id: int | None
    form: InteractionForm
    people: tuple[Someone, ...]
    key: str = ""  # under which it is kept through a crash
    typed: str = ""  # a name that is still being typed


def taken_up(draft: EntryDraft) -> LogDraft:
    """Return a draft that survived a crash as the dialog takes it."""
    people = tuple(Someone(contact_id, name) for contact_id, name in draft.people)
    return LogDraft(draft.interaction_id, draft.form, people, draft.key, draft.typed)


class LogDialog(FormDialog):
    """Who, what, when, what was said.

    Signals:
        set_aside: A ``LogDraft``: it was closed with something typed.
    """

    set_aside = Signal(object)

    def __init__(
        self,
        session: Session,
        contact_ids: Sequence[int] = (),
        interaction_id: int | None = None,
        parent: QWidget | None = None,
        draft: LogDraft | None = None,
    ) -> None:
        """Fill the fields.

        Args:
            session: Where to write.
            contact_ids: People who took part.
            interaction_id: The entry to change; None for a new one.
            parent: The window.
            draft: What was set aside; in place of all the others.

        Raises:
            NotFound: The entry is not in the journal any more.
        """
        entry_id = draft.interaction_id if draft else interaction_id
        form = InteractionForm(day=session.today())
        if entry_id is not None:
            form = interactions.form(entry_id)
            contact_ids = form.contact_ids
        title = self.tr("Log interaction") if entry_id is None else self.tr("Edit entry")
        super().__init__("log", title, parent)
        self._session = session
        self._interaction_id = entry_id
        self._form = form
        self._build()
        self.fields.show_form(self._form, self._named(contact_ids))
        self._before = self._now()
        if draft is not None:
            self._take_up(draft)
        key = (draft.key if draft else "") or drafts.entry_key(self._interaction_id)
        self._draft = DraftKeeper(session, key, self._unsaved, self)
        self.fields.changed.connect(self.look)
        self.fields.changed.connect(self._draft.touch)
        self.look()

    def _take_up(self, draft: LogDraft) -> None:
        self.taken_up = True
        self._form = draft.form
        self.fields.show_form(draft.form, list(draft.people))
        self.fields.who.line.setText(draft.typed)

    def _build(self) -> None:
        self.fields = LogFields(self._session, self)
        # at 200 % or on a small screen the fields scroll, and the buttons stay
        area = QScrollArea(self)
        area.setObjectName("log_scroll")
        area.setWidget(self.fields)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self.fields.setAutoFillBackground(False)
        self._area = area
        self.lay_out(area)
        self.fields.more.toggled.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room the fields need, and begin with the first thing that is missing."""
        super().showEvent(event)
        self._fit()
        if self.fields.who.people():
            self.fields.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: str) -> None:
        """Begin with another kind than *Met*."""
        self.fields.choose_kind(kind)
        self._before = self._now()

    def reject(self) -> None:
        """Close; what was typed is set aside, not thrown away."""
        self._draft.save()
        if self._unsaved():
            self.set_aside.emit(replace(self._now(), key=self._draft.key))
        super().reject()

    def _unsaved(self) -> str:
        """Return what was typed, as it is kept through a crash."""
        now = self._now()
        form = now.form
        texts = form.summary, form.body, form.place, form.need, form.promise, now.typed
        nothing = self._interaction_id is None and not now.people and not any(texts)
        if nothing or now == self._before:
            return ""
        people = tuple((one.contact_id, one.name) for one in now.people)
        typed = EntryDraft(self._draft.key, now.interaction_id, form, people, now.typed)
        before = self._before
        return form_drafts.from_entry(typed, before.form, [one.contact_id for one in before.people])

    def _now(self) -> LogDraft:
        people = tuple(self.fields.who.people())
        typed = self.fields.who.line.text()
        return LogDraft(self._interaction_id, self.fields.read(self._form), people, typed=typed)

    def _named(self, ids: Sequence[int]) -> list[Someone]:
        rows = contacts.rows(list(ids), self._session.today())
        return [Someone(row.id, row.full_name) for row in rows if row is not None]

    # -- saving

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        return self.fields.problem()

    @Slot()
    def save(self) -> None:
        """Take the name that is still being typed, too."""
        self.fields.who.commit()
        super().save()

    def write(self) -> int:
        """Write it as one step, people who are new as well, and return its id."""
        entry_id = self._write(self.fields.read(self._form), self.fields.who.people())
        self._draft.drop()
        return entry_id

    def _write(self, form: InteractionForm, people: Sequence[Someone]) -> int:
        new = self._interaction_id is None
        label = self.tr("Log interaction") if new else self.tr("Edit entry")
        done = self._done_text(form, people)
        with self._session.edit(label, done):
            ids = [
                contacts.create(ContactForm(full_name=someone.name))
                if someone.contact_id is None
                else someone.contact_id
                for someone in people
            ]
            whole = replace(form, contact_ids=ids)
            self._draft.written()
            if self._interaction_id is None:
                return interactions.log(whole)
            interactions.update(self._interaction_id, whole)
            return self._interaction_id

    def _done_text(self, form: InteractionForm, people: Sequence[Someone]) -> str:
        said = words.said(form.kind, form.initiator, [someone.name for someone in people])
        if self._interaction_id is None:
            return self.tr("Logged: {entry}").format(entry=said)
        return self.tr("Changed: {entry}").format(entry=said)

    @Slot()
    def _fit(self) -> None:
        screen = self.screen().availableGeometry()
        wanted = self.fields.sizeHint().height() + theme.px(150)
        width = min(max(theme.px(560), self.width()), screen.width() - 20)
        self.resize(width, min(wanted, screen.height() - 60))
