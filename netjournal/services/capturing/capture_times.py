"""Times of day and durations in a capture line, in minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.services.capturing.capture_dates import Found, alternatives, compiled, key_of

if TYPE_CHECKING:
    import re

    from netjournal.services.capturing.capture_grammar import Grammar

_LONGEST = 48 * 60
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day at ``start``…``end``; ``minutes`` how long, where an end is told."""

    start: int
    end: int
    value: int
    minutes: int | None = None


def time_in(text: str, grammar: Grammar) -> Moment | None:
    """Return the first time of day ("at 15:30", "3pm", "at noon", "15:00-16:30").

    ``value`` counts minutes from midnight.
    """
    words = grammar.time
    between = _between(text, grammar)
    if between:
        return between
    found = compiled(
        rf"(?<![\w:.,])(?:(?:{words.at})\s+)?{_clock(grammar, 1)}"
        rf"(?:\s*(?:{words.until})\s*{_clock(grammar, 2)})?(?![\w:])"
    ).search(text)
    if found:
        begin, end = _minute(found, 1), _minute(found, 2)
        long = None if begin is None or end is None else (end - begin) % _DAY or None
        if begin is not None:
            return Moment(found.start(), found.end(), begin, long)
    return _spoken_time(text, grammar)


def _clock(grammar: Grammar, number: int) -> str:
    """Return the pattern of a time by figures, with groups of its own."""
    words, n = grammar.time, number
    half = rf"(?P<am{n}>{words.am})|(?P<pm{n}>{words.pm})"
    twelve = half.replace(f"<am{n}>", f"<am{n}b>").replace(f"<pm{n}>", f"<pm{n}b>")
    return (
        rf"(?:(?P<h{n}>[01]?\d|2[0-3])[:h](?P<m{n}>[0-5]\d)(?:\s*(?:{half}))?|"
        rf"(?P<t{n}>1[0-2]|0?[1-9])\s*(?:{twelve}))"
    )


def _minute(found: re.Match[str], n: int) -> int | None:
    hour = found[f"h{n}"] or found[f"t{n}"]
    if hour is None:
        return None
    morning = found[f"am{n}"] or found[f"am{n}b"]
    evening = found[f"pm{n}"] or found[f"pm{n}b"]
    value = int(hour)
    if (morning or evening) and value <= 12:  # 13:00 pm is what it says without it
        value = value % 12 + 12 * bool(evening)
    return value * 60 + int(found[f"m{n}"] or 0)


def _spoken_time(text: str, grammar: Grammar) -> Moment | None:
    at = grammar.time.at
    spoken = compiled(rf"(?<!\w)(?:{at})\s+({alternatives(grammar.clock)})(?!\w)").search(text)
    if spoken:
        return Moment(spoken.start(), spoken.end(), grammar.clock[key_of(spoken[1])])
    words = grammar.time
    past = rf"(?P<past>{alternatives(words.past)})\s+" if words.past else r"(?P<past>(?!))"
    hour = rf"(?:[01]?\d|2[0-3]|{alternatives(grammar.numbers)})"
    bare = compiled(
        rf"(?<!\w)(?:{at})\s+(?:{past})?(?P<hour>{hour})(?P<h>\s?h)?"
        rf"(?=\s*(?:[,;.!?]|$|\s))(?!\s+(?!(?:{grammar.with_words}|{grammar.about})(?!\w))\w)"
    ).search(text)
    hours = _hour(bare["hour"], text, grammar) if bare else None
    if bare is None or hours is None:
        return None
    later = words.past[key_of(bare["past"])] if bare["past"] else 0
    return Moment(bare.start(), bare.end(), (hours * 60 + later) % _DAY)


def _hour(said: str, text: str, grammar: Grammar) -> int | None:
    """Return the hour that is meant, from 0 to 23: hardly anybody means three at night."""
    hour = int(said) if said.isdigit() else grammar.numbers[key_of(said)]
    if not said.isdigit() and not (said.isalpha() and 1 <= hour <= 12 and len(said) > 2):
        return None  # "at a …"
    if said.startswith("0") or hour > 11:
        return hour
    evening = compiled(rf"(?<!\w)(?:{grammar.time.evening})(?!\w)").search(text)
    return hour + 12 if 1 <= hour <= 6 or (hour and evening) else hour


def _between(text: str, grammar: Grammar) -> Moment | None:
    """Return what "from 3 to 4" or "between 10 and 11:30" tells."""
    words = grammar.time
    found = compiled(
        rf"(?<!\w)(?:{words.since})\s+(?P<h1>[01]?\d|2[0-3])(?::(?P<m1>[0-5]\d))?\s*"
        rf"(?:{words.until})\s*(?P<h2>[01]?\d|2[0-3])(?::(?P<m2>[0-5]\d))?(?:\s*(?P<pm>{words.pm}))?"
        rf"(?![\w:./])"
    ).search(text) or _in_figures(text)
    if not found:
        return None
    first = _hour(found["h1"], text, grammar) or 0
    if found["pm"] and first < 12:
        first += 12
    begin = first * 60 + int(found["m1"] or 0)
    end = int(found["h2"]) * 60 + int(found["m2"] or 0)
    half = _DAY // 2 if int(found["h2"]) <= 12 and int(found["h1"]) <= 12 else _DAY
    return Moment(found.start(), found.end(), begin, (end - begin) % half or None)


def _in_figures(text: str) -> re.Match[str] | None:
    """Return "9-9:30" or "14-15h"; "2-3h" is how long it took."""
    found = compiled(
        r"(?<![\w:./+-])(?P<h1>[01]?\d|2[0-3])(?::(?P<m1>[0-5]\d))?\s?[-–]\s?"
        r"(?P<h2>[01]?\d|2[0-3])(?:(?::(?P<m2>[0-5]\d))|\s?(?P<h>h))(?P<pm>(?!))?(?![\w:./-])"
    ).search(text)
    early = 7  # nobody has been somewhere for so many hours
    if found and found["h"] and not early <= int(found["h1"]) < int(found["h2"]):
        return None
    return found


def minutes_in(text: str, grammar: Grammar) -> Found | None:
    """Return the first duration ("40m", "1h30", "half an hour", "two hours"), in minutes."""
    looks = (_short_length, _phrase, _spoken_length)
    hits = [hit for look in looks if (hit := look(text, grammar)) is not None]
    return min(hits, key=lambda hit: (hit.start, -hit.end)) if hits else None


def _short_length(text: str, grammar: Grammar) -> Found | None:
    words = grammar.time
    found = compiled(
        rf"(?<![\w.,+-])(?:(?:{words.lasting})\s*)*(?:"
        rf"(?P<h>\d{{1,2}}(?:[.,]\d)?)\s*-?\s*(?:{words.hours})"
        rf"(?:\s*(?P<hm>[0-5]?\d)(?:\s*(?:{words.minutes}))?)?|"
        rf"(?P<m>\d{{1,3}})\s*-?\s*(?:{words.minutes}))(?!\w)"
    ).search(text)
    if not found or compiled(rf"(?<!\w)(?:{words.at})\s+$").search(text[: found.start()]):
        return None  # "at 14h"
    if found["m"]:
        value = int(found["m"])
    else:
        value = round(float(found["h"].replace(",", ".")) * 60) + int(found["hm"] or 0)
    return Found(found.start(), found.end(), value) if 0 < value <= _LONGEST else None


def _phrase(text: str, grammar: Grammar) -> Found | None:
    words = grammar.time
    found = compiled(
        rf"(?<!\w)(?:(?:{words.lasting})\s+)*({alternatives(words.lengths)})(?!\w)"
        rf"(?!\s+(?:{words.ago_after}))"
    ).search(text)
    return Found(found.start(), found.end(), words.lengths[key_of(found[1])]) if found else None


def _spoken_length(text: str, grammar: Grammar) -> Found | None:
    words = grammar.time
    found = compiled(
        rf"(?<!\w)(?:(?:{words.lasting})\s+)*(?P<n>{alternatives(grammar.numbers)})[\s-]+"
        rf"(?:(?P<hours>{words.hours})|(?:{words.minutes}))(?!\w)(?!\s+(?:{words.ago_after}))"
    ).search(text)
    if not found:
        return None
    value = grammar.numbers[key_of(found["n"])] * (60 if found["hours"] else 1)
    return Found(found.start(), found.end(), value)
