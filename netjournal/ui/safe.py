"""The only door for text, boxes and links that carry what a person or a file wrote.

Everything here shows text as text: never HTML, never a link by accident, never characters that turn
the reading direction round or hide a line.

Public:
    Label(text, role="body", tone="ink", wrap=False, selectable=False)   plain-text QLabel
    display_safe(text, limit=400) -> str       one line, harmless to show
    set_tooltip(widget, text), tooltip(text)   escaped tooltip text
    tell(parent, title, text), warn(...)       a box with OK
    ask(parent, title, text, action, danger=False) -> bool   the verb is on the button
    choose(parent, title, text, actions) -> int | None       several verbs
    ask_text(parent, title, label, value="") -> str | None
    open_url(text, parent, confirm=None, opener=None) -> bool
    open_folder(folder, opener=None) -> bool   one of our own folders
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QInputDialog, QLabel, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtCore import QUrl

    from netjournal.ui.links import Link

_MAX_MARKS: Final = 3
# Zero-width joiners shape Indic and Arabic words and emoji: the only format characters kept.
_KEPT_FORMATS: Final = frozenset("\u200c\u200d")
_BREAKS: Final = frozenset("\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029")


def display_safe(text: str, limit: int = 400) -> str:
    """Return ``text`` as one line that is harmless to show.

    Line breaks become blanks; control, direction and other invisible format characters, private use
    and unpaired surrogates are dropped; at most three combining marks stay on a letter.

    Args:
        text: Anything a person or a file wrote.
        limit: Longest result in code points; longer text ends with an ellipsis.

    Returns:
        The cleaned text, ends stripped.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text.strip()
    kept: list[str] = []
    marks = 0
    for character in text[: limit * 4]:
        if character in _BREAKS:
            kept.append(" ")
            continue
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > _MAX_MARKS:
                continue
        else:
            marks = 0
        if category[0] != "C" or character in _KEPT_FORMATS:
            kept.append(character)
    clean = "".join(kept).strip()
    return clean if len(clean) <= limit else f"{clean[: limit - 1].rstrip()}…"


def tooltip(text: str) -> str:
    """Return ``text`` for a tooltip or ``ToolTipRole``, where Qt would otherwise guess HTML."""
    lines = (display_safe(line, 2000) for line in text.splitlines()[:40])
    escaped = "<br>".join(_escaped(line) for line in lines)
    return f"<qt>{escaped}</qt>" if escaped else ""


def _escaped(line: str) -> str:
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def set_tooltip(widget: QWidget, text: str) -> None:
    """Set a tooltip that shows ``text`` as written."""
    widget.setToolTip(tooltip(text))


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
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )

    def set_tone(self, tone: str) -> None:
        """Change the colour of a label that is already shown."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)


def tell(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show a box with OK; ``detail`` is a second, quieter paragraph."""
    _box(parent, QMessageBox.Icon.Information, title, text, detail).exec()


def warn(parent: QWidget | None, title: str, text: str, detail: str = "") -> None:
    """Show a box with a warning sign and OK."""
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
    kind = QMessageBox.Icon.Warning if danger else QMessageBox.Icon.Question
    role = QMessageBox.ButtonRole.DestructiveRole if danger else QMessageBox.ButtonRole.AcceptRole
    box = _box(parent, kind, title, text, "")
    verb = box.addButton(action, role)
    verb.setObjectName("verb_button")
    verb.setProperty("kind", "danger" if danger else "primary")
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setEscapeButton(cancel)
    box.setDefaultButton(cancel if danger else _as_push(verb))
    return box


def choose(parent: QWidget | None, title: str, text: str, actions: Sequence[str]) -> int | None:
    """Ask with several verbs; return the index of the chosen one, or None for Cancel."""
    box = _box(parent, QMessageBox.Icon.Question, title, text, "")
    buttons = [box.addButton(action, QMessageBox.ButtonRole.AcceptRole) for action in actions]
    box.setEscapeButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    clicked = box.clickedButton()
    return next((at for at, button in enumerate(buttons) if button is clicked), None)


def ask_text(parent: QWidget | None, title: str, label: str, value: str = "") -> str | None:
    """Ask for one line of text; None when cancelled."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    for shown in dialog.findChildren(QLabel):
        shown.setTextFormat(Qt.TextFormat.PlainText)
    dialog.setTextValue(value)
    return dialog.textValue() if dialog.exec() else None


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


def open_folder(folder: Path, opener: Callable[[QUrl], bool] | None = None) -> bool:
    """Show one of our own folders (logs, backups) in the desktop's file manager.

    Args:
        folder: A folder the application chose, never one that a file or a person's text named.
        opener: Opens the address; the default is the desktop.

    Returns:
        True when it was handed to the desktop.
    """
    from PySide6.QtCore import QUrl

    if not folder.is_dir():
        return False
    if opener is None:
        from PySide6.QtGui import QDesktopServices

        opener = QDesktopServices.openUrl
    return bool(opener(QUrl.fromLocalFile(str(folder))))


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
