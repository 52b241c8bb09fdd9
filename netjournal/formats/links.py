"""Links that name a person: the form in which two of them are compared."""

from __future__ import annotations

import re
from urllib.parse import unquote

from netjournal.kept_texts import kept

_PROFILE = re.compile(
    r"(?:https?:)?(?://)?(?:[a-z0-9-]+\.)?linkedin\.com/(?:mwlite/)?(in|pub)/([^/?#\s]+)[^\s]*",
    re.IGNORECASE,
)


@kept(256)
def linkedin_profile(url: str) -> str:
    """Return the one form of a LinkedIn profile's address.

    Scheme, country host, language suffix, query, case and percent escapes don't matter.

    Args:
        url: A link as written.

    Returns:
        ``https://www.linkedin.com/in/slug`` in lower case, decoded; empty when it is no profile.
    """
    match = _PROFILE.fullmatch(url.strip())
    if not match:
        return ""
    slug = unquote(match[2]).lower()
    return f"https://www.linkedin.com/{match[1].lower()}/{slug}"
