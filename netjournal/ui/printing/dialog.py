"""The print dialog: what to print on the left, the pages as they will be on the right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from netjournal.services.files import refuse
from netjournal.ui import file_choice, messages, theme
from netjournal.ui.printing import layouts, pdf, preview, whom
from netjournal.ui.printing.choices import Choices
from netjournal.ui.printing.options import OF_PEOPLE, Job, page_layout, page_size
from netjournal.ui.printing.pane import PreviewPane
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.announce import announce
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.errors import UserError
    from netjournal.progress import Progress
    from netjournal.ui.jobs import Job as Work
    from netjournal.ui.preferences import Preferences
    from netjournal.ui.printing.pdf import Printed
    from netjournal.ui.printing.preview import Shown
    from netjournal.ui.printing.whom import Wanted
    from netjournal.ui.session import Session

_SIDE: Final = 280


class PrintDialog(QDialog):
    """Choose what and how, look, then print or save as PDF.

    Args:
        session: The open journal.
        wanted: What the page shown offers to print.
        preferences: Keep what was chosen for each layout.
        parent: The window.
    """

    def __init__(
        self,
        session: Session,
        wanted: Wanted,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        """Build it and draw the first page."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("print_dialog")
        self.setWindowTitle(self.tr("Print"))
        self._session, self._wanted = session, wanted
        self._work: Work | None = None
        self.choices = Choices(wanted, preferences, session.today(), self)
        self.pane = PreviewPane(session, self)
        self._build()
        self.choices.changed.connect(self._on_changed)
        self.pane.drawn.connect(self._on_drawn)
        self._print.clicked.connect(self._on_print)
        self._pdf.clicked.connect(self._on_pdf)
        self._close.clicked.connect(self.close)
        self._on_changed()

    def _build(self) -> None:
        area = QScrollArea(self)
        area.setObjectName("print_choices")
        area.setAccessibleName(self.tr("What to print"))
        area.setWidget(self.choices)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for see_through in (area.viewport(), self.choices):
            see_through.setAutoFillBackground(False)
        self._note = Label("", "small", "quiet", wrap=True, parent=self)
        self._note.setObjectName("print_note")
        self._progress = ProgressStrip(self)
        self._print = button(self.tr("P&rint…"), "primary", "print", "print_button", self)
        self._pdf = button(self.tr("&Save as PDF…"), "", "save", "print_pdf", self)
        self._close = button(self.tr("Close"), "quiet", name="print_close", parent=self)
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(area, 1)
        for widget in (self._note, self._progress, self._print, self._pdf, self._close):
            side.addWidget(widget)
        holder = QWidget(self)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(theme.px(_SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.setSpacing(16)
        whole.addWidget(holder)
        whole.addWidget(self.pane, 1)
        room = self.screen().availableGeometry()
        self.resize(QSize(min(1000, room.width() - 40), min(760, room.height() - 60)))

    def _job(self) -> Callable[[], Job]:
        """Return what finds the people and makes the job, in the worker."""
        options, key = self.choices.options(), self.choices.key
        wanted, today = self._wanted, self._session.today()
        if options.layout not in OF_PEOPLE:
            return lambda: Job(options, (), today)
        return lambda: Job(options, tuple(whom.ids(key, wanted, today)), today)

    @Slot()
    def _on_changed(self) -> None:
        self.pane.show_job(self._job(), page_size(page_layout(self.choices.options())))

    @Slot(object)
    def _on_drawn(self, shown: Shown | None) -> None:
        """Take in what the preview found: nothing can be printed where it shows nothing."""
        busy = self._work is not None and not self._work.over
        self._set_ready(ready=shown is not None and not busy)
        lines = []
        if shown is not None and shown.missing:
            text = self.tr("No font here has {letters}: they print as empty boxes.")
            lines.append(text.format(letters=" ".join(shown.missing)))
        if shown is not None and shown.shortened:
            text = self.tr("The preview shows the first {n} people; all are printed.")
            lines.append(text.format(n=preview.SHOWN))
        if shown is not None and shown.left_out:
            lines.append(self._without_address(shown.left_out))
        self._say("\n".join(lines))

    def _without_address(self, count: int) -> str:
        return self.tr("No label for %n [person|people] without a street or a PO box", "", count)

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _set_ready(self, *, ready: bool) -> None:
        self._print.setEnabled(ready)
        self._pdf.setEnabled(ready)

    # -- printing

    @Slot()
    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        options, job = self.choices.options(), self._job()
        printer.setPageLayout(page_layout(options))
        printer.setFullPage(True)
        printer.setDocName(self._title())
        if options.grayscale:
            printer.setColorMode(QPrinter.ColorMode.GrayScale)
        if QPrintDialog(printer, self).exec() != QDialog.DialogCode.Accepted:
            return
        said = self.tr("Sent to the printer")

        def work(progress: Progress) -> Printed:
            if printer.outputFileName():  # "print to file": Qt writes it, over what is there
                refuse(Path(printer.outputFileName()))
            return pdf.paint(printer, job(), progress)

        session = self._session

        def done(_printed: Printed) -> None:
            session.show_message(said)
            self._close_after()

        self._run(work, done, self.tr("Printing…"))

    @Slot()
    def _on_pdf(self) -> None:
        name = self._title()
        kinds = [self.tr("PDF (*.pdf)")]
        path = file_choice.save_file(self, self.tr("Save as PDF"), kinds, f"{safe_name(name)}.pdf")
        if path is not None:
            self.save_pdf(
                path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            )

    def _title(self) -> str:
        """Return what the document is called: the list, the person, or what it is."""
        ids = self._wanted.chosen if self.choices.key == "chosen" else ()
        options = self.choices.options()
        if not options.heading and not ids and options.layout in OF_PEOPLE:
            return self.tr("People")
        return layouts.title(Job(options, tuple(ids), self._session.today()))

    def save_pdf(self, path: Path) -> None:
        """Write the PDF in the worker, then say so."""
        job, session = self._job(), self._session
        saved = self.tr("Saved {name}").format(name=display_safe(path.name, 80))

        def work(progress: Progress) -> Printed:
            return pdf.to_pdf(path, job(), progress)

        def done(printed: Printed) -> None:
            text = saved
            if printed.left_out:
                count = self._without_address(printed.left_out)
                text = self.tr("{saved}. {count}").format(saved=saved, count=count)
            session.show_saved(text, path.parent)
            self._close_after()

        self._run(work, done, self.tr("Writing {name}…").format(name=display_safe(path.name, 60)))

    def _run(
        self, work: Callable[[Progress], Printed], done: Callable[[Printed], None], text: str
    ) -> None:
        chosen, remember = self.choices.options(), self.choices.remember

        def finished(printed: Printed) -> None:
            remember(chosen)
            done(printed)

        self._say("")
        self._set_ready(ready=False)
        self._work = self._session.run(work, finished, self._on_stopped)
        self._progress.follow(self._work, text)

    def _close_after(self) -> None:
        """Close when all is out; closed by hand meanwhile, there is nothing left to close."""
        if shiboken6.isValid(self):
            self.close()

    @Slot(object)
    def _on_stopped(self, error: UserError) -> None:
        """Say why nothing came out: here, as this dialog hides the window's own messages."""
        self._work = None
        self._set_ready(ready=True)
        said = messages.message(error)
        self._say(said.text or said.title)
        announce(self._note)

    def done(self, result: int) -> None:
        """Stop what is being written; only what was printed is remembered."""
        if self._work is not None and not self._work.over:
            self._work.cancel()
        super().done(result)


def safe_name(text: str) -> str:
    """Return text that can be a file name everywhere, at most 60 characters."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in text)
    return " ".join(kept.split())[:60] or "contact"
