"""Export: whom, in which format, where; written in the worker, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.services.interchange import exporting
from netjournal.services.people import circles, contacts
from netjournal.ui import file_choice, messages, theme
from netjournal.ui.safe import Label, ask, display_safe, open_folder
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.transfer import export_words
from netjournal.ui.transfer.export_words import CHOICES, EVERYTHING, say
from netjournal.ui.widgets.buttons import ChoiceChip, button
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session

_MOST_CIRCLES: Final = 40
_LEAST: Final = 500  # wide enough for what a format is for to stay in one line


class ExportDialog(ReadingOrder, QDialog):
    """Choose a format and a place.

    Args:
        session: The open journal.
        contact_ids: Who is chosen; several are the ones to export, one is offered.
        listed: Whom a filter or circle shows, to be offered as well.
        parent: The window.
    """

    def __init__(
        self,
        session: Session,
        contact_ids: Sequence[int] = (),
        listed: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Build it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self._session = session
        self._whom = {"all": None, "chosen": list(contact_ids), "listed": list(listed)}
        self._job: Job | None = None
        self._folder: Path | None = None
        self._adrift: QWidget | None = None
        self._build()
        self._open.clicked.connect(self._on_open)
        self._close.clicked.connect(self.close)
        self._export.clicked.connect(self._on_export)

    def _build(self) -> None:
        self.setMinimumWidth(theme.px(_LEAST))
        self.whom = ChoiceChip(self._people(), self.tr("Who: {choice}"), self)
        self.whom.setObjectName("export_whom")
        self.whom.setAccessibleName(self.tr("Who is exported"))
        self.whom.set_value("chosen" if len(self._whom["chosen"] or ()) > 1 else "all")
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Export"), "title", parent=self))
        head.addStretch(1)
        head.addWidget(self.whom)
        self._said = Label("", wrap=True, parent=self)
        self._said.setObjectName("export_said")
        self._progress = ProgressStrip(self)
        self._open = button(self.tr("Open folder"), "link", name="export_folder", parent=self)
        self._open.hide()
        self._close = button(self.tr("Close"), name="export_close", parent=self)
        self._export = button(self.tr("Export…"), "primary", "export", "export_button", self)
        self._export.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self._open)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._formats(), 1)
        column.addWidget(self._said)
        column.addWidget(self._progress)
        column.addLayout(foot)

    def _people(self) -> list[tuple[object, str]]:
        options: list[tuple[object, str]] = [("all", self.tr("everybody"))]
        for key, text in (
            ("chosen", self.tr("%n chosen [person|people]", "", len(self._whom["chosen"] or ()))),
            ("listed", self.tr("%n listed [person|people]", "", len(self._whom["listed"] or ()))),
        ):
            if self._whom[key]:
                options.append((key, text))
        circle = self.tr("circle {name}")
        for number, name in circles.names()[:_MOST_CIRCLES]:
            options.append((number, circle.format(name=display_safe(name, 40))))
        return options

    def _ids(self) -> Sequence[int] | None:
        """Return who is exported; None for everybody."""
        wanted = self.whom.value
        if isinstance(wanted, int):
            of_circle = contacts.ContactFilter(circle_id=wanted)
            return contacts.find_ids(of_circle, "name", self._session.today())
        return self._whom[str(wanted)]

    def _formats(self) -> QWidget:
        """Return the formats in an area that scrolls where the screen is small."""
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        self._radios: dict[str, QRadioButton] = {}
        for key, (name, about, _ending) in CHOICES.items():
            radio = QRadioButton(say(name), inside)
            radio.setObjectName(f"export_{key}")
            radio.setAccessibleDescription(say(about))
            self._radios[key] = radio
            column.addWidget(radio)
            hint = Label(say(about), "small", "quiet", wrap=True, parent=inside)
            hint.setIndent(theme.px(26))
            column.addWidget(hint)
            column.addSpacing(10)
        column.addStretch(1)
        self._radios[EVERYTHING].setChecked(True)
        area = QScrollArea(self)
        area.setObjectName("export_formats")
        area.setAccessibleName(self.tr("Formats"))
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = self.screen().availableGeometry().height() - theme.px(260)
        area.setMinimumHeight(min(inside.sizeHint().height() + 4, max(120, room)))
        for see_through in (area.viewport(), inside):
            see_through.setAutoFillBackground(False)
        return area

    def choice(self) -> str:
        """Return the key of the chosen format."""
        return next(key for key, radio in self._radios.items() if radio.isChecked())

    @Slot()
    def _on_export(self) -> None:
        kind = self.choice()
        ending = CHOICES[kind][2]
        kinds = [self.tr("File (*{ending})").format(ending=ending)]
        path = file_choice.save_file(self, self.tr("Export"), kinds, f"netjournal{ending}")
        if path is None:
            return
        whole = path if path.suffix else path.with_suffix(ending)
        unasked = {whole} - {path}  # the desktop asked about what was typed, no more
        if kind == EVERYTHING:
            unasked.add(interactions_path(whole))
        if self._may_replace(sorted(unasked)):
            self.write(kind, whole)

    def _may_replace(self, files: Sequence[Path]) -> bool:
        """Ask once for all files that exist and would be replaced unasked."""
        names = ", ".join(display_safe(file.name, 80) for file in files if file.exists())
        if not names:
            return True
        text = self.tr("{names} is already there. Replace it?").format(names=names)
        return ask(self, self.tr("Export"), text, self.tr("Replace"), danger=True)

    def write(self, kind: str, path: Path) -> None:
        """Write in the worker; what was there before stays if it fails or is cancelled."""
        ids = self._ids()

        def work(progress: Progress) -> str:
            if kind != EVERYTHING:
                done = exporting.export(path, kind, ids, progress, QCoreApplication.translate)
                return export_words.done(kind, done)
            people = exporting.export(path, "csv", ids, progress)
            events = exporting.export(interactions_path(path), "interactions", ids, progress)
            return export_words.both(people.written, events.written)

        pressed = self._export.hasFocus()
        self._export.setEnabled(False)
        self._adrift = self.focusWidget() if pressed else None  # Qt goes on to the next place
        self._folder = path.parent
        self._job = self._session.run(work, self._on_done, self._on_failed, aside=True)
        self._progress.follow(self._job, self.tr("Writing {name}…").format(name=path.name))

    @Slot(object)
    def _on_done(self, text: str) -> None:
        self._said.setText(text)
        self._session.show_message(text)
        self._open.show()
        self._come_back(self._close)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        said = messages.message(error)
        self._said.setText(said.text or said.title)
        self._come_back(self._export)

    def _come_back(self, to: QPushButton) -> None:
        """Let what was written be written again; the keyboard goes on at ``to`` if it was here."""
        self._export.setEnabled(True)
        if self._adrift is not None and self.focusWidget() is self._adrift:
            to.setFocus()
        self._adrift = None

    @Slot()
    def _on_open(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)


def interactions_path(path: Path) -> Path:
    """Return where the interactions go beside the people: ``name-interactions.csv``."""
    return path.with_name(f"{path.stem}-interactions{path.suffix}")
