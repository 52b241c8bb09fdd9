"""What two ways of writing one phone number, e-mail address or link have in common.

Normalised forms serve matching only; what a person wrote is kept and shown as written.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from netjournal.folding import fold

_NOT_DIGITS = re.compile(r"[^0-9]")
_LINKEDIN = re.compile(r"^/(?:in|pub)/([^/]+)", re.IGNORECASE)
_MIN_DIGITS = 5  # shorter numbers (extensions, 112) would match strangers


def method(kind: str, value: str, region: str = "") -> str:
    """Return the matching form of a way to reach someone.

    Args:
        kind: ``email``, ``phone``, ``url`` or ``messenger``.
        value: As written.
        region: Two-letter country for phone numbers without a country code.

    Returns:
        The key, or "" when the value says too little to match by.
    """
    if kind == "email":
        return email(value)
    if kind == "phone":
        return phone(value, region)
    if kind == "url":
        return url(value)
    return fold(value).lstrip("@")


def email(value: str) -> str:
    """Return an e-mail address for comparison: no ``mailto:``, no case, no space."""
    if value.isascii():
        text = value.strip().lower()
    else:
        text = unicodedata.normalize("NFC", value).strip().casefold()
    text = text.removeprefix("mailto:").strip(" <>")
    return text if "@" in text else ""


def phone(value: str, region: str = "") -> str:
    """Return a phone number for comparison.

    That is ``+`` and digits, or digits alone when no country is known.

    Args:
        value: As written.
        region: Two-letter country to assume, or "".
    """
    text = unicodedata.normalize("NFKC", value)
    text = "".join(str(unicodedata.digit(c, c)) for c in text if unicodedata.category(c) != "Cf")
    digits = _NOT_DIGITS.sub("", text)
    if len(digits) < _MIN_DIGITS:
        return ""
    return _international(text, region) or digits.lstrip("0")


def _international(text: str, region: str) -> str:
    import phonenumbers  # slow to load: only when a number is written

    number = text.replace("(0)", "") if text.strip().startswith("+") else text
    try:
        parsed = phonenumbers.parse(number, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    # an extension is part of whom one reaches
    extension = f"x{parsed.extension}" if parsed.extension else ""
    zeros = "0" * (parsed.number_of_leading_zeros or 1) if parsed.italian_leading_zero else ""
    return f"+{parsed.country_code}{zeros}{parsed.national_number}{extension}"


def url(value: str) -> str:
    """Return a link for comparison; LinkedIn profiles as ``linkedin.com/in/<name>``."""
    text = value.strip()
    if not text or text.lower().startswith(("javascript:", "data:", "file:")):
        return ""
    if "://" not in text:
        text = "https://" + text
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
    except ValueError:
        return fold(value)
    host = host.removeprefix("www.").removeprefix("m.")
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        found = _LINKEDIN.match(parts.path)
        if found:
            return "linkedin.com/in/" + fold(unquote(found.group(1)))
        host = "linkedin.com"
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{path}{query}" if host else fold(value)
