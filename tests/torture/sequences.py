"""Long walks of what users do: every step can be undone, redone, and survives a restart.

The law of each walk: after *undo* the journal is byte for byte what it was before the step, after
*redo* what it was after; a merge loses no text that anybody wrote; what is refused changes nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import shutil

from peewee import PeeweeException

from netjournal.errors import UserError
from netjournal.models import Journal
from netjournal.models.engine import EngineError
from netjournal.models.handle import db
from netjournal.services.duplicates import merge
from netjournal.services.keeping import integrity
from netjournal.services.people import contacts
from tests.builders import TODAY
from tests.models.snapshot import everything
from tests.services.duplicates.test_merge import World, texts
from tests.services.test_undo_law import VERBS, fill

_CHECKED_EVERY = 20  # walks until the whole file is proved
# a verb that was written for its own beginning may name somebody who isn't there any more
_NOTHING_TO_DO = (UserError, IndexError, AttributeError, *EngineError, PeeweeException)


def prepared(path):
    """Make the journal that every walk begins with: rows in every table."""
    journal = Journal.create(path)
    journal.today = lambda: TODAY
    with journal.edit("fill"):
        fill()
    with journal.edit("world"):
        World(5).fill(40)
    with journal.housekeeping() as connection:
        connection.execute("DELETE FROM change_set")
    journal.close()


_KEYS = {"unset"}  # no words of anybody's


class _Walk:
    def __init__(self, path, chance):
        self.path, self.chance = path, chance
        self.done, self.undone = [], []  # the state before each step, after each undone one
        self._open()
        self.now = self.first = _state()

    def _open(self):
        self.journal = Journal.open(self.path)
        self.journal.today = lambda: TODAY

    def go(self, steps, acts):
        """Do so much; return what broke the law, or ""."""
        for _ in range(steps):
            act = self.chance.choice(acts)
            problem = getattr(self, f"_{act}")()
            if problem:
                return act, problem
        return self._there_and_back()

    def _step(self, label, work):
        """Do one step and remember what was before; what is refused must change nothing."""
        before = self.now
        with contextlib.suppress(*_NOTHING_TO_DO), self.journal.edit(label):
            work()
        self.now = _state()
        if self.now == before:
            return ""
        self.done.append(before)
        self.undone.clear()
        return "" if self.journal.undo_label() == label else "no step to undo"

    def _verb(self):
        name = self.chance.choice(list(VERBS))
        return self._step(name, VERBS[name])

    def _merge(self):
        ids = [row[0] for row in db.execute_sql("SELECT id FROM contact ORDER BY id")]
        if len(ids) < 3:
            return ""
        keep, *others = self.chance.sample(ids, self.chance.choice((2, 2, 3)))
        said = texts() - _KEYS
        problem = self._step("merge", lambda: merge.merge(keep, others))
        after = "\n".join(texts())
        lost = [text for text in said if text not in after]
        return problem or (f"lost {lost[:3]}" if lost else "")

    def _edit(self):
        ids = [row[0] for row in db.execute_sql("SELECT id FROM contact ORDER BY id")]
        word = f"word{self.chance.randrange(10**6)}"

        def change():
            form = contacts.form(self.chance.choice(ids))
            form.note, form.nicknames = word, [*form.nicknames, word]
            contacts.update(self.chance.choice(ids), form)

        return self._step("edit", change) if ids else ""

    def _trash(self):
        def swap():
            ids = [row[0] for row in db.execute_sql("SELECT id FROM contact ORDER BY id")]
            some = self.chance.sample(ids, min(3, len(ids)))
            self.chance.choice((contacts.trash, contacts.restore, contacts.archive))(some)

        return self._step("trash", swap)

    def _undo(self):
        if not self.done:
            return ""
        self.journal.undo()
        self.undone.append(self.now)
        self.now = _state()
        return "" if self.now == self.done.pop() else "undo gave something else"

    def _redo(self):
        if not self.undone:
            return ""
        self.done.append(self.now)
        self.journal.redo()
        self.now = _state()
        return "" if self.now == self.undone.pop() else "redo gave something else"

    def _restart(self):
        self.journal.close()
        self._open()
        return "" if _state() == self.now else "closing changed something"

    def _there_and_back(self):
        last = self.undone[0] if self.undone else self.now
        while self.done:
            if problem := self._undo():
                return "back", problem
        if self.now != self.first:
            return "back", "not where it began"
        while self.undone:
            if problem := self._redo():
                return "there", problem
        return "" if self.now == last else ("there", "not where it was")


def _state():
    return hashlib.sha256(repr(everything()).encode("utf-8", "surrogatepass")).digest()


MERGING = ("merge", "merge", "edit", "verb", "undo", "redo")
DELETING = ("verb", "verb", "verb", "trash", "edit", "undo", "undo", "redo", "restart")


def trial(base, folder, count, acts, seed=1):
    """Walk so often; return what went wrong.

    Args:
        base: From ``prepared``.
        folder: For the copies; a fast one.
        count: How many walks.
        acts: ``MERGING`` or ``DELETING``.
        seed: Another run of chance.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path, wrong = folder / "a.netjournal", []
    for number in range(count):
        chance = random.Random(f"{seed} {number}")
        shutil.copy(base, path)
        walk = _Walk(path, chance)
        try:
            begin = ("merge",) if acts is MERGING else ("trash",)
            problem = walk.go(1, begin) or walk.go(chance.randrange(1, 6), acts)
            if not problem and number % _CHECKED_EVERY == 0:
                problem = integrity.check(walk.journal)
        finally:
            walk.journal.close()
        if problem:
            wrong.append((number, problem))
    return wrong
