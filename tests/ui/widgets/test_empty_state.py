"""What stands in for an empty list."""

from __future__ import annotations

from netjournal.ui import colors, theme
from netjournal.ui.widgets.empty_state import EmptyState


def test_actions_tell_their_name(qtbot):
    state = EmptyState("people", "No one here yet", "Add somebody you met.")
    qtbot.addWidget(state)
    add = state.add_action("add", "Add person", primary=True)
    other = state.add_action("import", "Import…")
    assert (add.objectName(), add.property("kind")) == ("empty_add", "primary")
    with qtbot.waitSignal(state.triggered) as told:
        other.click()
    assert told.args == ["import"]


def test_words_can_change(qtbot):
    state = EmptyState("search")
    qtbot.addWidget(state)
    state.set_texts("No results for “x”", "Try fewer letters.")
    assert state.accessibleName() == "No results for “x”"
    assert state.accessibleDescription() == "Try fewer letters."


def test_the_whole_text_is_shown(qtbot, qapp):
    theme.apply(qapp, "light")
    state = EmptyState("people", "No one here yet", "Add somebody you met, or import. " * 3)
    qtbot.addWidget(state)
    state.resize(500, 400)
    state.show()
    qtbot.waitExposed(state)
    text = state._text
    assert text.height() >= text.heightForWidth(text.width())
    image = state.grab().toImage()
    assert colors.LIGHT["accent_soft"] in {
        image.pixelColor(250, y).name() for y in range(image.height())
    }
