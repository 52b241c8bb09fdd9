"""Settling doubtful rows one by one: reads both sides, asks, and puts the answer into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from netjournal.ui.transfer import settling
from netjournal.ui.transfer.doubts_dialog import DoubtsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from netjournal.services.interchange.import_settling import Doubt
    from netjournal.ui.transfer.flow import ImportFlow
    from netjournal.ui.transfer.preview_panel import PreviewPanel


class DoubtsControl(QObject):
    """Stands between the preview, the flow and the dialog that asks.

    Args:
        flow: Reads in the worker.
        preview: Shows the plan; its button begins.
        parent: The import dialog.

    Signals:
        decided: A row of the plan is as the user said.
    """

    decided = Signal()

    def __init__(self, flow: ImportFlow, preview: PreviewPanel, parent: QWidget) -> None:
        """Wait for the button."""
        super().__init__(parent)
        self._flow, self._preview, self._window = flow, preview, parent
        self.dialog: DoubtsDialog | None = None
        preview.look_wanted.connect(self._on_look)
        flow.doubted.connect(self._on_doubted)

    @Slot()
    def _on_look(self) -> None:
        if self._preview.plan is not None and not self._flow.busy:
            self._flow.look_at_doubts(self._preview.plan)

    @Slot(object)
    def _on_doubted(self, doubts: list[Doubt]) -> None:
        self.decided.emit()
        if doubts:
            self.dialog = DoubtsDialog(doubts, self._window)
            self.dialog.decided.connect(self._on_decided)
            self.dialog.finished.connect(self._on_finished)
            self.dialog.open()

    @Slot(object, str)
    def _on_decided(self, doubt: Doubt, option: str) -> None:
        if self._preview.plan is not None:
            settling.decide(self._preview.plan, doubt, option)
            self.decided.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
