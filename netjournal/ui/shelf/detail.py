"""One work of mine: what it is, whom it would serve, who knows it.

Public: ``WorkDetail(session)`` with ``show_work(WorkRow | None)``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from netjournal.errors import UserError
from netjournal.services.giving import shelf
from netjournal.services.people import contacts
from netjournal.ui import labels, safe, shelf_words
from netjournal.ui.row_steps import RowSteps
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.settled import settle
from netjournal.ui.shelf.person_row import PersonRow
from netjournal.ui.shelf.tell_line import TellLine
from netjournal.ui.widgets.buttons import Pill, button
from netjournal.ui.widgets.card import RowsCard, section
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.name_label import NameLabel

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netjournal.progress import Progress
    from netjournal.services.giving.matching import Helper
    from netjournal.services.giving.shelf import WorkRow
    from netjournal.ui.session import Session

_FEW: Final = 40


class WorkDetail(QScrollArea):
    """The right half of the page.

    Signals:
        contact_opened: Id of a person.
        edit_wanted, retire_wanted, delete_wanted: Verbs on the work shown.
    """

    contact_opened = Signal(object)
    edit_wanted = Signal()
    retire_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Create it without a work."""
        super().__init__(parent)
        self.setObjectName("work_detail")
        self._session = session
        self.work: WorkRow | None = None
        self._all = False
        self._build()

    def _build(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        self.setWidget(inside)  # before it is filled: who changes owners is styled anew, with all
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 24)
        column.setSpacing(8)
        column.addLayout(self._head(inside))
        column.addSpacing(10)
        self._served_title = section(self.tr("Whom it would serve"), inside)
        self.served = RowsCard("served_card", inside)
        self._knows_title = section(self.tr("Who knows it"), inside)
        self.knows = RowsCard("knows_card", inside)
        self._more = button("", "link", name="knows_more", parent=inside)
        self._more.clicked.connect(self._on_more)
        column.addWidget(self._served_title)
        column.addWidget(self.served)
        column.addSpacing(10)
        column.addWidget(self._knows_title)
        column.addWidget(self._tell(inside))
        column.addWidget(self.knows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        RowSteps(self, lambda: [self.served, self.knows])
        for see_through in (self.viewport(), inside):
            see_through.setAutoFillBackground(False)

    def _head(self, inside: QWidget) -> QVBoxLayout:
        self._title = NameLabel(inside)
        self._title.setObjectName("work_name")
        self._kind = Pill("", "accent", inside)
        self._text = Label("", wrap=True, selectable=True, parent=inside)
        self._link = button("", "link", name="work_link", parent=inside)
        self._link.clicked.connect(self._on_link)
        verbs = FlowLayout(spacing=8)
        verbs.addWidget(self._kind)
        self._verbs = {}
        for name, text, signal in (
            ("work_edit", self.tr("Edit"), self.edit_wanted),
            ("work_retire", self.tr("Take off the shelf"), self.retire_wanted),
            ("work_delete", self.tr("Delete"), self.delete_wanted),
        ):
            verb = button(text, "small", name=name, parent=inside)
            verb.clicked.connect(signal)
            verb.setVisible(not self._session.read_only)
            verbs.addWidget(verb)
            self._verbs[name] = verb
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addLayout(verbs)
        column.addWidget(self._text)
        column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeading)
        return column

    def _tell(self, inside: QWidget) -> TellLine:
        tell = self.tell = TellLine(self._session.today(), inside)
        self.how, self.person = tell.how, tell.person
        tell.told.connect(self._on_told)
        tell.new_told.connect(self._on_new_told)
        tell.setVisible(not self._session.read_only)
        return tell

    # -- showing

    def show_work(self, work: WorkRow | None) -> None:
        """Show a work; None hides everything."""
        if work is None or self.work is None or work.id != self.work.id:
            self._all = False
            self.verticalScrollBar().setValue(0)
        self.work = work
        self.setVisible(work is not None)
        if work is not None:
            with self._at_once():
                self._show(work)

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Be painted again only when rows that came have their room."""
        self.setUpdatesEnabled(False)
        try:
            yield
        finally:
            settle(self)
            self.setUpdatesEnabled(True)

    def _show(self, work: WorkRow) -> None:
        self._title.setText(display_safe(work.title))
        self._kind.setText(labels.work(work.kind))
        lines = [display_safe(line, 2000) for line in work.text.strip().splitlines()]
        self._text.setText("\n".join(lines))
        self._text.setVisible(bool(lines))
        self._link.setText(display_safe(work.url, 80).replace("&", "&&"))
        self._link.setVisible(bool(work.url.strip()))
        off = self.tr("Put back on the shelf") if work.retired else self.tr("Take off the shelf")
        self._verbs["work_retire"].setText(off)
        self._show_people(work)

    def _show_people(self, work: WorkRow) -> None:
        today, writable = self._session.today(), not self._session.read_only
        self._show_knowers(work, today, writable=writable)
        work_id = work.id

        def read(_progress: Progress) -> tuple[int, list[Helper]]:
            return work_id, shelf.served(work_id, today)

        if work.retired:
            self._on_served_read((work_id, []))
        else:
            self._session.run(read, self._on_served_read, key=("served", id(self)))

    def _on_served_read(self, read: tuple[int, list[Helper]]) -> None:
        work_id, found = read
        if self.work is None or self.work.id != work_id:
            return  # another one is shown by now
        with self._at_once():
            self._show_served(found)

    def _show_served(self, found: Sequence[Helper]) -> None:
        self.served.clear()
        for one in found:
            if one.contact_id is None:
                continue
            row = PersonRow(one.contact_id, one.full_name, shelf_words.served(one), self.served)
            row.opened.connect(self.contact_opened)
            if not self._session.read_only:
                row.add_verb(self.tr("I told them"), "served_told").connect(self._on_served)
            self.served.add_row(row)
        for part in (self._served_title, self.served):
            part.setVisible(bool(self.served.rows()))

    def _show_knowers(self, work: WorkRow, today: int, *, writable: bool) -> None:
        self.knows.clear()
        people = shelf.knowers(work.id)
        for known in people if self._all else people[:_FEW]:
            words = shelf_words.knows(known, today)
            row = PersonRow(known.contact_id, known.full_name, words, self.knows)
            row.setProperty("share", known.share_id)
            row.opened.connect(self.contact_opened)
            if writable:
                row.add_remove().connect(self._on_unshared)
            self.knows.add_row(row)
        self.knows.setVisible(bool(people))
        self._more.setVisible(len(people) > _FEW and not self._all)
        number = QLocale().toString(len(people))
        self._more.setText(self.tr("Show all {number}").format(number=number))

    # -- changing

    def _share(self, contact_id: int, name: str, how: str) -> bool:
        work = self.work
        if work is None:
            return False
        shown, today = display_safe(name, 60), self._session.today()
        return self._session.act(
            self.tr("{name} knows {work}").format(name=shown, work=display_safe(work.title, 40)),
            lambda: shelf.share(work.id, [contact_id], today, how),
            self.tr("{name} knows it now").format(name=shown),
        )

    @Slot(object, str, str)
    def _on_told(self, contact_id: int, name: str, how: str) -> None:
        if self._share(contact_id, name, how):
            self.tell.clear()

    @Slot(str, str)
    def _on_new_told(self, name: str, how: str) -> None:
        """Add somebody who knows it, in one step."""
        work, today = self.work, self._session.today()
        if work is None:
            return

        def verb() -> None:
            shelf.share(work.id, [contacts.create_named(name)], today, how)

        shown = display_safe(name, 60)
        label = self.tr("Add {name}, who knows {work}")
        done = self.tr("Added {name}, who knows it now").format(name=shown)
        if self._session.act(
            label.format(name=shown, work=display_safe(work.title, 40)), verb, done
        ):
            self.tell.clear()

    @Slot(object, str)
    def _on_served(self, contact_id: int, name: str) -> None:
        self._share(contact_id, name, shelf.SHARED)

    @Slot(object, str)
    def _on_unshared(self, _contact_id: int, name: str) -> None:
        row = self.sender()
        share_id = row.property("share") if row is not None else None
        if share_id is None:
            return
        shown = display_safe(name, 60)
        self._session.act(
            self.tr("{name} doesn’t know it").format(name=shown),
            lambda: shelf.unshare(share_id),
            self.tr("{name} doesn’t know it").format(name=shown),
        )

    @Slot()
    def _on_more(self) -> None:
        self._all = True
        self.show_work(self.work)

    @Slot()
    def _on_link(self) -> None:
        if self.work is None:
            return
        try:
            safe.open_url(self.work.url, self)
        except UserError as error:
            self._session.show_error(error)
