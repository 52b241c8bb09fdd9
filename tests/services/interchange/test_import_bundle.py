"""Several files at once: every one of them is read, or said to be left out."""

from __future__ import annotations

import zipfile

import pytest

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft, InteractionDraft, Warned
from netjournal.progress import Silent
from netjournal.services.interchange.import_bundle import bundle

CONNECTIONS = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ada,Bo,https://www.linkedin.com/in/ada,,X,Y,09 Sep 2020\n"
)
FILES = {
    "Connections.csv": CONNECTIONS,
    "contacts.csv": "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value\n"
    "Cy,,,,c@x.example\n",
    "people.vcf": "BEGIN:VCARD\nVERSION:3.0\nFN:Di Em\nEND:VCARD\n",
    "_chat.txt": "20/01/19, 09:01 - Ed: Good morning\n",
    "friends.json": '{"friends_v2": [{"name": "Fay", "timestamp": 1577190180}]}',
    "numbers.csv": "1,2\n3,4\n",
}


def told(tmp_path, names):
    for name in names:
        (tmp_path / name).write_text(FILES.get(name, "Name\nNobody\n"), "utf-8")
    into = tmp_path / "several"
    bundle([tmp_path / name for name in names], into, Silent())
    found = sniff(into)
    return found, list(read(into, found))


def test_no_file_hides_the_others(tmp_path):
    found, records = told(tmp_path, FILES)
    assert found.format == "archive"
    people = [one.full_name for one in records if isinstance(one, ContactDraft)]
    assert sorted(people) == ["Ada Bo", "Cy", "Di Em", "Fay"]
    (chat,) = [one for one in records if isinstance(one, InteractionDraft)]
    assert [one.name for one in chat.people] == ["Ed"]
    said = [one.message for one in records if isinstance(one, Warned)]
    assert any(one.startswith("numbers.csv was left out: first say which") for one in said)


def test_an_unpacked_export_is_still_one(tmp_path):
    found, records = told(tmp_path, ["Connections.csv", "Profile.csv", "Skills.csv"])
    assert (found.format, found.variant) == ("linkedin", "archive")
    assert [one.full_name for one in records] == ["Ada Bo"]


def test_nothing_known_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.exe").write_bytes(b"x")
    with pytest.raises(ImportRejected, match="no file in it"):
        bundle([tmp_path / "in"], tmp_path / "out", Silent())


def test_archives_and_strangers_among_chosen_files(tmp_path):
    with zipfile.ZipFile(tmp_path / "Basic_LinkedInDataExport.zip", "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
        archive.writestr("logo.png", b"")
    (tmp_path / "people.vcf").write_text(FILES["people.vcf"], "utf-8")
    (tmp_path / "photo.png").write_bytes(b"x")
    bundle(tmp_path.iterdir(), tmp_path / "several", Silent())
    records = list(read(tmp_path / "several", sniff(tmp_path / "several")))
    people = [one.full_name for one in records if isinstance(one, ContactDraft)]
    assert sorted(people) == ["Ada Bo", "Di Em"]
    said = [one.message for one in records if isinstance(one, Warned)]
    assert said == ["photo.png was left out: it is no file to import from."]


def test_archives_in_a_folder_count_when_they_hold_something(tmp_path):
    folder = tmp_path / "exports"
    folder.mkdir()
    with zipfile.ZipFile(folder / "LinkedIn.zip", "w") as archive:
        archive.writestr("Connections.csv", CONNECTIONS)
    with zipfile.ZipFile(folder / "holiday.zip", "w") as archive:
        archive.writestr("beach.png", b"x")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 and then nothing")
    (folder / "people.vcf").write_text(FILES["people.vcf"], "utf-8")
    bundle([folder], tmp_path / "several", Silent())
    records = list(read(tmp_path / "several", sniff(tmp_path / "several")))
    people = [one.full_name for one in records if isinstance(one, ContactDraft)]
    assert sorted(people) == ["Ada Bo", "Di Em"]
    assert [one.message for one in records if isinstance(one, Warned)] == []
