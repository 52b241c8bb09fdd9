"""Small painted widgets: size, words, colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from netjournal.ui import colors, theme
from netjournal.ui.widgets import circles
from netjournal.ui.widgets.pictures import Avatar, IconCircle, IconMark, Sparkline


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, "light")
    yield
    theme.apply(qapp, "light")


def painted(widget):
    widget.resize(widget.sizeHint())
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_avatar(qtbot):
    avatar = Avatar(72)
    qtbot.addWidget(avatar)
    avatar.show_person("Priya Raman", 8)
    assert avatar.accessibleName() == "Priya Raman"
    assert avatar.sizeHint() == QSize(72, 72)
    assert circles.avatar_color(8).name() in painted(avatar)


def test_sparkline(qtbot):
    line = Sparkline()
    qtbot.addWidget(line)
    line.show_values([1, 2, 3], "Growing", "warning")
    assert line.accessibleName() == "Growing"
    assert colors.LIGHT["warning"] in painted(line)


def test_a_kept_line_is_drawn_anew_for_other_values_size_and_theme(qtbot, qapp):
    kept = Sparkline()
    qtbot.addWidget(kept)

    def looks_new():
        fresh = Sparkline()
        qtbot.addWidget(fresh)
        fresh.show_values(kept._values, "", kept._tone)
        painted(kept), painted(fresh)
        return kept.grab().toImage() == fresh.grab().toImage()

    kept.show_values([1, 2, 3], "Growing")
    assert looks_new()
    before = kept.grab().toImage()
    kept.show_values([3, 1, 2], "Less", "warning")
    assert looks_new()
    assert kept.grab().toImage() != before
    for scheme, scale in (("dark", 1.0), ("dark", 1.5)):
        theme.apply(qapp, scheme, scale)
        assert looks_new()


def test_icons(qtbot):
    circle, mark = IconCircle("coffee", 48), IconMark("info", "late_text", 48)
    for widget in (circle, mark):
        qtbot.addWidget(widget)
    circle.show_icon("call", "Call")
    assert circle.accessibleName() == "Call"
    assert colors.LIGHT["accent_soft"] in painted(circle)
    assert colors.LIGHT["late_text"] in painted(mark)
    mark.show_icon("info", "accent")
    assert colors.LIGHT["accent"] in painted(mark)


def test_they_grow_with_the_text_size(qtbot, qapp):
    avatar = Avatar(40)
    qtbot.addWidget(avatar)
    theme.apply(qapp, "light", 1.5)
    assert avatar.sizeHint() == QSize(60, 60)
