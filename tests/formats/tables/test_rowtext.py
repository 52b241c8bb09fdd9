"""Rows of one text each become the lines that ``csv.writer`` writes of their cells."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from netjournal.formats.tables.rowtext import BREAK, csv_text

_CELL = st.text(st.sampled_from("ab ,;\"'\r\n\t=\\äß\u2028\0"), max_size=8)


@given(st.lists(st.lists(_CELL, min_size=2, max_size=6), max_size=5))
@example([["", '"'], [",", ""], ["a", "b"], ["\n", "\r", '""', "a,b"]])
def test_lines_are_those_of_the_writer(rows):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    assert csv_text(map(BREAK.join, rows)) == out.getvalue()
