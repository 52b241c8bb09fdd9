"""Postal addresses as lines of a label.

Public: ``lines(address)``; ``reaches(address)``: whether a letter would arrive; ``reached(ids)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.folding import fold
from netjournal.formats.draft import Address
from netjournal.models.handle import db
from netjournal.services import id_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

# town before the code, with the state between them; elsewhere the code comes first
_TOWN_FIRST: Final = frozenset(
    map(
        fold,
        (
            *("US", "USA", "United States", "United States of America", "Canada", "CA"),
            *("Australia", "AU", "New Zealand", "NZ", "India", "IN"),
        ),
    )
)
# town and code on lines of their own
_APART: Final = frozenset(
    map(fold, ("GB", "UK", "United Kingdom", "England", "Scotland", "Wales", "Ireland", "IE"))
)


def reaches(address: Address) -> bool:
    """Return whether a letter would arrive: there is a street or a box, or a whole form.

    A town alone is a place, no address; a form given whole ("formatted") counts where it has more
    than one line, as "Lisbon" has not.
    """
    if address.street.strip() or address.po_box.strip():
        return True
    whole = [line for line in address.formatted.splitlines() if line.strip()]
    return not address.locality and len(whole) > 1


def reached(ids: Sequence[int]) -> list[int]:
    """Return those of some people whom a letter would reach, in their order."""
    rows = db.execute_sql(
        "SELECT a.contact_id, a.street, a.po_box, a.locality, a.formatted FROM json_each(?) j "
        "JOIN address a ON a.contact_id = j.value",
        (id_lists.as_text(ids),),
    )
    found = {
        contact_id
        for contact_id, street, box, town, whole in rows
        if reaches(Address(street=street, po_box=box, locality=town, formatted=whole))
    }
    return [contact_id for contact_id in ids if contact_id in found]


def lines(address: Address) -> list[str]:
    """Return an address line by line; empty when there is no street, box or town.

    A form the user or a file gave whole ("formatted") is taken as it is where there are no parts.
    """
    if not (address.street or address.po_box or address.locality):
        return [line.strip() for line in address.formatted.splitlines() if line.strip()]
    country = fold(address.country)
    found = [*address.street.splitlines(), address.extended, address.po_box]
    state, town, code = address.region, address.locality, address.postal_code
    if country in _TOWN_FIRST or (not country and state and len(state) == 2):
        town = f"{town}," if town and state else town
        found.append(" ".join(part for part in (town, state, code) if part))
    elif country in _APART:
        found += [town, state, code]
    else:
        found += [" ".join(part for part in (code, town) if part), state]
    found.append(address.country.upper() if len(address.country) > 2 else address.country)
    return [line.strip() for line in found if line.strip()]
