"""The page *My shelf*: what I am good at and have made; let them know you."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QWidget,
)

from netjournal.services.giving import shelf
from netjournal.ui import icons, shelf_words
from netjournal.ui.record_page import RecordPage
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.shelf.detail import WorkDetail
from netjournal.ui.shelf.work_dialog import WorkDialog
from netjournal.ui.shelf.works_list import WorksModel
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from netjournal.progress import Progress
    from netjournal.services.giving.shelf import Known
    from netjournal.ui.session import Session


class ShelfPage(RecordPage):
    """List of works at the left, one work at the right."""

    key: ClassVar[str] = "shelf"
    record: ClassVar[str] = "work"
    tables: ClassVar[tuple[str, ...]] = (
        *("work", "work_share", "contact", "contact_topic", "topic", "need"),
        "interaction",
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; works are read when it is shown."""
        super().__init__(session, parent)
        self.model = WorksModel(session, self)
        self._build()
        self.which.chosen.connect(self.refresh)
        self.view.edit_wanted.connect(self.open_record)
        self.view.menu_wanted.connect(self._on_menu_wanted)
        self.detail.contact_opened.connect(self.contact_activated)
        self.detail.edit_wanted.connect(self.edit_chosen)
        self.detail.retire_wanted.connect(self._on_retire)
        self.detail.delete_wanted.connect(self.delete_chosen)
        self.add.clicked.connect(self.add_work)
        self.empty.triggered.connect(self._on_empty_action)

    def _build(self) -> None:
        head = self._head()
        self.share = Label("", wrap=True, parent=self.left)
        self.share.setObjectName("shelf_share")
        self.latest = Label("", "small", "quiet", wrap=True, parent=self.left)
        self.latest.setObjectName("shelf_latest")
        self.make_list(self.model, self.model.view_of)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.detail = WorkDetail(self.session, self.body)
        self.empty = EmptyState("helped", parent=self.stack)
        if not self.session.read_only:
            self.empty.add_action("add", self.tr("Add to my shelf"), primary=True)
        self.put_together((head, self.share, self.latest), self.detail, self.empty)

    def _head(self) -> QBoxLayout:
        self.which = ChoiceChip(
            [(False, self.tr("On the shelf")), (True, self.tr("Taken off"))], parent=self.left
        )
        self.which.setObjectName("shelf_which")
        self.add = button(self.tr("Add"), "small", name="shelf_add", parent=self.left)
        self.add.setAccessibleName(self.tr("Add to my shelf"))
        self.add.setVisible(not self.session.read_only)
        self._title = Label(self.title(), "title", parent=self.left)
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

    def fit_head(self, width: int) -> None:
        """Put the verbs below the title where both don't fit."""
        narrow = self._title.sizeHint().width() + self._verbs.sizeHint().width() + 8 > width
        way = QBoxLayout.Direction
        self._line.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # -- reading

    @Slot()
    def refresh(self) -> None:
        """Read the shelf anew; the chosen work stays chosen."""
        wanted = self.remembered()
        retired = bool(self.which.value)
        self.model.show_works(retired=retired)
        number = self.model.rowCount()
        self._read_known()
        none = self.tr("Nothing was taken off.") if retired else self.tr("Nothing is on it.")
        self.show_number(number, none)
        self.stack.setCurrentIndex(0 if number or retired or shelf.works(retired=True) else 1)
        self.empty.set_texts(
            self.tr("What should people know you for?"),
            self.tr(
                "Put down what you are good at, what you offer, and what you have made: posts, "
                "talks, projects. You will see whom it would serve and who knows it already."
            ),
        )
        self.choose_again(wanted)

    def show_chosen(self) -> None:
        """Show the work that is chosen."""
        self.detail.show_work(self.model.work(self.view.current_id()))

    def clear_filter(self) -> None:
        """Look at what is on the shelf."""
        self.which.set_value(False)

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

    # -- verbs

    @Slot()
    def add_work(self) -> None:
        """Open an empty dialog."""
        self.open_record(None)

    @Slot(object)
    def open_record(self, work_id: int | None) -> None:
        """Open the form of a work."""
        if self.changeable():
            self.open_form(WorkDialog(self.session, work_id, parent=self.window()))

    @Slot()
    def edit_chosen(self) -> None:
        """Open the dialog of the work that is chosen."""
        if self.view.current_id() is not None:
            self.open_record(self.view.current_id())

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
    def delete_chosen(self) -> None:
        """Delete the work that is chosen."""
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

    @Slot(object)
    def _on_menu_wanted(self, point: QPoint) -> None:
        if self.view.current_id() is None or self.session.read_only:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icons.icon("edit"), self.tr("Edit…"), self.edit_chosen)
        retire = self.tr("Put back") if self.which.value else self.tr("Take off the shelf")
        menu.addAction(icons.icon("archive"), retire, self._on_retire)
        menu.addAction(icons.icon("trash"), self.tr("Delete"), self.delete_chosen)
        menu.popup(point)

    @Slot(str)
    def _on_empty_action(self, _name: str) -> None:
        self.add_work()
