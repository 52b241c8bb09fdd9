"""Rows painted from kept pictures look as if each had been painted by itself."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from netjournal import kept_texts
from netjournal.ui import theme
from netjournal.ui.timeline.delegate import TimelineDelegate
from netjournal.ui.timeline.page import TimelinePage
from netjournal.ui.widgets.kept_pictures import KeptPictures
from tests.builders import contact, event, interaction


@pytest.fixture
def page(qtbot, session):
    dice = random.Random(2)
    with session.journal.edit("fill"):
        people = [contact(name) for name in ("Ana Kovač", "Bo", "Zoë Østergård", "Çelik")]
        for number in range(40):
            words = dice.choice(("", "a few words", "many words, so that the line ends " * 9))
            some = dice.sample(people, dice.randrange(5))
            interaction(*some, ago=number // 3, summary=words, place=dice.choice(("", "Café")))
        event("Rust Berlin", ago=-3)
    made = TimelinePage(session)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def image(page, scale=1):
    """Return the list as painted, at a device pixel ratio."""
    view = page.view.viewport()
    found = QImage(view.size() * scale, QImage.Format.Format_RGB32)
    found.setDevicePixelRatio(scale)
    found.fill(theme.color("page"))
    painter = QPainter(found)
    view.render(painter, QPoint())
    painter.end()
    return found


def paint_with(page, most):
    view = page.view
    delegate = TimelineDelegate(page.model, view, KeptPictures(most))
    view.setItemDelegate(delegate)
    return delegate


@pytest.mark.parametrize("scale", [1, 1.25, 2])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_pictures_look_like_what_they_stand_for(qapp, page, look, way, scale):
    theme.apply(qapp, look)
    page.setLayoutDirection(way)
    view = page.view
    first = paint_with(page, 0)
    second = TimelineDelegate(page.model, view, KeptPictures(30))
    rows = page.model.rowCount()
    for at in (0, 3, 17, 3, rows - 1, 0):  # there and back: what was kept is used again
        view.scrollTo(page.model.index(at, 0))
        view.selectRow(at)
        view.setItemDelegate(first)
        expected = image(page, scale)
        view.setItemDelegate(second)
        for _ in ("made", "kept"):
            assert image(page, scale) == expected


def test_what_a_row_says_now_is_painted(qtbot, page, session):
    paint_with(page, 30)
    before = image(page)
    id_ = page.model.id_at(0)
    from netjournal.services import interactions

    form = interactions.form(id_)
    form.summary = "something else was said"
    session.act("Edit", lambda: interactions.update(id_, form))
    QTest.qWait(1)
    now = image(page)
    assert now != before
    paint_with(page, 0)
    assert image(page) == now
    session.undo()
    QTest.qWait(1)
    paint_with(page, 30)
    assert image(page) == before


def test_pictures_go_when_texts_are_forgotten_and_are_few(page):
    delegate = paint_with(page, 5)
    image(page)
    kept = delegate._pictures._kept
    assert len(kept) == 5
    kept_texts.forget()
    assert not kept
