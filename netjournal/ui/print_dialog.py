"""The print dialog: what to print on the left, the pages as they will be on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from netjournal.errors import UserError
from netjournal.progress import Silent
from netjournal.services import contacts
from netjournal.ui import file_choice, printing
from netjournal.ui.print_person import Options
from netjournal.ui.safe import Label, display_safe
from netjournal.ui.widgets.buttons import button, icon_button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.progress import Progress
    from netjournal.ui.session import Session

_SHOWN = 10  # people in the preview; all of them are printed


class PrintDialog(QDialog):
    """Choose paper and content, look, then print or save as PDF.

    Args:
        session: The open journal.
        ids: Whom to print, in this order.
        parent: The window.
    """

    def __init__(self, session: Session, ids: Sequence[int], parent: QWidget | None = None) -> None:
        """Build it and draw the preview."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("print_dialog")
        self._session = session
        self._ids = list(ids)
        self._printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        self._printer.setFullPage(True)
        self._build()
        self._retranslate()
        self._apply()

    def options(self) -> Options:
        """Return what is chosen."""
        return Options(
            str(self._paper.currentData()), self._private.isChecked(), self._landscape.isChecked()
        )

    def _build(self) -> None:
        self._heading = Label("", "heading", wrap=True, parent=self)
        self._paper_label = Label("", "small", "quiet", parent=self)
        self._paper = QComboBox(self)
        self._paper.setObjectName("print_paper")
        for name in printing.PAPERS:
            self._paper.addItem(name, name)
        self._paper.setCurrentText("A4")
        self._paper_label.setBuddy(self._paper)
        self._landscape = QCheckBox(self)
        self._landscape.setObjectName("print_landscape")
        self._private = QCheckBox(self)
        self._private.setObjectName("print_private")
        self._print = button("", "primary", "print", "print_button", self)
        self._pdf = button("", "", "save", "print_pdf", self)
        self._close = button("", "quiet", name="print_close", parent=self)
        self._preview = QPrintPreviewWidget(self._printer, self)
        self._preview.setObjectName("print_preview")
        self._note = Label("", "small", "quiet", wrap=True, parent=self)
        self._lay_out()
        self._paper.currentIndexChanged.connect(self._apply)
        self._landscape.toggled.connect(self._apply)
        self._private.toggled.connect(self._apply)
        self._preview.paintRequested.connect(self._on_paint)
        self._print.clicked.connect(self._on_print)
        self._pdf.clicked.connect(self._on_pdf)
        self._close.clicked.connect(self.close)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(10)
        for widget in (self._heading, self._paper_label, self._paper):
            side.addWidget(widget)
        side.addWidget(self._landscape)
        side.addWidget(self._private)
        side.addWidget(self._note)
        side.addStretch(1)
        zoom = QHBoxLayout()
        smaller = icon_button("less", self.tr("Smaller"), "print_smaller", self)
        larger = icon_button("add", self.tr("Larger"), "print_larger", self)
        smaller.clicked.connect(self._preview.zoomOut)
        larger.clicked.connect(self._preview.zoomIn)
        zoom.addWidget(smaller)
        zoom.addWidget(larger)
        zoom.addStretch(1)
        side.addLayout(zoom)
        self.setTabOrder(self._private, smaller)
        self.setTabOrder(smaller, larger)
        self.setTabOrder(larger, self._print)
        for choice in (self._print, self._pdf, self._close):
            side.addWidget(choice)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 20, 20, 20)
        whole.setSpacing(20)
        whole.addLayout(side)
        whole.addWidget(self._preview, 1)
        self.resize(QSize(960, 720))

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Print"))
        self._heading.setText(self._whom())
        self._paper_label.setText(self.tr("&Paper"))
        self._paper.setAccessibleName(self.tr("Paper"))
        self._landscape.setText(self.tr("&Landscape"))
        self._private.setText(self.tr("With private &notes"))
        self._print.setText(self.tr("Print…"))
        self._pdf.setText(self.tr("Save as PDF…"))
        self._close.setText(self.tr("Close"))
        self._preview.setAccessibleName(self.tr("Preview of the pages"))
        if len(self._ids) > _SHOWN:
            text = self.tr("The preview shows the first {n}; all are printed.")
            self._note.setText(text.format(n=_SHOWN))
        self._note.setVisible(len(self._ids) > _SHOWN)

    def _whom(self) -> str:
        if len(self._ids) == 1:
            return display_safe(contacts.describe(self._ids)[0][1], 80)
        return self.tr("{n} people").format(n=len(self._ids))

    # -- slots

    @Slot()
    def _apply(self) -> None:
        self._printer.setPageLayout(printing.layout_of(self.options()))
        self._printer.setFullPage(True)
        self._preview.updatePreview()

    @Slot(QPrinter)
    def _on_paint(self, printer: QPrinter) -> None:
        try:
            self._paint_on(printer, self._ids[:_SHOWN])
        except UserError as error:
            self._session.show_error(error)

    def _paint_on(self, printer: QPrinter, ids: Sequence[int]) -> None:
        printing.paint(printer, ids, self._session.today(), self.options(), Silent())

    @Slot()
    def _on_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(printing.layout_of(self.options()))
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec() != QDialog.DialogCode.Accepted:
            return
        try:
            self._paint_on(printer, self._ids)
        except UserError as error:
            self._session.show_error(error)
            return
        self._session.show_message(self.tr("Sent to the printer"))
        self.close()

    @Slot()
    def _on_pdf(self) -> None:
        name = contacts.describe(self._ids)[0][1] if len(self._ids) == 1 else self.tr("People")
        suggested = f"{safe_name(name)}.pdf"
        kinds = [self.tr("PDF (*.pdf)")]
        path = file_choice.save_file(self, self.tr("Save as PDF"), kinds, suggested)
        if path is not None:
            self.save_pdf(
                path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
            )

    def save_pdf(self, path: Path) -> None:
        """Write the PDF in the worker and say so."""
        ids, today, options = list(self._ids), self._session.today(), self.options()
        session, saved = self._session, self.tr("Saved {name}")

        def work(progress: Progress) -> int:
            return printing.to_pdf(path, ids, today, options, progress)

        def done(_pages: int) -> None:
            session.show_message(saved.format(name=path.name))

        session.run(work, done)
        self.close()


def safe_name(text: str) -> str:
    """Return text that can be a file name everywhere, at most 60 characters."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in text)
    return " ".join(kept.split())[:60] or "contact"
