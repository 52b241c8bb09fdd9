"""Finding entries that may be one person: what is suggested, why, and what never is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netjournal import formats
from netjournal.errors import Cancelled
from netjournal.formats.draft import ContactDraft
from netjournal.progress import Silent
from netjournal.services.duplicates import dedupe
from netjournal.services.interchange.import_rows import RowWriter
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AddressForm, AffiliationForm, MethodForm
from tests.builders import contact
from tests.services.twins import Book

BESIDE = Path(__file__).parents[4] / "shared" / "interchange" / "samples"
GENERATOR = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE)).parent / "gen_large.py"


def person(name, email="", phone="", work="", home="", link="", title="", **fields):
    """Add somebody and return the id."""
    if work or title:
        fields["affiliations"] = [AffiliationForm(work, title)]
    if home:
        fields["addresses"] = [AddressForm(street=home, locality="Leeds")]
    if link:
        fields["methods"] = [MethodForm("url", link)]
    return contact(name, email=email, phone=phone, **fields)


def found(*entries):
    """Add entries and return the pairs suggested, as places in ``entries`` with the reasons."""
    ids = [person(**entry) for entry in entries]
    return {
        (ids.index(one.contact_id), ids.index(one.other_id)): [r.key for r in one.reasons]
        for one in dedupe.find()
    }


ANA = {"name": "Ana Kovač"}
CROWD = {"connected_on": "2020-09-06", "work": "Kite"}
SAME = {
    "e-mail": ({**ANA, "email": "ana@x.org"}, {**ANA, "email": "ANA@x.org"}, "same_email"),
    "address with a tag": (
        {**ANA, "email": "ana+news@x.org"},
        {**ANA, "email": "ana@x.org"},
        "same_email",
    ),
    "phone": (
        {**ANA, "phone": "+49 30 5550 1234"},
        {**ANA, "phone": "0049 30 55501234"},
        "same_phone",
    ),
    "profile": (
        {**ANA, "link": "https://www.linkedin.com/in/anak"},
        {**ANA, "link": "linkedin.com/in/AnaK/"},
        "same_id",
    ),
    "typo": (
        {"name": "Ana Kovačevič", "phone": "+49 30 5550 1"},
        {"name": "Ana Kovačvič", "phone": "+49 30 5550 1"},
        "name_typo",
    ),
    "nickname": (
        {"name": "Robert Ashwick", "work": "Kite Ltd", "home": "3 Mill Lane"},
        {"name": "Bob Ashwick", "work": "Kite", "home": "3 Mill Lane"},
        "name_nickname",
    ),
    "initial": (
        {"name": "Robert Ashwick", "phone": "+49 30 5550 1"},
        {"name": "R. Ashwick", "phone": "+49 30 5550 1"},
        "name_initial",
    ),
    "order": (
        {"name": "Kovač Ana", "phone": "+49 30 5550 1"},
        {"name": "Ana Kovač", "phone": "+49 30 5550 1"},
        "same_name",
    ),
    "script": (
        {"name": "Юлия Соловьёва", "phone": "+49 30 5550 1"},
        {"name": "Yulia Solovyova", "phone": "+49 30 5550 1"},
        "name_script",
    ),
    "script that says nothing": (
        {"name": "王小明", "email": "xiaoming.wang@x.org"},
        {"name": "Xiaoming Wang", "email": "xiaoming.wang@x.org"},
        "name_script",
    ),
    "married": (
        {"name": "Ana Kovač", "email": "ana@x.org"},
        {"name": "Ana Horvat", "email": "ana@x.org"},
        "other_family_name",
    ),
    "birthday": (
        {**ANA, "birthday": "1990-05-12", "work": "Kite"},
        {**ANA, "birthday": "1990-05-12", "work": "Larch"},
        "same_birthday",
    ),
    "connected on the same day": (  # an older export, without links
        {**ANA, "link": "linkedin.com/in/anak", "connected_on": "2020-09-06", "work": "Kite"},
        {"name": "Ana Kovac", "connected_on": "2020-09-06", "work": "Larch"},
        "same_connected",
    ),
    "in two scripts, connected on the same day": (
        {"name": "Юлия Соловьёва", "connected_on": "2022-05-07", "work": "Cobalt"},
        {"name": "Yulia Solovyova", "connected_on": "2022-05-07", "work": "Cobalt Ltd"},
        "same_connected",
    ),
    "other family name, same day, same work": (
        {"name": "Işıl Taşoğlu", "connected_on": "2014-12-22", "work": "Kite", "title": "Founder"},
        {
            "name": "Işıl Demiroğlu",
            "connected_on": "2014-12-22",
            "work": "Kite",
            "title": "Founder",
        },
        "same_title",
    ),
    "rare name, nothing against it": (
        {**ANA, "email": "ana@x.org"},
        {**ANA, "phone": "+49 30 5550 1"},
        "same_name",
    ),
}
PHONE = {"phone": "+49 30 5550 1234"}
TWO = {
    "colleagues who connected on one day": (
        {"name": "Ana Kovač", "title": "Engineer", **CROWD},
        {"name": "Ben Kovač", "title": "Engineer", **CROWD},
    ),
    "colleagues of one first name": (
        {"name": "Ana Kovač", "title": "Engineer", **CROWD},
        {"name": "Ana Horvat", "title": "Manager", **CROWD},
        *({"name": f"Ana Holt{letter}"} for letter in "abcdefgh"),
    ),
    "couple with one phone": ({"name": "Ana Kovač", **PHONE}, {"name": "Ben Kovač", **PHONE}),
    "colleagues at one number": (
        {"name": "Ana Kovač", "work": "Kite", **PHONE},
        {"name": "Priya Raman", "work": "Kite", **PHONE},
    ),
    "one mailbox": (
        {"name": "Ana Kovač", "email": "info@kite.example", "work": "Kite"},
        {"name": "Ben Marsh", "email": "info@kite.example", "work": "Kite"},
    ),
    "father and son": ({"name": "John Marsh", **PHONE}, {"name": "John Marsh Jr.", **PHONE}),
    "namesakes": (
        {"name": "Ana Kovač", "birthday": "1990-05-12", "email": "a@x.org"},
        {"name": "Ana Kovač", "birthday": "1971-01-02", "email": "ana@y.org"},
    ),
    "colleagues of one name": (
        {"name": "Ana Kovač", "email": "ana.kovac@kite.example", "work": "Kite"},
        {"name": "Ana Kovač", "email": "ana.kovac2@kite.example", "work": "Kite"},
    ),
    "siblings at home": (
        {"name": "Ana Kovač", "home": "3 Mill Lane"},
        {"name": "Iva Kovač", "home": "3 Mill Lane"},
    ),
    "two profiles": (
        {**ANA, "link": "linkedin.com/in/anak", "connected_on": "2020-09-06", "work": "Kite"},
        {**ANA, "link": "linkedin.com/in/ana-k", "connected_on": "2020-09-06", "work": "Kite"},
    ),
    "one name of two parts, one day": (
        {"name": "Ana Kovač", "connected_on": "2020-09-06"},
        {"name": "Ben Kovač", "connected_on": "2020-09-06"},
    ),
    "scripts at one number": (
        {"name": "王小明", "work": "Kite", **PHONE},
        {"name": "Ana Kovač", "work": "Kite", **PHONE},
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_suggests_with_its_reason(journal, case):
    one, other, reason = SAME[case]
    with journal.edit("fill"):
        pairs = found(one, other)
    assert reason in pairs[0, 1]


@pytest.mark.parametrize("case", TWO)
def test_never_suggests(journal, case):
    with journal.edit("fill"):
        assert found(*TWO[case]) == {}


def test_a_crowd_behind_one_number_proves_nothing(journal):
    with journal.edit("fill"):
        crowd = [{"name": f"{name} Marsh", **PHONE} for name in ("Ana", "Iva", "Jo", "Al", "Cy")]
        assert found(*crowd, {"name": "Ana Holt", **PHONE}) == {}


def test_trash_and_organisations_are_left_out(journal):
    with journal.edit("fill"):
        one = person("Ana Kovač", email="ana@x.org")
        gone = person("Ana Kovač", email="ana@x.org")
        person("Ana Kovač", email="ana@x.org", kind="organisation")
        contacts.trash([gone])
    assert dedupe.find() == []
    assert dedupe.still_here([one, gone, 99]) == {one}
    with journal.edit("back"):
        contacts.restore([gone])
    assert [(s.contact_id, s.other_id) for s in dedupe.find()] == [(one, gone)]


def test_not_the_same_is_remembered_and_undone(journal):
    with journal.edit("fill"):
        pair = [person("Ana Kovač", email="ana@x.org") for _ in range(2)]
    with journal.edit("Not the same person"):
        dedupe.dismiss([(pair[1], pair[0])])
        dedupe.dismiss([(pair[0], pair[1])])
    assert dedupe.dismissed() == {tuple(pair)}
    assert dedupe.find() == []
    journal.undo()
    assert len(dedupe.find()) == 1


def test_nobody_and_cancel(journal):
    assert dedupe.find() == []
    with journal.edit("fill"):
        person("Ana Kovač")

    class Stop:
        def step(self, done, total):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        dedupe.find(Stop())


# -- yardsticks: what share of the suggestions is right, what share of the twins is found


@pytest.mark.parametrize("seed", [5, 6])
def test_an_invented_book(journal, seed):
    book = Book(seed).fill(1200)
    with journal.edit("fill"):
        ids = [contacts.create(entry.form()) for entry in book.entries]
    place = {contact_id: n for n, contact_id in enumerate(ids)}
    pairs = {(place[s.contact_id], place[s.other_id]) for s in dedupe.find()}
    truth = {
        (i, j)
        for i, one in enumerate(book.entries)
        for j in range(i + 1, min(i + 3, len(book.entries)))
        if one.who == book.entries[j].who
    }
    assert len(pairs & truth) >= 0.97 * len(truth)
    assert len(pairs & truth) >= 0.98 * len(pairs)
    assert not pairs & set(book.lookalikes)


@pytest.mark.parametrize(
    ("kind", "seed", "recall"), [("google", 7, 0.97), ("google", 11, 0.97), ("linkedin", 23, 0.93)]
)
def test_the_large_generator(journal, tmp_path, kind, seed, recall):
    if not GENERATOR.exists():
        pytest.skip("the generator is not here")
    out = tmp_path / f"{kind}.csv"
    options = ["--kind", kind, "--rows", "2000", "--seed", str(seed), "--out", str(out)]
    subprocess.run([sys.executable, str(GENERATOR), *options], check=True, capture_output=True)
    truth = json.loads(Path(f"{out}.truth.json").read_text("utf-8"))
    with journal.edit("load") as step:
        writer = RowWriter(step.bulk(), journal.today(), "", connect=False)
        for draft in formats.read(out, formats.sniff(out), None, Silent()):
            if isinstance(draft, ContactDraft):
                writer.add_contact(draft)
        writer.flush()
    pairs = {(s.contact_id - 1, s.other_id - 1) for s in dedupe.find()}
    right = pairs & {(i, j) for i, j, *_ in truth["duplicates"]}
    assert len(right) >= recall * len(truth["duplicates"])
    assert len(right) >= 0.98 * len(pairs)
    assert len(pairs & {(i, j) for i, j, _ in truth["near_misses"]}) <= 1
