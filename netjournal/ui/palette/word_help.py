"""The words that the line and the filters understand, with examples: ``WordHelpDialog(parent)``."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label

# examples as typed (parts by " · "), and what they say; a test reads every one of them
WRITING: Final = (
    (
        "coffee with Ana & Ben · called Ana · Ana and I had lunch",
        QT_TRANSLATE_NOOP(
            "words", "What, and with whom: any name they go by; new people are added"
        ),
    ),
    (
        "yesterday · last friday · 3 days ago · 14 Nov · in March 2024",
        QT_TRANSLATE_NOOP("words", "When; today where nothing is said"),
    ),
    (
        "at 15:30 · 15:30-16:15 · 40m · two hours",
        QT_TRANSLATE_NOOP("words", "At what time, how long"),
    ),
    ("@Café Anno · at Café Anno · in Lisbon", QT_TRANSLATE_NOOP("words", "Where")),
    ("+2 · -1", QT_TRANSLATE_NOOP("words", "How it felt, from -2 to +2")),
    ("#rust", QT_TRANSLATE_NOOP("words", "A circle they belong to")),
    (
        "likes: climbing, chess · good at: sensors",
        QT_TRANSLATE_NOOP("words", "What they like, what they are good at"),
    ),
    ("need: a flat · she needs a flat", QT_TRANSLATE_NOOP("words", "What somebody needs")),
    (
        "promised to send links by friday · todo: call Ana on 3 Dec",
        QT_TRANSLATE_NOOP("words", "What you promised, and by when"),
    ),
    (
        "helped Ana with taxes · Ben helped me move · introduced Ana to Ben",
        QT_TRANSLATE_NOOP("words", "Help given or received, introductions"),
    ),
    (
        "\\Ana",
        QT_TRANSLATE_NOOP("words", "A word taken literally; before everything, the whole line"),
    ),
)
FINDING: Final = (
    (
        "in:Berlin · in:Berlin,Lisbon",
        QT_TRANSLATE_NOOP("words", "Where they live; a comma means or"),
    ),
    ("likes:rust · good:design · ask:", QT_TRANSLATE_NOOP("words", "Interests, skills, questions")),
    ('circle:mentors · circle:"Code for Good"', QT_TRANSLATE_NOOP("words", "Circles")),
    (
        "last:>90d · last:<2w · last:never",
        QT_TRANSLATE_NOOP("words", "Last contact longer ago than, more lately than"),
    ),
    (
        "met:2025 · via:meetup · through:Ana",
        QT_TRANSLATE_NOOP("words", "When, where and through whom you met"),
    ),
    (
        "has:need · has:promise · has:email · has:birthday",
        QT_TRANSLATE_NOOP("words", "What there is on their card"),
    ),
    (
        "strength:fading · strength:close,inner",
        QT_TRANSLATE_NOOP("words", "How the tie stands"),
    ),
    ("rhythm:often · rhythm:none", QT_TRANSLATE_NOOP("words", "How often you like to be in touch")),
    ("at:Fieldnote · name:ana · added:<7d", QT_TRANSLATE_NOOP("words", "Work, name, new here")),
    ("-circle:work", QT_TRANSLATE_NOOP("words", "A hyphen means not")),
)


class WordHelpDialog(QDialog):
    """Two tables: for writing down and for finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show everything; it can only be read."""
        super().__init__(parent)
        self.setObjectName("word_help")
        self.setWindowTitle(self.tr("Words for writing and finding"))
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        holder = QWidget(area)
        self._grid = QGridLayout(holder)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 4)
        self._add(self.tr("In a line that tells what happened (Ctrl+L)"), WRITING)
        self._add(self.tr("In the filters, for people and their entries (Ctrl+F)"), FINDING)
        area.setWidget(holder)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, parent=self)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(box)
        open_at(self, 720, 600)

    def _add(self, title: str, rows: tuple[tuple[str, object], ...]) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(Label(title, "heading"), at, 0, 1, 2)
        for number, (example, meaning) in enumerate(rows, start=at + 1):
            shown = Label(example, "body", wrap=True)
            said = Label(
                QCoreApplication.translate("words", str(meaning)), "body", "quiet", wrap=True
            )
            for column, label in enumerate((shown, said)):
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(label, number, column, top)
