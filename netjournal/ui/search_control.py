"""The search field and its results as one control: what is typed, what is found, what is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.ui.search_popup import Hit, SearchPopup
    from netjournal.ui.session import Session
    from netjournal.ui.top_bar import TopBar


class SearchControl(QObject):
    """Connects the top bar's field with the list under it.

    Signals:
        filtered: What is typed, for the page shown.
        contact_chosen: Id of a contact.
        interaction_chosen: Id of an interaction.
        capture_chosen: A line to be written down.
        done: Enter without a line chosen: go to the page's list.
    """

    filtered = Signal(str)
    contact_chosen = Signal(object)
    interaction_chosen = Signal(object)
    capture_chosen = Signal(str)
    done = Signal()

    def __init__(self, session: Session, bar: TopBar, window: QWidget, *, capture: bool) -> None:
        """Show results over ``window``.

        Args:
            session: Where to look.
            bar: The field.
            window: What the results are shown over.
            capture: Offer to write the line down.
        """
        super().__init__(window)
        self._session = session
        self._bar = bar
        self._window = window
        self._capture = capture and not session.read_only
        self._popup: SearchPopup | None = None
        bar.searched.connect(self._on_searched)
        bar.moved.connect(self._on_moved)
        bar.accepted.connect(self._on_accepted)
        bar.dismissed.connect(self._on_dismissed)
        bar.left.connect(self._on_left)

    @property
    def popup(self) -> SearchPopup:
        """The list of results, loaded with the first search."""
        from netjournal.ui.search_popup import SearchPopup

        if self._popup is None:
            self._popup = SearchPopup(self._window)
            self._popup.chosen.connect(self._on_chosen)
        return self._popup

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        from netjournal.ui.search_popup import Hit, find

        self.filtered.emit(text)
        hits = find(text, self._session.today()) if text else []
        if text and self._capture:
            said = self.tr("Write down: “{line}”").format(line=text)
            hits.append(Hit("capture", 0, said, icon="log"))
        field = self._bar.search
        at = field.mapTo(self._window, QPoint(0, field.height() + 4))
        self.popup.show_hits(hits if field.hasFocus() else [], at.x(), at.y(), field.width())

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        self.popup.move_by(step)

    @Slot()
    def _on_left(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    @Slot()
    def _on_accepted(self) -> None:
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
        else:
            self.done.emit()

    @Slot(object)
    def _on_chosen(self, hit: Hit) -> None:
        self.popup.hide()
        text = self._bar.search.text().strip()
        self._bar.clear_search()
        if hit.kind == "contact":
            self.contact_chosen.emit(hit.id)
        elif hit.kind == "interaction":
            self.interaction_chosen.emit(hit.id)
        else:
            self.capture_chosen.emit(text)
