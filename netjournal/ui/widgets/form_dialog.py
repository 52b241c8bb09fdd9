"""The dialog that fills in one record: title, fields, why it can't be saved, Cancel and Save.

Public: ``FormDialog(name, title)``; a subclass makes its fields, gives them to ``lay_out``, and
says ``problem()`` and ``write()``. Ctrl+Enter saves from anywhere. With
``keep_typing`` what is typed survives a crash, and Esc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from netjournal.errors import UserError
from netjournal.services.keeping import drafts
from netjournal.services.keeping.form_drafts import text_over
from netjournal.ui import messages
from netjournal.ui.dialog_size import open_at
from netjournal.ui.draft_keeper import DraftKeeper, taken_up_hint
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets import form_fields
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLayout

    from netjournal.ui.session import Session

WIDTH: Final = 560
_WAS: Final = "was"  # beside the fields of a draft: what was stored of those of several lines


class FormDialog(ReadingOrder, QDialog):
    """One record's fields; it says what is missing, and warns once somebody wanted to save.

    Signals:
        saved: Id of the record.
    """

    saved = Signal(object)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        """Make what every form has.

        Args:
            name: First part of the object names: "event" makes ``event_dialog``, ``event_save``.
            title: Of the window, and above the fields.
            parent: The window.
        """
        super().__init__(parent)
        self._name = name
        self._told = False
        self._keeper: DraftKeeper | None = None
        self._stored: dict[str, Any] = {}
        self._whole = True  # a new record's draft has every field, not only what was typed
        self.taken_up = False
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.reason = Label("", "small", "quiet", wrap=True, parent=self)
        self.reason.setObjectName(f"{name}_reason")
        self.save_button = button(self.tr("Save"), "primary", name=f"{name}_save", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    def line(self, name: str, hint: str = "") -> QLineEdit:
        """Return a new field of one line; ``name`` without the form's own."""
        made = QLineEdit(self)
        made.setObjectName(f"{self._name}_{name}")
        made.setPlaceholderText(hint)
        return made

    def lay_out(self, fields: QLayout | QWidget, aside: QWidget | None = None) -> None:
        """Put the fields below the title and the buttons below them.

        Args:
            fields: A layout keeps its height; a widget (one that scrolls) takes what room there is.
            aside: A button far from Save, as for deleting.
        """
        cancel = button(self.tr("Cancel"), name=f"{self._name}_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        if aside is not None:
            foot.addWidget(aside)
        foot.addWidget(self.reason, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.windowTitle(), "title", parent=self))
        if isinstance(fields, QWidget):
            column.addWidget(fields, 1)
        else:
            column.addLayout(fields)
            column.addStretch(1)
        column.addLayout(foot)
        open_at(self, WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """Show of long texts how they begin."""
        super().showEvent(event)
        for field in self.findChildren(QLineEdit):
            if not field.hasFocus():
                field.setCursorPosition(0)

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        raise NotImplementedError

    def write(self) -> int:
        """Write the record as one step and return its id.

        Raises:
            UserError: It could not be written.
        """
        raise NotImplementedError

    # -- what is typed

    def keep_typing(self, session: Session, key: str, *, new: bool) -> None:
        """Keep what is typed until it is saved, and go on with what is kept already.

        Args:
            session: Whose journal keeps it.
            key: Under which key, see ``services.keeping.drafts``.
            new: Whether the record is still to be made; of others only the fields that were
                changed are kept: what comes into the rest meanwhile stays there.
        """
        self._session = session
        self._whole = new
        self._stored = form_fields.read(self)
        kept = drafts.fields_of(key)
        form_fields.fill(self, self._over_stored(kept))
        self.taken_up = bool(kept)
        self._keeper = DraftKeeper(session, key, self._unsaved, self)
        form_fields.listen(self, self._keeper.touch)

    def _unsaved(self) -> str:
        typed = form_fields.read(self)
        changed = {name: new for name, new in typed.items() if new != self._stored.get(name)}
        if changed and not self._whole:
            changed[_WAS] = {name: self._stored[name] for name in self._long(changed)}
        return drafts.from_fields(typed if self._whole else changed) if changed else ""

    def _long(self, names: Iterable[str]) -> list[str]:
        """Return which of these fields have several lines."""
        there = {field.objectName() for field in self.findChildren(QPlainTextEdit)}
        return [name for name in names if name in there]

    def _over_stored(self, kept: dict[str, Any]) -> dict[str, Any]:
        """Return what was typed; in texts of several lines what came since stays, too."""
        was = kept.get(_WAS)
        found = {name: value for name, value in kept.items() if name != _WAS}
        if self._whole or not isinstance(was, dict):
            return found
        for name in self._long(found):
            before, now = was.get(name), self._stored[name]
            if isinstance(before, str) and isinstance(found[name], str):
                found[name] = text_over(now, before, found[name])
        return found

    def written(self) -> None:
        """Forget what was typed with the edit that is open: one write for both."""
        if self._keeper is not None:
            self._keeper.written()

    def leave(self) -> None:
        """Close, and let go of what was typed."""
        if self._keeper is not None:
            self._keeper.drop()
        super().reject()

    def reject(self) -> None:
        """Close; what was typed is put aside, not thrown away."""
        if self._keeper is None:
            super().reject()
            return
        self._keeper.save()
        unsaved = self._unsaved()
        super().reject()
        if unsaved:
            self._session.put_aside.emit(self._keeper.key)

    # -- the end

    @Slot()
    def save(self) -> None:
        """Write it and close; say why when it can't be."""
        self._told = True
        problem = self.problem()
        if problem:
            self._say(problem)
            return
        try:
            record_id = self.write()
        except UserError as error:
            self._say(messages.message(error).text)
            return
        if self._keeper is not None:
            self._keeper.drop()
        self.saved.emit(record_id)
        self.accept()

    @Slot()
    def look(self) -> None:
        """Say what is missing after a change; quietly until somebody wanted to save."""
        problem = self.problem()
        self.save_button.setEnabled(not problem)
        self._say(problem)

    def _say(self, problem: str) -> None:
        hint = taken_up_hint() if self.taken_up else self.tr("Ctrl+Enter saves")
        self.reason.setText(problem or hint)
        self.reason.set_tone("warning" if problem and self._told else "quiet")
