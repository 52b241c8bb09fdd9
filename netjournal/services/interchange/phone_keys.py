"""Comparable forms of many phone numbers: what ``normalise.phone`` gives, five times as fast.

A number with its country code and no trunk prefix in it is its own digits; the full parser is asked
only for the others.
"""

from __future__ import annotations

import re
from functools import lru_cache

from netjournal.services import normalise

_PLAIN = re.compile(r"\+[0-9 ().\-/]{6,30}")
_NOT_DIGITS = re.compile(r"[^0-9]")
_MOST_DIGITS = 17  # of a national number, for the parser


def phone_key(value: str, region: str) -> str:
    """Return ``normalise.phone(value, region)``.

    Args:
        value: As written.
        region: Two-letter country for numbers without a country code, or "".
    """
    return _plain_key(value) or _parsed_key(value, region)


_parsed_key = lru_cache(maxsize=256)(normalise.phone)


def _plain_key(value: str) -> str:
    """Return the key of a number that needs no parser, or ""."""
    digits = value[1:]
    if not (value[:1] == "+" and digits.isdigit() and digits.isascii() and len(digits) <= 30):
        if not _PLAIN.fullmatch(value):
            return ""
        digits = _NOT_DIGITS.sub("", value.replace("(0)", ""))
    length, trunk = _country(digits[:3])
    national = digits[length:]
    if trunk is None or not 4 < len(national) <= _MOST_DIGITS or trunk.match(national):
        return ""
    return f"+{digits}" if national.strip("0") else ""


@lru_cache(maxsize=1024)
def _country(start: str) -> tuple[int, re.Pattern[str] | None]:
    """Return the length of the country code that a number starts with, and its trunk prefix.

    Args:
        start: The first three digits.
    """
    for length in range(1, len(start) + 1):
        trunk = _trunk(start[:length])
        if trunk is not None:
            return length, trunk
    return 0, None


def _trunk(code: str) -> re.Pattern[str] | None:
    """Return what is written before national numbers of a country, None for no country's code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code or 0))
    if not regions or code.startswith("0"):
        return None
    found = PhoneMetadata.metadata_for_region_or_calling_code(int(code), regions[0])
    prefix = found.national_prefix_for_parsing if found else None
    return re.compile(f"(?:{prefix})" if prefix else r"(?!)")
