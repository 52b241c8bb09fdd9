"""What happened: the kind in a capture line, who began it, and the people, who stand around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from netjournal.services.capturing import capture_guesses
from netjournal.services.capturing.capture_dates import key_of
from netjournal.services.capturing.capture_grammar import kind_pattern
from netjournal.services.capturing.capture_line import MASK

if TYPE_CHECKING:
    from netjournal.services.capturing.capture_grammar import Grammar
    from netjournal.services.capturing.capture_line import Line
    from netjournal.services.capturing.capture_people import Finder

_SAYS_MORE = ("coffee", "call", "video_call", "message", "email")
_AFAR = ("call", "video_call", "message", "email")
_HELD = ("group", "event")  # "Ana's party"
_GIVEN = ("shared_work", "message", "helped")  # "sent flowers to Rose"
_NAMED_AFTER = ("coffee", *_HELD)
_COLON = re.compile(r":\s|\s[-–—]\s")
_BREAK = re.compile(rf"[,:;({MASK}–—-]\s*$")


def settled(kind: str, finder: Finder, everyone: tuple[int, ...], minutes: int | None) -> str:
    """Return the kind, given who took part, and for how long."""
    others = len(finder.people.unknown) + len(finder.people.ambiguous)
    if kind == "introduced" and len(everyone) + others < 2:
        return "note"
    if kind:
        return kind
    together = finder.together or (minutes is not None and finder.people.count > 0)
    return "met" if together and (everyone or others) else "note"


def happened(line: Line, finder: Finder, grammar: Grammar, head: int) -> tuple[str, str]:
    """Find and claim the kind, and the people around it; return it and who began it.

    Args:
        line: The line, without its clauses.
        finder: Finds the people.
        grammar: The language's words.
        head: Where the part of the line ends that says who and how.
    """
    finder.stop = head
    if kind := _hosted(line, finder, grammar, head):
        return kind, "unknown"
    if _parted(line, finder, grammar, head):
        return "helped", "me"
    match = _kind(finder, line, grammar, head)
    colon = _COLON.search(line.masked, match.end() if match else 0, head)
    if colon:
        finder.stop = colon.start()
    if match is None and (guess := capture_guesses.misspelt(line, finder)):
        return guess, "unknown"
    if match is None or (colon and match.start() > colon.start()):
        return _no_kind(line, finder, head if match is None else finder.stop), "unknown"
    kind = _key(grammar, match["kind"])
    for pattern, other in ((grammar.helped_me, "was_helped"), (grammar.introduced_me, "met")):
        special = _special(pattern).match(line.masked, match.start("kind"), head)
        if special and special.end() > match.end():
            line.claim(match.start(), special.end(), "kind")
            theirs = finder.begin(match.start())
            finder.after(special.end(), objects=other == "met")
            return other, "them" if theirs else "unknown"
    return _around(line, finder, match, kind, head)


def _around(
    line: Line, finder: Finder, match: re.Match[str], kind: str, head: int
) -> tuple[str, str]:
    """Take the people before and after a kind."""
    grammar = finder.grammar
    line.claim(match.start(), match.end(), "kind")
    phrase = key_of(match["kind"])
    theirs = not _topic(finder, match, kind) and finder.begin(match.start())
    if theirs:
        finder.skip_me(match.end())
    owners = kind == "helped" or phrase in grammar.owner_phrases
    mine = finder.after(
        match.end(),
        objects=kind in grammar.object_kinds,
        owners=owners,
        whom=phrase in grammar.whom_phrases,
    )
    finder.together_lists(known_only=kind in ("helped", "was_helped"))
    if kind in _GIVEN and not finder.people.count:
        finder.led_to()
    if not finder.people.count:
        _later(line, finder, match.end(), head)
    if kind == "helped" and theirs and not mine and not finder.with_me:
        return "was_helped", "them"  # "Li helped setting up chairs"
    kind = capture_guesses.my_work(line, grammar, kind, mine) or _refined(line, grammar, kind, head)
    kind = _after_all(line, finder, kind, phrase, mine)
    return kind, _initiator(finder, kind, phrase, theirs, mine)


def _after_all(line: Line, finder: Finder, kind: str, phrase: str, mine: str) -> str:
    """Return what it was after all: "connected Ana with Jun", "gave Ana a ring"."""
    grammar = finder.grammar
    if kind == "connected" and mine == "to" and finder.together:
        return "introduced"
    if phrase == grammar.gave and (found := _given(grammar).match(line.masked, _last(line))):
        line.claim(found.start(), found.end(), "kind")
        return grammar.given_kinds[found[1].lower()]
    return kind


def _topic(finder: Finder, match: re.Match[str], kind: str) -> bool:
    """Say whether a name before a kind is what it was about ("Rust meetup with Ana")."""
    bare = match.start() == match.start("kind")
    noun = kind in _NAMED_AFTER or key_of(match["kind"]) in finder.grammar.nouns
    if not (bare and noun and finder.no_names(match.start())):
        return False
    return kind in _HELD or finder.follows(match.end(), objects=kind in finder.grammar.object_kinds)


def _key(grammar: Grammar, phrase: str) -> str:
    return dict(grammar.kinds)[key_of(phrase)]


@cache
def _special(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.I)


@cache
def _given(grammar: Grammar) -> re.Pattern[str]:
    words = "|".join(grammar.given_kinds) or r"(?!)"
    return re.compile(rf"\s+(?:{grammar.articles})\s+(?:\w+\s+)?({words})(?!\w)", re.I)


def _last(line: Line) -> int:
    return max((end for _, end, what in line.spans if what in ("person", "unknown")), default=0)


def _no_kind(line: Line, finder: Finder, head: int) -> str:
    """Take the people of a line that says no kind; return one that only tells how, or ""."""
    finder.about_whom()
    if any(what == "date" for *_, what in line.spans):
        finder.stop = head  # "summer 2024: sailing with Łukasz"
    finder.together_lists()
    grammar = finder.grammar
    if finder.people.count:
        found = _more(grammar, _AFAR).search(line.masked, 0, head)
        if found:  # "Ana told me on the phone"
            line.claim(found.start(), found.end(), "kind")
            return _key(grammar, found["kind"])
        return ""
    for got in _special(grammar.got_from).finditer(line.masked, 0, head):
        if finder.person(got.end() + 1, known_only=True):
            finder.take(got.end() + 1, lead=got.start("from"))
            return "was_helped"
    finder.spoken_of()
    return ""


@cache
def _had(grammar: Grammar) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before and after guests: "had Jun over for dinner"."""
    kinds = "|".join(re.escape(phrase) for phrase, key in grammar.kinds if key == "coffee")
    more = rf"(?:\s+(?:{grammar.for_kind})\s+(?:(?:{grammar.articles})\s+)?(?P<kind>{kinds}))?"
    return (
        re.compile(rf"(?<!\w)(?:{grammar.hosted})\s+", re.I),
        re.compile(rf"\s+(?:{grammar.over}){more}(?![\w'’])", re.I),
    )


def _hosted(line: Line, finder: Finder, grammar: Grammar, head: int) -> str:
    """Take the guests of "had Jun over for dinner"; return the kind, "" for none."""
    before, after = _had(grammar)
    for found in before.finditer(line.masked, 0, head):
        guests, end, _ = finder.listed(found.end())
        over = after.match(line.masked, end, head) if guests else None
        if over is None:
            continue
        finder.take(found.end())
        line.claim(found.start(), found.end(), "kind")
        line.claim(over.start(), over.end(), "kind")
        finder.together_lists()
        if over.groupdict().get("touch"):
            return "introduced"
        return _key(grammar, over["kind"]) if over["kind"] else "met"
    return ""


def _parted(line: Line, finder: Finder, grammar: Grammar, head: int) -> bool:
    """Take whom a verb in two parts stands around: "picked Ana up from the station"."""
    for found in re.compile(rf"(?<!\w)(?:{grammar.parted})\s+", re.I).finditer(
        line.masked, 0, head
    ):
        whom, end, _ = finder.listed(found.end())
        tail = re.compile(rf"\s+(?:{grammar.parted_by})(?![\w'’])", re.I)
        after = tail.match(line.masked, end, head) if whom else None
        if after is not None and finder.leads_to(found.start()):
            finder.take(found.end())
            line.claim(found.start(), found.end(), "kind", keep=True)
            line.claim(after.start(), after.end(), "kind", keep=True)
            return True
    return False


def did_not(line: Line, finder: Finder, grammar: Grammar, head: int) -> bool:
    """Say whether what the line tells did not take place; then take whom it was to be with."""
    if not _special(grammar.called_off).search(line.masked, 0, head):
        return False
    finder.stop = head
    finder.about_whom()
    finder.together_lists()
    called = _special(grammar.from_whom).search(line.masked, 0, head)
    if called and not finder.people.count:
        finder.take(called.end() + 1, lead=called.start())
    return True


def _later(line: Line, finder: Finder, at: int, head: int) -> None:
    """Take the people of a second kind ("meetup yesterday: talked to Ana and Ben")."""
    finder.stop = head
    grammar = finder.grammar
    for match in kind_pattern(grammar).finditer(line.masked, at, head):
        objects = _key(grammar, match["kind"]) in grammar.object_kinds
        if not _BREAK.search(line.masked[: match.start()]):
            continue
        if finder.follows(match.end(), objects=objects):
            finder.after(match.end(), objects=objects)
            line.claim(match.start(), match.end(), "kind")
            return
    if at and line.masked[at : at + 2] == ": ":  # "meetup: Ana, Ben"
        finder.take(at + 2)


def _kind(finder: Finder, line: Line, grammar: Grammar, head: int) -> re.Match[str] | None:
    """Return the first kind word that says what happened, not one in the middle of prose."""
    for match in kind_pattern(grammar).finditer(line.masked, 0, head):
        key = _key(grammar, match["kind"])
        if finder.within_name(match.start("kind")):
            continue  # "Rust & Rye Meetup wrote"
        objects = key in grammar.object_kinds
        if key_of(match["kind"]) in grammar.with_people and not (
            finder.follows(match.end(), objects=objects, owners=True)
            or _special(grammar.helped_me).match(line.masked, match.start("kind"))
        ):
            continue  # "gave a talk"
        if finder.leads_to(match.start()) or (key in _HELD and finder.host(match.start())):
            theirs = finder.theirs(match.start())
            if key == "helped" and theirs and finder.follows(match.end(), objects=True):
                continue  # what they did for somebody else is news of them
            return match
        if finder.follows(match.end(), objects=objects):
            return match
    return None


def _initiator(finder: Finder, kind: str, phrase: str, theirs: bool, mine: str) -> str:
    grammar = finder.grammar
    if mine == "from":
        return "them"
    if theirs and kind in grammar.subject_kinds and not finder.with_me:
        return "unknown" if phrase in grammar.nouns else "them"
    began = kind in grammar.subject_kinds - {"met", "was_helped"}
    return "me" if mine == "to" and began else "unknown"


@cache
def _more(grammar: Grammar, kinds: tuple[str, ...] = _SAYS_MORE) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase, key in grammar.kinds if key in kinds)
    return re.compile(
        rf"(?<!\w)(?:{grammar.for_kind})\s+(?:(?:{grammar.articles})\s+)?"
        rf"(?P<kind>{phrases})(?![\w'’])",
        re.I,
    )


def _refined(line: Line, grammar: Grammar, kind: str, head: int) -> str:
    """Return what "met Ana for coffee" or "spoke with Ana on the phone" was."""
    if kind != "met":
        return kind
    found = _more(grammar).search(line.masked, 0, head)
    if not found:
        return kind
    line.claim(found.start(), found.end(), "kind")
    return _key(grammar, found["kind"])
