"""How far a job is, with Cancel: ``ProgressStrip`` in a page, ``ProgressDialog`` over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, QTimer, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from netjournal.ui.safe import Label
from netjournal.ui.widgets.buttons import button

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from netjournal.ui.jobs import Job

_PATIENCE_MS: Final = 400


class ProgressStrip(QWidget):
    """Text, bar, count and *Cancel* for one job at a time; hidden when there is none.

    It appears only when a job takes longer than a moment.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create a hidden strip."""
        super().__init__(parent)
        self.setObjectName("progress_strip")
        self._job: Job | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._build()
        self.hide()

    def _build(self) -> None:
        self.label = Label("", wrap=True, parent=self)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("progress")
        self.bar.setTextVisible(False)
        self.count = Label("", "small", "quiet", parent=self)
        self.cancel_button = button(self.tr("Cancel"), "small", name="progress_cancel", parent=self)
        self.cancel_button.clicked.connect(self._on_cancel)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.bar, 1)
        line.addWidget(self.count)
        line.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.label)
        column.addLayout(line)

    def follow(self, job: Job, text: str, *, at_once: bool = False) -> None:
        """Show a job until it ends.

        Args:
            job: The job; one that was followed before is let go.
            text: What is being done, translated.
            at_once: Don't wait to see whether it is quick.
        """
        self._let_go()
        self._job = job
        self.label.setText(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 0)
        self.count.setText("")
        self.cancel_button.setEnabled(True)
        job.progressed.connect(self._on_progressed)
        job.ended.connect(self._on_ended)
        if at_once:
            self.show()
        else:
            self._patience.start()

    def stop(self) -> bool:
        """Ask the job to end, as *Cancel* does; return whether there is one to wait for."""
        there = self._job is not None and not self._job.over
        if there:
            self.cancel_button.click()
        return there

    @Slot(object, object)
    def _on_progressed(self, done: int, total: int) -> None:
        # A share of 1000 keeps totals beyond 32 bits out of QProgressBar.
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(round(1000 * done / total) if total else 0)
        locale = QLocale()
        if total:
            text = self.tr("{done} of {total}").format(
                done=locale.toString(done), total=locale.toString(total)
            )
        else:
            text = locale.toString(done)
        self.count.setText(text)

    @Slot()
    def _on_cancel(self) -> None:
        if self._job is not None:
            self.cancel_button.setEnabled(False)
            self._job.cancel()

    @Slot()
    def _on_ended(self) -> None:
        self._let_go()
        self.hide()

    def _let_go(self) -> None:
        self._patience.stop()
        if self._job is not None:
            self._job.progressed.disconnect(self._on_progressed)
            self._job.ended.disconnect(self._on_ended)
            self._job = None


class ProgressDialog(QDialog):
    """A modal box around a ``ProgressStrip``, for long writing; closing it means *Cancel*."""

    def __init__(self, job: Job, title: str, text: str, parent: QWidget | None = None) -> None:
        """Follow ``job``; call ``open()`` to show it. It closes itself when the job ends."""
        super().__init__(parent)
        self.setObjectName("progress_dialog")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(420)
        self.strip = ProgressStrip(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.strip)
        self.strip.follow(job, text, at_once=True)
        job.ended.connect(self.accept)

    def reject(self) -> None:
        """Esc asks the job to stop; the box stays until it has."""
        if not self.strip.stop():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's close button asks the job to stop."""
        if self.strip.stop():
            event.ignore()
