"""Days and times in our own CSV that a spreadsheet wrote in its own way when it saved the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.dates import parse_date
from netjournal.formats.mapping import ColumnUse
from netjournal.formats.tables.generic import find_order
from netjournal.formats.tables.headernames import key

if TYPE_CHECKING:
    from netjournal.formats.recognition import Recognition
    from netjournal.formats.textfile import Source

# names of columns of days as ``headernames.key`` gives them, and attributes of drafts
_COLUMNS = re.compile(r"day|birthday|meton|connectedon|date\d+|organisation\d+(?:from|to)")
ATTRIBUTES = frozenset(("birthday", "met_on", "connected_on", "date", "started", "ended"))
_OURS = re.compile(r"\d{4}(?:-\d\d){0,2}|--\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"([^\W\d_]{3,10})\.?[- /](\d\d)")  # "May-19" for 2019-05
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


class Days:
    """Reads days in the order of day and month that the file shows.

    Args:
        source: The file.
        recognition: What it is.
    """

    def __init__(self, source: Source, recognition: Recognition) -> None:
        uses = [
            ColumnUse("date" if _COLUMNS.fullmatch(key(name)) else "keep")
            for name in recognition.header
        ]
        order = find_order(source, recognition, uses, "")
        self._orders = (order,) if order in ("dmy", "mdy") else ("dmy", "mdy")

    def of(self, text: str, attribute: str = "") -> str:
        """Return a day in ISO form; as it is when it can be read in no way or in several.

        Args:
            text: The cell.
            attribute: What it is of a contact; in a birthday two digits do not tell the year.
        """
        if not text or _OURS.fullmatch(text):
            return text
        if attribute not in ("", "birthday") and (month := _MONTH.fullmatch(text)):
            return parse_date(f"1 {month[1]} {month[2]}")[:7] or text
        day, *others = {parse_date(text, order) for order in self._orders}
        return day if _YEAR.match(day) and _YEAR.search(text) and not others else text
