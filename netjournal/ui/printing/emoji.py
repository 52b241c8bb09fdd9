"""Emoji as pictures: ``pictured(html)``.

Qt draws a coloured letter as a picture of as many pixels as the text is high on a screen, which is
coarse on paper; it is no text to be found either. Here it is one picture, sharp enough for print.
Where no font of this computer has colours they stay text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QTextLayout

from netjournal.kept_texts import kept
from netjournal.ui.printing.fonts import doc_font, draw_in_box, draw_words, has_font

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QTextFormat

KIND: Final = "emoji:"
_PIXELS: Final = 80
_WIDE, _TALL, _BELOW = 1.25, 1.17, 0.17  # of the text's size; what hangs below the line
_BASE: Final = "(?:[\U0001f300-\U0001faff]|[\u2190-\u2bff]\ufe0f)[\U0001f3fb-\U0001f3ff]?\ufe0f?"
SEQUENCE: Final = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_BASE}(?:\u200d(?:{_BASE}|[\u2190-\u2bff]))*"
)
_EACH: Final = re.compile(f"({SEQUENCE.pattern})")
_TAG: Final = re.compile("(<[^>]*>)")


def pictured(html: str) -> str:
    """Return rich text with its emoji as images; tags are left alone."""
    if SEQUENCE.search(html) is None:
        return html
    parts = _TAG.split(html)
    parts[::2] = [SEQUENCE.sub(_image, text) for text in parts[::2]]
    return "".join(parts)


def _image(found: re.Match[str]) -> str:
    text = found[0]
    return f'<img src="{KIND}{text}">' if _coloured(text) else text


@kept(1024)
def _coloured(text: str) -> bool:
    """Say whether a font for emoji has all of a sequence."""
    layout = QTextLayout(text, doc_font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    return bool(runs) and all(
        has_font(run) and "emoji" in run.rawFont().familyName().casefold() for run in runs
    )


def has_pictures(text: str) -> bool:
    """Say whether some of a text is drawn as pictures."""
    return any(_coloured(found) for found in SEQUENCE.findall(text))


def draw_line(painter: QPainter, box: QRectF, align: str, text: str, font: QFont) -> None:
    """Draw a line of text as ``fonts.draw_in_box``, its emoji as pictures."""
    if not has_pictures(text):
        draw_in_box(painter, box, align, text, font)
        return
    metrics, pixels = QFontMetricsF(font), font.pixelSize()
    parts = [part for part in _EACH.split(text) if part]
    widths = [
        pixels * _WIDE if has_pictures(part) else metrics.horizontalAdvance(part) for part in parts
    ]
    free = box.width() - sum(widths) if align != "left" else 0.0
    x = box.left() + free * (0.5 if align == "center" else 1.0)
    baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    for part, wide in zip(parts, widths, strict=True):
        if has_pictures(part):
            draw(painter, QRectF(x, baseline - pixels, wide, pixels), part)
        else:
            draw_words(painter, x, baseline, part, font)
        x += wide


def size(shape: QTextFormat) -> QSizeF:
    """Return the room an emoji takes on its line."""
    pixels = shape.toCharFormat().font().pixelSize()
    return QSizeF(pixels * _WIDE, pixels)


def draw(painter: QPainter, rect: QRectF, text: str) -> None:
    """Draw an emoji standing on the line that is the lower edge of ``rect``."""
    side = rect.height() * _TALL
    top = rect.bottom() - side + rect.height() * _BELOW
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(rect.center().x() - side / 2, top, side, side), _picture(text))


@kept(256)
def _picture(text: str) -> QImage:
    image = QImage(_PIXELS, _PIXELS, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(doc_font(round(_PIXELS / _WIDE)))
    painter.drawText(QRectF(image.rect()), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()
    return image
