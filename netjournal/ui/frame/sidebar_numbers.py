"""The numbers in the sidebar: people, events, circles, smart lists, how much to do today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from netjournal.ui.first_paint import after_paint

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.services.finding.saved_lists import SavedListRow
    from netjournal.services.people.circles import CircleRow
    from netjournal.ui.frame.sidebar import Sidebar
    from netjournal.ui.page import Page
    from netjournal.ui.session import Session

    Found = tuple[dict[str, int], list[CircleRow], list[SavedListRow]]

# The first numbers load much: not while the first page is still being painted.
_SOON_MS: Final = 40
# Today is read ahead of whoever turns to it after a change: once a moment was quiet.
_TODAY_MS: Final = 50
# What can wait until several edits in a row are over.
_LATER_MS: Final = 1_200
_TABLES: Final = ("contact", "contact_tag", "tag", "event", "saved_list")


class SidebarNumbers(QObject):
    """Keeps the sidebar's numbers in step with the journal."""

    def __init__(self, session: Session, sidebar: Sidebar) -> None:
        """Follow ``session``; the first numbers come after the first paint."""
        super().__init__(sidebar)
        self._session = session
        self._sidebar = sidebar
        self._counts: dict[str, int] = {}
        self._found: dict[int, int] = {}
        self._circle: int | None = None
        self._list: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._count_later)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_today)
        session.changed.connect(self._on_changed)
        session.day_turned.connect(self.refresh)
        session.chances_changed.connect(self.refresh)
        after_paint(sidebar, _SOON_MS, self.refresh)

    def mark(self, page: Page) -> None:
        """Mark what the window shows."""
        self._circle, self._list = page.circle(), page.smart_list()
        self._sidebar.show_page(page.key, self._circle, self._list)

    @Slot()
    def refresh(self) -> None:
        """Read people, events, circles, lists in the worker, what needs longer a little later."""

        def work(_progress: Progress) -> Found:
            from netjournal.services import events
            from netjournal.services.finding import saved_lists
            from netjournal.services.people import circles, contact_rows

            counts = {"people": contact_rows.count(), "events": events.count()}
            return counts, circles.circles(), saved_lists.lists()

        self._session.run(work, self._on_read, key="sidebar_numbers")
        self._later.start(_LATER_MS)

    def _on_read(self, found: Found) -> None:
        counts, circles, lists = found
        self._counts |= counts
        self._sidebar.set_counts(self._counts)
        self._sidebar.set_circles(circles, self._circle)
        self._sidebar.set_lists(lists, self._list)
        self._sidebar.set_list_counts(self._found)

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches(*_TABLES):
            self.refresh()
        self._later.start(_LATER_MS)
        self._soon.start(_TODAY_MS)

    @Slot()
    def _read_today(self) -> None:
        """Read Today beside the worker, in two goes: who turns to it waits for one of them.

        Not in the worker: in a large journal, other pages would wait behind it.
        """
        today = self._session.today()

        def first(_progress: Progress) -> None:
            from netjournal.services.nurturing import today_kept

            today_kept.first(today)

        def work(_progress: Progress) -> int:
            from netjournal.services.nurturing import nurture, today_kept

            return nurture.waiting(today_kept.whole(today), today)

        def read_rest(_done: None) -> None:
            self._session.run(work, self._on_today, aside=True, key="sidebar_today")

        self._session.run(first, read_rest, aside=True, key="sidebar_today")

    def _on_today(self, waiting: int) -> None:
        self._counts["today"] = waiting
        self._sidebar.set_counts(self._counts)

    @Slot()
    def _count_later(self) -> None:
        """Count what smart lists find: in the worker."""
        self._read_today()  # as read before, unless something else was written
        today = self._session.today()

        def work(_progress: Progress) -> dict[int, int]:
            from netjournal.services.finding import saved_lists

            return saved_lists.counts(today)

        self._session.run(work, self._on_counted, key="sidebar_counts")

    def _on_counted(self, counted: dict[int, int]) -> None:
        self._found = counted
        self._sidebar.set_list_counts(self._found)
