"""The line at the top of a page."""

from __future__ import annotations

import pytest

from netjournal.ui import colors, theme
from netjournal.ui.widgets.banner import Banner


@pytest.fixture
def banner(qtbot, qapp):
    theme.apply(qapp, "light")
    made = Banner()
    qtbot.addWidget(made)
    made.resize(500, 44)
    return made


def test_hidden_until_there_is_something_to_say(banner):
    assert banner.isHidden()
    banner.show_message("Two people look alike.", "Compare")
    assert not banner.isHidden()
    assert banner.accessibleName() == "Two people look alike."


@pytest.mark.parametrize(
    ("tone", "ground"),
    [("accent", "accent_soft"), ("warning", "warning_soft"), ("late", "late_soft")],
)
def test_tones(banner, tone, ground):
    banner.show_message("x", tone=tone)
    assert banner.grab().toImage().pixelColor(250, 4).name() == colors.LIGHT[ground]


def test_the_action_and_the_close_button(qtbot, banner):
    banner.show_message("Two people look alike.", "Compare")
    with qtbot.waitSignal(banner.triggered):
        banner.button.click()
    with qtbot.waitSignal(banner.closed):
        banner._close.click()
    assert banner.isHidden()
    banner.show_message("Stays.", closable=False)
    assert banner._close.isHidden()
    assert banner.button.isHidden()
