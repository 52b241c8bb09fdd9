"""What a capture line means beside its plain words: slips, pasted mail, work of one's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_people import Finder

_SHORTEST = 5  # letters of a word that may be misspelt
# the head of a mail as programs show it; the word before the colon is the program's language
_MAIL = re.compile(
    r"\s*(?:from|von|de|van|da)\s*:\s*(?P<name>[^<>\n:]{2,80}?)\s*<[^<>\s]+@[^<>\s]+>", re.I
)
_SENT = frozenset(("message", "email", "met"))  # "sent Ana my post", "showed Ana my talk"


def mail(line: Line, finder: Finder) -> tuple[str, str] | None:
    """Claim the head of a pasted mail; return its kind and who began it, None for no mail."""
    found = _MAIL.match(line.text)
    if not found:
        return None
    named = finder.person(found.start("name"))
    if named is None or named.end < found.end("name"):
        return None
    finder.add(named)
    line.claim(0, found.end(), GLUE)
    return "email", "them"


def misspelt(line: Line, finder: Finder) -> str:
    """Claim a kind with one slip in it before a list of people ("coffe with Ana"), and those.

    Returns:
        The kind, "" for none.
    """
    grammar = finder.grammar
    pattern = rf"(?<![\w@#])(?P<kind>[^\W\d_]{{{_SHORTEST - 1},}})(?=\s+(?:{grammar.with_words})\W)"
    for found in re.finditer(pattern, line.masked[: finder.stop], re.I):
        from rapidfuzz.distance import OSA  # takes a moment to load; few lines need it

        said = found["kind"].lower()
        for phrase, kind in grammar.kinds:
            alike = " " not in phrase and len(phrase) >= _SHORTEST and said[0] == phrase[0]
            if alike and OSA.distance(said, phrase, score_cutoff=1) <= 1:
                if not finder.follows(found.end(), objects=False):
                    continue
                line.claim(found.start(), found.end(), "kind")
                finder.after(found.end(), objects=False)
                finder.together_lists()
                return kind
    return ""


@cache
def _mine(grammar: Grammar) -> re.Pattern[str]:
    words = "|".join(grammar.works)
    return re.compile(rf"\W*(?:{grammar.my})\s+(?:[\w-]+\s+)?(?:{words})(?!\w)", re.I)


def my_work(line: Line, grammar: Grammar, kind: str, led: str) -> str:
    """Return "shared_work" when what was sent or shown is the user's own ("sent Ana my post").

    Args:
        line: The line, with kind and people claimed.
        grammar: The language's words.
        kind: What it would be otherwise.
        led: How the people were led to (``Finder.after``).
    """
    if kind not in _SENT or led != "to" or not grammar.works:
        return ""
    at = max((end for _, end, what in line.spans if what in ("person", "unknown")), default=0)
    return "shared_work" if _mine(grammar).match(line.masked, at) else ""


def works(text: str, kind: str, grammar: Grammar) -> tuple[str, ...]:
    """Return the kinds of work that a line about sharing one's own names."""
    if kind != "shared_work":
        return ()
    said = re.findall(r"\w+", text.lower())
    return tuple(dict.fromkeys(grammar.works[word] for word in said if word in grammar.works))
