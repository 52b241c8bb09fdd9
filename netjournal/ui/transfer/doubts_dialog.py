"""Doubtful rows of an import, one after the other: the file's record beside who it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.folding import fold
from netjournal.ui import theme
from netjournal.ui.dialog_size import open_at
from netjournal.ui.plain_text import breakable
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.transfer import draft_words, words
from netjournal.ui.transfer.settling import ADD, LEAVE, UPDATE
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.interchange.import_settling import Doubt

_SIZE: Final = (760, 560)
_HEAD: Final = 110


class DoubtsDialog(ReadingOrder, QDialog):
    """Asks about one pair at a time; closing it leaves the rest as they are.

    Args:
        doubts: The pairs.
        parent: The import dialog.

    Signals:
        decided: (``Doubt``, option of ``settling``) that the user chose.
    """

    decided = Signal(object, str)

    def __init__(self, doubts: Sequence[Doubt], parent: QWidget | None = None) -> None:
        """Show the first pair."""
        super().__init__(parent)
        self.setObjectName("doubts_dialog")
        self.setWindowTitle(self.tr("Is this the same person?"))
        self._doubts = list(doubts)
        self._at = 0
        self._build()
        self._lay_out()
        open_at(self, *_SIZE)
        self._show()

    def _build(self) -> None:
        self.heading = Label("", "title", wrap=True, parent=self)
        self.heading.setObjectName("doubts_heading")
        self.why = Label("", "body", "quiet", wrap=True, parent=self)
        self.why.setObjectName("doubts_why")
        self.count = Label("", "small", "quiet", parent=self)
        self.count.setObjectName("doubts_count")
        self.area = QScrollArea(self)
        self.area.setObjectName("doubts_pair")
        self.area.setAccessibleName(self.tr("Side by side"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.verbs = {}
        for option, text in (
            (UPDATE, self.tr("&Same person")),
            (ADD, self.tr("&Two people")),
            (LEAVE, self.tr("&Leave out")),
        ):
            verb = button(text, name=f"doubts_{option}", parent=self)
            verb.setProperty("option", option)
            verb.clicked.connect(self._on_verb)
            self.verbs[option] = verb
        self.later = button(self.tr("&Decide later"), name="doubts_later", parent=self)
        self.later.clicked.connect(self._next)
        self.close_button = button(self.tr("Close"), name="doubts_close", parent=self)
        self.close_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.later)
        for option in (LEAVE, ADD, UPDATE):
            foot.addWidget(self.verbs[option])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(self.heading)
        column.addWidget(self.why)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    # -- what is shown

    @property
    def doubt(self) -> Doubt:
        """The pair that is shown."""
        return self._doubts[self._at]

    def _show(self) -> None:
        doubt = self.doubt
        names = (doubt.file.full_name, doubt.journal.full_name)
        self.heading.setText(words.both(*names))
        self.why.setText(words.in_common(doubt.why))
        text = self.tr("{number} of {total}")
        self.count.setText(text.format(number=self._at + 1, total=len(self._doubts)))
        self.area.setWidget(self._pair(doubt))
        self.later.setVisible(self._at + 1 < len(self._doubts))
        self._offer(UPDATE if fold(names[0]) == fold(names[1]) else ADD)

    def _offer(self, wanted: str) -> None:
        """Put the likelier answer under Enter: other names are rather two people."""
        for option, verb in self.verbs.items():
            verb.setProperty("kind", "primary" if option == wanted else "")
            verb.style().unpolish(verb)
            verb.style().polish(verb)
        self.verbs[wanted].setFocus()

    def _pair(self, doubt: Doubt) -> QWidget:
        inside = QWidget()
        inside.setAutoFillBackground(False)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, theme.px(_HEAD))
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Label(self.tr("In the file"), "heading"), 0, 1)
        grid.addWidget(Label(self.tr("In your journal"), "heading"), 0, 2)
        row = 1
        for row, (name, here, there) in enumerate(draft_words.rows(doubt.file, doubt.journal), 1):
            grid.addWidget(Label(name, "small", "quiet"), row, 0, top)
            for column, text in ((1, here), (2, there)):
                tone = "ink" if text else "quiet"
                kind = "name" if text and here == there else "body"
                shown = breakable(text)
                plain = bool(text) and shown == text
                cell = Label(shown or "–", kind, tone, wrap=True, selectable=plain)
                cell.setAccessibleName(f"{name}: {text}")
                grid.addWidget(cell, row, column, top)
        grid.setRowStretch(row + 1, 1)
        return inside

    # -- deciding

    @Slot()
    def _on_verb(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.decided.emit(self.doubt, str(sender.property("option")))
            self._next()

    @Slot()
    def _next(self) -> None:
        """Go on to the next pair; after the last one the dialog closes."""
        if self._at + 1 < len(self._doubts):
            self._at += 1
            self._show()
        else:
            self.accept()
