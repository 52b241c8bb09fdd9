"""The left edge of the window: pages, circles, smart lists, and whether everything is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui import theme
from netjournal.ui.frame.sidebar_groups import CircleButton, Group, ListButton, number
from netjournal.ui.own_keys import claim
from netjournal.ui.safe import Label, display_safe, tooltip
from netjournal.ui.widgets.nav_button import NavButton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netjournal.services.finding.saved_lists import SavedListRow
    from netjournal.services.people.circles import CircleRow
    from netjournal.ui.screens import PageSpec

WIDTH: Final = 212
_SLIM: Final = 52  # marks alone
_ROOMY: Final = 820  # from this width of the window on, names have room


class Sidebar(QFrame):
    """Word mark, pages, circles, smart lists, and the journal's name and state at the foot.

    Signals:
        page_chosen: Key of a page.
        circle_chosen, list_chosen: Id of a circle or smart list.
        circle_menu_requested, list_menu_requested: Its id and the global point of its menu.
        circle_verb_requested, list_verb_requested: Its id, and "rename" or "delete".
        people_dropped: Id of a circle, and ids of people dropped on it.
        circle_add_requested, list_add_requested: The user wants a new one.
    """

    page_chosen = Signal(str)
    circle_chosen = Signal(object)
    circle_menu_requested = Signal(object, QPoint)
    circle_verb_requested = Signal(object, str)
    people_dropped = Signal(object, object)
    circle_add_requested = Signal()
    list_chosen = Signal(object)
    list_menu_requested = Signal(object, QPoint)
    list_verb_requested = Signal(object, str)
    list_add_requested = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        """Show ``pages``; circles and counts follow."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setProperty("role", "sidebar")
        self.setFixedWidth(theme.px(WIDTH))
        theme.notifier().changed.connect(self._on_look_changed)
        self._narrow = False
        self._mark: list[Label] = []
        self._pages: dict[str, NavButton] = {}
        self._seen = ""  # which line was brought into view last
        self._shown_circles: list[CircleRow] = []  # without their numbers
        self._shown_lists: list[SavedListRow] = []
        self._build(pages)
        claim(self, Qt.Key.Key_Delete)  # nobody on the page is meant
        if parent is not None:
            parent.installEventFilter(self)

    def _build(self, pages: Sequence[PageSpec]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 18, 12, 18)
        column.setSpacing(2)
        self._brand = self._word_mark()
        column.addWidget(self._brand)
        column.addSpacing(12)
        for spec in pages:
            line = NavButton(spec.title(), spec.icon, parent=self)
            line.setObjectName(f"nav_{spec.key}")
            line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.clicked.connect(self._on_page_clicked)
            self._pages[spec.key] = line
            column.addWidget(line)
        column.addSpacing(10)
        column.addWidget(self._groups_area(), 1)
        column.addSpacing(8)
        self.file_label = Label("", "small", "quiet", wrap=True, parent=self)
        self.file_label.setObjectName("journal_name")
        self.state_label = Label("", "small", "quiet", wrap=True, parent=self)
        self.state_label.setObjectName("saved_state")
        for label in (self.file_label, self.state_label):
            label.setContentsMargins(10, 0, 4, 0)
            column.addWidget(label)

    def _word_mark(self) -> QWidget:
        """The name in two tones; one label for screen readers."""
        mark = QWidget(self)
        mark.setObjectName("word_mark")
        mark.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a name isn't mirrored
        mark.setAccessibleName("NetJournal")
        line = QHBoxLayout(mark)
        line.setContentsMargins(10, 0, 0, 0)
        line.setSpacing(0)
        for text, tone in (("Net", "ink"), ("Journal", "accent")):
            word = Label(text, "mark", tone, parent=mark)
            self._mark.append(word)
            line.addWidget(word)
        line.addStretch()
        self._size_mark()
        return mark

    def _size_mark(self) -> None:
        font = theme.font("name")
        font.setPointSizeF(font.pointSizeF() * 16 / 14)
        font.setBold(True)
        for word in self._mark:
            word.setFont(font)

    @Slot()
    def _on_look_changed(self) -> None:
        """Grow with the text."""
        self._size_mark()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Follow the widget it is laid out in, which need not be the one it was made for."""
        parent = self.parentWidget()
        if event.type() == QEvent.Type.ParentChange and parent is not None:
            parent.installEventFilter(self)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """Leave the pages their room: marks alone where the window is narrow for its text."""
        window = self.parentWidget()
        narrow = window is not None and window.width() < theme.px(_ROOMY)
        self.setFixedWidth(theme.px(_SLIM if narrow else WIDTH))
        if narrow == self._narrow:
            return
        self._narrow = narrow
        side = 6 if narrow else 12
        column = self.layout()
        assert column is not None
        column.setContentsMargins(side, 18, side, 18)
        policy = Qt.ScrollBarPolicy
        self._area.setVerticalScrollBarPolicy(  # marks have no room beside a bar; wheel and Tab do
            policy.ScrollBarAlwaysOff if narrow else policy.ScrollBarAsNeeded
        )
        titles = [group.title for group in self._groups]
        for part in (self._brand, *titles, self.file_label, self.state_label):
            part.setVisible(not narrow)
        for line in (*self._pages.values(), *self._circles.lines(), *self._lists.lines()):
            self._dress(line)

    def _dress(self, line: NavButton) -> None:
        """Show a line as wide as the sidebar is; what is cut is in the tooltip."""
        line.set_bare(bare=self._narrow)
        line.setToolTip(tooltip(line.accessibleName()) if self._narrow else "")

    def _groups_area(self) -> QWidget:
        self._area = area = QScrollArea(self)
        area.setObjectName("circles_area")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(area)
        holder.setObjectName("circles")
        self._circles = Group(self.tr("CIRCLES"), self.tr("New circle"), "add_circle", holder)
        self._circles.chosen.connect(self.circle_chosen)
        self._circles.menu_requested.connect(self.circle_menu_requested)
        self._circles.verb_requested.connect(self.circle_verb_requested)
        self._circles.people_dropped.connect(self.people_dropped)
        self._circles.add_requested.connect(self.circle_add_requested)
        self.add_circle = self._circles.add
        words = self.tr("SMART LISTS"), self.tr("New smart list")
        self._lists = Group(*words, "add_smart_list", holder)
        self._lists.chosen.connect(self.list_chosen)
        self._lists.menu_requested.connect(self.list_menu_requested)
        self._lists.verb_requested.connect(self.list_verb_requested)
        self._lists.add_requested.connect(self.list_add_requested)
        self.add_list = self._lists.add
        self._groups = (self._circles, self._lists)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._circles)
        column.addWidget(self._lists)
        column.addStretch()
        area.setWidget(holder)
        holder.setAutoFillBackground(False)
        return area

    # -- what it shows

    def show_page(self, key: str, circle_id: int | None = None, list_id: int | None = None) -> None:
        """Mark what the window shows: a page, or a circle or smart list of the people page."""
        whole = circle_id is None and list_id is None
        for name, line in self._pages.items():
            line.setChecked(name == key and whole)
        self._circles.mark(circle_id)
        self._lists.mark(list_id)
        self._bring_into_view()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show numbers beside pages; 0 shows none."""
        for key, line in self._pages.items():
            line.set_count(number(counts.get(key, 0)))

    def set_circles(self, circles: Iterable[CircleRow], chosen: int | None) -> None:
        """Show these circles from top to bottom; lines whose number alone is new stay."""
        rows = list(circles)
        lines = [replace(row, count=0) for row in rows]
        if lines != self._shown_circles:
            self._shown_circles = lines
            self._circles.set_lines([CircleButton(row) for row in rows], chosen)
        self._circles.set_counts({row.id: row.count for row in rows})
        self._show_lines(self._circles, chosen)

    def set_lists(self, lists: Iterable[SavedListRow], chosen: int | None) -> None:
        """Show these smart lists from top to bottom."""
        rows = list(lists)
        if rows != self._shown_lists:
            self._shown_lists = rows
            self._lists.set_lines([ListButton(row) for row in rows], chosen)
        self._show_lines(self._lists, chosen)

    def _show_lines(self, group: Group, chosen: int | None) -> None:
        group.mark(chosen)
        for line in group.lines():
            self._dress(line)
        self._bring_into_view()

    def _bring_into_view(self) -> None:
        """Scroll to the circle or list that is shown, once: a new one may be further down."""
        lines = (*self._circles.lines(), *self._lists.lines())
        line = next((one for one in lines if one.isChecked()), None)
        name = line.objectName() if line is not None else ""
        if name == self._seen:
            return
        self._seen = name
        if line is not None:  # when it has its place
            QTimer.singleShot(0, line, lambda: self._area.ensureWidgetVisible(line, 0, 4))

    def set_list_counts(self, counts: dict[int, int]) -> None:
        """Show how many people each smart list finds."""
        self._lists.set_counts(counts)

    def set_journal(self, name: str) -> None:
        """Show the name of the journal's file."""
        self.file_label.setText(display_safe(name, 60))

    def set_state(self, text: str, tone: str = "quiet") -> None:
        """Show whether everything is saved."""
        self.state_label.setText(text)
        self.state_label.set_tone(tone)

    # -- slots

    @Slot()
    def _on_page_clicked(self) -> None:
        for key, line in self._pages.items():
            if line is self.sender():
                line.setChecked(True)
                self.page_chosen.emit(key)
