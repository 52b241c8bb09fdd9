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
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters
