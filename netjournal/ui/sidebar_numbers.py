"""The numbers in the sidebar: people, events, circles, and how much there is to do today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.services.circles import CircleRow
    from netjournal.ui.session import Session
    from netjournal.ui.sidebar import Sidebar

# What can wait until several edits in a row are over.
_LATER_MS: Final = 1_200
_TABLES: Final = ("contact", "contact_tag", "tag", "event")


class SidebarNumbers(QObject):
    """Keeps the sidebar's numbers in step with the journal."""

    def __init__(self, session: Session, sidebar: Sidebar) -> None:
        """Follow ``session``; the first numbers come after the first paint."""
        super().__init__(sidebar)
        self._session = session
        self._sidebar = sidebar
        self._counts: dict[str, int] = {}
        self.circle: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count_today)
        session.changed.connect(self._on_changed)
        session.day_turned.connect(self.refresh)
        sidebar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the first numbers when the window has been painted once: they load much."""
        if event.type() == QEvent.Type.Paint:
            self._sidebar.removeEventFilter(self)
            QTimer.singleShot(0, self, self.refresh)
        return False

    @Slot()
    def refresh(self) -> None:
        """Read people, events and circles in the worker, what today is about a little later."""

        def work(_progress: Progress) -> tuple[dict[str, int], list[CircleRow]]:
            from netjournal.services import circles, contact_rows, events

            return {"people": contact_rows.count(), "events": events.count()}, circles.circles()

        self._session.run(work, self._on_read, key="sidebar_numbers")
        self._later.start(_LATER_MS)

    def _on_read(self, found: tuple[dict[str, int], list[CircleRow]]) -> None:
        counts, circles = found
        self._counts |= counts
        self._sidebar.set_counts(self._counts)
        self._sidebar.set_circles(circles, self.circle)

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches(*_TABLES):
            self.refresh()
        self._later.start(_LATER_MS)

    @Slot()
    def _count_today(self) -> None:
        """Count whom to turn to, what was promised, how to help: in the worker."""
        today = self._session.today()

        def work(_progress: Progress) -> int:
            from netjournal.services import nurture

            page = nurture.today_page(today)
            return len(page.nurture) + len(page.promises) + len(page.could_help)

        self._session.run(work, self._on_today, key="today_count")

    def _on_today(self, count: int) -> None:
        self._counts["today"] = count
        self._sidebar.set_counts(self._counts)
