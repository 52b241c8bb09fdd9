"""What calendars call time zones -> IANA names.

Names are believed more than the rules a file gives for them: programs write VTIMEZONEs that are
plainly wrong. The names of Windows are icalendar's table (CLDR's windowsZones); what Outlook shows
instead of them is here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_SHOWN = {
    "abu dhabi, muscat": "Asia/Dubai",
    "adelaide": "Australia/Adelaide",
    "alaska": "America/Anchorage",
    "amsterdam, berlin, bern, rome, stockholm, vienna": "Europe/Berlin",
    "arizona": "America/Phoenix",
    "astana": "Asia/Almaty",
    "athens, bucharest": "Europe/Bucharest",
    "athens, bucharest, istanbul": "Europe/Bucharest",
    "athens, istanbul, minsk": "Europe/Athens",
    "atlantic time (canada)": "America/Halifax",
    "auckland, wellington": "Pacific/Auckland",
    "azores": "Atlantic/Azores",
    "baghdad": "Asia/Baghdad",
    "baku": "Asia/Baku",
    "bangkok, hanoi, jakarta": "Asia/Bangkok",
    "beijing, chongqing, hong kong, urumqi": "Asia/Shanghai",
    "beirut": "Asia/Beirut",
    "belgrade, bratislava, budapest, ljubljana, prague": "Europe/Budapest",
    "bogota, lima, quito": "America/Bogota",
    "bogota, lima, quito, rio branco": "America/Bogota",
    "brasilia": "America/Sao_Paulo",
    "brisbane": "Australia/Brisbane",
    "brussels, copenhagen, madrid, paris": "Europe/Paris",
    "buenos aires": "America/Argentina/Buenos_Aires",
    "cairo": "Africa/Cairo",
    "canberra, melbourne, sydney": "Australia/Sydney",
    "caracas": "America/Caracas",
    "casablanca": "Africa/Casablanca",
    "central america": "America/Guatemala",
    "central time (us & canada)": "America/Chicago",
    "chennai, kolkata, mumbai, new delhi": "Asia/Kolkata",
    "coordinated universal time": "UTC",
    "darwin": "Australia/Darwin",
    "dublin, edinburgh, lisbon, london": "Europe/London",
    "eastern time (us & canada)": "America/New_York",
    "fiji": "Pacific/Fiji",
    "greenland": "America/Godthab",
    "greenwich mean time : dublin, edinburgh, lisbon, london": "Europe/London",
    "guadalajara, mexico city, monterrey": "America/Mexico_City",
    "harare, pretoria": "Africa/Johannesburg",
    "hawaii": "Pacific/Honolulu",
    "helsinki, kyiv, riga, sofia, tallinn, vilnius": "Europe/Helsinki",
    "hobart": "Australia/Hobart",
    "indiana (east)": "America/Indiana/Indianapolis",
    "islamabad, karachi": "Asia/Karachi",
    "istanbul": "Europe/Istanbul",
    "jerusalem": "Asia/Jerusalem",
    "kabul": "Asia/Kabul",
    "kathmandu": "Asia/Kathmandu",
    "kuala lumpur, singapore": "Asia/Singapore",
    "kuwait, riyadh": "Asia/Riyadh",
    "minsk": "Europe/Minsk",
    "monrovia, reykjavik": "Atlantic/Reykjavik",
    "moscow, st. petersburg": "Europe/Moscow",
    "moscow, st. petersburg, volgograd": "Europe/Moscow",
    "mountain time (us & canada)": "America/Denver",
    "nairobi": "Africa/Nairobi",
    "newfoundland": "America/St_Johns",
    "osaka, sapporo, tokyo": "Asia/Tokyo",
    "pacific time (us & canada)": "America/Los_Angeles",
    "perth": "Australia/Perth",
    "santiago": "America/Santiago",
    "sarajevo, skopje, warsaw, zagreb": "Europe/Warsaw",
    "saskatchewan": "America/Regina",
    "seoul": "Asia/Seoul",
    "taipei": "Asia/Taipei",
    "tehran": "Asia/Tehran",
    "west central africa": "Africa/Lagos",
}
_BEHIND = re.compile(r"^\((?:UTC|GMT)[^)]{0,10}\)\s*", re.I)
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])0?(\d{1,2}):?(?:00)?", re.I)
_GREENWICH = ("utc", "gmt", "z", "etc/utc", "zulu", "tzone://microsoft/utc")
_MOST = 14  # hours from Greenwich


@lru_cache(maxsize=512)
def iana(name: str) -> str:
    """Return the IANA name of a time zone; empty when it can't be told.

    Args:
        name: A TZID as a file has it: IANA's, with a program's prefix, Windows' or Outlook's.
    """
    name = name.strip().strip('"')[:200]
    if name.lower() in _GREENWICH:
        return "UTC"
    return _known(name) or _windows(name) or _prefixed(name) or _offset(name)


@lru_cache(maxsize=512)
def zone_info(name: str) -> ZoneInfo | None:
    """Return the rules of a zone by its IANA name, where this machine knows them."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _known(name: str) -> str:
    plausible = "/" in name and " " not in name
    return name if plausible and zone_info(name) is not None else ""


def _windows(name: str) -> str:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    shown = _BEHIND.sub("", name).lower()
    return str(WINDOWS_TO_OLSON.get(name, "")) or _SHOWN.get(shown, "")


def _prefixed(name: str) -> str:
    """Return what is behind a program's prefix: /mozilla.org/20050126_1/Europe/Berlin."""
    parts = name.split("/")
    for length in (3, 2):
        found = _known("/".join(parts[-length:])) if len(parts) > length else ""
        if found:
            return found
    return ""


def _offset(name: str) -> str:
    """Return the zone of whole hours from Greenwich; its sign is the other way round there."""
    match = _OFFSET.fullmatch(_BEHIND.sub("", name))
    if not match or int(match[2]) > _MOST:
        return ""
    return f"Etc/GMT{'-' if match[1] == '+' else '+'}{int(match[2])}"
