"""One person, being changed: every field, in sections; nothing is written before *Save*.

Esc closes without asking; what was typed is kept (``set_aside`` tells) and can be taken up again.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.errors import UserError
from netjournal.services.keeping import drafts, form_drafts
from netjournal.services.people import contacts
from netjournal.services.people.contact_form import ContactForm, MethodForm, form
from netjournal.ui import messages, photos
from netjournal.ui.contacts.editor_sections import NameSection, ReachSection, WorkSection
from netjournal.ui.contacts.editor_tie_sections import (
    DatesSection,
    MetSection,
    TopicsSection,
)
from netjournal.ui.contacts.editor_touch_section import TouchSection
from netjournal.ui.dialog_size import open_at
from netjournal.ui.draft_keeper import DraftKeeper, taken_up_hint
from netjournal.ui.plain_text import display_safe
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import divider

if TYPE_CHECKING:
    from netjournal.services.keeping.form_drafts import PersonDraft
    from netjournal.ui.contacts.editor_section import Section
    from netjournal.ui.session import Session

_SIZE: Final = (760, 720)


class ContactEditor(ReadingOrder, QDialog):
    """The editor of one person.

    Signals:
        saved: Id of the person.
        set_aside: Id (None for somebody new) of whom something wasn't saved.
    """

    saved = Signal(object)
    set_aside = Signal(object)

    def __init__(
        self,
        session: Session,
        contact_id: int | None,
        draft: PersonDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show somebody's fields.

        Args:
            session: Where to read and write.
            contact_id: Who; None for somebody new.
            draft: What was typed earlier and set aside; in place of ``contact_id``.
            parent: The window it belongs to.
        """
        whom = draft.contact_id if draft is not None else contact_id
        stored = ContactForm() if whom is None else form(whom)  # who is gone leaves no half dialog
        super().__init__(parent)
        self.setObjectName("contact_editor")
        self._session = session
        self._asked_for, self._contact_id = contact_id, whom
        self._taken_up = draft is not None
        self._stored = stored
        self._build()
        self._load(self._stored)
        self._before = self._typed()
        if draft is not None:
            self._load(draft.form)
        self._load_photo()
        self._wire()
        self._check()

    def _build(self) -> None:
        new = self._contact_id is None
        name = display_safe(self._stored.full_name, 60)
        title = self.tr("Add person") if new else self.tr("Edit {name}").format(name=name)
        self.setWindowTitle(title)
        today = self._session.today()
        self.name = NameSection(self)
        self.reach = ReachSection(self)
        self.met = MetSection(today, self)
        self.topics = TopicsSection(self)
        self.sections: list[Section] = [
            self.name,
            WorkSection(self),
            self.reach,
            self.met,
            self.topics,
            DatesSection(self),
            TouchSection(today, self),
        ]
        area = QScrollArea(self)
        area.setObjectName("editor_area")
        area.setWidgetResizable(True)
        holder = QWidget(area)
        column = QVBoxLayout(holder)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        for part in self.sections:
            column.addWidget(part)
        column.addStretch()
        area.setWidget(holder)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(divider(self))
        whole.addWidget(self._foot())
        open_at(self, *_SIZE)

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setObjectName("editor_foot")
        self.reason = Label("", "small", "quiet", wrap=True, parent=foot)
        self.reason.setObjectName("editor_reason")
        cancel = button(self.tr("Cancel"), name="editor_cancel", parent=foot)
        cancel.clicked.connect(self.reject)
        self.save_button = button(self.tr("Save"), "primary", name="editor_save", parent=foot)
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        line = QHBoxLayout(foot)
        line.setContentsMargins(20, 10, 20, 10)
        line.setSpacing(8)
        line.addWidget(self.reason, 1)
        line.addWidget(cancel)
        line.addWidget(self.save_button)
        return foot

    def _wire(self) -> None:
        self._draft = DraftKeeper(
            self._session, drafts.person_key(self._asked_for), self._unsaved, self
        )
        for part in self.sections:
            part.changed.connect(self._check)
            part.changed.connect(self._draft.touch)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.name.name.setFocus()

    def _load(self, shown: ContactForm) -> None:
        for part in self.sections:
            part.load(shown)
        if self._contact_id is None and not shown.methods:
            self.reach.methods.load([MethodForm("email"), MethodForm("phone")])

    def _load_photo(self) -> None:
        card_photo = None
        if self._contact_id is not None:
            row = contacts.rows([self._contact_id], self._session.today())[0]
            if row is not None and row.photo_id is not None:
                data, _kind = contacts.photo(row.photo_id)
                card_photo = photos.load_picture(data, photos.SIDE)
        name = self.name.name.text()  # as it was typed before, when that is taken up
        self.name.photo.load(name, self._contact_id or 0, card_photo)

    # -- what is typed

    def _typed(self) -> ContactForm:
        typed = ContactForm()
        for part in self.sections:
            part.store(typed)
        return typed

    def form(self) -> ContactForm:
        """Return what would be saved: fields that weren't touched as they are stored."""
        typed, result = self._typed(), ContactForm()
        for field in fields(ContactForm):
            now = getattr(typed, field.name)
            untouched = now == getattr(self._before, field.name)
            setattr(result, field.name, getattr(self._stored, field.name) if untouched else now)
        return result

    def _unsaved(self) -> str:
        """Return what was typed, as it is kept through a crash; without a chosen photo."""
        typed = self.form()
        return "" if typed == self._stored else form_drafts.from_person(typed, self._stored)

    def is_dirty(self) -> bool:
        """Return whether anything was changed."""
        return self.form() != self._stored or self.name.photo.chosen is not None

    @Slot()
    def _check(self) -> None:
        problem = next((words for part in self.sections if (words := part.problem())), "")
        self.save_button.setEnabled(not problem)
        untouched = problem and self._contact_id is None and not self.is_dirty()
        self.reason.set_tone("late" if problem and not untouched else "quiet")
        self.reason.setText(problem or (taken_up_hint() if self._taken_up else ""))

    # -- ending

    @Slot()
    def save(self) -> None:
        """Write what changed, in one step; stays open and says why where it can't."""
        self.topics.setFocus()
        if not self.save_button.isEnabled():
            return
        if self._contact_id is not None and not self.is_dirty():
            self.accept()
            return
        try:
            contact_id = self._write(self.form())
        except UserError as error:
            self.reason.set_tone("late")
            self.reason.setText(messages.message(error).text)
            return
        self._draft.drop()
        self.accept()
        self.saved.emit(contact_id)

    def _write(self, wanted: ContactForm) -> int:
        name = display_safe(wanted.full_name, 60) or self.tr("a person")
        if self._contact_id is None:
            label = self.tr("Add {name}").format(name=name)
            done = self.tr("Added {name}").format(name=name)
        else:
            label = self.tr("Edit {name}").format(name=name)
            done = self.tr("Saved {name}").format(name=name)
        with self._session.edit(label, done):
            contact_id = self._contact_id
            if contact_id is None:
                contact_id = contacts.create(wanted)
            else:
                contacts.update(contact_id, wanted)
            if self.name.photo.chosen is not None:
                contacts.set_photo(contact_id, *self.name.photo.chosen)
            self._draft.written()
        return contact_id

    def reject(self) -> None:
        """Close without writing; what was typed is set aside."""
        self._draft.save()
        dirty = self.is_dirty()
        super().reject()
        if dirty:
            self.set_aside.emit(self._asked_for)
