"""The colours of NetJournal as named tokens, light and dark, and the sums that prove them readable.

No Qt in here: the charts, the printed page and the tests read the same tokens.

Use ``LIGHT[token]`` / ``DARK[token]`` (``#rrggbb``), ``STRENGTH_LIGHT`` / ``STRENGTH_DARK`` by
label, ``SERIES_LIGHT`` / ``SERIES_DARK`` for several lines, ``AVATARS`` behind initials.
``TEXT_PAIRS`` lists every text/background pair the widgets use; each holds a contrast of at least
4.5 in both schemes. ``contrast(a, b)`` is the ratio of WCAG 2.2; ``simulated(colour, deficiency)``
and ``difference(a, b)`` serve the checks for colour-blind eyes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LIGHT: Final[Mapping[str, str]] = {
    "ink": "#20262e",
    "soft_ink": "#3d454e",
    "quiet": "#636c76",
    "line": "#e6e3dd",
    "page": "#fbfaf7",
    "panel": "#ffffff",
    "sidebar": "#f3f1ec",
    "hover": "#f6f4f0",
    "field": "#fbfaf7",
    "border": "#c9c5bc",
    "mark": "#8b8f90",
    "accent": "#1f6f5c",
    "accent_hover": "#1a6050",
    "accent_press": "#155043",
    "accent_soft": "#e3efeb",
    "on_accent": "#ffffff",
    "warning": "#b7791f",
    "warning_text": "#8f5d12",
    "warning_soft": "#fbf1dc",
    "late": "#b4463c",
    "late_text": "#a93f36",
    "late_soft": "#f8e6e3",
    "new_text": "#43608f",
    "new_soft": "#e9eef7",
    "chip": "#f1efe9",
    "track": "#e9e6e0",
    "toast": "#20262e",
    "on_toast": "#ffffff",
    "toast_action": "#8fdcc5",
}

DARK: Final[Mapping[str, str]] = {
    "ink": "#e9e7e2",
    "soft_ink": "#c9cbcc",
    "quiet": "#a3abb3",
    "line": "#2f363c",
    "page": "#14181b",
    "panel": "#1c2125",
    "sidebar": "#181c20",
    "hover": "#242a2f",
    "field": "#171b1f",
    "border": "#4b545c",
    "mark": "#7b848c",
    "accent": "#63c4a8",
    "accent_hover": "#7ad0b7",
    "accent_press": "#4fb094",
    "accent_soft": "#1d3a32",
    "on_accent": "#0c221b",
    "warning": "#dda544",
    "warning_text": "#e5b25c",
    "warning_soft": "#3b2f19",
    "late": "#e5776a",
    "late_text": "#f0978c",
    "late_soft": "#452725",
    "new_text": "#a9bcec",
    "new_soft": "#262f44",
    "chip": "#2a3036",
    "track": "#323940",
    "toast": "#e9e7e2",
    "on_toast": "#1b2024",
    "toast_action": "#14594a",
}

STRENGTH_LABELS: Final = ("inner", "close", "warm", "acquaintance", "dormant", "new")

# Lightness falls from inner to dormant on both backgrounds, so the order survives print and
# colour-blind eyes; the light values sit close to the design and were moved until the nearest pair
# stayed apart for protanopia, deuteranopia and tritanopia.
STRENGTH_LIGHT: Final[Mapping[str, str]] = {
    "inner": "#0f4c3f",
    "close": "#2f8a72",
    "warm": "#7ab6a3",
    "acquaintance": "#e0b35c",
    "dormant": "#d8d4cb",
    "new": "#a9bce0",
}
STRENGTH_DARK: Final[Mapping[str, str]] = {
    "inner": "#c3f5e4",
    "close": "#5cc3a4",
    "warm": "#3a8773",
    "acquaintance": "#cf9f45",
    "dormant": "#4a4f54",
    "new": "#98a9e6",
}

# Lines of several circles in one chart: told apart by all eyes, and dashed differently besides.
SERIES_LIGHT: Final = ("#1f6f5c", "#bd7a12", "#5b3c9c", "#4f8fdd", "#5e2a10")
SERIES_DARK: Final = ("#63c4a8", "#e9c06a", "#7f6fe0", "#bcd0f8", "#ad5f45")

# How many of the five segments are filled; the second sign beside colour.
STRENGTH_SEGMENTS: Final[Mapping[str, int]] = {
    "inner": 5,
    "close": 4,
    "warm": 3,
    "acquaintance": 2,
    "dormant": 1,
    "new": 1,
}

# Muted circles that carry white initials in both schemes.
AVATARS: Final = (
    "#447c5c",
    "#857138",
    "#5b73ab",
    "#9d5872",
    "#527589",
    "#357c7c",
    "#7b68a1",
    "#a0623c",
)
AVATAR_TEXT: Final = "#ffffff"

TEXT_PAIRS: Final = (
    *(
        ("ink", back)
        for back in ("page", "panel", "sidebar", "hover", "field", "accent_soft", "chip")
    ),
    *(("soft_ink", back) for back in ("page", "panel", "sidebar", "chip", "hover")),
    *(
        ("quiet", back)
        for back in ("page", "panel", "sidebar", "hover", "field", "accent_soft", "chip")
    ),
    *(("accent", back) for back in ("page", "panel", "sidebar", "hover", "accent_soft")),
    *(("on_accent", back) for back in ("accent", "accent_hover", "accent_press")),
    *(("warning_text", back) for back in ("page", "panel", "warning_soft")),
    *(("late_text", back) for back in ("page", "panel", "late_soft")),
    *(("new_text", back) for back in ("page", "panel", "new_soft")),
    *((text, "toast") for text in ("on_toast", "toast_action")),
)

# Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
# vision deficiency", severity 1.0; rows act on linear red, green, blue.
_DEFICIENCIES: Final = {
    "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
DEFICIENCIES: Final = tuple(_DEFICIENCIES)

Linear = tuple[float, float, float]


def linear(color: str) -> Linear:
    """Return linear-light red, green and blue (0 to 1) of an sRGB ``#rrggbb`` (IEC 61966-2-1)."""
    shares = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return red, green, blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    darker, lighter = sorted(_luminance(color) for color in (first, second))
    return (lighter + 0.05) / (darker + 0.05)


def simulated(color: str, deficiency: str) -> Linear:
    """Return the linear colour that eyes with ``deficiency`` (one of ``DEFICIENCIES``) see."""
    source = linear(color)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, source, strict=True))))
        for row in _DEFICIENCIES[deficiency]
    )
    return red, green, blue


def difference(first: Linear, second: Linear) -> float:
    """Return the CIE 1976 difference ΔE*ab of two linear colours (2.3 is just noticeable)."""
    pairs = zip(_lab(first), _lab(second), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lab(color: Linear) -> Linear:
    """CIE 1976 L*a*b* under D65."""
    red, green, blue = color
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116
