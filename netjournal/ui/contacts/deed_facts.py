"""What was done for each other, on somebody's card: help, introductions, what makes a booster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from netjournal.services.giving import boosters, helps, introductions
from netjournal.ui import dates
from netjournal.ui.contacts.fact_rows import link
from netjournal.ui.contacts.facts import Fact
from netjournal.ui.safe import Label, display_safe

if TYPE_CHECKING:
    from netjournal.services.giving.helps import HelpRow
    from netjournal.services.giving.introductions import IntroductionRow
    from netjournal.services.people import card as cards


class HelpFact(Fact):
    """The latest help, both ways; each line says whether it was asked for.

    Signals:
        asked_chosen: (help id, True, False or None): whether it was asked for.
    """

    asked_chosen = Signal(object, object)

    def fill(self, card: cards.Card, today: int) -> None:
        """Newest first."""
        for row in helps.helps_of(card.id):
            self.add(self._line(row, today))

    def _line(self, row: HelpRow, today: int) -> QWidget:
        mine = row.direction == helps.GIVEN
        what = display_safe(row.text or row.need, 200)
        said = self.tr("You helped: {what}") if mine else self.tr("They helped: {what}")
        bare = self.tr("You helped") if mine else self.tr("They helped")
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        text = said.format(what=what) if what else bare
        column.addWidget(Label(text, wrap=True, selectable=True, parent=holder))
        detail = f"{dates.ago(row.day, today)} · {self._asked(row.asked)}"
        if not self.writable:
            column.addWidget(Label(detail, "small", "quiet", parent=holder))
            return holder
        words = link(detail, "help_asked", holder)
        words.setAccessibleName(f"{text}, {detail}")
        words.setMenu(self._menu(words, row))
        column.addWidget(words)
        return holder

    def _asked(self, asked: bool | None) -> str:
        if asked is None:
            return self.tr("asked for?")
        return self.tr("asked for") if asked else self.tr("without being asked")

    def _menu(self, parent: QWidget, row: HelpRow) -> QMenu:
        menu = QMenu(parent)
        group = QActionGroup(menu)
        for asked in (True, False, None):
            text = self.tr("not said") if asked is None else self._asked(asked)
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(row.asked is asked)
            action.setData((row.id, asked))
            group.addAction(action)
        group.triggered.connect(self._on_asked)
        return menu

    @Slot(QAction)
    def _on_asked(self, action: QAction) -> None:
        help_id, asked = action.data()
        self.asked_chosen.emit(help_id, asked)


class IntroductionsFact(Fact):
    """Whom they were introduced to and by, and whom they brought into the network.

    Signals:
        introduction_wanted: Id of an introduction to look at and change; None: a new one.
    """

    introduction_wanted = Signal(object)

    def fill(self, card: cards.Card, today: int) -> None:
        """The newest first, then who came through them."""
        for row in introductions.introductions_of(card.id):
            self.add(self._line(row, card.id, today))
        brought = introductions.brought_by(card.id)
        if brought:
            names = ", ".join(display_safe(name, 60) for _, name in brought[:8])
            self.say(self.tr("Through them you met {names}.").format(names=names), "small")
            more = len(brought) - 8
            if more > 0:
                self.say(self.tr("and %n more", "", more), "small", "quiet")
        if self._lines and self.writable:
            new = link(self.tr("Note an introduction"), "introduction_new", self)
            new.clicked.connect(self._on_new)
            self.add(new)

    def _line(self, row: IntroductionRow, contact_id: int, today: int) -> QWidget:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(0)
        words = link(self._who(row, contact_id), "introduction", holder)
        words.setProperty("introduction", row.id)
        words.clicked.connect(self._on_line)
        column.addWidget(words)
        parts = [dates.ago(row.day, today), display_safe(row.outcome or row.why, 160)]
        if row.asked_both is not None:
            parts.append(self.tr("both asked") if row.asked_both else self.tr("not asked"))
        if row.thanked:
            parts.append(self.tr("thanked"))
        detail = " · ".join(part for part in parts if part)
        column.addWidget(Label(detail, "small", "quiet", wrap=True, parent=holder))
        return holder

    def _who(self, row: IntroductionRow, contact_id: int) -> str:
        one, other = display_safe(row.contact_name, 60), display_safe(row.other_name, 60)
        if row.by_id == contact_id:
            return self.tr("They introduced {one} to {other}").format(one=one, other=other)
        met = other if row.contact_id == contact_id else one
        if row.by_id is not None:
            text = self.tr("{by} introduced them to {name}")
            return text.format(by=display_safe(row.by_name, 60), name=met)
        return self.tr("You introduced them to {name}").format(name=met)

    @Slot()
    def _on_line(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.introduction_wanted.emit(sender.property("introduction"))

    @Slot()
    def _on_new(self) -> None:
        self.introduction_wanted.emit(None)


class BoosterFact(Fact):
    """What speaks for somebody who helps unasked, and when they were last thanked.

    Signals:
        thank_wanted: Note thanks of today.
        mark_wanted: yes or no: whether they are a booster.
    """

    thank_wanted = Signal()
    mark_wanted = Signal(str)

    def fill(self, card: cards.Card, today: int) -> None:
        """Nothing unless they are marked, or have helped unasked more than once."""
        found = boosters.evidence(card.id, today)
        marked = card.booster in ("yes", "unsure")
        if not marked and (card.booster == "no" or found.unasked < boosters.UNASKED):
            return
        self.say(display_safe(card.booster_note, 300))
        if found.unasked:
            self.say(self.tr("Helped you [once|%n times] without being asked.", "", found.unasked))
        elif found.times:
            self.say(self.tr("Helped you [once|%n times].", "", found.times))
        self._say_thanks(found, today)
        if not marked and self.writable:
            self._offer(self.tr("Call them a booster"), "booster_yes", self._on_yes)
            self._offer(self.tr("Not a booster"), "booster_no", self._on_no)

    def _say_thanks(self, found: boosters.Evidence, today: int) -> None:
        if found.thanked_on is not None:
            text = self.tr("Last thanked {ago}.").format(ago=dates.ago(found.thanked_on, today))
            self.say(text, "small", "quiet")
        if not found.thanked_since:
            if found.thanked_on is None:
                self.say(self.tr("Not thanked yet."), "small", "quiet")
            if self.writable:
                self._offer(self.tr("I thanked them today"), "booster_thank", self._on_thank)

    def _offer(self, text: str, name: str, slot: object) -> None:
        words = link(text, name, self)
        words.clicked.connect(slot)
        self.add(words)

    @Slot()
    def _on_thank(self) -> None:
        self.thank_wanted.emit()

    @Slot()
    def _on_yes(self) -> None:
        self.mark_wanted.emit("yes")

    @Slot()
    def _on_no(self) -> None:
        self.mark_wanted.emit("no")
