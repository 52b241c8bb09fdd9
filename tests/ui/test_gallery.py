"""Pictures of all widgets: not blank, in the design's colours, sharp, mirrored, at any text size.

The pictures are kept in build/screenshots for looking at.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QListView

from netjournal.ui import colors, theme
from netjournal.ui.widgets import circles
from netjournal.ui.widgets.pill_field import Pill
from netjournal.ui.widgets.search_box import SearchBox
from tests.ui.gallery import PEOPLE, Gallery

SHOTS = Path(__file__).resolve().parents[2] / "build" / "screenshots"
TOKENS = {"light": colors.LIGHT, "dark": colors.DARK}
STRENGTHS = {"light": colors.STRENGTH_LIGHT, "dark": colors.STRENGTH_DARK}
SHOWN = (
    "page panel sidebar line accent accent_soft chip track ink "
    "warning_soft late_soft new_soft toast"
)


@pytest.fixture
def gallery(qtbot):
    made = Gallery()
    qtbot.addWidget(made)
    return made


@pytest.fixture(autouse=True)
def _light_again(qapp):
    yield
    theme.apply(qapp, "light")


def picture(widget, name, dpr=1.0):
    """Paint ``widget`` at a device pixel ratio into build/screenshots."""
    widget.ensurePolished()
    size = widget.size()
    image = QImage(size * dpr, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(dpr)
    image.fill(QColor("#ff00ff"))
    widget.render(image)
    SHOTS.mkdir(parents=True, exist_ok=True)
    assert image.save(str(SHOTS / f"{name}.png"))
    return image


def census(image):
    """Colour → number of pixels."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    words = memoryview(pixels.constBits()).cast("B").cast("I")
    counted = Counter(words[:: 1 if pixels.width() < 2000 else 3])
    return {f"#{word & 0xFFFFFF:06x}": count for word, count in counted.items()}


@pytest.mark.parametrize("dpr", [1.0, 2.0])
@pytest.mark.parametrize("scheme", TOKENS)
def test_the_gallery_has_the_design_s_colours(qapp, gallery, scheme, dpr):
    theme.apply(qapp, scheme)
    gallery.show()
    gallery.toast.show_message("Interaction with Priya logged.", "Undo")
    seen = census(picture(gallery, f"gallery-{scheme}-{dpr:g}x", dpr))
    for token in SHOWN.split():
        assert seen.get(TOKENS[scheme][token], 0) > 20, token
    for label in colors.STRENGTH_LABELS:
        assert seen.get(STRENGTHS[scheme][label], 0) > 10, label
    for row in PEOPLE[:3]:
        assert seen.get(circles.avatar_color(row.key).name(), 0) > 100
    assert "#ff00ff" not in seen  # nothing is left unpainted
    other = TOKENS["dark" if scheme == "light" else "light"]
    assert seen.get(other["page"], 0) == 0


def test_the_page_is_mostly_calm(qapp, gallery):
    """The design is quiet: grounds cover most of the window, the accent very little."""
    theme.apply(qapp, "light")
    gallery.show()
    seen = census(picture(gallery, "gallery-light-1x"))
    total = sum(seen.values())
    grounds = sum(seen.get(colors.LIGHT[token], 0) for token in ("page", "panel", "sidebar"))
    assert grounds > 0.75 * total
    assert seen[colors.LIGHT["accent"]] < 0.03 * total


def test_right_to_left_mirrors_everything(qapp, gallery):
    theme.apply(qapp, "light")
    gallery.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    gallery.show()
    image = picture(gallery, "gallery-rtl")
    sidebar = QColor(colors.LIGHT["sidebar"])
    assert image.pixelColor(image.width() - 20, 600) == sidebar
    assert image.pixelColor(20, 600) != sidebar


def test_text_can_be_twice_as_big(qapp, qtbot):
    theme.apply(qapp, "light", 2.0)
    big = Gallery()
    qtbot.addWidget(big)
    big.resize(2300, 1700)
    big.show()
    picture(big, "gallery-text-200")
    assert big.view.sizeHintForRow(0) == 2 * 57


def test_text_size_changes_while_shown(qapp, gallery):
    theme.apply(qapp, "light", 1.0)
    gallery.show()
    before = gallery.view.sizeHintForRow(0), gallery.findChild(SearchBox).sizeHint().height()
    theme.apply(qapp, "light", 1.5)
    after = gallery.view.sizeHintForRow(0), gallery.findChild(SearchBox).sizeHint().height()
    assert [round(late / early, 1) for early, late in zip(before, after, strict=True)] == [1.5, 1.5]


def test_two_times_the_pixels_show_more_detail(qapp, gallery):
    """A picture at 2x is drawn anew, not blown up: it differs from the enlarged 1x picture."""
    theme.apply(qapp, "light")
    gallery.show()
    once = picture(gallery, "gallery-light-1x")
    twice = picture(gallery, "gallery-light-2x", 2.0)
    blown_up = once.scaled(twice.size())
    row = QSize(400, 60)
    differing = sum(
        twice.pixelColor(480 + x, 290 + y) != blown_up.pixelColor(480 + x, 290 + y)
        for x in range(0, row.width(), 2)
        for y in range(0, row.height(), 2)
    )
    assert differing > 100


def test_everything_to_press_has_a_name_and_a_key(gallery):
    gallery.show()
    for button in gallery.findChildren(QAbstractButton):
        by_arrows = isinstance(button, Pill)  # from its field: see test_tag_edit
        if button.isVisibleTo(gallery) and button.text() + button.accessibleName():
            assert by_arrows or button.focusPolicy() & Qt.FocusPolicy.TabFocus, button
    for view in gallery.findChildren(QListView):
        assert view.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert all(
        line.focusPolicy() & Qt.FocusPolicy.TabFocus for line in gallery.findChildren(QLineEdit)
    )


def test_importing_the_kit_loads_nothing_heavy():
    """What makes starting slow is loaded when it is used, not when a module is imported."""
    code = (
        "import sys\n"
        "from netjournal.ui import theme, icons, safe, jobs, paged_model, english\n"
        "from netjournal.ui.starting import collector\n"
        "from netjournal.ui import dates, preferences, messages\n"
        "from netjournal.ui.widgets import buttons, nav_button, card, toast, search_box\n"
        "from netjournal.ui.widgets import row_delegate, banner, empty_state\n"
        "heavy = ['PySide6.QtSvg', 'PySide6.QtPrintSupport', 'matplotlib', 'numpy', 'csv',\n"
        "         'concurrent.futures', 'platformdirs', 'email', 'logging.handlers']\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).resolve().parents[2],
    )
    assert done.stdout.strip() == "[]"
