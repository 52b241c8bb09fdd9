"""The dialog of one introduction: ``IntroductionDialog(session, id=None, contact_id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from netjournal.services.giving import introductions
from netjournal.services.giving.introductions import IntroductionForm
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.form_dialog import FormDialog
from netjournal.ui.widgets.person_edit import PersonEdit

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class IntroductionDialog(FormDialog):
    """Whom, to whom, by whom, why, when, were both asked, what came of it, thanks."""

    def __init__(
        self,
        session: Session,
        introduction_id: int | None = None,
        contact_id: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Fill the fields.

        Args:
            session: Where to write.
            introduction_id: What is to be changed; None for a new one.
            contact_id: Who is introduced in a new one.
            parent: The window.

        Raises:
            NotFound: The introduction is not in the journal any more.
        """
        new = introduction_id is None
        form = IntroductionForm(contact_id=contact_id or 0, day=session.today())
        if introduction_id is not None:
            form = introductions.form(introduction_id)
        title = self.tr("Note an introduction") if new else self.tr("Introduction")
        super().__init__("introduction", title, parent)
        self._session = session
        self._id = introduction_id
        self._make()
        self._lay_out()
        self._show(form)
        if not new:
            self.outcome.setFocus()  # what is known later than the rest
        elif contact_id is not None:
            self.other.setFocus()
        for field in (self.one, self.other, self.by, self.day):
            field.changed.connect(self.look)
        key = "introduction" if new else f"introduction-{introduction_id:d}"
        key = f"{key}:{contact_id:d}" if new and contact_id else key
        self.keep_typing(session, key, new=new)
        self.look()

    def _make(self) -> None:
        today = self._session.today()
        self.one = PersonEdit(today, self, only_known=True)
        self.other = PersonEdit(today, self, only_known=True)
        self.by = PersonEdit(today, self, only_known=True)
        self.by.setPlaceholderText(self.tr("I did"))
        self.why = self.line("why")
        self.outcome = self.line("outcome", self.tr("They start a pilot together"))
        self.day = DayEdit(self._session.today, parent=self)
        self.asked = QComboBox(self)
        for text, value in (
            (self.tr("Not said"), None),
            (self.tr("Yes, both"), True),
            (self.tr("No"), False),
        ):
            self.asked.addItem(text, value)
        self.thanked = QCheckBox(self.tr("There was a word of thanks"), self)
        for name, field in (
            ("introduction_one", self.one),
            ("introduction_other", self.other),
            ("introduction_by", self.by),
            ("introduction_day", self.day),
            ("introduction_asked", self.asked),
            ("introduction_thanked", self.thanked),
        ):
            field.setObjectName(name)

    def _lay_out(self) -> None:
        grid = FieldGrid()
        grid.add_field(self.tr("Who"), self.one, 0, 0)
        grid.add_field(self.tr("Met whom"), self.other, 0, 1)
        grid.add_field(self.tr("Who introduced them"), self.by, 2, 0)
        grid.add_field(self.tr("When"), self.day, 2, 1)
        self.day.set_name(self.tr("When"))
        grid.add_field(self.tr("Why"), self.why, 4, 0)
        grid.add_field(self.tr("Were both asked first?"), self.asked, 4, 1)
        grid.add_field(self.tr("What came of it"), self.outcome, 6, 0)
        grid.addWidget(self.thanked, 7, 1)
        away = None
        if self._id is not None:
            away = button(self.tr("Delete"), "danger", name="introduction_delete", parent=self)
            away.clicked.connect(self._on_delete)
        self.lay_out(grid, away)

    def _show(self, form: IntroductionForm) -> None:
        self.one.set_person(form.contact_id or None, "")
        self.other.set_person(form.other_id or None, "")
        self.by.set_person(form.by_id, "")
        self.why.setText(form.why)
        self.outcome.setText(form.outcome)
        self.day.set_day(form.day)
        self.asked.setCurrentIndex((None, True, False).index(form.asked_both))
        self.thanked.setChecked(form.thanked)

    def form(self) -> IntroductionForm:
        """Return what the fields hold."""
        day = self.day.day()
        return IntroductionForm(
            contact_id=self.one.contact_id or 0,
            other_id=self.other.contact_id or 0,
            by_id=self.by.contact_id,
            why=self.why.text(),
            outcome=self.outcome.text(),
            day=day.day if day is not None else self._session.today(),
            asked_both=(None, True, False)[self.asked.currentIndex()],
            thanked=self.thanked.isChecked(),
        )

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        one, other = self.one.contact_id, self.other.contact_id
        if one is None or other is None:
            return self.tr("Say who met whom: people of your journal.")
        if one == other:
            return self.tr("Choose two different people.")
        if self.by.text().strip() and self.by.contact_id is None:
            return self.tr("Say who introduced them, or leave it empty if you did.")
        if not self.day.is_valid():
            return self.tr("Say when: “yesterday”, “3 Nov”.")
        return ""

    def write(self) -> int:
        """Write it as one step and return its id."""
        form, done = self.form(), self.tr("Introduction saved")
        if self._id is None:
            with self._session.edit(self.tr("Note an introduction"), done):
                self.written()
                return introductions.record(form)
        with self._session.edit(self.tr("Edit an introduction"), done):
            self.written()
            introductions.update(self._id, form)
        return self._id

    @Slot()
    def _on_delete(self) -> None:
        gone = self._id
        if gone is None:
            return
        self._session.act(
            self.tr("Delete an introduction"),
            lambda: introductions.delete(gone),
            self.tr("Introduction deleted"),
        )
        self.leave()
