"""How often a widget is painted."""

from PySide6.QtCore import QEvent, QObject


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget):
        super().__init__(widget)
        self.number = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        self.number += event.type() == QEvent.Type.Paint
        return False
