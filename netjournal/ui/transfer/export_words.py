"""The formats of an export in words, in the order in which they are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from netjournal.services.interchange.exporting import ExportReport

EVERYTHING: Final = "everything"
GOOGLE_TAKES: Final = 3_000
# key → (name, what it is for, ending)
CHOICES: Final[dict[str, tuple[object, object, str]]] = {
    EVERYTHING: (
        QT_TRANSLATE_NOOP("transfer", "Everything (CSV)"),
        QT_TRANSLATE_NOOP(
            "transfer", "Two tables, people and interactions, that import gives back whole."
        ),
        ".csv",
    ),
    "json": (
        QT_TRANSLATE_NOOP("transfer", "Everything in one file (JSON)"),
        QT_TRANSLATE_NOOP("transfer", "People, interactions and pictures without loss."),
        ".json",
    ),
    "spreadsheet": (
        QT_TRANSLATE_NOOP("transfer", "People for a spreadsheet"),
        QT_TRANSLATE_NOOP(
            "transfer", "Cells that a spreadsheet would run get an apostrophe in front."
        ),
        ".csv",
    ),
    "google": (
        QT_TRANSLATE_NOOP("transfer", "People for Google Contacts"),
        QT_TRANSLATE_NOOP("transfer", "Without how you met, needs and pictures."),
        ".csv",
    ),
    "outlook": (
        QT_TRANSLATE_NOOP("transfer", "People for Outlook on Windows"),
        QT_TRANSLATE_NOOP("transfer", "For the desktop program; it knows Western letters only."),
        ".csv",
    ),
    "outlook-web": (
        QT_TRANSLATE_NOOP("transfer", "People for Outlook"),
        QT_TRANSLATE_NOOP("transfer", "For outlook.com and the new Outlook."),
        ".csv",
    ),
    "vcard3": (
        QT_TRANSLATE_NOOP("transfer", "People as vCards"),
        QT_TRANSLATE_NOOP("transfer", "For phones and address books (vCard 3.0)."),
        ".vcf",
    ),
    "vcard4": (
        QT_TRANSLATE_NOOP("transfer", "People as vCards, newest version"),
        QT_TRANSLATE_NOOP("transfer", "Few programs read 4.0 well; it keeps a little more."),
        ".vcf",
    ),
    "interactions": (
        QT_TRANSLATE_NOOP("transfer", "Interactions (CSV)"),
        QT_TRANSLATE_NOOP("transfer", "What happened, a row each."),
        ".csv",
    ),
    "ics": (
        QT_TRANSLATE_NOOP("transfer", "Calendar"),
        QT_TRANSLATE_NOOP(
            "transfer", "Birthdays and other dates, rhythms, promises and events, with reminders."
        ),
        ".ics",
    ),
}


def say(marked: object) -> str:
    """Return a marked text in the user's language."""
    return QCoreApplication.translate("transfer", str(marked))


def done(kind: str, report: ExportReport) -> str:
    """Return what was written, and what the other program cannot take."""
    tr = QCoreApplication.translate
    count = report.written
    if kind == "interactions":
        said = [tr("transfer", "%n interaction(s) written.", "", count)]
    elif kind == "ics":
        said = [tr("transfer", "%n calendar [entry|entries] written.", "", count)]
    else:
        said = [tr("transfer", "%n [person|people] written.", "", count)]
    if lost := report.lost_characters:
        said.append(tr("transfer", "%n letter(s) that it doesn’t know became others.", "", lost))
    if left := report.left_out:
        said.append(tr("transfer", "%n value(s) found no place in its columns.", "", left))
    if kind == "google" and count > GOOGLE_TAKES:
        said.append(
            tr("transfer", "Google takes about 3,000 people at a time: choose a circle each time.")
        )
    return " ".join(said)


def both(people: int, interactions: int) -> str:
    """Return what the two tables hold."""
    tr = QCoreApplication.translate
    text = tr("transfer", "{people} and {interactions} written, in two files.")
    return text.format(
        people=tr("transfer", "%n [person|people]", "", people),
        interactions=tr("transfer", "%n interaction(s)", "", interactions),
    )
