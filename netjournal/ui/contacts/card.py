"""One person, read only: who they are, how the tie stands, what is known, what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.ui import screens
from netjournal.ui.contacts import deed_facts, fact_rows, facts, need_line, needs_fact, verbs
from netjournal.ui.contacts.card_header import CardHeader
from netjournal.ui.contacts.card_reading import CardReading
from netjournal.ui.contacts.card_text import card_text
from netjournal.ui.contacts.card_timeline import CardTimeline
from netjournal.ui.contacts.facts_grid import Facts
from netjournal.ui.contacts.need_helpers import WhoHelps
from netjournal.ui.contacts.rest_fact import RestFact
from netjournal.ui.contacts.tie_card import TieCard
from netjournal.ui.settled import settle

if TYPE_CHECKING:
    from netjournal.models.journal import ChangeSet
    from netjournal.services.people.card import Card, Method, NeedRow
    from netjournal.ui.photos import Photos
    from netjournal.ui.session import Session

_MARGIN = 24


class CardView(QScrollArea):
    """The card of one person.

    Signals:
        contact_activated: Another person was asked for (an id).
        interaction_edit_requested: Id of an interaction.
        edit_requested, print_requested, brief_requested: Verbs on this person (an id).
        verb_wanted: restore, unarchive or delete.
    """

    contact_activated = Signal(object)
    interaction_edit_requested = Signal(object)
    edit_requested = Signal(object)
    print_requested = Signal(object)
    brief_requested = Signal(object)
    verb_wanted = Signal(str)

    def __init__(self, session: Session, photos: Photos, parent: QWidget | None = None) -> None:
        """Create it for nobody yet."""
        super().__init__(parent)
        self.setObjectName("card_view")
        self.setAccessibleName(self.tr("Card"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._session = session
        self._photos = photos
        self.card: Card | None = None
        self._helpers = WhoHelps(session, self._show_helpers, self)
        self._build()
        self._wire()

    def _build(self) -> None:
        writable = not self._session.read_only
        holder = QWidget(self)
        holder.setObjectName("card")
        self.setWidget(holder)  # before it is filled: who changes owners is styled anew, with all
        self.header = CardHeader(holder, writable=writable)
        self.tie = TieCard(holder)
        self._build_facts(holder, writable=writable)
        self.timeline = CardTimeline(self._session, holder)
        self._reading = CardReading(self._session, self.timeline)
        line = QHBoxLayout(holder)  # margins aren't mirrored for right-to-left, spacing is
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        column = QVBoxLayout()
        line.addLayout(column, 1)
        line.addSpacing(_MARGIN)
        column.setContentsMargins(0, _MARGIN, 0, _MARGIN)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.tie)
        column.addWidget(self.facts)
        column.addWidget(self.timeline)
        column.addStretch(1)

    def _build_facts(self, holder: QWidget, *, writable: bool) -> None:
        grid = self.facts = Facts(holder)
        self.met = facts.MetFact(self.tr("How you met"), "fact_met", grid, writable=writable)
        self.needs = needs_fact.NeedsFact(self.tr("Needs"), "fact_needs", grid, writable=writable)
        self.needs.session = self._session
        self.reach = facts.ReachFact(self.tr("Reach"), "fact_reach", grid, writable=writable)
        self.promises = facts.PromisesFact(
            self.tr("Promises"), "fact_promises", grid, writable=writable
        )
        self.help = deed_facts.HelpFact(self.tr("Help"), "fact_help", grid, writable=writable)
        self.introductions = deed_facts.IntroductionsFact(
            self.tr("Introductions"), "fact_introductions", grid, writable=writable
        )
        self.booster = deed_facts.BoosterFact(
            self.tr("Booster"), "fact_booster", grid, writable=writable
        )
        self.rest = RestFact(self.tr("Suggestions"), "fact_rest", grid, writable=writable)
        self._all: list[facts.Fact] = [
            self.met,
            self.needs,
            facts.TopicsFact(self.tr("Interested in"), "fact_topics", grid, writable=writable),
            self.reach,
            self.promises,
            self.help,
            self.introductions,
            self.booster,
            self.rest,
            facts.NoteFact(self.tr("Note"), "fact_note", grid, writable=writable),
            facts.AboutFact(self.tr("More"), "fact_about", grid, writable=writable),
            facts.ExtrasFact(
                self.tr("More from the import"), "fact_extras", grid, writable=writable
            ),
        ]
        grid.hold(self._all)

    def _wire(self) -> None:
        self.header.edit_wanted.connect(self._on_edit)
        self.header.print_wanted.connect(self._on_print)
        self.header.brief_wanted.connect(self._on_brief)
        self.header.restore_wanted.connect(self._on_restore)
        self.header.delete_wanted.connect(self._on_delete)
        for fact in self._all:
            fact.person_wanted.connect(self.contact_activated)
            fact.edit_wanted.connect(self._on_edit)
        self.needs.solved.connect(self._on_solved)
        self.needs.done.connect(self._on_need_done)
        self.needs.noted.connect(self._on_noted)
        self.promises.kept.connect(self._on_kept)
        self.help.asked_chosen.connect(self._on_asked)
        self.introductions.introduction_wanted.connect(self._on_introduction)
        self.booster.thank_wanted.connect(self._on_thank)
        self.booster.mark_wanted.connect(self._on_mark)
        self.rest.again_wanted.connect(self._on_again)
        self.reach.open_wanted.connect(self._on_open)
        self.reach.copy_wanted.connect(self._on_copy)
        self.tie.history_wanted.connect(self._on_history)
        self.timeline.edit_wanted.connect(self.interaction_edit_requested)
        self._photos.loaded.connect(self._on_photo)

    # -- what it shows

    def read_ahead(self, contact_id: int) -> bool:
        """Read a part of what ``show_contact`` will show; return whether there was one left."""
        return self._reading.go_on(contact_id)

    def show_contact(self, contact_id: int) -> bool:
        """Show somebody from the top; return whether they exist."""
        other = self.card is None or self.card.id != contact_id
        found = self._show(contact_id)
        if found and other:
            self.verticalScrollBar().setValue(0)
        return found

    def show_nobody(self) -> None:
        """Forget who was shown."""
        self.card = None
        self._helpers.forget()

    def _show(self, contact_id: int) -> bool:
        today, card = self._session.today(), self._reading.card(contact_id)
        if card is None:
            self.show_nobody()
            return False
        self.card = card
        self._helpers.ask(card)
        self.header.show_card(card, self._photos.image(card.photo_id))
        self.tie.show_card(card, today, self._reading.history(card))
        self.facts.show_card(card, today)
        self.timeline.show_card(card)
        self._reading.drop()
        settle(self)  # else it is painted half laid out, and again
        self.timeline.list.lay_out()
        return True

    def on_changed(self, change: ChangeSet) -> None:
        """Read the card anew; most changes are about the person shown, and it is quick."""
        if self.card is not None:
            self._show(self.card.id)

    def _show_helpers(self, needs: tuple[NeedRow, ...]) -> None:
        if self.card is not None:
            self.card = replace(self.card, needs=needs)
            self.needs.show_helpers(needs)

    def text(self) -> str:
        """Return the card as plain text, for the clipboard."""
        return "" if self.card is None else card_text(self.card)

    def focus_capture(self) -> None:
        """Put the cursor where what happened is written down."""
        self.timeline.focus_capture()
        self.ensureWidgetVisible(self.timeline.capture)

    # -- slots

    @Slot()
    def _on_history(self) -> None:
        if self.card is not None:
            dialog = screens.load(screens.TIE_HISTORY)
            made = dialog(self._session, self.card.id, self.card.full_name, self.window())
            made.finished.connect(made.deleteLater)
            made.open()

    @Slot()
    def _on_edit(self) -> None:
        if self.card is not None:
            self.edit_requested.emit(self.card.id)

    @Slot()
    def _on_print(self) -> None:
        if self.card is not None:
            self.print_requested.emit(self.card.id)

    @Slot()
    def _on_brief(self) -> None:
        if self.card is not None:
            self.brief_requested.emit(self.card.id)

    @Slot()
    def _on_restore(self) -> None:
        if self.card is not None:
            self.verb_wanted.emit("restore" if self.card.trashed else "unarchive")

    @Slot()
    def _on_delete(self) -> None:
        self.verb_wanted.emit("delete")

    @Slot(object, str, object)
    def _on_need_done(self, need_id: int, verb: str, helper_id: int | None) -> None:
        if verb == need_line.REWORD and self.card is not None:
            need = next(one for one in self.card.needs if one.id == need_id)
            verbs.reword_need(self._session, self.window(), need)
        else:
            verbs.do_about_need(self._session, need_id, verb, helper_id)

    @Slot(object)
    def _on_solved(self, need_id: int) -> None:
        verbs.solve_need(self._session, need_id)

    @Slot(str)
    def _on_noted(self, text: str) -> None:
        if self.card is not None:
            verbs.note_need(self._session, self.card.id, text)

    @Slot(object)
    def _on_kept(self, promise_id: int) -> None:
        verbs.keep_promise(self._session, promise_id)

    @Slot(object, object)
    def _on_asked(self, help_id: int, asked: bool | None) -> None:
        verbs.say_asked(self._session, help_id, asked)

    @Slot(object)
    def _on_introduction(self, introduction_id: int | None) -> None:
        from netjournal.ui.contacts.introduction_dialog import IntroductionDialog

        if self.card is None or self._session.read_only:
            return
        dialog = IntroductionDialog(
            self._session, introduction_id, self.card.id, parent=self.window()
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_thank(self) -> None:
        if self.card is not None:
            verbs.thank(self._session, self.card.id)

    @Slot(str)
    def _on_mark(self, booster: str) -> None:
        if self.card is not None:
            verbs.mark_booster(self._session, self.card.id, booster)

    @Slot()
    def _on_again(self) -> None:
        if self.card is not None:
            verbs.suggest_again(self._session, self.card.id)

    @Slot(object)
    def _on_open(self, method: Method) -> None:
        fact_rows.open_method(self._session, method, self)

    @Slot(str)
    def _on_copy(self, value: str) -> None:
        QApplication.clipboard().setText(value)
        self._session.show_message(self.tr("Copied"))

    @Slot(object)
    def _on_photo(self, photo_id: int) -> None:
        card = self.card
        if card is not None and card.photo_id == photo_id:
            self.header.show_photo(card.full_name, card.id, self._photos.image(photo_id))
