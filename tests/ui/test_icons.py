"""Icons: every file renders, in the theme's colours, sharp, following the mode."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QIcon, QImage, QPainter

from netjournal import paths
from netjournal.ui import colors, icons, labels, theme

NEEDED = """
    today people timeline events insights add add-person log search coffee call video message email
    met helped was-helped introduced note letter group event volunteering work share thank
    congratulate connected more chevron print import export undo redo edit trash restore
    close check warning calendar place clock
""".split()  # noqa: SIM905


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")


def inked(image: QImage) -> set[str]:
    """The colours of opaque pixels."""
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("name", sorted({*NEEDED, *icons.names()}))
def test_every_icon_draws_something_in_the_current_colour(name):
    text = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    assert ET.fromstring(text).get("viewBox") == "0 0 24 24"
    assert "currentColor" in text
    image = icons.pixmap(name, 48, "accent").toImage()
    assert colors.LIGHT["accent"] in inked(image)


def test_icons_follow_the_theme_without_being_made_anew(qapp):
    icon = icons.icon("print", "ink")
    light = inked(icon.pixmap(QSize(48, 48), 1.0).toImage())
    theme.apply(qapp, "dark")
    dark = inked(icon.pixmap(QSize(48, 48), 1.0).toImage())
    theme.apply(qapp, "light")
    assert colors.LIGHT["ink"] in light
    assert colors.DARK["ink"] in dark


def test_disabled_and_checked_have_their_colours():
    icon = icons.icon("today", "ink")
    size = QSize(48, 48)
    off = inked(icon.pixmap(size, 1.0, QIcon.Mode.Disabled).toImage())
    on = inked(icon.pixmap(size, 1.0, QIcon.Mode.Normal, QIcon.State.On).toImage())
    assert colors.LIGHT["border"] in off
    assert colors.LIGHT["accent"] in on


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_icons_have_the_pixels_of_the_screen(scale):
    picture = icons.icon("coffee").pixmap(QSize(16, 16), scale)
    assert picture.width() == round(16 * scale)
    assert picture.deviceIndependentSize().width() == pytest.approx(16, abs=0.5)


def test_draw_paints_in_place():
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.draw(painter, QRectF(20, 20, 20, 20), "check", "ink")
    painter.end()
    marked = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 100]
    assert marked
    assert min(min(point) for point in marked) >= 20


def test_a_copy_of_an_icon_still_draws():
    icon = QIcon(icons.icon("edit"))
    del_me = icons.icon("edit")
    del del_me
    assert not icon.pixmap(QSize(16, 16), 1.0).isNull()


def test_kinds_have_pictures():
    assert icons.kind_icon("was_helped") == "was-helped"
    assert icons.kind_icon("Video call") == "video"
    assert icons.kind_icon("shared my work") == "share"
    assert icons.kind_icon("rowing") == "kind-other"


def test_an_unknown_icon_is_an_error():
    with pytest.raises(KeyError):
        icons.icon("no-such-icon")


@pytest.mark.parametrize("kind", labels.KINDS)
def test_every_built_in_kind_has_a_picture_of_its_own(kind):
    assert icons.kind_icon(kind) != "kind-other"
