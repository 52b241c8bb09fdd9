"""The small cards on somebody's card: how you met, interests, reach, promises, and more.

Each fact shows itself from a ``Card`` with ``show_card`` and says with ``filled`` whether it has
anything to show; ``facts_grid.Facts`` lays them out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot

from netjournal.ui.contacts.fact_rows import (
    MethodLine,
    PairGrid,
    PromiseLine,
    link,
    safe_lines,
)
from netjournal.ui.contacts.fact_words import about_lines, met_detail, met_line, relation_lines
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.card import Card

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.services.people import card as cards

_MOST_EXTRAS: Final = 12
KIND: Final = "kind of line"  # property of lines that may say something else


class Fact(Card):
    """One small card.

    Signals:
        person_wanted: Show this person.
        edit_wanted: Write it down in the editor.
    """

    person_wanted = Signal(object)
    edit_wanted = Signal()

    always = False  # shown even with nothing to say, to be filled in
    wide = False  # takes a whole line

    def __init__(self, title: str, name: str, parent: QWidget, *, writable: bool) -> None:
        """Create an empty fact."""
        super().__init__(title, name, parent)
        self.writable = writable
        self.filled = False
        self._lines: list[QWidget] = []
        self._before: list[QWidget] = []  # shown until now, and not taken again yet
        self.body.addStretch(1)

    def add(self, line: QWidget) -> None:
        """Put a line below the others."""
        at = len(self._lines) + 1  # below the title; what is still there of before comes after it
        self._lines.append(line)
        if self.body.indexOf(line) != at:
            self.body.insertWidget(at, line)
            line.show()  # at once: left to the layout it would come an event later, and flicker

    def again(self, kind: str) -> QWidget | None:
        """Return a line of this kind that was shown until now, to say something else; or None.

        Making a line, and styling it, costs ten times as much as other words in it.
        """
        for number, line in enumerate(self._before):
            if line.property(KIND) == kind:
                return self._before.pop(number)
        return None

    def say(self, text: str, role: str = "body", tone: str = "ink") -> None:
        """Put a line of words below the others; nothing for no words."""
        if not text:
            return
        kind = f"{role} {tone}"
        line = self.again(kind)
        if isinstance(line, Label):
            line.setText(text)
        else:
            line = Label(text, role, tone, wrap=True, selectable=True, parent=self)
            line.setProperty(KIND, kind)
        self.add(line)

    def show_card(self, card: cards.Card, today: int) -> None:
        """Show what this fact says about somebody."""
        self._before, self._lines = self._lines, []
        self.fill(card, today)
        self.filled = bool(self._lines)
        if not self.filled and self.always and self.writable:
            self.add_prompt()
            self.filled = True
        for line in self._before:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._before = []

    def fill(self, card: cards.Card, today: int) -> None:
        """Add the lines."""
        raise NotImplementedError

    def add_prompt(self) -> None:
        """Offer to write down what isn't known yet."""
        prompt = self.again("prompt")
        if prompt is None:
            prompt = link(self.tr("Write it down"), "fact_prompt", self)
            prompt.setProperty(KIND, "prompt")
            prompt.clicked.connect(self.edit_wanted)
        self.add(prompt)


class MetFact(Fact):
    """How you met."""

    always = True

    def fill(self, card: cards.Card, today: int) -> None:
        """Event or place and day, through whom, the story."""
        met = card.met
        self.say(met_line(met))
        if met.through_id is not None:
            text = self.tr("introduced by {name}").format(name=display_safe(met.through_name, 80))
            self._through = met.through_id
            person = link(text, "met_through", self)
            person.clicked.connect(self._on_through)
            self.add(person)
        self.say(met_detail(met), "small", "quiet")

    @Slot()
    def _on_through(self) -> None:
        self.person_wanted.emit(self._through)


class TopicsFact(Fact):
    """What they care about, what they are good at, what to ask them."""

    always = True

    def fill(self, card: cards.Card, today: int) -> None:
        """Interests under the title, the others under their own."""
        self.say(_joined(card.interests))
        if card.skills:
            self.say(self.tr("Good at"), "small", "quiet")
            self.say(_joined(card.skills))
        if card.questions:
            self.say(self.tr("To ask"), "small", "quiet")
            for question in card.questions:
                self.say(display_safe(question, 200))


class ReachFact(Fact):
    """Ways to reach someone.

    Signals:
        open_wanted: A method.
        copy_wanted: The value of one.
    """

    open_wanted = Signal(object)
    copy_wanted = Signal(str)

    always = True

    def fill(self, card: cards.Card, today: int) -> None:
        """The preferred ways first."""
        for method in sorted(card.methods, key=lambda one: not one.preferred):
            kind = MethodLine.kind_of(method)
            line = self.again(kind)
            if not isinstance(line, MethodLine):
                line = MethodLine(kind, self)
                line.setProperty(KIND, kind)
                line.open_wanted.connect(self.open_wanted)
                line.copy_wanted.connect(self.copy_wanted)
            line.show_method(method)
            self.add(line)


class PromisesFact(Fact):
    """Open promises between you.

    Signals:
        kept: Id of a promise that was kept.
    """

    kept = Signal(object)

    def fill(self, card: cards.Card, today: int) -> None:
        """Soonest first."""
        for promise in card.promises:
            line = PromiseLine(promise, today, self, writable=self.writable)
            line.done.connect(self.kept)
            self.add(line)


class AboutFact(Fact):
    """Everything else that is known: dates, places, work, ties, rhythm."""

    wide = True

    def fill(self, card: cards.Card, today: int) -> None:
        """What it is, quiet, then the words."""
        pairs = [(*pair, None) for pair in about_lines(card, today)]
        relations = relation_lines(card)
        if pairs or relations:
            grid = PairGrid([*relations, *pairs], self)
            grid.person_wanted.connect(self.person_wanted)
            self.add(grid)


class NoteFact(Fact):
    """What was written about them."""

    wide = True

    def fill(self, card: cards.Card, today: int) -> None:
        """The note as it was written, line by line."""
        self.say(safe_lines(card.note))
        if card.booster not in ("yes", "unsure"):
            self.say(safe_lines(card.booster_note), "small", "quiet")


class ExtrasFact(Fact):
    """What an imported file said that has no place of its own."""

    wide = True

    def fill(self, card: cards.Card, today: int) -> None:
        """Name and value, the first dozen."""
        for name, value in card.extras[:_MOST_EXTRAS]:
            self.say(f"{display_safe(name, 60)}: {display_safe(value, 200)}", "small")
        more = len(card.extras) - _MOST_EXTRAS
        if more > 0:
            self.say(self.tr("and %n more", "", more), "small", "quiet")


def _joined(topics: tuple[str, ...]) -> str:
    return ", ".join(display_safe(topic, 120) for topic in topics)
