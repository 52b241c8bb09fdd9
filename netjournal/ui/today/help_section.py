"""*You could help*: a need somebody has, and who may know how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from netjournal.ui import dates
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar, IconMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.matching import Match
    from netjournal.ui.session import Session


class HelpSection(QWidget):
    """Heading and one row per need.

    Signals:
        opened: Contact id: show the card.
        introduce_wanted: Contact ids: who needs, and who may know how.
    """

    opened = Signal(object)
    introduce_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without needs."""
        super().__init__(parent)
        self._session = session
        self.card = RowsCard("help_card", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(section(self.tr("You could help"), self))
        column.addWidget(self.card)

    def show_matches(self, matches: Sequence[Match]) -> None:
        """Show these needs; without any there is nothing to see."""
        self.card.clear()
        today = self._session.today()
        for match in matches:
            row = HelpWidget(match, today, writable=not self._session.read_only, parent=self.card)
            row.opened.connect(self.opened)
            row.introduce_wanted.connect(self.introduce_wanted)
            self.card.add_row(row)
        self.setVisible(bool(matches))


class HelpWidget(QWidget):
    """Who needs what, and who may know how.

    Signals:
        opened: Contact id: show the card.
        introduce_wanted: Contact ids of both.
    """

    opened = Signal(object)
    introduce_wanted = Signal(object)

    def __init__(
        self, match: Match, today: int, *, writable: bool = True, parent: QWidget | None = None
    ) -> None:
        """Show a need and the likeliest helper."""
        super().__init__(parent)
        self.setObjectName("help_row")
        self.match = match
        self.helper = match.helpers[0]
        noted = self.tr("noted {day}, still open").format(
            day=dates.short_day(match.noted_on, today)
        )
        needs = self.tr("{name} needs").format(name=display_safe(match.full_name, 60))
        skilled = self.helper.role == "skill"
        name = display_safe(self.helper.full_name, 60)
        good = self.tr("{name} is good at").format(name=name)
        interested = self.tr("{name} is interested in").format(name=name)
        topic = display_safe(self.helper.topic, 80)
        more = ""
        if len(match.helpers) > 1:
            more = self.tr("%n more may know", "", len(match.helpers) - 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 14, 0)
        line.setSpacing(4)
        who = _Side(match.full_name, match.contact_id, self)
        who.say(needs, display_safe(match.need, 120), noted)
        who.clicked.connect(self._on_who)
        other = _Side(self.helper.full_name, self.helper.contact_id, self)
        other.say(good if skilled else interested, topic, more)
        other.clicked.connect(self._on_other)
        line.addWidget(who, 3)
        line.addWidget(IconMark("forward", "quiet", 16, self))
        line.addWidget(other, 2)
        if writable:
            verb = button(self.tr("Introduce"), "small", name="help_introduce", parent=self)
            verb.clicked.connect(self._on_introduce)
            line.addWidget(verb, 0, Qt.AlignmentFlag.AlignVCenter)

    @Slot()
    def _on_who(self) -> None:
        self.opened.emit(self.match.contact_id)

    @Slot()
    def _on_other(self) -> None:
        self.opened.emit(self.helper.contact_id)

    @Slot()
    def _on_introduce(self) -> None:
        self.introduce_wanted.emit((self.match.contact_id, self.helper.contact_id))


class _Side(ClickRow):
    """A person with three short lines."""

    def __init__(self, name: str, key: int, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("help_person")
        self.line.setContentsMargins(14, 10, 4, 10)
        avatar = Avatar(32, self)
        avatar.show_person(display_safe(name, 80), key)
        self.add(avatar)

    def say(self, first: str, second: str, third: str) -> None:
        """Show who, what, and since when."""
        self.setAccessibleName(", ".join(part for part in (f"{first} {second}", third) if part))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(first, "small", parent=self))
        texts.addWidget(Label(second, "strong", wrap=True, parent=self))
        if third:
            texts.addWidget(ElidedLabel(third, "small", "quiet", self))
        self.line.addLayout(texts, 1)
