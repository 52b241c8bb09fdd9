"""vCard 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350, RFC 6474, RFC 6715, RFC 9554), read as found.

A reader of our own, because libraries lose data on files that programs really write. Measured on
71 cards from other programs' tests and documentation, right meaning display name, e-mails, phones,
organisation, title and notes: vobject 0.9.9 with its tolerant options 49 cards (54 when somebody
decodes the file for it), ical.js 61, icalendar 47, vcf (npm) 16. They stumble over quoted-printable
in other charsets (and lose the rest of the file), a missing END, ``PROFILE``, unescaped commas,
invalid Base64 and Shift-JIS, and none keeps Apple's and Google's labels.

Groups (``KIND:group`` and Apple's form) become tags of their members and no contacts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard_building import Building
from netjournal.formats.cards.vcard_fields import HANDLERS
from netjournal.formats.cards.vcard_more_fields import MORE_HANDLERS
from netjournal.formats.cards.vcard_nest import RawCard
from netjournal.formats.cards.vcard_stream import blocks, cards
from netjournal.formats.cards.vcard_text import from_base64, text_of
from netjournal.formats.cards.vcard_values import uuid_of
from netjournal.formats.charset import shown
from netjournal.formats.draft import ContactDraft, Rejected, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP
from netjournal.formats.recognition import Recognition, Sample
from netjournal.formats.textfile import Source, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from netjournal.formats.cards.vcard_fields import Handler
    from netjournal.formats.cards.vcard_head import Head
    from netjournal.formats.cards.vcard_text import Text
    from netjournal.formats.draft import Records
    from netjournal.formats.mapping import Mapping
    from netjournal.progress import Progress

_GUESSED = QT_TRANSLATE_NOOP(
    "reading", "Text that is not UTF-8 was read as {encoding}; please check it."
)
_LOST = QT_TRANSLATE_NOOP("reading", "Groups name {count} people who are not in the file.")

_HANDLERS = HANDLERS | MORE_HANDLERS
HANDLED = frozenset(_HANDLERS)  # names of properties that are more than kept, in upper case
_SCHEME = re.compile(r"^(?:mailto|urn:uuid|uid):")  # some programs put one before any id
_PICTURES = ("PHOTO", "X-MS-CARDPICTURE", "AGENT")
_BEGIN = re.compile(
    rb"(?:^|[\r\n])(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[ \t]*begin[ \t]*:"
    rb"[ \t]*vcard[ \t]*(?:$|[\r\n])"
)
_VERSION = re.compile(rb"[\r\n]version\s*[:;][^\r\n]*?([234]\.[01])")
_GROUP = re.compile(rb"KIND[^:\n]{0,80}:[ \t]*group", re.IGNORECASE)
_LOOK = 1 << 20
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise a vCard file by its BEGIN line; ``variant`` is the version of the first card."""
    if not _BEGIN.search(sample.marks):
        return None
    version = _VERSION.search(sample.marks)
    # the head may end inside of a character; its last line is left out
    _, encoding = decode(sample.head[: sample.head.rfind(b"\n") + 1] or sample.head)
    return Recognition(
        "vcard",
        0.95,
        version[1].decode() if version else "",
        encoding=sample.encoding or encoding.name,
        encoding_guessed=encoding.guessed and not (sample.encoding or b"charset" in sample.marks),
        facts={"chosen": sample.encoding} if sample.encoding else {},
    )


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield a draft per card, each followed by what had to be assumed to read it.

    Args:
        path: The file.
        recognition: From ``sniff``; its encoding serves text that is not UTF-8 and declares none.
        mapping: Not used.
        progress: Told how many bytes are done.

    Raises:
        ImportRejected: The file only begins cards and never fills them.
    """
    source = Source(path)
    wide = recognition.encoding if recognition.encoding in _WIDE else ""
    charset = recognition.facts.get("chosen", "")
    charset = "" if wide or charset.startswith("utf-8") else charset
    groups = _Groups(source, wide)
    size = source.size()
    with source.open() as file:
        for found in cards(blocks(file, wide, lambda done: progress.step(done, size))):
            if isinstance(found, RawCard):
                yield from _records(found, charset, groups)
            else:
                yield found
    yield from groups.missing()


def build(raw: RawCard, charset: str = "") -> Building:
    """Read one card.

    Args:
        raw: Its lines.
        charset: What to read text as that is not UTF-8 and declares nothing.

    Returns:
        The finished draft, with warnings.
    """
    text = text_of(raw.data, charset)
    card = Building(ContactDraft(raw.line), _version(text))
    for head, value in text.properties:
        handler = _HANDLERS.get(head.name)
        if handler is None:
            card.keep(head, value)
        elif head.plain:
            handler(card, head, value)
        else:
            _take_odd(card, handler, head, value)
    card.finish()
    if text.charset_guessed:
        name = text.charset_guessed
        card.warnings.append(_GUESSED.format(encoding=shown(name)))
    if not raw.ended:
        card.warnings.append(
            QT_TRANSLATE_NOOP("reading", "The card has no END line; it may be incomplete.")
        )
    return card


def _version(text: Text) -> str:
    """Return the version that a card says it has, else the one it looks like."""
    for head, value in text.properties:
        if head.name == "VERSION":
            if version := value.strip():
                return version
            break
    return "2.1" if any(head.encoding == "qp" for head, _ in text.properties) else "3.0"


def _take_odd(card: Building, handler: Handler, head: Head, value: str) -> None:
    """Take a property that is Base64, or one of several forms of the same."""
    if head.encoding == "b64" and head.name not in _PICTURES:
        head, value = from_base64(head, value)
    if "ALTID" in head.named and card.is_alternative(head):
        card.keep(head, value)
    else:
        handler(card, head, value)


def _records(raw: RawCard, charset: str, groups: _Groups) -> Records:
    card = build(raw, charset)
    if card.is_group:
        return
    draft = card.draft
    if not draft.full_name and not (draft.methods or draft.addresses or draft.note or draft.photo):
        yield Rejected(raw.line, QT_TRANSLATE_NOOP("reading", "the card names nobody"))
        return
    if groups.names:
        groups.tag(draft)
    yield draft
    for message in card.warnings:
        yield Warned(raw.line, message)


class _Groups:
    """Which groups list whom; found before the cards are read, for a group may come last."""

    def __init__(self, source: Source, wide: str) -> None:
        self.names: dict[str, list[str]] = {}
        self._seen: set[str] = set()
        if not wide and not _may_name_groups(source):
            return
        with source.open() as file:
            for block in blocks(file, wide):
                if isinstance(block, tuple) and _may_hold_group(block[1]):
                    self._note(block)

    def _note(self, block: tuple[int, bytes]) -> None:
        for raw in cards([block]):
            if not isinstance(raw, RawCard) or not _GROUP.search(raw.data):
                continue
            group = build(raw)
            for member in group.members if group.is_group else ():
                self.names.setdefault(_key(member), []).append(group.draft.full_name)

    def tag(self, draft: ContactDraft) -> None:
        """Give a contact its groups as tags."""
        keys = [str(draft.uid)] if draft.uid else []
        keys += [_key(value) for system, value in draft.external_ids if system == "vcard"]
        keys += [_key(method.value) for method in draft.methods]
        names = dict.fromkeys(draft.tags)
        for key in keys:
            if key in self.names:
                self._seen.add(key)
                names.update(dict.fromkeys(self.names[key]))
        draft.tags = [name for name in names if name]

    def missing(self) -> Iterator[Warned]:
        """Say how many members of groups the file does not hold."""
        lost = len(self.names.keys() - self._seen)
        if lost:
            yield Warned(0, _LOST.format(count=lost))


def _may_name_groups(source: Source) -> bool:
    """Say whether both words that make a group are anywhere in a file: one look at plain bytes."""
    missing, before = {b"KIND", b"GROUP"}, b""
    with source.open() as file:
        while chunk := file.read(_LOOK):
            upper = (before + chunk).upper()
            missing -= {word for word in missing if word in upper}
            if not missing:
                return True
            before = chunk[-8:]
    return False


def _may_hold_group(data: bytes) -> bool:
    """Say whether any card may be a group's, at the cost of two plain searches where none is."""
    upper = data.upper()
    return b"KIND" in upper and b"GROUP" in upper and _GROUP.search(data) is not None


def _key(member: str) -> str:
    """Return the form in which UID and MEMBER are compared."""
    uid = uuid_of(member)
    return str(uid) if uid else _SCHEME.sub("", member.strip().lower())
