"""What is stored for speed and follows from the rest: ties, contact search, full text.

Once per edit, before its commit, the touched rows are read from the recorder's notes and everything
derived from them is *recomputed from its sources* (never ``n + 1``), set by set. So undo, redo,
import and merge need nothing of their own, and a bulk load is not slowed by per-row triggers.
Formulas: a contact-day weighs ``min(1.5, Σ kind weight · importance)``; a tie keeps
``log2 Σ w · 2^(day/365)``, which does not change as time passes.
"""

from __future__ import annotations

import math
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from netjournal.models import history, touched
from netjournal.models.handle import db, to_day
from netjournal.models.snapshots import Keeper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netjournal.models.engine import Connection
    from netjournal.models.journal import Journal
    from netjournal.models.recording import Recorder

HALF_LIFE_DAYS = 365.0
DAY_CAP = 1.5
_AT_ONCE = 5_000  # ties folded before they are written: all at once would take 20 MB
IMPRECISE_WEIGHT = 0.5  # month or year precision counts once, half, and touches

_NAMES = (
    "c.full_name || ' ' || c.given_name || ' ' || c.additional_names || ' ' || c.family_name "
    "|| ' ' || CASE c.nicknames WHEN '[]' THEN '' ELSE c.nicknames END"
)
_REACH = (
    "COALESCE((SELECT group_concat(m.value, ' ') FROM contact_method m"
    " WHERE m.contact_id = c.id), '')"
)
_ABOUT = (
    "c.headline || ' ' || c.note || ' ' || c.met_place || ' ' || c.met_story"
    " || ' ' || c.booster_note || ' ' ||"
    " COALESCE((SELECT group_concat(a.organisation || ' ' || a.title || ' ' || a.department, ' ')"
    " FROM affiliation a WHERE a.contact_id = c.id), '')"
    " || ' ' || COALESCE((SELECT group_concat(d.locality || ' ' || d.country, ' ')"
    " FROM address d WHERE d.contact_id = c.id), '')"
    " || ' ' || COALESCE((SELECT group_concat(t.name, ' ') FROM contact_tag ct"
    " JOIN tag t ON t.id = ct.tag_id WHERE ct.contact_id = c.id), '')"
    " || ' ' || COALESCE((SELECT group_concat(t.name, ' ') FROM contact_topic ct"
    " JOIN topic t ON t.id = ct.topic_id WHERE ct.contact_id = c.id), '')"
    " || ' ' || COALESCE((SELECT group_concat(n.text, ' ') FROM need n"
    " WHERE n.contact_id = c.id), '')"
)
# Texts of ASCII alone (as many bytes as characters) need no further words: saves the call.
_WORDS = (
    "{0} || ' ' || CASE length(CAST({0} AS BLOB)) WHEN length({0}) THEN '' "
    "ELSE nj_index_words({0}) END"
)
SEARCH_SELECT = (
    f"SELECT id, {_WORDS.format('names')}, reach, {_WORDS.format('about')} FROM "
    f"(SELECT c.id AS id, {_NAMES} AS names, {_REACH} AS reach, {_ABOUT} AS about FROM contact c"
)
DAYS_SELECT = (
    "SELECT ic.contact_id, i.day, MIN(?, SUM(CASE WHEN i.precision > 0 THEN ? "
    "ELSE k.weight * i.importance END)) AS w, MAX(k.touch OR i.precision > 0) AS touch "
    "FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
    "JOIN interaction_kind k ON k.id = i.kind_id "
    "WHERE i.trashed_at IS NULL AND k.key <> 'note' {only}"
    "GROUP BY ic.contact_id, i.day HAVING w > 0 OR touch"
)


def install(connection: Connection) -> None:
    """Make the temp tables that name what to recompute (once per writing connection)."""
    for name in touched.NAMES:
        connection.execute(f"CREATE TEMP TABLE {name} (id INTEGER PRIMARY KEY)")


def refresh(recorder: Recorder, today: int) -> None:
    """Recompute what follows from the rows in the recorder's (collapsed) notes.

    Args:
        recorder: The open edit's notes.
        today: The local day; later days don't count yet.
    """
    run = recorder.connection.execute
    touched.collect(recorder)
    _interaction_text(recorder)
    _contact_text(recorder.connection)
    months = Keeper(recorder)
    recompute_ties(recorder.connection, today)
    months.forget()
    for name in touched.NAMES:
        run(f"DELETE FROM temp.{name}")


def rebuild(connection: Connection, today: int) -> None:
    """Recompute everything derived, from scratch (repair)."""
    run = connection.execute
    run("DELETE FROM contact_day")
    run("DELETE FROM tie_state")
    run("DELETE FROM month_snapshot")
    run("INSERT INTO temp.touched_tie SELECT id FROM contact")
    recompute_ties(connection, today)
    run("DELETE FROM temp.touched_tie")
    run("DELETE FROM contact_search")
    run(f"INSERT INTO contact_search {SEARCH_SELECT})")
    run("INSERT INTO contact_fts(contact_fts) VALUES ('rebuild')")
    run("DELETE FROM interaction_extra")
    run(_EXTRA.format(source="interaction"))
    run("INSERT INTO interaction_fts(interaction_fts) VALUES ('rebuild')")


def rebuild_alone(connection: Connection) -> None:
    """Recompute everything derived in a file that is no open journal; call in a transaction."""
    today = to_day(date.today())
    install(connection)
    rebuild(connection, today)
    history.put_meta(connection, "derived_on", str(today))


def begin_day(journal: Journal) -> None:
    """Let planned days that have come since the journal was last open count."""
    today = journal.today()
    row = db.execute_sql("SELECT value FROM meta WHERE key = 'derived_on'").fetchone()
    since = int(row[0]) if row else today
    if journal.read_only or (row and since == today):
        return
    with journal.housekeeping() as connection:
        roll_over(connection, since, today)
        history.put_meta(connection, "derived_on", str(today))


def roll_over(connection: Connection, since: int, today: int) -> None:
    """Let days that came (or, the clock set back, went) since ``since`` count in their ties."""
    connection.execute(
        "INSERT OR IGNORE INTO temp.touched_tie SELECT DISTINCT contact_id FROM contact_day "
        "WHERE day > ? AND day <= ?",
        (min(since, today), max(since, today)),
    )
    _tie_states(connection, today)
    connection.execute("DELETE FROM temp.touched_tie")


# -- recomputing

_EXTRA = (
    "INSERT INTO interaction_extra SELECT id, words FROM (SELECT i.id AS id, "
    "nj_index_words(i.summary || ' ' || i.body || ' ' || i.place) AS words FROM {source} i) "
    "WHERE words <> ''"
)
_TOUCHED = "(SELECT id FROM temp.{name})"


# with secure-delete, forgetting one text costs about as much as indexing 90 afresh (measured)
_FORGET_COST = 90
_FEW = 200


def _interaction_text(recorder: Recorder) -> None:
    run = recorder.connection.execute
    if not run("SELECT 1 FROM temp.touched_interaction LIMIT 1").fetchone():
        return
    rows = _TOUCHED.format(name="touched_interaction")
    notes = f"n.tbl = 'interaction' AND n.action <> 1 AND n.row_id IN {rows}"
    old = ", ".join(
        f"n.{touched.column(recorder, 'interaction', name)}"
        for name in ("summary", "body", "place")
    )
    forget = run(f"SELECT COUNT(*) FROM change_note n WHERE {notes}").fetchone()[0]
    anew = _rebuild_is_cheaper(recorder.connection, "interaction", forget)
    if not anew:
        run(  # the index forgets a text only when told exactly what it was
            "INSERT INTO interaction_fts(interaction_fts, rowid, summary, body, place, words) "
            f"SELECT 'delete', n.row_id, {old}, COALESCE(x.words, '') FROM change_note n "
            f"LEFT JOIN interaction_extra x ON x.interaction_id = n.row_id WHERE {notes}"
        )
    run(f"DELETE FROM interaction_extra WHERE interaction_id IN {rows}")
    run(_EXTRA.format(source=f"(SELECT * FROM interaction WHERE id IN {rows})"))
    if anew:
        run("INSERT INTO interaction_fts(interaction_fts) VALUES ('rebuild')")
    else:
        run(
            "INSERT INTO interaction_fts(rowid, summary, body, place, words) "
            f"SELECT id, summary, body, place, words FROM interaction_text WHERE id IN {rows}"
        )


def _rebuild_is_cheaper(connection: Connection, table: str, forget: int) -> bool:
    if forget < _FEW:
        return False
    total = connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
    return bool(forget * _FORGET_COST > total)


def _contact_text(connection: Connection) -> None:
    run = connection.execute
    if not run("SELECT 1 FROM temp.touched_contact LIMIT 1").fetchone():
        return
    rows = _TOUCHED.format(name="touched_contact")
    columns = "names, reach, about"
    known = f"FROM contact_search WHERE contact_id IN {rows}"
    forget = run(f"SELECT COUNT(*) {known}").fetchone()[0]
    anew = _rebuild_is_cheaper(connection, "contact", forget)
    if not anew:
        run(
            f"INSERT INTO contact_fts(contact_fts, rowid, {columns}) "
            f"SELECT 'delete', contact_id, {columns} {known}"
        )
    run(f"DELETE {known}")
    run(f"INSERT INTO contact_search {SEARCH_SELECT} WHERE c.id IN {rows})")
    if anew:
        run("INSERT INTO contact_fts(contact_fts) VALUES ('rebuild')")
    else:
        run(f"INSERT INTO contact_fts(rowid, {columns}) SELECT contact_id, {columns} {known}")


def recompute_ties(connection: Connection, today: int) -> None:
    """Recompute contact-days and states of the ties named in ``touched_tie``.

    Args:
        connection: The writing one.
        today: The local day; later days don't count yet.
    """
    run = connection.execute
    if not run("SELECT 1 FROM temp.touched_tie LIMIT 1").fetchone():
        return
    rows = _TOUCHED.format(name="touched_tie")
    run(f"DELETE FROM contact_day WHERE contact_id IN {rows}")
    only = f"AND ic.contact_id IN {rows} "
    run(
        "INSERT INTO contact_day (contact_id, day, w, touch) " + DAYS_SELECT.format(only=only),
        (DAY_CAP, IMPRECISE_WEIGHT),
    )
    _tie_states(connection, today)


def _tie_states(connection: Connection, today: int) -> None:
    rows = _TOUCHED.format(name="touched_tie")
    connection.execute(f"DELETE FROM tie_state WHERE contact_id IN {rows}")
    days = connection.execute(
        "SELECT d.contact_id, d.day, d.w, d.touch FROM temp.touched_tie t "
        "CROSS JOIN contact_day d ON d.contact_id = t.id WHERE d.day <= ? ORDER BY 1, 2",
        (today,),
    )
    rows_of = tie_rows(days)
    while some := list(islice(rows_of, _AT_ONCE)):
        connection.executemany(
            "INSERT INTO tie_state (contact_id, touches, first_day, last_day, log_volume, "
            "last_on) VALUES (?, ?, ?, ?, ?, ?)",
            some,
        )


TieRow = tuple[int, int, int | None, int | None, float | None, int]


def tie_rows(days: Iterator[tuple[int, int, float, int]]) -> Iterator[TieRow]:
    """Fold contact-days, ordered by contact and day, into one row per tie.

    Args:
        days: (contact, day, weight, touch).

    Yields:
        (contact, touching days, first and last touching day, log2 volume, last day of any kind).
    """
    current, touches, first, last, volume, last_on = -1, 0, None, None, 0.0, 0
    for contact, day, w, touch in days:
        if contact != current:
            if current >= 0:
                yield current, touches, first, last, _log2(volume), last_on
            current, touches, first, last, volume = contact, 0, None, None, 0.0
        volume += w * 2.0 ** (day / HALF_LIFE_DAYS)
        last_on = day
        if touch:
            touches += 1
            first = day if first is None else first
            last = day
    if current >= 0:
        yield current, touches, first, last, _log2(volume), last_on


def _log2(volume: float) -> float | None:
    return math.log2(volume) if volume > 0 else None
