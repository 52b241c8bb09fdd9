"""The theme in force: schemes, text size, following the desktop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QPushButton

from netjournal.ui import colors, theme


@pytest.fixture(autouse=True)
def _plain(qapp):
    yield
    theme.apply(qapp, "light")


def test_light_and_dark_reach_the_palette(qapp):
    for scheme, tokens in (("light", colors.LIGHT), ("dark", colors.DARK)):
        theme.apply(qapp, scheme)
        assert theme.scheme() == scheme
        assert theme.is_dark() == (scheme == "dark")
        assert qapp.palette().color(QPalette.ColorRole.Window).name() == tokens["page"]
        assert theme.color("ink") == QColor(tokens["ink"])


def test_widgets_take_the_colours(qtbot, qapp):
    button = QPushButton("")
    button.setProperty("kind", "primary")
    qtbot.addWidget(button)
    for scheme, tokens in (("light", colors.LIGHT), ("dark", colors.DARK)):
        theme.apply(qapp, scheme)
        button.resize(QSize(120, 34))
        middle = button.grab().toImage().pixelColor(60, 17)
        assert middle.name() == tokens["accent"]


def test_text_size_scales_fonts_and_lengths(qapp):
    theme.apply(qapp, "light", 1.0)
    plain = theme.font().pointSizeF()
    theme.apply(qapp, "light", 1.5)
    assert theme.font().pointSizeF() == pytest.approx(1.5 * plain)
    assert qapp.font().pointSizeF() == pytest.approx(1.5 * plain)
    assert theme.px(34) == 51
    assert theme.text_scale() == 1.5


@pytest.mark.parametrize(("asked", "given"), [(0.1, theme.MIN_SCALE), (9, theme.MAX_SCALE)])
def test_text_size_has_limits(qapp, asked, given):
    theme.apply(qapp, "light", asked)
    assert theme.text_scale() == given


def test_sizes_are_the_design_s_in_pixels(qapp):
    theme.apply(qapp, "light")
    dpi = qapp.primaryScreen().logicalDotsPerInchY()
    assert theme.font("small").pointSizeF() * dpi / 72 == pytest.approx(12.5)
    assert theme.font("title").pointSizeF() * dpi / 72 == pytest.approx(22)
    assert theme.font("title").weight() > theme.font("body").weight()


def test_system_follows_the_palette_the_desktop_gave(qapp):
    theme.apply(qapp, "system")
    assert theme.scheme() == "light"  # the offscreen desktop is light and stays silent


def test_apply_tells(qtbot, qapp):
    before = theme.revision()
    with qtbot.waitSignal(theme.notifier().changed):
        theme.apply(qapp, "dark")
    assert theme.revision() > before


def test_strength_colours(qapp):
    theme.apply(qapp, "light")
    assert theme.strength_color("Inner").name() == colors.STRENGTH_LIGHT["inner"]
    assert theme.strength_color("new").name() == colors.STRENGTH_LIGHT["new"]
    assert theme.strength_color("?").name() == colors.LIGHT["track"]
    theme.apply(qapp, "dark")
    assert theme.strength_color("Inner").name() == colors.STRENGTH_DARK["inner"]


def test_an_unknown_scheme_is_refused(qapp):
    with pytest.raises(ValueError, match="sepia"):
        theme.apply(qapp, "sepia")
    with pytest.raises(KeyError):
        theme.color("sepia")
