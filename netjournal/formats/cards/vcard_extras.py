"""Extras in a card being written: each as the line it was, where that line says nothing else.

An extra may come from a stranger's card and be called anything. It is a line of its own only where
our reader finds exactly that extra in it: it must not end the card, begin another one, or tell
something about the person. All others go as JSON, from which they come back as they were.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from netjournal.formats.cards.vcard import HANDLED, build
from netjournal.formats.cards.vcard_head import head_of
from netjournal.formats.cards.vcard_nest import RawCard
from netjournal.formats.cards.vcard_text import may_be_prose

if TYPE_CHECKING:
    from netjournal.formats.cards.vcard_building import Building
    from netjournal.formats.cards.vcard_lines import Lines
    from netjournal.formats.cards.vcard_whole import Whole
    from netjournal.formats.draft import ContactDraft, Extra

# A card has each of these once, and the one it has is ours to write.
_OURS_TO_WRITE = frozenset(
    (
        *("BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "KIND", "MEMBER", "FN", "N", "ORG"),
        *("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER", "X-NETJOURNAL-EXTRA"),
    )
)
_GROUP = re.compile(r"[A-Za-z0-9_.-]*")
_CODED = re.compile(r"[;=]\s*(?:quoted-printable|q)\s*(?:[;:]|$)", re.IGNORECASE)
_MOST_TRIED = 8  # in a card; each is read with all that stands before it


def write_extras(lines: Lines, whole: Whole) -> None:
    """Write all extras of a card that were not given back otherwise; nothing may follow them.

    Args:
        lines: The card so far.
        whole: What has the extras.
    """
    trial = _Trial(lines)
    for extra, alone in whole.others():
        if alone and extra.source == "vcard" and _fits(extra) and trial.comes_back(extra):
            lines.raw(_left(extra), extra.value)
        else:
            fields = (extra.source, extra.name, extra.value, extra.params, extra.group)
            lines.text("X-NETJOURNAL-EXTRA", json.dumps(fields, ensure_ascii=False))


def _left(extra: Extra) -> str:
    left = f"{extra.group}.{extra.name}" if extra.group else extra.name
    return f"{left};{extra.params}" if extra.params else left


def _fits(extra: Extra) -> bool:
    """Say whether a line of an extra's own would be divided into what the extra is made of."""
    left, value = _left(extra), extra.value
    if extra.name.upper() in _OURS_TO_WRITE or not _GROUP.fullmatch(extra.group):
        return False
    if any(sign in left + value for sign in "\r\n\0") or _CODED.search(f";{extra.params}"):
        return False
    outside = re.sub(r'"[^"]*"', "", left)
    head = None if ":" in outside or '"' in outside else head_of(left)
    if head is None or may_be_prose(head, value):
        return False
    if head.encoding == "b64" and value != "".join(value.split()):
        return False
    return (head.written, head.params, head.group) == (extra.name, extra.params, extra.group)


class _Trial:
    """Reads a card as far as it is written, with and without one more line.

    Args:
        lines: The card.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._tried = 0

    def comes_back(self, extra: Extra) -> bool:
        """Say whether the line of an extra is read as that extra, and all else as without it."""
        if extra.name.upper() not in HANDLED:
            return True  # the reader keeps it as it is
        self._tried += 1
        if self._tried > _MOST_TRIED:
            return False
        before, after = self._read(), self._read(f"{_left(extra)}:{extra.value}")
        before.draft.extras.append(extra)
        return _said(before) == _said(after)

    def _read(self, *more: str) -> Building:
        # pictures are large, and none of them makes a line that was refused fit
        lines = [line for line in self._lines.written() if not line.startswith("PHOTO")]
        return build(RawCard(0, "\n".join((*lines, *more)).encode("utf-8", "replace")))


def _said(card: Building) -> tuple[ContactDraft, list[str], bool, list[str]]:
    return card.draft, card.members, card.is_group, [str(one) for one in card.warnings]
