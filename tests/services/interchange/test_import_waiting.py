"""What a file tells of records that aren't there yet waits for them, and is told once."""

from __future__ import annotations

import json

import pytest

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.services.interchange import exporting, importing
from netjournal.services.interchange.import_apply import apply
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound

BOB = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
EVENT = "11111111-7dec-11d0-a765-00a0c91e6bf6"
RELATED = f"RELATED;TYPE=friend:urn:uuid:{BOB}"
ANA = f"BEGIN:VCARD\nVERSION:4.0\nFN:Ana Kov\nEMAIL:ana@x.example\n{RELATED}\nEND:VCARD\n"
WAYS = [("vcard4", "a.vcf"), ("vcard3", "b.vcf"), ("json", "c.json"), ("csv", "d.csv")]


@pytest.fixture
def bring(tmp_path):
    """Import a text, or a file that is there, into the open journal and return the report."""

    def run(journal, name, text=None):
        path = tmp_path / name
        if text is not None:
            path.write_text(text if isinstance(text, str) else json.dumps(text), "utf-8")
        with journal.edit("Import", source="import") as edit:
            report = apply(importing.analyse(path), edit, TODAY)
        assert_sound(journal)
        return report

    return run


def person(**fields):
    extras = [{"source": "netjournal", **one} for one in fields.pop("extras", ())]
    one = {"full_name": "Ana Kov", "uid": "22222222-7dec-11d0-a765-00a0c91e6bf6", **fields}
    return {"netjournal": 1, "contacts": [{**one, "extras": extras}], "interactions": []}


BOBS = person(full_name="Bob", uid=BOB)


def rows(sql):
    return db.execute_sql(sql).fetchall()


def test_who_is_known_by_a_uid_alone_is_told_once(journal, bring, tmp_path):
    assert bring(journal, "ana.vcf", ANA).added == 1
    for blanks in ("", "\n", "\n\n"):
        assert bring(journal, "ana.vcf", ANA + blanks).unchanged == 1
    assert rows("SELECT COUNT(*) FROM relation") == [(0,)]
    for kind, name in WAYS:
        exporting.export(tmp_path / name, kind)
        assert not importing.analyse(tmp_path / name).changes_anything
    assert (tmp_path / "a.vcf").read_text("utf-8").count(RELATED) == 1
    assert "RELATED" not in (tmp_path / "d.csv").read_text("utf-8")
    journal.close()
    for kind, name in WAYS:
        other = Journal.create(tmp_path / f"{kind}.netjournal")
        try:
            assert bring(other, name).added == 1
            assert bring(other, "ana.vcf", ANA).unchanged == 1
            exporting.export(tmp_path / "again.vcf", "vcard4")
            assert (tmp_path / "again.vcf").read_text("utf-8").count(RELATED) == 1
        finally:
            other.close()


def test_who_comes_later_is_joined(journal, bring, tmp_path):
    bring(journal, "ana.vcf", ANA)
    exporting.export(tmp_path / "before.json", "json")
    exporting.export(tmp_path / "before.csv", "csv")
    bring(journal, "bob.json", BOBS)
    assert rows("SELECT c.full_name, r.label, r.other_name FROM relation r "
                "JOIN contact c ON c.id = r.other_id") == [("Bob", "friend", "")]  # fmt: skip
    assert rows("SELECT * FROM extra_property") == []
    for name in ("ana.vcf", "before.json", "before.csv"):
        assert not importing.analyse(tmp_path / name).changes_anything
    journal.undo()
    assert rows("SELECT COUNT(*) FROM relation") == [(0,)]
    assert len(rows("SELECT * FROM extra_property")) == 1


def row(name, **record):
    return {"name": name, "value": json.dumps(record)}


LATER = {
    "introduction": (
        row("introduction", uid=EVENT, day=20000, other=BOB),
        "SELECT COUNT(*) FROM introduction n JOIN contact c ON c.id = n.other_id "
        "WHERE c.full_name = 'Bob'",
    ),
    "met through": (
        {"name": "met_through", "value": BOB},
        "SELECT COUNT(*) FROM contact c JOIN contact m ON m.id = c.met_through_id "
        "WHERE m.full_name = 'Bob'",
    ),
    "met at": (
        {"name": "met_event", "value": EVENT},
        "SELECT COUNT(*) FROM contact c JOIN event e ON e.id = c.met_event_id",
    ),
    "what they are to each other": (
        row("relation", label="child", inverse_label="parent", other=BOB),
        "SELECT COUNT(*) FROM relation WHERE inverse_label = 'parent'",
    ),
}


@pytest.mark.parametrize(("extra", "there"), LATER.values(), ids=LATER)
def test_what_names_somebody_who_comes_later(journal, bring, tmp_path, extra, there):
    related = [{"label": "child", "name": "", "uid": BOB}] if extra["name"] == "relation" else []
    ana = person(extras=[extra], relations=related)
    assert bring(journal, "ana.json", ana).added == 1
    assert rows(there) == [(0,)]
    assert not importing.analyse(tmp_path / "ana.json").changes_anything
    exporting.export(tmp_path / "before.json", "json")
    event = row("event", uid=EVENT, title="PyCon", starts_on=20000)
    bring(journal, "bob.json", person(full_name="Bob", uid=BOB, extras=[event]))
    assert rows(there) == [(1,)]
    assert rows("SELECT * FROM extra_property") == []
    for name in ("ana.json", "before.json", "bob.json"):
        assert not importing.analyse(tmp_path / name).changes_anything


def test_what_was_said_since_stays(journal, bring):
    bring(journal, "ana.json", person(extras=[{"name": "met_event", "value": EVENT}]))
    with journal.edit("Met elsewhere"):
        other = builders.event("Elsewhere")
        db.execute_sql("UPDATE contact SET met_event_id = ?", (other,))
    event = row("event", uid=EVENT, title="PyCon", starts_on=20000)
    bring(journal, "bob.json", person(full_name="Bob", uid=BOB, extras=[event]))
    assert rows("SELECT met_event_id FROM contact WHERE full_name = 'Ana Kov'") == [(other,)]


def test_a_row_that_somebody_else_has_is_told_once(journal, bring, tmp_path):
    need = row("need", uid=EVENT, text="A job", noted_on=20000)
    bring(journal, "bob.json", person(full_name="Bob", uid=BOB, extras=[need]))
    assert bring(journal, "ana.json", person(extras=[need])).added == 1
    assert not importing.analyse(tmp_path / "ana.json").changes_anything
    assert rows("SELECT COUNT(*) FROM need") == [(1,)]


# -- where they met, and no day of it


def test_an_event_without_a_day_is_told_once(journal, bring, tmp_path):
    file = person(met_event="PyCon")
    assert bring(journal, "ana.json", file).added == 1
    assert not importing.analyse(tmp_path / "ana.json").changes_anything
    assert rows("SELECT name, value FROM extra_property") == [("Met event", "PyCon")]


def test_somebody_known_keeps_an_event_without_a_day(journal, bring, tmp_path):
    bring(journal, "ana.json", person())
    assert bring(journal, "ana.json", person(met_event="PyCon")).updated == 1
    assert not importing.analyse(tmp_path / "ana.json").changes_anything
    assert rows("SELECT name, value FROM extra_property") == [("Met event", "PyCon")]
    assert bring(journal, "ana.json", person(met_event="PyCon", met_on="2026-05-01")).updated == 1
    assert rows("SELECT title FROM event") == [("PyCon",)]  # its day is known by now
    assert not importing.analyse(tmp_path / "ana.json").changes_anything


# -- works shown to somebody, and the interactions they were shown in

WORK = "33333333-7dec-11d0-a765-00a0c91e6bf6"
OTHER = "44444444-7dec-11d0-a765-00a0c91e6bf6"
TALK = "55555555-7dec-11d0-a765-00a0c91e6bf6"
SHARES = (
    "SELECT w.title, i.summary FROM work_share s JOIN work w ON w.id = s.work_id "
    "LEFT JOIN interaction i ON i.id = s.interaction_id ORDER BY w.title"
)


def shown(uid, title, **more):
    work = {"uid": uid, "kind": "article", "title": title}
    return row("work_share", link={"day": 20000, "how": "shared"}, work=work, **more)


def talk(uid=TALK):
    told = {
        "day": "2024-10-04",
        "uid": uid,
        "summary": "Showed it",
        "people": [{"name": "Ana Kov"}],
    }
    return {"netjournal": 1, "contacts": [], "interactions": [told]}


@pytest.mark.parametrize(("kind", "name"), WAYS, ids=[kind for kind, _ in WAYS])
def test_a_work_is_joined_to_its_interaction_in_another_journal(
    journal, bring, tmp_path, kind, name
):
    bring(journal, "ana.json", person(extras=[shown(WORK, "Essay", interaction=TALK)]))
    exporting.export(tmp_path / name, kind)
    journal.close()
    other = Journal.create(tmp_path / "other.netjournal")
    try:
        bring(other, "zed.json", person(extras=[shown(OTHER, "Other work")]))
        bring(other, name)
        assert rows(SHARES) == [("Essay", None), ("Other work", None)]
        bring(other, "talk.json", talk())
        assert rows(SHARES) == [("Essay", "Showed it"), ("Other work", None)]
        assert rows("SELECT * FROM extra_property") == []
    finally:
        other.close()


def test_the_number_of_a_work_in_another_journal_is_not_taken(journal, bring):
    told = row("origin", table="work_share", work=1, interaction=TALK, day=20000)
    bring(journal, "ana.json", person(extras=[shown(OTHER, "Other work"), told]))
    bring(journal, "talk.json", talk())
    assert rows(SHARES) == [("Other work", None)]
    assert rows("SELECT name, value FROM extra_property") == [("origin", told["value"])]


@pytest.mark.parametrize("more", [{"table": "work_share", "work": WORK, "day": 20000},
                                  {"table": "need", "uid": WORK}], ids=str)  # fmt: skip
def test_an_origin_waits_for_its_row(journal, bring, more):
    told = row("origin", interaction=TALK, **more)
    bring(journal, "ana.json", person(extras=[told]))
    bring(journal, "talk.json", talk())
    assert rows("SELECT name FROM extra_property") == [("origin",)]
    need = row("need", uid=WORK, text="A job", noted_on=20000)
    bring(journal, "later.json", person(extras=[shown(WORK, "Essay"), need]))
    assert rows("SELECT * FROM extra_property") == []
    table = more["table"]
    assert rows(f"SELECT COUNT(interaction_id) FROM {table}") == [(1,)]


def test_a_row_stays_with_the_interaction_it_came_from(journal, bring):
    need = row("need", uid=WORK, text="A job", noted_on=20000, interaction=TALK)
    bring(journal, "talk.json", talk())
    bring(journal, "talk2.json", talk(OTHER) | {"netjournal": 1})
    bring(journal, "ana.json", person(extras=[need]))
    before = rows("SELECT interaction_id FROM need")
    told = row("origin", table="need", uid=WORK, interaction=OTHER)
    bring(journal, "more.json", person(extras=[told]))
    assert rows("SELECT interaction_id FROM need") == before
