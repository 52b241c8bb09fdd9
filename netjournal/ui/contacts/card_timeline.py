"""The lower half of a card: a line to write down what happened, filters, and what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from netjournal.services import interactions
from netjournal.services.people import names
from netjournal.ui import icons, safe
from netjournal.ui.actions import show_key
from netjournal.ui.contacts.entry_list import STEP, EntryList
from netjournal.ui.contacts.word_button import WordButton
from netjournal.ui.palette.capture_bar import CaptureBar
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import section
from netjournal.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.people.card import Card
    from netjournal.ui.session import Session

MET: Final = ("met", "coffee", "worked_together", "volunteered", "event", "group")
CALLS: Final = ("call", "video_call")
HELP: Final = ("helped", "was_helped", "introduced")
_MOST_PROMISES: Final = 2_000


class CardTimeline(QWidget):
    """What happened with one person.

    Signals:
        edit_wanted: Id of an interaction.
    """

    edit_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it for nobody yet."""
        super().__init__(parent)
        self.setObjectName("card_timeline")
        self._session = session
        self._contact: int | None = None
        self._ahead: tuple[int, Sequence[int]] | None = None  # whose, and what happened with them
        self._shown = STEP
        self._filter = "all"
        self._menu_entry = 0
        self._build()

    def _build(self) -> None:
        head = FlowLayout(spacing=6)  # in a narrow card the filters have a line of their own
        head.addWidget(section(self.tr("Timeline"), self))
        head.addWidget(self._filter_words())
        self.capture = CaptureBar(self._session, parent=self)
        self.capture.setVisible(not self._session.read_only)
        self.list = EntryList(self._session, self)
        self.list.edit_wanted.connect(self.edit_wanted)
        self.list.trash_wanted.connect(self.trash)
        self.list.menu_wanted.connect(self._on_menu)
        self.empty = Label("", "body", "quiet", wrap=True, parent=self)
        self.empty.setObjectName("timeline_empty")
        self.more = WordButton("", "small", "accent", self)
        self.more.setObjectName("timeline_more")
        self.more.clicked.connect(self._on_more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.capture)
        column.addWidget(self.list)
        column.addWidget(self.empty)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _filter_words(self) -> QWidget:
        holder = QWidget(self)
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addStretch()
        self._filters: dict[str, WordButton] = {}
        for key, text in self._choices():
            if self._filters:
                line.addWidget(Label(" · ", "small", "quiet", parent=holder))
            choice = WordButton(text, "small", "quiet", holder)
            choice.setObjectName(f"filter_{key}")
            choice.setCheckable(True)
            choice.setChecked(key == "all")
            choice.clicked.connect(self._on_filter)
            self._filters[key] = choice
            line.addWidget(choice)
        return holder

    def _choices(self) -> list[tuple[str, str]]:
        return [
            ("all", self.tr("All")),
            ("met", self.tr("Met")),
            ("calls", self.tr("Calls")),
            ("help", self.tr("Help")),
            ("promises", self.tr("Promises")),
        ]

    # -- what it shows

    def read_ahead(self, contact_id: int) -> bool:
        """Read a part of what ``show_card`` will show of another person, so that it takes no time.

        Returns:
            Whether there was anything left to read.
        """
        if self._ahead is None or self._ahead[0] != contact_id:
            ids = interactions.timeline_ids(interactions.TimelineFilter(contact_id=contact_id))
            self._ahead = contact_id, ids
            return True
        return self.list.read_ahead(contact_id, self._ahead[1][:STEP])

    def drop_ahead(self) -> None:
        """Forget what was read ahead: it was shown, or may have changed."""
        self._ahead = None
        self.list.entries.drop_ahead()

    def show_card(self, card: Card) -> None:
        """Show what happened with somebody; another person begins with all of it."""
        if card.id != self._contact:
            self._contact = card.id
            self._shown = STEP
            self._set_filter("all")
            self.capture.set_people((card.id,))
        name = names.short(card.full_name)
        example = self.tr(
            "What happened with {name}? “coffee yesterday about the pilot, promised to send "
            "links by friday”"
        )
        self.capture.set_placeholder(example.format(name=safe.display_safe(name, 40)))
        self.refresh()

    def refresh(self) -> None:
        """Read the interactions anew."""
        if self._contact is None:
            return
        ids = self._ids(self._contact)
        self.list.entries.show(self._contact, ids[: self._shown])
        self.list.setVisible(bool(ids))
        self.empty.setText(self._empty_text())
        self.empty.setVisible(not ids)
        left = len(ids) - self._shown
        self.more.setVisible(left > 0)
        if left > 0:
            self.more.set_text(self.tr("Show %n more", "", min(left, STEP)))

    def _ids(self, contact_id: int) -> Any:
        if self._ahead is not None and self._ahead[0] == contact_id and self._filter == "all":
            return self._ahead[1]
        kinds = {"met": MET, "calls": CALLS, "help": HELP}.get(self._filter, ())
        ids = interactions.timeline_ids(
            interactions.TimelineFilter(contact_id=contact_id, kinds=kinds)
        )
        if self._filter != "promises":
            return ids
        rows = interactions.timeline_rows(ids[:_MOST_PROMISES])
        return [
            row.id
            for row in rows
            if row is not None and any(badge.key == "promise" for badge in row.badges)
        ]

    def _empty_text(self) -> str:
        if self._filter != "all":
            return self.tr("Nothing of this kind yet.")
        if self._session.read_only:
            return self.tr("Nothing written down yet.")
        return self.tr("Nothing written down yet. One line is enough: how, when, about what.")

    def focus_capture(self) -> None:
        """Put the cursor into the line."""
        self.capture.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _set_filter(self, key: str) -> None:
        self._filter = key
        for name, choice in self._filters.items():
            choice.setChecked(name == key)

    # -- verbs on entries

    @Slot(object)
    def trash(self, interaction_id: int) -> None:
        """Move an interaction to the trash."""
        if not self._session.read_only:
            self._session.act(
                self.tr("Delete entry"),
                lambda: interactions.trash([interaction_id]),
                self.tr("Entry deleted"),
            )

    @Slot(object, object)
    def _on_menu(self, interaction_id: int, point: QPoint) -> None:
        if self._session.read_only:
            return
        self._menu_entry = interaction_id
        menu = QMenu(self)
        menu.setObjectName("entry_menu")
        edit = menu.addAction(icons.icon("edit"), self.tr("Edit…"), self._on_menu_edit)
        away = menu.addAction(icons.icon("trash"), self.tr("Delete"), self._on_menu_trash)
        show_key(edit, "edit")
        show_key(away, "trash")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    @Slot()
    def _on_menu_edit(self) -> None:
        self.edit_wanted.emit(self._menu_entry)

    @Slot()
    def _on_menu_trash(self) -> None:
        self.trash(self._menu_entry)

    @Slot()
    def _on_filter(self) -> None:
        for key, choice in self._filters.items():
            if choice is self.sender():
                self._set_filter(key)
                self._shown = STEP
                self.refresh()

    @Slot()
    def _on_more(self) -> None:
        self._shown += STEP
        self.refresh()
