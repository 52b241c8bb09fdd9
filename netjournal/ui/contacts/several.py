"""What stands in the card's place while several people are chosen: verbs for all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.flow_layout import FlowLayout


class Several(QWidget):
    """Verbs for several people.

    Signals:
        verb_chosen: Key of a verb: circle, rhythm, merge, archive, unarchive, trash, restore,
            delete, log, print, export.
    """

    verb_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it for nobody."""
        super().__init__(parent)
        self.setObjectName("several")
        self._title = Label("", "title", parent=self)
        self._title.setObjectName("several_title")
        self._hint = Label(
            self.tr("What you do here is done with all of them, in one step."),
            "body",
            "quiet",
            wrap=True,
            parent=self,
        )
        self._verbs: dict[str, QPushButton] = {}
        holder = QWidget(self)
        flow = FlowLayout(holder, 8)
        for key, text in self._texts():
            verb = button(text, name=f"several_{key}", parent=holder)
            verb.clicked.connect(self._on_clicked)
            self._verbs[key] = verb
            flow.addWidget(verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 24, 24, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(holder)
        column.addStretch()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _texts(self) -> list[tuple[str, str]]:
        return [
            ("log", self.tr("Log interaction…")),
            ("circle", self.tr("Add to circle…")),
            ("rhythm", self.tr("Keep in touch…")),
            ("introduce", self.tr("Introduce to each other…")),
            ("merge", self.tr("Merge…")),
            ("print", self.tr("Print…")),
            ("export", self.tr("Export…")),
            ("archive", self.tr("Archive")),
            ("let_go", self.tr("Let go")),
            ("unarchive", self.tr("Bring back")),
            ("trash", self.tr("Move to trash")),
            ("restore", self.tr("Restore")),
            ("delete", self.tr("Delete for good")),
        ]

    def show_people(self, count: int, verbs: frozenset[str]) -> None:
        """Show how many are chosen and the verbs that fit."""
        self._title.setText(self.tr("%n people chosen", "", count))
        for key, verb in self._verbs.items():
            verb.setVisible(key in verbs)

    @Slot()
    def _on_clicked(self) -> None:
        for key, verb in self._verbs.items():
            if verb is self.sender():
                self.verb_chosen.emit(key)
