"""Calm months."""

from __future__ import annotations

from PySide6.QtCore import QDate, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel, QTableView

from netjournal.ui import colors, theme
from netjournal.ui.widgets.calendar import calm


def test_months_have_the_theme_s_colours(qtbot, qapp):
    theme.apply(qapp, "light")
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calendar.setSelectedDate(QDate(2026, 11, 23))
    calm(calendar, 1)
    calendar.resize(QSize(300, 240))
    image = calendar.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(300) for y in range(240)}
    assert {colors.LIGHT["panel"], colors.LIGHT["accent"]} <= seen
    assert not {"#000000", "#ff0000"} & seen
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday


def test_the_first_day_is_the_language_s(qtbot):
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calm(calendar)
    assert calendar.firstDayOfWeek() == calendar.locale().firstDayOfWeek()


def test_no_box_opens_over_the_days(qtbot):
    """Of Qt's own, at any digit: what is typed goes into the field beside."""
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calm(calendar)
    calendar.show()
    QTest.keyClick(calendar.findChild(QTableView), Qt.Key.Key_2)
    assert [one for one in calendar.findChildren(QLabel) if one.isVisible()] == []
