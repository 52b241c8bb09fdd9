"""What the import dialog is made of: its parts, where they stand, and which are seen when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.file_drop import FileDrop
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.transfer import words
from netjournal.ui.transfer.answers_bar import AnswersBar
from netjournal.ui.transfer.file_bar import FileBar
from netjournal.ui.transfer.mapping_table import MappingPanel
from netjournal.ui.transfer.me_bar import MeBar
from netjournal.ui.transfer.preview_panel import PreviewPanel
from netjournal.ui.transfer.report_panel import ReportPanel
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from netjournal.services.interchange.importing import ImportReport
    from netjournal.ui.preferences import Preferences

START, LOOKING, PREVIEW, PROBLEM, REPORT = range(5)
_SIZE: Final = (960, 830)


class ImportParts(ReadingOrder, QDialog):
    """The parts of the import dialog; ``ImportDialog`` gives them life.

    Args:
        preferences: Where the last folder, columns and answers are remembered.
        parent: The window.

    Signals:
        people_wanted: Whom an import brought or changed is to be shown (an ``ImportReport``).
    """

    people_wanted = Signal(object)

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        """Build everything and show the question for a file."""
        super().__init__(parent)
        self._preferences = preferences
        self.setObjectName("import_dialog")
        self.setWindowTitle(self.tr("Import"))
        self.drop = FileDrop(self)
        self._build()
        self._lay_out()
        screen = self.screen().availableGeometry()
        width, height = (theme.px(length) for length in _SIZE)
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))

    def _build(self) -> None:
        self.file_bar = FileBar(self)
        self.mapping = MappingPanel(self)
        self.me_bar = MeBar(self)
        self.answers = AnswersBar(self._preferences, self)
        self.preview = PreviewPanel(self)
        self.counts = self.preview.counts
        self.outcome = ReportPanel(self)
        self.outcome.people_wanted.connect(self._on_people)
        self.strip = ProgressStrip(self)
        self._start = EmptyState(
            "import",
            self.tr("Which file?"),
            self.tr(
                "From LinkedIn, Google, Outlook, a phone, a calendar, mail, chats, or any table "
                "with names or addresses. "
                "You can also drop it here, or several files at once. "
                "Nothing is changed before you say so."
            ),
            self,
        )
        self.choose_button = self._start.add_action(
            "choose", self.tr("Choose a file…"), primary=True
        )
        self._problem = EmptyState("warning", parent=self)
        self._problem.setObjectName("import_problem")
        self._problem.add_action("another", self.tr("Choose another file…"))
        self._pages = QStackedWidget(self)
        looking = QWidget(self)
        for page in (self._start, looking, self.preview, self._problem, self.outcome):
            self._pages.addWidget(page)
        self._build_foot()

    @Slot(object)
    def _on_people(self, report: ImportReport) -> None:
        self.reject()  # closes as after any import: its way back is offered
        self.people_wanted.emit(report)

    def _build_foot(self) -> None:
        prefix = self.tr("People already here: {choice}")
        self.match_chip = ChoiceChip(words.options(words.ON_MATCH), prefix, self)
        self.match_chip.setObjectName("import_on_match")
        self.match_chip.setAccessibleDescription(
            self.tr("What becomes of people who are in the journal already")
        )
        self._reason = Label("", "small", "quiet", wrap=True, parent=self)
        self._reason.setObjectName("import_reason")
        self.close_button = button(self.tr("Cancel"), name="import_close", parent=self)
        self.import_button = button(self.tr("Import"), "primary", name="import_button", parent=self)
        self.import_button.setDefault(True)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        body = QVBoxLayout(inside)
        body.setContentsMargins(24, 0, 24, 4)
        body.setSpacing(12)
        for part in (self.file_bar, self.mapping, self.me_bar, self.answers, self.strip):
            body.addWidget(part)
        body.addWidget(self._pages, 1)
        body.addStretch()
        # at 200 % or on a small screen the middle scrolls, and the buttons stay
        area = QScrollArea(self)
        area.setObjectName("import_scroll")
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for see_through in (area.viewport(), inside):
            see_through.setAutoFillBackground(False)
        self._inside, self._area = inside, area
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 0, 24, 0)
        foot.setSpacing(8)
        foot.addWidget(self.match_chip)
        foot.addWidget(self._reason, 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.import_button)
        heading = Label(self.tr("Import"), "title", parent=self)
        heading.setContentsMargins(24, 0, 24, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 20)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addWidget(area, 1)
        column.addLayout(foot)

    def show_part(self, page: int, *, people: bool, mapping: bool, me: bool) -> None:
        """Show what belongs to a step.

        Args:
            page: START, LOOKING, PREVIEW, PROBLEM or REPORT.
            people: Whether the file has people, of whom some may be known.
            mapping: Whether the file's columns can be said.
            me: Whether the file names the user among others.
        """
        self._pages.setCurrentIndex(page)
        self._pages.setVisible(page != LOOKING or not mapping)  # then the columns ask
        done = page == REPORT
        self.file_bar.setVisible(page != START and not done)
        self.mapping.setVisible(mapping and not done)
        self.me_bar.setVisible(me and not done)
        self.answers.setVisible(self.answers.asks and not done)
        self.match_chip.setVisible(page == PREVIEW and people)
        self.import_button.setVisible(not done)
        self._fit()
        self.close_button.setText(self.tr("Close") if done else self.tr("Cancel"))

    def _fit(self) -> None:
        """Be as wide as the content needs: with big text nothing may be cut at the side."""
        bar = self._area.verticalScrollBar().sizeHint().width()
        needed = self._inside.minimumSizeHint().width() + bar
        self._area.setMinimumWidth(min(needed, self.screen().availableGeometry().width() - 20))

    def file_kinds(self) -> list[str]:
        """Return the filters of the file box, the usual files first."""
        return [
            self.tr(
                "Files to import (*.csv *.vcf *.zip *.json *.ldif *.contact *.tsv *.txt *.ics "
                "*.mbox *.eml)"
            ),
            self.tr("Calendars and mail (*.ics *.mbox *.eml)"),
            self.tr("All files (*)"),
        ]
