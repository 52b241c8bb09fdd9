"""Commands about the network: today, strength, stats."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from netjournal.cli import shapes
from netjournal.errors import NotFound, UsageError

if TYPE_CHECKING:
    from netjournal.cli.door import Door
    from netjournal.services.bonds.strength_events import ScoreReport
    from netjournal.services.giving.matching import Match
    from netjournal.services.nurturing.dates_near import DateRow
    from netjournal.services.nurturing.promises import PromiseRow


def today(door: Door) -> int:
    """Say whom to turn to, what was promised and which dates come round."""
    from netjournal.services.nurturing import nurture, nurture_words

    journal = door.reading()
    day = door.args.on if door.args.on is not None else journal.today()
    page = nurture.today_page(day)
    uids = shapes.uids_of([row.contact_id for row in page.nurture])
    data: dict[str, Any] = {
        "on": shapes.iso(day),
        "nurture": [
            {
                "uid": uids[row.contact_id],
                "full_name": row.full_name,
                "reason": nurture_words.reason(row.reason),
            }
            for row in page.nurture
        ],
        "promises": [_promise(one) for one in page.promises],
        "could_help": [_could_help(one) for one in page.could_help],
        "dates": [_date(one) for one in page.dates],
        "events": [
            {"title": one.title, "on": shapes.iso(one.starts_on), "place": one.place}
            for one in page.events
        ],
    }
    data["write_after_event"] = [
        {"full_name": one.full_name, "event": one.title, "note": one.note} for one in page.lane
    ]
    data["resting"] = [name for _, name in page.resting]
    data["away_days"] = page.away if door.args.on is None else None
    door.answer(data, _today_in_words(data))
    return 0


def _could_help(one: Match) -> dict[str, Any]:
    others = [helper for helper in one.helpers if helper.contact_id is not None]
    return {
        "need": one.need,
        "full_name": one.full_name,
        "helpers": [helper.full_name for helper in others],
        "why": [helper.topic for helper in others],
        "mine": next((h.topic for h in one.helpers if h.contact_id is None), None),
    }


def _promise(one: PromiseRow) -> dict[str, Any]:
    return {
        "text": one.text,
        "by_me": one.by_me,
        "due_on": shapes.iso(one.due_on),
        "made_on": shapes.iso(one.made_on),
        "full_name": one.full_name or None,
    }


def _date(one: DateRow) -> dict[str, Any]:
    named = {"on": shapes.iso(one.day), "full_name": one.full_name}
    return named | {"what": one.what, "turns": one.turns}


def _today_in_words(data: dict[str, Any]) -> str:
    away = data["away_days"]
    lines = [f"Welcome back after {away} days. Pick three; the rest can wait."] if away else []
    lines += [f"{one['full_name']}: {one['reason']}" for one in data["nurture"]]
    lines += [f"{name}: two tries without an answer; let them write." for name in data["resting"]]
    for one in data["write_after_event"]:
        lines.append(f"A word to {one['full_name']}, met at {one['event']}")
    for one in data["promises"]:
        due = f" (due {one['due_on']})" if one["due_on"] else ""
        lines.append(f"Promised: {one['text']}{due}")
    for one in data["could_help"]:
        known = [f"{n} ({t})" for n, t in zip(one["helpers"], one["why"], strict=True)]
        known = [f"you ({one['mine']})", *known] if one["mine"] else known
        lines.append(f"{one['full_name']} needs {one['need']}: {', '.join(known)}")
    lines += [f"{one['on']}: {one['full_name']}, {one['what']}" for one in data["dates"]]
    lines += [f"{one['on']}: {one['title']}" for one in data["events"]]
    return "\n".join(lines) or "Nothing calls for you today."


def strength(door: Door) -> int:
    """Score every tie, or a plain event table."""
    args = door.args
    given = [bool(option) for option in (args.events, args.requests, args.out)]
    if any(given):
        if not all(given):
            raise UsageError("--events, --requests and --out belong together: give all three.")
        return _table(door)
    from netjournal.services.bonds import own_kappa, ties
    from netjournal.services.interchange.gather import chunks

    journal = door.reading()
    day = args.as_of if args.as_of is not None else journal.today()
    found = []
    for chunk in chunks(_alive(ties.out_of_sums())):
        found += _ties(chunk, day)
    found.sort(key=lambda tie: (-tie["score"], tie["full_name"]))
    text = "\n".join(
        f"{tie['score']:5.1f}  {tie['label']:<13} {tie['full_name']}: {tie['reason']}"
        for tie in found
    )
    door.answer({"as_of": shapes.iso(day), "kappa": own_kappa.kappa(), "ties": found}, text)
    return 0


def _alive(out: set[int]) -> list[int]:
    from netjournal.models.handle import db

    rows = db.execute_sql("SELECT id FROM contact ORDER BY id")
    return [row[0] for row in rows if row[0] not in out]


def _ties(chunk: list[int], day: int) -> list[dict[str, Any]]:
    from netjournal.services.bonds import own_kappa, ties
    from netjournal.services.bonds.rhythm_choice import rhythm_of
    from netjournal.services.bonds.strength_reasons import explain
    from netjournal.services.people import contacts

    uids, kappa = shapes.uids_of(chunk), own_kappa.kappa()
    days = ties.contact_days(chunk, day)
    found = []
    for row in contacts.rows(chunk, day):
        if row is None:
            continue
        rhythm = rhythm_of(row.id)
        why = explain(days.get(row.id, []), day, rhythm.ideal, rhythm.at_most, kappa)
        named = {"uid": uids[row.id], "full_name": row.full_name}
        found.append(named | shapes.tie_shape(why))
    return found


def _table(door: Door) -> int:
    from netjournal.cli.files import as_file

    args = door.args
    if args.events == args.requests == "-":
        raise UsageError("Only one table can come from standard input.")
    if args.out == "-" and door.json:
        raise UsageError("With --out - the scores are on standard output: leave --json out.")
    with as_file(args.events) as events, as_file(args.requests) as requests:
        report = _score(door, events, requests)
    for one in report.unread:
        door.remark(f"{one.table}: line {one.line}: {one.reason}")
    if args.out != "-":
        data = {"file": args.out, "scored": report.scored, "unknown": report.unknown}
        unread = [asdict(one) for one in report.unread]
        noun = "request" if report.scored == 1 else "requests"
        text = f"Scored {report.scored} {noun}, {report.unknown} without an event before."
        door.answer(data | {"unread": unread}, text)
    return 0


def _score(door: Door, events: Path, requests: Path) -> ScoreReport:
    from netjournal.services.bonds import strength_events
    from netjournal.services.files import AtomicFile

    args = door.args
    try:
        with (
            open(events, newline="", encoding="utf-8-sig") as known,
            open(requests, newline="", encoding="utf-8-sig") as asked,
        ):
            if args.out == "-":
                report = strength_events.score_files(known, asked, sys.stdout, args.calibrated)
                door.flush()
                return report
            with AtomicFile(Path(args.out), encoding="utf-8") as out:
                stream = cast("TextIO", out)
                return strength_events.score_files(known, asked, stream, args.calibrated)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise NotFound(f"There is no file {Path(str(error.filename)).name}.") from None


def stats(door: Door) -> int:
    """Count."""
    from netjournal.services.bonds import stats as figures
    from netjournal.services.people import sweep

    today = door.reading().today()
    counts = figures.counts(today)
    data = {k: round(v, 2) if isinstance(v, float) else v for k, v in asdict(counts).items()}
    text = "\n".join(f"{key.replace('_', ' '):<18} {value}" for key, value in data.items())
    spheres = {one.key: one.people for one in sweep.coverage(today)}
    text += "\nspheres            " + ", ".join(f"{key} {n}" for key, n in spheres.items())
    door.answer(data | {"spheres": spheres}, text)
    return 0
