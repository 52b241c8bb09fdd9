"""Files in words: what a file seems to be, how sure that is, what else it could be read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from netjournal.formats import FORMATS, charset

if TYPE_CHECKING:
    from pathlib import Path

    from netjournal.formats.recognition import Recognition

# PySide6's stubs call what QT_TRANSLATE_NOOP returns (its second argument, a str) an object.
Table = dict[str, object]
Options = list[tuple[object, str]]
AUTO: Final = ""
_SURE: Final = 0.85
_LIKELY: Final = 0.4

_NAMES: Final[Table] = {
    "netjournal": QT_TRANSLATE_NOOP("transfer", "NetJournal"),
    "linkedin": QT_TRANSLATE_NOOP("transfer", "LinkedIn"),
    "google": QT_TRANSLATE_NOOP("transfer", "Google Contacts"),
    "outlook": QT_TRANSLATE_NOOP("transfer", "Outlook"),
    "thunderbird": QT_TRANSLATE_NOOP("transfer", "Thunderbird"),
    "vcard": QT_TRANSLATE_NOOP("transfer", "vCard"),
    "ldif": QT_TRANSLATE_NOOP("transfer", "LDIF"),
    "windows": QT_TRANSLATE_NOOP("transfer", "Windows Contacts"),
    "monica": QT_TRANSLATE_NOOP("transfer", "Monica"),
    "facebook": QT_TRANSLATE_NOOP("transfer", "Facebook"),
    "whatsapp": QT_TRANSLATE_NOOP("transfer", "WhatsApp"),
    "signal": QT_TRANSLATE_NOOP("transfer", "Signal"),
    "telegram": QT_TRANSLATE_NOOP("transfer", "Telegram"),
    "ics": QT_TRANSLATE_NOOP("transfer", "Calendar"),
    "mbox": QT_TRANSLATE_NOOP("transfer", "Mailbox"),
    "eml": QT_TRANSLATE_NOOP("transfer", "Mail"),
    "archive": QT_TRANSLATE_NOOP("transfer", "several files"),
    "json": QT_TRANSLATE_NOOP("transfer", "NetJournal’s JSON"),
    "csv": QT_TRANSLATE_NOOP("transfer", "any table"),
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
    "vcard:2.1": QT_TRANSLATE_NOOP("transfer", "vCards of version 2.1"),
    "vcard:3.0": QT_TRANSLATE_NOOP("transfer", "vCards of version 3.0"),
    "vcard:4.0": QT_TRANSLATE_NOOP("transfer", "vCards of version 4.0"),
    "ldif": QT_TRANSLATE_NOOP("transfer", "an address book in LDIF"),
    "windows": QT_TRANSLATE_NOOP("transfer", "a person of Windows Contacts"),
    "monica": QT_TRANSLATE_NOOP("transfer", "a Monica account"),
    "facebook": QT_TRANSLATE_NOOP("transfer", "friends on Facebook"),
    "whatsapp": QT_TRANSLATE_NOOP("transfer", "a WhatsApp chat"),
    "signal": QT_TRANSLATE_NOOP("transfer", "a Signal chat"),
    "telegram": QT_TRANSLATE_NOOP("transfer", "Telegram chats"),
    "ics": QT_TRANSLATE_NOOP("transfer", "a calendar"),
    "mbox": QT_TRANSLATE_NOOP("transfer", "a mailbox"),
    "eml": QT_TRANSLATE_NOOP("transfer", "a single mail"),
    "archive": QT_TRANSLATE_NOOP("transfer", "several files, read one by one"),
    "json": QT_TRANSLATE_NOOP("transfer", "a whole journal exported by NetJournal"),
    "csv": QT_TRANSLATE_NOOP("transfer", "a table of contacts"),
}
_DELIMITERS: Final[Table] = {
    ",": QT_TRANSLATE_NOOP("transfer", "comma"),
    ";": QT_TRANSLATE_NOOP("transfer", "semicolon"),
    "\t": QT_TRANSLATE_NOOP("transfer", "tab"),
    "|": QT_TRANSLATE_NOOP("transfer", "vertical bar"),
}
_ENCODINGS: Final = (
    *("utf-8", "utf-16", "cp1252", "iso8859-15", "cp1250", "cp1251", "iso8859-2", "mac-roman"),
    *("cp932", "gb18030", "big5", "euc-kr", "cp1253", "cp1254", "cp1255", "cp1256"),
)


def formats(found: Recognition | None, *, chosen: bool) -> Options:
    """Return what a file can be read as; first what was found out, unless it was chosen."""
    name = _format_name(found.format) if found and not chosen else ""
    return [("auto", _as_found(name)), *((key, _format_name(key)) for key in FORMATS)]


def encodings(found: Recognition | None, *, chosen: bool) -> Options:
    """Return how a file may write letters; first what was found out, unless it was chosen."""
    name = charset.shown(found.encoding) if found and found.encoding and not chosen else ""
    return [(AUTO, _as_found(name)), *((key, charset.shown(key)) for key in _ENCODINGS)]


def delimiters(found: Recognition | None, *, chosen: bool) -> Options:
    """Return what may stand between two columns; first what was found out, unless chosen."""
    known = found.delimiter if found and not chosen else ""
    name = _say(_DELIMITERS.get(known, known)) if known else ""
    return [(AUTO, _as_found(name)), *((key, _say(text)) for key, text in _DELIMITERS.items())]


def _format_name(key: str) -> str:
    return _say(_NAMES.get(key, key))


def _as_found(name: str) -> str:
    say = QCoreApplication.translate
    if not name:
        return say("transfer", "find out")
    return say("transfer", "{name} (found)").format(name=name)


def recognised(recognition: Recognition) -> str:
    """Return a sentence about what the file seems to be."""
    say = QCoreApplication.translate
    found = f"{recognition.format}:{recognition.variant}"
    kind = _say(_KINDS.get(found) or _KINDS.get(recognition.format, recognition.format))
    if recognition.needs_mapping:
        return say("transfer", "This is a table. Please say which column is what.")
    if recognition.confidence >= _SURE:
        return say("transfer", "Recognised as {kind}.").format(kind=kind)
    if recognition.confidence >= _LIKELY:
        return say("transfer", "Looks like {kind}.").format(kind=kind)
    return say("transfer", "May be {kind}: please look closely.").format(kind=kind)


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


def file_size(path: Path) -> str:
    """Return how big a file is, empty when it is gone."""
    try:
        return QLocale().formattedDataSize(path.stat().st_size)
    except OSError:
        return ""


def _say(marked: object) -> str:
    text = str(marked)
    return QCoreApplication.translate("transfer", text)
