"""Forget somebody for good: what that means, said before; backups too, when wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from netjournal import kept_texts
from netjournal.services.keeping import backups, forgetting
from netjournal.services.people import contacts
from netjournal.ui import messages, theme
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.safety import forget_words
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.services.keeping.forgetting import Forgotten
    from netjournal.ui.session import Session

_WIDTH: Final = 460


class ForgetDialog(QDialog):
    """Asks, then erases in the worker.

    Args:
        session: The open journal.
        contact_ids: Who is to be forgotten.
        parent: The window.
    """

    def __init__(
        self, session: Session, contact_ids: Sequence[int], parent: QWidget | None = None
    ) -> None:
        """Say what forgetting means."""
        super().__init__(parent)
        self.setObjectName("forget_dialog")
        self.setWindowTitle(self.tr("Forget for good"))
        self._session = session
        self._ids = tuple(contact_ids)
        self._count = len(backups.list_backups(session.journal.path))
        self._build()

    def _who(self) -> str:
        if len(self._ids) == 1:
            names = contacts.describe(self._ids)
            if names:
                return display_safe(names[0][1], 60)
        return self.tr("%n [person|people]", "", len(self._ids))

    def _build(self) -> None:
        self.with_backups = QCheckBox(self.tr("Also in the backups (%n)", "", self._count), self)
        self.with_backups.setObjectName("forget_backups")
        self.with_backups.setChecked(True)
        self.with_backups.setVisible(bool(self._count))
        self.said = Label("", "body", "late", wrap=True, parent=self)
        self.said.setObjectName("forget_said")
        self.said.hide()
        self.strip = ProgressStrip(self)
        self.cancel_button = button(self.tr("Cancel"), name="forget_cancel", parent=self)
        self.forget_button = button(self.tr("Forget"), "danger", name="forget_now", parent=self)
        self.cancel_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.forget_button.clicked.connect(self.forget)
        self._lay_out()
        self.cancel_button.setFocus()

    def _lay_out(self) -> None:
        title = self.tr("Forget {who} for good?").format(who=self._who())
        text = self.tr(
            "Everything about them goes: the card, the photo, entries with nobody else, what you "
            "were writing about them and have not saved, and every trace in the file. This cannot "
            "be undone, and the list of earlier steps is emptied, because it remembers them, too."
        )
        rest = self.tr(
            "Entries shared with others stay without them, and your own words there may still "
            "name them. Copies that you saved yourself stay as they are. On flash disks old blocks "
            "may live on: only a passphrase covers those."
        )
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.forget_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self._asked = [
            Label(title, "title", wrap=True, parent=self),
            Label(text, wrap=True, parent=self),
            Label(rest, "small", "quiet", wrap=True, parent=self),
        ]
        column.addWidget(self._asked[0])
        for label in self._asked[1:]:
            label.setMinimumHeight(label.heightForWidth(theme.px(_WIDTH - 48)))  # never cut off
            column.addWidget(label)
        for widget in (self.with_backups, self.said, self.strip):
            column.addWidget(widget)
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDTH))

    @Slot()
    def forget(self) -> None:
        """Erase them."""
        journal, ids = self._session.journal, self._ids
        purge = self.with_backups.isChecked()

        def work(progress: Progress) -> Forgotten:
            if not purge:
                backups.make_if_changed(journal, "forget", progress)
            return forgetting.forget(journal, ids, with_backups=purge, progress=progress)

        self.forget_button.hide()
        self.cancel_button.hide()  # the strip has one
        job = self._session.run(work, self._on_done, self._on_failed, modal=True)
        self.strip.follow(job, self.tr("Forgetting…"))

    def reject(self) -> None:
        """Esc and the close button ask the work to stop; what came of it is told here first."""
        if not self.strip.stop():
            super().reject()

    def _on_done(self, done: Forgotten) -> None:
        kept_texts.forget()  # what was painted since the people went
        text = " ".join([self.tr("Forgotten."), *forget_words.left(done)])
        if done.lying or done.former or done.others or done.away:  # there is something to look up
            self._say_where(text, done)
            return
        self._session.show_message(text)
        self.accept()

    def _on_failed(self, error: UserError) -> None:
        self._say(messages.message(error).text)

    def _say_where(self, text: str, done: Forgotten) -> None:
        """Tell what is left, in place of what was asked."""
        for widget in (*self._asked, self.with_backups):
            widget.hide()
        folder = self._session.journal.path.parent
        self.said.set_tone("ink")
        self._say("\n\n".join([text, *forget_words.where(done, folder)]))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setMinimumHeight(self.said.heightForWidth(theme.px(_WIDTH - 48)))
        self.said.show()
        self.adjustSize()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.show()
