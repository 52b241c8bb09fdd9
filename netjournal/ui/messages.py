"""An expected error in the user's words: ``message(error) -> Message``.

Services raise ``UserError`` kinds with data and one exact English sentence. In English that
sentence is shown as it is; in another language the class gives a translated sentence, and the exact
English one stands below it as a detail. What readers say of a file is translated itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from netjournal import errors
from netjournal.formats.phrases import Phrase
from netjournal.ui.reading_words import said
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from netjournal.errors import UserError

# Class → title, sentence without data, sentence with a file's name.
_WORDS: Final[dict[type[UserError], tuple[object, object, object]]] = {
    errors.NotFound: (
        QT_TRANSLATE_NOOP("messages", "Not there any more"),
        QT_TRANSLATE_NOOP("messages", "This is not in the journal any more."),
        QT_TRANSLATE_NOOP("messages", "{file} is not there any more."),
    ),
    errors.Ambiguous: (
        QT_TRANSLATE_NOOP("messages", "Which one?"),
        QT_TRANSLATE_NOOP("messages", "Several people fit. Please choose one."),
        "",
    ),
    errors.NothingToUndo: (
        QT_TRANSLATE_NOOP("messages", "Nothing to undo"),
        QT_TRANSLATE_NOOP("messages", "There is nothing to take back."),
        "",
    ),
    errors.UsageError: (
        QT_TRANSLATE_NOOP("messages", "One thing is missing"),
        QT_TRANSLATE_NOOP("messages", "Something in what you entered does not fit yet."),
        "",
    ),
    errors.NotAJournal: (
        QT_TRANSLATE_NOOP("messages", "Not a journal"),
        QT_TRANSLATE_NOOP("messages", "This file is not a NetJournal journal."),
        QT_TRANSLATE_NOOP("messages", "{file} is not a NetJournal journal."),
    ),
    errors.NewerJournal: (
        QT_TRANSLATE_NOOP("messages", "Made by a newer NetJournal"),
        QT_TRANSLATE_NOOP(
            "messages", "A newer NetJournal wrote this journal. Please update, then open it again."
        ),
        "",
    ),
    errors.PassphraseNeeded: (
        QT_TRANSLATE_NOOP("messages", "Locked"),
        QT_TRANSLATE_NOOP("messages", "This needs its passphrase."),
        "",
    ),
    errors.WrongPassphrase: (
        QT_TRANSLATE_NOOP("messages", "Still locked"),
        QT_TRANSLATE_NOOP(
            "messages", "It does not open with this passphrase. Check capitals and keyboard."
        ),
        "",
    ),
    errors.JournalInUse: (
        QT_TRANSLATE_NOOP("messages", "Already open"),
        QT_TRANSLATE_NOOP(
            "messages", "Another NetJournal has this journal open. Close it there first."
        ),
        "",
    ),
    errors.Busy: (
        QT_TRANSLATE_NOOP("messages", "One moment"),
        QT_TRANSLATE_NOOP("messages", "Something long is being written: try again in a moment."),
        "",
    ),
    errors.DiskError: (
        QT_TRANSLATE_NOOP("messages", "The disk did not take it"),
        QT_TRANSLATE_NOOP(
            "messages", "The disk is full or failed. Make some room, then try again."
        ),
        QT_TRANSLATE_NOOP("messages", "{file} could not be read or written."),
    ),
    errors.JournalDamaged: (
        QT_TRANSLATE_NOOP("messages", "The journal is damaged"),
        QT_TRANSLATE_NOOP(
            "messages", "Nothing is written to it any more. Restoring a backup is the way back."
        ),
        "",
    ),
    errors.JournalMoved: (
        QT_TRANSLATE_NOOP("messages", "The journal is not where it was"),
        QT_TRANSLATE_NOOP(
            "messages", "It was moved, replaced or cut off while it was open, so editing stops."
        ),
        "",
    ),
    errors.NoPermission: (
        QT_TRANSLATE_NOOP("messages", "No access"),
        QT_TRANSLATE_NOOP("messages", "NetJournal may not read or write there."),
        QT_TRANSLATE_NOOP("messages", "NetJournal may not open {file}."),
    ),
    errors.ImportRejected: (
        QT_TRANSLATE_NOOP("messages", "This file cannot be imported"),
        QT_TRANSLATE_NOOP("messages", "Nothing in this file could be read."),
        QT_TRANSLATE_NOOP("messages", "Nothing in {file} could be read."),
    ),
    errors.Cancelled: (
        QT_TRANSLATE_NOOP("messages", "Stopped"),
        QT_TRANSLATE_NOOP("messages", "Stopped. Everything is as it was before."),
        "",
    ),
    errors.RefusedLink: (
        QT_TRANSLATE_NOOP("messages", "This link stays closed"),
        QT_TRANSLATE_NOOP(
            "messages",
            "Only plain web, mail and phone links are opened. You can copy the address instead.",
        ),
        "",
    ),
    errors.UserError: (
        QT_TRANSLATE_NOOP("messages", "That did not work"),
        QT_TRANSLATE_NOOP("messages", "That could not be done."),
        "",
    ),
}


@dataclass(frozen=True, slots=True)
class Message:
    """What is shown for an error, all plain text.

    Attributes:
        title: A few words, for a box or as the bold start of a banner.
        text: One sentence: what is wrong and what to do.
        detail: The exact English sentence where ``text`` is a translation; else empty.
    """

    title: str
    text: str
    detail: str = ""


def message(error: UserError) -> Message:
    """Return the words for an expected error.

    Args:
        error: The error; ``data["file"]`` is used when there.
    """
    title, plain, with_file = next(_WORDS[kind] for kind in type(error).__mro__ if kind in _WORDS)
    heading = _say(title)
    exact = display_safe(str(error))
    told = error.args[0] if error.args else ""
    if isinstance(told, Phrase):  # a reader's own words, which can be translated themselves
        return Message(heading, display_safe(said(told)))
    file = error.data.get("file")
    if with_file and file is not None:
        text = _say(with_file).format(file=display_safe(str(file), 120))
    else:
        text = _say(plain)
    if not exact or isinstance(error, (errors.Cancelled, errors.RefusedLink)):
        return Message(heading, text)
    if QLocale().language() in (QLocale.Language.English, QLocale.Language.C):
        return Message(heading, exact)
    return Message(heading, text, exact)


def _say(marked: object) -> str:
    """Translate a text that ``QT_TRANSLATE_NOOP`` marked above."""
    text = str(marked)
    return QCoreApplication.translate("messages", text)
