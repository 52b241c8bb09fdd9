"""What copying and dragging hand on: ways to reach people, nothing of the journal."""

from __future__ import annotations

import pytest

from netjournal.services.interchange import handing_on
from tests.builders import contact


@pytest.fixture
def some(journal):
    with journal.edit("Begin"):
        return (
            contact("Ana Kovač", email="ana@example.com", phone="+49 30 1", note="Secret <3"),
            contact("Vega, Mia", email="mia@example.com"),
            contact("Li"),
        )


def test_lines_fit_the_address_field_of_a_mail(some):
    assert handing_on.as_lines(some).split("\n") == [
        "Ana Kovač <ana@example.com>",
        '"Vega, Mia" <mia@example.com>',
        "Li",
    ]


def test_cards_say_who_and_how_to_reach_them_and_no_more(some):
    text = handing_on.as_cards(some)
    assert text.count("BEGIN:VCARD") == text.count("END:VCARD") == 3
    assert "ana@example.com" in text
    assert "+49 30 1" in text
    assert "Secret" not in text
    assert "NOTE" not in text


def test_very_many_are_cut(journal, monkeypatch):
    monkeypatch.setattr(handing_on, "MOST", 2)
    with journal.edit("Begin"):
        ids = [contact(f"Person {n}") for n in range(4)]
    assert handing_on.as_lines(ids).count("\n") == 1
    assert handing_on.as_cards(ids).count("BEGIN") == 2
