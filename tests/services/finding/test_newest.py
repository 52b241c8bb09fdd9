"""The newest texts looked through as one: the same are found as by looking into each."""

import pytest

from netjournal.folding import fold
from netjournal.services.finding.newest import EVENTS, PROMISES
from tests.builders import contact, event, interaction

TITLES = ("Rust Berlin", "", "Berlin", "berlinberlin", "Łódź café", "a\nb", "Rust\n\nRust", "x")
WORDS = ("", "berlin", "rust", "b", "a", "lodz", "cafe", "berlinb", "nowhere", "x", "n")


@pytest.fixture
def texts(journal):
    with journal.edit("fill"):
        who = contact("Ana")
        for ago, title in enumerate(TITLES):
            event(title or "-", ago=ago, place=TITLES[-ago], note=title)
            interaction(who, ago=ago, promise=title or "call", summary="x")
    return journal


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("kept", [EVENTS, PROMISES])
def test_each_text_with_the_word_is_found_once_in_order(texts, kept, word):
    everything = kept.having([])
    assert len(everything) == len(TITLES)
    assert kept.having([[word]]) == [one for one in everything if word in one[0]]
    assert kept.having([["zzz", word]]) == everything  # of several that were meant none is sure


def test_of_several_words_the_longest_is_looked_for_and_news_are_seen(texts):
    assert EVENTS.having([["b"], ["rust"]]) == EVENTS.having([["rust"]])
    with texts.edit("another"):
        event("Rust Hamburg", ago=-1)
    assert EVENTS.having([["hamburg"]])[0][0].startswith(fold("Rust Hamburg"))
