"""Files divided into cards: indentation, agents in agents, and what hostile files cost."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.cards.vcard_nest import CARD_BYTES, RawCard
from netjournal.formats.cards.vcard_stream import blocks, cards
from netjournal.formats.draft import Rejected
from tests.formats.growth import LINEAR, growth

AGENT = b"BEGIN:VCARD\nFN:a\nAGENT:\n"


def divided(data: bytes) -> list[RawCard]:
    found = list(cards(blocks(io.BytesIO(data), "")))
    return [one for one in found if isinstance(one, RawCard)]


def nested(depth: int, inside: bytes) -> bytes:
    return AGENT * depth + b"BEGIN:VCARD\n" + inside + b"END:VCARD\n" * (depth + 1)


@pytest.mark.parametrize("blank", [b" ", b"\t", b"\n", b" \n", b"\n ", b"\r", b"\x0c"])
@pytest.mark.parametrize("then", [b"x\nBEGIN:VCARD\n", b"BEGIN:VCARD\nFN:A\nEND:VCARD\n", b"BEGIN"])
def test_blanks_before_cards_stay_bearable(blank: bytes, then: bytes) -> None:
    assert growth(divided, lambda size: blank * size + then, 2_000) < LINEAR


_INDENT = re.compile(rb"\s*?([ \t]+)BEGIN[ \t]*:[ \t]*VCARD[ \t]*\n(\1(?=\S))?", re.IGNORECASE)
_LINES = [
    *(b" ", b"\t", b"\n", b"\x0c", b"  ", b"x", b"FN:A\n", b"begin : vcard \n"),
    *(b"BEGIN:VCARD\n", b"END:VCARD\n", b"  FN:A\n"),
]


@given(st.lists(st.sampled_from(_LINES), max_size=9).map(b"".join))
def test_an_indentation_is_that_of_the_first_card(data: bytes) -> None:
    expected = data
    indent = _INDENT.match(data)
    if indent and indent[2]:
        expected = (b"\n" + data).replace(b"\n" + indent[1], b"\n")[1:]
    elif indent:
        expected = data[: indent.start(1)] + data[indent.end(1) :]
    assert b"".join(piece for _, piece in blocks(io.BytesIO(data), "")) == expected + b"\n"


def test_an_agent_of_an_agent_is_kept_in_both() -> None:
    (card,) = divided(nested(2, b"NOTE:a,b\n"))
    inner = rb"BEGIN:VCARD\\nNOTE:a\\\,b\\nEND:VCARD"
    agent = rb"BEGIN:VCARD\nFN:a\nAGENT:" + inner + rb"\nEND:VCARD"
    assert card.data == b"FN:a\nAGENT:" + agent + b"\n"


@pytest.mark.parametrize("inside", [b"NOTE:" + b"," * 50_000 + b"\n", b"\\\n" * 50_000])
def test_agents_in_agents_do_not_swell(inside: bytes) -> None:
    data = nested(7, inside)
    found = divided(data)
    assert sum(len(card.data) for card in found) <= 5 * len(data)
    assert sum(card.data.count(b"FN:a") for card in found) == 7  # nobody is lost
    assert sum(card.data.count(b"NOTE:") for card in found) == inside.count(b"NOTE:")


def test_an_agent_too_large_for_the_card_around_it_is_a_card_of_its_own() -> None:
    note = b"NOTE:" + b"," * (CARD_BYTES * 5 // 8) + b"\n"
    agent, card = divided(nested(1, note))
    assert (agent.data, card.data) == (note, b"FN:a\nAGENT:\n")


def test_a_card_swollen_by_those_in_it_is_refused() -> None:
    note = b"NOTE:" + b"x" * (CARD_BYTES * 2 // 5) + b"\n"
    inner = b"BEGIN:VCARD\nFN:b\nEND:VCARD\n"
    data = (
        b"BEGIN:VCARD\nFN:a\n" + (note + inner) * 4 + b"END:VCARD\nBEGIN:VCARD\nFN:c\nEND:VCARD\n"
    )
    found = list(cards(blocks(io.BytesIO(data), "")))
    assert [one.data for one in found if isinstance(one, RawCard)] == [b"FN:b\n"] * 4 + [b"FN:c\n"]
    assert [one for one in found if not isinstance(one, RawCard)] == [
        Rejected(1, "The card is larger than 16 MB.")
    ]
