"""Whether what another system calls a card says by itself whose it is: ``is_unique``.

Programs that number their cards from 1 collide with each other, and with themselves on the next
machine. A long random id, or a profile link, has one card alone.
"""

from __future__ import annotations

import re

from netjournal.kept_texts import kept
from netjournal.services import normalise

BETWEEN = "\x1f"
# whose ids are the same for everybody who uses the system; "netjournal" has uids
_WORLDWIDE = ("linkedin", "telegram", "netjournal")
_SHORTEST = 10  # characters of a random id (KDE's)
_LONGEST_NUMBER = 15  # digits of an id that somebody may count in, or make of the time
# "12", "contact-12", "id7@app.example"
_NUMBERED = re.compile(rf"(?:urn:)?[^\W\d]*[-_:#./ ]?\d{{0,{_LONGEST_NUMBER}}}(?:@.*)?", re.DOTALL)


def is_unique(system: str, value: str) -> bool:
    """Say whether no other card can have an id, by its look.

    Args:
        system: Whose id it is.
        value: The id.
    """
    if system in _WORLDWIDE:
        return True
    if len(value) < _SHORTEST or _NUMBERED.fullmatch(value):
        return False
    mixed = value != value.lower() and value != value.upper()
    return mixed or any(map(str.isdigit, value)) or "@" in value


def external_key(system: str, value: str) -> str:
    """Return the comparable form of what another system calls a contact."""
    if system == "linkedin":
        return url_key(value) or value
    return f"{system}{BETWEEN}{value}"


@kept(256)
def url_key(value: str) -> str:
    """Return ``normalise.url(value)``; both the matching and the row ask for it."""
    return normalise.url(value)
