"""chart: every kind, every ending, narrowed and refused."""

from __future__ import annotations

import csv

import pytest

from netjournal.cli import parser
from netjournal.ui import labels


def one_sentence(said, code):
    assert said.code == code
    assert len(said.err.strip().splitlines()) == 1


def cells(path):
    return list(csv.reader(path.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("kind", [kind for kind in parser.CHARTS if kind != "person"])
def test_every_chart_is_drawn_and_counted(call, demo_journal, tmp_path, kind):
    for ending, magic in (("svg", b"<?xml"), ("csv", None)):
        out = tmp_path / f"{kind}.{ending}"
        said = call("chart", kind, out, "--journal", demo_journal, "--json")
        assert said.code == 0, said.err
        assert said.data["points"] > 3
        assert magic is None or out.read_bytes().startswith(magic)
    rows = cells(tmp_path / f"{kind}.csv")
    assert len(rows) == said.data["points"] + 1


def test_a_person_s_history(call, demo_journal, tmp_path):
    people = call("list", "--journal", demo_journal, "--json").data
    who = max(people, key=lambda one: one["score"])["uid"]
    out = tmp_path / "one.csv"
    assert call("chart", "person", out, "--contact", who, "--journal", demo_journal).code == 0
    days = [row[0] for row in cells(out)][1:]
    assert days == sorted(days)
    assert len(days[0]) == 10
    one_sentence(call("chart", "person", out, "--journal", demo_journal), 2)
    one_sentence(call("chart", "growth", out, "--contact", who, "--journal", demo_journal), 2)


def test_narrowed_and_empty(call, demo_journal, tmp_path):
    whole, some = tmp_path / "whole.csv", tmp_path / "some.csv"
    call("chart", "strength", whole, "--journal", demo_journal)
    call("chart", "strength", some, "--via", "meetup", "--years", "1", "--journal", demo_journal)
    assert len(some.read_text().splitlines()) < len(whole.read_text().splitlines())
    empty = tmp_path / "empty.netjournal"
    call("new", empty)
    one_sentence(call("chart", "growth", tmp_path / "a.png", "--journal", empty), 1)


def test_circles_are_compared_in_the_chart_of_strength(call, demo_journal, tmp_path):
    out, words = tmp_path / "a.csv", ("--circle", "mentors", "--circle", "Boosters")
    assert call("chart", "strength", out, *words, "--journal", demo_journal).code == 0
    assert out.read_text().splitlines()[0].count("Mentors: ") == 2
    assert call("chart", "strength", out.with_suffix(".svg"), *words, "--journal", demo_journal)
    assert "Boosters" in out.with_suffix(".svg").read_text()
    one_sentence(call("chart", "growth", out, *words, "--journal", demo_journal), 2)
    assert not (tmp_path / "a.png").exists()


def test_ways_of_meeting_are_those_of_the_cards():
    assert set(parser.VIAS) == set(labels.MET_VIA) - {""}
