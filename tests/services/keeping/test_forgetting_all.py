"""Forgetting reaches every copy and trace, takes nothing else, and says truly what is left."""

from __future__ import annotations

import shutil
import uuid

import pytest

from netjournal import paths
from netjournal.errors import Cancelled, DiskError
from netjournal.models import Journal
from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services import interactions
from netjournal.services.duplicates import merge
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.keeping import (
    backups,
    drafts,
    encryption,
    forgetting,
    forgotten_names,
    form_drafts,
    salvage,
)
from netjournal.services.people import contacts
from tests.builders import contact
from tests.services.damage import spoil

NAME = "Zoe Quarlesworth"


def add(journal, name=NAME):
    with journal.edit("Add"):
        return contact(name, note="only here")


def holding(journal, name=NAME):
    """Return the files around a journal that have the name in them."""
    return sorted(
        file.relative_to(journal.path.parent).as_posix()
        for file in journal.path.parent.rglob("*")
        if file.is_file() and name.encode() in file.read_bytes()
    )


# -- whatever fails or stops, the rest is done


def test_backups_are_purged_while_somebody_reads_the_journal(journal):
    them = add(journal)
    backups.make(journal, "manual")
    reader = connect(uri(journal.path, mode="ro"))
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM contact").fetchone()
    with pytest.raises(DiskError, match=r"gone, .* close what else reads .* to finish\.$"):
        forgetting.forget(journal, [them], with_backups=True)
    reader.execute("ROLLBACK")
    reader.close()
    assert not any(name.endswith(".njbak") for name in holding(journal))
    journal.close()
    assert holding(journal) == []


class FullDisk:
    free = 4_096


def test_on_a_full_disk_backups_are_purged_and_room_is_asked_for(journal, monkeypatch):
    them = add(journal)
    backups.make(journal, "manual")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: FullDisk)
    with pytest.raises(DiskError, match=r"gone, .* Free 1 MB, then close NetJournal to finish\.$"):
        forgetting.forget(journal, [them], with_backups=True)
    assert not any(name.endswith(".njbak") for name in holding(journal))


class Interrupting:
    """Ctrl+C at the second backup."""

    def step(self, done, _total):
        if done == 1:
            raise KeyboardInterrupt


def test_who_is_interrupted_hears_that_they_are_gone_and_what_is_left(journal):
    them = add(journal)
    for _ in range(3):
        backups.make(journal, "manual")
    leftover = paths.backup_folder(journal.path) / "replaced-20200101T000000Z"
    leftover.mkdir()
    with pytest.raises(
        Cancelled, match=r"Interrupted\. The person is gone .* still hold them: 2\."
    ):
        forgetting.forget(journal, [them], with_backups=True, progress=Interrupting())
    assert len(holding(journal)) == 2
    assert not leftover.exists()


def test_an_interruption_right_after_they_went_is_told_so(journal):
    them = add(journal)

    def interrupt(_change):
        raise KeyboardInterrupt

    journal.listen(interrupt)  # told after the commit
    with pytest.raises(Cancelled, match="The person is gone"):
        forgetting.forget(journal, [them])
    journal.close()
    assert holding(journal) == []


# -- who became part of them


@pytest.mark.parametrize("undone", [False, True])
def test_who_was_merged_into_them_goes_from_older_backups(journal, undone):
    them, second, third = add(journal), add(journal, "Zoe Quarles"), add(journal, "Zora Quarles")
    backups.make(journal, "merge")
    with journal.edit("Merge"):
        merge.merge(second, [third])
    backups.make(journal, "merge")
    if not undone:
        with journal.edit("Merge"):
            merge.merge(them, [second])
    done = forgetting.forget(journal, [them], with_backups=True)
    assert done.unpurged == 0
    journal.close()
    for name in ("Zoe Quarles", "Zora Quarles"):
        here = [one for one in holding(journal, name) if one.endswith(".njbak")]
        assert bool(here) is undone


def test_whom_only_a_copy_knows_as_a_part_of_them_goes_from_it(journal):
    them, other = add(journal), add(journal, "Zora Quarles")
    with journal.edit("Merge"):
        merge.merge(them, [other])
    known = db.execute_sql("SELECT value FROM external_id").fetchone()[0]
    journal.undo()
    with journal.edit("As a file may bring it"):
        db.execute_sql(
            "INSERT INTO external_id (contact_id, system, value, created_at, updated_at) "
            "VALUES (?, 'netjournal', ?, 0, 0)",
            (them, known),
        )
    backups.make(journal, "manual")
    with journal.edit("Gone"):
        contacts.delete_forever([other])
        db.execute_sql("DELETE FROM external_id")
    forgetting.forget(journal, [them], with_backups=True)
    journal.close()
    assert holding(journal, "Zora Quarles") == []


def test_who_was_merged_by_mistake_and_lives_again_stays(journal):
    them, other = add(journal), add(journal, "Zora Quarles")
    with journal.edit("Merge"):
        merge.merge(them, [other])
    backups.make(journal, "manual")
    journal.undo()
    with journal.edit("As a file may bring it"):
        uid = db.execute_sql("SELECT uid FROM contact WHERE id = ?", (other,)).fetchone()[0]
        db.execute_sql(
            "INSERT INTO external_id (contact_id, system, value, created_at, updated_at) "
            "VALUES (?, 'netjournal', ?, 0, 0)",
            (them, str(uuid.UUID(bytes=bytes(uid)))),
        )
    backups.make(journal, "manual")
    forgetting.forget(journal, [them], with_backups=True)
    assert db.execute_sql("SELECT full_name FROM contact").fetchall() == [("Zora Quarles",)]
    journal.close()
    assert any(name.endswith(".njbak") for name in holding(journal, "Zora Quarles"))


def test_who_was_merged_for_a_while_is_told_of_the_backups_from_between(journal):
    """There both are one card: to purge it would take what is only the other's."""
    them, other = add(journal), add(journal, "Anna Stays")
    backups.make(journal, "manual")
    with journal.edit("Merge"):
        merge.merge(other, [them])
    between = backups.make(journal, "manual").path
    journal.undo()
    with journal.edit("Later"):
        contact("Later")
    backups.make(journal, "manual")
    before = between.read_bytes()
    done = forgetting.forget(journal, [them], with_backups=True)
    assert (done.purged, done.unpurged, done.mingled, done.lying) == (2, 1, 1, (between,))
    assert between.read_bytes() == before
    journal.close()
    assert holding(journal) == [between.relative_to(journal.path.parent).as_posix()]


def test_who_was_merged_and_forgotten_together_with_whom_they_were_goes_from_all(journal):
    them, other = add(journal), add(journal, "Zora Quarles")
    with journal.edit("Merge"):
        merge.merge(other, [them])
    backups.make(journal, "manual")
    journal.undo()
    done = forgetting.forget(journal, [them, other], with_backups=True)
    assert (done.purged, done.unpurged) == (1, 0)
    journal.close()
    assert holding(journal) == holding(journal, "Zora Quarles") == []


# -- what is being typed


def _entry(text):
    form = interactions.InteractionForm(kind="met", day=20_000, zone="Europe/Paris", body=text)
    draft = form_drafts.EntryDraft("entry", None, form, ())
    return form_drafts.from_entry(draft, interactions.InteractionForm(), ())


@pytest.mark.parametrize(
    ("name", "text", "goes"),
    [
        ("Doris Day", "about the choir", False),
        ("Li", "walked with Li.", False),  # a word of two letters, of many texts
        ("Paris Quarles", "Paris's idea", False),
        ("Paris Quarles", "Paris Quarles's idea", True),
        ("Ann Quarles", "Joann Quarles called", False),
        ("Ann Quarles", "planning with ann quarles", False),  # not surely a name: it stays, counted
        ("Žofie Łuk", "met Žofie Łuk", True),
        ("Žofie Łuk", "met Z\u030cofie Łuk", True),
        ("陈伟", "昨天和陈伟喝咖啡", True),
        ("陈伟", "昨天和李伟喝咖啡", False),
        ("★", "★ called", False),
        ("★", "★", True),
        (NAME, f"{NAME} with Ana", False),
        (NAME, f"{NAME} with 李伟", False),
    ],
)
def test_a_line_goes_that_surely_names_them_and_nobody_else(journal, name, text, goes):
    them = add(journal, name)
    add(journal, "Ana Kovač")
    add(journal, "李伟")
    drafts.put(journal, "capture", text)
    drafts.put(journal, "entry", _entry(text))
    done = forgetting.forget(journal, [them])
    assert (drafts.get("capture") == "") is goes
    assert drafts.get("entry") == _entry(text)  # who takes part tells, not the text
    assert done.mentions > 0 or not goes or len(name) < 2


def test_a_rescue_brings_what_was_being_typed(journal, tmp_path):
    add(journal)
    drafts.put(journal, "entry", _entry("many words"))
    journal.close()
    done = salvage.salvage(journal.path, tmp_path / "new.netjournal")
    assert (done.rows["draft"], done.lost) == (1, {})
    opened = Journal.open(tmp_path / "new.netjournal")
    assert form_drafts.entry("entry").form.body == "many words"
    opened.close()


# -- copies under other names


def _leave_asides(journal):
    """Leave beside a journal what damage and kills leave; return the damaged backup."""
    made = backups.make(journal, "manual").path
    raw = made.read_bytes()
    damaged = made.with_name(made.name + ".damaged")
    made.rename(damaged)
    spoil(damaged, seed=3, pages=4)
    folder, path = paths.backup_folder(journal.path), journal.path
    for name in (f"{made.name}.part", f"{made.name}.part.part", f"{made.name}.rekey.part"):
        (folder / name).write_bytes(raw)
    for name in (".crash-abc.part", ".replaced-20200101T000000Z.part", "crash-20200101T000000Z"):
        (folder / name).mkdir()
        (folder / name / path.name).write_bytes(raw)
    ends = (".restored.part", ".restored.part.part", ".rekey.part", ".rekey.part-journal")
    for end in (*ends, ".replaced.part", "-wal.replaced.part"):
        path.with_name(path.name + end).write_bytes(raw)
    (path.parent / "other.netjournal.restored.part").write_bytes(raw)  # of another journal
    return damaged


def test_no_copy_of_another_name_is_left(journal):
    them = add(journal)
    with journal.edit("More"):
        for number in range(40):
            contact(f"Other {number}", note="x" * 900)
    _leave_asides(journal)
    backups.make(journal, "manual")
    done = forgetting.forget(journal, [them], with_backups=True)
    assert (done.purged, done.unpurged) == (2, 0)
    journal.close()
    assert holding(journal) == ["other.netjournal.restored.part"]


def test_a_whole_backup_that_was_set_aside_is_purged_and_stays(journal):
    them, made = add(journal), backups.make(journal, "manual").path
    add(journal, "Somebody Else")
    aside = made.rename(made.with_name(made.name + ".damaged"))
    done = forgetting.forget(journal, [them], with_backups=True)
    assert (done.purged, done.unpurged, aside.exists()) == (1, 0, True)


@pytest.mark.usefixtures("quick_keys")
def test_a_passphrase_covers_them_too(journal):
    add(journal)
    _leave_asides(journal)
    backups.make(journal, "manual")
    journal.close()
    assert encryption.rekey(journal.path, None, "correct horse battery") == encryption.Rekeyed(2, 0)
    assert holding(journal) == ["other.netjournal.restored.part"]


# -- names elsewhere


def _imported(journal, file_name, *names):
    path = journal.path.with_name(file_name)
    cards = [f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n" for name in names]
    path.write_text("".join(cards), "utf-8")
    plan = importing.analyse(path)
    with journal.edit("Import", source="import") as edit:
        apply(plan, edit, journal.today())
    path.unlink()


@pytest.mark.parametrize(
    ("file_name", "others", "stays"),
    [
        (f"{NAME}.vcf", (), False),
        ("zoe_quarlesworth.vcf", ("Somebody Else",), False),
        ("a friend.vcf", (), False),  # nothing of it is left
        ("all.vcf", ("Somebody Else",), True),
    ],
)
def test_the_name_of_the_file_they_came_from(journal, file_name, others, stays):
    _imported(journal, "elsewhere.vcf", "Ana Kovač")
    _imported(journal, file_name, NAME, *others)
    (them,) = db.execute_sql("SELECT id FROM contact WHERE full_name = ?", (NAME,)).fetchone()
    backups.make(journal, "manual")
    forgetting.forget(journal, [them], with_backups=True)
    names = [row[0] for row in db.execute_sql("SELECT file_name FROM import_batch ORDER BY id")]
    assert names == ["elsewhere.vcf", file_name if stays else ""]
    journal.close()
    assert holding(journal) == []
    assert stays or holding(journal, file_name) == []


_CODES = {
    "external_id": {"system"},
    "setting": {"key"},
    "contact_topic": {"role"},
    "extra_property": {"source", "name"},
}
_OF_NAMES = {"full_name", "name_prefix", "given_name", "additional_names", "family_name"}
_OF_NAMES |= {"name_suffix", "nicknames", "sort_key"}
_NO_WORDS = {"kind", "key", "state", "direction", "role", "how", "format", "zone", "media_type"}
_NO_WORDS |= {"birthday", "date", "met_on", "connected_on", "started", "ended", "normalised"}
_NO_WORDS |= {"colour", "icon", "counts", "action", "edited_fields", "rhythm_state", "booster"}
_NO_WORDS |= {"closeness"}


def test_every_column_of_words_is_looked_through(journal):
    for table in (*RECORDED, "draft"):
        looked = set(forgotten_names.FREE.get(table, "").split())
        info = db.execute_sql(f"PRAGMA table_info({table})").fetchall()
        texts = {row[1] for row in info if row[2] == "TEXT"}
        rest = _OF_NAMES | _NO_WORDS | _CODES.get(table, set())
        if table == "interaction":
            rest |= {"external_id"}
        assert looked <= texts, table
        assert texts - looked <= rest, table


def test_every_place_where_a_name_still_stands_is_counted(journal):
    them, other = add(journal), add(journal, "Somebody Else")
    with journal.edit("Fill"):
        db.execute_sql("UPDATE contact SET headline = ? WHERE id = ?", (f"with {NAME}", other))
        add_event = (
            "INSERT INTO event (uid, title, note, starts_on, created_at, updated_at) "
            "VALUES (randomblob(16), ?, ?, 20000, 0, 0)"
        )
        db.execute_sql(add_event, (f"Party at {NAME.upper()}'s", f"{NAME} cooks"))
        for table, day in (("need", "noted_on"), ("followup", "made_on")):
            db.execute_sql(
                f"INSERT INTO {table} (uid, contact_id, text, {day}, created_at, updated_at) "
                "VALUES (randomblob(16), ?, ?, 20000, 0, 0)",
                (other, f"meet {NAME}"),
            )
    assert forgetting.forget(journal, [them]).mentions == 4
