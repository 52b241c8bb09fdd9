"""Find duplicates, decide pair by pair; or merge people who were chosen.

Every decision is one step that Undo takes back. What is suggested follows the journal: a pair whose
people are one by now, or were said to be two, goes, and comes back by Undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Slot

from netjournal.errors import Cancelled, NotFound, UserError
from netjournal.services.duplicates import dedupe, merge
from netjournal.services.keeping import backups
from netjournal.services.people import contacts
from netjournal.ui import messages
from netjournal.ui.duplicates import words
from netjournal.ui.duplicates.pairs import Pair, both
from netjournal.ui.duplicates.parts import NONE, PAIRS, SEARCHING, DuplicateParts
from netjournal.ui.long_lists import choose_row
from netjournal.ui.own_steps import OwnSteps
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Saying, Session


class DuplicatesDialog(DuplicateParts):
    """Entries that may be one person.

    Args:
        session: The open journal.
        contact_ids: People to merge; none searches the whole journal.
        parent: The window.
    """

    def __init__(
        self, session: Session, contact_ids: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        """Begin to search, or show who was chosen."""
        super().__init__(session, parent)
        self._found: list[Pair] = []
        self._later: set[tuple[int, int]] = set()
        self._chosen = tuple(contact_ids)
        self._job: Job | None = None
        self._backed_up = False
        self._wire()
        if self._chosen:
            self._show_chosen()
        else:
            self._search()

    def _wire(self) -> None:
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.close_button.clicked.connect(self.reject)
        self.later_button.clicked.connect(self._on_later)
        self.other_button.clicked.connect(self._on_not_same)
        self.merge_button.clicked.connect(self._on_merge)
        self._session.changed.connect(self._on_changed)
        self._session.said.connect(self._on_said)
        self._session.failed.connect(self._on_failed)
        self._steps = OwnSteps(self._session, self, self.toast.show_message)

    # -- searching

    def _search(self) -> None:
        self.heading.setText(self.tr("Find duplicates"))
        self.hint.setText(self.tr("Looking for entries that may be one person."))
        self.show_part(SEARCHING)
        self._job = self._session.run(_find, self._on_found, self._on_not_found, aside=True)
        self.strip.follow(self._job, self.tr("Comparing people…"))

    def _on_found(self, found: list[Pair]) -> None:
        self._job = None
        self._found = found
        self._refresh()
        if self.model.rowCount():
            self.view.setFocus()

    def _on_not_found(self, error: UserError) -> None:
        self._job = None
        title = self.tr("The search was stopped")
        if not isinstance(error, Cancelled):
            title = self.tr("The search did not work")
        text = "" if isinstance(error, Cancelled) else messages.message(error).text
        self.hint.setText("")
        self.nothing.set_texts(title, text)
        self.show_part(NONE)

    def done(self, result: int) -> None:
        """Stop searching when the dialog is closed."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    # -- what is shown

    def _show_chosen(self) -> None:
        """Show people who were chosen, without a list."""
        self.setWindowTitle(self.tr("Merge people"))
        self.heading.setText(self.tr("Merge %n people", "", len(self._chosen)))
        self.hint.setText(
            self.tr(
                "They become one person. Where they differ, choose what to show; "
                "the other values stay on the card."
            )
        )
        self.list_card.hide()
        self.later_button.setText(self.tr("Cancel"))
        self.other_button.setEnabled(len(self._chosen) == 2)
        self.close_button.hide()
        self.show_part(PAIRS)
        self._show_people(self._chosen)
        self.reasons.hide()
        self.against.hide()

    def _refresh(self) -> None:
        """Show the pairs that are still open; the place in the list is kept."""
        row = max(0, self.view.currentIndex().row())
        shown = self._current()
        here = dedupe.still_here({who for pair in self._found for who in pair.ids})
        gone = dedupe.dismissed() | self._later
        self.model.show_pairs(
            [p for p in self._found if p.ids not in gone and here.issuperset(p.ids)]
        )
        count = self.model.rowCount()
        if not count:
            self._show_none()
            return
        self.heading.setText(self.tr("%n pair(s) may be one person", "", count))
        self.hint.setText(
            self.tr(
                "Where they differ, choose what to show; the other value stays on the card. "
                "Undo takes every step back."
            )
        )
        self.show_part(PAIRS)
        at = self.model.row_of(shown.ids) if shown else -1
        choose_row(self.view, at if at >= 0 else min(row, count - 1))

    def _show_none(self) -> None:
        self.heading.setText(self.tr("Find duplicates"))
        self.hint.setText("")
        if self._found:
            title, text = self.tr("All decided"), self.tr("No pair is left to look at.")
        else:
            title = self.tr("No duplicates found")
            text = self.tr(
                "Nobody here shares an address, a number, a link or a rare name with somebody "
                "else. Where only a common name is alike, people are left in peace."
            )
        self.nothing.set_texts(title, text)
        self.show_part(NONE)
        self.close_button.setFocus()

    def _current(self) -> Pair | None:
        row = self.view.currentIndex().row()
        return self.model.pairs[row] if 0 <= row < len(self.model.pairs) else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        pair = self._current()
        if pair is None:
            return
        reasons = words.for_it(pair.suggestion.reasons)
        self.reasons.setText(self.tr("In common: {reasons}").format(reasons=reasons))
        against = words.against_it(pair.suggestion.reasons)
        self.against.setText(self.tr("But: {reasons}").format(reasons=against))
        self.against.setVisible(bool(against))
        self._show_people(pair.ids)

    def _show_people(self, ids: Sequence[int]) -> None:
        writable = not self._session.read_only
        try:
            self.compare.show_people(ids)
        except NotFound as error:
            self._session.show_error(error)
            writable = False
        self.merge_button.setEnabled(writable)
        self.other_button.setEnabled(writable and len(ids) == 2)

    # -- deciding

    @Slot()
    def _on_merge(self) -> None:
        keep, ids = self.compare.keeper, self.compare.ids
        others = [who for who in ids if who != keep]
        choices = self.compare.choices()
        label, done = self._sayings(ids)

        def merge_them() -> None:
            if self._session.act(label, lambda: merge.merge(keep, others, choices), done):
                self._after()

        if self._backed_up or len(self.model.pairs) + len(others) <= 2:
            merge_them()
        else:
            self._back_up(merge_them)

    def _back_up(self, then: Callable[[], None]) -> None:
        """Back the journal up before the first of several merges, then go on."""
        journal = self._session.journal

        def work(progress: Progress) -> None:
            backups.make_if_changed(journal, "merge", progress)

        def made(_result: None) -> None:
            self._backed_up = True
            then()

        self.merge_button.setEnabled(False)
        job = self._session.run(work, made, self._on_not_backed_up, modal=True)
        self._session.step_started.emit(job)

    def _on_not_backed_up(self, error: UserError) -> None:
        self.merge_button.setEnabled(True)
        self._session.show_error(error)

    def _sayings(self, ids: Sequence[int]) -> tuple[str, str]:
        rows = contacts.rows(list(ids), self._session.today())
        names = [display_safe(row.full_name, 40) for row in rows if row]
        if len(names) == 2:
            label = self.tr("Merge {one} and {other}").format(one=names[0], other=names[1])
            done = self.tr("Merged {one} and {other}").format(one=names[0], other=names[1])
            return label, done
        return (
            self.tr("Merge %n people", "", len(names)),
            self.tr("Merged %n people", "", len(names)),
        )

    @Slot()
    def _on_not_same(self) -> None:
        ids = self.compare.ids
        if len(ids) != 2:
            return
        label = self.tr("Not the same person")
        pair = self._current()
        done = self.tr("Remembered: two people")
        if pair is not None and not self._chosen:
            done = self.tr("Remembered as two people: {who}").format(who=both(pair))
        if self._session.act(label, lambda: dedupe.dismiss([(ids[0], ids[1])]), done):
            self._after()

    @Slot()
    def _on_later(self) -> None:
        if self._chosen:
            self.reject()
        elif (pair := self._current()) is not None:
            self._later.add(pair.ids)
            self._refresh()
            self.view.setFocus()

    def _after(self) -> None:
        if self._chosen:
            self.accept()
        else:
            self.view.setFocus()

    # -- following the journal

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if self._chosen or self._job is not None:
            return
        QTimer.singleShot(0, self, self._refresh)  # after what the change itself still does

    @Slot(object)
    def _on_said(self, saying: Saying) -> None:
        if saying.kind == "edit":
            self.toast.show_message(saying.text, self.tr("Undo"), self._steps.undo)
        elif saying.kind == "undo":
            text = self.tr("Undone: {what}").format(what=saying.text)
            self.toast.show_message(text, self.tr("Redo"), self._steps.redo)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        self.toast.show_message(messages.message(error).text)


def _find(progress: Progress) -> list[Pair]:
    """Search in the worker; names come along, so that the list needs no reading."""
    found = dedupe.find(progress)
    known = sorted({who for one in found for who in (one.contact_id, one.other_id)})
    names = {who: name for who, name, _ in contacts.describe(known)}
    return [Pair(one, names.get(one.contact_id, ""), names.get(one.other_id, "")) for one in found]
