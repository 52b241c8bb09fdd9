"""today, strength, stats."""

from __future__ import annotations

import csv
from datetime import date, timedelta


def test_stats(at):
    data = at("stats", "--json").data
    for key in ("contacts", "interactions", "live_ties", "network_strength"):
        assert data[key] > 10
    assert data["helps_given"] > data["helps_received"] > 0
    assert "live ties" in at("stats").out
    assert set(data["spheres"]) == {
        *("family", "study", "work", "neighbours", "clubs", "volunteering", "helped")
    }
    assert data["spheres"]["family"] > 0
    assert f"family {data['spheres']['family']}" in at("stats").out


def test_strength(at):
    data = at("strength", "--json").data
    assert data["as_of"] == date.today().isoformat()
    assert data["kappa"] == 1.0  # commands learn nothing, they use what the window learnt
    keys = {"uid", "full_name", "score", "chance_90", "label", "state", "reason"}
    assert all(set(tie) == keys for tie in data["ties"])
    scores = [tie["score"] for tie in data["ties"]]
    assert scores == sorted(scores, reverse=True)
    assert at("strength").out.count("\n") == len(scores)


def test_strength_of_another_day(at):
    then = (date.today() - timedelta(days=700)).isoformat()
    data = at("strength", "--json", "--as-of", then).data
    assert data["as_of"] == then
    now = at("strength", "--json").data["ties"]
    assert sum(t["score"] for t in data["ties"]) < sum(t["score"] for t in now)


def test_strength_of_an_event_table_needs_no_journal(call, tmp_path):
    events, requests, out = (tmp_path / f"{name}.csv" for name in ("events", "requests", "out"))
    day = 20_000 * 86_400
    events.write_text(
        "ego,alter,timestamp,kind,direction\n"
        f"me,ana,{day},email,in\nme,ana,{day + 864_000},email,out\nme,bo,{day},email,in\n"
    )
    requests.write_text("ego,alter,as_of\nme,ana,2024-12-01\nme,bo,2024-12-01\n")
    words = ("strength", "--events", events, "--requests", requests, "--out", out)
    assert call(*words).code == 0
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert [row["alter"] for row in rows] == ["ana", "bo"]
    assert float(rows[0]["score"]) > float(rows[1]["score"])
    assert call(*words[:3]).code == 2
    assert call("strength", "--events", tmp_path / "no", *words[3:]).code == 1
    told = call(*words, "--json").data
    assert (told["scored"], told["unknown"], told["unread"]) == (2, 0, [])
    assert "2 requests, 0 without" in call(*words).out
    shown = call(*words[:-1], "-")
    assert shown.out.replace("\r", "") == out.read_text()
    assert call(*words[:-1], "-", "--json").code == 2
    assert call("strength", "--events", "-", "--requests", "-", "--out", out).code == 2
    plain = out.read_text()
    assert call(*words, "--calibrated").code == 0
    assert [row.split(",")[3] for row in out.read_text().splitlines()] == [
        row.split(",")[3] for row in plain.splitlines()
    ]
    events.write_bytes("ego,alter,timestamp\nJosé,b,86400\n".encode("latin-1"))
    refused = call(*words)
    assert refused.code == 9
    assert "not UTF-8" in refused.err


def test_today(at):
    data = at("today", "--json").data
    assert data["on"] == date.today().isoformat()
    assert {"nurture", "promises", "could_help", "dates"} <= set(data)
    assert all(set(one) >= {"uid", "full_name", "reason"} for one in data["nurture"])
    assert data["nurture"]
    assert data["dates"]
    later = (date.today() + timedelta(days=200)).isoformat()
    assert at("today", "--json", "--on", later).data["on"] == later
    assert "Promised: " in at("today").out
