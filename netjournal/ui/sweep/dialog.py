"""Twenty people in five minutes: names by sphere of life, a line each, one undo step per sphere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.finding.name_index import NameIndex
from netjournal.services.keeping import drafts
from netjournal.services.people import contacts, sweep
from netjournal.ui import theme
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.own_steps import OwnSteps
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.sweep import words
from netjournal.ui.sweep.spheres import Spheres
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.services.people.sweep import Coverage, Named
    from netjournal.ui.session import Session

GOAL: Final = 20
_SIZE: Final = (820, 640)
_PAUSE_MS: Final = 120


class SweepDialog(ReadingOrder, QDialog):
    """Asks about one sphere after another.

    Args:
        session: Where the people go.
        parent: The window.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Begin with the first sphere that is thin."""
        super().__init__(parent)
        self.setObjectName("sweep_dialog")
        self.setWindowTitle(self.tr("Twenty people in five minutes"))
        self._session = session
        self._key = sweep.SPHERES[0].key
        self._wheres: dict[str, str] = {}
        self._named: set[int] = set()  # whoever was added here, also what was taken back
        self._added: set[int] = set()
        self._names: NameIndex | None = None
        self._build()
        self._draft = DraftKeeper(session, self._draft_key(), self.names.toPlainText, self)
        self._wire()
        self._steps = OwnSteps(session, self, self._say)
        self.ask(self._key)
        self._show_far()
        self._read_coverage()

    # -- building

    def _build(self) -> None:
        self.spheres = Spheres(self)
        self.title = Label("", "heading", parent=self)
        self.prompt = Label("", "body", "quiet", wrap=True, parent=self)
        self.where = QLineEdit(self)
        self.where.setObjectName("sweep_where")
        self.names = QPlainTextEdit(self)
        self.names.setObjectName("sweep_names")
        self.names.setTabChangesFocus(True)
        hint = self.tr("A name in each line; first names will do. Ctrl+Enter adds them.")
        self.names.setPlaceholderText(hint)
        self.names.setAccessibleName(self.tr("Names, one in each line"))
        self.said = Label("", "small", "quiet", wrap=True, parent=self)
        self.said.setObjectName("sweep_said")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("sweep_bar")
        self.bar.setRange(0, GOAL)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("People so far"))
        self.far = Label("", "small", "quiet", parent=self)
        self.far.setObjectName("sweep_far")
        self.skip_button = button(self.tr("Another sphere"), name="sweep_skip", parent=self)
        self.close_button = button(self.tr("Done for now"), name="sweep_close", parent=self)
        self.add_button = button(self.tr("Add them"), "primary", "add", "sweep_add", self)
        self._lay_out()

    def _lay_out(self) -> None:
        ask = QVBoxLayout()
        ask.setSpacing(8)
        for part in (self.title, self.prompt, self.where):
            ask.addWidget(part)
        ask.addWidget(self.names, 1)
        ask.addWidget(self.said)
        middle = QHBoxLayout()
        middle.setSpacing(20)
        middle.addWidget(self.spheres, 4, Qt.AlignmentFlag.AlignTop)
        middle.addLayout(ask, 5)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.bar, 1)
        foot.addWidget(self.far)
        foot.addSpacing(12)
        for verb in (self.close_button, self.skip_button, self.add_button):
            foot.addWidget(verb)
        hint = self.tr(
            "Everyone you know is your network. Write down whoever comes to mind; nothing else is "
            "asked, and each sphere can be taken back by Undo."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(self.windowTitle(), "title", parent=self))
        column.addWidget(Label(hint, "body", "quiet", wrap=True, parent=self))
        column.addLayout(middle, 1)
        column.addLayout(foot)
        screen = self.screen().availableGeometry()
        width, height = (theme.px(length) for length in _SIZE)
        self.resize(min(width, screen.width() - 40), min(height, screen.height() - 60))

    def _wire(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self.understand)
        self.names.textChanged.connect(self._soon.start)
        self.names.textChanged.connect(self._draft.touch)
        self.spheres.chosen.connect(self.ask)
        self.add_button.clicked.connect(self.add)
        self.skip_button.clicked.connect(self.next)
        self.close_button.clicked.connect(self.reject)
        self._session.changed.connect(self._on_changed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.add)

    # -- asking

    @Slot(str)
    def ask(self, key: str) -> None:
        """Ask about a sphere; what is typed for another one is kept, also when this closes."""
        self._draft.flush()
        self._wheres[self._key] = self.where.text()
        self._key = key
        self._draft.key = self._draft_key()
        self.spheres.mark(key)
        self.title.setText(words.name(key))
        self.prompt.setText(words.prompt(key))
        self.where.setVisible(sweep.sphere(key).where)
        self.where.setPlaceholderText(words.where(key))
        self.where.setAccessibleName(words.where(key))
        self.where.setText(self._wheres.get(key, ""))
        self.names.setPlainText(drafts.get(self._draft.key))
        self.names.setFocus(Qt.FocusReason.OtherFocusReason)
        self.understand()

    def _draft_key(self) -> str:
        return f"sweep:{self._key}"

    @Slot()
    def next(self) -> None:
        """Go on to the next sphere, from the last one to the first."""
        keys = [one.key for one in sweep.SPHERES]
        self.ask(keys[(keys.index(self._key) + 1) % len(keys)])

    def named(self) -> list[Named]:
        """Return who is named now."""
        if self._names is None:
            self._names = NameIndex.load()
        return sweep.read(self.names.toPlainText(), self._names)

    @Slot()
    def understand(self) -> None:
        """Say who is new and who is here already."""
        self._soon.stop()
        named = self.named()
        new = sum(one.contact_id is None for one in named)
        parts = [self.tr("%n new", "", new)] if new else []
        here = [one.name for one in named if one.contact_id is not None]
        if here:
            shown = ", ".join(display_safe(name, 40) for name in here[:4])
            parts.append(self.tr("here already: {names}").format(names=shown))
        parts += self._alike(named)
        self.said.setText(" · ".join(parts))
        self.add_button.setEnabled(bool(named) and not self._session.read_only)

    def _alike(self, named: list[Named]) -> list[str]:
        """Say whose first name is that of somebody who is here."""
        ids = [one.like for one in named if one.like is not None]
        rows = [row for row in contacts.rows(ids[:3], self._session.today()) if row is not None]
        if not rows:
            return []
        text = self.tr("for {names}, write the whole name")
        names = ", ".join(display_safe(row.full_name, 60) for row in rows)
        return [text.format(names=names)]

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self.said)

    @Slot()
    def add(self) -> None:
        """Add who is named, in one step, and go on."""
        named = self.named()
        if not named or self._session.read_only:
            return
        key, where, title = self._key, self.where.text().strip(), words.name(self._key)
        made: list[int] = []
        label = self.tr("People from “{sphere}”").format(sphere=title)
        done = self.tr("%n [person|people] from “{sphere}”", "", len(named)).format(sphere=title)

        def verb() -> None:
            made.extend(sweep.add(key, named, where=where, circle=title))
            self._draft.written()

        if not self._session.act(label, verb, done):
            return
        self._named.update(made)
        self._added.update(made)
        self.names.clear()
        self._draft.drop()
        self.where.clear()
        if not sweep.sphere(key).where:  # of jobs, schools and clubs there may be another
            self.next()
        self._show_far()
        announce(self.far)

    def done(self, result: int) -> None:
        """Keep what is typed."""
        self._draft.flush()
        super().done(result)

    # -- how far

    def _show_far(self) -> None:
        there = {row.id for row in contacts.rows(list(self._added), self._session.today()) if row}
        self._added &= there
        count = len(self._added)
        self.bar.setValue(min(count, GOAL))
        if count >= GOAL:
            text = self.tr("%n [person|people]. That is a good start.", "", count)
        else:
            text = self.tr("{count} of {goal}").format(count=count, goal=GOAL)
        self.far.setText(text)
        self.far.setAccessibleName(text)

    def _read_coverage(self) -> None:
        today = self._session.today()

        def work(_progress: Progress) -> list[Coverage]:
            return sweep.coverage(today)

        self._session.run(work, self.spheres.show_coverage, key="sweep_coverage")

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        self._names = None
        touched = set(change.rows("contact") or ()) & self._named
        if change.kind == "undo":
            self._added -= touched
        elif change.kind == "redo":
            self._added |= touched
        self._show_far()
        self.understand()
        self._read_coverage()
