"""The only door for text, boxes and links that carry what a person or a file wrote.

Everything here shows text as text: never HTML, never a link by accident, never characters that turn
the reading direction round or hide a line.

Public:
    Label(text, role="body", tone="ink", wrap=False, selectable=False)   plain-text QLabel
    display_safe(text, limit=400) -> str       one line, harmless to show
    set_tooltip(widget, text), tooltip(text)   escaped tooltip text
    tell(parent, title, text), warn(...)       a box with OK
    ask(parent, title, text, action, danger=False) -> bool   the verb is on the button
    ask_text(parent, title, label, value="") -> str | None
    open_url(text, parent, confirm=None, opener=None) -> bool
    open_folder(folder) -> bool   one of our own folders
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

# display_safe is offered here too: this is where callers look for it
from netjournal.ui.plain_text import display_safe as display_safe
from netjournal.ui.plain_text import tooltip as tooltip

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QMessageBox

    from netjournal.ui.links import Link


_SAID_BY_TOOLTIP: Final = "tooltip_words"
_LONG_WORDS: Final = 24  # letters; longer ones are links and the like


def set_tooltip(widget: QWidget, text: str) -> None:
    """Set a tooltip that shows ``text`` as written, for the ears too where nothing else is said.

    (Without a description Qt would read the tooltip out, with its markup.)
    """
    widget.setToolTip(tooltip(text))
    if widget.accessibleDescription() in ("", widget.property(_SAID_BY_TOOLTIP)):
        words = display_safe(text, 2000)
        widget.setAccessibleDescription(words)
        widget.setProperty(_SAID_BY_TOOLTIP, words)


class Label(QLabel):
    """A label that shows plain text only.

    Args:
        text: What to show.
        role: Type size: title, heading, name, body, small, caption, figure, key, pill.
        tone: Colour: ink, quiet, accent, warning, late, new, neutral.
        wrap: Break lines instead of asking for width.
        selectable: Let the text be selected and copied with mouse and keyboard.
        parent: Owner.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "ink",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Create the label."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setOpenExternalLinks(False)
        self.setIndent(0)
        self._own_alignment = False
        self._lead()
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a long word's width: a link of a line must not widen its card."""
        least = super().minimumSizeHint()
        if self.wordWrap():
            least.setWidth(min(least.width(), _LONG_WORDS * self.fontMetrics().averageCharWidth()))
        return least

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Align as asked, and no longer with the window's reading direction."""
        self._own_alignment = True
        super().setAlignment(alignment)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the window's reading direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange and not self._own_alignment:
            self._lead()

    def _lead(self) -> None:
        """Start at the window's reading side; by itself a QLabel goes by the text's script."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter
        super().setAlignment(side | middle | Qt.AlignmentFlag.AlignAbsolute)

    def set_tone(self, tone: str) -> None:
        """Change the colour of a label that is already shown."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show a box with OK; ``detail`` is a second, quieter paragraph."""
    from PySide6.QtWidgets import QMessageBox

    _box(parent, QMessageBox.Icon.Information, title, text, detail).exec()


def warn(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show a box with a warning sign and OK."""
    from PySide6.QtWidgets import QMessageBox

    _box(parent, QMessageBox.Icon.Warning, title, text, detail).exec()


def ask(
    parent: QWidget | None, title: str, text: str, action: str, *, danger: bool = False
) -> bool:
    """Ask before something that cannot be taken back; true when ``action`` was chosen.

    Args:
        parent: The window it belongs to.
        title: Window title.
        text: The question, naming the thing.
        action: The verb on the button.
        danger: Colour the button as destructive; Enter then means Cancel.
    """
    from PySide6.QtWidgets import QMessageBox

    box = ask_box(parent, title, text, action, danger=danger)
    box.exec()
    clicked = box.clickedButton()
    return clicked is not None and box.buttonRole(clicked) in (
        QMessageBox.ButtonRole.AcceptRole,
        QMessageBox.ButtonRole.DestructiveRole,
    )


def ask_box(
    parent: QWidget | None, title: str, text: str, action: str, *, danger: bool = False
) -> QMessageBox:
    """Return the box that ``ask`` shows."""
    from PySide6.QtWidgets import QMessageBox

    kind = QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question
    role = QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
    box = _box(parent, kind, title, text, "")
    verb = box.addButton(action, role)
    verb.setObjectName("verb_button")
    verb.setProperty("kind", "danger" if danger else "primary")
    verb.style().unpolish(verb)  # the box has polished it already
    verb.style().polish(verb)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setEscapeButton(cancel)
    box.setDefaultButton(cancel if danger else _as_push(verb))
    return box


def ask_text(parent: QWidget | None, title: str, label: str, value: str = "") -> str | None:
    """Ask for one line of text; None when cancelled."""
    # here and not above: its buttons know this module
    from netjournal.ui.line_dialog import LineDialog

    dialog = LineDialog(title, label, value, parent)
    return dialog.line.text() if dialog.exec() else None


def open_url(
    text: str,
    parent: QWidget | None = None,
    *,
    confirm: Callable[[Link], bool] | None = None,
    opener: Callable[[QUrl], bool] | None = None,
) -> bool:
    """Open a link outside the application, after showing where it leads.

    Args:
        text: The address.
        parent: The window the question belongs to.
        confirm: Asks the person; the default is a box that names the host.
        opener: Opens the address; the default is the desktop.

    Returns:
        True when it was handed to the desktop.

    Raises:
        RefusedLink: See ``links.checked_link``.
    """
    # here and not above: at start nobody opens a link, and every import counts
    from PySide6.QtCore import QUrl

    from netjournal.ui.links import checked_link

    link = checked_link(text)
    if not (confirm(link) if confirm else _confirmed(link, parent)):
        return False
    if opener is None:
        from PySide6.QtGui import QDesktopServices

        opener = QDesktopServices.openUrl
    return bool(opener(QUrl(link.url, QUrl.ParsingMode.StrictMode)))


def open_folder(folder: Path) -> bool:
    """Show one of our own folders (logs, backups) in the desktop's file manager.

    Args:
        folder: A folder the application chose, never one that a file or a person's text named.

    Returns:
        True when it was handed to the desktop.
    """
    from PySide6.QtCore import QUrl

    if not folder.is_dir():
        return False
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _confirmed(link: Link, parent: QWidget | None) -> bool:
    text = {
        "mailto": QCoreApplication.translate("safe", "Write a mail to {where}?"),
        "tel": QCoreApplication.translate("safe", "Call {where}?"),
    }.get(link.scheme, QCoreApplication.translate("safe", "Open {where} in your browser?"))
    return ask(
        parent,
        QCoreApplication.translate("safe", "Leave NetJournal"),
        text.format(where=link.shown),
        QCoreApplication.translate("safe", "Open"),
    )


def _box(
    parent: QWidget | None, kind: QMessageBox.Icon, title: str, text: str, detail: str
) -> QMessageBox:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(kind)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    if detail:
        box.setInformativeText(detail)
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _as_push(button: object) -> QPushButton:
    if not isinstance(button, QPushButton):  # addButton(text, role) always makes one
        raise TypeError(button)
    return button
