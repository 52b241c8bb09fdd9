"""The search field and its results as one control: what is typed, what is found, what is chosen.

Nothing typed yet: who was in touch last, and what is done most. A line that tells what happened is
shown as it was understood; Enter writes it down, unless a name in it fits several people.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot

from netjournal.ui.actions import OF_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from netjournal.models.journal import ChangeSet
    from netjournal.progress import Progress
    from netjournal.services.capturing.capture import Captured, NameIndex
    from netjournal.services.finding.palette import Answer
    from netjournal.ui.frame.top_bar import TopBar
    from netjournal.ui.main_window import MainWindow
    from netjournal.ui.palette.palette_hits import Hit
    from netjournal.ui.palette.search_popup import SearchPopup
    from netjournal.ui.session import Session

# what is offered before anything is typed
_FIRST: Final = ("action_capture", "action_add_person", "action_log", "action_sweep")
_WITH_PEOPLE: Final = frozenset(f"action_{key}" for key in (*OF_PAGES, "brief", "forget"))


class SearchControl(QObject):
    """Connects the top bar's field with the list under it.

    Signals:
        filtered: What is typed, for the page shown.
        contact_chosen, interaction_chosen, event_chosen, circle_chosen, list_chosen: An id.
        capture_chosen: A line to be written down that isn't clear yet.
        done: Enter without a line chosen: go to the page's list.
    """

    filtered = Signal(str)
    contact_chosen = Signal(object)
    interaction_chosen = Signal(object)
    event_chosen = Signal(object)
    circle_chosen = Signal(object)
    list_chosen = Signal(object)
    capture_chosen = Signal(str)
    done = Signal()

    def __init__(
        self,
        session: Session,
        bar: TopBar,
        window: MainWindow,
        actions: Sequence[QAction],
    ) -> None:
        """Show results over ``window``.

        Args:
            session: Where to look.
            bar: The field.
            window: What the results are shown over.
            actions: What can be done by name.
        """
        super().__init__(window)
        self._session = session
        self._bar = bar
        self._window = window
        self._actions = actions
        self._capture = not session.read_only
        self._popup: SearchPopup | None = None
        self._names: NameIndex | None = None
        self._found_for: str | None = None
        self._enter_waits = False
        bar.opened.connect(self._on_opened)
        bar.searched.connect(self._on_searched)
        bar.moved.connect(self._on_moved)
        bar.accepted.connect(self._on_accepted)
        bar.dismissed.connect(self._on_dismissed)
        bar.left.connect(self._on_left)
        session.changed.connect(self._on_changed)

    @property
    def popup(self) -> SearchPopup:
        """The list of results, loaded with the first search."""
        from netjournal.ui.palette.search_popup import SearchPopup

        if self._popup is None:
            self._popup = SearchPopup(self._window)
            self._popup.chosen.connect(self._on_chosen)
        return self._popup

    # -- finding

    @Slot()
    def _on_opened(self) -> None:
        """Ctrl+K: show what the field finds as it stands."""
        self._look(self._bar.search.text().strip())

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        tells = bool(text) and self._capture and self._understood(text).tells
        self.filtered.emit("" if tells else text)
        if self._bar.search.hasFocus():
            self._look(text)

    def _look(self, text: str) -> None:
        """Find; with very much to look through the answer comes from the worker."""
        from netjournal.services.finding import palette

        today = self._session.today()
        self._enter_waits = False

        def work(_progress: Progress | None = None) -> tuple[str, Answer]:
            if text:
                return text, palette.find(text, today)
            return text, palette.Answer(tuple(palette.latest()))

        if palette.is_large():
            self._session.run(work, self._on_found, key="palette")
        else:
            self._on_found(work())

    def _on_found(self, found: tuple[str, Answer]) -> None:
        """Show what was found, if it is still asked for."""
        from netjournal.ui.palette import palette_hits

        text, answer = found
        if text != self._bar.search.text().strip() or not self._bar.search.hasFocus():
            return
        self._found_for = text
        hits = palette_hits.hits(answer, self._session.today())
        if not text:
            first = [one for one in self._actions if one.objectName() in _FIRST]
            hits += palette_hits.offered(first)
            self._show(hits, "", None)
            return
        doable, caption = self._about(palette_hits.doable(text, self._actions)), ""
        people = next((n for n, hit in enumerate(hits) if hit.kind != "contact"), len(hits))
        if answer.meant:
            caption = self.tr("Nothing has exactly these words. Found with “{words}”:")
            if doable:  # these do have them
                caption = self.tr(
                    "Nothing you wrote has exactly these words. Found with “{words}”:"
                )
                people = 0
            caption = caption.format(words=answer.meant)
        hits[people:people] = doable
        self._show(hits, caption, self._understood(text) if self._capture else None)
        if self._enter_waits:
            self._on_accepted()

    def _about(self, doable: list[Hit]) -> list[Hit]:
        """Say of what is done with people with whom: the words typed may hide them meanwhile."""
        page = self._window.page
        ids = page.selected_contacts() if page.key == "people" else ()
        if not ids or _WITH_PEOPLE.isdisjoint(hit.key for hit in doable):
            return doable
        from netjournal.ui.contacts import verbs

        who = verbs.who(self._session, ids)
        return [replace(hit, detail=who) if hit.key in _WITH_PEOPLE else hit for hit in doable]

    def _show(self, hits: list[Hit], caption: str, captured: Captured | None) -> None:
        from netjournal.ui.palette import capture_words
        from netjournal.ui.palette.palette_hits import Hit

        sure = captured is not None and captured.tells
        if captured is not None:
            said = self.tr("Write down: “{line}”").format(line=captured.typed)
            hits.insert(0 if sure else len(hits), Hit("capture", 0, said, icon="log"))
        chips = capture_words.chips(captured, self._session.today()) if sure and captured else ()
        self.popup.say(caption, chips)
        field = self._bar.search
        where = QRect(field.mapTo(self._window, QPoint(0, 0)), field.size())
        # with a slip mended Enter still opens a person: the page's list has nobody to go to
        first = hits[0].kind if hits else "capture"
        choose = sure or first in ("contact", "action") or (not caption and first != "capture")
        self.popup.show_hits(hits, where, choose=choose)

    def _understood(self, text: str) -> Captured:
        from netjournal.services.capturing import capture

        if self._names is None:
            self._names = capture.NameIndex.load()
        return capture.parse(text, self._session.today(), self._names)

    @Slot(object)
    def _on_changed(self, change: ChangeSet) -> None:
        if change.touches("contact"):
            self._names = None

    # -- choosing

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if not self.popup.isVisible():  # hidden by Esc or Enter: show the answer again
            self._look(self._bar.search.text().strip())
            if self.popup.current() is not None:
                return
        self.popup.move_by(step)

    @Slot()
    def _on_left(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @Slot()
    def _on_accepted(self) -> None:
        text = self._bar.search.text().strip()
        if text and text != self._found_for:  # typed faster than found
            self._enter_waits = True
            return
        hit = self.popup.current()
        self.popup.hide()
        if hit is None:
            self.done.emit()
        else:
            self._on_chosen(hit)

    @Slot()
    def _on_dismissed(self) -> None:
        """Esc hides the results, then empties the field, then leaves it."""
        if self.popup.isVisible():
            self.popup.hide()
        elif self._bar.search.text():
            self._bar.clear_search()
            self.popup.hide()
        else:
            self.done.emit()

    @Slot(object)
    def _on_chosen(self, hit: Hit) -> None:
        text = self._bar.search.text().strip()
        self._bar.clear_search()
        self.popup.hide()
        if hit.kind == "capture":
            self._write(text)
        elif hit.kind == "action":
            self.done.emit()
            next(one for one in self._actions if one.objectName() == hit.key).trigger()
        else:
            {
                "contact": self.contact_chosen,
                "interaction": self.interaction_chosen,
                "event": self.event_chosen,
                "circle": self.circle_chosen,
                "list": self.list_chosen,
            }[hit.kind].emit(hit.id)
            self.done.emit()  # on to what was looked for

    def _write(self, text: str) -> None:
        """Write a line down; one that isn't clear goes where it can be made so."""
        from netjournal.services.capturing import capture

        captured = self._understood(text)
        if captured.ambiguous:
            self.capture_chosen.emit(text)
            return

        def verb() -> None:
            capture.commit(captured)

        if self._session.act(self.tr("Log interaction"), verb, self.tr("Written down")):
            self.done.emit()
        else:
            self.capture_chosen.emit(text)
