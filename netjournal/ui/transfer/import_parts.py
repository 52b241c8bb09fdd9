"""What the import dialog is made of: its widgets, where they stand and what they are called."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui.safe import Label
from netjournal.ui.transfer import settling, words
from netjournal.ui.transfer.mapping_view import MappingView
from netjournal.ui.transfer.preview_model import PreviewModel
from netjournal.ui.widgets.buttons import ChoiceChip, Pill, button
from netjournal.ui.widgets.progress_bar import ProgressStrip

AUTO = "auto"


class ImportParts(QDialog):
    """The widgets of the import dialog; ``ImportDialog`` gives them life."""

    def _build(self) -> None:
        self.heading = Label("", "heading", parent=self)
        self.sure = Pill("", "neutral", self)
        self.about = Label("", wrap=True, parent=self)
        self.choose_button = button("", "", "folder", "import_choose", self)
        self.format_chip = ChoiceChip(parent=self)
        self.format_chip.setObjectName("import_format")
        self.encoding_chip = ChoiceChip(parent=self)
        self.encoding_chip.setObjectName("import_encoding")
        self.delimiter_chip = ChoiceChip(parent=self)
        self.delimiter_chip.setObjectName("import_delimiter")
        self.match_chip = ChoiceChip(parent=self)
        self.match_chip.setObjectName("import_on_match")
        self.columns = MappingView(self)
        self.filter_chip = ChoiceChip(parent=self)
        self.filter_chip.setObjectName("import_filter")
        self.verbs = {
            settling.UPDATE: button("", "small", name="import_same_person", parent=self),
            settling.ADD: button("", "small", name="import_add", parent=self),
            settling.LEAVE: button("", "small", name="import_leave", parent=self),
        }
        self.model = PreviewModel(self)
        self.table = QTableView(self)
        self.table.setObjectName("import_preview")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        room = self.table.sizePolicy()
        room.setRetainSizeWhenHidden(True)  # the words above stay at the top
        self.table.setSizePolicy(room)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.counts = Label("", wrap=True, parent=self)
        self.doubts = Label("", "small", "warning_text", wrap=True, parent=self)
        self.strip = ProgressStrip(self)
        self.import_button = button("", "primary", "import", "import_button", self)
        self.save_button = button("", "small", name="import_save_rejected", parent=self)
        self.close_button = button("", name="import_close", parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        head: QHBoxLayout = _row(self.heading, self.sure, None, self.choose_button)
        chips = _row(
            self.format_chip, self.encoding_chip, self.delimiter_chip, None, self.match_chip
        )
        verbs = _row(self.filter_chip, None, *self.verbs.values())
        foot = _row(self.save_button, None, self.close_button, self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addLayout(chips)
        column.addWidget(self.columns)
        column.addLayout(verbs)
        column.addWidget(self.table, 1)
        for below in (self.counts, self.doubts, self.strip):
            column.addWidget(below)
        column.addLayout(foot)
        self.resize(QSize(880, 680))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Import contacts"))
        self.heading.setText(self.tr("Import contacts"))
        self.about.setText(
            self.tr("Choose a file from LinkedIn, Google, Outlook, your phone or another program.")
        )
        self.choose_button.setText(self.tr("Choose a file…"))
        self.format_chip.set_options(words.options(words.FORMATS))
        self.format_chip.setAccessibleName(self.tr("Format"))
        encodings: list[tuple[object, str]] = [(AUTO, self.tr("Encoding: found out"))]
        encodings += [(name, words.encoding(name)) for name in words.ENCODINGS]
        self.encoding_chip.set_options(encodings)
        self.encoding_chip.setAccessibleName(self.tr("Encoding"))
        delimiters: list[tuple[object, str]] = [(AUTO, self.tr("Columns: found out"))]
        self.delimiter_chip.set_options(delimiters + words.delimiters())
        self.delimiter_chip.setAccessibleName(self.tr("What separates the columns"))
        self.match_chip.set_options(words.options(words.ON_MATCH))
        self.match_chip.setAccessibleName(self.tr("People who are here already"))
        self.filter_chip.set_options(list(words.filters()))
        self.filter_chip.setAccessibleName(self.tr("Show"))
        self.verbs[settling.UPDATE].setText(self.tr("Same person"))
        self.verbs[settling.ADD].setText(self.tr("Add as new"))
        self.verbs[settling.LEAVE].setText(self.tr("Leave out"))
        self.table.setAccessibleName(self.tr("What will happen"))
        self.save_button.setText(self.tr("Save unread rows…"))
        self.close_button.setText(self.tr("Close"))


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return line
