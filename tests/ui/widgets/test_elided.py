"""The line that shortens itself."""

from __future__ import annotations

from netjournal.ui import theme
from netjournal.ui.widgets.elided import ElidedLabel


def test_the_tooltip_tells_what_does_not_fit(qtbot, qapp):
    theme.apply(qapp, "light")
    label = ElidedLabel("Staff engineer & <founder>, Lumen Health")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert not label.is_elided()
    assert label.toolTip() == ""
    label.resize(80, 20)
    assert label.is_elided()
    assert "&lt;founder&gt;" in label.toolTip()
    assert label.text() == label.accessibleName() == "Staff engineer & <founder>, Lumen Health"


def test_it_gives_way(qtbot):
    label = ElidedLabel("a" * 200)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() <= 48 < label.sizeHint().width()


def test_it_is_one_harmless_line(qtbot):
    label = ElidedLabel("one\ntwo\u202e")
    qtbot.addWidget(label)
    assert label.text() == "one two"
