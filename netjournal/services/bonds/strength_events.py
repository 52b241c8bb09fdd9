"""Score a plain table of events, so that anyone can check the model on records of their own.

Events are ``ego,alter,timestamp,kind,direction`` (Unix seconds, UTC, negative before 1970, or an
ISO date and time, whose day is the one that is written, in whatever zone; kind and direction are
not looked at), requests ``ego,alter,as_of`` (ISO date; Unix seconds or a day number work too).
Every event is an interaction that touches with weight 1, one contact-day per day; only days before
as_of count, and silence is as_of minus the last of them. Kinds weigh in the journal only: on e-mail
records weights cost prediction. The result is the requests with ``score,p14,p30,p60,p90,p365``;
where there was no event before as_of the score is 0 and the chances are left empty, as nothing is
known.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TextIO

from netjournal.errors import ImportRejected
from netjournal.services.bonds import strength

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netjournal.services.bonds.strength import TieState
    from netjournal.services.bonds.strength_days import ContactDay

    Row = tuple[str, str, int]

DAY_SECONDS = 86_400
_EPOCH = date(1970, 1, 1)
_SECONDS_FROM = 1_000_000  # as_of numbers beyond that are seconds, not days
_FARTHEST = 4_000_000  # days; some eleven thousand years to either side
EVENT_COLUMNS = ("ego", "alter", "timestamp")
REQUEST_COLUMNS = ("ego", "alter", "as_of")
SCORE_COLUMNS = ("score", *(f"p{horizon}" for horizon in strength.HORIZONS))


@dataclass(frozen=True, slots=True)
class Scored:
    """A score, 0…100, and the chance within each of ``strength.HORIZONS``; None if unknown."""

    score: float
    chances: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be read: in which table (events, requests), its line, and why."""

    table: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """How many requests were scored, how many of them had no event before, what was left out."""

    scored: int
    unknown: int
    unread: tuple[Unread, ...]


def score_events(
    events: Iterable[Row], requests: Sequence[Row], calibrated: bool = False
) -> list[Scored]:
    """Return the score of each request, in order.

    Args:
        events: (ego, alter, day) in any order; several on one day are one contact-day.
        requests: (ego, alter, as-of day); only earlier days are looked at.
        calibrated: Whether chances use the factor that each ego's earlier days teach
            (``strength_calibration``); scores never do.
    """
    histories: dict[str, dict[str, set[int]]] = {}
    for ego, alter, day in events:
        histories.setdefault(ego, {}).setdefault(alter, set()).add(day)
    kappas = _kappas(histories, requests) if calibrated else {}
    found: list[Scored] = [_UNKNOWN] * len(requests)
    wanted = sorted((ego, alter, as_of, i) for i, (ego, alter, as_of) in enumerate(requests))
    for (ego, alter), some in groupby(wanted, key=itemgetter(0, 1)):
        asked = list(some)
        history = _history(histories.get(ego, {}).get(alter, set()))
        states = strength.states_at(history, [as_of - 1 for _, _, as_of, _ in asked])
        for (_, _, as_of, i), state in zip(asked, states, strict=True):
            found[i] = _score(state, as_of, kappas.get((ego, as_of), 1.0))
    return found


_UNKNOWN = Scored(0.0, None)


def _history(days: Iterable[int]) -> list[ContactDay]:
    return [(day, 1.0, 1) for day in days]


def _score(state: TieState, as_of: int, kappa: float) -> Scored:
    if state.last_day is None:
        return _UNKNOWN
    quiet = as_of - state.last_day
    chances = tuple(strength.law(state.n, quiet, horizon, kappa) for horizon in strength.HORIZONS)
    return Scored(strength.strength(state, as_of), chances)


def _kappas(
    histories: dict[str, dict[str, set[int]]], requests: Sequence[Row]
) -> dict[tuple[str, int], float]:
    """Return what each ego's days before each as-of day teach."""
    from netjournal.services.bonds.strength_bulk import days_from_histories
    from netjournal.services.bonds.strength_calibration import self_calibration

    found = {}
    wanted = sorted({(ego, as_of) for ego, _, as_of in requests})
    for ego, some in groupby(wanted, key=itemgetter(0)):
        ties = [_history(days) for days in histories.get(ego, {}).values()]
        known = days_from_histories(ties)
        for _, as_of in some:
            found[ego, as_of] = self_calibration(known, as_of - 1).kappa
    return found


def score_files(
    events: TextIO, requests: TextIO, out: TextIO, calibrated: bool = False
) -> ScoreReport:
    """Read two CSV tables and write the third.

    Args:
        events: The events, opened with ``newline=""``.
        requests: What to score.
        out: The requests as they are, with the scores.
        calibrated: As in ``score_events``.

    Raises:
        ImportRejected: A table lacks one of its columns, or no row of it can be read.
    """
    unread: list[Unread] = []
    asked = list(_rows(requests, ("requests", REQUEST_COLUMNS), _as_of_day, unread))
    known = _rows(events, ("events", EVENT_COLUMNS), _event_day, unread)
    scores = score_events((row for row, _ in known), [row for row, _ in asked], calibrated)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*REQUEST_COLUMNS, *SCORE_COLUMNS))
    for (_, cells), one in zip(asked, scores, strict=True):
        chances = [""] * len(strength.HORIZONS) if one.chances is None else one.chances
        writer.writerow((*cells, one.score, *chances))
    return ScoreReport(len(scores), sum(one.chances is None for one in scores), tuple(unread))


def _rows(
    stream: TextIO,
    table: tuple[str, tuple[str, ...]],
    to_day: Callable[[str], int],
    unread: list[Unread],
) -> Iterator[tuple[Row, list[str]]]:
    """Yield (ego, alter, day) and the cells as written; note the rows that have no day."""
    name, columns = table
    reader = _readable(stream, name)
    header = [cell.strip().lstrip("\ufeff") for cell in next(reader, (0, []))[1]]
    pick = itemgetter(*_where(header, columns, name))
    bad = len(unread)
    good = 0
    for line, row in reader:
        try:
            ego, alter, when = pick(row)
            day = to_day(when)
        except IndexError:
            unread.append(Unread(name, line, "too few cells"))
        except ValueError:
            unread.append(Unread(name, line, f"no {columns[2]}"))
        else:
            good += 1
            yield (ego, alter, day), [ego, alter, when]
    if not good and len(unread) > bad:
        raise ImportRejected(
            f"No row of the table of {name} can be read: in the first, there is "
            f"{unread[bad].reason}.",
            table=name,
            line=unread[bad].line,
        )


def _where(header: list[str], columns: tuple[str, ...], name: str) -> list[int]:
    """Return where the columns stand in a table."""
    if not header:
        raise ImportRejected(
            f"The table of {name} is empty: its first line names {', '.join(columns)}.", table=name
        )
    missing = [column for column in columns if column not in header]
    if missing:
        raise ImportRejected(
            f"The table of {name} has no column “{missing[0]}”. It needs {', '.join(columns)}.",
            table=name,
            column=missing[0],
        )
    return [header.index(column) for column in columns]


def _readable(stream: TextIO, table: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and the cells of every row that is not empty."""
    reader = csv.reader(stream)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except UnicodeDecodeError as error:
        raise ImportRejected(f"The table of {table} is not UTF-8 text.", table=table) from error
    except csv.Error as error:
        raise ImportRejected(
            f"The table of {table} is not a CSV text after line {reader.line_num}.",
            table=table,
            line=reader.line_num,
        ) from error


def _event_day(text: str) -> int:
    try:
        return _sane(float(text) // DAY_SECONDS)
    except ValueError:
        return _iso_day(text)


def _as_of_day(text: str) -> int:
    try:
        number = float(text)
    except ValueError:
        return _iso_day(text)
    return _sane(number // DAY_SECONDS if abs(number) > _SECONDS_FROM else number)


def _iso_day(text: str) -> int:
    return (date.fromisoformat(text.strip()[:10]) - _EPOCH).days


def _sane(day: float) -> int:
    if not abs(day) < _FARTHEST:
        raise ValueError(day)
    return int(day)
