"""The country that phone numbers without a country code belong to.

It decides which numbers are the same ("030 5550" and "+49 30 5550"), so choosing another one works
out anew by what stored numbers are compared.
"""

from __future__ import annotations

from netjournal.models.handle import db
from netjournal.services import normalise, settings


def countries() -> list[tuple[str, int]]:
    """Return every country with phone numbers of its own: (two letters, its country code)."""
    from phonenumbers import SUPPORTED_REGIONS, country_code_for_region  # slow to load

    return sorted((code, country_code_for_region(code)) for code in SUPPORTED_REGIONS)


def count_phones() -> int:
    """Return how many phone numbers a change looks at."""
    return int(db.execute_sql(f"SELECT COUNT(*) {_PHONES}").fetchone()[0])


def choose(code: str) -> None:
    """Let numbers without a country code belong to a country; call inside an edit.

    Args:
        code: Two letters, or "" for none.
    """
    settings.write("phone_region", code.upper())
    rows = db.execute_sql(f"SELECT id, value, normalised {_PHONES}").fetchall()
    for method_id, value, before in rows:
        now = normalise.phone(value, code)
        if now != before:
            db.execute_sql(
                "UPDATE contact_method SET normalised = ? WHERE id = ?", (now, method_id)
            )


_PHONES = "FROM contact_method WHERE kind = 'phone' AND ltrim(value) NOT LIKE '+%'"
