"""What is stored for speed and follows from the rest: ties, contact search, full text.

Once per edit, before its commit, the touched rows are read from the recorder's notes and everything
derived from them is *recomputed from its sources* (never ``n + 1``), set by set. So undo, redo,
import and merge need nothing of their own, and a bulk load is not slowed by per-row triggers.
Contact-days and ties are in ``derived_ties``, entries per day in ``derived_days``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netjournal.models import derived_days, derived_ties, history, touched
from netjournal.models.handle import db, to_day
from netjournal.models.snapshots import Keeper

if TYPE_CHECKING:
    from netjournal.models.engine import Connection
    from netjournal.models.journal import Journal
    from netjournal.models.recording import Recorder

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
# Without OFFSET SQLite would write the inner expressions into the outer ones, which name them three
# times: every text would be put together three times, too.
_ONCE = " LIMIT -1 OFFSET 0)"


def search_select(only: str = "") -> str:
    """Return the statement that gives each contact's id, names, reach and about.

    Args:
        only: A condition on ``c``, the contact, such as ``WHERE c.id = 1``; everybody without one.
    """
    return (
        f"SELECT id, {_WORDS.format('names')}, reach, {_WORDS.format('about')} FROM "
        f"(SELECT c.id AS id, {_NAMES} AS names, {_REACH} AS reach, {_ABOUT} AS about "
        f"FROM contact c {only}{_ONCE}"
    )


SEARCH_SELECT = search_select()  # of everybody


def install(connection: Connection) -> None:
    """Make the temp tables that name what to recompute (once per writing connection)."""
    for name in touched.NAMES:
        columns = "id INTEGER PRIMARY KEY"
        if name in touched.OF_DAYS:
            columns = "contact_id INTEGER, day INTEGER, PRIMARY KEY (contact_id, day)"
        connection.execute(f"CREATE TEMP TABLE {name} ({columns})")


def refresh(recorder: Recorder, today: int) -> None:
    """Recompute what follows from the rows in the recorder's (collapsed) notes.

    Args:
        recorder: The open edit's notes.
        today: The local day; later days don't count yet.
    """
    run = recorder.connection.execute
    _turn_day(recorder.connection, today)  # a window may be open for days
    touched.collect(recorder)
    _interaction_text(recorder)
    _contact_text(recorder.connection)
    months = Keeper(recorder)
    derived_ties.recompute(recorder.connection, today)
    derived_days.recompute(recorder)
    months.forget()
    recorder.days = touched.people(recorder.connection, "touched_date")
    recorder.places = touched.places(recorder)
    recorder.cards = touched.people(recorder.connection, "touched_contact")
    recorder.people = touched.people(recorder.connection, "touched_tie", recorder.cards)
    for name in touched.NAMES:
        run(f"DELETE FROM temp.{name}")


def rebuild(connection: Connection, today: int) -> None:
    """Recompute everything derived, from scratch (repair)."""
    run = connection.execute
    db.people.note(None)
    db.days.note(None)
    run("DELETE FROM contact_day")
    run("DELETE FROM tie_state")
    run("DELETE FROM month_snapshot")
    run("INSERT INTO temp.touched_tie SELECT id FROM contact")
    run("INSERT INTO temp.touched_whole SELECT id FROM contact")
    derived_ties.recompute(connection, today)
    run("DELETE FROM temp.touched_tie")
    run("DELETE FROM temp.touched_whole")
    derived_days.rebuild(connection)
    run("DELETE FROM contact_search")
    run(f"INSERT INTO contact_search {search_select()}")
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
    """Let planned days that have come since the last edit count, and ties be those of today."""
    today = journal.today()
    if not journal.read_only and _derived_on(db.connection()) != today:
        with journal.housekeeping() as connection:
            _turn_day(connection, today)


def _derived_on(connection: Connection) -> int | None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'derived_on'").fetchone()
    return int(row[0]) if row else None


def _turn_day(connection: Connection, today: int) -> None:
    since = _derived_on(connection)
    if since != today:
        roll_over(connection, today if since is None else since, today)
        history.put_meta(connection, "derived_on", str(today))


def roll_over(connection: Connection, since: int, today: int) -> None:
    """Let days that came (or, the clock set back, went) since ``since`` count in their ties."""
    db.people.note(None)
    connection.execute(
        "INSERT OR IGNORE INTO temp.touched_tie SELECT DISTINCT contact_id FROM contact_day "
        "WHERE day > ? AND day <= ?",
        (min(since, today), max(since, today)),
    )
    derived_ties.states(connection, today)
    connection.execute("DELETE FROM temp.touched_tie")


# -- recomputing

_EXTRA = (
    "INSERT INTO interaction_extra SELECT id, words FROM (SELECT i.id AS id, "
    "nj_index_words(i.summary || ' ' || i.body || ' ' || i.place) AS words FROM {source} i"
    + _ONCE
    + " WHERE words <> ''"
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
    if not run(
        "SELECT 1 FROM change_note WHERE tbl = 'interaction' AND action <> 1 LIMIT 1"
    ).fetchone():  # all are new: nothing has to be forgotten
        _index_interactions(recorder.connection, rows)
        return
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
    if anew:
        run(_EXTRA.format(source=f"(SELECT * FROM interaction WHERE id IN {rows})"))
        run("INSERT INTO interaction_fts(interaction_fts) VALUES ('rebuild')")
    else:
        _index_interactions(recorder.connection, rows)


def _index_interactions(connection: Connection, rows: str) -> None:
    connection.execute(_EXTRA.format(source=f"(SELECT * FROM interaction WHERE id IN {rows})"))
    connection.execute(
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
    run(f"INSERT INTO contact_search {search_select(f'WHERE c.id IN {rows}')}")
    if anew:
        run("INSERT INTO contact_fts(contact_fts) VALUES ('rebuild')")
    else:
        run(f"INSERT INTO contact_fts(rowid, {columns}) SELECT contact_id, {columns} {known}")
