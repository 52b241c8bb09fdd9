"""What a language brings for one-line capture: the shape of its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """How a language tells days, times and lengths; patterns are matched caseless.

    ``units`` are the words for day, week, month and year, ``last``, ``this`` and ``next`` stand
    before a weekday, ``periods`` are whole phrases for a month or year that is over.
    """

    on: str  # may stand before a day ("on friday")
    at: str  # before a time of day ("at 9")
    lasting: str  # before a length ("for two hours")
    coming: str  # before a length that lies ahead ("in two weeks")
    ago_before: str  # begins a length that is over ("vor zwei Wochen"), or what never matches
    ago_after: str  # ends one ("two weeks ago")
    units: dict[str, str]
    last: str
    this: str
    next: str
    day_parts: str  # may follow a weekday ("friday evening")
    of: str  # between day and month ("14 of November")
    ordinal: str  # after a day of the month ("14th")
    the: str  # before one ("the 14th")
    in_month: str  # before a month or year that is over ("in March", "in 2019")
    end_of: str  # before the end of a week, month or year
    periods: dict[str, str]
    minutes: str
    hours: str
    am: str
    pm: str
    until: str  # between two times of day
    lengths: dict[str, int]  # whole phrases, in minutes
    season: str = r"(?!)"  # before a year that is over ("summer 2019")
    since: str = r"(?!)"  # before two hours ("from 3 to 4")
    evening: str = r"(?!)"  # tells that "at eight" is in the evening
    past: dict[str, int] = field(default_factory=dict)  # minutes before an hour ("half past")
    weekend: str = r"(?!)"


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """What a language's capture words are; patterns are regular expressions, matched caseless.

    Another language brings its own: ``parse(…, grammar=…)``.
    """

    kinds: tuple[tuple[str, str], ...]  # (phrase, kind), longest first
    fillers: str  # may stand before a kind and say nothing
    with_words: str  # begin a list of people
    ands: str  # join a list of people
    own: frozenset[str]  # words for oneself in such a list
    others: frozenset[str]  # words for somebody named before ("she needs …")
    not_names: frozenset[str]  # capitalised words that begin no name
    articles: str  # may stand before a kind ("for a coffee")
    ahead: str  # before what is still to come ("Ana will call on Monday")
    to: str  # begins what was promised ("promised to call")
    time: TimeWords
    about: str
    at: str
    need: str
    need_prose: str  # its group "asked", if any, tells what happened as well
    promise: str
    promise_by: str
    likes: str
    good_at: str
    likes_prose: str  # between a name and what they like ("Ana loves orchids")
    good_at_prose: str
    no_topics: frozenset[str]  # no topic begins with these ("she likes the idea")
    helped_me: str
    introduced_me: str
    to_whom: str
    from_whom: str
    for_kind: str  # before a second kind that says more ("met Ana for coffee", "on the phone")
    me: str
    connectors: frozenset[str]  # dropped at the beginning of the note
    weekdays: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)  # phrase -> days from today
    clock: dict[str, int] = field(default_factory=dict)  # phrase -> minute of the day
    subject_kinds: frozenset[str] = frozenset()  # "Ana called": they did
    object_kinds: frozenset[str] = frozenset()  # "called Ana": people follow at once
    my: str = r"(?!)"  # before work of one's own ("my post")
    works: dict[str, str] = field(default_factory=dict)  # word -> kind of work on the shelf
    # what a language may do without, at the cost of lines understood less
    relations: str = r"(?!)"  # before the name of somebody new ("her sister", "a guy called")
    called: str = r"(?!)"  # between a relation and the name
    kin: str = r"(?!)"  # before a name that may be one of the journal ("Aunt Rose")
    words_too: frozenset[str] = frozenset()  # names that are other words in small letters
    not_places: frozenset[str] = frozenset()  # "at Christmas"
    with_people: frozenset[str] = frozenset()  # kinds only when people follow ("gave Ana …")
    owner_phrases: frozenset[str] = frozenset()  # "dropped by Ana's": Ana was there
    whom_phrases: frozenset[str] = frozenset()  # a word in small letters may follow ("called mum")
    homes: str = r"(?!)"  # whose they are is there ("dinner at Ana's place")
    nouns: frozenset[str] = frozenset()  # kinds that don't say who began ("ana call")
    hosted: str = r"(?!)"  # before guests ("had Jun over")
    over: str = r"(?!)"  # after them
    got_from: str = r"(?!)"  # before who gave something; its group "from" leads to them
    parted: str = r"(?!)"  # before whom one did a good turn ("picked Ana up")
    parted_by: str = r"(?!)"  # after them
    called_off: str = r"(?!)"  # what was to happen did not ("postponed lunch")
    about_them: str = r"(?!)"  # before a place that tells of somebody ("works at Bosch")
    gave: str = ""
    given_kinds: dict[str, str] = field(default_factory=dict)  # "gave Ana a ring" is a call
    tells: str = r"(?!)"  # words after a family name that show that it is one
    todo: str = r"(?!)"  # begin what the user is to do ("ask Ana about …")
    them: str = r"(?!)"  # whom such a sentence is about, when it goes on from another one
    goes_on: str = r"(?!)"  # ends a need told in prose ("… and she")


@cache
def kind_pattern(grammar: Grammar) -> re.Pattern[str]:
    """Return the pattern that finds a kind's phrase, fillers before it included."""
    phrases = "|".join(
        r"\s+".join(re.escape(word) for word in phrase.split()) for phrase, _ in grammar.kinds
    )
    return re.compile(rf"(?<![\w@#])(?:{grammar.fillers})(?P<kind>{phrases})(?![\w'’])", re.I)
