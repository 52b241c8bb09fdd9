"""What imports say: what becomes of a row and why, what will be and was done, in words.

Everything returns plain text; what a file wrote goes through ``display_safe`` on its way.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from netjournal.services.interchange.import_plan import ADDED, DOUBTFUL, SAME, SKIPPED, UPDATED
from netjournal.ui.reading_words import said
from netjournal.ui.safe import display_safe
from netjournal.ui.transfer import talk_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netjournal.services.interchange.importing import ImportPlan, ImportReport, PlanRow

# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
Table = dict[str, object]
REJECTED: Final = "rejected"
TALK: Final = "talk"
_MOST_TOLD: Final = 8

# What a row will do, and its tone.
_ACTIONS: Final[dict[str, tuple[object, str]]] = {
    ADDED: (QT_TRANSLATE_NOOP("transfer", "Add"), "accent"),
    UPDATED: (QT_TRANSLATE_NOOP("transfer", "Update"), "new"),
    SAME: (QT_TRANSLATE_NOOP("transfer", "Already here"), "neutral"),
    SKIPPED: (QT_TRANSLATE_NOOP("transfer", "Leave out"), "neutral"),
    DOUBTFUL: (QT_TRANSLATE_NOOP("transfer", "Add, please check"), "warning"),
    REJECTED: (QT_TRANSLATE_NOOP("transfer", "Can’t be read"), "late"),
}
_FILTERS: Final[Table] = {
    "": QT_TRANSLATE_NOOP("transfer", "All"),
    ADDED: QT_TRANSLATE_NOOP("transfer", "New"),
    UPDATED: QT_TRANSLATE_NOOP("transfer", "Updated"),
    DOUBTFUL: QT_TRANSLATE_NOOP("transfer", "Please check"),
    SAME: QT_TRANSLATE_NOOP("transfer", "Already here"),
    SKIPPED: QT_TRANSLATE_NOOP("transfer", "Left out"),
    REJECTED: QT_TRANSLATE_NOOP("transfer", "Can’t be read"),
    TALK: QT_TRANSLATE_NOOP("transfer", "Interactions"),
}
_WHY: Final[Table] = {
    "uid": QT_TRANSLATE_NOOP("transfer", "same card id"),
    "profile link": QT_TRANSLATE_NOOP("transfer", "same profile link"),
    "e-mail": QT_TRANSLATE_NOOP("transfer", "same e-mail"),
    "phone": QT_TRANSLATE_NOOP("transfer", "same phone number"),
    "name": QT_TRANSLATE_NOOP("transfer", "same name"),
    "file": QT_TRANSLATE_NOOP("transfer", "imported from this file before"),
    "trash": QT_TRANSLATE_NOOP("transfer", "in the trash"),
}
_CHANGES: Final[Table] = {
    "full_name": QT_TRANSLATE_NOOP("transfer", "name"),
    "nicknames": QT_TRANSLATE_NOOP("transfer", "nicknames"),
    "pronouns": QT_TRANSLATE_NOOP("transfer", "pronouns"),
    "headline": QT_TRANSLATE_NOOP("transfer", "headline"),
    "birthday": QT_TRANSLATE_NOOP("transfer", "birthday"),
    "note": QT_TRANSLATE_NOOP("transfer", "note"),
    "deceased": QT_TRANSLATE_NOOP("transfer", "has died"),
    "connected_on": QT_TRANSLATE_NOOP("transfer", "connected on"),
    "methods": QT_TRANSLATE_NOOP("transfer", "ways to reach them"),
    "addresses": QT_TRANSLATE_NOOP("transfer", "address"),
    "dates": QT_TRANSLATE_NOOP("transfer", "dates"),
    "affiliations": QT_TRANSLATE_NOOP("transfer", "work"),
    "relations": QT_TRANSLATE_NOOP("transfer", "relations"),
    "tags": QT_TRANSLATE_NOOP("transfer", "circles"),
    "interests": QT_TRANSLATE_NOOP("transfer", "interests"),
    "skills": QT_TRANSLATE_NOOP("transfer", "skills"),
    "needs": QT_TRANSLATE_NOOP("transfer", "needs"),
    "external_ids": QT_TRANSLATE_NOOP("transfer", "ids elsewhere"),
    "extras": QT_TRANSLATE_NOOP("transfer", "more from the file"),
    "photo": QT_TRANSLATE_NOOP("transfer", "photo"),
    "name": QT_TRANSLATE_NOOP("transfer", "name"),
    "met": QT_TRANSLATE_NOOP("transfer", "how you met"),
}
_NAME_PARTS: Final = frozenset(
    ("name_prefix", "given_name", "additional_names", "family_name", "name_suffix")
)
ON_MATCH: Final[Table] = {
    "fill": QT_TRANSLATE_NOOP("transfer", "fill in what is blank"),
    "update": QT_TRANSLATE_NOOP("transfer", "the file wins"),
    "skip": QT_TRANSLATE_NOOP("transfer", "leave them as they are"),
    "add": QT_TRANSLATE_NOOP("transfer", "add everybody as new"),
}


def _say(marked: object) -> str:
    text = str(marked)
    return QCoreApplication.translate("transfer", text)


def options(table: Table) -> list[tuple[object, str]]:
    """Return (key, words) in order, for chips."""
    return [(key, _say(words)) for key, words in table.items()]


def action(key: str) -> tuple[str, str]:
    """Return what becomes of a row, in words, and its tone."""
    words, tone = _ACTIONS[key]
    return _say(words), tone


def filters() -> list[tuple[str, str]]:
    """Return what the preview can show, "" first for everybody."""
    return [(key, _say(words)) for key, words in _FILTERS.items()]


def why(row: PlanRow) -> str:
    """Return what a row and somebody have in common, empty where nothing."""
    if not row.why:
        return ""
    say = QCoreApplication.translate
    words = _WHY.get(row.why)
    text = _say(words) if words else display_safe(row.why, 80)
    if row.into is not None:
        return say("transfer", "{why} as a row above").format(why=text)
    if row.match_name and row.match_name != row.name and row.action != DOUBTFUL:
        name = display_safe(row.match_name, 80)
        return say("transfer", "{why} as {name}").format(why=text, name=name)
    return text


def reason(row: PlanRow) -> tuple[str, str]:
    """Return the two lines that explain a row: who it is taken for, and what is new."""
    say = QCoreApplication.translate
    first = why(row)
    if row.action == DOUBTFUL:
        first = say("transfer", "may be {name}: {why}").format(
            name=display_safe(row.match_name, 80), why=first
        )
    if row.action == UPDATED and row.changes:
        return first, say("transfer", "new: {what}").format(what=changes(row.changes))
    if row.action == ADDED and not first:
        return say("transfer", "not in your journal yet"), ""
    return first, ""


def changes(names: tuple[str, ...]) -> str:
    """Return which parts of a person an update changes: "birthday, work, circles"."""
    keys: dict[str, None] = {}
    for name in names:
        if name in _NAME_PARTS or name == "full_name":
            keys["name"] = None
        elif name.startswith("met_"):
            keys["met"] = None
        else:
            keys[name] = None
    return ", ".join(_say(_CHANGES.get(key, key)) for key in keys)


def counts(found: Mapping[str, int]) -> str:
    """Return what an import will do as one sentence.

    Args:
        found: ``ImportPlan.counts``.
    """
    say = QCoreApplication.translate
    parts = []
    if n := found[ADDED] + found[DOUBTFUL]:
        parts.append(say("transfer", "%n new [person|people]", "", n))
    if n := found[UPDATED]:
        parts.append(say("transfer", "%n updated", "", n))
    if n := found[SAME]:
        parts.append(say("transfer", "%n already here", "", n))
    if n := found["interactions"]:
        parts.append(say("transfer", "%n interaction(s)", "", n))
    parts += talk_words.known(found)
    if n := found[SKIPPED]:
        parts.append(say("transfer", "%n left out", "", n))
    if n := found[REJECTED]:
        parts.append(say("transfer", "%n [row|rows] can’t be read", "", n))
    if not parts:
        return say("transfer", "Nothing in this file is new.")
    return f"{', '.join(parts)}."


def doubts(count: int) -> str:
    """Return what to do about rows that may be somebody, empty without any."""
    if not count:
        return ""
    say = QCoreApplication.translate
    return say(
        "transfer",
        "%n of them may be [somebody|people] you know: added as new unless you say so.",
        "",
        count,
    )


def both(file: str, journal: str) -> str:
    """Return the question about two records: one name, or two."""
    say = QCoreApplication.translate
    one, other = display_safe(file, 80), display_safe(journal, 80)
    if one == other:
        return say("transfer", "Is this the {name} you know?").format(name=one)
    return say("transfer", "Is {one} your {other}?").format(one=one, other=other)


def in_common(why: str) -> str:
    """Return what two records have in common."""
    say = QCoreApplication.translate
    return say("transfer", "In common: {what}.").format(what=say("transfer", str(_WHY[why])))


def nothing_new(plan: ImportPlan) -> str:
    """Return why there is nothing to import, empty when there is something."""
    say = QCoreApplication.translate
    if plan.changes_anything:
        return ""
    if any(row.action == SKIPPED for row in plan.rows):
        return say("transfer", "Nothing is chosen to be imported.")
    return say("transfer", "Everything in this file is in your journal already.")


def talk(plan: ImportPlan) -> str:
    """Return what a file brings that has no people of its own, as calendars and mail do."""
    say = QCoreApplication.translate
    found = plan.counts
    named = (person for one in plan.interactions for person in one.people)
    names = {one.email or one.phone or one.name for one in named}
    if names:
        people = say("transfer", "%n [person|people]", "", len(names))
        text = say("transfer", "%n interaction(s) with {people}", "", found["interactions"])
        parts = [text.format(people=people), *talk_words.known(found)]
        return f"{', '.join(parts)}."
    return counts(found)


def remarks(plan: ImportPlan) -> str:
    """Return what was left out of a file, what wasn't clear, and what it does beside the rows.

    What belongs to a row is told in the report, unless there are no rows.
    """
    whole = [one for one in plan.warned if not (one.line and plan.rows)]
    told = (one.message for one in (*plan.counted, *whole))
    return "\n".join(display_safe(said(text), 300) for text in islice(told, _MOST_TOLD))


def with_count(text: str, count: int) -> str:
    """Return a chip's caption with its count."""
    say = QCoreApplication.translate
    return say("transfer", "{what} {count}").format(what=text, count=QLocale().toString(count))


def button(plan: ImportPlan) -> str:
    """Return the caption of the button that imports."""
    say = QCoreApplication.translate
    found = plan.counts
    people = found[ADDED] + found[DOUBTFUL] + found[UPDATED]
    if people and found["interactions"]:
        both = say("transfer", "Import {people} and {interactions}")
        return both.format(
            people=say("transfer", "%n [person|people]", "", people),
            interactions=say("transfer", "%n interaction(s)", "", found["interactions"]),
        )
    if people:
        return say("transfer", "Import %n [person|people]", "", people)
    if found["interactions"]:
        return say("transfer", "Import %n interaction(s)", "", found["interactions"])
    return talk_words.button(found)


def done(report: ImportReport) -> str:
    """Return what an import did as one sentence, for the report and the note with Undo."""
    say = QCoreApplication.translate
    parts = []
    if report.added:
        parts.append(say("transfer", "%n [person|people] added", "", report.added))
    if report.updated:
        parts.append(say("transfer", "%n updated", "", report.updated))
    parts += talk_words.met(report)
    if report.interactions:
        parts.append(say("transfer", "%n interaction(s)", "", report.interactions))
    parts += talk_words.done(report)
    if not parts:
        return say("transfer", "Nothing was new; nothing was changed.")
    return say("transfer", "Imported: {parts}.").format(parts=", ".join(parts))


def not_done(report: ImportReport) -> str:
    """Return what an import left alone as one sentence; empty when there was nothing."""
    say = QCoreApplication.translate
    parts = []
    if report.unchanged:
        parts.append(say("transfer", "%n already here", "", report.unchanged))
    if report.skipped:
        parts.append(say("transfer", "%n left out", "", report.skipped))
    if report.rejected:
        parts.append(say("transfer", "%n [row|rows] could not be read", "", len(report.rejected)))
    return f"{', '.join(parts)}." if parts else ""
