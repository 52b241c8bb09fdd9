"""Painted parts: circles, strips, lines, pills, text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from netjournal.ui import colors, theme
from netjournal.ui.widgets import circles, painting


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


class Canvas:
    """A picture to paint on, and questions about it."""

    def __init__(self, width=100, height=40, dpr=1.0):
        self.image = QImage(round(width * dpr), round(height * dpr), QImage.Format.Format_ARGB32)
        self.image.setDevicePixelRatio(dpr)
        self.image.fill(QColor("#ffffff"))

    def __enter__(self):
        self.painter = QPainter(self.image)
        return self

    def __exit__(self, *_error):
        self.painter.end()

    def at(self, x, y):
        return self.image.pixelColor(x, y).name()

    def columns(self, color):
        """The x of every pixel of a colour."""
        size = self.image.size()
        return sorted(
            {x for x in range(size.width()) for y in range(size.height()) if self.at(x, y) == color}
        )


def test_a_contact_keeps_its_colour():
    assert circles.avatar_color(7) == circles.avatar_color(7)
    used = {circles.avatar_color(number).name() for number in range(200)}
    assert used == set(colors.AVATARS)


@pytest.mark.parametrize("dpr", [1.0, 1.5, 2.0])
def test_avatars_are_round_and_sharp(dpr):
    with Canvas(40, 40, dpr) as canvas:
        circles.draw_avatar(canvas.painter, QRectF(0, 0, 40, 40), "Ada", 1)
    circle = circles.avatar_color(1).name()
    side = canvas.image.width()
    assert canvas.at(side // 2, 3) == circle
    assert canvas.at(1, 1) == "#ffffff"
    assert canvas.at(side - 2, side // 2) == circle


def test_a_photo_fills_the_circle():
    photo = QImage(60, 40, QImage.Format.Format_RGB32)
    photo.fill(QColor("#123456"))
    with Canvas(40, 40) as canvas:
        circles.draw_avatar(canvas.painter, QRectF(0, 0, 40, 40), "Ada", 1, photo)
    assert canvas.at(20, 20) == "#123456"
    assert canvas.at(0, 0) == "#ffffff"


@pytest.mark.parametrize(("label", "filled"), colors.STRENGTH_SEGMENTS.items())
def test_strength_is_number_and_colour(label, filled):
    with Canvas(82, 5) as canvas:
        painting.draw_strength(canvas.painter, QRectF(0, 0, 82, 5), label.upper())
    middles = [canvas.at(7 + 17 * step, 2) for step in range(5)]
    assert middles[:filled] == [colors.STRENGTH_LIGHT[label]] * filled
    assert middles[filled:] == [colors.LIGHT["track"]] * (5 - filled)


def test_strength_fills_from_the_reading_side():
    with Canvas(82, 5) as canvas:
        canvas.painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painting.draw_strength(canvas.painter, QRectF(0, 0, 82, 5), "dormant")
    assert canvas.at(75, 2) == colors.STRENGTH_LIGHT["dormant"]
    assert canvas.at(7, 2) == colors.LIGHT["track"]


def test_an_unknown_label_is_an_empty_strip():
    with Canvas(82, 5) as canvas:
        painting.draw_strength(canvas.painter, QRectF(0, 0, 82, 5), "")
    assert canvas.at(7, 2) == colors.LIGHT["track"]


def test_a_sparkline_goes_where_the_values_go():
    with Canvas(100, 40) as canvas:
        painting.draw_sparkline(canvas.painter, QRectF(0, 0, 100, 40), [0, 1, 4, 10], "accent")
    accent = colors.LIGHT["accent"]
    assert canvas.at(97, 3) == accent  # the dot at the end, at the top
    assert canvas.at(97, 30) == "#ffffff"
    assert min(canvas.columns(accent)) < 20


@pytest.mark.parametrize("values", [[], [1.0], [0, 0, 0], [5, 5], [-1, 1]])
def test_odd_sparklines_do_no_harm(values):
    with Canvas() as canvas:
        painting.draw_sparkline(canvas.painter, QRectF(0, 0, 100, 40), values)
    assert bool(canvas.columns(colors.LIGHT["accent"])) == (len(values) > 1)


@pytest.mark.parametrize("tone", painting.PILL_TONES)
def test_pills_have_ground_and_text(tone):
    with Canvas(120, 40) as canvas:
        rect = painting.draw_pill(canvas.painter, 10, 20, "coming due", tone)
    ground = colors.LIGHT[painting.PILL_TONES[tone][1]]
    assert canvas.at(14, round(rect.top()) + 3) == ground
    assert canvas.at(5, 20) == "#ffffff"
    assert rect.width() == painting.pill_size("coming due").width()
    assert rect.center().y() == 20


def test_long_text_is_shortened():
    with Canvas(100, 20) as canvas:
        whole = painting.draw_text(canvas.painter, QRectF(0, 0, 100, 20), "Ada")
        cut = painting.draw_text(canvas.painter, QRectF(0, 0, 60, 20), "Ada " * 30)
    assert whole == pytest.approx(painting.text_width("Ada"))
    assert 20 < cut <= 60


def test_text_stays_in_its_place():
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    with Canvas(100, 20) as canvas:
        canvas.painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painting.draw_text(canvas.painter, QRectF(0, 0, 100, 20), "Ada", align=right)
    inked = [x for x in range(100) if any(canvas.at(x, y) != "#ffffff" for y in range(20))]
    assert min(inked) > 60


def test_text_grows_with_the_text_size(qapp):
    before = painting.text_width("Priya Raman", "name"), painting.line_height()
    theme.apply(qapp, "light", 2.0)
    after = painting.text_width("Priya Raman", "name"), painting.line_height()
    assert after[0] > 1.8 * before[0]
    assert after[1] > 1.8 * before[1]


TEXTS = (
    "Ana",
    "Zoë · 3 d",
    "a long line of many words that ends somewhere",
    "רות כהן",
    "علي",
    "Δ…",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("room", [30, 140.5])
def test_text_whose_width_nobody_asks_for_looks_the_same(text, room):
    pictures = []
    for put in (painting.draw_text, painting.put_text):
        with Canvas(160, 30) as canvas:
            put(canvas.painter, QRectF(5, 2, room, 20), text, "small", "quiet")
        pictures.append(canvas.image)
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("text", [text for text in TEXTS if text])
@pytest.mark.parametrize("role", ["name", "small", "body"])
def test_text_stands_where_a_layout_would_put_it(text, role):
    """To a pixel: the quick way rounds otherwise."""
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    edges = []
    for layout in (True, False):
        with Canvas(400, 40) as canvas:
            rect = QRectF(5, 3.5, 390, 30)
            if layout:
                canvas.painter.setFont(theme.font(role))
                canvas.painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
                absolute = left | Qt.AlignmentFlag.AlignAbsolute
                canvas.painter.drawText(rect, int(absolute | Qt.TextFlag.TextSingleLine), text)
            else:
                painting.draw_text(canvas.painter, rect, text, role, "ink", left)
        image = canvas.image
        inked = [
            (x, y)
            for x in range(image.width())
            for y in range(image.height())
            if image.pixelColor(x, y).lightness() < 200
        ]
        across, down = zip(*inked, strict=True)
        edges.append((min(across), max(across), min(down), max(down)))
    assert all(abs(one - other) <= 1 for one, other in zip(*edges, strict=True))
