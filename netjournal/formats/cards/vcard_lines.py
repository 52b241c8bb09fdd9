"""Lines of a vCard being written: parameters, groups with their labels, folding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.errors import UsageError
from netjournal.formats.cards.vcard_head import param_value
from netjournal.formats.cards.vcard_labels import to_name, to_types
from netjournal.formats.cards.vcard_values import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSIONS = ("3.0", "4.0")
_WIDTH = 75  # octets in a line, without its end (RFC 6350 §3.2)
_SURROGATE = re.compile("[\ud800-\udfff]")


class Lines:
    """Collects the lines of one card.

    Args:
        version: ``3.0`` or ``4.0``.
        taken: Group names that are in use already.

    Raises:
        UsageError: Another version.
    """

    def __init__(self, version: str, taken: Iterable[str] = ()) -> None:
        if version not in VERSIONS:
            raise UsageError(f"vCards are written in version 3.0 or 4.0, not {version}.")
        self.version = version
        self._taken = {group.lower() for group in taken}
        self._count = 0
        self._lines: list[str] = []

    def raw(self, head: str, value: str) -> None:
        """Add a line whose value is escaped already."""
        self._lines.append(f"{head}:{value}")

    def text(self, name: str, value: str, group: str = "") -> None:
        """Add a property with a single text, unless it is empty."""
        if value:
            self.raw(f"{group}.{name}" if group else name, escape(value))

    def group(self) -> str:
        """Return a new group name."""
        while True:
            self._count += 1
            name = f"item{self._count}"
            if name not in self._taken:
                return name

    def labelled(
        self, name: str, value: str, label: str, params: Iterable[str] = (), group: str = ""
    ) -> None:
        """Add a property with a label: as TYPE where that says it exactly, else as X-ABLabel.

        Args:
            name: The property.
            value: Its value, escaped.
            label: What it is for; may be empty.
            params: Further parameters; ``TYPE=…`` ones are joined with the label's.
            group: A group it has to be in.
        """
        types = [param[5:] for param in params if param.startswith("TYPE=")]
        others = [param for param in params if not param.startswith("TYPE=")]
        exact = to_types(label, self.version, name)
        # others than Apple's programs know no X-ABLabel: tell them what they can understand
        types += exact or to_types(label.lower(), self.version, name)
        if self.version == "3.0":
            types = [kind.upper() for kind in types]
        if types:
            others.insert(0, f"TYPE={','.join(types)}")
        if label and not exact and not group:
            group = self.group()
        head = ";".join([f"{group}.{name}" if group else name, *others])
        self.raw(head, value)
        if label and not exact:
            self.raw(f"{group}.X-ABLabel", escape(to_name(label)))

    def written(self) -> list[str]:
        """Return the lines so far, not folded, without BEGIN and END."""
        return [f"VERSION:{self.version}", *self._lines]

    def finished(self) -> str:
        """Return the card: folded, with CRLF line ends, BEGIN and END around it."""
        lines = ["BEGIN:VCARD", *self.written(), "END:VCARD"]
        return "".join(fold(line) for line in lines)


def parameter(name: str, value: str) -> str:
    """Return a parameter with its value quoted where needed."""
    return f"{name}={param_value(value)}"


def fold(line: str) -> str:
    """Fold a line at 75 octets between characters, and end it with CRLF.

    Lone surrogates, which no file can hold, become U+FFFD.
    """
    if len(line) <= _WIDTH and line.isascii():
        return line + "\r\n"
    line = _SURROGATE.sub("\ufffd", line)
    data = line.encode()
    pieces: list[str] = []
    start, width = 0, _WIDTH
    while len(data) - start > width:
        end = start + width
        while data[end] & 0xC0 == 0x80:  # inside of a character
            end -= 1
        pieces.append(data[start:end].decode())
        start, width = end, _WIDTH - 1
    pieces.append(data[start:].decode())
    return "\r\n ".join(pieces) + "\r\n"
