"""Somebody with a long story is forgotten: no byte of six secrets is in any file any more."""

from __future__ import annotations

import random
import shutil

from netjournal.models import Journal
from netjournal.models.handle import db
from netjournal.services import events, interactions, settings
from netjournal.services.duplicates import merge
from netjournal.services.giving import helping
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from netjournal.services.keeping import backups, drafts, forgetting, integrity
from netjournal.services.nurturing import promises
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AddressForm, DateForm
from tests.builders import contact, event, interaction

KINDS = ("name", "email", "note", "entry", "need", "topic", "photo")
_LETTERS = "bcdfghjklmnpqrstvwxz"
_PREFIX = 7
_SIZES = (3, 40, 150, 400)  # words
_ODD = ("", "ł", "ß", "é", "陈", "Ω")


def secrets_of(chance):
    """Return kind -> a word that stands nowhere else; the photo's are bytes."""
    found = {}
    for kind in KINDS[:-1]:
        word = "".join(chance.choice(_LETTERS) for _ in range(12)).capitalize()
        found[kind] = word if kind == "email" else word + chance.choice(_ODD)
    return found, chance.randbytes(48)


def _add(chance, words, photo):
    one = contact(
        f"{words['name']} Quarles",
        email=f"{words['email']}@x.example",
        note=words["note"] * chance.choice((1, 400)),
        interests=[words["topic"]],
        nicknames=[words["name"]],
        addresses=[AddressForm(street=words["note"], locality="Berlin")],
        dates=[DateForm(words["note"], "2019-06-01")],
        met_story=words["entry"],
    )
    contacts.set_photo(one, b"\x89PNG\r\n\x1a\n" + photo, "image/png")
    interaction(one, ago=3, summary=words["entry"], body=words["entry"] * chance.choice((1, 900)))
    helping.note_need(one, words["need"], 20_000)
    promises.make(words["need"], 20_000, contact_id=one, due=20_010)
    gathering = event(ago=9)
    events.set_people(gathering, [(one, "met", words["entry"])])
    return one


class _Story:
    """Some of the things that happen to somebody in a journal, by chance."""

    def __init__(self, journal, one, words, chance):
        self.journal, self.one, self.words, self.chance = journal, one, words, chance
        self.edits = {
            "edit": self._edit,
            "edit others": self._edit_others,
            "merge": self._merge,
            "trash an entry": self._trash_an_entry,
            "delete": lambda: contacts.delete_forever([one]),
            "trash": lambda: contacts.trash([one]),
            "circle": lambda: contacts.add_to_circle([one], "Choir"),
            "setting": lambda: settings.write("phone_region", chance.choice(("DE", "US"))),
        }
        self.others = (self._undo, self._back_up, self._draft, self._import, self._reopen)

    def live(self):
        """Return the journal, which may have been opened again."""
        for _ in range(self.chance.randrange(2, 9)):
            act = self.chance.choice((*self.edits, *self.others))
            if callable(act):
                act()
                continue
            with self.journal.edit(f"{act} {self.words['name']}"):
                self.edits[act]()
            if act in ("delete", "trash"):
                self.journal.undo()
        return self.journal

    def _edit(self):
        form = contacts.form(self.one)
        more = " more" * self.chance.choice(_SIZES)
        form.note, form.headline = self.words["note"] + more, self.words["topic"]
        contacts.update(self.one, form)

    def _edit_others(self):
        """Let SQLite move rows between pages, which leaves copies of them behind."""
        some = db.execute_sql("SELECT id FROM contact ORDER BY id DESC LIMIT 40").fetchall()
        for (other,) in self.chance.sample(some, len(some) // 2):
            if other != self.one:
                form = contacts.form(other)
                form.note = "word " * self.chance.choice(_SIZES)
                contacts.update(other, form)

    def _merge(self):
        twin = contact(f"{self.words['name']} Quarles", note=self.words["entry"])
        interaction(twin, ago=1, summary=self.words["need"])
        merge.merge(self.one, [twin])

    def _trash_an_entry(self):
        interactions.trash([interaction(self.one, ago=5, kind="email", body=self.words["entry"])])

    def _undo(self):
        if self.journal.undo_label() not in (None, "Add"):
            self.journal.undo()
            if self.chance.random() < 0.5:
                self.journal.redo()

    def _back_up(self):
        backups.make(self.journal, "timer")

    def _draft(self):
        """Drafts of theirs go; so does a line that names nobody but them, by the whole name."""
        name, theirs = self.words["name"], [[self.one, "Somebody"]]
        entry = drafts.from_fields({"people": theirs, "form": {"body": self.words["entry"]}})
        typed = {
            "capture": f"{name} Quarles said",
            f"person:{self.one}": f"{name} said",
            f"capture:{self.one}": f"{name} said",
            "entry": entry,
        }
        key = self.chance.choice(tuple(typed))
        drafts.put(self.journal, key, typed[key])

    def _import(self):
        """They come from a file, too, with a line that we don't know."""
        words = self.words
        path = self.journal.path.with_name("in.vcf")
        path.write_text(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{words['name']} Quarles\r\nEMAIL:{words['email']}"
            f"@x.example\r\nNOTE:{words['note']}\r\nX-ODD;X-P={words['entry']}:{words['need']}\r\n"
            "END:VCARD\r\n",
            encoding="utf-8",
        )
        plan = importing.analyse(path)
        with self.journal.edit("Import", source="import") as edit:
            apply(plan, edit, self.journal.today())
        path.unlink()

    def _reopen(self):
        self.journal.close()
        self.journal = Journal.open(self.journal.path)


def left(folder, words, photo):
    """Return which secrets are in which file, in any encoding, however folded or cut."""
    needles = {photo[:16]: "photo", photo[-16:]: "photo"}
    for kind, word in words.items():
        for form in (word[:_PREFIX], word[:_PREFIX].casefold()):
            needles[form.encode()] = needles[form.encode("utf-16-le")] = kind
    return sorted(
        (str(file.relative_to(folder)), kind)
        for file in folder.rglob("*")
        if file.is_file()
        for content in (file.read_bytes(),)
        for needle, kind in needles.items()
        if needle in content or needle in content.lower()
    )


def trial(base, folder, count, seed=1):
    """Forget so many people.

    Args:
        base: A closed journal with others in it; it is copied.
        folder: To be made.
        count: How many people.

    Returns:
        (what is left of whom, how many secrets were there before)
    """
    wrong, seen = [], 0
    for number in range(count):
        place = folder / "trial"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        shutil.copy(base, place / base.name)
        found, there = _once(Journal.open(place / base.name), random.Random(f"{seed} {number}"))
        seen += there
        wrong += [(number, found)] if found else []
    return wrong, seen


def _once(journal, chance):
    place, (words, photo) = journal.path.parent, secrets_of(chance)
    with journal.edit("Add"):
        one = _add(chance, words, photo)
    journal = _Story(journal, one, words, chance).live()
    journal.checkpoint()
    there = len({kind for _file, kind in left(place, words, photo)})
    named = "SELECT id FROM contact WHERE instr(full_name, ?)"
    them = [row[0] for row in db.execute_sql(named, (words["name"],))]
    done = forgetting.forget(journal, them, with_backups=True)
    found = left(place, words, photo) + integrity.check(journal)
    journal.close()
    found += left(place, words, photo)
    return found[:4] + [done] * bool(done.unpurged), there
