"""What is shown when there is no journal to show: the first run, or why one cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QVBoxLayout, QWidget

from netjournal import paths
from netjournal.ui import file_choice, messages
from netjournal.ui.frame import window_state
from netjournal.ui.plain_text import display_safe
from netjournal.ui.safe import Label
from netjournal.ui.starting import start_ways
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import Card
from netjournal.ui.widgets.passphrase_form import PassphraseForm
from netjournal.ui.widgets.pictures import IconCircle
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent

    from netjournal.errors import UserError
    from netjournal.ui.jobs import Job
    from netjournal.ui.preferences import Preferences


class Choice(Card):
    """One way to begin: what it is, what happens, a button.

    Signals:
        chosen: The button was pressed.
    """

    chosen = Signal()

    def __init__(
        self, icon: str, title: str, text: str, verb: QPushButton, parent: QWidget | None = None
    ) -> None:
        """Show one way; ``verb`` is its button."""
        super().__init__("", parent=parent)
        self.setAccessibleName(title)
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(8)
        self.body.addWidget(IconCircle(icon, 40, self))
        self.body.addSpacing(4)
        self.body.addWidget(Label(title, "heading", parent=self))
        self.body.addWidget(Label(text, "small", "quiet", wrap=True, parent=self))
        self.body.addStretch()
        self.body.addSpacing(8)
        verb.setParent(self)
        verb.clicked.connect(self.chosen)
        self.body.addWidget(verb)


class StartWindow(QMainWindow):
    """The window before there is a journal.

    Signals:
        import_wanted, demo_wanted, empty_wanted: The three ways to begin.
        open_requested: Path of a journal.
        create_requested: Path where an empty journal is wanted.
        retry_wanted: Try the same journal again.
        restore_wanted: Go back to a backup of it.
        rescue_wanted: Bring what can be read of it into a new one.
        look_wanted: Open it for reading only.
        unlock_wanted: Open it with this passphrase.
        closed: The window was closed by the user.
    """

    import_wanted = Signal()
    demo_wanted = Signal()
    empty_wanted = Signal()
    open_requested = Signal(object)
    create_requested = Signal(object)
    retry_wanted = Signal()
    restore_wanted = Signal()
    rescue_wanted = Signal()
    look_wanted = Signal()
    unlock_wanted = Signal(str)
    closed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        """Create it with nothing in it yet."""
        super().__init__()
        self.setObjectName("start_window")
        self.setWindowTitle("NetJournal")
        self._preferences = preferences
        self.strip = ProgressStrip(self)
        self._quiet = False
        self.setMinimumSize(640, 480)
        for keys in ("Ctrl+Q", "Ctrl+W"):  # as in the window with a journal
            QShortcut(QKeySequence(keys), self, self.close)
        window_state.restore_geometry(self, preferences)

    # -- the two faces

    def show_welcome(self) -> None:
        """Show the three ways to begin."""
        middle, column = self._page("welcome")
        column.addWidget(self._centred(Label(self.tr("Welcome to NetJournal"), "title")))
        text = self.tr(
            "A journal of the people you know: how you met, what you did together and for each "
            "other, and how every tie stands. It stays on this computer."
        )
        line = Label(text, "body", "quiet", wrap=True)
        line.setMaximumWidth(560)
        column.addWidget(self._centred(line))
        column.addSpacing(16)
        column.addLayout(self._choices(middle))
        column.addSpacing(12)
        column.addWidget(self.strip)
        self.other = button(self.tr("Open a journal…"), "link", name="open_other", parent=middle)
        self.other.clicked.connect(self.open_other)
        column.addWidget(self._centred(self.other))
        column.addStretch(3)
        self.setCentralWidget(middle)

    def _choices(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        bring = Choice(
            "import",
            self.tr("Bring your contacts"),
            self.tr("From LinkedIn, Google or any table. You see what will happen first."),
            button(self.tr("Import contacts"), "primary", name="start_import"),
            parent,
        )
        bring.chosen.connect(self.import_wanted)
        row.addWidget(bring)
        look = Choice(
            "people",
            self.tr("Look around first"),
            self.tr("About 150 invented people with four years of history, in a file of its own."),
            button(self.tr("Try with invented people"), name="start_demo"),
            parent,
        )
        look.chosen.connect(self.demo_wanted)
        fresh = Choice(
            "note",
            self.tr("Begin with a blank page"),
            self.tr("Add the first person yourself; everything else can come later."),
            button(self.tr("Start empty"), name="start_empty"),
            parent,
        )
        fresh.chosen.connect(self.empty_wanted)
        for choice in (look, fresh):
            row.addWidget(choice)
        for choice in parent.findChildren(Choice):
            choice.setFixedWidth(240)
        row.addStretch()
        return row

    def show_error(
        self, path: Path, error: UserError, *, backups: int = 0, in_use: bool = False
    ) -> None:
        """Show why a journal cannot be opened, and what can be done; the file stays untouched.

        Args:
            path: The journal.
            error: What is wrong.
            backups: How many backups of it there are.
            in_use: Whether somebody else has it open.
        """
        words = messages.message(error)
        middle, column = self._page("open_error")
        column.addWidget(self._centred(IconCircle("warning", 56)))
        title = Label(words.title, "title", wrap=True)
        title.setObjectName("error_title")
        column.addWidget(self._centred(title))
        text = Label(words.text, wrap=True, selectable=True)
        text.setObjectName("error_text")
        text.setMinimumWidth(360)
        text.setMaximumWidth(560)
        column.addWidget(self._centred(text))
        for line in (words.detail, display_safe(str(path), 300)):
            if line:
                detail = Label(line, "small", "quiet", wrap=True, selectable=True)
                detail.setMaximumWidth(560)
                column.addWidget(self._centred(detail))
        good = Label("", "small", wrap=True)  # the newest good backup, once it is proved
        good.setObjectName("error_good")
        good.setMaximumWidth(560)
        column.addWidget(self._centred(good))
        good.hide()
        column.addSpacing(12)
        column.addLayout(_row(start_ways.remedies(self, error, backups, in_use)))
        column.addLayout(_row(start_ways.others(self)))
        column.addStretch(3)
        self.setCentralWidget(middle)

    def show_locked(self, path: Path, *, wrong: bool = False, backups: int = 0) -> None:
        """Ask for the passphrase of a journal.

        Args:
            path: The journal.
            wrong: Whether the last one did not fit.
            backups: How many backups of it there are, offered after a wrong one.
        """
        middle, column = self._page("locked")
        column.addWidget(self._centred(IconCircle("lock", 56)))
        title = self.tr("{journal} is locked").format(journal=display_safe(path.name, 80))
        column.addWidget(self._centred(Label(title, "title", wrap=True)))
        form = PassphraseForm(wrong, middle)
        form.entered.connect(self.unlock_wanted)
        column.addWidget(self._centred(form))
        column.addSpacing(12)
        if wrong and backups:
            column.addLayout(_row([start_ways.to_backups(self, backups)]))
        column.addLayout(_row(start_ways.others(self)))
        column.addStretch(3)
        self.setCentralWidget(middle)
        form.field.setFocus()

    def show_working(self, title: str, job: Job) -> None:
        """Show how far something is for which the journal is closed."""
        middle, column = self._page("working")
        column.addWidget(self._centred(Label(title, "title", wrap=True)))
        strip = ProgressStrip(middle)
        strip.setFixedWidth(420)
        strip.label.hide()  # the title says it
        column.addWidget(self._centred(strip))
        column.addStretch(3)
        self.setCentralWidget(middle)
        strip.follow(job, title)

    def _page(self, name: str) -> tuple[QWidget, QVBoxLayout]:
        middle = QWidget(self)
        middle.setObjectName(name)
        column = QVBoxLayout(middle)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(10)
        column.addStretch(2)
        return middle, column

    def _centred(self, widget: QWidget) -> QWidget:
        """Put a widget into the middle of a line."""
        if isinstance(widget, Label):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
        holder = QWidget(self)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(widget, 0 if not isinstance(widget, Label) else 8)
        line.addStretch(1)
        return holder

    # -- choices

    def leave(self) -> None:
        """Close because another window takes over."""
        self._quiet = True
        self.close()

    @Slot()
    def open_other(self) -> None:
        """Ask for a journal to open."""
        kinds = [self.tr("NetJournal journals ({pattern})").format(pattern=f"*{paths.SUFFIX}")]
        folder = str(paths.data_folder())
        path = file_choice.open_file(self, self.tr("Open journal"), kinds, folder)
        if path is not None:
            self.open_requested.emit(path)

    @Slot()
    def make_new(self) -> None:
        """Ask where an empty journal shall be."""
        kinds = [self.tr("NetJournal journals ({pattern})").format(pattern=f"*{paths.SUFFIX}")]
        suggested = str(paths.data_folder() / f"journal-2{paths.SUFFIX}")
        path = file_choice.save_file(self, self.tr("New journal"), kinds, suggested)
        if path is not None:
            self.create_requested.emit(Path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the user is done, unless another window takes over."""
        from netjournal.ui.safety import closing

        if not self._quiet and not closing.may_end(self):
            event.ignore()
            return
        super().closeEvent(event)
        if not self._quiet:
            self.closed.emit()


def _row(verbs: Sequence[QPushButton]) -> QHBoxLayout:
    """Buttons in the middle of a line."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch()
    for verb in verbs:
        row.addWidget(verb)
    row.addStretch()
    return row
