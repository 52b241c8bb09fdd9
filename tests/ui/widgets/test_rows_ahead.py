"""The screens above and below of a long list: prepared after scrolling, never stale, few."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage, QPainter
from PySide6.QtTest import QTest

from netjournal.services import interactions
from netjournal.services.people import contact_form, contacts
from netjournal.ui import theme
from netjournal.ui.contacts.people_panel import PeoplePanel
from netjournal.ui.timeline.delegate import TimelineDelegate
from netjournal.ui.timeline.page import TimelinePage
from netjournal.ui.timeline.view import TimelineView
from netjournal.ui.widgets import kept_pictures
from netjournal.ui.widgets.kept_pictures import KeptPictures
from netjournal.ui.widgets.row_delegate import RowDelegate
from tests.builders import TODAY, contact, interaction

NAMES = ("Ana Kovač", "Bo", "Zoë Østergård-Lindqvist of Everywhere", "Çelik", "רות כהן", "李小龍")
WORDS = ("", "a few words", "many words, so that the line ends " * 9, "שלום עולם " * 20)


@pytest.fixture
def journalled(session):
    """Two hundred people and entries with all kinds of words."""
    dice = random.Random(4)
    with session.journal.edit("fill"):
        people = [
            contact(f"{dice.choice(NAMES)} {number:03}", headline=dice.choice(WORDS)[:60])
            for number in range(200)
        ]
        for number in range(200):
            some = dice.sample(people, dice.randrange(5))
            interaction(*some, ago=number // 3, summary=dice.choice(WORDS), need=WORDS[number % 2])
    return session


@pytest.fixture
def timeline(qtbot, journalled):
    made = TimelinePage(journalled)
    made.view.painter = delegate = TimelineDelegate(made.model, made.view, KeptPictures(56))
    made.view.setItemDelegate(delegate)
    return shown(qtbot, made, (900, 700))


@pytest.fixture
def people_list(qtbot, journalled):
    made = PeoplePanel(journalled)
    made.refresh()
    return shown(qtbot, made, (400, 700))


def shown(qtbot, made, size):
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: made.model.rowCount() >= 200)
    made.view.setFocus()
    qtbot.wait(100)  # layouts come to rest
    return made


def at_rest(qtbot, view):
    """Wait until nothing more is prepared."""
    ahead = view._ahead
    qtbot.waitUntil(lambda: ahead._work is None and not ahead._timer.isActive())


def image(view, scale=1):
    """Return the list as painted, at a device pixel ratio."""
    found = QImage(view.viewport().size() * scale, QImage.Format.Format_RGB32)
    found.setDevicePixelRatio(scale)
    found.fill(theme.color("page" if isinstance(view, TimelineView) else "panel"))
    painter = QPainter(found)
    view.viewport().render(painter, QPoint())
    painter.end()
    return found


def painted_anew(part, scale=1):
    """Return the list as it is painted when nothing was painted before."""
    view, kept = part.view, part.view.itemDelegate()
    if isinstance(kept, TimelineDelegate):
        fresh = TimelineDelegate(part.model, view, KeptPictures(30))
    else:
        fresh = RowDelegate(part.model.view_of, view)
        fresh.keep_pictures(30, "panel", theme.RADIUS_CARD)
    view.setItemDelegate(fresh)
    found = image(view, scale)
    view.setItemDelegate(kept)
    return found


def turn(view, key=Qt.Key.Key_PageDown):
    QTest.keyClick(view, key)
    view.viewport().repaint()


def test_nothing_is_prepared_before_somebody_scrolls(qtbot, timeline):
    view = timeline.view
    view.viewport().repaint()
    read = set(timeline.model._rows)
    qtbot.wait(200)
    assert set(timeline.model._rows) == read
    assert view._ahead._work is None


@pytest.mark.parametrize("which", ["timeline", "people_list"])
@pytest.mark.parametrize("pointed", [False, True])
def test_a_page_down_finds_its_rows_read_and_painted(qtbot, request, which, pointed):
    part = request.getfixturevalue(which)
    view = part.view
    if pointed:
        QCursor.setPos(view.viewport().mapToGlobal(view.viewport().rect().center()))
    turn(view)
    for _ in range(3):
        turn(view)
        at_rest(qtbot, view)
        read, kept = set(part.model._rows), set(view.painter._pictures._kept)
        before = view.seen_rows()
        turn(view)
        assert view.seen_rows()[0] > before[0] + 5
        assert set(part.model._rows) - read <= {view.seen_rows()[1] + 1}
        # the row that is chosen now, the one that was, the one that is seen by half, and the one
        # that comes under the pointer
        assert len(set(view.painter._pictures._kept) - kept) <= 3 + pointed


@pytest.mark.parametrize("which", ["timeline", "people_list"])
@pytest.mark.parametrize(("look", "text"), [("light", 1.0), ("dark", 1.5)])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_rows_painted_ahead_look_as_if_painted_now(qtbot, qapp, request, which, look, text, way):
    theme.apply(qapp, look, text)
    part = request.getfixturevalue(which)
    part.setLayoutDirection(way)
    view = part.view
    for key in (Qt.Key.Key_PageDown,) * 4 + (Qt.Key.Key_PageUp,) * 3:
        turn(view, key)
        at_rest(qtbot, view)
        QTest.keyClick(view, key)
        assert image(view) == painted_anew(part)
        QTest.keyClick(view, Qt.Key.Key_Up if key == Qt.Key.Key_PageDown else Qt.Key.Key_Down)
        bar = view.verticalScrollBar()
        bar.setValue(bar.value() + 31)
        at_rest(qtbot, view)
        bar.setValue(bar.value() + view.height())
        assert image(view) == painted_anew(part)
    at_rest(qtbot, view)
    assert image(view, 2) == painted_anew(part, 2)


def test_a_change_elsewhere_is_seen_on_the_next_page(qtbot, journalled, timeline):
    view, model = timeline.view, timeline.model
    turn(view)
    turn(view)
    at_rest(qtbot, view)
    changed, gone = (model.id_at(view.seen_rows()[1] + more) for more in (4, 5))
    form = interactions.form(changed)
    form.summary = "something else was said"
    journalled.act("Edit", lambda: interactions.update(changed, form))
    turn(view)
    row = model.row_of(changed)
    assert view.seen_rows()[0] <= row <= view.seen_rows()[1]
    assert model.shown_at(row).entry.text == "something else was said"
    assert image(view) == painted_anew(timeline)
    turn(view)
    at_rest(qtbot, view)
    journalled.act("Delete", lambda: interactions.trash([gone]))
    turn(view, Qt.Key.Key_PageUp)
    assert model.row_of(gone) == -1
    assert image(view) == painted_anew(timeline)
    journalled.undo()
    assert image(view) == painted_anew(timeline)


def test_somebody_renamed_is_seen_on_the_next_page(qtbot, journalled, people_list):
    view, model = people_list.view, people_list.model
    turn(view)
    turn(view)
    at_rest(qtbot, view)
    somebody = model.id_at(view.seen_rows()[1] + 4)

    def rename():
        form = contact_form.form(somebody)
        form.headline = "Captain now"
        contacts.update(somebody, form)

    journalled.act("Edit", rename)
    people_list.refresh()
    turn(view)
    row = model.row_of(somebody)
    assert view.seen_rows()[0] <= row <= view.seen_rows()[1]
    assert model.row_at(row).headline == "Captain now"
    assert image(view) == painted_anew(people_list)


def test_midnight_words_anew_what_was_prepared(qtbot, journalled, timeline, people_list):
    for part in (timeline, people_list):
        turn(part.view)
        at_rest(qtbot, part.view)
    assert timeline.model.heading_at(0)[0] == "Today"
    said = {row: people_list.model.view_of(people_list.model.row_at(row)) for row in range(200)}
    journalled.journal.today = lambda: TODAY + 1
    timeline.refresh()
    people_list.refresh()
    assert timeline.model.shown_at(0).heading[0] == "Yesterday"
    now = {row: people_list.model.view_of(people_list.model.row_at(row)) for row in said}
    assert "today" in {view.side for view in said.values()}
    assert "today" not in {view.side for view in now.values()}
    for part in (timeline, people_list):
        turn(part.view)
        assert image(part.view) == painted_anew(part)


def test_pictures_and_rows_are_few_however_far_one_goes(qtbot, timeline, monkeypatch):
    view = timeline.view
    width, height = view.viewport().width(), view.row_height()
    monkeypatch.setattr(kept_pictures, "MOST_BYTES", 30 * width * height * 4)
    for _ in range(12):
        turn(view)
        at_rest(qtbot, view)
        kept = view.painter._pictures._kept
        assert len(kept) <= 30
        seen = range(view.seen_rows()[0] + 1, view.seen_rows()[1] - 1)
        held = {key[1][0] for key in kept}
        assert {timeline.model.view_at(row) for row in seen} <= held  # those on screen stay
    assert len(timeline.model._rows) <= 1_500


def test_a_page_that_was_left_prepares_nothing(qtbot, timeline):
    view = timeline.view
    view.verticalScrollBar().setValue(100 * view.row_height())
    view.viewport().repaint()
    timeline.hide()
    read = set(timeline.model._rows)
    qtbot.wait(250)
    assert set(timeline.model._rows) == read


def test_who_drags_the_bar_is_not_held_up(qtbot, timeline):
    """Far jumps wait for a rest before anything is prepared."""
    view, bar = timeline.view, timeline.view.verticalScrollBar()
    for at in (0.2, 0.4, 0.6, 0.8, 0.3):
        bar.setValue(round(bar.maximum() * at))
        view.viewport().repaint()
        read = set(timeline.model._rows)
        qtbot.wait(10)
        assert set(timeline.model._rows) == read
    at_rest(qtbot, view)
    assert len(set(timeline.model._rows) - read) >= 10
