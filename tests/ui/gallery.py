"""A window of all widgets with invented people, for looking at and for tests of pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.long_lists import tune_list
from netjournal.ui.paged_model import PagedTableModel
from netjournal.ui.safe import Label
from netjournal.ui.widgets.banner import Banner
from netjournal.ui.widgets.buttons import ChoiceChip, Pill, button, icon_button
from netjournal.ui.widgets.card import Card, ListCard, RowsCard, section
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.nav_button import NavButton
from netjournal.ui.widgets.pictures import Avatar, IconCircle, Sparkline
from netjournal.ui.widgets.row_delegate import RowDelegate, RowView
from netjournal.ui.widgets.search_box import SearchBox
from netjournal.ui.widgets.tag_edit import TagEdit
from netjournal.ui.widgets.toast import Toast

PEOPLE = (
    RowView("Aiko Mori", "Professor, Kyoto University", "3 Sep", "close", 3),
    RowView("Amara Okafor", "Staff engineer, Lumen Health", "yesterday", "inner", 1),
    RowView("Ben Whitfield", "Recruiter, Northgate", "2 yr ago", "dormant", 2),
    RowView("Chidi Eze", "Organiser, Rust Berlin", "12 Nov", "warm", 4),
    RowView("Elena Petrova", "Product lead, Kite", "30 Oct", "warm", 5, pills=(("New", "new"),)),
    RowView("Jun Takahashi", "Founder, Paperplane", "4 Jul", "acquaintance", 6),
    RowView("王小明", "A very long line of work that does not fit anywhere", "14 Nov", "close", 7),
    RowView("Priya Raman", "CTO, Fieldnote", "13 Oct", "close", 8),
    RowView("Sam O’Neill", "Firmware, freelance", "14 Nov", "new", 9),
    RowView("ليلى حداد", "Teacher", "22 Aug", "warm", 10),
)
VALUES = (3, 4, 9, 8.5, 14, 12, 22, 25, 24, 22.5, 25, 20, 18)


class Gallery(QWidget):
    """Sidebar, top bar, a list of people, a person, and every control."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._sidebar())
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        column.addWidget(self._top_bar())
        page = QHBoxLayout()
        page.setContentsMargins(24, 20, 24, 24)
        page.setSpacing(22)
        column.addLayout(page, 1)
        page.addLayout(self._people())
        page.addLayout(self._person(), 1)
        self.toast = Toast(self)
        self.resize(1360, 860)

    def _sidebar(self) -> QFrame:
        side = QFrame()
        side.setProperty("role", "sidebar")
        side.setFixedWidth(theme.px(212))
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 18, 13, 18)
        column.setSpacing(2)
        column.addWidget(Label("NetJournal", "heading"))
        column.addSpacing(12)
        for text, icon, count in (
            ("Today", "today", "7"),
            ("People", "people", "412"),
            ("Timeline", "timeline", ""),
            ("Events", "events", "38"),
            ("Insights", "insights", ""),
        ):
            nav = NavButton(text, icon, count)
            nav.setChecked(text == "People")
            column.addWidget(nav)
        column.addSpacing(12)
        column.addWidget(Label("CIRCLES", "caption"))
        column.addWidget(NavButton("Boosters", "", "23"))
        column.addWidget(NavButton("Mentors", "", "9"))
        column.addStretch()
        column.addWidget(Label("maya.netjournal\nSaved · backed up today", "small", "quiet"))
        return side

    def _top_bar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "topbar")
        bar.setFixedHeight(theme.px(60))
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        search = SearchBox("Search people and notes, or write what happened…", "Ctrl K")
        search.setMaximumWidth(theme.px(560))
        row.addWidget(search, 1)
        row.addStretch()
        row.addWidget(button("Add person"))
        row.addWidget(button("Log interaction", "primary"))
        return bar

    def _people(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Label("People", "title"))
        head.addWidget(Label("412", "body", "quiet"))
        head.addStretch()
        head.addWidget(ChoiceChip([(None, "All ties"), ("inner", "Inner")]))
        head.addWidget(ChoiceChip([("name", "name"), ("touch", "last touch")], "Sort: {choice}"))
        column.addLayout(head)
        self.view = QListView()
        self.model = PagedTableModel(lambda ids: [PEOPLE[number] for number in ids], 1, self)
        self.model.set_ids(range(len(PEOPLE)))
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowDelegate(lambda row: row, self.view))
        tune_list(self.view)
        self.view.setCurrentIndex(self.model.index(7, 0))
        card = ListCard(self.view)
        card.setFixedWidth(theme.px(400))
        column.addWidget(card, 1)
        return column

    def _person(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addLayout(self._person_head())
        banner = Banner()
        banner.show_message("Two people look alike.", "Compare", tone="warning")
        column.addWidget(banner)
        column.addWidget(self._tie())
        grid = QGridLayout()
        grid.setSpacing(12)
        met = Card("How you met")
        met.body.addWidget(Label("Code for Good hack day, 14 Jun 2024"))
        met.body.addWidget(Label("introduced by Chidi Eze", "small", "quiet"))
        needs = Card("Needs")
        needs.body.addWidget(Label("A contractor for embedded Rust"))
        needs.body.addWidget(Label("Sam O’Neill could help", "small", "accent"))
        grid.addWidget(met, 0, 0)
        grid.addWidget(needs, 0, 1)
        column.addLayout(grid)
        column.addWidget(section("You promised"))
        column.addWidget(self._rows())
        column.addLayout(self._controls())
        empty = EmptyState("people", "No one here yet", "Add somebody you met, or import a file.")
        empty.add_action("add", "Add person", primary=True)
        empty.add_action("import", "Import…")
        column.addWidget(empty, 1)
        return column

    def _person_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(16)
        avatar = Avatar(72)
        avatar.show_person("Priya Raman", 8)
        head.addWidget(avatar)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(Label("Priya Raman", "title"))
        names.addWidget(Label("CTO, Fieldnote · Berlin", "body", "quiet"))
        pills = QHBoxLayout()
        for text, tone in (
            ("Booster", "accent"),
            ("Code for Good", "neutral"),
            ("need noted", "warning"),
            ("2 days late", "late"),
            ("New", "new"),
        ):
            pills.addWidget(Pill(text, tone))
        pills.addStretch()
        names.addLayout(pills)
        head.addLayout(names, 1)
        for text in ("Brief", "Print…", "Edit"):
            head.addWidget(button(text, "small"), 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _tie(self) -> Card:
        tie = Card()
        row = QHBoxLayout()
        texts = QVBoxLayout()
        texts.addWidget(Label("Close, fading", "name", "warning"))
        texts.addWidget(Label("In touch about 14 times a year, last 41 days ago.", "small"))
        texts.addWidget(Label("If nothing happens: Warm around 9 December.", "small", "quiet"))
        row.addLayout(texts, 1)
        line = Sparkline(230, 60)
        line.show_values(VALUES, "Falling", "warning")
        row.addWidget(line)
        tie.body.addLayout(row)
        return tie

    def _rows(self) -> RowsCard:
        card = RowsCard()
        for text, late in (("Send Aiko the draft", "today"), ("Introduce Lena", "2 days late")):
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(14, 10, 14, 10)
            line.addWidget(QCheckBox())
            line.addWidget(Label(text))
            line.addWidget(Label("· promised 21 Nov", "small", "quiet"))
            line.addStretch()
            line.addWidget(Pill(late, "late" if "late" in late else "warning"))
            card.add_row(row)
        return card

    def _controls(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(IconCircle("coffee"))
        row.addWidget(icon_button("print", "Print"))
        tags = TagEdit("Circles", ["Mentors"])
        tags.set_tags(["Boosters", "PyCon & friends"])
        row.addWidget(tags, 1)
        combo = QComboBox()
        combo.addItems(["Coffee", "Call"])
        row.addWidget(combo)
        off = button("Disabled")
        off.setEnabled(False)
        row.addWidget(off)
        row.addWidget(button("Forget…", "danger"))
        row.addWidget(button("More", "link"))
        field = QLineEdit("text")
        field.setMaximumWidth(80)
        row.addWidget(field)
        notes = QPlainTextEdit("notes")
        notes.setFixedSize(90, 44)
        row.addWidget(notes)
        bar = QProgressBar()
        bar.setValue(40)
        bar.setTextVisible(False)
        bar.setFixedWidth(80)
        row.addWidget(bar)
        return row
