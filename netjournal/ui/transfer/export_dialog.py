"""Export: whom, in which format, where; written in the worker, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from netjournal.services import exporting
from netjournal.ui import file_choice, messages, theme
from netjournal.ui.safe import Label, ask, display_safe, open_folder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job
    from netjournal.ui.session import Session

EVERYTHING: Final = "everything"
_INDENT: Final = 26  # what a format is for stands under its name, not under its circle
_GAP: Final = 8
_LEAST: Final = 500  # wide enough for what a format is for to stay in one line
# key → (name, what it is for, ending)
_CHOICES: Final[dict[str, tuple[object, object, str]]] = {
    EVERYTHING: (
        QT_TRANSLATE_NOOP("transfer", "Everything (CSV)"),
        QT_TRANSLATE_NOOP(
            "transfer", "Two tables, people and interactions, that import gives back whole."
        ),
        ".csv",
    ),
    "json": (
        QT_TRANSLATE_NOOP("transfer", "Everything in one file (JSON)"),
        QT_TRANSLATE_NOOP("transfer", "People, interactions and pictures without loss."),
        ".json",
    ),
    "spreadsheet": (
        QT_TRANSLATE_NOOP("transfer", "People for a spreadsheet"),
        QT_TRANSLATE_NOOP(
            "transfer", "Cells that a spreadsheet would run get an apostrophe in front."
        ),
        ".csv",
    ),
    "google": (
        QT_TRANSLATE_NOOP("transfer", "People for Google Contacts"),
        QT_TRANSLATE_NOOP("transfer", "Without how you met, needs and pictures."),
        ".csv",
    ),
    "outlook-web": (
        QT_TRANSLATE_NOOP("transfer", "People for Outlook"),
        QT_TRANSLATE_NOOP("transfer", "For outlook.com and the new Outlook."),
        ".csv",
    ),
    "vcard3": (
        QT_TRANSLATE_NOOP("transfer", "People as vCards"),
        QT_TRANSLATE_NOOP("transfer", "For phones and address books (vCard 3.0)."),
        ".vcf",
    ),
    "ics": (
        QT_TRANSLATE_NOOP("transfer", "Calendar"),
        QT_TRANSLATE_NOOP(
            "transfer", "Birthdays and other dates, rhythms, promises and events, with reminders."
        ),
        ".ics",
    ),
}


class ExportDialog(QDialog):
    """Choose a format and a place.

    Args:
        session: The open journal.
        contact_ids: Whom; nobody means everybody.
        parent: The window.
    """

    def __init__(
        self, session: Session, contact_ids: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        """Build it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export_dialog")
        self._session = session
        self._ids = list(contact_ids) or None
        self._job: Job | None = None
        self._folder: Path | None = None
        self._build()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self.setMinimumWidth(theme.px(_LEAST))
        whom = self.tr("Everybody")
        if self._ids is not None:
            whom = self.tr("%n chosen [person|people]", "", len(self._ids))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(2)
        heading = self.tr("Export: {whom}").format(whom=whom)
        column.addWidget(Label(heading, "heading", parent=self))
        self._radios: dict[str, QRadioButton] = {}
        for key, (name, about, _ending) in _CHOICES.items():
            radio = QRadioButton(_say(name), self)
            radio.setObjectName(f"export_{key}")
            radio.setAccessibleDescription(_say(about))
            self._radios[key] = radio
            column.addWidget(radio)
            words = Label(_say(about), "small", "quiet", wrap=True, parent=self)
            words.setContentsMargins(theme.px(_INDENT), 0, 0, theme.px(_GAP))
            column.addWidget(words)
        self._radios[EVERYTHING].setChecked(True)
        self._said = Label("", wrap=True, parent=self)
        self._progress = ProgressStrip(self)
        self._open = button(self.tr("Open folder"), "link", name="export_folder", parent=self)
        self._open.hide()
        self._close = button(self.tr("Close"), name="export_close", parent=self)
        self._export = button(self.tr("Export…"), "primary", "export", "export_button", self)
        self._export.setDefault(True)
        column.addWidget(self._said)
        column.addWidget(self._progress)
        foot = QHBoxLayout()
        foot.addWidget(self._open)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._export)
        column.addLayout(foot)
        self._open.clicked.connect(self._on_open)
        self._close.clicked.connect(self.close)
        self._export.clicked.connect(self._on_export)

    def choice(self) -> str:
        """Return the key of the chosen format."""
        return next(key for key, radio in self._radios.items() if radio.isChecked())

    @Slot()
    def _on_export(self) -> None:
        kind = self.choice()
        ending = _CHOICES[kind][2]
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
        ids = self._ids

        def work(progress: Progress) -> tuple[int, int | None]:
            if kind != EVERYTHING:
                done = exporting.export(path, kind, ids, progress, QCoreApplication.translate)
                return done.written, None
            people = exporting.export(path, "csv", ids, progress)
            events = exporting.export(interactions_path(path), "interactions", ids, progress)
            return people.written, events.written

        self._export.setEnabled(False)
        self._folder = path.parent
        self._job = self._session.run(work, self._on_done, self._on_failed)
        self._progress.follow(self._job, self.tr("Writing {name}…").format(name=path.name))

    @Slot(object)
    def _on_done(self, written: tuple[int, int | None]) -> None:
        count, interactions = written
        text = self.tr("%n record(s) written.", "", count)
        if interactions is not None:
            text = self.tr("{people} and {interactions} written, in two files.").format(
                people=self.tr("%n [person|people]", "", count),
                interactions=self.tr("%n interaction(s)", "", interactions),
            )
        self._said.setText(text)
        self._session.show_message(text)
        self._open.show()
        self._export.setEnabled(True)

    @Slot(object)
    def _on_failed(self, error: UserError) -> None:
        said = messages.message(error)
        self._said.setText(said.text or said.title)
        self._export.setEnabled(True)

    @Slot()
    def _on_open(self) -> None:
        if self._folder is not None:
            open_folder(self._folder)


def interactions_path(path: Path) -> Path:
    """Return where the interactions go beside the people: ``name-interactions.csv``."""
    return path.with_name(f"{path.stem}-interactions{path.suffix}")


def _say(marked: object) -> str:
    text = str(marked)
    return QCoreApplication.translate("transfer", text)
