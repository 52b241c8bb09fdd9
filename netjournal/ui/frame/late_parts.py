"""What the main window is made of beside its frame: parts made when they are first asked for.

A start paints the frame and one page; a toast, a menu or a box for a line is needed by none of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QMainWindow

from netjournal.ui.tab_order import ReadingOrder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from netjournal.ui.frame.circle_menu import CircleMenu
    from netjournal.ui.frame.dialogs import Dialogs
    from netjournal.ui.frame.top_bar import TopBar
    from netjournal.ui.frame.tray import Tray
    from netjournal.ui.palette.capture_box import CaptureBox
    from netjournal.ui.palette.smart_list_menu import SmartListMenu
    from netjournal.ui.session import Session
    from netjournal.ui.widgets.banner import Banner
    from netjournal.ui.widgets.toast import Toast


LATER_MS: Final = 800


class LateParts(ReadingOrder, QMainWindow):
    """A window whose lesser parts come late; ``MainWindow`` gives it the rest."""

    session: Session
    dialogs: Dialogs
    top_bar: TopBar
    column: QVBoxLayout  # the top bar, a banner if there is one, the pages

    def begin_later(self) -> None:
        """Make what nobody asks for but should be there, when the first page has come to rest."""
        QTimer.singleShot(LATER_MS, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        from netjournal.ui.own_keys import MenuKey

        assert self.tray is not None
        MenuKey(self)

    @cached_property
    def tray(self) -> Tray:
        """The icon in the tray, for those who want one."""
        from netjournal.ui.frame.tray import Tray

        return Tray(self)  # type: ignore[arg-type]  # a MainWindow

    @cached_property
    def toast(self) -> Toast:
        """The short line at the foot, with Undo."""
        from netjournal.ui.widgets.toast import Toast

        return Toast(self)

    @cached_property
    def banner(self) -> Banner:
        """The line under the top bar that stays until it is closed."""
        from netjournal.ui.widgets.banner import Banner

        made = Banner(self)
        made.triggered.connect(self.dialogs.open_log_folder)
        self.column.insertWidget(1, made)
        return made

    @cached_property
    def circle_menu(self) -> CircleMenu:
        """What can be done with a circle of the sidebar."""
        from netjournal.ui.frame.circle_menu import CircleMenu

        made = CircleMenu(self.session, self)
        made.print_requested.connect(self.dialogs.print_circle)
        return made

    @cached_property
    def list_menu(self) -> SmartListMenu:
        """What can be done with a smart list of the sidebar."""
        from netjournal.ui.palette.smart_list_menu import SmartListMenu

        made = SmartListMenu(self.session, self)
        made.print_requested.connect(self.dialogs.print_list)
        return made

    @cached_property
    def capture_box(self) -> CaptureBox:
        """The box for one line about what happened."""
        from netjournal.ui.palette.capture_box import CaptureBox

        made = CaptureBox(self.session, self.top_bar.search, self)
        made.put_aside.connect(self._on_line_put_aside)
        return made

    @Slot()
    def _on_line_put_aside(self) -> None:
        text = self.tr("Not written down yet. What you typed is kept.")
        self.toast.show_message(text, self.tr("Continue"), self.capture_box.open)
