"""What imports say: formats, certainty, what becomes of a row and why, in the user's language.

Everything returns plain text; what a file wrote goes through ``display_safe`` on its way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from netjournal.services.import_plan import ADDED, DOUBTFUL, SAME, SKIPPED, UPDATED
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from netjournal.formats.recognition import Recognition
    from netjournal.services.importing import ImportPlan, PlanRow

# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
Table = dict[str, object]
REJECTED: Final = "rejected"
_SURE: Final = 0.85
_LIKELY: Final = 0.4

FORMATS: Final[Table] = {
    "auto": QT_TRANSLATE_NOOP("transfer", "found out"),
    "netjournal": QT_TRANSLATE_NOOP("transfer", "NetJournal"),
    "linkedin": QT_TRANSLATE_NOOP("transfer", "LinkedIn"),
    "google": QT_TRANSLATE_NOOP("transfer", "Google Contacts"),
    "outlook": QT_TRANSLATE_NOOP("transfer", "Outlook"),
    "thunderbird": QT_TRANSLATE_NOOP("transfer", "Thunderbird"),
    "vcard": QT_TRANSLATE_NOOP("transfer", "vCard"),
    "csv": QT_TRANSLATE_NOOP("transfer", "other table"),
}
# "format" or "format:variant" -> what the file is called in a sentence
_KINDS: Final[Table] = {
    "netjournal": QT_TRANSLATE_NOOP("transfer", "people exported by NetJournal"),
    "netjournal:interactions": QT_TRANSLATE_NOOP("transfer", "interactions exported by NetJournal"),
    "linkedin": QT_TRANSLATE_NOOP("transfer", "LinkedIn connections"),
    "linkedin:contacts": QT_TRANSLATE_NOOP("transfer", "contacts uploaded to LinkedIn"),
    "linkedin:messages": QT_TRANSLATE_NOOP("transfer", "LinkedIn messages"),
    "linkedin:invitations": QT_TRANSLATE_NOOP("transfer", "LinkedIn invitations"),
    "linkedin:archive": QT_TRANSLATE_NOOP("transfer", "a LinkedIn archive"),
    "google": QT_TRANSLATE_NOOP("transfer", "Google Contacts"),
    "google:old": QT_TRANSLATE_NOOP("transfer", "Google Contacts, as written until 2024"),
    "outlook": QT_TRANSLATE_NOOP("transfer", "Outlook contacts"),
    "outlook:web": QT_TRANSLATE_NOOP("transfer", "contacts from outlook.com"),
    "thunderbird": QT_TRANSLATE_NOOP("transfer", "a Thunderbird address book"),
    "vcard": QT_TRANSLATE_NOOP("transfer", "vCards"),
    "csv": QT_TRANSLATE_NOOP("transfer", "a table of contacts"),
}
_DELIMITERS: Final[Table] = {
    ",": QT_TRANSLATE_NOOP("transfer", "comma"),
    ";": QT_TRANSLATE_NOOP("transfer", "semicolon"),
    "\t": QT_TRANSLATE_NOOP("transfer", "tab"),
    "|": QT_TRANSLATE_NOOP("transfer", "vertical bar"),
}
ENCODINGS: Final = (
    *("utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "cp1251", "iso8859-2", "mac-roman"),
    *("cp932", "gb18030", "big5", "euc-kr", "cp1253", "cp1254", "cp1255", "cp1256"),
)
_ENCODING_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "ascii": "UTF-8",
    "cp1252": "Windows-1252",
    "iso8859-15": "ISO 8859-15",
    "iso8859-2": "ISO 8859-2",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "mac-roman": "Mac Roman",
    "cp932": "Shift-JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "euc-kr": "EUC-KR",
}
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
}
_WHY: Final[Table] = {
    "uid": QT_TRANSLATE_NOOP("transfer", "same card id as {name}"),
    "profile link": QT_TRANSLATE_NOOP("transfer", "same profile link as {name}"),
    "e-mail": QT_TRANSLATE_NOOP("transfer", "same e-mail as {name}"),
    "phone": QT_TRANSLATE_NOOP("transfer", "same phone number as {name}"),
    "name": QT_TRANSLATE_NOOP("transfer", "same name as {name}"),
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


def delimiters() -> list[tuple[object, str]]:
    """Return the separators a table can have, in words."""
    return options(_DELIMITERS)


def encoding(name: str) -> str:
    """Return what an encoding is usually called."""
    return _ENCODING_NAMES.get(name, name.upper())


def recognised(recognition: Recognition) -> str:
    """Return a sentence about what the file seems to be."""
    say = QCoreApplication.translate
    found = f"{recognition.format}:{recognition.variant}"
    kind = _say(_KINDS.get(found) or _KINDS.get(recognition.format) or recognition.format)
    if recognition.needs_mapping:
        return say("transfer", "This is a table. Please say which column is what.")
    if recognition.confidence >= _SURE:
        return say("transfer", "These are {kind}.").format(kind=kind)
    if recognition.confidence >= _LIKELY:
        return say("transfer", "This looks like {kind}.").format(kind=kind)
    return say("transfer", "This may be {kind}: please look closely.").format(kind=kind)


def certainty(recognition: Recognition) -> tuple[str, str]:
    """Return how sure the recognition is: words and tone of a pill."""
    say = QCoreApplication.translate
    if recognition.needs_mapping or recognition.confidence < _LIKELY:
        return say("transfer", "not sure"), "warning"
    if recognition.encoding_guessed:
        return say("transfer", "encoding guessed"), "warning"
    if recognition.confidence >= _SURE:
        return say("transfer", "certain"), "accent"
    return say("transfer", "likely"), "neutral"


def action(key: str) -> tuple[str, str]:
    """Return what becomes of a row, in words, and its tone."""
    words, tone = _ACTIONS[key]
    return _say(words), tone


def filters() -> list[tuple[str, str]]:
    """Return the ways the preview can be narrowed, "" first for all."""
    return [(key, _say(words)) for key, words in _FILTERS.items()]


def why(row: PlanRow) -> str:
    """Return why a row is taken for somebody, empty where it isn't."""
    if not row.why:
        return ""
    name = display_safe(row.match_name, 80)
    words = _WHY.get(row.why)
    text = _say(words).format(name=name) if words else display_safe(row.why, 80)
    if row.into is not None:
        say = QCoreApplication.translate
        return say("transfer", "{why}, above in this file").format(why=text)
    return text


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
        "%n may be [somebody|people] you know already, and will be added unless you say so.",
        "",
        count,
    )


def button(plan: ImportPlan) -> str:
    """Return the caption of the button that imports."""
    say = QCoreApplication.translate
    found = plan.counts
    people = found[ADDED] + found[DOUBTFUL] + found[UPDATED]
    if people:
        return say("transfer", "Import %n [person|people]", "", people)
    if found["interactions"]:
        return say("transfer", "Import %n interaction(s)", "", found["interactions"])
    return say("transfer", "Import")


def file_size(path: Path) -> str:
    """Return how big a file is, empty when it is gone."""
    try:
        return QLocale().formattedDataSize(path.stat().st_size)
    except OSError:
        return ""
