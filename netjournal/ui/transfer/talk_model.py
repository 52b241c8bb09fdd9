"""What a file of meetings, mails or chats brings, as a table: with whom, what happens, when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Union

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from netjournal.folding import fold
from netjournal.services.interchange.import_following import Change
from netjournal.services.interchange.import_talk import minute_of
from netjournal.services.interchange.import_withdrawing import Withdrawal
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe, tooltip
from netjournal.ui.transfer import talk_words
from netjournal.ui.widgets.cells import DETAIL, TONE

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from netjournal.formats.draft import InteractionDraft
    from netjournal.services.interchange.importing import ImportPlan

Row = Union["InteractionDraft", Withdrawal, Change]
Index = QModelIndex | QPersistentModelIndex
WHO, ACTION, WHEN = range(3)
_MOST_SORTED: Final = 5_000  # more stay in the file's order: sorting would be felt
_MOST_NAMES: Final = 4


class TalkModel(QAbstractTableModel):
    """The interactions of an ``ImportPlan`` for a QTableView, those of the journal first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show nothing."""
        super().__init__(parent)
        self._rows: list[Row] = []

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan, newest first."""
        self.beginResetModel()
        fresh = plan.interactions
        if len(fresh) <= _MOST_SORTED:
            fresh = sorted(fresh, key=lambda one: (one.day, one.time), reverse=True)
        self._rows = [*plan.withdrawn, *plan.changed, *fresh]
        self.endResetModel()

    # -- Qt

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many interactions there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return three: with whom, what happens, when."""
        return 0 if parent is not None and parent.isValid() else WHEN + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        heads = (self.tr("With whom"), self.tr("What happens"), self.tr("When"))
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return heads[section] if shown and 0 <= section < len(heads) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        one, column = self._rows[index.row()], index.column()
        if role == TONE:
            return _tone(one) if column == ACTION else None
        if role in (Qt.ItemDataRole.DisplayRole, DETAIL):
            return self._texts(one, column)[role == DETAIL]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(text for text in self._texts(one, column) if text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip("\n".join(text for text in self._texts(one, column) if text))
        return None

    def _texts(self, one: Row, column: int) -> tuple[str, str]:
        """The two lines of a cell."""
        if isinstance(one, Withdrawal):
            said = (
                (self._named(one.people), display_safe(one.summary, 160)),
                (talk_words.taken_back(one), ""),
                (dates.partial(one.day), ""),
            )
            return said[column]
        change = one if isinstance(one, Change) else None
        if isinstance(one, Change):
            one = one.draft
        if column == ACTION:
            return talk_words.followed() if change else self.tr("Add"), ""
        if column == WHEN:
            return dates.partial(one.day), _joined(_clock(one.time), self._as_yet(change))
        names = [person.name or person.email or person.phone for person in one.people]
        text = one.summary or one.body.strip().partition("\n")[0]
        kind, summary = labels.kind(one.kind), display_safe(text, 160)
        what = summary if fold(kind) in fold(summary) or not summary else f"{kind} · {summary}"
        return self._named(names), _joined(self._moves(change), what or kind)

    def _as_yet(self, one: Change | None) -> str:
        """Return when a meeting was to be, unless it still is then."""
        if one is None or (one.day, one.minute) == (one.draft.day, minute_of(one.draft.time)):
            return ""
        clock = "" if one.minute is None else dates.clock(one.minute)
        day = "" if clock and one.day == one.draft.day else dates.partial(one.day)
        when = " ".join(part for part in (day, clock) if part)
        return self.tr("before: {when}").format(when=when)

    def _moves(self, one: Change | None) -> str:
        """Return who joins a meeting and who leaves it."""
        said = []
        if one is not None and one.joined:
            names = [person.name or person.email for person in one.joined]
            said.append(self.tr("now with {names}").format(names=self._named(names)))
        if one is not None and one.left:
            names = [name for _, name in one.left]
            said.append(self.tr("without {names}").format(names=self._named(names)))
        return _joined(*said)

    def _named(self, names: list[str] | tuple[str, ...]) -> str:
        if not names:
            return self.tr("nobody else")
        shown = ", ".join(display_safe(name, 60) for name in names[:_MOST_NAMES])
        more = len(names) - _MOST_NAMES
        if more <= 0:
            return shown
        return self.tr("{names} and %n more", "", more).format(names=shown)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _tone(one: Row) -> str:
    if isinstance(one, Withdrawal):
        return "warning"
    return "new" if isinstance(one, Change) else "accent"


def _clock(time: str) -> str:
    """Return ``HH:MM`` as people here write it; empty for none."""
    hours, colon, minutes = time.partition(":")
    return dates.clock(int(hours) * 60 + int(minutes)) if colon else ""
