"""What was being typed, when somebody is forgotten: what is theirs goes, of the rest only they.

A draft goes that is kept under their key, is of an entry or introduction that goes, has nobody else
taking part, or is a line that names them and nobody else. Who only takes part is taken out, as of
saved entries. Any other writing stays, whoever it names: that is counted, see ``forgotten_names``.

Public: ``let_go`` → ``Letting``, for what is held in memory.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from netjournal.folding import fold, is_unspaced
from netjournal.services.keeping.forgotten_names import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BOTH: Final = ("introduction_one", "introduction_other")  # an introduction is of just these two
_THEM: Final = "(SELECT value FROM json_each(?1))"
_NAMES: Final = "SELECT full_name, nicknames FROM contact WHERE id"
ALONE: Final = (  # entries that are with nobody else
    f"SELECT interaction_id FROM interaction_contact WHERE contact_id IN {_THEM} EXCEPT "
    f"SELECT interaction_id FROM interaction_contact WHERE contact_id NOT IN {_THEM}"
)
_OF_WHAT_GOES: Final = (
    f"SELECT 'entry-' || interaction_id FROM ({ALONE}) UNION ALL SELECT 'introduction-' || id "
    f"FROM introduction WHERE contact_id IN {_THEM} OR other_id IN {_THEM}"
)


class Letting:
    """What is left of drafts when people are forgotten.

    Args:
        run: Executes SQL, in the journal or in a copy of it; their rows are still there.
        contact_ids: Their ids in it.
        names: Their whole names.
    """

    def __init__(self, run: Any, contact_ids: Sequence[int], names: Sequence[str]) -> None:
        """Learn what is theirs."""
        self._ids = "[" + ",".join(str(int(one)) for one in contact_ids) + "]"
        self._gone = {row[0] for row in run(_OF_WHAT_GOES, (self._ids,)).fetchall()}
        self._ends = tuple(f":{one:d}" for one in contact_ids)
        called = run(f"{_NAMES} IN {_THEM}", (self._ids,)).fetchall()
        self._known = [*names, *_names_of(called)]
        folded = frozenset(fold(name) for name in self._known) - {""}  # an empty field is nobody
        self._taking = _Taking(frozenset(contact_ids), folded)

    def of(self, run: Any, key: str, text: str) -> str:
        """Return a draft without them, as it is when they are not in it, "" when it goes.

        Args:
            run: As before; by now their rows may have gone.
            key: Of the draft.
            text: What was typed.
        """
        if key in self._gone or key.endswith(self._ends):
            return ""
        left = self._taking.out_of(text)
        if left and _is_line(key) and _names_only_them(run, self._ids, self._known, left):
            return ""
        return left


def let_go(run: Any, contact_ids: Sequence[int], names: Sequence[str]) -> Letting:
    """Delete the drafts of people who are forgotten, and take them out of the others.

    Args:
        run: Executes SQL inside a transaction, in the journal or in a copy of it; their rows are
            still there.
        contact_ids: Their ids in it.
        names: Their whole names.

    Returns:
        What tells the same of drafts that are not in it.
    """
    letting = Letting(run, contact_ids, names)
    for key, text in run("SELECT key, text FROM draft").fetchall():
        left = letting.of(run, key, text)
        if not left:
            run("DELETE FROM draft WHERE key = ?", (key,))
        elif left != text:
            run("UPDATE draft SET text = ? WHERE key = ?", (left, key))
    return letting


def _names_of(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, nicknames in rows:
        yield name
        yield from json.loads(nicknames)


class _Taking:
    """Takes people out of drafts.

    Args:
        ids: Who goes.
        names: Their whole names, folded: for who is there by name only.
    """

    def __init__(self, ids: frozenset[int], names: frozenset[str]) -> None:
        self._ids, self._names = ids, names

    def out_of(self, text: str) -> str:
        """Return a draft without them, as it is when they are not in it, "" when it is theirs."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            return "" if fold(text) in self._names else text
        if isinstance(found.get("people"), list):
            changed, goes = self._of_entry(found)
        else:
            changed, goes = self._of_form(found)
        if goes:
            return ""
        return json.dumps(found, ensure_ascii=False) if changed else text

    def _is_them(self, one: Any) -> bool:
        match one:
            case [int(who), str()]:  # not a day and how sure it is
                return who in self._ids
            case [None, str(name)]:
                return fold(name) in self._names
        return False

    def _of_entry(self, found: dict[str, Any]) -> tuple[bool, bool]:
        """Take them out of who takes part; return whether they were there, and alone."""
        people = found["people"]
        stay = [one for one in people if not self._is_them(one)]
        typed = found.get("typed")
        named = isinstance(typed, str) and fold(typed) in self._names
        if len(stay) == len(people) and not named:
            return False, False
        forms = [form for form in (found.get("form"), found.get("was")) if isinstance(form, dict)]
        first = bool(people) and self._is_them(people[0])
        for form in forms:
            self._strike(form, "contact_ids")
            if first:  # whose need it is, and to whom the promise was made
                form.update(need="", promise="", promise_due=None)
        self._strike(found, "was_there")
        found["people"] = stay
        if named:
            found["typed"] = ""
        return True, not stay

    def _strike(self, where: dict[str, Any], key: str) -> None:
        if isinstance(where.get(key), list):
            where[key] = [one for one in where[key] if one not in self._ids]

    def _of_form(self, found: dict[str, Any]) -> tuple[bool, bool]:
        """Take them out of a form's fields; return whether they were there, and whether it goes."""
        changed = False
        for form in (found.get("form"), found.get("was")):
            if isinstance(form, dict) and form.get("met_through_id") in self._ids:
                form.update(met_through_id=None, met_through_name="")
                changed = True
        theirs = [name for name, value in found.items() if self._is_them(value)]
        for name in theirs:
            found[name] = [None, ""]
        return changed or bool(theirs), any(name in _BOTH for name in theirs)


def _is_line(key: str) -> bool:
    """Say whether it is the line one writes what happened in."""
    return key == "capture" or key.startswith("capture.")


def _names_only_them(run: Any, ids: str, names: Sequence[str], text: str) -> bool:
    """Say whether a line surely names them, by a whole name as it is written, and nobody else."""
    line = unicodedata.normalize("NFC", text)
    named = [name for name in names if _is_sure(name) and _stands_in(name, line)]
    if not named:
        return False
    folded = fold(text)
    for name in named:
        folded = folded.replace(fold(name), " ")
    words = set(words_of(folded))
    for other in _names_of(run(f"{_NAMES} NOT IN {_THEM}", (ids,)).fetchall()):
        if is_unspaced(other) and fold(other) in folded:
            return False
        if not words.isdisjoint(words_of(fold(other))):
            return False
    return True


def _is_sure(name: str) -> bool:
    """Say whether a name is no word of ordinary text: two words at least ("Will", "May" are)."""
    return len(words_of(fold(name))) > 1 or (is_unspaced(name) and len(name) > 1)


def _stands_in(name: str, line: str) -> bool:
    wanted = re.escape(unicodedata.normalize("NFC", name.strip()))
    if not is_unspaced(name):
        wanted = rf"(?<!\w){wanted}(?!\w)"
    return re.search(wanted, line) is not None
