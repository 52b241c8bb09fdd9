"""Who brought whom into the network, as a tree that opens branch by branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from netjournal.services.bonds import introducers
from netjournal.ui import theme
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFocusEvent, QPaintEvent

    from netjournal.progress import Progress
    from netjournal.services.bonds.introducers import Introducers
    from netjournal.ui.charts.sources import Ask
    from netjournal.ui.session import Session

_PERSON: Final = Qt.ItemDataRole.UserRole
_HEAD: Final = 28  # as high as the heads of charts with their buttons, side by side with one
_ROOTS: Final = 500  # more than that nobody reads; the graph and the filters lead further


class IntroducersCard(Card):
    """The tree; read when painted, branches when opened.

    Args:
        session: The open journal.
        ask: What the page is asked about now.
        parent: The page.

    Signals:
        person_wanted: The card of a person (id) is asked for.
    """

    person_wanted = Signal(object)

    def __init__(self, session: Session, ask: Callable[[], Ask], parent: QWidget) -> None:
        """Create it empty."""
        super().__init__("", "introducers_card", parent)
        self._session, self._ask = session, ask
        self._known: Introducers | None = None
        self._stale = True
        title = self.tr("Who brought whom")
        self.setAccessibleName(title)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(8)
        heading = Label(title, "heading", parent=self)
        heading.setMinimumHeight(theme.px(_HEAD))
        self.body.addWidget(heading)
        self.about = Label("", "small", "quiet", wrap=True, parent=self)
        self.body.addWidget(self.about)
        self.tree = _Tree(self)
        self.tree.setObjectName("introducers_tree")
        self.tree.setAccessibleName(title)
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setMinimumHeight(theme.px(150))
        self.tree.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.body.addWidget(self.tree, 1)
        self.body.addStretch()  # for when there is no tree
        self.tree.itemExpanded.connect(self._on_expanded)
        self.tree.itemActivated.connect(self._on_activated)

    @property
    def stale(self) -> bool:
        """Whether it waits for what to show."""
        return self._stale

    def ask_again(self) -> None:
        """Data changed: ask for it when next painted."""
        self._stale = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; ask for what to show."""
        super().paintEvent(event)
        if self._stale:
            self._read()

    def _read(self) -> None:
        ask = self._ask()

        def work(progress: Progress) -> Introducers:
            progress.step(0, 1)
            return introducers.introducers(ask.whom)

        self._session.run(work, self._show, key="insights_introducers")

    def _show(self, known: Introducers) -> None:
        self._known, self._stale = known, False
        self.tree.clear()
        for person in known.roots[:_ROOTS]:
            self.tree.addTopLevelItem(self._item(person, known))
        self.tree.setVisible(bool(known.roots))
        first = self.tree.topLevelItem(0)
        if first is not None and self.tree.hasFocus():
            self.tree.setCurrentItem(first)
        say = QCoreApplication.translate
        if known.roots:
            text = say("charts", "%n [person|people] opened doors for you.", "", len(known.roots))
        else:
            text = say(
                "charts", "Write on a card through whom you met: who opened doors shows here."
            )
        self.about.setText(text)

    def _item(self, person: int, known: Introducers) -> QTreeWidgetItem:
        count = known.count(person)
        words = QCoreApplication.translate("charts", "brought %n", "", count) if count else ""
        item = QTreeWidgetItem([display_safe(known.names[person], 80), words])
        item.setData(0, _PERSON, person)
        item.setForeground(1, theme.color("quiet"))
        if known.brought.get(person):
            item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
        return item

    @Slot(QTreeWidgetItem)
    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        """Add a branch when it is opened; a circle of people ends where it began."""
        if item.childCount() or self._known is None:
            return
        above = set()
        up: QTreeWidgetItem | None = item
        while up is not None:
            above.add(up.data(0, _PERSON))
            up = up.parent()
        for person in self._known.brought.get(int(item.data(0, _PERSON)), ()):
            if person not in above:
                item.addChild(self._item(person, self._known))

    @Slot(QTreeWidgetItem, int)
    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        self.person_wanted.emit(int(item.data(0, _PERSON)))


class _Tree(QTreeWidget):
    """Shows where the keyboard is as soon as it comes."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        item = self.currentItem() or self.topLevelItem(0)
        by_keys = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        if event.reason() in by_keys and item is not None and not self.selectedItems():
            self.setCurrentItem(item)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.clearSelection()  # it says no more than that
