"""A brief before meeting someone: who they are, what was said, what is open, what to ask.

``brief(contact_id, today)`` reads it; the words are in ``brief_words``, so that the window, paper
and the command line say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.models.handle import db
from netjournal.services.giving import matching
from netjournal.services.nurturing import dates_near
from netjournal.services.people import card as cards

if TYPE_CHECKING:
    from netjournal.services.bonds.strength_reasons import Explanation
    from netjournal.services.giving.matching import Helper
    from netjournal.services.nurturing.dates_near import DateRow
    from netjournal.services.nurturing.promises import PromiseRow
    from netjournal.services.people.card import Card, Met

TOLD = 3
QUESTIONS = 2
NEWS = 3
CROWD_DAYS = 180
SOON = 30  # days ahead that a birthday is worth a word
# kinds in which they said nothing: passive ones, and what came from the user alone
_SILENT_KINDS = ("reaction", "connected", "shared_work", "thanked", "congratulated")


@dataclass(frozen=True, slots=True)
class Told:
    """Something they said: the words of an interaction, and the private note about this person.

    ``day`` is a local day number with ``precision`` as stored (day, month, year); ``note`` is "".
    """

    interaction_id: int
    day: int
    precision: int
    kind: str
    text: str
    note: str


@dataclass(frozen=True, slots=True)
class OpenNeed:
    """A need that isn't solved, and who may know how (the user too: ``Helper.contact_id`` None)."""

    id: int
    text: str
    state: str
    noted_on: int
    helpers: tuple[Helper, ...]


@dataclass(frozen=True, slots=True)
class News:
    """News of mine: a work of my shelf (``kind`` as there) or a note of my own (``note``).

    ``topic`` is what makes it interesting to this person, "" when nothing is known to.
    """

    kind: str
    title: str
    url: str
    day: int
    topic: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: ``kind`` chooses the sentence, ``about`` stands in it.

    Kinds: own (``about`` is the whole question as the user wrote it), need, promise,
    interest, skill, told, met, plain, help.
    """

    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything worth knowing before meeting someone; days are local day numbers.

    ``last_on`` is the last day in touch, ``silence`` the days since (None: never). ``promised`` are
    the user's open promises, ``promised_me`` theirs. ``news`` is newest first. ``dates`` come round
    within a month.
    """

    contact_id: int
    uid: str
    full_name: str
    pronouns: str
    headline_line: str
    photo_id: int | None
    met: Met
    interests: tuple[str, ...]
    skills: tuple[str, ...]
    circles: tuple[str, ...]
    relations: tuple[str, ...]
    label: str
    state: str
    explanation: Explanation
    last_on: int | None
    silence: int | None
    told: tuple[Told, ...]
    promised: tuple[PromiseRow, ...]
    promised_me: tuple[PromiseRow, ...]
    needs: tuple[OpenNeed, ...]
    news: tuple[News, ...]
    questions: tuple[Question, ...]
    dates: tuple[DateRow, ...]


def brief(contact_id: int, today: int) -> Brief:
    """Return the brief about one person.

    Args:
        contact_id: About whom.
        today: The local day.

    Raises:
        NotFound: There is no such contact.
    """
    card = cards.card(contact_id, today)
    silence = card.explanation.silence
    last = None if silence is None else today - silence
    told = _told(contact_id, today)
    needs = _needs(card)
    return Brief(
        contact_id=contact_id,
        uid=card.uid,
        full_name=card.full_name,
        pronouns=card.pronouns,
        headline_line=card.headline_line,
        photo_id=card.photo_id,
        met=card.met,
        interests=card.interests,
        skills=card.skills,
        circles=tuple(name for _, name in card.circles),
        relations=tuple(f"{r.label}: {r.other_name}" for r in card.relations if r.other_name),
        label=card.label,
        state=card.state,
        explanation=card.explanation,
        last_on=last,
        silence=silence,
        told=told,
        promised=tuple(one for one in card.promises if one.by_me),
        promised_me=tuple(one for one in card.promises if not one.by_me),
        needs=needs,
        news=_news(card, last, today),
        questions=_questions(card, needs, told),
        dates=dates_near.dates_of(contact_id, today, SOON),
    )


def _told(contact_id: int, today: int) -> tuple[Told, ...]:
    """Return the last things said, newest first; planned ones aren't said yet.

    In a crowd less is told: it counts as if it were longer ago.
    """
    marks = ", ".join("?" * len(_SILENT_KINDS))
    rows = db.execute_sql(
        "SELECT i.id, i.day, i.precision, k.key, i.summary, i.body, ic.note "
        "FROM interaction_contact ic JOIN interaction i ON i.id = ic.interaction_id "
        "JOIN interaction_kind k ON k.id = i.kind_id WHERE ic.contact_id = ? AND i.day <= ? "
        "AND i.trashed_at IS NULL AND (i.summary <> '' OR i.body <> '' OR ic.note <> '') "
        f"AND k.key NOT IN ({marks}) ORDER BY i.day - ? * (k.key IN ('event', 'group', "
        "'volunteered')) DESC, i.minute DESC, i.id DESC LIMIT ?",
        (contact_id, today, *_SILENT_KINDS, CROWD_DAYS, TOLD),
    )
    found = [
        Told(i, day, precision, kind, (summary.strip() or body.strip()), note.strip())
        for i, day, precision, kind, summary, body, note in rows
    ]
    return tuple(sorted(found, key=lambda one: -one.day))


def _needs(card: Card) -> tuple[OpenNeed, ...]:
    return tuple(
        OpenNeed(need.id, need.text, need.state, need.noted_on, need.matched)
        for need in card.needs
        if need.state in ("open", "in_hand")
    )


def _news(card: Card, last: int | None, today: int) -> tuple[News, ...]:
    """Return what happened on my side since we last spoke and they don't know yet."""
    since = -1 if last is None else last
    rows = db.execute_sql(
        "SELECT w.kind, w.title, w.url, w.published_on, w.text FROM work w WHERE w.retired = 0 "
        "AND w.published_on > ?1 AND w.published_on <= ?2 AND NOT EXISTS "
        "(SELECT 1 FROM work_share s WHERE s.work_id = w.id AND s.contact_id = ?3) "
        "ORDER BY w.published_on DESC, w.id DESC LIMIT ?4",
        (since, today, card.id, NEWS),
    ).fetchall()
    topics = (*card.interests, *card.skills)
    found = [
        News(kind, title, url, day, matching.fitting(f"{title} {text}", topics))
        for kind, title, url, day, text in rows
    ]
    notes = db.execute_sql(
        "SELECT i.summary, i.body, i.day FROM interaction i JOIN interaction_kind k "
        "ON k.id = i.kind_id WHERE k.key = 'note' AND i.day > ? AND i.day <= ? "
        "AND i.trashed_at IS NULL AND (i.summary <> '' OR i.body <> '') AND NOT EXISTS "
        "(SELECT 1 FROM interaction_contact ic WHERE ic.interaction_id = i.id) "
        "ORDER BY i.day DESC, i.id DESC LIMIT ?",
        (max(since, today - 365), today, NEWS),
    )
    for summary, body, day in notes:
        line = (summary.strip() or body.strip()).split("\n")[0]
        found.append(News("note", line, "", day, matching.fitting(line, topics)))
    return tuple(sorted(found, key=lambda one: -one.day)[:NEWS])


def _questions(
    card: Card, needs: tuple[OpenNeed, ...], told: tuple[Told, ...]
) -> tuple[Question, ...]:
    """Return two things to ask: the user's own first, then what is open, then what they love."""
    found = [Question("own", text) for text in card.questions]
    found += [Question("need", need.text) for need in needs]
    found += [Question("promise", one.text) for one in card.promises if not one.by_me]
    found += [Question("interest", topic) for topic in card.interests]
    found += [Question("skill", topic) for topic in card.skills]
    if told:
        found.append(Question("told", told[0].text.split("\n")[0]))
    if card.met.event_title or card.met.place:
        found.append(Question("met", card.met.event_title or card.met.place))
    found.append(Question("plain", ""))
    found.append(Question("help", ""))
    return tuple(found[:QUESTIONS])
