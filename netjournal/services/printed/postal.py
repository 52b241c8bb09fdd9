"""Postal addresses as lines of a label: ``lines(address)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netjournal.folding import fold

if TYPE_CHECKING:
    from netjournal.formats.draft import Address

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
