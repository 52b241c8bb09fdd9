"""Where it happened: the place in a capture line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_line import GLUE, MASK

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line

_QUOTED = re.compile(r"@\s*[\"“]([^\"”\n]+)[\"”]")
_AT_SIGN = re.compile(r"(?<![\w@])@(?=[^\s@])")
_PLACE_WORD = re.compile(r"[^\s,;:()@#" + MASK + r"]+")
_SMALL = (
    *("the", "a", "an", "and", "&", "of", "for", "de", "del", "la", "le", "du", "di", "da"),
    *("der", "die", "das", "am", "im", "zum", "zur", "von", "van"),
)


def take(line: Line, grammar: Grammar, head: int) -> str:
    """Claim the first place in a line ("@Café Anno", "at Café Anno") and return its name."""
    found = _QUOTED.search(line.masked)
    if found:
        line.claim(found.start(), found.end(), "place")
        return found[1].strip()
    found = _AT_SIGN.search(line.masked)
    if found:
        end = _place_end(line.masked, found.end(), first_any=True)
        if end > found.end():
            line.claim(found.start(), end, "place")
            return line.text[found.end() : end].strip()
    for found in re.finditer(rf"(?<![\w@])(?:{grammar.at})\s+", line.masked[:head], re.I):
        if _is_time(line.masked, found.end(), grammar):
            continue
        end = _place_end(line.masked, found.end(), first_any=False)
        if end > found.end() and end <= head:
            line.claim(found.start(), found.end(), GLUE)
            line.claim(found.end(), end, "place")
            return line.text[found.end() : end].strip()
    return ""


def _is_time(text: str, at: int, grammar: Grammar) -> bool:
    """Say whether a number, month or weekday follows "in" or "at": no place begins with one."""
    word = _PLACE_WORD.match(text, at)
    return word is not None and (
        word[0][0].isdigit() or word[0].lower() in grammar.months.keys() | grammar.weekdays.keys()
    )


def _place_end(text: str, at: int, *, first_any: bool) -> int:
    """Return where a place's name ends: capitals and numbers, small words between them."""
    end = at
    first = True
    while word := _PLACE_WORD.match(text, at):
        token = word[0].rstrip(".!?")
        small = token.lower() in _SMALL
        if (first and first_any) or (token[:1].isalnum() and not token[0].islower()):
            end = at + len(token)
        elif not small or (first and not first_any):
            return end
        if len(token) < len(word[0]):
            return end
        if token.endswith(("'s", "’s")):
            thing = _PLACE_WORD.match(text, word.end() + 1)
            return thing.end() if thing else end
        first = first and first_any and small
        at = word.end() + len(text[word.end() :]) - len(text[word.end() :].lstrip(" "))
    return end
