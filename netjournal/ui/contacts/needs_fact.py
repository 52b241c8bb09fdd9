"""What somebody needs, on their card: a chance to help."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot

from netjournal.services.keeping import drafts
from netjournal.ui.contacts.fact_rows import link
from netjournal.ui.contacts.facts import KIND, Fact
from netjournal.ui.contacts.need_line import ClosedNeeds, NeedField, NeedLine
from netjournal.ui.draft_keeper import DraftKeeper

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netjournal.services.people import card as cards
    from netjournal.services.people.card import NeedRow
    from netjournal.ui.contacts.need_helpers import Shown
    from netjournal.ui.session import Session


class NeedsFact(Fact):
    """What they need; a chance to help.

    Signals:
        solved: Id of a need.
        done: (need id, verb, helper's id or None): what was done about one.
        noted: Words of a new need.
    """

    solved = Signal(object)
    done = Signal(object, str, object)
    noted = Signal(str)

    always = True
    session: Session | None = None  # whose journal keeps a need that is being typed
    _field: NeedField | None = None
    _of: tuple[int, tuple[NeedRow, ...]] | None = None  # whose needs are shown, and which
    _known: Mapping[NeedRow, Shown] = MappingProxyType({})  # who could help, as was shown before

    def show_card(self, card: cards.Card, today: int) -> None:
        """Show what somebody needs; who could help stays named until that is known anew.

        Where nothing has changed nothing is made anew, nor is taken away what is being typed.
        """
        before, self._of = self._of, (card.id, card.needs)
        if before == self._of:
            return
        lines = self._need_lines() if before is not None and card.id == before[0] else []
        self._known = {line.need: line.helpers.shown for line in lines}
        if self._field is not None:
            self._field.flush()  # it is taken away
            self._field = None
        super().show_card(card, today)
        kept = drafts.get(self._key()) if self.writable and self.session is not None else ""
        if kept:
            self._begin(kept)

    def _key(self) -> str:
        return f"need:{self._of[0]:d}" if self._of is not None else "need"

    def show_helpers(self, needs: Iterable[NeedRow]) -> None:
        """Say who could help, where these needs are shown still."""
        found = {need.id: need for need in needs}
        for line in self._need_lines():
            need = found.get(line.need.id)
            if need is not None and need.state == line.need.state:
                line.helpers.show_helpers(need.mine, need.helpers)

    def _need_lines(self) -> list[NeedLine]:
        return [line for line in self._lines if isinstance(line, NeedLine)]

    def fill(self, card: cards.Card, today: int) -> None:
        """Open needs, and how many were solved."""
        for need in card.needs:
            if need.state in ("open", "in_hand"):
                line = NeedLine(need, self, writable=self.writable)
                if need in self._known:
                    line.helpers.show_helpers(*self._known[need])
                line.solved.connect(self.solved)
                line.done.connect(self.done)
                line.person_wanted.connect(self.person_wanted)
                self.add(line)
        closed = [need for need in card.needs if need.state in ("solved", "dropped")]
        if closed:
            self.add(ClosedNeeds(closed, self.done, self, writable=self.writable))
        if self._lines and self.writable:
            self.add_prompt()

    def add_prompt(self) -> None:
        """Offer a line to note a need."""
        prompt = self.again("need prompt")
        if prompt is None:
            prompt = link(self.tr("Note a need"), "need_prompt", self)
            prompt.setProperty(KIND, "need prompt")
            prompt.clicked.connect(self._on_prompt)
        self._prompt = prompt
        self.add(prompt)
        prompt.show()  # it gave way to the field

    def _begin(self, text: str) -> NeedField:
        """Show the field in place of the prompt, with what was typed already."""
        self._prompt.hide()
        field = self._field = NeedField(self)
        field.setText(text)
        field.returnPressed.connect(self._on_entered)
        field.left.connect(self._on_left)
        if self.session is not None:
            field.keep(DraftKeeper(self.session, self._key(), field.text, field))
        self.add(field)
        return field

    @Slot()
    def _on_prompt(self) -> None:
        self._begin("").setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_entered(self) -> None:
        field = self._field
        if field is None:
            return
        text = field.text().strip()
        field.drop()
        if not text:
            self._on_left()
            return
        self.noted.emit(text)
        if self._field is field:  # it could not be written
            field.touch()

    @Slot()
    def _on_left(self) -> None:
        field, self._field = self._field, None
        if field is None:
            return
        field.drop()
        self._lines.remove(field)
        self._prompt.show()
        self._prompt.setFocus(Qt.FocusReason.OtherFocusReason)
        self.body.removeWidget(field)
        field.hide()
        field.deleteLater()
