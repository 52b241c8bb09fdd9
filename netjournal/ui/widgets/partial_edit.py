"""A field for a date of which only part may be known: "12 May 1990", "May 1990", "1990", "12 May".

Public: ``PartialEdit`` with ``set_date(text)``, ``date()``, ``is_valid()``, ``changed()``;
``read_partial(text) -> str | None`` (the stored form, None when it is no date).
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from netjournal.services import partial_dates
from netjournal.ui import dates
from netjournal.ui.safe import Label
from netjournal.ui.widgets.partial_words import read_words

# With a year, or without one (then 2000, which had a 29 February, is put in its place).
_DAYS: Final = (
    *("d MMMM yyyy", "d MMM yyyy", "d. MMMM yyyy", "d. MMM yyyy"),
    *("MMMM d yyyy", "MMM d yyyy"),
)
_MONTHS: Final = ("MMMM yyyy", "MMM yyyy")
_FORMATS: Final = (
    QLocale.FormatType.LongFormat,
    QLocale.FormatType.ShortFormat,
    QLocale.FormatType.NarrowFormat,
)
_TWO_DIGITS: Final = re.compile(r"(?<!d)dd(?!d)|(?<!M)MM(?!M)")
_YEAR: Final = re.compile(r"\d{4}")
_SPACES: Final = re.compile(r"[\s,]+")


def read_partial(text: str) -> str | None:
    """Return a date as it is stored: ``1990-05-12``, ``1990-05``, ``1990``, ``--05-12`` or "".

    Args:
        text: As typed: ISO, the locale's own short form, or in words with what is known.

    Returns:
        The stored form; "" for nothing; None when it is no date.
    """
    wanted = text.strip()
    if not wanted or partial_dates.parse(wanted) is not None:
        return wanted
    plain = _SPACES.sub(" ", wanted).rstrip(".")
    for locale in (QLocale(), QLocale.c()):
        found = _in_words(locale, wanted, plain)
        if found is not None:
            return found
    return read_words(wanted)


def _in_words(locale: QLocale, wanted: str, plain: str) -> str | None:
    own = [_long_year(locale.dateFormat(form)) for form in _FORMATS]
    attempts = [(wanted, form, "yyyy-MM-dd") for form in own]
    attempts += [(plain, form, "yyyy-MM-dd") for form in _DAYS]
    attempts += [(plain, form, "yyyy-MM") for form in _MONTHS]
    if not _YEAR.search(plain):
        attempts += [(f"{plain} 2000", form, "--MM-dd") for form in _DAYS]
    for text, form, stored in attempts:
        day = locale.toDate(text, form)
        if day.isValid():
            return day.toString(stored)
    return None


def _long_year(form: str) -> str:
    """The format with a whole year (two digits could be two centuries), digits as typed."""
    whole = form if "yyyy" in form else form.replace("yy", "yyyy")
    return _TWO_DIGITS.sub(lambda found: found[0][0], whole)


class PartialEdit(QWidget):
    """A line edit that says below what it doesn't understand.

    Signals:
        changed: The text was changed.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Create an empty field called ``name`` (object name and id for tests)."""
        super().__init__(parent)
        self.setObjectName(f"{name}_field")
        self.line = QLineEdit(self)
        self.line.setObjectName(name)
        examples = {
            name: dates.partial(text)
            for name, text in (
                ("day", "1990-05-12"),
                ("month", "1990-05"),
                ("year", "1990"),
                ("birthday", "--05-12"),
            )
        }
        hint = self.tr("{day}, {month}, {year} or {birthday}")
        self.line.setPlaceholderText(hint.format(**examples))
        self.line.textChanged.connect(self._on_text_changed)
        self.line.editingFinished.connect(self._on_left)
        self._problem = Label("", "small", "late", wrap=True, parent=self)
        self._problem.setObjectName(f"{name}_problem")
        self._problem.hide()
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._problem)

    def set_date(self, text: str) -> None:
        """Show a stored date, in words where those are understood again."""
        words = dates.partial(text)
        self.line.setText(words if read_partial(words) == text else text)
        self._show_problem()

    def date(self) -> str:
        """Return the stored form; what isn't understood comes back as typed."""
        found = read_partial(self.line.text())
        return self.line.text().strip() if found is None else found

    def is_valid(self) -> bool:
        """Return whether the field is empty or a date."""
        return read_partial(self.line.text()) is not None

    def _show_problem(self) -> None:
        wrong = not self.is_valid()
        if wrong:
            text = self.tr("Not a date. A year, a month with its year, a day: whatever is known.")
            self._problem.setText(text)
        self._problem.setVisible(wrong)
        self.line.setProperty("invalid", "true" if wrong else "false")
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        if self._problem.isVisible():
            self._show_problem()
        self.changed.emit()

    @Slot()
    def _on_left(self) -> None:
        self._show_problem()
