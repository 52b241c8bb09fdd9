"""What WhatsApp's and Signal's text files have in common: who is who, which order dates have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import ImportRejected
from netjournal.folding import fold
from netjournal.formats import textfile
from netjournal.formats.chats.chat import Chat, left_out, whoami
from netjournal.formats.chats.chat_lines import Survey, Transcript
from netjournal.formats.chats.chat_stamps import ORDERS, decide, stamp
from netjournal.formats.draft import Warned
from netjournal.formats.me import told, unclear
from netjournal.formats.phrases import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from netjournal.formats.draft import Records
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.progress import Progress

DATE_ORDER = "date_order"  # key of a mapping; of a recognition's facts: what to assume in doubt
_LOOK_LINES = 400
_MOST_HEAD = 200
_NO_MESSAGES = QT_TRANSLATE_NOOP("reading", "{file} has no messages in it.")


@dataclass(frozen=True, slots=True)
class Transcription:
    """A chat's text file and what is known of it beside its lines.

    Args:
        source: The file.
        recognition: What ``sniff`` said; tells who the user is, and which order to assume.
        order: A mapping's ``date_order``, ``auto`` to find out.
        title: With whom the chat is, by the file's name.
    """

    source: textfile.Source
    recognition: Recognition
    order: str = "auto"
    title: str = ""


def looks_so(sample: Sample) -> bool:
    """Say whether a file begins with a message of a chat."""
    text = textfile.decode(sample.head)[0].lstrip("\ufeff\r\n ")
    lines = text.splitlines()[:_LOOK_LINES]
    starts = [found for found in map(stamp, lines) if found]
    named = any(":" in found.rest[:_MOST_HEAD] for found in starts)
    return named and stamp(lines[0]) is not None


def read(file: Transcription, system: str, progress: Progress) -> Records:
    """Yield an interaction per day.

    Args:
        file: What to read.
        system: The format's key.
        progress: Told how many bytes are done.

    Raises:
        ImportRejected: There is no message in it.
    """
    encoding = textfile.detect(file.source, choice=file.recognition.encoding or None)
    transcript = Transcript(file.source, encoding)
    survey = transcript.survey()
    if not survey.senders:
        raise ImportRejected(_NO_MESSAGES.format(file=file.source.name), file=file.source.name)
    if encoding.guessed:
        yield textfile.guessed(encoding)
    order, sure = file.order, True
    if order not in ORDERS:
        order, sure = decide(survey.dates, american=survey.american)
    if not sure:
        order = file.recognition.facts.get(DATE_ORDER) or order
        yield Warned(0, _ASSUMED[order], (DATE_ORDER, order))
    chat = _chat(file, system, survey)
    if chat.me is None:
        yield unclear()
    yield from chat.days(transcript.messages(order, progress))
    yield from left_out(chat.alone)


def _chat(file: Transcription, system: str, survey: Survey) -> Chat:
    """Find out who is the user and who the others are."""
    senders = list(survey.senders)
    partner = next((one for one in senders if fold(one) == fold(file.title)), "")
    me = whoami(senders, told(file.recognition), partner)
    others = [one for one in senders if one not in (me or ())]
    if me and not others:  # nobody has answered yet: the file's name says who was written to
        return Chat(system, me, partner=file.title)
    if len(others) == 1:
        return Chat(system, me, partner=others[0])
    return Chat(system, me, title=file.title if len(senders) > 2 else "")


_ASSUMED = {
    "dmy": QT_TRANSLATE_NOOP(
        "reading",
        "Dates like 3/4 were read as day and month; the file does not tell for certain.",
    ),
    "mdy": QT_TRANSLATE_NOOP(
        "reading",
        "Dates like 3/4 were read as month and day; the file does not tell for certain.",
    ),
}
