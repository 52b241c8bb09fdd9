"""The theme in force: schemes, text size, following the desktop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from netjournal.ui import colors, theme
from netjournal.ui.safe import Label


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


def test_another_size_styles_each_widget_a_few_times_however_deep_it_lies(qtbot, qapp):
    """Qt by itself does so once for every widget around it."""

    class Told(QWidget):
        times = 0

        def changeEvent(self, event):
            self.times += event.type() == QEvent.Type.StyleChange
            super().changeEvent(event)

    whole = inner = QWidget()
    qtbot.addWidget(whole)
    for _ in range(20):
        QVBoxLayout(inner).addWidget(inner := QWidget(inner))
    told = Told(inner)
    whole.show()
    told.times = 0
    theme.apply(qapp, "light", 1.2)
    assert 1 <= told.times <= 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_styled_anew_looks_as_if_it_was_made_then(qtbot, qapp, scheme):
    def made():
        window = QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        button = QPushButton("Log", window)
        button.setProperty("kind", "primary")
        line = QLineEdit("Ana", window)
        title = Label("People", "title", parent=window)
        for part in (title, line, button, QCheckBox("All", window)):
            column.addWidget(part)
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.resize(300, 260)
        window.show()
        return window

    theme.apply(qapp, "light")
    there = made()
    there.grab()
    theme.apply(qapp, scheme, 1.3)
    QTest.qWait(20)
    fresh = made()
    QTest.qWait(20)
    assert there.grab().toImage() == fresh.grab().toImage()
