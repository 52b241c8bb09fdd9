"""Insights by keys and mouse: filters, marks and their people, numbers, files, little room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.bonds import insight_people, live_ties, network_data, own_kappa
from netjournal.services.bonds.network_data import Whom
from netjournal.services.people import contacts
from netjournal.ui import file_choice, theme
from netjournal.ui.charts import mark_words, sources
from netjournal.ui.charts.network_charts import ORDER
from netjournal.ui.charts.page import InsightsPage
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.pictures import Avatar
from tests.builders import TODAY, interaction


@pytest.fixture
def make_page(qtbot):
    made = []

    def make(session, size=(1140, 780)):
        page = InsightsPage(session)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        made.append(page)
        return page

    yield make
    for page in made:
        page.close()


@pytest.fixture
def page(qtbot, demo_session, make_page):
    made = make_page(demo_session)
    drawn(qtbot, made, "growth")
    return made


def drawn(qtbot, page, kind):
    """Bring a chart on screen and wait for its picture."""
    page.cards.ensureWidgetVisible(page.cards[kind].view)
    card = page.cards[kind]
    qtbot.waitUntil(
        lambda: card.view.drawn and card._drawn is page._charts.get(kind), timeout=20_000
    )
    return card


def months_kept():
    return db.execute_sql("SELECT COUNT(*) FROM month_snapshot").fetchone()[0]


def test_a_mark_leads_to_exactly_its_people(qtbot, page):
    card = page.cards["growth"]
    card.view.setFocus(Qt.FocusReason.TabFocusReason)
    column = len(card.chart.series.days) - 3
    row = ORDER.index("warm")
    card.view.set_mark((column, row))
    count = card.chart.series.counts["warm"][column]
    assert f"Warm: {count}" in card.view.accessibleDescription()
    with qtbot.waitSignal(page.people_requested) as got:
        QTest.keyClick(card.view, Qt.Key.Key_Return)
    title, ids = got.args
    assert len(ids) == count > 3
    assert title.startswith("Warm, ")


def test_why_growth_counts_fewer_than_the_list_is_said(qtbot, page):
    """Who has died is in the list, in no sum; the card and the mark of today say so."""
    chart = page._charts["growth"]
    counted = sum(counts[-1] for counts in chart.series.counts.values())
    assert (counted, contacts.count()) == (144, 145)
    assert page.cards["growth"].about.text() == "Not counted: 1 person who has died"
    last = len(chart.series.days) - 1
    lines = mark_words.describe(chart, last, 0, TODAY)
    assert lines[1:3] == ["144 people", "Not counted: 1 person who has died"]
    gone = network_data.departed(Whom(via="work"))
    assert gone == 0


def test_all_charts_follow_one_filter_bar(qtbot, page):
    everybody = page.cards["growth"].chart.series
    page.filters.via.set_value("meetup")
    page.filters.via.chosen.emit("meetup")
    growth = drawn(qtbot, page, "growth").chart.series
    assert 0 < growth.pace[-1] < everybody.pace[-1]
    for kind in ("channels", "calendar", "give-take", "strength", "layers"):
        drawn(qtbot, page, kind)
    (way,) = (way for way in page.cards["channels"].chart.ways if way.group == "via")
    assert way.key == "meetup"
    page.cards["channels"].view.activated.emit((0, 2))
    with qtbot.waitSignal(page.people_requested) as got:
        pass
    assert got.args[0] == "Meetup, Alive after a year, Meetup"
    assert len(got.args[1]) == way.alive
    state = page.state()
    page.filters.via.set_value("any")
    page.restore_state(state)
    assert page.filters.via.value == "meetup"


def test_circles_are_compared_in_one_chart(qtbot, page):
    chip = page.cards.compare
    assert chip.isVisibleTo(page)
    names = {action.text(): action for action in chip.menu().actions()}
    for name in ("Mentors", "Boosters"):
        names[name].trigger()
    card = drawn(qtbot, page, "strength")
    assert [line.name for line in card.chart.lines] == ["Mentors", "Boosters"]
    assert card.legend.accessibleName() == "Mentors, Boosters"
    card.view.setFocus(Qt.FocusReason.TabFocusReason)
    card.view.set_mark((len(card.chart.days) - 1, 3))
    assert "▸ Boosters: " in card.view.accessibleDescription()
    with qtbot.waitSignal(page.people_requested) as got:
        QTest.keyClick(card.view, Qt.Key.Key_Return)
    title, ids = got.args
    assert title == "Boosters, Alive, Today"
    whom = card.chart.lines[1].whom
    assert ids == tuple(insight_people.labelled("alive", page._ask.today, whom, page._ask.today))
    assert ids
    card.numbers_button.click()
    assert card.model.columnCount() == 5
    names["Everyone"].trigger()
    qtbot.waitUntil(lambda: card.chart is page._charts.get("strength"), timeout=20_000)
    assert [line.name for line in card.chart.lines] == ["", "Mentors", "Boosters"]
    assert card.model.columnCount() == 7
    card.numbers_button.click()
    names["Compare none"].trigger()
    card = drawn(qtbot, page, "strength")
    assert card.legend.accessibleName().startswith("Contacts a year")


def test_the_calendar_begins_where_the_period_does(demo_session):
    """What it shows as an empty day was one."""
    ask = sources.ask_of(1, Whom(), demo_session.today())
    calendar = sources.chart("calendar", ask, Silent())
    assert calendar.since == ask.since
    whole = sources.chart("calendar", sources.ask_of(0, Whom(), demo_session.today()), Silent())
    assert whole.since < ask.since
    assert any(day < ask.since for day in whole.days)


def test_the_menu_of_circles_stays_open_and_takes_five(qtbot, page):
    chip = page.cards.compare
    page.cards.ensureWidgetVisible(chip)
    menu = chip.menu()
    menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
    ticks = [action for action in menu.actions() if action.isCheckable()][1:]
    assert len(ticks) > 5
    menu.setActiveAction(ticks[0])
    for _ in range(5):
        QTest.keyClick(menu, Qt.Key.Key_Space)
        QTest.keyClick(menu, Qt.Key.Key_Down)
    assert menu.isVisible()
    assert [action.isChecked() for action in ticks[:6]] == [True] * 5 + [False]
    assert not ticks[5].isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(ticks[0]).center())
    assert menu.isVisible()
    assert not ticks[0].isChecked()
    assert ticks[5].isEnabled()
    assert len(chip.picked) == 4
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_what_is_not_on_screen_reads_and_draws_nothing(qtbot, page):
    assert not page.cards["layers"].view.drawn
    page.hide()
    page.session.journal.today = lambda: TODAY + 1
    with qtbot.assertNotEmitted(page.session.jobs.started, wait=0):
        page.session.day_turned.emit()
        with page.session.edit("Log"):
            interaction(1, ago=0)
    page.show()
    drawn(qtbot, page, "growth")


def test_what_was_being_read_is_read_again_on_the_next_show(qtbot, page):
    card = page.cards["network"]
    page._need("network")
    page.hide()
    qtbot.waitUntil(lambda: not page.session.jobs.busy)
    assert card.chart is None
    page.show()
    page.cards.ensureWidgetVisible(card.view)
    qtbot.waitUntil(lambda: card.graph.drawn, timeout=20_000)


def test_an_edit_is_drawn_and_months_before_it_are_kept(qtbot, page):
    before = page.cards["growth"].chart.series
    assert months_kept() == len(before.days) - 1
    with page.session.edit("Log"):
        interaction(1, 2, 3, ago=0)
    assert months_kept() == len(before.days) - 1
    qtbot.waitUntil(lambda: page.cards["growth"].chart.series.pace[-1] > before.pace[-1])
    drawn(qtbot, page, "growth")


def shown_live(page):
    chart = page.cards["growth"].chart
    return None if chart is None else chart.series.live[-1]


def test_chances_are_learnt_once_a_month_and_only_with_leave_to_write(
    qtbot, demo_session, make_page
):
    with demo_session.journal.housekeeping() as connection:
        connection.execute("DELETE FROM meta WHERE key = 'own_kappa'")
    page = make_page(demo_session)
    with qtbot.assertNotEmitted(demo_session.changed):  # no step is made of it
        drawn(qtbot, page, "growth")
        qtbot.waitUntil(lambda: not own_kappa.due(TODAY), timeout=20_000)
        live = live_ties.network(TODAY)[1]
        # the page reads itself anew without being asked
        qtbot.waitUntil(lambda: shown_live(page) == pytest.approx(live), timeout=20_000)
    assert own_kappa.kappa() == own_kappa.learn(TODAY, Silent()).kappa != 1.0
    assert months_kept() > 12


def test_numbers_are_written_as_the_locale_does(qtbot, page):
    card = page.cards["growth"]
    QLocale.setDefault(QLocale("de_DE"))
    try:
        QTest.mouseClick(card.numbers_button, Qt.MouseButton.LeftButton)
        assert card.shows_numbers
        assert card.model.data(card.model.index(0, 0)).startswith("Nov")
        assert card.model.data(card.model.index(1, 0)).startswith("Okt")
        strength = drawn(qtbot, page, "strength")
        strength.numbers_button.click()
        assert "," in strength.model.data(strength.model.index(0, 1))
    finally:
        QLocale.setDefault(QLocale("C"))
    assert card.model.headerData(1, Qt.Orientation.Horizontal) == "Inner"


def save_from_menu(qtbot, page, kind):
    """Click *Save picture…* and choose a chart from its menu."""
    QTest.mouseClick(page._save, Qt.MouseButton.LeftButton)
    menu = page._save.findChild(QMenu, "insights_save_menu")
    qtbot.waitUntil(menu.isVisible)
    at = list(page.cards.kinds).index(kind)
    for _ in range(at + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_picture_and_its_numbers_are_saved(qtbot, page, tmp_path, monkeypatch):
    for name, magic in (("a.png", b"\x89PNG"), ("b.csv", b"Month,Inner")):
        path = tmp_path / name
        monkeypatch.setattr(file_choice, "save_file", lambda *_, path=path: path)
        save_from_menu(qtbot, page, "growth")
        qtbot.waitUntil(path.exists, timeout=20_000)
        assert path.read_bytes().startswith(magic)


def test_a_chart_that_was_never_on_screen_is_read_and_saved(qtbot, page, tmp_path, monkeypatch):
    path = tmp_path / "days.svg"
    monkeypatch.setattr(file_choice, "save_file", lambda *_: path)
    kind = next(one for one in reversed(page.cards.kinds) if one not in page._charts)
    save_from_menu(qtbot, page, kind)
    qtbot.waitUntil(path.exists, timeout=20_000)
    assert b"<svg" in path.read_bytes()


def test_a_narrow_window_with_large_text_scrolls_downwards_only(
    qtbot, look, demo_session, make_page
):
    theme.apply(look, "light", 2.0)
    page = make_page(demo_session, (740, 560))
    drawn(qtbot, page, "growth")
    for card in page.cards.every:
        assert card.minimumSizeHint().width() <= page.cards.viewport().width()
    assert page.cards.widget().width() <= page.cards.viewport().width()
    fading = page.lists.fading
    page.cards.ensureWidgetVisible(fading)
    qtbot.waitUntil(lambda: not fading.stale)
    qtbot.waitUntil(lambda: fading.height() >= fading.heightForWidth(fading.width()) > 200)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_card_has_the_room_it_needs(qtbot, demo_session, make_page, scale):
    """Words that come later make a card higher, whatever it has above."""
    theme.apply(QApplication.instance(), "light", scale)
    page = make_page(demo_session, (1500, 900))
    for kind in page.cards.kinds[:-1]:
        drawn(qtbot, page, kind)
    qtbot.waitUntil(lambda: "came true" in page.cards["strength"].about.text())
    for one in (page.lists.fading, page.lists.patience, page.lists.introducers):
        page.cards.ensureWidgetVisible(one)
        qtbot.waitUntil(lambda one=one: not one.stale)
    page.cards.ensureWidgetVisible(page.cards["network"])

    def low():
        return [
            card.objectName()
            for card in (*page.cards.every, *page.lists.cards.values())
            if card.height() < card.layout().totalHeightForWidth(card.width())
        ]

    qtbot.waitUntil(lambda: not low())


def test_an_empty_journal_teaches(qtbot, session, make_page):
    page = make_page(session)
    assert page._empty.isVisible()
    assert not page._save.isEnabled()
    with qtbot.waitSignal(page.log_requested):
        page._empty.triggered.emit("log")


def test_a_young_journal_has_no_empty_halls(qtbot, session, people, make_page):
    page = make_page(session)
    page.filters.via.set_value("work")
    page.filters.via.chosen.emit("work")
    card = page.cards["network"]
    page.cards.ensureWidgetVisible(card.view)
    qtbot.waitUntil(lambda: card.chart is not None and card.chart.empty)
    assert card.view.minimumHeight() < 200
    assert not any(tool.isEnabled() for tool in card._tools)
    doors = page.lists.introducers
    page.cards.ensureWidgetVisible(doors)
    qtbot.waitUntil(lambda: not doors.stale)
    (heading,) = (one for one in doors.findChildren(QLabel) if one.text() == "Who brought whom")
    assert heading.y() < 40
    assert doors.about.y() < heading.geometry().bottom() + 20


def test_tab_leads_out_of_the_numbers(qtbot, page):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    card = page.cards["growth"]
    card.numbers_button.click()
    table = card.stack.currentWidget()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert not table.hasFocus()


def test_a_choice_without_anybody_says_so(qtbot, session, people, make_page):
    page = make_page(session)
    page.filters.via.set_value("work")
    page.filters.via.chosen.emit("work")
    card = page.cards["growth"]
    qtbot.waitUntil(lambda: card.view.accessibleDescription() == "Nobody here for this choice.")
    assert not card.numbers_button.isEnabled()
    assert not insight_people.labelled("warm", TODAY, page._ask.whom, TODAY)


def test_the_graph_leads_to_cards(qtbot, page):
    card = page.cards["network"]
    page.cards.ensureWidgetVisible(card.view)
    qtbot.waitUntil(lambda: card.graph.drawn, timeout=20_000)
    person = card.chart.graph.people[3]
    card.graph.point_at(3)
    assert card.graph.accessibleDescription().startswith(person.name)
    with qtbot.waitSignal(page.contact_activated) as got:
        card.graph.activated.emit((3, 0))
    assert got.args == [person.id]
    card.numbers_button.click()
    assert card.model.rowCount() == len(card.chart.graph.links)


def test_who_drifts_and_what_patience_brought(qtbot, page):
    fading, patience = page.lists.fading, page.lists.patience
    page.cards.ensureWidgetVisible(patience)
    qtbot.waitUntil(lambda: not fading.stale and not patience.stale)
    row = fading.findChild(ClickRow)
    with qtbot.waitSignal(page.contact_activated) as got:
        QTest.keyClick(row, Qt.Key.Key_Return)
    assert row.objectName() == f"person_{got.args[0]}"
    every = fading.findChild(QPushButton, "fading_all")
    with qtbot.waitSignal(page.people_requested) as got:
        QTest.mouseClick(every, Qt.MouseButton.LeftButton)
    assert got.args[0] == f"All {len(got.args[1])} about to drift"
    quiet = patience.findChild(QPushButton, "patience_quiet")
    assert "quiet by choice" in quiet.text()


def test_the_ring_of_a_row_leaves_the_picture_free(qtbot, page):
    card = page.lists.patience
    page.cards.ensureWidgetVisible(card)
    qtbot.waitUntil(lambda: bool(card.findChildren(ClickRow)))
    qtbot.wait(30)
    for row in card.findChildren(ClickRow):
        picture = row.findChild(Avatar)
        assert picture.x() >= 8  # the ring is drawn 3 inside
        left = picture.mapTo(card, picture.rect().topLeft()).x()
        assert left == card.about.mapTo(card, card.about.rect().topLeft()).x()
        assert row.mapTo(card, row.rect().topRight()).x() <= card.width() - 2


def test_who_brought_whom_opens_branch_by_branch(qtbot, page):
    card = page.lists.introducers
    page.cards.ensureWidgetVisible(card)
    qtbot.waitUntil(lambda: not card.stale)
    tree = card.tree
    assert tree.topLevelItemCount() > 1
    first = tree.topLevelItem(0)
    assert first.childCount() == 0
    tree.setFocus()
    tree.setCurrentItem(first)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert first.childCount() > 0
    with qtbot.waitSignal(page.contact_activated) as got:
        QTest.keyClick(tree, Qt.Key.Key_Return)
    row = db.execute_sql("SELECT full_name FROM contact WHERE id = ?", (got.args[0],)).fetchone()
    assert row[0] == first.text(0)


def test_the_strength_of_the_network_explains_itself(qtbot, page):
    card = drawn(qtbot, page, "strength")
    qtbot.waitUntil(lambda: "came true" in card.about.text())
    assert "half as much a year later" in card.about.text()
