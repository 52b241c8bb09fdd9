"""Export: what is written gives the same journal back; whole files or none."""

from __future__ import annotations

import contextlib
import csv
import io
import shutil
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import Cancelled, NotFound, UsageError
from netjournal.models import Contact, Journal
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.interchange import annex, exporting, gather, import_plan, importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.invented import demo
from netjournal.services.people import contacts
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound

# column that refers -> (its table, what that table's rows are known by)
REFERENCES = {
    "contact_id": ("contact", "uid"),
    "other_id": ("contact", "uid"),
    "by_id": ("contact", "uid"),
    "met_through_id": ("contact", "uid"),
    "event_id": ("event", "uid"),
    "met_event_id": ("event", "uid"),
    "interaction_id": ("interaction", "uid"),
    "need_id": ("need", "uid"),
    "work_id": ("work", "uid"),
    "tag_id": ("tag", "name"),
    "topic_id": ("topic", "name"),
    "photo_id": ("photo", "sha256"),
    "kind_id": ("interaction_kind", "key"),
}
TABLES = (
    *("contact", "contact_method", "address", "important_date", "affiliation", "tag"),
    *("contact_tag", "relation", "topic", "contact_topic", "interaction", "interaction_contact"),
    *("event", "event_contact", "need", "help", "introduction", "followup", "work", "work_share"),
    *("external_id", "extra_property", "photo"),
)
LEFT_OUT = {"id", "created_at", "updated_at", "rev", "width", "height"}


def everything():
    """Return every table with references by what travels, not by id; order doesn't matter."""
    return {table: sorted(map(repr, _rows(table))) for table in TABLES}


def _rows(table):
    columns = []
    for _, name, *_ in db.execute_sql(f"PRAGMA table_info({table})").fetchall():
        if name in REFERENCES:
            other, key = REFERENCES[name]
            columns.append(f"(SELECT {key} FROM {other} o WHERE o.id = t.{name})")
        elif name not in LEFT_OUT and not (name == "uid" and table in ("tag", "topic")):
            columns.append(f"t.{name}")
    return db.execute_sql(f"SELECT {', '.join(columns)} FROM {table} t").fetchall()


def bring(journal, *paths):
    for path in paths:
        plan = importing.analyse(path)
        with journal.edit("Import", source="import") as edit:
            apply(plan, edit, TODAY)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The demo journal as it is, and its exports."""
    folder = tmp_path_factory.mktemp("exported")
    journal = Journal.create(folder / "a.netjournal")
    demo.fill(journal, journal.today())
    with journal.edit("Empty the trash"):
        gone = [r[0] for r in db.execute_sql("SELECT id FROM contact WHERE trashed_at > 0")]
        contacts.delete_forever(gone)
        db.execute_sql("DELETE FROM topic WHERE id NOT IN (SELECT topic_id FROM contact_topic)")
    for kind, name in (
        ("csv", "people.csv"),
        ("interactions", "talk.csv"),
        ("spreadsheet", "sheet.csv"),
        ("json", "all.json"),
        ("vcard4", "people.vcf"),
    ):
        exporting.export(folder / name, kind)
    found = everything()
    journal.close()
    return folder, found


@pytest.mark.parametrize(
    "names",
    [
        ("people.csv", "talk.csv"),
        ("talk.csv", "people.csv"),
        ("sheet.csv", "talk.csv"),
        ("all.json",),
    ],
    ids="+".join,
)
def test_exports_give_the_same_journal_back(exported, tmp_path, names):
    folder, before = exported
    journal = Journal.create(tmp_path / "b.netjournal")
    try:
        bring(journal, *(folder / name for name in names))
        after = everything()
        for table in TABLES:
            assert after[table] == before[table], table
        assert_sound(journal)
        for name in names:
            assert not importing.analyse(folder / name).changes_anything
    finally:
        journal.close()


@pytest.mark.parametrize("most", [import_plan.MOST_DESCRIBED, 0])
def test_vcards_give_the_same_people_back(exported, tmp_path, monkeypatch, most):
    monkeypatch.setattr(import_plan, "MOST_DESCRIBED", most)  # more is read from the file again
    folder, before = exported
    journal = Journal.create(tmp_path / "b.netjournal")
    try:
        bring(journal, folder / "people.vcf")
        after = everything()
        for table in ("contact", "contact_method", "address", "affiliation", "contact_topic"):
            assert after[table] == before[table], table
        assert not importing.analyse(folder / "people.vcf").changes_anything
    finally:
        journal.close()


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=15)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(TEXT.filter(str.strip), TEXT, TEXT), min_size=1, max_size=4),
    st.sampled_from(["csv", "spreadsheet", "json"]),
)
def test_any_text_survives(tmp_path_factory, empty_journals, people, kind):
    folder = tmp_path_factory.mktemp("any")
    first, second = (Path(shutil.copy(path, folder)) for path in empty_journals)
    journal = Journal.open(first)
    try:
        with journal.edit("Add"):
            for name, note, value in people:
                methods = [contacts.MethodForm("messenger", value)] if value.strip() else []
                builders.contact(name, note=note, headline=value, methods=methods)
        exporting.export(folder / "a.out", kind)
        before = {name: rows for name, rows in everything().items() if name != "interaction"}
    finally:
        journal.close()
    other = Journal.open(second)
    try:
        bring(other, folder / "a.out")
        after = everything()
        assert {name: after[name] for name in before} == before
    finally:
        other.close()
        shutil.rmtree(folder)


@pytest.mark.parametrize("kind", ["csv", "spreadsheet", "json"])
@pytest.mark.parametrize("reach", [{"email": "ana@x.example"}, {"phone": "+49 30 23125 001"}, {}])
def test_two_of_one_name_who_share_what_reaches_them_stay_two(
    empty_journals, tmp_path, kind, reach
):
    with contextlib.closing(Journal.open(shutil.copy(empty_journals[0], tmp_path))) as journal:
        with journal.edit("Add"):
            for _ in range(2):
                handle = [] if reach else [contacts.MethodForm("messenger", "ana.k")]
                builders.contact("Ana", methods=handle, **reach)
        exporting.export(tmp_path / "a.out", kind)
        before = everything()["contact"]
    with contextlib.closing(Journal.open(shutil.copy(empty_journals[1], tmp_path))) as journal:
        bring(journal, tmp_path / "a.out")
        assert everything()["contact"] == before
        assert len(before) == 2


@pytest.fixture
def small(journal):
    with journal.edit("Add"):
        reach = {"email": "=1+1@x.example", "phone": "+49 30 23125 001"}
        ana = builders.contact("Ana Kovač", birthday="1990-05-12", **reach)
        bo = builders.contact("Bo", circles=["Choir"], birthday="--02-29")
        builders.interaction(ana, ago=3, summary="Talked")
        builders.interaction(bo, ago=2, summary="Sang")
    return ana, bo


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def test_only_those_chosen(small):
    out = io.StringIO()
    assert exporting.export(out, "csv", [small[1]]).written == 1
    assert [row[2] for row in rows_of(out.getvalue())] == ["Full name", "Bo"]
    out = io.StringIO()
    assert exporting.export(out, "interactions", [small[0]]).written == 1
    assert "Talked" in out.getvalue()
    assert "Sang" not in out.getvalue()


def test_the_trash_stays_out(journal, small):
    with journal.edit("Trash"):
        contacts.trash([small[0]])
        interactions.trash([1])
    for kind in ("csv", "interactions"):
        out = io.StringIO()
        assert exporting.export(out, kind).written == 1


def test_spreadsheets_run_nothing_and_others_are_verbatim(small):
    for kind, cell in (("csv", "=1+1@x.example"), ("spreadsheet", "'=1+1@x.example")):
        out = io.StringIO()
        exporting.export(out, kind)
        cells = [cell for row in rows_of(out.getvalue()) for cell in row]
        assert cell in cells
        assert "+49 30 23125 001" in cells


@pytest.mark.parametrize("kind", exporting.FORMATS)
def test_every_format_writes_a_private_file(small, tmp_path, kind):
    path = tmp_path / "out"
    report = exporting.export(path, kind)
    assert report.written >= 2
    assert "Kova" in path.read_text("utf-8" if kind != "outlook" else "cp1252")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".part"] == []


@pytest.mark.parametrize("kind", ["google", "outlook", "vcard3"])
def test_other_programs_formats_find_their_people(small, tmp_path, kind):
    path = tmp_path / ("out.vcf" if kind == "vcard3" else "out.csv")
    exporting.export(path, kind, [small[0]])
    plan = importing.analyse(path)
    assert [row.match for row in plan.rows] == [small[0]]
    if kind != "outlook":  # which can't write every letter
        assert not plan.changes_anything


def test_stops_and_leaves_what_was_there(small, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("precious")

    class Stop:
        def step(self, done, total):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exporting.export(path, "csv", None, Stop())
    assert path.read_text() == "precious"


def test_refuses_what_it_cannot_do(small, tmp_path):
    with pytest.raises(UsageError, match="xls"):
        exporting.export(tmp_path / "a.xls", "xls")
    with pytest.raises(NotFound):
        exporting.export(tmp_path / "no" / "a.csv", "csv")


def test_every_column_of_a_contact_is_exported():
    """A column that comes later must be thought of here, too."""
    own = {"id", "uid", "rev", "created_at", "updated_at", "sort_key", "trashed_at"}
    drafts = {"kind", "nicknames", "deceased", "photo_id", *gather._NAME, *gather._TEXTS}
    links = {"met_through_id", "met_through_name", "met_event_id"}
    columns = {field.column_name for field in Contact._meta.sorted_fields}
    assert columns == own | drafts | links | set(annex.SINGLES)
