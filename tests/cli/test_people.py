"""list, show, timeline, log: for people to read and in the promised JSON shapes."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

BRIEF = {"uid", "full_name", "label", "score", "last_interaction_on"}
WHOLE = {
    *("uid", "kind", "full_name", "name", "nicknames", "affiliations", "emails", "phones"),
    *("messengers", "urls", "addresses", "birthday", "dates", "note", "photo", "tags"),
    *("interests", "skills", "needs", "met", "rhythm", "strength", "last_interaction_on", "extra"),
}
LABELS = {"none", "new", "dormant", "acquaintance", "warm", "close", "inner"}


def test_list(at):
    found = at("list", "--json").data
    assert len(found) == 145
    assert all(set(one) >= BRIEF and one["label"] in LABELS for one in found)
    assert at("list").out.count("\n") == 145
    assert at("list", "--quiet").out == ""
    choir = at("list", "--json", "--circle", "choir").data
    assert 0 < len(choir) < 145
    nobody = at("list", "--query", "in:Atlantis")
    assert (nobody.code, nobody.out.strip(), nobody.err) == (0, "", "Nobody fits.\n")
    assert at("list", "--query", "in:Atlantis", "--quiet").err == ""
    assert at("list", "--circle", "nobody").code == 1
    assert [one["full_name"] for one in at("list", "--json", "--query", "diallo").data] == [
        "Amara Diallo"
    ]


def test_query_words_narrow_every_command(at, tmp_path):
    everyone = at("list", "--json").data
    berlin = at("list", "--json", "--query", "in:Berlin").data
    other = at("list", "--json", "--query=-in:Berlin").data
    assert 0 < len(berlin) < len(everyone)
    assert len(berlin) + len(other) == len(everyone)
    quiet = at("list", "--json", "--query", "in:Berlin last:>90d").data
    limit = (date.today() - timedelta(days=90)).isoformat()
    assert quiet
    assert all(one["last_interaction_on"] < limit for one in quiet)
    close = at("list", "--json", "--query", "strength:close").data
    assert close
    assert {one["label"] for one in close} == {"close"}
    names = {one["full_name"] for one in berlin}
    for entry in at("timeline", "--json", "--query", "in:Berlin", "--limit", "30").data:
        assert names & {person["full_name"] for person in entry["people"]}
    out = tmp_path / "berlin.json"
    assert at("export", str(out), "--query", "in:Berlin").code == 0
    assert out.read_text("utf-8").count('"full_name"') >= len(berlin)
    assert at("list", "--query", "last:soon via:nowhere").out == ""


def test_list_full_is_what_show_shows(at):
    full = at("list", "--json", "--full", "--query", "amara").data
    assert len(full) == 1
    assert set(full[0]) >= WHOLE
    assert full[0] == at("show", "Amara Diallo", "--json").data


def test_show(at):
    shape = at("show", "amara.diallo@lumenta.example", "--json").data
    assert shape["full_name"] == "Amara Diallo"
    assert set(shape["name"]) == {"prefix", "given", "additional", "family", "suffix"}
    assert set(shape["met"]) == {"on", "place", "via", "through", "event", "story"}
    assert set(shape["strength"]) == {"score", "chance_90", "label", "state", "reason"}
    assert 0 <= shape["strength"]["score"] <= 100
    assert 0 <= shape["strength"]["chance_90"] <= 1
    work = {"organisation": "Lumenta", "department": "", "title": "Data engineer", "current": True}
    assert shape["affiliations"] == [work]
    handle = {"value": "@amara.diallo", "label": "", "service": "matrix"}
    assert shape["messengers"] == [handle]
    assert shape["emails"] == [{"value": "amara.diallo@lumenta.example", "label": "work"}]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", shape["last_interaction_on"])
    assert at("show", shape["uid"], "--json").data == shape
    assert "Lumenta" in at("show", "Amara", "Diallo").out


def test_show_nobody_and_too_many(at):
    assert at("show", "Nobody Atall").code == 1
    said = at("show", "a")
    assert said.code == 1
    assert said.err.count("\n") > 2


def test_timeline(at):
    found = at("timeline", "--json", "--limit", "20").data
    assert len(found) == 20
    assert [one["on"] for one in found] == sorted((one["on"] for one in found), reverse=True)
    keys = {"uid", "kind", "on", "time", "precision", "minutes", "place", "initiator", "people"}
    assert set(found[0]) == keys | {"summary", "body", "event"}
    assert at("timeline", "--limit", "3").out.count("\n") == 3
    hits = at("timeline", "--json", "--query", "offline form").data
    assert hits
    assert len(at("timeline", "--json").data) > 1000


def test_log(at):
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    said = at("log", "coffee with Amara Diallo yesterday about the pilot", "--json")
    made = said.data["interactions"][0]
    assert (made["kind"], made["on"]) == ("coffee", yesterday)
    assert [one["full_name"] for one in made["people"]] == ["Amara Diallo"]
    assert said.data["people"] == []
    assert made in at("timeline", "--json", "--limit", "9").data
    assert "Log interaction" in at("undo").out
    assert made not in at("timeline", "--json").data


def test_log_adds_whom_nobody_knows(at):
    said = at("log", "met Zebulon Quirk today", "--json").data
    assert [one["full_name"] for one in said["people"]] == ["Zebulon Quirk"]
    assert at("show", "Zebulon Quirk").code == 0


def test_an_ambiguous_name_changes_nothing(at):
    at("log", "met Kim Possible today")
    before = at("history", "--json").data
    said = at("log", "coffee with Kim today")
    if said.code:  # two people are called Kim
        assert at("history", "--json").data == before
        assert "Kim Possible" in said.err


@pytest.mark.parametrize("command", ["list", "stats", "history", "check", "today", "timeline"])
def test_json_is_all_there_is_on_stdout(at, command):
    said = at(command, "--json")
    json.loads(said.out)
    assert said.err == ""


@pytest.mark.parametrize("text", ["", "   "])
def test_a_blank_line_is_not_written_down(at, text):
    before = at("timeline", "--json").data
    assert at("log", text).code == 2
    assert at("timeline", "--json").data == before
