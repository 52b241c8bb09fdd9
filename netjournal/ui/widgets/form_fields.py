"""What the fields of a form hold, by name and as plain values: to keep it, and to type it again.

Public: ``read(form)``, ``fill(form, values)``, ``listen(form, slot)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from netjournal.ui.widgets.day_edit import DayEdit
from netjournal.ui.widgets.person_edit import PersonEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


def _fields(form: QWidget) -> Iterator[tuple[str, QWidget]]:
    kinds = (DayEdit, QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
    for field in form.findChildren(QWidget):
        name = field.objectName()
        within = isinstance(field.parent(), (DayEdit, QComboBox))
        if isinstance(field, kinds) and name and not name.startswith("qt_") and not within:
            yield name, field


def read(form: QWidget) -> dict[str, Any]:
    """Return name -> value of every field; a day as itself: "today" stays the day it was."""
    return {name: _value(field) for name, field in _fields(form)}


def _value(field: QWidget) -> Any:
    if isinstance(field, DayEdit):
        day = field.day()
        return field.line.text() if day is None else [day.day, day.precision]
    if isinstance(field, PersonEdit):
        return [field.contact_id, field.text()]
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentIndex()
    return isinstance(field, QCheckBox) and field.isChecked()


def fill(form: QWidget, values: Mapping[str, Any]) -> None:
    """Type values into the fields of these names; what doesn't fit a field is left out."""
    for name, field in _fields(form):
        if name in values:
            _put(field, values[name])


def _put(field: QWidget, value: Any) -> None:
    if isinstance(field, (DayEdit, PersonEdit)):
        _put_pair(field, value)
    elif isinstance(field, (QLineEdit, QPlainTextEdit)) and isinstance(value, str):
        _line(field, value)
    elif isinstance(field, QCheckBox) and isinstance(value, bool):
        field.setChecked(value)
    elif isinstance(field, QComboBox) and isinstance(value, int) and value < field.count():
        field.setCurrentIndex(value)


def _put_pair(field: DayEdit | PersonEdit, value: Any) -> None:
    match field, value:
        case DayEdit(), [int(day), int(precision)] if 0 <= precision <= 2:
            field.set_day(day, precision)
        case DayEdit(), str():
            field.line.setText(value)
        case PersonEdit(), [int() | None as contact_id, str(name)]:
            field.set_person(contact_id, name)


def _line(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
    else:
        field.setPlainText(text)


def listen(form: QWidget, slot: Callable[[], object]) -> None:
    """Call ``slot`` whenever any field is changed."""
    for _name, field in _fields(form):
        if isinstance(field, (DayEdit, PersonEdit)):
            field.changed.connect(slot)
        elif isinstance(field, (QLineEdit, QPlainTextEdit)):
            field.textChanged.connect(slot)
        elif isinstance(field, QComboBox):
            field.currentIndexChanged.connect(slot)
        elif isinstance(field, QCheckBox):
            field.toggled.connect(slot)
