"""The backups of a journal as a table: when, why, how big."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QAbstractTableModel,
    QCoreApplication,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from netjournal.ui import dates
from netjournal.ui.widgets.cells import DETAIL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from netjournal.services.keeping.backup_thinning import Backup

Index = QModelIndex | QPersistentModelIndex
WHEN, SIZE = range(2)
OLD_DAYS: Final = 7
_REASONS: dict[str, object] = {
    "close": QT_TRANSLATE_NOOP("backups", "when NetJournal was closed"),
    "timer": QT_TRANSLATE_NOOP("backups", "while you were writing"),
    "import": QT_TRANSLATE_NOOP("backups", "before an import"),
    "merge": QT_TRANSLATE_NOOP("backups", "before a merge"),
    "edit": QT_TRANSLATE_NOOP("backups", "before a change of many"),
    "restore": QT_TRANSLATE_NOOP("backups", "before going back"),
    "migration": QT_TRANSLATE_NOOP("backups", "before an upgrade"),
    "forget": QT_TRANSLATE_NOOP("backups", "before somebody was forgotten"),
    "rekey": QT_TRANSLATE_NOOP("backups", "before the passphrase was changed"),
    "manual": QT_TRANSLATE_NOOP("backups", "by your wish"),
    "replaced": QT_TRANSLATE_NOOP("backups", "what going back replaced"),
    "kept": QT_TRANSLATE_NOOP("backups", "kept: later ones have fewer people"),
}


class BackupsModel(QAbstractTableModel):
    """Backups, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Show none."""
        super().__init__(parent)
        self.backups: list[Backup] = []

    def show(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self.beginResetModel()
        self.backups = list(backups)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.backups)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return 2."""
        return 2

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's name."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("When"), self.tr("Size"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's texts."""
        backup = self.backups[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == SIZE:
                return QLocale().formattedDataSize(backup.size, 1)
            return when(backup)
        if role == DETAIL and index.column() == WHEN:
            return why(backup)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{when(backup)}, {why(backup)}"
        return None


def when(backup: Backup) -> str:
    """Return when a backup was made, in local words."""
    return dates.stamp(round(backup.made_at.timestamp() * 1000), _today())


def why(backup: Backup) -> str:
    """Return why a backup was made."""
    text = str(_REASONS.get(backup.reason, ""))
    return QCoreApplication.translate("backups", text) if text else ""


def age(backups: Sequence[Backup], now: datetime) -> str:
    """Say how old the newest backup is."""
    say = QCoreApplication.translate
    if not backups:
        return say("backups", "There is no backup of this journal yet.")
    days = (now - backups[0].made_at).days
    if days < 1:
        return say("backups", "The last good backup is from {when}.").format(when=when(backups[0]))
    return say("backups", "The last good backup is %n day(s) old.", "", days)


def _today() -> int:
    return (date.today() - date(1970, 1, 1)).days
