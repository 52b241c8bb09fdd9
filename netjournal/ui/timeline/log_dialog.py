"""The dialog that writes an interaction down, or changes one.

Public: ``LogDialog(session, contact_ids=(), interaction_id=None, parent=None)``. What was typed
when it closes unsaved is told by ``set_aside(draft)``; ``draft=`` takes it up again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.errors import UserError
from netjournal.services import interactions
from netjournal.services.interactions import InteractionForm
from netjournal.services.keeping import drafts
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import ContactForm
from netjournal.ui import messages, theme
from netjournal.ui.draft_keeper import DraftKeeper
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.timeline import words
from netjournal.ui.timeline.log_fields import LogFields
from netjournal.ui.timeline.people_edit import Someone
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QShowEvent

    from netjournal.ui.session import Session


@dataclass(frozen=True, slots=True)
class LogDraft:
    """What was typed and not saved."""

    interaction_id: int | None
    form: InteractionForm
    people: tuple[Someone, ...]
    key: str = ""  # under which it is kept through a crash


def taken_up(draft: drafts.EntryDraft) -> LogDraft:
    """Return a draft that survived a crash as the dialog takes it."""
    people = tuple(Someone(contact_id, name) for contact_id, name in draft.people)
    return LogDraft(draft.interaction_id, draft.form, people, draft.key)


class LogDialog(ReadingOrder, QDialog):
    """Who, what, when, what was said; Ctrl+Enter saves.

    Signals:
        saved: Id of the interaction.
        set_aside: A ``LogDraft``: it was closed with something typed.
    """

    saved = Signal(object)
    set_aside = Signal(object)

    def __init__(
        self,
        session: Session,
        contact_ids: Sequence[int] = (),
        interaction_id: int | None = None,
        parent: QWidget | None = None,
        draft: LogDraft | None = None,
    ) -> None:
        """Fill the fields.

        Args:
            session: Where to write.
            contact_ids: People who took part.
            interaction_id: The entry to change; None for a new one.
            parent: The window.
            draft: What was set aside; in place of all the others.

        Raises:
            NotFound: The entry is not in the journal any more.
        """
        super().__init__(parent)
        self.setObjectName("log_dialog")
        self._session = session
        self._interaction_id = draft.interaction_id if draft else interaction_id
        self._build()
        if draft is not None:
            self._form, people = draft.form, list(draft.people)
        elif interaction_id is not None:
            self._form = interactions.form(interaction_id)
            people = self._named(self._form.contact_ids)
        else:
            self._form = InteractionForm(day=self._session.today())
            people = self._named(contact_ids)
        self.fields.show_form(self._form, people)
        self._told = False
        self._before = None if draft else self._now()
        key = (draft.key if draft else "") or drafts.entry_key(self._interaction_id)
        self._draft = DraftKeeper(session, key, self._unsaved, self)
        self.fields.changed.connect(self._on_changed)
        self.fields.changed.connect(self._draft.touch)
        self._on_changed()

    def _build(self) -> None:
        new = self._interaction_id is None
        title = self.tr("Log interaction") if new else self.tr("Edit entry")
        self.setWindowTitle(title)
        self.fields = LogFields(self._session, self)
        # at 200 % or on a small screen the fields scroll, and the buttons stay
        area = QScrollArea(self)
        area.setObjectName("log_scroll")
        area.setWidget(self.fields)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        self.fields.setAutoFillBackground(False)
        self._area = area
        self._reason = Label("", "small", "quiet", wrap=True, parent=self)
        self._reason.setObjectName("log_reason")
        self.save_button = button(self.tr("Save"), "primary", name="log_save", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        cancel = button(self.tr("Cancel"), name="log_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._reason, 1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, "title", parent=self))
        column.addWidget(area, 1)
        column.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.fields.more.toggled.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room the fields need, and begin with the first thing that is missing."""
        super().showEvent(event)
        self._fit()
        if self.fields.who.people():
            self.fields.summary.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.fields.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_kind(self, kind: str) -> None:
        """Begin with another kind than *Met*."""
        self.fields.choose_kind(kind)
        self._before = self._now()

    def reject(self) -> None:
        """Close; what was typed is set aside, not thrown away."""
        self._draft.save()
        now = self._now()
        if now != self._before:
            self.set_aside.emit(replace(now, key=self._draft.key))
        super().reject()

    def _unsaved(self) -> str:
        """Return what was typed, as it is kept through a crash."""
        now = self._now()
        form = now.form
        texts = form.summary, form.body, form.place, form.need, form.promise
        nothing = self._interaction_id is None and not now.people and not any(texts)
        if nothing or now == self._before:
            return ""
        people = tuple((one.contact_id, one.name) for one in now.people)
        return drafts.from_entry(
            drafts.EntryDraft(self._draft.key, now.interaction_id, form, people)
        )

    def _now(self) -> LogDraft:
        people = tuple(self.fields.who.people())
        return LogDraft(self._interaction_id, self.fields.read(self._form), people)

    def _named(self, ids: Sequence[int]) -> list[Someone]:
        rows = contacts.rows(list(ids), self._session.today())
        return [Someone(row.id, row.full_name) for row in rows if row is not None]

    # -- saving

    @Slot()
    def save(self) -> None:
        """Write it as one step and close; say why when it can't be."""
        self._told = True
        self.fields.who.commit()
        problem = self.fields.problem()
        if problem:
            self._show_reason(problem)
            return
        form, people = self.fields.read(self._form), self.fields.who.people()
        try:
            interaction_id = self._write(form, people)
        except UserError as error:
            self._show_reason(messages.message(error).text)
            return
        self._draft.drop()
        self.saved.emit(interaction_id)
        self.accept()

    def _write(self, form: InteractionForm, people: Sequence[Someone]) -> int:
        new = self._interaction_id is None
        label = self.tr("Log interaction") if new else self.tr("Edit entry")
        done = self._done_text(form, people)
        with self._session.edit(label, done):
            ids = [
                contacts.create(ContactForm(full_name=someone.name))
                if someone.contact_id is None
                else someone.contact_id
                for someone in people
            ]
            whole = replace(form, contact_ids=ids)
            if self._interaction_id is None:
                return interactions.log(whole)
            interactions.update(self._interaction_id, whole)
            return self._interaction_id

    def _done_text(self, form: InteractionForm, people: Sequence[Someone]) -> str:
        said = words.said(form.kind, form.initiator, [someone.name for someone in people])
        if self._interaction_id is None:
            return self.tr("Logged: {entry}").format(entry=said)
        return self.tr("Changed: {entry}").format(entry=said)

    # -- telling

    @Slot()
    def _on_changed(self) -> None:
        """The reason stays quiet until somebody wanted to save."""
        problem = self.fields.problem()
        self.save_button.setEnabled(not problem)
        self._show_reason(problem)

    def _show_reason(self, text: str) -> None:
        self._reason.setText(text or self.tr("Ctrl+Enter saves"))
        self._reason.set_tone("warning" if text and self._told else "quiet")

    @Slot()
    def _fit(self) -> None:
        screen = self.screen().availableGeometry()
        wanted = self.fields.sizeHint().height() + theme.px(150)
        width = min(max(theme.px(560), self.width()), screen.width() - 20)
        self.resize(width, min(wanted, screen.height() - 60))
