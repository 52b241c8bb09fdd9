"""The top of somebody's card: circle or photo, name, what they do, circles, and the verbs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from netjournal.services.keeping import trash
from netjournal.ui import dates, theme
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.buttons import Pill, button
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.name_label import NameLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QResizeEvent

    from netjournal.services.people.card import Card

_AVATAR = 72
_NARROW = 440


class CardHeader(QWidget):
    """Who this is.

    Signals:
        edit_wanted, print_wanted, brief_wanted, restore_wanted, delete_wanted: The buttons.
    """

    edit_wanted = Signal()
    print_wanted = Signal()
    brief_wanted = Signal()
    restore_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, writable: bool) -> None:
        """Create an empty header.

        Args:
            parent: Owner.
            writable: Show the verbs that write.
        """
        super().__init__(parent)
        self.setObjectName("card_header")
        self._writable = writable
        self.avatar = Avatar(_AVATAR, self)
        self.name = NameLabel(self)
        self.name.setObjectName("card_name")
        self.line = ElidedLabel("", "body", "quiet", self)
        self.line.setObjectName("card_headline")
        self._pills = QWidget(self)
        self._flow = FlowLayout(self._pills, 5)
        self._shown: list[Pill] = []
        self._pills.setSizePolicy(_flowing())
        self._build()

    def _build(self) -> None:
        self._texts = QVBoxLayout()
        self._texts.setSpacing(3)
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.addWidget(self.name)
        self._texts.addWidget(self.line)
        self._texts.addSpacing(3)
        self._texts.addWidget(self._pills)
        self._texts.addStretch()
        self._verbs = self._make_verbs()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._texts, 1)
        self._row.addWidget(self._verbs, 0, Qt.AlignmentFlag.AlignTop)
        self._narrow = False

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than what is narrow: verbs beside a name must not keep it from that."""
        least = super().minimumSizeHint()
        return least.boundedTo(QSize(theme.px(_NARROW) - 1, least.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the verbs below the name where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            if narrow:
                self._row.removeWidget(self._verbs)
                self._texts.insertWidget(4, self._verbs)
            else:
                self._texts.removeWidget(self._verbs)
                self._row.addWidget(self._verbs, 0, Qt.AlignmentFlag.AlignTop)
            self._fit_verbs()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size, once the verbs have it, too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            QTimer.singleShot(0, self, self._fit_verbs)

    def _fit_verbs(self) -> None:
        """Keep the verbs in one line beside the name; below it they may take several."""
        self._verbs.setMinimumWidth(0 if self._narrow else self._verbs.sizeHint().width())

    def _make_verbs(self) -> QWidget:
        self.brief_button = button(self.tr("Brief"), "small", name="card_brief", parent=self)
        self.brief_button.clicked.connect(self.brief_wanted)
        self.print_button = button(self.tr("Print…"), "small", name="card_print", parent=self)
        self.edit_button = button(self.tr("Edit"), "small", name="card_edit", parent=self)
        self.restore_button = button(self.tr("Restore"), "small", name="card_restore", parent=self)
        self.delete_button = button(
            self.tr("Delete for good"), "small", name="card_delete", parent=self
        )
        self.print_button.clicked.connect(self.print_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        self.delete_button.clicked.connect(self.delete_wanted)
        holder = QWidget(self)
        holder.setSizePolicy(_flowing())
        line = FlowLayout(holder, 8)
        for each in (self.brief_button, self.print_button, self.edit_button):
            line.addWidget(each)
        for each in (self.restore_button, self.delete_button):
            line.addWidget(each)
        return holder

    def show_card(self, card: Card, photo: QImage | None) -> None:
        """Show somebody."""
        self.avatar.show_person(card.full_name, card.id, photo)
        self.name.setText(display_safe(card.full_name))
        parts = [card.headline_line, card.pronouns, *(f"“{name}”" for name in card.nicknames)]
        self.line.set_text(" · ".join(display_safe(part, 200) for part in parts if part))
        self.line.setVisible(bool(self.line.text()))
        self._show_pills(card)
        away = card.trashed
        self.brief_button.setVisible(not away)
        self.print_button.setVisible(not away)
        self.edit_button.setVisible(self._writable and not away)
        self.restore_button.setVisible(self._writable and (away or card.archived))
        self.delete_button.setVisible(self._writable and away)
        self._fit_verbs()

    def show_photo(self, name: str, key: int, photo: QImage | None) -> None:
        """Show the photo that has been read meanwhile."""
        self.avatar.show_person(name, key, photo)

    def _until(self, trashed_at: int) -> str:
        """Say how long somebody stays in the trash."""
        until = datetime.fromtimestamp(trashed_at / 1000).date() + timedelta(days=trash.DAYS)
        today = date.today()
        if until < today:  # goes with the next start
            return self.tr("In the trash")
        return self.tr("In the trash until {day}").format(day=dates.short_day(until, today))

    def _show_pills(self, card: Card) -> None:
        wanted = [(self.tr("Booster"), "accent")] if card.booster == "yes" else []
        wanted += [(display_safe(name, 60), "neutral") for _id, name in card.circles]
        if card.archived:
            wanted.append((self.tr("Archived"), "warning"))
        if card.trashed:
            wanted.append((self._until(card.trashed_at or 0), "late"))
        if card.deceased:
            wanted.append((self.tr("In memory"), "neutral"))
        while len(self._shown) > len(wanted):
            gone = self._shown.pop()
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for pill, (text, tone) in zip(self._shown, wanted, strict=False):
            pill.setText(text)
            pill.set_tone(tone)
        for text, tone in wanted[len(self._shown) :]:
            pill = Pill(text, tone, self._pills)
            self._flow.addWidget(pill)
            pill.show()
            self._shown.append(pill)
        self._pills.setVisible(bool(wanted))


def _flowing() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
