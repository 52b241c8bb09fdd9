"""How the application looks: one scheme (light or dark) and one text size for the whole process.

Public:
    apply(app, scheme="system", text_scale=1.0)   Fusion, palette, fonts and the stylesheet
    scheme() -> "light" | "dark"                  what is shown now
    is_dark(), text_scale(), revision()           revision changes with every apply: cache key
    color(token) -> QColor, css(token) -> str     a token of ``colors.LIGHT`` / ``colors.DARK``
    strength_color(label) -> QColor               inner … dormant, new (case does not matter)
    font(role="body") -> QFont                    title, figure, heading, name, body, strong,
                                                  small, caption
    px(value) -> int                              a length that grows with the text size
    notifier().changed                            emitted after every apply (charts, painted caches)
Icons live in ``icons.icon(name)``.

Fusion is used everywhere because a native style ignores half of a palette; on plain X11
``QStyleHints.setColorScheme`` does nothing, so the palette is always set by hand.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from netjournal import paths
from netjournal.ui import colors, stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

Scheme = Literal["light", "dark", "system"]

# Pixels at 100 % text size, as in the design.
SIZES: Final[dict[str, float]] = {
    "title": 22,
    "figure": 20,
    "heading": 14,
    "name": 14,
    "body": 14,
    "strong": 12.5,
    "small": 12.5,
    "caption": 11,
}
_BOLD_ROLES: Final = frozenset({"title", "figure", "heading", "name", "strong"})
RADIUS_CARD: Final = 10
RADIUS_CONTROL: Final = 8
MIN_SCALE: Final = 0.75
MAX_SCALE: Final = 2.0


class Notifier(QObject):
    """Tells painted things that colours or sizes changed.

    Signals:
        changed: A new scheme or text size is in force.
    """

    changed = Signal()


@dataclass(slots=True)
class _Current:
    """What is in force in this process (a palette belongs to the one QApplication)."""

    wanted: str = "light"
    dark: bool = False
    scale: float = 1.0
    revision: int = 0
    applying: bool = False
    system_dark: bool | None = None
    families: tuple[str, ...] = ()
    notifier: Notifier | None = None


_current = _Current()


def apply(app: QApplication, scheme: str = "system", text_scale: float = 1.0) -> None:
    """Give the application its look; call again after a change of preferences.

    Args:
        app: The running application.
        scheme: ``light``, ``dark`` or ``system`` (follows the desktop, also while running).
        text_scale: 1.0 is the design's size; kept between ``MIN_SCALE`` and ``MAX_SCALE``.

    Raises:
        ValueError: Unknown scheme.
    """
    if scheme not in ("light", "dark", "system"):
        raise ValueError(f"unknown scheme {scheme!r}")
    if _current.applying:  # our own palette change comes back as a system change
        return
    _current.applying = True
    try:
        _settle(app, scheme, text_scale)
        app.setPalette(_palette(_tokens()))
        app.setFont(font())
        points = {role: _points(role) for role in SIZES}
        scheme_name = "dark" if _current.dark else "light"
        sheet = stylesheet.build(_tokens(), points, _marks(), scheme_name, _current.scale)
        _restyle(app, sheet)
    finally:
        _current.applying = False
    notifier().changed.emit()


def _restyle(app: QApplication, sheet: str) -> None:
    """Give every widget another style sheet.

    Where one follows another Qt styles each widget once for every widget around it, ten times and
    more; where there is none before, once.
    """
    if app.styleSheet():
        app.setStyleSheet("")
    app.setStyleSheet(sheet)


def scheme() -> Literal["light", "dark"]:
    """Return the scheme that is shown."""
    return "dark" if _current.dark else "light"


def is_dark() -> bool:
    """Return whether the dark scheme is shown."""
    return _current.dark


def text_scale() -> float:
    """Return the text size in force; 1.0 is the design's."""
    return _current.scale


def revision() -> int:
    """Return a number that differs after every ``apply``; a part of every picture cache's key."""
    return _current.revision


def notifier() -> Notifier:
    """Return the object whose ``changed`` signal follows every ``apply``."""
    if _current.notifier is None:
        _current.notifier = Notifier()
    return _current.notifier


def css(token: str) -> str:
    """Return a token's colour as ``#rrggbb``; KeyError for an unknown token."""
    return _tokens()[token]


def color(token: str) -> QColor:
    """Return a token's colour; KeyError for an unknown token."""
    return QColor(_tokens()[token])


def strength_color(label: str) -> QColor:
    """Return the colour of a strength label; unknown labels get the empty-track colour."""
    table = colors.STRENGTH_DARK if _current.dark else colors.STRENGTH_LIGHT
    return QColor(table.get(label.casefold(), css("track")))


def font(role: str = "body") -> QFont:
    """Return the font of a role (a key of ``SIZES``) in the current text size."""
    result = QFont(QGuiApplication.font())
    if _current.families:
        result.setFamilies(list(_current.families))
    result.setPointSizeF(_points(role))
    weight = QFont.Weight.DemiBold if role in _BOLD_ROLES else QFont.Weight.Normal
    result.setWeight(weight)
    return result


def px(value: float) -> int:
    """Return ``value`` pixels of the design grown with the text size."""
    return round(value * _current.scale)


def _tokens() -> Mapping[str, str]:
    return colors.DARK if _current.dark else colors.LIGHT


def _points(role: str) -> float:
    """Pixels of the design as points; points may be fractions in fonts and in style sheets."""
    screen = QGuiApplication.primaryScreen()
    dots_per_inch = screen.logicalDotsPerInchY() if screen else 96.0
    return SIZES[role] * _current.scale * 72.0 / dots_per_inch


def _marks() -> str:
    """Where the style sheet finds ticks and arrows; quotes in a path would end its url()."""
    return paths.resource("icons").as_posix().replace('"', "%22")


def _settle(app: QApplication, wanted: str, scale: float) -> None:
    """Work out what to show, before anything is painted with it."""
    hints = app.styleHints()
    if _current.system_dark is None:
        _current.system_dark = _palette_is_dark(app.palette())
        _current.families = _families(app.font())
        app.setStyle("Fusion")
    if not app.property("netjournal_follows_system"):
        app.setProperty("netjournal_follows_system", True)
        hints.colorSchemeChanged.connect(_on_system_changed)
    _current.wanted = wanted
    _current.scale = min(MAX_SCALE, max(MIN_SCALE, scale))
    # Native title bars (Windows, macOS) follow this; elsewhere nothing happens.
    hints.setColorScheme(
        {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
            wanted, Qt.ColorScheme.Unknown
        )
    )
    _current.dark = wanted == "dark" or (wanted == "system" and _system_is_dark(app))
    _current.revision += 1


def _system_is_dark(app: QApplication) -> bool:
    told = app.styleHints().colorScheme()
    if told == Qt.ColorScheme.Unknown:
        return bool(_current.system_dark)
    return told == Qt.ColorScheme.Dark


def _on_system_changed(_scheme: Qt.ColorScheme) -> None:
    """Follow the desktop while the user's choice is *system*."""
    app = QGuiApplication.instance()
    if app is not None and _current.wanted == "system":
        apply(app, "system", _current.scale)  # type: ignore[arg-type]


def _palette_is_dark(palette: QPalette) -> bool:
    window = palette.color(QPalette.ColorRole.Window)
    return window.lightness() < palette.color(QPalette.ColorRole.WindowText).lightness()


def _families(base: QFont) -> tuple[str, ...]:
    """A desktop's own font where it names one; on bare Linux the alias often picks a wide face."""
    if sys.platform != "linux" or base.family().casefold() not in ("sans serif", "sans", ""):
        return ()
    return ("Noto Sans", "DejaVu Sans", base.family())


def _palette(tokens: Mapping[str, str]) -> QPalette:
    """The tokens as a Qt palette, for everything the style sheet does not name."""
    role = QPalette.ColorRole
    pairs = {
        role.Window: "page",
        role.WindowText: "ink",
        role.Base: "panel",
        role.AlternateBase: "hover",
        role.Text: "ink",
        role.PlaceholderText: "quiet",
        role.Button: "panel",
        role.ButtonText: "ink",
        role.BrightText: "late_text",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.ToolTipBase: "panel",
        role.ToolTipText: "ink",
        role.Light: "panel",
        role.Midlight: "hover",
        role.Mid: "border",
        role.Dark: "border",
        role.Shadow: "border",
    }
    palette = QPalette()
    for where, token in pairs.items():
        palette.setColor(where, QColor(tokens[token]))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens["quiet"]))
    return palette
