"""Chats in the journal: a day is one interaction, once, and Undo takes all of it back."""

from __future__ import annotations

import pytest

from netjournal.models.handle import db, from_day
from netjournal.services import interactions, settings
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound

CHAT = """\
20/01/19, 09:01 - Zoe Me: Good morning
20/01/19, 09:02 - Ana Kovač: Hello
21/01/19, 10:00 - Ana Kovač: Tomorrow?
"""
LATER = CHAT + "21/01/19, 10:05 - Zoe Me: Yes\n25/01/19, 08:00 - Zoe Me: Thanks\n"
GROUP = """\
[20/01/19, 09:01:00] Zoe Me: Good morning
[20/01/19, 09:02:00] Ana Kovač: Hello
[20/01/19, 09:03:00] +49 170 1234567: Hi
[21/01/19, 09:03:00] +49 170 1234567: Hi again
[21/01/19, 09:04:00] Bo: Hi
"""


def bring(journal, path, text):
    path.write_text(text, "utf-8")
    plan = importing.analyse(path)
    with journal.edit("Import", source="import") as edit:
        return apply(plan, edit, TODAY)


def talk():
    """Return (day, initiator, summary, names) of every interaction."""
    rows = db.execute_sql(
        "SELECT i.day, i.initiator, i.summary, (SELECT group_concat(c.full_name, ' | ') FROM "
        "interaction_contact ic JOIN contact c ON c.id = ic.contact_id "
        "WHERE ic.interaction_id = i.id) FROM interaction i ORDER BY i.day, i.id"
    ).fetchall()
    return [(from_day(day).isoformat(), *rest) for day, *rest in rows]


def count(table):
    return db.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def test_a_chat_comes_once_and_goes_as_one(journal, tmp_path):
    path = tmp_path / "WhatsApp Chat with Ana Kovač.txt"
    with journal.edit("Add"):
        builders.contact("Ana Kovač")
    report = bring(journal, path, CHAT)
    assert (report.interactions, report.added) == (2, 0)
    assert talk() == [
        ("2019-01-20", 1, "2 messages", "Ana Kovač"),
        ("2019-01-21", 2, "1 message", "Ana Kovač"),
    ]
    again = bring(journal, path, CHAT)
    assert (again.interactions, again.added, again.unchanged) == (0, 0, 2)
    journal.undo()
    assert talk() == []
    assert count("contact") == 1
    assert_sound(journal)


def test_a_longer_export_adds_its_new_days_and_finishes_the_last(journal, tmp_path):
    path = tmp_path / "WhatsApp Chat with Ana Kovač.txt"
    bring(journal, path, CHAT)
    before = talk()
    report = bring(journal, path, LATER)
    assert (report.interactions, report.changed, report.added) == (1, 1, 0)
    assert talk() == [
        before[0],
        ("2019-01-21", 2, "2 messages", "Ana Kovač"),
        ("2019-01-25", 1, "1 message", "Ana Kovač"),
    ]
    last = db.execute_sql("SELECT body FROM interaction WHERE summary = '2 messages' ORDER BY day")
    assert last.fetchall()[1][0] == "10:00 Ana Kovač: Tomorrow?\n10:05 Zoe Me: Yes"
    assert bring(journal, path, LATER).batch_id is None
    assert bring(journal, path, CHAT).batch_id is None  # the older export takes nothing back
    journal.undo()
    assert talk() == before
    assert_sound(journal)


def test_a_day_that_was_edited_since_does_not_go_on(journal, tmp_path):
    path = tmp_path / "WhatsApp Chat with Ana Kovač.txt"
    bring(journal, path, CHAT)
    last = db.execute_sql("SELECT id FROM interaction ORDER BY day DESC").fetchone()[0]
    with journal.edit("Edit"):
        form = interactions.form(last)
        form.summary = "She asked"
        interactions.update(last, form)
    before = talk()
    report = bring(journal, path, LATER)
    assert (report.interactions, report.changed) == (1, 0)
    assert [one.message for one in report.warnings] == [
        "Otherwise in the file, but left as it is because you edited it since: "
        "2 messages (2019-01-21)"
    ]
    assert talk() == [*before, ("2019-01-25", 1, "1 message", "Ana Kovač")]


@pytest.mark.parametrize("name", ["chat.txt", "WhatsApp Chat with Ana Kovač.txt"])
def test_who_the_user_is_comes_from_the_journal(journal, tmp_path, name):
    with journal.edit("Settings"):
        settings.remember_me(["Zoé Me"])
    report = bring(journal, tmp_path / name, CHAT)
    assert [row[1:] for row in talk()] == [
        (1, "2 messages", "Ana Kovač"),
        (2, "1 message", "Ana Kovač"),
    ]
    assert report.warnings == ()


def test_group_with_a_stranger(journal, tmp_path):
    with journal.edit("Add"):
        builders.contact("Cy Known", phone="+49 170 1234567")
    report = bring(journal, tmp_path / "chat.txt", "".join(GROUP))
    assert report.interactions == 2
    assert talk()[1] == ("2019-01-21", 0, "2 messages", "Cy Known | Bo")
    assert count("contact") == 4  # nobody said who the user is


@pytest.mark.parametrize("known", [0, 2])
def test_somebody_unknown_or_of_a_common_name_is_added_once(journal, tmp_path, known):
    with journal.edit("Add"):
        for _ in range(known):
            builders.contact("Ana Kovač")
    report = bring(journal, tmp_path / "WhatsApp Chat with Ana Kovač.txt", LATER)
    assert (report.interactions, report.added) == (3, 1)
    assert count("contact") == known + 1
