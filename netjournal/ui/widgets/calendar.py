"""A month in the theme's colours: ``calm(calendar)`` for every QCalendarWidget that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QToolButton

from netjournal.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QCalendarWidget

# Qt's own object names; its arrows are black pictures, unseen on a dark ground.
_ARROWS: Final = {
    "qt_calendar_prevmonth": "chevron-left",
    "qt_calendar_nextmonth": "chevron-right",
}


def calm(calendar: QCalendarWidget, first_weekday: int = 0) -> None:
    """Take away what shouts (red weekends, week numbers) and draw its arrows in the theme's ink.

    Args:
        calendar: The calendar.
        first_weekday: 1 (Monday) to 7; 0 as the language has it.
    """
    day = Qt.DayOfWeek(first_weekday) if first_weekday else QLocale().firstDayOfWeek()
    calendar.setFirstDayOfWeek(day)
    calendar.setVerticalHeaderFormat(calendar.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setGridVisible(False)
    calendar.setDateEditEnabled(False)  # a strange box over the days at any digit; the field has it
    for name, icon in _ARROWS.items():
        arrow = calendar.findChild(QToolButton, name)
        if arrow is not None:
            arrow.setIcon(icons.icon(icon))
    plain, heading = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(theme.color("ink"))
    heading.setForeground(theme.color("quiet"))
    heading.setBackground(theme.color("panel"))
    for weekday in Qt.DayOfWeek:
        calendar.setWeekdayTextFormat(weekday, plain)
    calendar.setHeaderTextFormat(heading)
