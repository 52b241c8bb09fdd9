"""Whatever is typed into a search box is text: never an error, never a long wait."""

from __future__ import annotations

import random
import time

from netjournal.services import timeline
from netjournal.services.finding import palette, query_suggest, search
from netjournal.services.people import contacts

_SIGNS = "\"*():^-+{}\\\0 \n\t,;<>|&!?ANDORNOTNEARłøß陈aé'%_#@.0123456789\u202e\u0301\ufeff😀\ud7ff"
_WORDS = (
    *("AND", "OR", "NOT", "NEAR(a b)", "NEAR/2", "names:", "reach:ana", "a*", '"', '""', "'", "--"),
    *("in:", "in:Berlin", "has:email", "last:>3m", "met:2019", "via:meetup", "strength:strong"),
    *("circle:", "rhythm:none", "added:<2w", "by:ana", "ana", "ł", "ß", "陈", "2026-02-31", "\0"),
    *(";DROP TABLE contact", '" OR 1=1 --', "{names}: a", "^ana", "a + b", "rank:", "rowid:1"),
    *("in:a,b,,c", 'in:"', "last:99999999999999999999y", "met:-1", "🙂", "\u202eana", "%", "_"),
)


def typed(chance):
    """Return what somebody hostile or clumsy types."""
    kind = chance.randrange(4)
    if kind == 0:
        return "".join(chance.choice(_SIGNS) for _ in range(chance.randrange(40)))
    if kind == 1:
        return "".join(chr(_point(chance)) for _ in range(chance.randrange(30)))
    joint = chance.choice((" ", "", ":", '"', ","))
    text = joint.join(chance.choice(_WORDS) for _ in range(chance.randrange(1, 9)))
    if kind == 2:
        return text
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_SIGNS) * chance.randrange(1, 200) + text[at:]


def _point(chance):
    """A character of any script, no half of a pair."""
    point = chance.randrange(0x11_0000 - 0x800)
    return point if point < 0xD800 else point + 0x800


def trial(journal, count, seed=1):
    """Type so often into an open journal's search boxes.

    Returns:
        (what went wrong, the longest answer in seconds)
    """
    chance, wrong, longest = random.Random(seed), [], 0.0
    today = journal.today()
    for number in range(count):
        text = typed(chance)
        began = time.perf_counter()
        try:
            _ask(text, today)
        except Exception as error:  # whatever it is, it is wrong
            wrong.append((number, repr(text)[:80], type(error).__name__))
        longest = max(longest, time.perf_counter() - began)
    return wrong, longest


def _ask(text, today):
    search.find_contacts(text)
    search.find_people(text)
    contacts.find_ids(contacts.ContactFilter(text=text), "name", today)
    timeline.timeline_ids(timeline.TimelineFilter(text=text, today=today))
    palette.find(text, today)
    query_suggest.suggest(text)
