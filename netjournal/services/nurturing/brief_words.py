"""The questions of a brief as sentences; the window may give a translating function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.wording import QT_TRANSLATE_NOOP, plain

if TYPE_CHECKING:
    from netjournal.services.nurturing.brief import Question
    from netjournal.services.wording import Translate

_LONGEST = 90
_QUESTIONS = {
    "own": "{about}",
    "need": QT_TRANSLATE_NOOP("brief", "How is it going with “{about}”?"),
    "promise": QT_TRANSLATE_NOOP("brief", "What became of “{about}”?"),
    "interest": QT_TRANSLATE_NOOP("brief", "What is new with {about}?"),
    "skill": QT_TRANSLATE_NOOP("brief", "How did you come to {about}?"),
    "told": QT_TRANSLATE_NOOP("brief", "How did it go on: “{about}”?"),
    "met": QT_TRANSLATE_NOOP("brief", "Do you still see people from {about}?"),
    "plain": QT_TRANSLATE_NOOP("brief", "What are you looking forward to?"),
    "help": QT_TRANSLATE_NOOP("brief", "What would help you most right now?"),
}


def question(asked: Question, tr: Translate = plain) -> str:
    """Return a question in words.

    Args:
        asked: What to ask about.
        tr: Gives the translation of (context, text).
    """
    about = " ".join(asked.about.split())
    if asked.kind != "own" and len(about) > _LONGEST:
        about = about[:_LONGEST].rstrip() + "…"
    text = _QUESTIONS[asked.kind]
    return (text if asked.kind == "own" else tr("brief", text)).format(
        about=about.rstrip(".!") if asked.kind != "own" else about
    )
