"""The line that shortens itself."""

from __future__ import annotations

from netjournal.ui import theme
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.painting import text_width


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


def test_a_sentence_of_ours_runs_as_the_window_does(qtbot, qapp):
    """ "Layla needs" in a window of English begins at the left with her name, in any script."""
    theme.apply(qapp, "light")
    name, width = "ليلى", 200

    def begin(text, sentence):
        label = ElidedLabel(text, sentence=sentence)
        qtbot.addWidget(label)
        label.resize(width, label.sizeHint().height())
        picture = label.grab().toImage()
        return picture.copy(0, 0, round(text_width(name)) - 1, picture.height())

    assert begin(f"{name} needs", True) == begin(name, False)
    assert begin(f"{name} needs", False) != begin(name, False)
