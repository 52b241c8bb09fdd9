"""What an import did: one sentence, what could not be read, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.long_lists import tune_list
from netjournal.ui.reading_words import said
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.transfer import words
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import ListCard, section
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.pictures import IconCircle

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from netjournal.services.interchange.importing import ImportReport

_FEW: Final = 200
_NO_LIMIT: Final = (1 << 24) - 1  # Qt's own


class ReportPanel(QWidget):
    """The end of an import.

    Signals:
        save_wanted: The rows that could not be read are wanted as a file.
        undo_wanted: The import is to be taken back.
        more_wanted: Another file is to be imported.
        report_wanted: What became of every row is wanted as a file.
        people_wanted: Whom the import brought or changed is to be shown (an ``ImportReport``).
    """

    save_wanted = Signal()
    undo_wanted = Signal()
    more_wanted = Signal()
    report_wanted = Signal()
    people_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self.setObjectName("import_report")
        self.picture = IconCircle("check", 48, self)
        self.done = Label("", "heading", wrap=True, parent=self)
        self.done.setObjectName("import_done")
        self.rest = Label("", "body", "quiet", wrap=True, parent=self)
        self._report: ImportReport | None = None
        self.people = button(self.tr("Show these people"), "small", "people", "import_people", self)
        self.people.clicked.connect(self._on_people)
        self.undo = button(self.tr("Take it back"), "small", "undo", "import_undo", self)
        self.more = button(self.tr("Import another file…"), "small", name="import_more")
        self.save = button(
            self.tr("Save unread rows…"), "small", "save", "import_save_rejected", self
        )
        self.report = button(
            self.tr("Save report…"), "small", name="import_save_report", parent=self
        )
        self.report.clicked.connect(self.report_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.more.clicked.connect(self.more_wanted)
        self.save.clicked.connect(self.save_wanted)
        self._remarks = QStringListModel(self)
        self.view = QListView(self)
        self.view.setObjectName("import_remarks")
        self.view.setAccessibleName(self.tr("Worth knowing"))
        self.view.setModel(self._remarks)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        tune_list(self.view)
        self._heading = section(self.tr("Worth knowing"), self)
        self._card = ListCard(self.view, self)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(4)
        texts.addWidget(self.done)
        texts.addWidget(self.rest)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(texts, 1)
        verbs = FlowLayout(spacing=8)
        for verb in (self.people, self.undo, self.more, self.report, self.save):
            verbs.addWidget(verb)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(verbs)
        column.addSpacing(6)
        column.addWidget(self._heading)
        column.addWidget(self._card, 1)
        column.addStretch()

    def show_report(self, report: ImportReport) -> None:
        """Say how it went."""
        self._report = report
        self.picture.show_icon("check")
        self.done.setText(words.done(report))
        self._tell(words.not_done(report))
        lines = [(one.line, one.reason) for one in report.rejected]
        lines += [(one.line, one.message) for one in report.warnings]
        texts = [self._line(line, text) for line, text in sorted(lines)]
        few = len(texts) <= _FEW  # as many lines each as it takes; many are kept quick
        self.view.setUniformItemSizes(not few)
        self.view.setWordWrap(few)
        self._remarks.setStringList(texts)
        for part in (self._heading, self._card):
            part.setVisible(bool(texts))
        self._fit()
        self.save.setVisible(bool(report.rejected))
        self.undo.setVisible(report.batch_id is not None)
        some = report.added or report.updated or report.met or report.interactions
        self.people.setVisible(report.batch_id is not None and bool(some))
        self.setAccessibleName(self.done.text())
        announce(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap remarks anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be no higher than the remarks are."""
        count = self._remarks.rowCount()
        if count > _FEW:
            self._card.setMaximumHeight(_NO_LIMIT)
            return
        self.view.doItemsLayout()
        height = sum(
            self.view.sizeHintForIndex(self._remarks.index(n)).height() for n in range(count)
        )
        self._card.setMaximumHeight(height + theme.px(30))

    def show_undone(self) -> None:
        """Say that the import was taken back."""
        self.picture.show_icon("undo")
        self.done.setText(self.tr("Taken back. Everything is as it was before."))
        self._tell("")
        self.undo.hide()
        self.people.hide()

    @Slot()
    def _on_people(self) -> None:
        self.people_wanted.emit(self._report)

    def _tell(self, text: str) -> None:
        self.rest.setText(text)
        self.rest.setVisible(bool(text))

    def _line(self, line: int, text: str) -> str:
        shown = display_safe(said(text), 300)
        return self.tr("Line {n}: {text}").format(n=line, text=shown) if line else shown
