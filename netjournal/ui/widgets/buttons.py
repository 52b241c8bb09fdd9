"""Buttons as the design draws them.

Public:
    button(text, kind="", icon="", name="", parent=None) -> QPushButton   kinds: primary, small,
        quiet, link, danger or "" (plain); ``icon`` follows the theme
    icon_button(icon, label, name="", parent=None) -> IconButton          label = tooltip and name
    open_menu(button)                 below it, its first entry ready for Enter
    ChipButton(text, parent)          a pill that opens something; ``set_menu(menu)``
    ChoiceChip(options, prefix="")    a pill whose menu picks one; ``chosen(value)``, ``value``
    Pill(text, tone="neutral")        a small label with a ground
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from netjournal.ui import icons, safe, theme
from netjournal.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Sequence

_ARROW: Final = 18
_ICON: Final = 18
_CHIP_PAD: Final = 8


class PushButton(QPushButton):
    """A button that Enter presses, wherever it is.

    Qt lets only Space press a focused button; Enter would press the dialog's default button
    instead of the one in focus, and nothing at all outside of dialogs.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter without modifiers as a click."""
        if not _click_by_enter(self, event):
            super().keyPressEvent(event)


def _click_by_enter(pressed: QAbstractButton, event: QKeyEvent) -> bool:
    """Click by a plain Enter; return whether it was one."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if enter and plain and not event.isAutoRepeat():
        pressed.click()
        return True
    return False


def open_menu(owner: QPushButton | QToolButton) -> None:
    """Open the menu of a button below it, its first entry ready for Enter."""
    menu = owner.menu()
    menu.popup(owner.mapToGlobal(QPoint(0, owner.height())))
    menu.setActiveAction(menu.actions()[0])


def button(
    text: str, kind: str = "", icon: str = "", name: str = "", parent: QWidget | None = None
) -> QPushButton:
    """Return a push button.

    Args:
        text: Translated caption; a mnemonic ``&`` works.
        kind: primary, small, quiet, link, danger, or empty for a plain one.
        icon: Icon name, or empty.
        name: Object name (the id for tests and screen readers).
        parent: Owner.
    """
    result = PushButton(text, parent)
    if kind:
        result.setProperty("kind", kind)
    if icon:
        tone = {"primary": "on_accent", "link": "accent", "danger": "late_text"}.get(
            kind, "soft_ink"
        )
        result.setIcon(icons.icon(icon, tone))
    if name:
        result.setObjectName(name)
    result.setAutoDefault(False)
    result.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return result


class IconButton(QToolButton):
    """A button that shows only an icon, which grows with the text size."""

    def __init__(self, icon: str, label: str, parent: QWidget | None = None) -> None:
        """Create it; ``label`` is what it is called, as tooltip and for screen readers."""
        super().__init__(parent)
        self._side, self._box = _ICON, 0
        self.setIcon(icons.icon(icon))
        self.set_label(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()

    def set_label(self, label: str) -> None:
        """Change what it is called."""
        self.setAccessibleName(label)
        safe.set_tooltip(self, label)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter without modifiers as a click."""
        if not _click_by_enter(self, event):
            super().keyPressEvent(event)

    def set_side(self, pixels: int, box: int = 0) -> None:
        """Show the icon at another size than 18 pixels (at 100 % text), in a box of a size."""
        self._side, self._box = pixels, box
        self._fit()

    def _fit(self) -> None:
        self.setIconSize(QSize(theme.px(self._side), theme.px(self._side)))
        if self._box:
            self.setFixedSize(theme.px(self._box), theme.px(self._box))


def icon_button(icon: str, label: str, name: str = "", parent: QWidget | None = None) -> IconButton:
    """Return an ``IconButton`` with an object name."""
    result = IconButton(icon, label, parent)
    if name:
        result.setObjectName(name)
    return result


class Pill(safe.Label):
    """A short word on a soft ground.

    Args:
        text: What it says.
        tone: neutral, accent, warning, late or new.
        parent: Owner.
    """

    def __init__(
        self, text: str = "", tone: str = "neutral", parent: QWidget | None = None
    ) -> None:
        """Create the pill."""
        super().__init__(text, "pill", tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


class ChipButton(PushButton):
    """A pill with a small arrow that opens a menu (or does what ``clicked`` is connected to)."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Create the chip."""
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_menu(self, menu: QMenu) -> None:
        """Open ``menu`` on click, Space or Down."""
        self.setMenu(menu)

    def sizeHint(self) -> QSize:
        """Return the text's size with room for the arrow."""
        width = painting.text_width(self.text().replace("&&", "&"), "small")
        return QSize(round(width) + _CHIP_PAD + theme.px(_ARROW) + 2, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground by style sheet, then text and arrow from the reading side."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        arrow = theme.px(_ARROW)
        left = arrow if mirrored else _CHIP_PAD
        where = QRectF(left, 0, self.width() - _CHIP_PAD - arrow, self.height())
        text = self.text().replace("&&", "&")
        painting.draw_text(
            painter, where, text, "small", "accent" if self.isChecked() else "soft_ink"
        )
        _draw_arrow(painter, arrow / 2 if mirrored else self.width() - arrow / 2, self.height() / 2)
        painter.end()


class ChoiceChip(ChipButton):
    """A chip whose menu picks one of several.

    Signals:
        chosen: The value that was picked by the user.
    """

    chosen = Signal(object)

    def __init__(
        self,
        options: Sequence[tuple[object, str]] = (),
        prefix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Create the chip.

        Args:
            options: (value, translated text), the first is picked.
            prefix: A translated text with ``{choice}``, for example "Sort: {choice}".
            parent: Owner.
        """
        super().__init__("", parent)
        self._prefix = prefix
        self._value: object = None
        self._options: list[tuple[object, str]] = []
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self.set_options(options)

    @property
    def value(self) -> object:
        """The value picked now."""
        return self._value

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Replace the choices; keeps the value where it still exists."""
        if list(options) == self._options:
            return
        self._options = list(options)
        for action in self._group.actions():
            self._group.removeAction(action)
        menu = QMenu(self)
        old = self.menu()
        for value, text in options:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setData((value,))
            self._group.addAction(action)
        self.setMenu(menu)
        if old is not None:
            old.deleteLater()
        values = [value for value, _text in options]
        if values:
            self.set_value(self._value if self._value in values else values[0])

    def set_value(self, value: object) -> None:
        """Pick a value without telling.

        Raises:
            ValueError: It is none of the options.
        """
        for action in self._group.actions():
            if action.data()[0] == value:
                action.setChecked(True)
                self._show(action)
                return
        raise ValueError(value)

    def _show(self, action: QAction) -> None:
        self._value = action.data()[0]
        text = action.text()
        self.setAccessibleDescription(text.replace("&&", "&"))
        self.setText(self._prefix.format(choice=text) if self._prefix else text)
        self.updateGeometry()

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._show(action)
        self.chosen.emit(self._value)


def _draw_arrow(painter: QPainter, x: float, middle: float) -> None:
    """A small arrow down, as a thin angle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scale = theme.text_scale()
    pen = QPen(theme.color("soft_ink"), 1.5 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    angle = ((-3.5, -1.25), (0.0, 2.0), (3.5, -1.25))
    painter.drawPolyline(
        QPolygonF([QPointF(x + dx * scale, middle + dy * scale) for dx, dy in angle])
    )
