"""Every sample, imported and exported, gives the same people back in an empty journal.

The samples are looked for as in tests/formats/cards/test_vcard_samples.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.services.interchange import exporting, importing
from tests.formats.cards.test_vcard_samples import FULL, SAMPLES
from tests.formats.test_all_samples import CHATS, CONTACTS
from tests.models.snapshot import assert_sound
from tests.services.interchange.test_exporting import TABLES, bring, everything

pytestmark = [
    pytest.mark.samples,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here"),
]
VCARD = ("contact", "contact_method", "address", "affiliation", "important_date", "relation")
VCARD += ("tag", "contact_tag", "topic", "contact_topic", "photo", "external_id")
VCARD += ("extra_property",)
WAYS = [
    (("csv", "people.csv"), ("interactions", "talk.csv")),
    (("json", "all.json"),),
    (("vcard4", "people4.vcf"),),
    (("vcard3", "people3.vcf"),),
]


GENERATED = {"google": "csv", "outlook": "csv", "linkedin": "csv", "vcard3": "vcf"}
ROWS = 300


def generate(folder, kind):
    """Make a table of invented people, some of them twice; return it and what is true of it."""
    out = folder / f"{kind}.{GENERATED[kind]}"
    script = str(SAMPLES.parent / "gen_large.py")
    options = ["--kind", kind, "--rows", str(ROWS), "--seed", "7", "--out", str(out)]
    subprocess.run([sys.executable, script, *options], check=True, capture_output=True)
    return out, json.loads(Path(f"{out}.truth.json").read_text("utf-8"))


@pytest.mark.parametrize("kind", GENERATED)
def test_every_generated_record_is_read(tmp_path, journal, kind):
    path, truth = generate(tmp_path, kind)
    plan = importing.analyse(path, on_match="add")
    assert len(plan.rejected) == truth.get("junk_rows", 0)
    assert len(plan.rows) == truth["records"] >= ROWS


@pytest.fixture(scope="module", params=[*CONTACTS, *CHATS, *FULL, *GENERATED])
def imported(request, tmp_path_factory):
    """A journal with one sample, and all its exports."""
    folder = tmp_path_factory.mktemp("sample")
    journal = Journal.create(folder / "a.netjournal")
    path = SAMPLES / request.param
    if request.param in GENERATED:
        path, _ = generate(folder, request.param)
    bring(journal, path)
    assert_sound(journal)
    assert not importing.analyse(path).changes_anything
    for way in WAYS:
        for kind, name in way:
            exporting.export(folder / name, kind)
    found = everything()
    journal.close()
    return folder, found


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way[0][0])
def test_round_trip(imported, tmp_path, way):
    folder, before = imported
    journal = Journal.create(tmp_path / "b.netjournal")
    try:
        nobody = not before["contact"]
        if not nobody:
            bring(journal, *(folder / name for kind, name in way if _has(kind, before)))
        after = everything()
        vcard = way[0][0].startswith("vcard")
        for table in VCARD if vcard else TABLES:
            one, other = (
                _as_vcard(rows[table]) if vcard else rows[table] for rows in (after, before)
            )
            assert one == other, table
        assert_sound(journal)
        for kind, name in way:
            if _has(kind, before):
                assert not importing.analyse(folder / name).changes_anything
        assert db.execute_sql("SELECT COUNT(*) FROM import_batch").fetchone()[0] > 0
    finally:
        journal.close()


def _has(kind, before):
    """Say whether an export has anything in it."""
    return bool(before["interaction"]) if kind == "interactions" else bool(before["contact"])


def _as_vcard(rows):
    """Return rows as vCards keep them: one kind of line end, no interactions."""
    return [row.replace("\\r\\n", "\\n") for row in rows if not row.startswith("(None")]
