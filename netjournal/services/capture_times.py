"""Times of day and durations in a capture line, in minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.services.capture_dates import Found, alternatives, compiled, key_of

if TYPE_CHECKING:
    from netjournal.services.capture_words import Grammar

_TIME = re.compile(
    r"(?<![\w:.,])(?:at\s+)?(?:(?P<h>[01]?\d|2[0-3])[:h](?P<m>[0-5]\d)(?:\s*(?P<ap>[ap])\.?m\.?)?|"
    r"(?P<h12>1[0-2]|0?[1-9])\s*(?P<ap12>[ap])\.?m\.?)(?![\w:])",
    re.I,
)
_LONGEST = 48 * 60
_MINUTES = r"m|min|mins|minutes?"
_HOURS = r"h|hr|hrs|hours?"
_LONG = re.compile(
    rf"(?<![\w.,+-])(?:for\s+|about\s+|~)*(?:"
    rf"(?P<h>\d{{1,2}}(?:[.,]\d)?)\s*(?:{_HOURS})(?:\s*(?P<hm>[0-5]?\d)(?:\s*(?:{_MINUTES}))?)?|"
    rf"(?P<m>\d{{1,3}})\s*(?:{_MINUTES})|"
    r"(?P<half>half\s+an\s+hour)|(?P<hour>an\s+hour(?P<ahalf>\s+and\s+a\s+half)?))(?!\w)",
    re.I,
)


def time_in(text: str, grammar: Grammar) -> Found | None:
    """Return the first time of day ("at 15:30", "3pm", "at noon"), as minutes from midnight."""
    for found in _TIME.finditer(text):
        hour = int(found["h"] or found["h12"])
        minute = int(found["m"] or 0)
        half = (found["ap"] or found["ap12"] or "").lower()
        if half and hour <= 12:  # 13:00 pm is what it says without it
            hour = hour % 12 + 12 * (half == "p")
        return Found(found.start(), found.end(), hour * 60 + minute)
    words = "|".join(map(re.escape, grammar.clock))
    spoken = re.search(rf"(?<!\w)(?:at\s+)({words})(?!\w)", text, re.I)
    if spoken:
        return Found(spoken.start(), spoken.end(), grammar.clock[spoken[1].lower()])
    return None


def minutes_in(text: str, grammar: Grammar) -> Found | None:
    """Return the first duration ("40m", "1h30", "half an hour", "two hours"), in minutes."""
    hits = [hit for hit in (_short_length(text), _spoken_length(text, grammar)) if hit]
    return min(hits, key=lambda hit: hit.start) if hits else None


def _short_length(text: str) -> Found | None:
    found = _LONG.search(text)
    if not found:
        return None
    if found["half"]:
        value = 30
    elif found["hour"]:
        value = 90 if found["ahalf"] else 60
    elif found["m"]:
        value = int(found["m"])
    else:
        value = round(float(found["h"].replace(",", ".")) * 60) + int(found["hm"] or 0)
    return Found(found.start(), found.end(), value) if 0 < value <= _LONGEST else None


def _spoken_length(text: str, grammar: Grammar) -> Found | None:
    found = compiled(
        rf"(?<!\w)(?:for\s+|about\s+)*(?P<n>{alternatives(grammar.numbers)})\s+"
        r"(?P<unit>minutes?|hours?)(?!\w)(?!\s+ago)"
    ).search(text)
    if not found:
        return None
    number = grammar.numbers[key_of(found["n"])]
    value = number * (60 if found["unit"].lower().startswith("h") else 1)
    return Found(found.start(), found.end(), value)
