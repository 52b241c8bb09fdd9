"""What the shelf says in short, on Today and on its own page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from netjournal.services.nurturing import nurture_words
from netjournal.ui import dates, labels
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.services.giving.matching import Helper
    from netjournal.services.giving.shelf import Knower, Known, WorkRow


def share(known: Known) -> str:
    """Return how many of the live ties know what the user does."""
    say = QCoreApplication.translate
    if not known.works:
        return say("shelf", "Nobody can think of you for what they don’t know you do.")
    if known.share is None:
        return ""
    percent = QLocale().toString(round(100 * known.share))
    text = say("shelf", "{percent} % of your live ties know what you do.")
    return text.format(percent=percent)


def latest(known: Known) -> str:
    """Return how long the newest work is out and who heard of it, or what to begin with."""
    say = QCoreApplication.translate
    if not known.works:
        return say("shelf", "Put what you are good at on your shelf, and what you have made.")
    if not known.latest:
        return ""
    span = nurture_words.span(known.days, say)
    title = display_safe(known.latest, 80)
    if not known.told:
        text = say("shelf", "“{title}” went out {span} ago; nobody has heard of it from you yet.")
        return text.format(title=title, span=span)
    text = say(
        "shelf",
        "“{title}” went out {span} ago; %n [person knows|people know] it.",
        "",
        known.told,
    )
    return text.format(title=title, span=span)


def meta(work: WorkRow, today: int) -> str:
    """Return kind, day and who knows of a work, in one line."""
    say = QCoreApplication.translate
    day = dates.short_day(work.published_on, today) if work.published_on is not None else ""
    knows = ""
    if work.knows:
        knows = say("shelf", "%n [person knows|people know]", "", work.knows)
    return " · ".join(part for part in (labels.work(work.kind), day, knows) if part)


def knows(one: Knower, today: int) -> str:
    """Return since when and how somebody knows a work."""
    say = QCoreApplication.translate
    there = say("shelf", "was there, {day}")
    told = say("shelf", "you told them, {day}")
    text = there if one.how == "there" else told
    return text.format(day=dates.ago(one.day, today))


def served(one: Helper) -> str:
    """Return why a work would serve somebody."""
    say = QCoreApplication.translate
    needs, likes = say("shelf", "needs {topic}"), say("shelf", "interested in {topic}")
    return (needs if one.role == "need" else likes).format(topic=display_safe(one.topic, 100))
