"""How big a dialog opens: as drawn, larger with the text, never larger than the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AROUND: Final = (40, 60)  # for the desktop's frame and panels


def open_at(dialog: QWidget, width: int, height: int = 0) -> None:
    """Give a dialog its first size.

    Args:
        dialog: Which.
        width: In pixels at 100 % text.
        height: The same; 0 is as high as what is in it.
    """
    screen = dialog.screen().availableGeometry()
    wanted = theme.px(height) if height else dialog.sizeHint().height()
    dialog.resize(
        min(theme.px(width), screen.width() - _AROUND[0]),
        min(wanted, screen.height() - _AROUND[1]),
    )
