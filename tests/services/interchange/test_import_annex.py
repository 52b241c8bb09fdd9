"""Extras that say they are our own: anybody can write them into a card, so nothing is believed."""

from __future__ import annotations

import json
import shutil
import uuid
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from netjournal.errors import UserError
from netjournal.formats.cards.vcard_write import write_cards
from netjournal.formats.documents import jsonfile
from netjournal.formats.draft import Affiliation, ContactDraft, Extra, Method
from netjournal.formats.tables.journalcsv_writing import write_contacts
from netjournal.models import Journal
from netjournal.models.contact import BOOSTERS, CLOSENESS, RHYTHM_STATES
from netjournal.models.handle import db
from netjournal.models.helping import NEED_STATES
from netjournal.models.shelf import SHARES, WORK_KINDS
from netjournal.progress import Silent
from netjournal.services.giving import shelf
from netjournal.services.interchange import (
    annex,
    annex_checks,
    annex_rows,
    exporting,
    gather,
    import_settling,
    importing,
)
from netjournal.services.interchange.import_apply import apply
from netjournal.services.invented import demo
from netjournal.services.keeping import integrity
from netjournal.ui import labels
from netjournal.ui.frame.circle_menu import COLOURS
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound, recorded

UID = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
EVENT = {"uid": UID, "title": "T", "kind": "other", "starts_on": 20000}
WORK = {"uid": UID, "kind": "talk", "title": "T"}
PEOPLE = {"vcf": "people.vcf", "json": "people.json", "csv": "people.csv"}


def write(path, *people):
    """Write people as our own exports do, in the format of the name."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".vcf":
            write_cards(people, file, "3.0")
        elif path.suffix == ".json":
            jsonfile.write(people, (), file)
        else:
            write_contacts(file, people)


def eve(*extras):
    draft = ContactDraft(full_name="Eve X", methods=[Method("email", "eve@x.example")])
    draft.extras = [Extra("netjournal", name, value) for name, value in extras]
    return draft


def bring(journal, path):
    plan = importing.analyse(path)
    with journal.edit("Import", source="import") as edit:
        return apply(plan, edit, TODAY)


def kept():
    return db.execute_sql("SELECT source, name, value FROM extra_property ORDER BY id").fetchall()


def text(record):
    return json.dumps(record)


# -- what a stranger's card must not do


def test_keys_of_a_card_never_become_sql(journal, tmp_path):
    with journal.edit("Add"):
        builders.contact("Bob Secret", note="Bob is ill, tell nobody")
    key = (
        "note, created_at, updated_at) SELECT ?1, ?2, ?3, (SELECT group_concat(full_name||': '||"
        "note, '|') FROM contact WHERE note<>''), ?5, ?6 WHERE ?7=?7 AND ?8=?8 --"
    )
    record = text({"link": {"role": "met", key: "x"}, "event": EVENT})
    write(tmp_path / "eve.vcf", eve(("event_contact", record)))
    report = bring(journal, tmp_path / "eve.vcf")
    assert (report.added, len(report.warnings)) == (1, 1)
    assert kept() == [("netjournal", "event_contact", record)]
    (who,) = db.execute_sql("SELECT id FROM contact WHERE full_name = 'Eve X'").fetchone()
    exporting.export(tmp_path / "out.vcf", "vcard3", [who])
    assert "nobody" not in (tmp_path / "out.vcf").read_text("utf-8")
    assert_sound(journal)


ROW = {"uid": UID, "text": "A job", "noted_on": 20000, "state": "open", "closed_on": None}
BAD = {
    "a list that is none": ("edited_fields", "garbage"),
    "a list of other things": ("edited_fields", '["note", 7]'),
    "fields nobody knows": ("edited_fields", '["shoe_size"]'),
    "no number": ("importance", "abc"),
    "no end": ("importance", "1e999"),
    "not a number": ("importance", "nan"),
    "a state nobody knows": ("rhythm_state", "zzz"),
    "nothing of a choice": ("closeness", ""),
    "nothing said": ("rhythm_state", "unset"),
    "an empty list": ("edited_fields", "[]"),
    "a day beyond all": ("rhythm_paused_until", "9" * 30),
    "blank": ("question", "  "),
    "met through nobody": ("met_through", "x"),
    "met nowhere": ("met_event", "x"),
    "related to nobody": ("relation", '{"other": "x"}'),
    "a promise of nothing": ("followup", text({"uid": UID})),
    "a key too many": ("event_contact", text({"link": {"zzz": 1}, "event": EVENT})),
    "a list for an object": ("event_contact", text({"link": [], "event": EVENT})),
    "an event nobody names": ("event_contact", text({"link": {}, "event": {}})),
    "a role nobody knows": ("event_contact", text({"link": {"role": "x"}, "event": EVENT})),
    "a day that is none": ("event", text({**EVENT, "starts_on": 10**30})),
    "a day in words": ("event", text({**EVENT, "starts_on": "2024-01-01"})),
    "a kind nobody knows": ("work", text({**WORK, "kind": "x"})),
    "no day": ("work_share", text({"link": {"how": "there"}, "work": WORK})),
    "a uid written otherwise": ("need", text({**ROW, "uid": UID.upper()})),
    "no uid": ("need", text({**ROW, "uid": None})),
    "half a letter": ("need", text({**ROW, "text": "\ud83d"})),
    "a flag that is none": ("need", text({**ROW, "noted_on": True})),
    "introduced to nobody": ("introduction", text({"uid": UID, "day": 20000})),
    "a circle without a name": ("circle", text({"name": " ", "colour": "", "position": 0})),
    "a circle's colour": ("circle", text({"name": "A", "colour": "url(x)", "position": 0})),
    "a circle of nothing": ("circle", text({"name": "A", "position": None})),
    "related to no uid": ("related", text({"label": "friend", "uid": "x"})),
    "an origin of nothing": ("origin", "{}"),
    "an origin elsewhere": ("origin", text({"table": "contact", "uid": UID, "interaction": UID})),
    "depth": ("need", "[" * 100_000),
    "no object": ("help", "7"),
}


@pytest.mark.parametrize("name", PEOPLE.values(), ids=PEOPLE)
def test_what_does_not_fit_stays_as_it_was(journal, tmp_path, name):
    path = tmp_path / name
    people = [ContactDraft(full_name=who, extras=eve(extra).extras) for who, extra in BAD.items()]
    write(path, *people)
    report = bring(journal, path)
    assert (report.added, len(report.warnings)) == (len(BAD), len(BAD))
    assert kept() == [("netjournal", *extra) for extra in BAD.values()]
    assert integrity.check(journal) == []
    assert not importing.analyse(path).changes_anything
    write(path, eve(), *people)  # another file by now
    assert bring(journal, path).unchanged == len(BAD)
    exporting.export(tmp_path / "out.csv", "csv")
    assert not importing.analyse(tmp_path / "out.csv").changes_anything


def test_checks_know_every_column(journal):
    """A column that comes later must be thought of here, too; and what people can choose."""
    columns = {**annex.ROWS, **annex_checks.LINK_COLUMNS, "event": annex.EVENT, "work": annex.WORK}
    columns["tag"] = annex_rows.CIRCLE_COLUMNS
    assert {table: set(keys) for table, keys in annex_checks.COLUMNS.items()} == {
        table: set(names) for table, names in columns.items()
    }
    for table, checks in annex_checks.COLUMNS.items():
        rows = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
        empty = {row[1]: not row[3] for row in rows}
        assert {name: check(None) for name, check in checks.items()} == {
            name: empty[name] for name in checks
        }
        needed = {row[1] for row in rows if row[1] in checks and row[3] and row[4] is None}
        assert set(annex_checks.NEEDED.get(table, ())) == needed
    assert set(WORK_KINDS) == set(shelf.KINDS) == set(labels.WORKS)
    assert SHARES == (shelf.SHARED, shelf.THERE)
    assert tuple(labels.NEEDS) == NEED_STATES
    assert (tuple(labels.BOOSTERS), tuple(labels.CLOSENESS)) == (BOOSTERS, CLOSENESS)
    assert tuple(labels.RHYTHMS) == RHYTHM_STATES
    assert all(map(annex_checks.COLUMNS["tag"]["colour"], ["", *COLOURS]))


def test_an_interaction_keeps_what_looks_like_ours(journal, tmp_path):
    record = {"day": "2024-01-02", "extras": [{"source": "netjournal", "name": "question"}]}
    record["extras"][0]["value"] = "Rust"
    path = tmp_path / "talk.json"
    path.write_text(text({"netjournal": 1, "contacts": [], "interactions": [record]}))
    bring(journal, path)
    assert kept() == [("netjournal", "question", "Rust")]


# -- what a stranger's card must not do to somebody the journal knows

ANA = "22222222-7dec-11d0-a765-00a0c91e6bf6"
OWN = "SELECT archived_at, rhythm_state, rhythm_paused_until, booster, importance, closeness, "
OWN += "met_event_id, met_through_id, edited_fields FROM contact WHERE full_name = 'Ana Kov'"
NOTHING = (None, "unset", None, "", None, "", None, None, "[]")
PLANTED = {
    "archived_at": "1700000000000",
    "rhythm_state": "never",
    "rhythm_paused_until": "2900000",
    "booster": next(filter(None, BOOSTERS)),
    "importance": "3.0",
    "closeness": next(filter(None, CLOSENESS)),
    "met_event": UID,
    "met_through": UID,
    "edited_fields": '["note","affiliations"]',
}
UNFIT = "What NetJournal had noted there does not fit; it was kept as text."
HIDDEN = "Archived or paused because the file says so: 1."
CLOSED = "Marked as edited by hand because the file says so; later imports leave that alone: 1."


def ana(*extras, **more):
    draft = eve(*extras)
    draft.full_name, draft.methods = "Ana Kov", [Method("email", "ana@x.example")]
    for name, value in more.items():
        setattr(draft, name, value)
    return draft


def people_of(journal, tmp_path, name, *people, **options):
    path = tmp_path / name
    write(path, *people)
    plan = importing.analyse(path, **options)
    said = [str(one.message) for one in plan.warnings]
    with journal.edit("Import", source="import") as edit:
        report = apply(plan, edit, TODAY)
    assert [str(one.message) for one in report.warnings] == said
    assert_sound(journal)
    return report, said


def one(sql):
    return db.execute_sql(sql).fetchone()


@pytest.fixture
def known(journal, tmp_path):
    """A journal that knows Ana, an event and who Eve is."""
    event = ("event", json.dumps(EVENT))
    eves = eve(event)
    eves.uid = uuid.UUID(UID)
    people_of(journal, tmp_path, "first.json", ana(uid=uuid.UUID(ANA)), eves)
    assert one(OWN) == NOTHING
    return journal


@pytest.mark.parametrize("name", PEOPLE.values(), ids=PEOPLE)
@pytest.mark.parametrize("uid", [None, "66666666-7dec-11d0-a765-00a0c91e6bf6"])
@pytest.mark.parametrize("on_match", ["fill", "update"])
def test_a_card_with_somebodys_address_sets_nothing(known, tmp_path, name, uid, on_match):
    draft = ana(*PLANTED.items(), uid=uid and uuid.UUID(uid))
    report, said = people_of(known, tmp_path, name, draft, on_match=on_match)
    assert (report.added, report.updated, said) == (0, 1, [UNFIT])
    assert one(OWN) == NOTHING
    texts = {f"In a file: {key}": value for key, value in PLANTED.items()}
    assert {what: value for source, what, value in kept() if source == "kept"} == texts
    with (tmp_path / name).open("a", newline="") as file:
        file.write("\r\n")
    again = importing.analyse(tmp_path / name)
    assert (again.changes_anything, again.warnings) == (False, [])
    draft = ana(note="Words", affiliations=[Affiliation("Firm")])
    assert people_of(known, tmp_path, "later.vcf", draft)[0].updated == 1
    assert one("SELECT note FROM contact WHERE full_name = 'Ana Kov'") == ("Words",)
    assert one("SELECT organisation FROM affiliation") == ("Firm",)


@pytest.mark.parametrize("kind", ["vcard3", "vcard4", "csv", "json"])
def test_texts_of_strangers_stay_texts_in_the_next_journal(known, tmp_path, kind):
    people_of(known, tmp_path, "card.vcf", ana(*PLANTED.items()))
    exporting.export(tmp_path / f"out.{kind}", kind)
    known.close()
    other = Journal.create(tmp_path / "other.netjournal")
    try:
        bring(other, tmp_path / f"out.{kind}")
        assert one(OWN) == NOTHING
    finally:
        other.close()


def test_another_systems_id_is_not_somebodys_own(known, tmp_path):
    """A card must not name itself somebody's former self, and set things with the next one."""
    mine = "66666666-7dec-11d0-a765-00a0c91e6bf6"
    people_of(known, tmp_path, "one.vcf", ana(external_ids=[("netjournal", mine)]))
    people_of(known, tmp_path, "two.vcf", ana(*PLANTED.items(), uid=uuid.UUID(mine)))
    assert one(OWN) == NOTHING


@pytest.mark.parametrize("name", PEOPLE.values(), ids=PEOPLE)
def test_our_own_export_fills_up_who_it_is_about(known, tmp_path, name):
    draft = ana(*PLANTED.items(), uid=uuid.UUID(ANA))
    report, said = people_of(known, tmp_path, name, draft)
    assert (report.updated, said) == (1, [HIDDEN, CLOSED])
    assert one(OWN)[:2] == (1700000000000, "never")
    assert all(value not in (None, "") for value in one(OWN))
    assert one(OWN)[-1] == '["note","affiliations"]'
    assert kept() == []
    with (tmp_path / name).open("a", newline="") as file:
        file.write("\r\n")
    assert not importing.analyse(tmp_path / name).changes_anything


def test_what_was_edited_by_hand_is_filled_by_no_export(known, tmp_path):
    edited = '["closeness","booster"]'
    with known.edit("Edit"):
        db.execute_sql(
            "UPDATE contact SET edited_fields = ? WHERE full_name = 'Ana Kov'", (edited,)
        )
    people_of(known, tmp_path, "own.vcf", ana(*PLANTED.items(), uid=uuid.UUID(ANA)))
    assert one(OWN)[3:6] == ("", 3.0, "")
    assert one(OWN)[-1] == edited


@pytest.mark.parametrize("name", PEOPLE.values(), ids=PEOPLE)
def test_who_comes_archived_is_told(journal, tmp_path, name):
    report, said = people_of(journal, tmp_path, name, ana(*PLANTED.items()))
    assert report.added == 1
    assert said == ([HIDDEN, CLOSED] if name.endswith(".vcf") else [])
    assert one(OWN)[:2] == (1700000000000, "never")


@pytest.mark.parametrize("same", [True, False])
def test_a_doubtful_card_sets_nothing_once_it_is_somebody(known, tmp_path, same):
    draft = ana(*PLANTED.items(), full_name="Zed Other")
    write(tmp_path / "a.vcf", draft)
    plan = importing.analyse(tmp_path / "a.vcf")
    assert plan.counts["doubtful"] == 1
    for _ in range(2):
        import_settling.settle(plan, [0], Silent(), same=not same)
        import_settling.settle(plan, [0], Silent(), same=same)
    said = [str(one.message) for one in plan.warnings]
    assert said == ([UNFIT] if same else [HIDDEN, CLOSED])
    with known.edit("Import", source="import") as edit:
        apply(plan, edit, TODAY)
    assert one(OWN) == NOTHING
    assert len([one for one in kept() if one[0] == "kept"]) == (len(PLANTED) if same else 0)


# -- whatever an object looks like


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Extras as our exports carry them, some of each kind."""
    journal = Journal.create(tmp_path_factory.mktemp("real") / "a.netjournal")
    demo.fill(journal, TODAY)
    ids = [row[0] for row in db.execute_sql("SELECT id FROM contact")]
    extras = [one for _, draft in gather.contact_drafts(ids) for one in draft.extras]
    journal.close()
    some = {}
    others = {"origin": {"table": "need", "uid": UID}, "related": {"label": "friend", "uid": UID}}
    extras += [Extra("netjournal", name, text(record)) for name, record in others.items()]
    for one in extras:
        if one.source == annex.SOURCE and len(some.setdefault(one.name, [])) < 4:
            some[one.name].append(one.value)
    assert {*annex.ROWS, "event_contact", "work_share", "circle", "relation"} <= some.keys()
    return [(name, value) for name, values in some.items() for value in values]


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from([UID, "", "met", "open", "other", 0, 1, 20000, 2932896, -719162, "#000000"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=5,
)


def mutated(draw, value):
    """Return a text like another one: some key gone, added, or worth something else."""
    try:
        found = json.loads(value)
    except ValueError:
        found = value
    if not isinstance(found, dict):
        return draw(st.text(max_size=9) | st.sampled_from(["0", "1", "-5", value, '["note"]']))
    here = found
    inner = [one for one in found.values() if isinstance(one, dict)]
    if inner and draw(st.booleans()):
        here = draw(st.sampled_from(inner))
    for _ in range(draw(st.integers(0, 2))):
        key = draw(st.sampled_from([*here, "note", "uid", "x) SELECT 1 --"]))
        if draw(st.booleans()):
            here.pop(key, None)
        else:
            here[key] = draw(JSON)
    return json.dumps(found)


@pytest.mark.parametrize("name", [*PEOPLE.values()])
def test_two_values_of_one_name_are_no_news_the_second_time(journal, tmp_path, name):
    path = tmp_path / name
    both = [("booster_note", "one"), ("booster_note", "two"), ("importance", "1")]
    write(path, eve(*both), ContactDraft(full_name="Bo", extras=eve(*both).extras))
    bring(journal, path)
    with path.open("a", newline="") as file:
        file.write("\r\n")
    assert not importing.analyse(path).changes_anything


# without shrinking, which takes minutes: what was drawn is told anyway
@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data(), st.sampled_from([*PEOPLE.values()]))
def test_whatever_a_card_says_of_ours_does_no_harm(
    tmp_path_factory, empty_journals, real, data, name
):
    folder = tmp_path_factory.mktemp("any")
    extras = []
    for _ in range(data.draw(st.integers(1, 5))):
        kind, value = data.draw(st.sampled_from(real))
        extras.append((kind, mutated(data.draw, value)))
    journal = Journal.open(Path(shutil.copy(empty_journals[0], folder)))
    try:
        path = folder / name
        if data.draw(st.booleans()):  # somebody the journal knows already
            write(path, eve())
            bring(journal, path)
        write(path, eve(*extras), ContactDraft(full_name="Bo", extras=eve(*extras).extras))
        try:
            bring(journal, path)
        except UserError:
            return
        assert_sound(journal)
        assert integrity.check(journal) == []
        before = recorded()
        again = importing.analyse(path)
        assert not again.changes_anything
        with path.open("a", newline="") as file:
            file.write("\r\n")  # known by who they are, not by the file
        assert not importing.analyse(path).changes_anything
        assert recorded() == before
    finally:
        journal.close()
        shutil.rmtree(folder)


# -- what a stranger's card may add, told before


BROUGHT = "Noted because the file says so (needs, help, promises, events, things to share): 1."
ADDED = {
    "need": {"uid": UID, "text": "a flat", "noted_on": 20000},
    "help": {"uid": UID, "direction": "given", "day": 20000},
    "followup": {"uid": UID, "text": "call", "made_on": 20000},
    "event_contact": {"link": {}, "event": EVENT},
    "event": EVENT | {"uid": ANA, "title": "Other"},
    "work": WORK,
}


@pytest.mark.parametrize("name", ["people.vcf", "people.csv"])
@pytest.mark.parametrize("what", ADDED)
def test_what_is_added_to_somebody_known_is_told_before(known, tmp_path, what, name):
    extra = (what, json.dumps(ADDED[what]))
    card = ana(extra, uid=uuid.UUID("66666666-7dec-11d0-a765-00a0c91e6bf6"), headline="Baker")
    report, said = people_of(known, tmp_path, name, card)
    assert (report.updated, said) == (1, [BROUGHT])
    journal_knows = sum(
        db.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
        for table in ("need", "help", "followup", "event_contact", "work", "event")
    )
    assert journal_knows > 1  # the event it had, and what came
    with (tmp_path / name).open("a", newline="") as file:
        file.write("\r\n")
    again = importing.analyse(tmp_path / name)
    assert (again.changes_anything, again.warnings) == (False, [])


def test_needs_in_words_are_told_before(known, tmp_path):
    _, said = people_of(known, tmp_path, "a.vcf", ana(needs=["a flat"]))
    assert said == [BROUGHT]
    _, said = people_of(known, tmp_path, "b.vcf", ana(needs=["a boat"], uid=uuid.UUID(ANA)))
    assert said == []  # it is the person's own card


@pytest.mark.parametrize("what", ["event", "work"])
def test_things_of_a_new_persons_card_are_told_before(known, tmp_path, what):
    card = eve((what, json.dumps(ADDED[what])))
    card.full_name, card.methods = "Somebody New", []
    report, said = people_of(known, tmp_path, "a.vcf", card)
    assert (report.added, said) == (1, [BROUGHT])
