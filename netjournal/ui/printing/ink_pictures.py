"""The pictures of ``pictures`` as PDF's own operators: ``draw(name, rect, known, shared)``.

Icons are pictures that all pages of a file share; a code to scan has one bit a dot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF
from PySide6.QtGui import QImage

from netjournal.services.printed import qr
from netjournal.ui import colors
from netjournal.ui.printing import pictures
from netjournal.ui.printing.ink_ops import circle, fill, num, rgb, rounded, stroke
from netjournal.ui.widgets.circles import avatar_color
from netjournal.ui.widgets.initials import initials

if TYPE_CHECKING:
    from netjournal.services.printed.pdf_file import PdfFile
    from netjournal.ui.printing.pictures import Album, Pictures

_KINDS: Final = ("avatar", "qr", "spark", "icon", "mark", "pill")
_QUALITY: Final = 94
_SIDE: Final = 320
_MARK: Final = pictures.hanging(QRectF())
MARK_FOOT: Final = _MARK.bottom()  # below the upper edge of its paragraph


@dataclass(slots=True)
class Drawn:
    """What a picture became: operators, images by name, words in its middle."""

    parts: list[bytes] = field(default_factory=list)
    images: dict[bytes, int] = field(default_factory=dict)
    words: str = ""
    size: int = 12
    bold: bool = False
    color: str = "#ffffff"


@dataclass(slots=True)
class Shared:
    """What pictures need of the file they go into.

    Attributes:
        file: The file.
        gray: Whether there are no colours.
        icons: Numbers of those in the file.
        marks: How they are drawn; see ``mark``.
    """

    file: PdfFile
    gray: bool
    icons: dict[str, int] = field(default_factory=dict)
    marks: dict[str, tuple[bytes, bytes, int]] = field(default_factory=dict)


def can_draw(name: str, known: Album) -> bool:
    """Say whether ``draw`` knows a picture."""
    kind, _, rest = name.partition(":")
    if kind != "avatar":
        return kind in _KINDS
    photo = known.get(rest, pictures.NOBODY).photo
    return photo is None or not photo.hasAlphaChannel()


def mark(name: str, shared: Shared) -> tuple[bytes, bytes, int]:
    """Return how the icon of a paragraph is drawn, which most pictures are.

    Returns:
        The order, with places for its left edge and the paragraph's top; the name of its image in
        it, and that image's number.
    """
    found = shared.marks.get(name)
    if found is None:
        box = _MARK
        key, number = _icon_image(name.partition(":")[2], shared)
        order = b"q %s 0 0 -%s %%.2f %%.2f cm/%s Do Q" % (num(box.width()), num(box.height()), key)
        found = shared.marks[name] = (order, key, number)
    return found


def draw(name: str, rect: QRectF, known: Album, shared: Shared) -> Drawn:
    """Draw a picture but for a ``mark``; see ``pictures.draw_picture``."""
    kind, _, rest = name.partition(":")
    of = known.get(rest, pictures.NOBODY)
    if kind == "avatar":
        return _avatar(rect, of, shared) if rest in known else Drawn()
    if kind == "qr":
        return _code(rect, of.code, shared)
    if kind == "spark":
        return _line(rect, of, shared)
    if kind == "pill":
        return _pill(rect, *pictures.pill_parts(name), shared)
    return _icon(rect, rest, shared)


def _avatar(rect: QRectF, of: Pictures, shared: Shared) -> Drawn:
    if of.photo is not None:
        return _photo(rect, of.photo, shared)
    ground = fill(avatar_color(of.key).rgb(), gray=shared.gray)
    size = pictures.initials_size(rect)
    return Drawn([ground, circle(rect) + b" f"], words=initials(of.name), size=size, bold=True)


def _photo(rect: QRectF, photo: QImage, shared: Shared) -> Drawn:
    middle = photo.copy(pictures.middle(photo).toRect())
    form = QImage.Format.Format_Grayscale8 if shared.gray else QImage.Format.Format_RGB888
    space = b"Gray" if shared.gray else b"RGB"
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    middle.convertToFormat(form).save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8"
        b"/ColorSpace/Device%s/Filter/DCTDecode" % (middle.width(), middle.height(), space)
    )
    number = shared.file.made_stream(entries, bytes(data.data()))
    return Drawn(
        [circle(rect) + b" W n", _placed(rect, b"P%d" % number)], {b"P%d" % number: number}
    )


def _placed(rect: QRectF, name: bytes) -> bytes:
    """Return the order to show an image; images stand on their feet, the page on its head."""
    size = (num(rect.width()), num(-rect.height()), num(rect.left()), num(rect.bottom()))
    return b"%s 0 0 %s %s %s cm/%s Do" % (*size, name)


def _code(rect: QRectF, code: qr.Code | None, shared: Shared) -> Drawn:
    if code is None:
        return Drawn()
    side = code.size * qr.DOTS
    entries = (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1"
        b"/ColorSpace/DeviceGray" % (side, side)
    )
    number = shared.file.stream(entries, code.bits)
    return Drawn([_placed(rect, b"Q")], {b"Q": number})


def _line(rect: QRectF, of: Pictures, shared: Shared) -> Drawn:
    points = pictures.line_points(rect, of.history)
    if not points:
        return Drawn()
    ink = rgb(colors.LIGHT["ink"])
    first, *rest = [b"%.2f %.2f" % point for point in points]
    x, y = points[-1]
    lines = b"1.4 w %s m %s l S" % (first, b" l ".join(rest))
    dot = b"1 J 4.4 w %.2f %.2f m %.2f %.2f l S" % (x, y, x, y)  # a round pen, not moved
    return Drawn([stroke(ink, gray=shared.gray), lines, dot])


def _pill(rect: QRectF, tone: str, words: str, shared: Shared) -> Drawn:
    ink, ground = pictures.tones(tone)
    box = [fill(rgb(colors.LIGHT[ground]), gray=shared.gray), rounded(rect, 4) + b" f"]
    return Drawn(box, words=words, color=colors.LIGHT[ink])


def _icon(rect: QRectF, name: str, shared: Shared) -> Drawn:
    key, number = _icon_image(name, shared)
    return Drawn([_placed(rect, key)], {key: number})


def _icon_image(name: str, shared: Shared) -> tuple[bytes, int]:
    """Return name and number of an icon's image, which all pages share."""
    number = shared.icons.get(name)
    if number is None:
        form = QImage.Format.Format_Grayscale8 if shared.gray else QImage.Format.Format_RGB888
        image = pictures.icon_image(name).convertToFormat(form)
        entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (
            image.width(),
            image.height(),
        )
        space = b"/ColorSpace/DeviceGray" if shared.gray else b"/ColorSpace/DeviceRGB"
        number = shared.icons[name] = shared.file.stream(entries + space, bytes(image.constBits()))
    return b"I%d" % number, number
