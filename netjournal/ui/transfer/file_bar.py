"""The file an import is about: what it seems to be, how sure that is, and what can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.transfer import file_words
from netjournal.ui.transfer.flow import TABLE, Choice
from netjournal.ui.widgets.buttons import ChoiceChip, Pill, button
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.recognition import Recognition

_HEADER_ROWS: Final = 12


class FileBar(QFrame):
    """Name, what was recognised, and chips for what may be wrong about that.

    Signals:
        changed: The user said something else about the file: a ``Choice``.
        another_requested: Another file is wanted.
    """

    changed = Signal(object)
    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no file."""
        super().__init__(parent)
        self.setObjectName("import_file")
        self.setProperty("role", "card")
        self._choice: Choice | None = None
        self.name = ElidedLabel("", "name", parent=self)
        self.name.setObjectName("import_file_name")
        self.size_label = Label("", "small", "quiet", parent=self)
        self.sure = Pill("", "neutral", self)
        self.about = Label("", wrap=True, parent=self)
        self.about.setObjectName("import_about")
        self.another = button(self.tr("Another file…"), "small", name="import_another", parent=self)
        self.another.clicked.connect(self.another_requested)
        self._make_chips()
        self._lay_out()

    def _make_chips(self) -> None:
        self.format_chip = _chip("import_format", self.tr("Format: {choice}"), self)
        self.encoding_chip = _chip("import_encoding", self.tr("Encoding: {choice}"), self)
        self.delimiter_chip = _chip("import_delimiter", self.tr("Columns split at: {choice}"), self)
        self.header_chip = _chip("import_header", self.tr("Column names: {choice}"), self)
        self.format_chip.setAccessibleDescription(self.tr("Which program wrote the file"))
        self.encoding_chip.setAccessibleDescription(self.tr("How the file writes letters"))
        self.delimiter_chip.setAccessibleDescription(self.tr("What stands between two columns"))
        self.header_chip.setAccessibleDescription(self.tr("Which row names the columns"))
        self.chips = (self.format_chip, self.encoding_chip, self.delimiter_chip, self.header_chip)
        for chip in self.chips:
            chip.chosen.connect(self._on_chosen)

    def _lay_out(self) -> None:
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.size_label)
        head.addWidget(self.sure)
        head.addStretch(1)
        head.addWidget(self.another)
        flow = FlowLayout(spacing=8)
        for chip in self.chips:
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.about)
        column.addSpacing(2)
        column.addLayout(flow)

    # -- what is shown

    def show_path(self, path: Path) -> None:
        """Begin with another file, nothing said about it."""
        self._choice = Choice(path)
        self.name.set_text(path.name)
        self.size_label.setText(file_words.file_size(path))
        self.about.setText(self.tr("Looking at the file…"))
        self.sure.hide()
        for chip in self.chips:
            chip.hide()

    def show_problem(self) -> None:
        """The file could not be read as asked: whatever was asked can be changed."""
        self.about.setText(self.tr("Nothing was imported."))
        self.sure.hide()
        self._fill(None)

    def show_recognition(self, found: Recognition) -> None:
        """Say what the file seems to be."""
        self.about.setText(file_words.recognised(found))
        text, tone = file_words.certainty(found)
        self.sure.setText(text)
        self.sure.set_tone(tone)
        self.sure.show()
        self._fill(found)

    def _fill(self, found: Recognition | None) -> None:
        """Offer what can be said otherwise; the first of each is what we found."""
        choice = self._choice
        if choice is None:
            return
        wanted = choice.format == "auto" and choice.encoding is None and choice.delimiter is None
        self.format_chip.set_options(file_words.formats(found, chosen=choice.format != "auto"))
        self.format_chip.set_value(choice.format)
        self.encoding_chip.set_options(file_words.encodings(found, chosen=bool(choice.encoding)))
        self.encoding_chip.set_value(choice.encoding or file_words.AUTO)
        self.delimiter_chip.set_options(file_words.delimiters(found, chosen=bool(choice.delimiter)))
        self.delimiter_chip.set_value(choice.delimiter or file_words.AUTO)
        is_table = found is not None and bool(found.delimiter)
        asked = found is None and not wanted
        self.format_chip.setVisible(found is not None or asked)
        self.encoding_chip.setVisible(bool(found and found.encoding) or choice.encoding is not None)
        self.delimiter_chip.setVisible(is_table or choice.delimiter is not None)
        self._fill_header(found)

    def _fill_header(self, found: Recognition | None) -> None:
        shown = found is not None and found.format == TABLE
        self.header_chip.setVisible(shown)
        if not shown or found is None:
            return
        rows: list[tuple[object, str]] = [(-1, self.tr("none"))]
        last = max(_HEADER_ROWS, found.header_row + 1)
        rows += [(n, self.tr("row {n}").format(n=n + 1)) for n in range(last)]
        self.header_chip.set_options(rows)
        self.header_chip.set_value(found.header_row)

    # -- what is changed

    @Slot()
    def _on_chosen(self) -> None:
        if self._choice is None:
            return
        named = str(self.format_chip.value)
        row: int | None = None
        if self.sender() is self.header_chip:
            row = int(str(self.header_chip.value))
            named = TABLE
        self._choice = Choice(
            self._choice.path,
            named,
            str(self.encoding_chip.value or "") or None,
            str(self.delimiter_chip.value or "") or None,
            row,
        )
        self.changed.emit(self._choice)


def _chip(name: str, prefix: str, parent: QWidget) -> ChoiceChip:
    chip = ChoiceChip((), prefix, parent)
    chip.setObjectName(name)
    chip.hide()
    return chip
