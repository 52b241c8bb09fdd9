"""Many people of one name ("Unknown"): which of them may have all that a record says, in one look.

Comparing each record with each of them would take hours for some thousands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.services.interchange.import_compare import LISTS, TEXTS, texts_of
from netjournal.services.interchange.import_methods import method_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from netjournal.formats.draft import ContactDraft

MANY = 20
_EXACT = ("addresses", "dates", "external_ids")  # lists whose entries are there or not


class Crowd:
    """People of one name by what they have.

    Args:
        people: The contacts by their ids.
    """

    def __init__(self, people: Mapping[int, ContactDraft]) -> None:
        self._all = list(people)
        self._who: dict[Hashable, list[int]] = {}
        for contact_id, draft in people.items():
            for mark in set(_marks(draft)):
                self._who.setdefault(mark, []).append(contact_id)

    def like(self, draft: ContactDraft) -> Sequence[int]:
        """Return who may have all that a record says; everybody where it says too little."""
        found = [self._who.get(mark, []) for mark in _marks(draft)]
        return min(found, key=len) if found else self._all


def _marks(draft: ContactDraft) -> Iterator[Hashable]:
    """Yield what a record says that somebody must have word for word to be the same."""
    for name, text in zip(TEXTS, texts_of(draft), strict=True):
        if text and name != "full_name" and not name.startswith("name."):
            yield name, text
    for method in draft.methods:
        if method.value.strip():
            kind, value, _service = method_key(method)
            yield kind, value.removeprefix("+")
    for name in _EXACT:
        for one in getattr(draft, name):
            yield name, LISTS[name][0](one)
