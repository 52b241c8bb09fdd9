"""The dialog of one introduction: ``IntroductionDialog(session, id=None, contact_id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.giving import introductions
from netjournal.services.giving.introductions import IntroductionForm
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.person_edit import PersonEdit

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class IntroductionDialog(ReadingOrder, QDialog):
    """Whom, to whom, by whom, why, when, were both asked, what came of it, thanks.

    Signals:
        saved: Id of the introduction.
    """

    saved = Signal(object)

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
        super().__init__(parent)
        self.setObjectName("introduction_dialog")
        self._session = session
        self._id = introduction_id
        form = IntroductionForm(contact_id=contact_id or 0, day=session.today())
        if introduction_id is not None:
            form = introductions.form(introduction_id)
        self._make()
        self._lay_out()
        self._show(form)
        for field in (self.one, self.other, self.by, self.day):
            field.changed.connect(self._on_changed)
        self._on_changed()

    def _make(self) -> None:
        new = self._id is None
        self.setWindowTitle(self.tr("Note an introduction") if new else self.tr("Introduction"))
        today = self._session.today()
        self.one = PersonEdit(today, self)
        self.other = PersonEdit(today, self)
        self.by = PersonEdit(today, self)
        self.by.setPlaceholderText(self.tr("I did"))
        self.why = QLineEdit(self)
        self.outcome = QLineEdit(self)
        self.outcome.setPlaceholderText(self.tr("They start a pilot together"))
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
            ("introduction_why", self.why),
            ("introduction_outcome", self.outcome),
            ("introduction_day", self.day),
            ("introduction_asked", self.asked),
            ("introduction_thanked", self.thanked),
        ):
            field.setObjectName(name)
        self.save_button = button(self.tr("Save"), "primary", name="introduction_save", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

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
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if self._id is not None:
            away = button(self.tr("Delete"), "danger", name="introduction_delete", parent=self)
            away.clicked.connect(self._on_delete)
            foot.addWidget(away)
        foot.addStretch(1)
        cancel = button(self.tr("Cancel"), name="introduction_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.windowTitle(), "title", parent=self))
        column.addLayout(grid)
        column.addStretch(1)
        column.addLayout(foot)
        open_at(self, 560)

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

    @Slot()
    def _on_changed(self) -> None:
        pair = {self.one.contact_id, self.other.contact_id}
        by = not self.by.text().strip() or self.by.contact_id is not None
        self.save_button.setEnabled(
            None not in pair and len(pair) == 2 and by and self.day.is_valid()
        )

    @Slot()
    def save(self) -> None:
        """Write it and close."""
        if not self.save_button.isEnabled():
            return
        form, made = self.form(), [self._id or 0]

        def verb() -> None:
            if self._id is None:
                made[0] = introductions.record(form)
            else:
                introductions.update(self._id, form)

        new = self._id is None
        label = self.tr("Note an introduction") if new else self.tr("Edit an introduction")
        if self._session.act(label, verb, self.tr("Introduction saved")):
            self.saved.emit(made[0])
            self.accept()

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
        self.reject()
