"""What columns were is remembered by their names, for both doors; a lost memory harms nobody."""

from __future__ import annotations

import zipfile

import pytest

from netjournal import paths
from netjournal.errors import ImportRejected
from netjournal.formats.mapping import ColumnUse, Mapping, fit, from_json
from netjournal.services.interchange import import_columns, importing
from netjournal.services.interchange.import_apply import apply
from tests.builders import TODAY

SAID = Mapping(("aa", "bb"), (ColumnUse("full_name"), ColumnUse("phone", "mobile")), 0, "dmy")


def names(path):
    return [row.name for row in importing.analyse(path).rows]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "numbers.csv"
    path.write_text("aa;bb\nEve;+47 1\n", "utf-8")
    return path


def test_a_header_is_known_again(journal, table):
    with pytest.raises(ImportRejected):
        importing.analyse(table)
    import_columns.remember(SAID)
    plan = importing.analyse(table)
    assert [row.name for row in plan.rows] == ["Eve"]
    assert plan.mapping == SAID


def test_a_header_is_known_again_among_several_files(journal, table):
    import_columns.remember(SAID)
    path = table.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(table, "x/numbers.csv")
        archive.writestr("more.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n")
    assert names(path) == ["Eve", "Ana"]


def test_no_column_name_is_written_down(journal):
    import_columns.remember(Mapping(("Anna Kowalska", "+48 601"), SAID.columns, 0))
    kept = (paths.data_folder() / "columns.json").read_text("utf-8")
    assert "Anna" not in kept
    assert "601" not in kept


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"x": 1}', '{"%s": {"columns": [["no", ""]]}}'])
def test_a_spoilt_memory_is_none(journal, table, text):
    import_columns.remember(SAID)
    sign = import_columns.signature(("aa", "bb"))
    (paths.data_folder() / "columns.json").write_text(text.replace("%s", sign), "utf-8")
    with pytest.raises(ImportRejected):
        importing.analyse(table)


def test_columns_without_names_are_not_known_again(journal):
    import_columns.remember(Mapping(("", ""), SAID.columns, -1))
    assert not (paths.data_folder() / "columns.json").exists()


def test_the_order_of_dates_alone_leaves_the_columns_as_proposed(journal, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Birthday\nEve,3/4/1990\n", "utf-8")
    for order, day in (("dmy", "1990-04-03"), ("mdy", "1990-03-04")):
        said = from_json(f'{{"date_order": "{order}"}}')
        found = importing.recognise(path)
        (draft,) = importing.formats.read(path, found, fit(said, found.header, 0))
        assert (draft.full_name, draft.birthday) == ("Eve", day)


def test_an_archive_that_is_read_otherwise_mixes_up_nobody(journal, table):
    path = table.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(table, "numbers.csv")
        archive.writestr("more.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEND:VCARD\n")
    plan = importing.analyse(path)
    with journal.edit("Import", source="import") as edit:
        apply(plan, edit, TODAY)
    import_columns.remember(SAID)
    plan = importing.analyse(path)
    assert [(row.name, row.action) for row in plan.rows] == [("Eve", "add"), ("Ana", "same")]
