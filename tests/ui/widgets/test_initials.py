"""Letters in a person's circle, in many scripts."""

from __future__ import annotations

import pytest

from netjournal.ui.widgets.initials import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Priya Raman", "PR"),
        ("Dr. Aiko Mori", "AM"),
        ("Sam O’Neill", "SO"),
        ("Tomás María de la Vega", "TV"),
        ("ada", "A"),
        ("éva Ø", "ÉØ"),
        ("Prof.", "P"),
        ("王小明", "王"),
        ("山田 太郎", "山"),
        ("ليلى حداد", "ل"),
        ("אבי כהן", "אכ"),
        ("(ACME) 3000", "A3"),
        ("…", "?"),
        ("", "?"),
        ("e\u0301va Nagy", "ÉN"),
        ("Z\u0337\u0321\u031b\u0337algo Text", "Z\u0337\u0321T"),  # marks without end
        ("\u0915\u094d\u0937\u092e\u093e \u0936\u0930\u094d\u092e\u093e", "\u0915"),
        ("\u09b0\u09bf\u09a8\u09be \u09a6\u09be\u09b8", "\u09b0\u09bf"),
        ("\u0bae\u0bc0\u0ba9\u0bbe \u0b95", "\u0bae\u0bc0"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters
