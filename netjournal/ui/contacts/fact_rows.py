"""The lines inside the cards of facts: plain words, ways to reach someone, needs, promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from netjournal.errors import UserError
from netjournal.ui import dates, labels, safe, theme
from netjournal.ui.contacts.word_button import WordButton
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import Pill, icon_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from netjournal.services.people.card import Method, PromiseRow
    from netjournal.ui.session import Session

_TWO_PAIRS: Final = 440
_READ, _OPENED = "read", "opened"
_PREFIXES: Final = {"email": "mailto:", "phone": "tel:"}


def safe_lines(text: str, limit: int = 4000) -> str:
    """Return text of several lines, each harmless to show."""
    return "\n".join(display_safe(line, limit) for line in text.splitlines()[:200]).strip()


def link(text: str, name: str, parent: QWidget) -> WordButton:
    """Return small words that do something."""
    made = WordButton(text, "small", "accent", parent)
    made.setObjectName(name)
    return made


def open_method(session: Session, method: Method, parent: QWidget) -> None:
    """Open a way to reach someone with what the desktop has for it; say so where there is none."""
    value = method.value.strip()
    prefix = _PREFIXES.get(method.kind, "")
    if prefix and not value.lower().startswith(prefix):
        value = prefix + value
    try:
        safe.open_url(value, parent)
    except UserError as error:
        session.show_error(error)


class MethodLine(QWidget):
    """A way to reach someone: click opens it, the button copies it.

    Signals:
        open_wanted: The method.
        copy_wanted: Its value as written.
    """

    open_wanted = Signal(object)
    copy_wanted = Signal(str)

    def __init__(self, kind: str, parent: QWidget) -> None:
        """Create a line without a method; of which kind says ``kind_of``."""
        super().__init__(parent)
        self._method: Method | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._value: Label | WordButton
        if kind == _READ:
            self._value = Label("", wrap=True, selectable=True, parent=self)
        else:
            self._value = WordButton("", "body", "ink", self)
            self._value.setObjectName("method_open")
            self._value.clicked.connect(self._on_open)
        line.addWidget(self._value)
        self._where = Label("", "small", "quiet", parent=self)
        line.addWidget(self._where)
        line.addStretch(1)
        self._copy = icon_button("copy", self.tr("Copy"), "method_copy", self)
        self._copy.set_side(14, box=22)
        self._copy.clicked.connect(self._on_copy)
        line.addWidget(self._copy)

    @staticmethod
    def kind_of(method: Method) -> str:
        """Return which kind of line shows a method: one that opens it, or one only to be read."""
        return _READ if method.kind == "messenger" else _OPENED

    def show_method(self, method: Method) -> None:
        """Show a method; the line must be of its kind."""
        if method == self._method:
            return
        self._method = method
        value = display_safe(method.value, 120)
        known = method.kind in ("email", "phone", "url")  # the value itself says what it is
        kind = "" if known else method.service or labels.method(method.kind)
        where = " · ".join(display_safe(part, 40) for part in (kind, method.label) if part)
        if isinstance(self._value, WordButton):
            self._value.set_text(method.value)
            said = f"{labels.method(method.kind)} {where}".strip()
            self._value.setAccessibleDescription(said)
        else:
            self._value.setText(value)
        self._where.setText(where)
        self._copy.set_label(self.tr("Copy {value}").format(value=value))

    @Slot()
    def _on_open(self) -> None:
        self.open_wanted.emit(self._method)

    @Slot()
    def _on_copy(self) -> None:
        if self._method is not None:
            self.copy_wanted.emit(self._method.value)


class PromiseLine(QWidget):
    """An open promise, when it is due, and *Done*.

    Signals:
        done: Id of the promise.
    """

    done = Signal(object)

    def __init__(self, promise: PromiseRow, today: int, parent: QWidget, *, writable: bool) -> None:
        """Show one open promise."""
        super().__init__(parent)
        self._promise = promise
        said = self.tr("You: {text}") if promise.by_me else self.tr("They: {text}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        text = said.format(text=display_safe(promise.text, 300))
        line.addWidget(Label(text, wrap=True, selectable=True, parent=self), 1)
        if promise.due_on is not None:
            words, tone = dates.due(promise.due_on, today)
            line.addWidget(Pill(words, tone, self))
        if writable:
            done = icon_button("check", self.tr("Done"), "promise_done", self)
            done.set_side(14, box=22)
            done.clicked.connect(self._on_done)
            line.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)

    @Slot()
    def _on_done(self) -> None:
        self.done.emit(self._promise.id)


class PairGrid(QWidget):
    """What and words, two pairs to a line, or one where room is short.

    Signals:
        person_wanted: Id of the person that words name.
    """

    person_wanted = Signal(object)

    def __init__(self, pairs: Sequence[tuple[str, str, int | None]], parent: QWidget) -> None:
        """Show (what, words, id of the person they name) of each."""
        super().__init__(parent)
        self._pairs = [
            (Label(what, "small", "quiet", parent=self), self._words(words, contact_id))
            for what, words, contact_id in pairs
        ]
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        # two pairs side by side must not keep the card from getting narrow
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._arrange(2)

    def _words(self, words: str, contact_id: int | None) -> QWidget:
        if contact_id is None:
            return Label(words, "small", wrap=True, selectable=True, parent=self)
        person = link(words, "relation_person", self)
        person.clicked.connect(lambda _on, who=contact_id: self.person_wanted.emit(who))
        return person

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one pair to a line where room is short."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= theme.px(_TWO_PAIRS) else 1)

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        top = Qt.AlignmentFlag.AlignTop
        for at, (what, words) in enumerate(self._pairs):
            row, column = divmod(at, across)
            self._grid.addWidget(what, row, 2 * column, top)
            self._grid.addWidget(words, row, 2 * column + 1, top)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, across - 1)
