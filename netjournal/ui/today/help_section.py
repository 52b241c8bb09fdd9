"""*You could help*: a need somebody has, who may know how, and one click for what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from netjournal.services.giving import helping, match_dismissals, need_deeds
from netjournal.services.nurturing import nurture
from netjournal.ui import dates
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import IconButton, button, icon_button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar, IconCircle, IconMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QPushButton

    from netjournal.services.giving.matching import Helper, Match
    from netjournal.ui.session import Session

# What the menu of a row asks for.
INTRODUCE: Final = "introduce"
DETAILS: Final = "details"
HELPED: Final = "helped"
SOLVED: Final = "solved"
DROPPED: Final = "dropped"
DISMISS: Final = "dismiss"


class HelpSection(QWidget):
    """Heading and one row per need.

    Signals:
        opened: Contact id: show the card.
        introduce_wanted: Contact ids of both: write the introduction down with details.
        shelf_wanted: Show my shelf.
    """

    opened = Signal(object)
    introduce_wanted = Signal(object)
    shelf_wanted = Signal()

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
        today = self._session.today()
        rows = self.card.fill([match.need_id for match in matches], self._make)
        for row, match in zip(rows, matches, strict=True):
            row.show_match(match, today)
        self.setVisible(bool(matches))

    def make_ahead(self, most: int = nurture.COULD_HELP) -> bool:
        """Make a row before any need is known; False when there are ``most``."""
        return self.card.make_ahead(self._make, most)

    def _make(self) -> HelpWidget:
        row = HelpWidget(writable=not self._session.read_only, parent=self.card)
        row.opened.connect(self.opened)
        row.shelf_wanted.connect(self.shelf_wanted)
        row.done.connect(self._on_done)
        return row

    @Slot(object, object, str)
    def _on_done(self, match: Match, helper: Helper, verb: str) -> None:
        if verb == DETAILS:
            self.introduce_wanted.emit((match.contact_id, helper.contact_id))
        elif verb == INTRODUCE:
            self._introduce(match, helper)
        elif verb == DISMISS:
            self._session.act(
                self.tr("Dismiss a suggestion"),
                lambda: match_dismissals.dismiss(match.need_id, helper.contact_id),
                self.tr("Not suggested for this need again"),
            )
        else:
            self._settle(match, verb)

    def _introduce(self, match: Match, helper: Helper) -> None:
        today, helper_id = self._session.today(), helper.contact_id
        if helper_id is None:
            return
        one, other = display_safe(match.full_name, 60), display_safe(helper.full_name, 60)
        self._session.act(
            self.tr("Introduce {one} and {other}").format(one=one, other=other),
            lambda: need_deeds.introduce(match.need_id, helper_id, today),
            self.tr("Introduction of {one} and {other} noted").format(one=one, other=other),
        )

    def _settle(self, match: Match, verb: str) -> None:
        today, name = self._session.today(), display_safe(match.full_name, 60)
        if verb == HELPED:
            self._session.act(
                self.tr("Note help for {name}").format(name=name),
                lambda: need_deeds.help_given(match.need_id, today),
                self.tr("You helped {name}; the need is solved").format(name=name),
            )
        elif verb in (SOLVED, DROPPED):
            self._session.act(
                self.tr("Close a need of {name}").format(name=name),
                lambda: helping.set_need_state(match.need_id, verb, today),
                self.tr("Need closed"),
            )


class HelpWidget(QWidget):
    """Who needs what, who may know how, why, and what was done about it.

    Signals:
        opened: Contact id: show the card.
        shelf_wanted: It is my own doing that may help: show my shelf.
        done: (match, helper, verb): one of the verbs of this module.
    """

    opened = Signal(object)
    shelf_wanted = Signal()
    done = Signal(object, object, str)

    def __init__(self, *, writable: bool = True, parent: QWidget | None = None) -> None:
        """Create it without a need."""
        super().__init__(parent)
        self.setObjectName("help_row")
        self._shown: tuple[Match, int] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 14, 0)
        line.setSpacing(4)
        self._who, self._other = _Side(self), _Side(self)
        self._who.clicked.connect(self._on_who)
        self._other.clicked.connect(self._on_other)
        line.addWidget(self._who, 1)
        line.addWidget(IconMark("forward", "quiet", 16, self))
        line.addWidget(self._other, 1)
        self._verbs: tuple[QPushButton, IconButton] | None = None
        if writable:
            self._add_verbs(line)

    @property
    def match(self) -> Match:
        """The need that is shown."""
        assert self._shown is not None
        return self._shown[0]

    @property
    def helper(self) -> Helper:
        """Who is likeliest to help."""
        return self.match.helpers[0]

    def show_match(self, match: Match, today: int) -> None:
        """Show a need and the likeliest helper."""
        if self._shown == (match, today):
            return
        self._shown = match, today
        noted = self.tr("noted {day}, still open").format(
            day=dates.short_day(match.noted_on, today)
        )
        needs = self.tr("{name} needs").format(name=display_safe(match.full_name, 60))
        self._who.show_person(match.full_name, match.contact_id)
        self._who.say(needs, display_safe(match.need, 120), noted)
        helper, more = self.helper, ""
        if len(match.helpers) > 1:
            more = self.tr("%n more may know", "", len(match.helpers) - 1)
        self._other.show_person(helper.full_name, helper.contact_id)
        self._other.say(words.may_help(helper), display_safe(helper.topic, 80), more)
        self._name_verbs()

    def _add_verbs(self, line: QHBoxLayout) -> None:
        verb = button("", "small", name="help_introduce", parent=self)
        verb.clicked.connect(self._on_first)
        more = icon_button("more", "", "help_more", self)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        for widget in (verb, more):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._verbs = verb, more

    def _name_verbs(self) -> None:
        """Say what can be done about this need, by whom."""
        if self._verbs is None:
            return
        verb, more = self._verbs
        mine = self.helper.contact_id is None
        verb.setText(self.tr("I helped") if mine else self.tr("Introduce"))
        name = display_safe(self.match.full_name, 60)
        what = self.tr("Note that you helped {name}") if mine else self.tr("Introduce {name} now")
        verb.setAccessibleName(what.format(name=name))
        more.set_label(self.tr("More about this need of {name}").format(name=name))
        old = more.menu()
        more.setMenu(self._menu(more))
        if old is not None:
            old.deleteLater()

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        self._helpers: list[Helper] = []
        for helper in self.match.helpers:
            if helper.contact_id is not None:
                name = display_safe(helper.full_name, 60)
                text = self.tr("Introduce {name}").format(name=name)
                self._entry(menu, f"{text} ({display_safe(helper.topic, 40)})", INTRODUCE, helper)
        if self.helper.contact_id is not None:
            self._entry(menu, self.tr("Introduce with details…"), DETAILS, self.helper)
        menu.addSeparator()
        self._entry(menu, self.tr("I helped with it"), HELPED, self.helper)
        self._entry(menu, self.tr("It is solved"), SOLVED, self.helper)
        self._entry(menu, self.tr("No longer needed"), DROPPED, self.helper)
        menu.addSeparator()
        self._entry(menu, self.tr("Not the right match"), DISMISS, self.helper)
        return menu

    def _entry(self, menu: QMenu, text: str, verb: str, helper: Helper) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData((verb, len(self._helpers)))
        self._helpers.append(helper)
        action.triggered.connect(self._on_chosen)

    @Slot()
    def _on_who(self) -> None:
        self.opened.emit(self.match.contact_id)

    @Slot()
    def _on_other(self) -> None:
        if self.helper.contact_id is None:
            self.shelf_wanted.emit()
        else:
            self.opened.emit(self.helper.contact_id)

    @Slot()
    def _on_first(self) -> None:
        verb = HELPED if self.helper.contact_id is None else INTRODUCE
        self.done.emit(self.match, self.helper, verb)

    @Slot()
    def _on_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            verb, at = action.data()
            self.done.emit(self.match, self._helpers[at], verb)


class _Side(ClickRow):
    """A person (or the user) with three short lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("help_person")
        self.line.setContentsMargins(14, 10, 4, 10)
        self._me, self._avatar = IconCircle("helped", parent=self), Avatar(32, self)
        for picture in (self._me, self._avatar):
            self.add(picture)
        self._first = ElidedLabel("", "small", parent=self, sentence=True)
        self._second = Label("", "strong", wrap=True, parent=self)
        self._third = ElidedLabel("", "small", "quiet", self)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch()  # two lines beside three keep together
        for label in (self._first, self._second, self._third):
            texts.addWidget(label)
        texts.addStretch()
        self.line.addLayout(texts, 1)

    def show_person(self, name: str, key: int | None) -> None:
        """Show whose picture it is; without a key it is the user."""
        self._me.setVisible(key is None)
        self._avatar.setVisible(key is not None)
        self._avatar.show_person(display_safe(name, 80) if key is not None else "", key)

    def say(self, first: str, second: str, third: str) -> None:
        """Show who, what, and since when."""
        self.setAccessibleName(", ".join(part for part in (f"{first} {second}", third) if part))
        self._first.set_text(first)
        self._second.setText(second)
        self._third.set_text(third)
        self._third.setVisible(bool(third))
