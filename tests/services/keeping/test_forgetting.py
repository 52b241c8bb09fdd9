"""Who is forgotten is in no byte of any file any more."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from netjournal import paths
from netjournal.errors import Cancelled, NotFound
from netjournal.models import Journal, migrations
from netjournal.models.handle import db
from netjournal.services import interactions, settings
from netjournal.services.giving import helping
from netjournal.services.interactions import InteractionForm
from netjournal.services.keeping import (
    backups,
    drafts,
    encryption,
    forgetting,
    form_drafts,
    integrity,
)
from netjournal.services.keeping.form_drafts import EntryDraft
from netjournal.services.people import contact_form, contacts
from tests import later
from tests.builders import contact, interaction

SECRETS = {
    "name": "Xanthippe Quarles",
    "email": "zqxj.hidden@nowhere.example",
    "phone": "+49 30 98127364",
    "note": "allergic to bureaucracy wobblegast",
    "entry": "whispered flimmerkiste plans",
    "need": "seeks a vorpalblade smith",
    "topic": "kryptozoologie",
}
PHOTO = b"\x89PNG\r\n\x1a\nphotograph-of-xanthippe-0123456789"


def add_them():
    one = contact(
        SECRETS["name"],
        email=SECRETS["email"],
        phone=SECRETS["phone"],
        note=SECRETS["note"],
        interests=[SECRETS["topic"]],
    )
    contacts.set_photo(one, PHOTO, "image/png")
    interaction(one, ago=3, summary=SECRETS["entry"], body=SECRETS["entry"] * 40)
    helping.note_need(one, SECRETS["need"], 20_000)
    return one


@pytest.fixture
def them(journal):
    """Somebody with a history of edits, a deletion undone, a draft, and two backups."""
    with journal.edit("Begin"):
        for number in range(60):
            interaction(contact(f"Person {number}", note="x" * 900), ago=number)
    with journal.edit(f"Add {SECRETS['name']}"):
        one = add_them()
    with journal.edit(f"Delete {SECRETS['name']}"):
        contacts.delete_forever([one])
    backups.make(journal, "timer")  # here they are in the log only
    journal.undo()
    with journal.edit("Change"):
        form = contacts.form(one)
        form.note = SECRETS["note"] + " and more"
        contacts.update(one, form)
    with journal.housekeeping() as connection:
        connection.execute(
            "INSERT INTO draft (key, text, created_at, updated_at) VALUES ('capture', ?, 0, 0)",
            (f"coffee with {SECRETS['name']}",),
        )
    backups.make(journal, "timer")
    return one


def left(folder):
    """Return which secrets are in which file, in any encoding and however folded."""
    needles = {}
    for key, text in SECRETS.items():
        for word in (text, text.casefold()):
            needles[word.encode()] = needles[word.encode("utf-16-le")] = key
        for word in text.split():
            if len(word) > 6:
                needles[word.casefold()[:7].encode()] = key
    needles[PHOTO] = "photo"
    return {
        (file.name, key)
        for file in folder.rglob("*")
        if file.is_file()
        for needle, key in needles.items()
        if needle in file.read_bytes() or needle in file.read_bytes().lower()
    }


def test_the_test_sees_them_before(journal, them):
    journal.checkpoint()
    assert {key for _name, key in left(journal.path.parent)} == {*SECRETS, "photo"}


def test_nothing_is_left_anywhere(journal, them):
    heard = []
    journal.listen(heard.append)
    done = forgetting.forget(journal, [them], with_backups=True)
    assert left(journal.path.parent) == set()
    assert (done.people, done.purged, done.unpurged) == (1, 2, 0)
    assert heard[0].touches("contact")
    assert integrity.check(journal) == []
    assert journal.undo_label() is None
    journal.close()
    assert left(journal.path.parent) == set()
    for one in backups.list_backups(journal.path):
        opened = Journal.open(one.path, read_only=True)
        assert integrity.check(opened) == []
        assert db.execute_sql("SELECT COUNT(*) FROM contact").fetchone()[0] == 60
        opened.close()


def test_backups_keep_them_unless_asked(journal, them):
    done = forgetting.forget(journal, [them])
    assert done.unpurged == 2
    journal.close()
    assert {name for name, _key in left(journal.path.parent)} == {
        one.path.name for one in backups.list_backups(journal.path)
    }


class Stopping:
    """A user who has enough after the first backup."""

    def step(self, done, _total):
        if done:
            raise Cancelled("")


def test_stopping_at_the_backups_says_how_many_are_left(journal, them):
    before = len(backups.list_backups(journal.path))
    (paths.backup_folder(journal.path) / "replaced-20200101T000000Z").mkdir()
    done = forgetting.forget(journal, [them], with_backups=True, progress=Stopping())
    assert before > 1
    assert (done.people, done.purged, done.unpurged) == (1, 1, before - 1)
    assert not list(paths.backup_folder(journal.path).glob("replaced-*"))


def test_a_second_place_that_is_not_there_is_told(journal, them, tmp_path):
    other = tmp_path / "stick"
    other.mkdir()
    with journal.edit("Choose"):
        settings.write(backups.SECOND_FOLDER, str(other))
    backups.make(journal, "manual")
    other.rename(tmp_path / "unplugged")
    done = forgetting.forget(journal, [them], with_backups=True)
    assert (done.unpurged, done.away) == (0, True)


def test_what_others_share_with_them_stays_and_is_counted(journal, them):
    with journal.edit("Share"):
        shared = interaction(them, 1, summary=f"Lunch with {SECRETS['name']}")
    done = forgetting.forget(journal, [them])
    assert done.mentions == 1
    row = db.execute_sql(
        "SELECT contact_id FROM interaction_contact WHERE interaction_id = ?", (shared,)
    )
    assert row.fetchall() == [(1,)]


NICK = "Xanni"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("capture", f"coffee with {SECRETS['name']} tomorrow"),
        ("capture.17", f"ask {SECRETS['name']}!"),
        ("guests-3", SECRETS["name"].lower()),
        ("entry.7", '{"form": {"summary": "x"}, "people": [[61, "Another Name"]]}'),
        ("entry.7", f'{{"form": {{"summary": "x"}}, "people": [[null, "{SECRETS["name"]}"]]}}'),
        ("entry.7", f'{{"form": {{}}, "people": [], "typed": "{SECRETS["name"]}"}}'),
        ("entry-61", "what was changed in an entry of theirs"),
        ("person:61", "{}"),
        ("introduction", '{"introduction_one": [61, "X"], "introduction_other": [6, "Y"]}'),
    ],
)
def test_what_was_being_typed_about_them_goes_too(journal, them, key, text):
    with journal.edit("Nickname"):
        form = contacts.form(them)
        form.nicknames = [NICK]
        contacts.update(them, form)
    assert them == 61
    drafts.put(journal, key, text)
    drafts.put(journal, "entry.9", '{"form": {"summary": "y"}, "people": [[6, "Person 5"]]}')
    backups.make(journal, "timer")
    forgetting.forget(journal, [them], with_backups=True)
    assert drafts.there() == ["entry.9"]
    journal.close()
    opened = Journal.open(backups.list_backups(journal.path)[0].path, read_only=True)
    assert drafts.there() == ["entry.9"]
    opened.close()


@pytest.mark.parametrize(
    ("key", "text", "mentions"),
    [
        ("capture", "coffee with Xanthippe tomorrow", 0),  # that name others may have
        ("capture", f"{NICK} called", 0),
        ("capture", f"coffee with {SECRETS['name']} and Person 7", 1),
        ("capture", "x quarles wrote of long days", 0),
        ("sweep:work", f"{SECRETS['name']}\nSomebody New", 1),
        ("entry.7", f'{{"form": {{"body": "{SECRETS["name"]} came"}}, "people": []}}', 1),
        ("person:6", f'{{"form": {{"note": "a friend of {SECRETS["name"]}"}}, "was": {{}}}}', 1),
        ("event", f'{{"event_note": "{SECRETS["name"]} sang", "event_day": [61, 0]}}', 1),
    ],
)
def test_what_was_being_typed_about_others_stays_and_is_counted(journal, them, key, text, mentions):
    with journal.edit("Nickname"):
        form = contacts.form(them)
        form.nicknames = [NICK]
        contacts.update(them, form)
    drafts.put(journal, "capture", "")
    drafts.put(journal, key, text)
    assert forgetting.forget(journal, [them]).mentions == mentions
    assert drafts.get(key) == text


@pytest.mark.parametrize("whole", ["Will Long", "May", "Rose", "Mark", "I Will"])
def test_a_name_that_is_a_word_takes_no_writing_with_it(journal, whole):
    with journal.edit("Begin"):
        them, anna = contact(whole), contact("Anna Berg")
    text = "I will long talk with Rose in May. Mark my words, Will. " * 40
    entry = form_drafts.from_entry(
        EntryDraft("entry", None, InteractionForm(body=text), ((anna, "Anna Berg"),)),
        InteractionForm(),
        [],
    )
    for key, typed in (("entry", entry), (f"person:{anna}", text), ("capture", text)):
        drafts.put(journal, key, typed)
    forgetting.forget(journal, [them])
    assert drafts.get("entry") == entry
    assert drafts.get(f"person:{anna}") == drafts.get("capture") == text


def test_a_shared_draft_stays_without_them(journal, them):
    with journal.edit("Share"):
        shared = interaction(them, 1, 2, summary="Seven at the lake")
    was = interactions.form(shared)
    typed = replace(
        was, body="three hours of writing", need="a smith", promise="x", contact_ids=[them, 1]
    )
    key = f"entry-{shared}"
    people = ((them, SECRETS["name"]), (1, "Person 0"), (None, "Somebody New"))
    draft = EntryDraft(key, shared, typed, people)
    drafts.put(journal, key, form_drafts.from_entry(draft, was, [them, 1, 2]))
    drafts.put(journal, "capture", "")
    assert forgetting.forget(journal, [them]).mentions == 0
    after = form_drafts.entry(key)
    assert after.people == ((1, "Person 0"), (None, "Somebody New"))
    assert after.form.body == "three hours of writing"
    assert (after.form.need, after.form.promise) == ("", "")
    assert SECRETS["name"] not in drafts.get(key)
    assert json.loads(drafts.get(key))["was_there"] == [1, 2]


def test_a_blank_nickname_takes_no_empty_field_for_them(journal, them):
    with journal.edit("Blank"):
        db.execute_sql("UPDATE contact SET nicknames = ? WHERE id = ?", ('[""," "]', them))
    between = {"introduction_one": [1, "Person 0"], "introduction_other": [None, ""]}
    text = drafts.from_fields({**between, "introduction_why": "long words about why"})
    drafts.put(journal, "introduction", text)
    form = {"summary": "s", "body": "many words"}
    entry = {"form": form, "people": [], "typed": "", "was": {}, "was_there": []}
    drafts.put(journal, "entry", drafts.from_fields(entry))
    drafts.put(journal, "capture", "")
    forgetting.forget(journal, [them])
    assert drafts.get("introduction") == text
    assert drafts.fields_of("entry") == entry


def test_through_whom_somebody_was_met_is_let_go_of_in_drafts(journal, them):
    stored = contact_form.form(6)
    typed = replace(stored, note="n", met_through_id=them, met_through_name=SECRETS["name"])
    drafts.put(journal, "person:6", form_drafts.from_person(typed, stored))
    drafts.put(journal, "capture", "")
    by = {"introduction_by": [them, SECRETS["name"]], "introduction_why": "w"}
    drafts.put(journal, "introduction-9", drafts.from_fields(by))
    assert forgetting.forget(journal, [them]).mentions == 0
    form = form_drafts.person(6).form
    assert (form.note, form.met_through_id, form.met_through_name) == ("n", None, "")
    left = {"introduction_by": [None, ""], "introduction_why": "w"}
    assert drafts.fields_of("introduction-9") == left


def test_what_may_be_about_others_stays(journal, them):
    with journal.edit("Namesake"):
        contact("Xanthippe Other")
    for other, text in enumerate(("coffee with Xanthippe tomorrow", "[", '{"people": 3}'), 7):
        drafts.put(journal, "capture", text)
        forgetting.forget(journal, [other])
        assert drafts.get("capture") == text


@pytest.mark.parametrize("number", range(1, migrations.SCHEMA))
def test_in_backups_of_an_older_format_as_well(tmp_path, number):
    path = later.golden(number, tmp_path / "old.netjournal")
    journal = Journal.open(path)
    (kept,) = backups.list_backups(path)
    assert b"zofie@example.org" in kept.path.read_bytes()
    done = forgetting.forget(journal, [contacts.resolve("zofie@example.org")], with_backups=True)
    assert (done.purged, done.unpurged) == (1, 0)
    journal.close()
    for file in (path, kept.path):
        assert b"zofie@example.org" not in file.read_bytes()
    opened = Journal.open(kept.path, read_only=True)
    assert integrity.check(opened) == []
    opened.close()


def test_nobody_is_nobody(journal, them):
    with pytest.raises(NotFound):
        forgetting.forget(journal, [9_999])
    assert journal.undo_label() == "Change"


def test_under_a_passphrase_too(quick_keys, journal, them):
    path, key = journal.path, "correct horse battery"
    journal.close()
    encryption.rekey(path, None, key)
    opened = Journal.open(path, key=key)
    done = forgetting.forget(opened, [them], with_backups=True)
    assert (done.purged, done.unpurged) == (2, 0)
    opened.close()
    encryption.rekey(path, key, None)
    assert left(path.parent) == set()
