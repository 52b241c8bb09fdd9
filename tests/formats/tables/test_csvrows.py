"""Rows with line numbers, and the way back from stray quotes."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.tables.csvrows import Rows, split_leniently
from tests.formats.growth import LINEAR, growth


def rows(text, delimiter=",", width=0):
    source = Rows(io.StringIO(text, newline=""), delimiter, width)
    return list(source), [(w.line, "never" in w.message) for w in source.warnings]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_numbers(end):
    text = f'a,b{end}"x{end}y",2{end}{end}3,4'
    assert rows(text) == (
        [(1, ["a", "b"]), (2, [f"x{end}y", "2"]), (5, ["3", "4"])],
        [],
    )


def test_quote_never_closed_costs_one_row_its_quotes_and_no_row_its_place():
    text = 'a,b,c\n1,"open,3\n4,5,"q"\n7,8,9\n'
    assert rows(text, width=3) == (
        [(1, ["a", "b", "c"]), (2, ["1", '"open', "3"]), (3, ["4", "5", "q"]), (4, list("789"))],
        [(2, True)],
    )


def test_quote_never_closed_in_the_last_row():
    assert rows('a;b\n"1;2', ";") == ([(1, ["a", "b"]), (2, ['"1', "2"])], [(2, True)])


def test_quotes_inside_a_quoted_cell_over_lines():
    text = 'a,b\n1,"l1\nl2 "hi" ok\nl3"\n3,4\n'
    assert rows(text, width=2) == (
        [(1, ["a", "b"]), (2, ["1", 'l1\nl2 "hi" ok\nl3']), (5, ["3", "4"])],
        [(2, False)],
    )


def test_stray_quote_late_in_the_file():
    text = "".join(f"{n},x\n" for n in range(2_000)) + 'z,"open\n' + "y,x\n" * 3
    found, warnings = rows(text, width=2)
    assert found[1_999:] == [
        (2_000, ["1999", "x"]),
        (2_001, ["z", '"open']),
        (2_002, ["y", "x"]),
        (2_003, ["y", "x"]),
        (2_004, ["y", "x"]),
    ]
    assert warnings == [(2_001, True)]


def test_note_over_very_many_lines_after_a_stray_quote():
    note = "line\n" * 12_000
    text = f'a,"b" c"\n1,"{note}"\n2,x\n'
    found, warnings = rows(text, width=2)
    assert [line for line, _ in found[:2]] == [1, 2]
    assert found[1][1] == ["1", note]
    assert warnings == [(1, False)]


def test_blank_lines_after_a_stray_quote():
    assert rows('a,"b\n\n\n1,2\n', width=2)[0] == [(1, ["a", '"b']), (4, ["1", "2"])]


def test_quote_that_swallows_more_lines_than_any_cell_has():
    text = 'a,"b\n' + "text without end\n" * 25_000
    found, warnings = rows(text, width=2)
    assert found[0] == (1, ["a", '"b'])
    assert len(found) == 25_001
    assert warnings == [(1, True)]


def test_many_stray_quotes_stay_fast():
    text = "".join(f'{n},"open{n},x\n' for n in range(5_000))
    found, warnings = rows(text, width=3)
    assert len(found) == len(warnings) == 5_000
    assert found[4_999] == (5_000, ["4999", '"open4999', "x"])


@pytest.mark.parametrize(
    ("text", "cells", "closed"),
    [
        ('"a ""b"" c",d\r\n', ['a "b" c', "d"], True),
        ('"Mary "Molly" S",x', ['Mary "Molly" S', "x"], True),
        ('"",""', ["", ""], True),
        ('a,"b', ["a", '"b'], False),
        ("a,", ["a", ""], True),
        ("", [""], True),
        ('5" pipe,x', ['5" pipe', "x"], True),
    ],
)
def test_lenient_split(text, cells, closed):
    assert split_leniently(text, ",") == (cells, closed)


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=4), max_size=5))
def test_what_csv_writes_is_read_back(table):
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    found, warnings = rows(out.getvalue())
    assert [cells for _, cells in found] == table
    assert warnings == []


@given(st.text(alphabet='",;\n\rab', max_size=60))
def test_any_text_gives_rows_in_order(text):
    found, _ = rows(text)
    lines = [line for line, _ in found]
    assert lines == sorted(set(lines))
    kept = "".join(cell for _, cells in found for cell in cells)
    assert kept.count("a") + kept.count("b") == text.count("a") + text.count("b")


def plainly(text, delimiter):
    """Split leniently by the rule alone, looking on to the end for each quote."""
    cells, at, closed = [], 0, True
    while True:
        end = -1
        if text.startswith('"', at):
            end = at + 1
            while end < len(text) and not (
                text[end] == '"' and text[end + 1 : end + 2] in ("", delimiter)
            ):
                end += 2 if text[end : end + 2] == '""' else 1
            end = end if end < len(text) else -1
        if end >= 0:
            cells.append(text[at + 1 : end].replace('""', '"'))
            at = end + 1
        else:
            closed = closed and not text.startswith('"', at)
            end = (text + delimiter).index(delimiter, at)
            cells.append(text[at:end])
            at = end
        if at >= len(text):
            return cells, closed
        at += 1


@given(st.text('"",a', max_size=14))
def test_lenient_splitting_keeps_to_its_rule(text):
    assert split_leniently(text, ",") == plainly(text, ",")


def test_a_later_quote_may_close_though_an_earlier_one_did_not():
    assert split_leniently('"a,"",x', ",") == (['"a', "", "x"], False)


@pytest.mark.parametrize("cell", ['"a,', '"",', '"""a,', '"a""b,', '"a"b,', '""""a,', '",'])
def test_rows_of_open_quotes_stay_bearable(cell):
    def read(text):
        return list(Rows(iter([text]), ","))

    assert growth(read, lambda size: cell * size + "\n", 250) < LINEAR
