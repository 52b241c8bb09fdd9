"""Outlook's CSV: the desktop program in 14 languages, outlook.com, and Google's imitation of it.

Headers are compared without case, blanks, punctuation and accents (``headernames``), so that the
generations and squeezed names ("FirstName") are one. Empty dates (0/0/00) and the defaults every
contact has (Normal, False, Unspecified) are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netjournal.formats.draft import Method
from netjournal.formats.mapping import ColumnUse
from netjournal.formats.names import compose
from netjournal.formats.tables.columns import Plan
from netjournal.formats.tables.generic import drafts, find_order
from netjournal.formats.tables.headernames import best_language, columns, key
from netjournal.formats.textfile import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from netjournal.formats.draft import ContactDraft, Records
    from netjournal.formats.mapping import Mapping
    from netjournal.formats.recognition import Recognition, Sample
    from netjournal.formats.tables.csvrows import Row
    from netjournal.progress import Progress

# Columns of outlook.com, of other generations and of Google's imitation.
MORE = {
    "nickname": ColumnUse("nickname"),
    "imaddress": ColumnUse("messenger"),
    "personalwebpage": ColumnUse("url", "home"),
    "name": ColumnUse("full_name"),
    "otheraddress": ColumnUse("formatted", "other"),
    "assistentin": ColumnUse("relation", "assistant"),
    "namedesrvorgesetzten": ColumnUse("relation", "manager"),
    "pobox": ColumnUse("po_box", "work"),
}
# German Outlook calls its radio phone a second mobile one, and that is what people keep there.
_MEANT = {"mobiltelefon2": ColumnUse("phone", "mobile")}
# What Outlook writes where nobody said anything, in the languages it comes in.
_DULL = {
    key(word)
    for word in [
        "unspecified",
        "keine angabe",
        "non spécifié",
        "non spécifiée",
        "sin especificar",
        "no especificado",
        "non specificato",
        "niet opgegeven",
        "nieokreślona",
        "nieokreślony",
        "não especificado",
        "не указан",
        "ospecificerat",
        "ikke angivet",
        "belirtilmemiş",
        "指定なし",
        "normal",
        "normale",
        "normaal",
        "normalna",
        "normalny",
        "обычная",
        "обычный",
        "標準",
        "normalt",
        "false",
        "falsch",
        "aus",
        "faux",
        "falso",
        "onwaar",
        "fałsz",
        "ложь",
        "falskt",
        "falsk",
        "yanlış",
        "no",
        "nein",
        "non",
        "off",
        "0",
    ]
}
_ORDERS = {"en": "mdy", "en_GB": "mdy", "ja": "ymd", "sv": "ymd"}  # the others: day first
_IN_PARENTHESES = re.compile(r"\(([^()\s]+@[^()\s]+)\)\s*$")


def sniff(sample: Sample) -> Recognition | None:
    """Recognise the header in any language; ``variant`` is the language, or ``web``."""
    table = sample.table
    if table is None or table.header_row < 0:
        return None
    language, count = best_language("outlook", table.header)
    known = [use for cell in table.header if cell for use in language.find(cell)[:1]]
    several = any(use.target in ("email", "email_type") and use.label != "1" for use in known)
    filled = sum(1 for cell in table.header if cell)
    if count < 0.6 * filled or not (several or count >= 20):
        return None
    if count < best_language("livemail", table.header)[1]:
        return None  # Windows Live Mail, whose names are nearly the same
    web = "givenyomi" in table.keys
    return table.recognition("outlook", 0.9, "web" if web else language.code)


def read(
    path: Path, recognition: Recognition, mapping: Mapping | None, progress: Progress
) -> Records:
    """Yield one draft per row; see ``formats.read``. A mapping is not needed.

    Raises:
        netjournal.errors.UserError: The file cannot be read any more.
    """
    source = Source(path)
    language, _ = best_language("outlook", recognition.header)
    uses = [
        MORE.get(key(name), use) if use.target == "keep" else _MEANT.get(key(name), use)
        for name, use in zip(recognition.header, columns(language, recognition.header), strict=True)
    ]
    order = find_order(source, recognition, uses, _ORDERS.get(language.code, "dmy"))
    yield from drafts(OutlookPlan(recognition.header, uses, order), source, recognition, progress)


class OutlookPlan(Plan):
    """The plan for Outlook's columns, with what it says of each e-mail address."""

    def __init__(self, header: Sequence[str], uses: Sequence[ColumnUse], order: str) -> None:
        mails: dict[str, dict[str, int]] = {}
        own = []
        self._defaults = []
        for at, use in enumerate(uses):
            if use.target in ("email", "email_type", "email_name"):
                mails.setdefault(use.label, {})[use.target] = at
                use = ColumnUse("ignore")
            elif use.label == "dull":
                self._defaults.append(at)
                use = ColumnUse("ignore")
            own.append(use)
        super().__init__(header, own, order)
        self._mails = [
            (parts.get("email", -1), parts.get("email_type", -1), parts.get("email_name", -1))
            for _, parts in sorted(mails.items())
        ]

    def fill_more(self, draft: ContactDraft, row: Row) -> None:
        """Fill e-mail addresses, and settings nobody made are passed over."""
        for address_at, type_at, name_at in self._mails:
            address, kind, shown = (
                row[at] if at >= 0 else "" for at in (address_at, type_at, name_at)
            )
            if kind not in ("", "SMTP", "EX"):
                self.extra(draft, type_at, kind)
            if kind == "EX" or address.startswith("/o="):
                address = self._exchange(draft, address_at, address, shown)
            if address:
                draft.methods.append(Method("email", address))
            if shown and not _says_nothing(shown, address, draft):
                self.extra(draft, name_at, shown)
        for at in self._defaults:
            if row[at] and key(row[at]) not in _DULL:
                self.extra(draft, at, row[at])

    def _exchange(self, draft: ContactDraft, at: int, address: str, shown: str) -> str:
        """Return the mail address behind an Exchange name, which is itself none."""
        found = _IN_PARENTHESES.search(shown)
        if "@" not in address:
            if address:
                self.extra(draft, at, address)
            address = ""
        return found[1] if found and not address else address


def _says_nothing(shown: str, address: str, draft: ContactDraft) -> bool:
    """Say whether a display name only repeats the name and the address."""
    bare = _IN_PARENTHESES.sub("", shown).strip()
    whole = " ".join(filter(None, (draft.name.prefix.strip(), compose(draft.name))))
    return bare.casefold() in {
        "",
        address.casefold(),
        draft.full_name.casefold(),
        compose(draft.name).casefold(),
        whole.casefold(),
    }
