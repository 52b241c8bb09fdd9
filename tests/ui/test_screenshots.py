"""Every page of the window, light and dark, with the demo journal and empty, in build/screenshots.

The pictures are for looking at; the tests only see that each is there, right in size, and painted.
"""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from netjournal.services.people import contacts
from netjournal.ui import theme
from netjournal.ui.charts.view import ChartView
from netjournal.ui.main_window import MainWindow
from netjournal.ui.preferences import Preferences

SIZE = (1360, 860)


def colours(picture):
    small = picture.scaled(160, 100)
    return {small.pixel(x, y) for x in range(0, 160, 2) for y in range(0, 100, 2)}


def all_drawn(window):
    """Say whether the charts that can be seen have their pictures."""
    views = window.page.findChildren(ChartView)
    return all(view.drawn for view in views if not view.visibleRegion().isEmpty())


def open_window(qtbot, session, home):
    window = MainWindow(session, Preferences(home / "settings.ini"))
    qtbot.addWidget(window)
    window.resize(*SIZE)
    window.show()
    return window


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_with_the_demo_journal(qtbot, look, demo_session, home, keep, scheme):
    theme.apply(look, scheme)
    window = open_window(qtbot, demo_session, home)
    who = contacts.resolve("Amara Diallo")
    for key in window._specs:
        window.show_page(key)
        if key == "people":
            window.show_contact(who)
            qtbot.waitUntil(lambda: window.page.card.card is not None)
        qtbot.waitUntil(lambda: not demo_session.jobs.busy, timeout=20_000)
        qtbot.waitUntil(lambda: all_drawn(window), timeout=20_000)
        QTest.qWait(60)
        picture = keep(window, f"window-{key}-{scheme}")
        assert (picture.width(), picture.height()) == SIZE
        assert len(colours(picture)) > 12, key
    window.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_an_empty_journal(qtbot, look, session, home, keep, scheme):
    theme.apply(look, scheme)
    window = open_window(qtbot, session, home)
    for key in window._specs:
        window.show_page(key)
        qtbot.waitUntil(lambda: not session.jobs.busy, timeout=20_000)
        QTest.qWait(40)
        assert len(colours(keep(window, f"empty-{key}-{scheme}"))) > 4, key
    window.close()


def test_the_people_page_big_small_and_mirrored(qtbot, look, demo_session, home, keep):
    from PySide6.QtCore import Qt

    window = open_window(qtbot, demo_session, home)
    qtbot.waitUntil(lambda: bool(window.page.nurture.rows()))  # nobody is quicker than Today
    window.show_page("people")
    qtbot.waitUntil(lambda: window.page.card is not None)
    window.show_contact(contacts.resolve("Amara Diallo"))
    qtbot.waitUntil(lambda: window.page.card.card is not None)
    window.resize(800, 600)
    QTest.qWait(60)
    keep(window, "people-800x600")
    window.resize(*SIZE)
    theme.apply(look, "light", 1.5)
    QTest.qWait(60)
    keep(window, "people-text-150")
    theme.apply(look, "light", 1.0)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.qWait(60)
    keep(window, "people-mirrored")
    window.close()
