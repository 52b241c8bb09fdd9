"""The dialog that puts something on my shelf, or changes it: ``WorkDialog(session, id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.ui import labels, theme
from netjournal.ui.safe import display_safe
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid
from netjournal.ui.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class WorkDialog(FormDialog):
    """Kind, title, day, link, a few words."""

    def __init__(
        self, session: Session, work_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        """Fill the fields.

        Args:
            session: Where to write.
            work_id: What is to be changed; None for something new.
            parent: The window.

        Raises:
            NotFound: It is not on the shelf any more.
        """
        form = shelf.form(work_id) if work_id is not None else WorkForm()
        title = self.tr("Add to my shelf") if work_id is None else self.tr("Edit")
        super().__init__("work", title, parent)
        self._session = session
        self._work_id = work_id
        self._make()
        self._lay_out()
        self.kind.setCurrentIndex(self.kind.findData(form.kind))
        self.name.setText(form.title)
        self.url.setText(form.url)
        self.about.setPlainText(form.text)
        self.day.set_day(form.published_on)
        self.name.textChanged.connect(self.look)
        self.day.changed.connect(self.look)
        key = "work" if work_id is None else f"work-{work_id:d}"
        self.keep_typing(session, key, new=work_id is None)
        self.look()

    def _make(self) -> None:
        self.kind = QComboBox(self)
        self.kind.setObjectName("work_kind")
        self.kind.setIconSize(QSize(theme.px(16), theme.px(16)))
        for key, text in labels.options(labels.WORKS):
            self.kind.addItem(text, key)
        self.name = self.line("title", self.tr("Mending bicycles"))
        self.url = self.line("url", "https://")
        self.day = DayEdit(self._session.today, future=True, parent=self)
        self.day.setObjectName("work_day")
        self.day.set_name(self.tr("Public since"), self.tr("only if made public"))
        self.about = QPlainTextEdit(self)
        self.about.setObjectName("work_text")
        self.about.setTabChangesFocus(True)
        self.about.setFixedHeight(theme.px(76))

    def _lay_out(self) -> None:
        grid = FieldGrid()
        grid.add_field(self.tr("What it is called"), self.name, 0, 0)
        grid.add_field(self.tr("Kind"), self.kind, 0, 1)
        grid.add_field(self.tr("Link"), self.url, 2, 0)
        grid.add_field(self.tr("Public since"), self.day, 2, 1)
        about = self.tr("What it is about, and for whom")
        grid.add_field(about, self.about, 4, 0, 2)
        self.lay_out(grid)
        self.name.setFocus()

    def form(self) -> WorkForm:
        """Return what the fields hold."""
        day = self.day.day()
        return WorkForm(
            kind=str(self.kind.currentData()),
            title=self.name.text(),
            url=self.url.text(),
            text=self.about.toPlainText(),
            published_on=day.day if day is not None else None,
        )

    def problem(self) -> str:
        """Return why it can't be saved yet, or nothing."""
        if not self.name.text().strip():
            return self.tr("Say what it is called.")
        if not (self.day.is_blank() or self.day.is_valid()):
            return self.tr("Say since which day it is public, or leave it empty.")
        return ""

    def write(self) -> int:
        """Write it as one step and return its id."""
        form = self.form()
        title = display_safe(form.title.strip(), 60)
        if self._work_id is None:
            done = self.tr("{title} is on your shelf").format(title=title)
            with self._session.edit(self.tr("Add {title}").format(title=title), done):
                self.written()
                return shelf.create(form)
        with self._session.edit(self.tr("Edit {title}").format(title=title), self.tr("Saved")):
            self.written()
            shelf.update(self._work_id, form)
        return self._work_id
