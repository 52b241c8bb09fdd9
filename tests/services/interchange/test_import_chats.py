"""Chats in the journal: a day is one interaction, once, and Undo takes all of it back."""

from __future__ import annotations

import json

import pytest

from netjournal.models.handle import db, from_day
from netjournal.services import interactions, settings
from netjournal.services.duplicates import merge
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.people import contacts
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


ALONE = "[01.05.24, 10:00:00] John Smith: Hi\n[01.05.24, 10:01:00] Me: Hello\n"
NAMED = "WhatsApp Chat with John Smith.txt"


def grown(days, first=2):
    return ALONE + "".join(
        f"[0{n}.05.24, 10:00:00] John Smith: day {n}\n[0{n}.05.24, 10:05:00] Me: ok\n"
        for n in range(first, first + days)
    )


def two_johns(journal):
    with journal.edit("Add"):
        return [builders.contact("John Smith", email=f"{key}@x.example") for key in "ab"]


def remember(journal):
    with journal.edit("Settings"):
        settings.remember_me(["Me"])


def of(contact_id):
    sql = "SELECT COUNT(*) FROM interaction_contact WHERE contact_id = ?"
    return db.execute_sql(sql, (contact_id,)).fetchone()[0]


def test_a_growing_chat_with_a_common_name_adds_nobody_again(journal, tmp_path):
    two_johns(journal)
    remember(journal)
    reports = [bring(journal, tmp_path / NAMED, grown(days)) for days in (1, 2, 3, 4)]
    assert [one.interactions for one in reports] == [2, 1, 1, 1]
    assert count("contact") == 3
    assert of(3) == 5
    assert_sound(journal)


def test_a_growing_chat_goes_on_with_whom_its_person_was_merged_into(journal, tmp_path):
    one, _other = two_johns(journal)
    remember(journal)
    bring(journal, tmp_path / NAMED, ALONE)
    with journal.edit("Merge"):
        merge.merge(one, [3])
    bring(journal, tmp_path / NAMED, grown(1))
    assert count("contact") == 2
    assert of(one) == 2


@pytest.mark.parametrize("namesakes", [0, 1, 2])
def test_a_growing_chat_goes_on_with_whoever_is_called_otherwise_by_now(
    journal, tmp_path, namesakes
):
    remember(journal)
    bring(journal, tmp_path / NAMED, ALONE)
    with journal.edit("Rename"):
        form = contacts.form(1)
        form.full_name = "John Meyer"
        contacts.update(1, form)
        for _ in range(namesakes):
            builders.contact("John Smith")
    for days in (1, 2):
        assert bring(journal, tmp_path / NAMED, grown(days)).added == 0
    assert of(1) == 3
    bring(journal, tmp_path / "WhatsApp Chat with Bo.txt", ALONE.replace("John Smith", "Bo"))
    assert (of(1), count("contact")) == (3, namesakes + 2)


def test_a_growing_chat_brings_nobody_back_from_the_trash(journal, tmp_path):
    remember(journal)
    bring(journal, tmp_path / NAMED, ALONE)
    with journal.edit("Trash"):
        contacts.trash([1])
    assert bring(journal, tmp_path / NAMED, grown(1)).added == 1
    assert (of(1), of(2)) == (1, 1)


def test_two_chats_with_a_common_name_stay_apart_where_days_tell(journal, tmp_path):
    """Both were imported and put right by hand: each goes on with whoever has its days."""
    one, other = two_johns(journal)
    remember(journal)
    bring(journal, tmp_path / NAMED, ALONE)
    with journal.edit("Merge"):
        merge.merge(one, [3])
    second = ALONE.replace("01.05.24, 10:", "03.04.23, 11:")
    bring(journal, tmp_path / NAMED, second)
    moved = db.execute_sql("SELECT id FROM interaction ORDER BY id DESC").fetchone()[0]
    with journal.edit("Change"):
        form = interactions.form(moved)
        form.contact_ids = [other]
        interactions.update(moved, form)
    bring(journal, tmp_path / NAMED, grown(2))
    assert (of(one), of(other), count("contact")) == (3, 1, 2)
    bring(journal, tmp_path / NAMED, second + "[04.04.23, 11:00:00] John Smith: Hi\n")
    assert (of(one), of(other), count("contact")) == (3, 2, 2)


def test_a_growing_group_with_a_common_name_adds_nobody_again(journal, tmp_path):
    two_johns(journal)
    remember(journal)
    group = "[01.05.24, 09:00:00] Bo: Hi\n"
    for days in (1, 2, 3):
        bring(journal, tmp_path / "group.txt", group + grown(days))
    assert count("contact") == 4  # Bo, and one John


def telegram(user, days):
    messages = [
        {
            "id": n,
            "type": "message",
            "date": f"2024-05-0{n}T10:00:00",
            "from": "John Smith",
            "from_id": f"user{user}",
            "text": f"day {n}",
        }
        for n in range(1, days + 1)
    ]
    chat = {"name": "John Smith", "type": "personal_chat", "id": user, "messages": messages}
    return json.dumps(chat)


def test_chats_with_ids_of_their_own_are_two_peoples(journal, tmp_path):
    two_johns(journal)
    for days in (1, 2):
        for user in (7001, 7002):
            bring(journal, tmp_path / f"{user}.json", telegram(user, days))
    assert count("contact") == 4
    assert (of(3), of(4)) == (2, 2)


def test_a_growing_table_with_a_common_name_adds_nobody_again(journal, tmp_path):
    two_johns(journal)
    text = "Day,Kind,Summary,People,netjournal-csv/1;interactions\n"
    for day in range(1, 4):
        text += f"2024-05-0{day},met,Lunch,John Smith,\n"
        bring(journal, tmp_path / "talk.csv", text)
    assert count("contact") == 3
    assert of(3) == 3


def telegrams(*chats, phones=()):
    """Return an export of everything: (type, id, name of the chat, (day, id, name) …)."""
    listed = [
        {
            "name": name,
            "type": kind,
            "id": key,
            "messages": [
                {
                    "id": number,
                    "type": "message",
                    "date": f"2024-05-{day:02}T10:00:00",
                    "from": sender,
                    "from_id": f"user{user}",
                    "text": f"words {number}",
                }
                for number, (day, user, sender) in enumerate(messages, 1)
            ],
        }
        for kind, key, name, *messages in chats
    ]
    listed_people = [
        {"user_id": user, "first_name": name, "last_name": "", "phone_number": phone}
        for user, name, phone in phones
    ]
    return json.dumps(
        {
            "personal_information": {"user_id": 1},
            "contacts": {"list": listed_people},
            "chats": {"list": listed},
        }
    )


ONE = ("personal_chat", 11, "Ana", (1, 11, "Ana"), (1, 1, "Zo"))
OTHER = ("personal_chat", 12, "Ana", (2, 12, "Ana"))


def who():
    rows = db.execute_sql(
        "SELECT i.external_id, group_concat(ic.contact_id) FROM interaction i "
        "JOIN interaction_contact ic ON ic.interaction_id = i.id GROUP BY i.id"
    )
    return dict(rows.fetchall())


@pytest.mark.parametrize("known", [0, 1])
def test_two_people_of_one_name_in_one_export_stay_two(journal, tmp_path, known):
    if known:
        with journal.edit("Add"):
            builders.contact("Ana")
    for _ in range(2):
        bring(journal, tmp_path / "a.json", telegrams(ONE, OTHER))
        found = who()
        assert found["telegram:user11:2024-05-01"] != found["telegram:user12:2024-05-02"]
        assert count("contact") == 2
    more = (*ONE, (7, 11, "Ana Kovač"))
    bring(journal, tmp_path / "a.json", telegrams(OTHER, more))
    assert who()["telegram:user11:2024-05-07"] == found["telegram:user11:2024-05-01"]
    assert count("contact") == 2
    assert_sound(journal)


def test_who_is_called_otherwise_by_now_is_known_in_another_chat(journal, tmp_path):
    group = ("private_group", 77, "Climbers", (3, 11, "Ana Old"), (3, 13, "Bo"))
    bring(journal, tmp_path / "a.json", telegrams(group))
    bring(journal, tmp_path / "b.json", telegrams(group, ONE))
    assert count("contact") == 2
    journal.undo()
    journal.undo()
    assert (count("contact"), count("external_id")) == (0, 0)


def test_chats_imported_before_their_ids_were_kept_go_on(journal, tmp_path):
    bring(journal, tmp_path / "a.json", telegrams(ONE, OTHER))
    with journal.edit("As it was"):
        db.execute_sql("DELETE FROM external_id")
    before = who()
    grown = telegrams((*ONE, (8, 11, "Ana")), (*OTHER, (9, 12, "Ana")))
    bring(journal, tmp_path / "a.json", grown)
    after = who()
    assert after["telegram:user11:2024-05-08"] == before["telegram:user11:2024-05-01"]
    assert after["telegram:user12:2024-05-09"] == before["telegram:user12:2024-05-02"]
    assert (count("contact"), count("external_id")) == (2, 2)


def test_a_number_of_the_list_and_merging_say_who_somebody_is(journal, tmp_path):
    with journal.edit("Add"):
        ana = builders.contact("Ana Kovač", phone="+385911234567")
    listed = [(11, "Ana", "+385 91 1234567")]
    bring(journal, tmp_path / "a.json", telegrams(ONE, OTHER, phones=listed))
    assert who()["telegram:user11:2024-05-01"] == str(ana)
    (other,) = (int(one) for one in set(who().values()) - {str(ana)})
    with journal.edit("Merge"):
        merge.merge(ana, [other])
    bring(journal, tmp_path / "b.json", telegrams((*OTHER, (9, 12, "Anči"))))
    assert set(who().values()) == {str(ana)}
