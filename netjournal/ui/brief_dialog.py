"""The brief: one page to read before meeting somebody, opened by one key.

Public: ``BriefDialog(session, contact_id, parent=None)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.nurturing import brief as briefs
from netjournal.ui import brief_lines, labels
from netjournal.ui.dialog_size import open_at
from netjournal.ui.photos import Photos
from netjournal.ui.plain_text import breakable
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import Pill, button
from netjournal.ui.widgets.card import Card
from netjournal.ui.widgets.name_label import NameLabel
from netjournal.ui.widgets.pictures import Avatar

if TYPE_CHECKING:
    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.services.nurturing.brief import Brief
    from netjournal.ui.session import Session

_WIDTH: Final = 580
_HEIGHT: Final = 680


class BriefDialog(ReadingOrder, QDialog):
    """Who they are, what they told, what is open, my news, what to ask.

    Signals:
        log_wanted: Contact ids: write down an interaction.
        print_wanted: Contact ids: print it.
        contact_wanted: Contact id: show the card.
    """

    log_wanted = Signal(object)
    print_wanted = Signal(object)
    contact_wanted = Signal(object)

    def __init__(self, session: Session, contact_id: int, parent: QWidget | None = None) -> None:
        """Read the brief about somebody and show it."""
        super().__init__(parent)
        self.setObjectName("brief")
        self._session = session
        self._contact_id = contact_id
        self._photos = Photos(session, self)
        self._photos.loaded.connect(self._on_photo)
        self.brief: Brief | None = None
        self._build()
        session.changed.connect(self._read)
        self._read()

    def _build(self) -> None:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(24, 20, 24, 12)
        self._column.setSpacing(12)
        inside = QWidget(self)
        inside.setLayout(self._column)
        self._head(inside)
        self._parts: list[Card] = []
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setObjectName("brief_scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 16)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot())
        for see_through in (area.viewport(), inside):
            see_through.setAutoFillBackground(False)
        open_at(self, _WIDTH, _HEIGHT)

    def _head(self, inside: QWidget) -> None:
        self._avatar = Avatar(56, inside)
        self._name = NameLabel(inside)
        self._name.setObjectName("brief_name")
        self._line = Label("", "body", "quiet", wrap=True, parent=inside)
        self._pill = Pill("", "accent", inside)
        self._tie = Label("", "small", "quiet", wrap=True, parent=inside)
        texts = QVBoxLayout()
        texts.setSpacing(3)
        for widget in (self._name, self._line, self._tie):
            texts.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(14)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(self._avatar, 0, top)
        head.addLayout(texts, 1)
        head.addWidget(self._pill, 0, top)
        self._column.addLayout(head)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 24, 0)
        line.setSpacing(8)
        self._verbs = {}
        for name, text, slot in (
            ("brief_card", self.tr("Open card"), self._on_card),
            ("brief_copy", self.tr("Copy"), self._on_copy),
            ("brief_print", self.tr("Print…"), self._on_print),
            ("brief_log", self.tr("Log"), self._on_log),
        ):
            verb = button(text, "small", name=name, parent=self)
            verb.clicked.connect(slot)
            line.addWidget(verb)
            self._verbs[name] = verb
        self._verbs["brief_print"].setShortcut(QKeySequence(QKeySequence.StandardKey.Print))
        self._verbs["brief_log"].setVisible(not self._session.read_only)
        line.addStretch(1)
        close = button(self.tr("Close"), "primary", name="brief_close", parent=self)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        close.setFocus()
        line.addWidget(close)
        return line

    @Slot()
    def _read(self) -> None:
        """Read it anew, in the worker: needs are matched, too."""
        contact_id, today = self._contact_id, self._session.today()

        def work(_progress: Progress) -> Brief:
            return briefs.brief(contact_id, today)

        self._session.run(work, self._on_read, self._on_gone, key=("brief", id(self)))

    def _on_read(self, brief: Brief) -> None:
        self.brief = brief
        self._show(brief)

    def _on_gone(self, _error: UserError) -> None:
        """Close when the person is gone."""
        self.reject()

    def _show(self, brief: Brief) -> None:
        today = self._session.today()
        name = display_safe(brief.full_name, 120)
        self.setWindowTitle(self.tr("Brief: {name}").format(name=name))
        self._name.setText(name)
        self._line.setText(brief_lines.headline(brief))
        self._line.setVisible(bool(self._line.text()))
        self._pill.setText(labels.tie(brief.label, brief.state))
        self._pill.set_tone(labels.tie_tone(brief.label, brief.state))
        self._tie.setText(brief_lines.tie(brief))
        self._show_photo()
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = [self._part(one) for one in brief_lines.sections(brief, today)]
        for part in self._parts:
            self._column.insertWidget(self._column.count() - 1, part)

    def _part(self, section: brief_lines.Section) -> Card:
        part = Card(section.title, "brief_part", self)
        part.body.setSpacing(6)
        for text, detail in section.lines:
            line = QVBoxLayout()
            line.setSpacing(0)
            shown = breakable(text)  # an address goes on in the next line
            whole = Label(shown, wrap=True, selectable=shown == text, parent=part)
            whole.setAccessibleName(text)
            line.addWidget(whole)
            if detail:
                shown = breakable(detail)
                line.addWidget(Label(shown, "small", "quiet", wrap=True, parent=part))
            part.body.addLayout(line)
        return part

    def _show_photo(self) -> None:
        if self.brief is not None:
            photo = self._photos.image(self.brief.photo_id)
            self._avatar.show_person(self.brief.full_name, self._contact_id, photo)

    # -- slots

    @Slot(object)
    def _on_photo(self, _photo_id: int) -> None:
        self._show_photo()

    @Slot()
    def _on_card(self) -> None:
        self.accept()
        self.contact_wanted.emit(self._contact_id)

    @Slot()
    def _on_copy(self) -> None:
        if self.brief is not None:
            text = brief_lines.as_text(self.brief, self._session.today())
            QApplication.clipboard().setText(text)
            self._session.show_message(self.tr("Copied"))

    @Slot()
    def _on_print(self) -> None:
        self.accept()
        self.print_wanted.emit((self._contact_id,))

    @Slot()
    def _on_log(self) -> None:
        self.accept()
        self.log_wanted.emit((self._contact_id,))
