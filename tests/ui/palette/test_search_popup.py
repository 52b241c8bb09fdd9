"""What lies under the search field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from netjournal.ui.palette.capture_words import Chip
from netjournal.ui.palette.search_popup import SearchPopup
from netjournal.ui.widgets.buttons import Pill


def test_chips_said_anew_get_their_room_at_once(qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    popup = SearchPopup(host)
    host.resize(800, 400)
    host.show()
    popup.show()
    chips = [Chip("Coffee", "accent", "kind: coffee")]
    popup.say("", chips)
    qtbot.waitUntil(lambda: popup.chips.findChildren(Pill)[0].isVisible())
    popup.say("", chips)
    assert (
        popup.chips.layout().heightForWidth(600) >= popup.chips.findChild(Pill).sizeHint().height()
    )
