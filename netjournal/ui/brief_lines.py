"""A brief in words: titled sections of lines, for the dialog and the clipboard.

Public: ``Section``, ``sections(brief, today)``, ``headline(brief)``, ``as_text(brief, today)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services import wording
from netjournal.services.nurturing import brief_words
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.giving.matching import Helper
    from netjournal.services.nurturing.brief import Brief, News, OpenNeed, Question, Told
    from netjournal.services.nurturing.dates_near import DateRow
    from netjournal.services.nurturing.promises import PromiseRow

_LONG = 400


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines: (text, quiet detail or "")."""

    title: str
    lines: tuple[tuple[str, str], ...]


def headline(brief: Brief) -> str:
    """Return what they do and where, and since when there was no word."""
    parts = [display_safe(brief.headline_line, 160), display_safe(brief.pronouns, 40)]
    return " · ".join(part for part in parts if part)


def tie(brief: Brief) -> str:
    """Return how the tie stands, in one sentence."""
    return wording.reason(brief.explanation, QCoreApplication.translate)


def sections(brief: Brief, today: int) -> list[Section]:
    """Return what there is to know, the most useful first; empty sections are left out."""
    say = QCoreApplication.translate
    found = [
        (say("brief", "What they told you last"), [_told(one, today) for one in brief.told]),
        (say("brief", "You promised"), [_promise(one, today) for one in brief.promised]),
        (say("brief", "They promised"), [_promise(one, today) for one in brief.promised_me]),
        (say("brief", "What they need"), [_need(one, today) for one in brief.needs]),
        (say("brief", "Your news since then"), [_news(one, today) for one in brief.news]),
        (say("brief", "Soon"), [_date(one, today) for one in brief.dates]),
        (say("brief", "You could ask"), [(_asked(one), "") for one in brief.questions]),
        (say("brief", "Who they are"), _who(brief)),
    ]
    return [Section(title, tuple(lines)) for title, lines in found if lines]


def as_text(brief: Brief, today: int) -> str:
    """Return the whole brief as plain text."""
    out = [display_safe(brief.full_name, 200), headline(brief), tie(brief)]
    for section in sections(brief, today):
        out += ["", section.title]
        out += [f"- {text} ({detail})" if detail else f"- {text}" for text, detail in section.lines]
    return "\n".join(line for n, line in enumerate(out) if line or n > 2)


def _told(one: Told, today: int) -> tuple[str, str]:
    text = " · ".join(display_safe(part, _LONG) for part in (one.text, one.note) if part)
    precision = ("day", "month", "year")[one.precision]
    day = dates.ago(one.day, today) if precision == "day" else dates.when(one.day, precision)
    return text, f"{labels.kind(one.kind)}, {day}"


def _promise(one: PromiseRow, today: int) -> tuple[str, str]:
    due = dates.due(one.due_on, today)[0] if one.due_on is not None else ""
    return display_safe(one.text, _LONG), due


def _need(one: OpenNeed, today: int) -> tuple[str, str]:
    helpers = ", ".join(_helper(helper) for helper in one.helpers)
    if one.state == "in_hand":
        return display_safe(one.text, _LONG), labels.word(labels.NEEDS, "in_hand")
    if not helpers:
        return display_safe(one.text, _LONG), dates.ago(one.noted_on, today)
    text = QCoreApplication.translate("brief", "could help: {people}")
    return display_safe(one.text, _LONG), text.format(people=helpers)


def _helper(helper: Helper) -> str:
    topic = display_safe(helper.topic, 60)
    if helper.contact_id is None:
        text = QCoreApplication.translate("brief", "you ({topic})")
        return text.format(topic=topic)
    return f"{display_safe(helper.full_name, 60)} ({topic})"


def _news(one: News, today: int) -> tuple[str, str]:
    kind = "" if one.kind == "note" else labels.work(one.kind)
    fits = ""
    if one.topic:
        text = QCoreApplication.translate("brief", "they care about {topic}")
        fits = text.format(topic=display_safe(one.topic, 60))
    detail = ", ".join(part for part in (kind, dates.ago(one.day, today), fits) if part)
    return display_safe(one.title, _LONG), detail


def _date(one: DateRow, today: int) -> tuple[str, str]:
    say = QCoreApplication.translate
    what = say("brief", "birthday") if one.what == "birthday" else display_safe(one.what, 60)
    if one.turns is not None:
        what = f"{what} ({one.turns})"
    return what, dates.short_day(one.day, today)


def _asked(one: Question) -> str:
    return display_safe(brief_words.question(one, QCoreApplication.translate), _LONG)


def _who(brief: Brief) -> list[tuple[str, str]]:
    say = QCoreApplication.translate
    pairs = (
        (", ".join(brief.interests), say("brief", "interested in")),
        (", ".join(brief.skills), say("brief", "good at")),
        (_met(brief), say("brief", "how you met")),
        (", ".join(brief.relations), say("brief", "relations")),
        (", ".join(brief.circles), say("brief", "circles")),
    )
    return [(display_safe(text, _LONG), what) for text, what in pairs if text]


def _met(brief: Brief) -> str:
    met = brief.met
    where = met.event_title or met.place or (labels.met_via(met.via) if met.via else "")
    parts = [where, dates.partial(met.on) if met.on else "", met.through_name]
    return ", ".join(part for part in parts if part)
