"""The page *My shelf*: what I am good at and have made; let them know you."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.giving import shelf
from netjournal.ui import icons, shelf_words, theme
from netjournal.ui.page import Page
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.shelf.detail import WorkDetail
from netjournal.ui.shelf.work_dialog import WorkDialog
from netjournal.ui.shelf.works_list import WorksModel
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.card import ListCard
from netjournal.ui.widgets.empty_state import EmptyState
from netjournal.ui.widgets.record_list import RecordList

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent

    from netjournal.progress import Progress
    from netjournal.services.giving.shelf import Known
    from netjournal.ui.session import Session

_LIST: Final = 400


class ShelfPage(Page):
    """List of works at the left, one work at the right."""

    key: ClassVar[str] = "shelf"
    tables: ClassVar[tuple[str, ...]] = (
        *("work", "work_share", "contact", "contact_topic", "topic", "need"),
        "interaction",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; works are read when it is shown."""
        super().__init__(session, parent)
        self.model = WorksModel(session, self)
        self._wanted_id: int | None = None
        self._build()
        self.which.chosen.connect(self.refresh)
        self.view.chosen.connect(self._on_chosen)
        self.view.edit_wanted.connect(self._open)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.detail.contact_opened.connect(self.contact_activated)
        self.detail.edit_wanted.connect(self._on_edit)
        self.detail.retire_wanted.connect(self._on_retire)
        self.detail.delete_wanted.connect(self._on_delete)
        self.add.clicked.connect(self.add_work)
        self.empty.triggered.connect(self._on_empty_action)

    def _build(self) -> None:
        self._stack = QStackedWidget(self)  # owners first: who changes them is styled anew
        body = QWidget(self._stack)
        self._left = QWidget(body)
        self.view = RecordList(self.model, self.model.view_of, self._left)
        self.view.setObjectName("works_list")
        self.view.setAccessibleName(self.title())
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.detail = WorkDetail(self.session, body)
        self.empty = EmptyState("helped", parent=self._stack)
        if not self.session.read_only:
            self.empty.add_action("add", self.tr("Add to my shelf"), primary=True)
        self.share = Label("", wrap=True, parent=self._left)
        self.share.setObjectName("shelf_share")
        self.latest = Label("", "small", "quiet", wrap=True, parent=self._left)
        self.latest.setObjectName("shelf_latest")
        self._list = ListCard(self.view, self._left)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addLayout(self._head())
        left.addWidget(self.share)
        left.addWidget(self.latest)
        left.addWidget(self._list, 1)
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(22)
        row.addWidget(self._left)
        row.addWidget(self.detail, 1)
        self._stack.addWidget(body)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 22, 12, 24)
        whole.addWidget(self._stack)
        self.setFocusProxy(self.view)
        self._fit()

    def _head(self) -> QBoxLayout:
        self.which = ChoiceChip(
            [(False, self.tr("On the shelf")), (True, self.tr("Taken off"))], parent=self._left
        )
        self.which.setObjectName("shelf_which")
        self.add = button(self.tr("Add"), "small", name="shelf_add", parent=self._left)
        self.add.setAccessibleName(self.tr("Add to my shelf"))
        self.add.setVisible(not self.session.read_only)
        self._title = Label(self.title(), "title", parent=self._left)
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(8)
        self._verbs.addWidget(self.which)
        self._verbs.addStretch(1)
        self._verbs.addWidget(self.add)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        self._line.addWidget(self._title, 1)
        self._line.addLayout(self._verbs)
        return self._line

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("My shelf")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the work more room than the list where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = min(theme.px(_LIST), max(260, round(self.width() * 0.42)))
        self._left.setFixedWidth(width)
        # the verbs go below the title where both don't fit
        narrow = self._title.sizeHint().width() + self._verbs.sizeHint().width() + 8 > width
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # -- reading

    @Slot()
    def refresh(self) -> None:
        """Read the shelf anew; the chosen work stays chosen."""
        wanted = self._wanted_id if self._wanted_id is not None else self.view.current_id()
        retired = bool(self.which.value)
        self.model.show_works(retired=retired)
        number = self.model.rowCount()
        self._read_known()
        self._list.setVisible(number > 0)
        self._stack.setCurrentIndex(0 if number or retired or shelf.works(retired=True) else 1)
        self.empty.set_texts(
            self.tr("What should people know you for?"),
            self.tr(
                "Put down what you are good at, what you offer, and what you have made: posts, "
                "talks, projects. You will see whom it would serve and who knows it already."
            ),
        )
        if wanted is None or not self.view.choose(wanted):
            first = self.model.id_at(0)
            if first is not None:
                self.view.choose(first)
        self._wanted_id = None
        self.detail.show_work(self.model.work(self.view.current_id()))
        self.verbs_changed.emit()

    def _read_known(self) -> None:
        today = self.session.today()

        def work(_progress: Progress) -> Known:
            return shelf.known(today)

        self.session.run(work, self._on_known, key=("shelf", id(self)))

    def _on_known(self, known: Known) -> None:
        self.share.setText(shelf_words.share(known))
        self.latest.setText(shelf_words.latest(known))
        for label in (self.share, self.latest):
            label.setVisible(bool(label.text()))

    # -- what the window asks

    def show_work(self, work_id: int) -> None:
        """Bring a work into view."""
        if not self.view.choose(work_id):
            self._wanted_id = work_id
            self.which.set_value(False)
            self.refresh_or_mark()

    def verbs(self) -> frozenset[str]:
        """Return what can be done with the selected work."""
        if self.session.read_only or self.view.current_id() is None:
            return frozenset()
        return frozenset({"edit", "trash"})

    def perform(self, verb: str) -> None:
        """Do one of ``verbs``."""
        if verb == "edit":
            self._on_edit()
        elif verb == "trash":
            self._on_delete()

    def state(self) -> dict[str, Any]:
        """Return which work is shown."""
        return {"work": self.view.current_id()}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Show the work again."""
        work = state.get("work")
        self._wanted_id = work if isinstance(work, int) else None

    # -- verbs

    @Slot()
    def add_work(self) -> None:
        """Open an empty dialog."""
        self._open(None)

    @Slot(object)
    def _open(self, work_id: int | None) -> None:
        if self.session.read_only:
            return
        dialog = WorkDialog(self.session, work_id, parent=self.window())
        dialog.saved.connect(self.show_work)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _on_edit(self) -> None:
        if self.view.current_id() is not None:
            self._open(self.view.current_id())

    @Slot()
    def _on_retire(self) -> None:
        work = self.model.work(self.view.current_id())
        if work is None:
            return
        title, off = display_safe(work.title, 60), not work.retired
        label = self.tr("Take {title} off the shelf") if off else self.tr("Put {title} back")
        done = self.tr("{title} is off the shelf") if off else self.tr("{title} is back")
        self.session.act(
            label.format(title=title),
            lambda: shelf.retire(work.id, retired=off),
            done.format(title=title),
        )

    @Slot()
    def _on_delete(self) -> None:
        work = self.model.work(self.view.current_id())
        if work is None:
            return
        title = display_safe(work.title, 60)
        self.session.act(
            self.tr("Delete {title}").format(title=title),
            lambda: shelf.delete(work.id),
            self.tr("Deleted {title}").format(title=title),
        )

    # -- slots

    @Slot()
    def _on_chosen(self) -> None:
        self.detail.show_work(self.model.work(self.view.current_id()))
        self.verbs_changed.emit()

    @Slot(object)
    def _on_menu_wanted(self, point: QPoint) -> None:
        if self.view.current_id() is None or self.session.read_only:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("edit"), self.tr("Edit…"), self._on_edit)
        retire = self.tr("Put back") if self.which.value else self.tr("Take off the shelf")
        menu.addAction(icons.icon("archive"), retire, self._on_retire)
        menu.addAction(icons.icon("trash"), self.tr("Delete"), self._on_delete)
        menu.popup(point)

    @Slot(str)
    def _on_empty_action(self, _name: str) -> None:
        self.add_work()
