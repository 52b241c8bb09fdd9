"""The dialog that puts something on my shelf, or changes it: ``WorkDialog(session, id=None)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.giving import shelf
from netjournal.services.giving.shelf import WorkForm
from netjournal.ui import labels, theme
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.field_grid import FieldGrid

if TYPE_CHECKING:
    from netjournal.ui.session import Session


class WorkDialog(ReadingOrder, QDialog):
    """Kind, title, day, link, a few words; Ctrl+Enter saves.

    Signals:
        saved: Id of the work.
    """

    saved = Signal(object)

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
        super().__init__(parent)
        self.setObjectName("work_dialog")
        self._session = session
        self._work_id = work_id
        form = shelf.form(work_id) if work_id is not None else WorkForm()
        self._make()
        self._lay_out()
        self.kind.setCurrentIndex(self.kind.findData(form.kind))
        self.name.setText(form.title)
        self.url.setText(form.url)
        self.text.setPlainText(form.text)
        self.day.set_day(form.published_on)
        self.name.textChanged.connect(self._on_changed)
        self.day.changed.connect(self._on_changed)
        self._on_changed()

    def _make(self) -> None:
        new = self._work_id is None
        self.setWindowTitle(self.tr("Add to my shelf") if new else self.tr("Edit"))
        self.kind = QComboBox(self)
        self.kind.setObjectName("work_kind")
        self.kind.setIconSize(QSize(theme.px(16), theme.px(16)))
        for key, text in labels.options(labels.WORKS):
            self.kind.addItem(text, key)
        self.name = QLineEdit(self)
        self.name.setObjectName("work_title")
        self.name.setPlaceholderText(self.tr("Making small tools that people keep using"))
        self.url = QLineEdit(self)
        self.url.setObjectName("work_url")
        self.url.setPlaceholderText("https://")
        self.day = DayEdit(self._session.today, future=True, parent=self)
        self.day.setObjectName("work_day")
        self.day.set_name(self.tr("Public since"), self.tr("only for what was made public"))
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("work_text")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.px(76))
        self.save_button = button(self.tr("Save"), "primary", name="work_save", parent=self)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)

    def _lay_out(self) -> None:
        grid = FieldGrid()
        grid.add_field(self.tr("What it is called"), self.name, 0, 0)
        grid.add_field(self.tr("Kind"), self.kind, 0, 1)
        grid.add_field(self.tr("Link"), self.url, 2, 0)
        grid.add_field(self.tr("Public since"), self.day, 2, 1)
        about = Label(self.tr("What it is about, and for whom"), "small", "quiet", parent=self)
        about.setBuddy(self.text)
        self.text.setAccessibleName(about.text())
        cancel = button(self.tr("Cancel"), name="work_cancel", parent=self)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(self.windowTitle(), "title", parent=self))
        column.addLayout(grid)
        column.addWidget(about)
        column.addWidget(self.text)
        column.addStretch(1)
        column.addLayout(foot)
        open_at(self, 560)

    def form(self) -> WorkForm:
        """Return what the fields hold."""
        day = self.day.day()
        return WorkForm(
            kind=str(self.kind.currentData()),
            title=self.name.text(),
            url=self.url.text(),
            text=self.text.toPlainText(),
            published_on=day.day if day is not None else None,
        )

    @Slot()
    def _on_changed(self) -> None:
        right = self.day.is_blank() or self.day.is_valid()
        self.save_button.setEnabled(bool(self.name.text().strip()) and right)

    @Slot()
    def save(self) -> None:
        """Write it and close."""
        if not self.save_button.isEnabled():
            return
        form, made = self.form(), [self._work_id or 0]
        title = display_safe(form.title.strip(), 60)

        def verb() -> None:
            if self._work_id is None:
                made[0] = shelf.create(form)
            else:
                shelf.update(self._work_id, form)

        label = self.tr("Add {title}") if self._work_id is None else self.tr("Edit {title}")
        done = self.tr("{title} is on your shelf") if self._work_id is None else self.tr("Saved")
        if self._session.act(label.format(title=title), verb, done.format(title=title)):
            self.saved.emit(made[0])
            self.accept()
