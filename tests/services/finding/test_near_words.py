"""Slips of the fingers are forgiven; words that aren't there stay unfound."""

import pytest

from netjournal.services.finding import near_words
from netjournal.services.finding.near_words import CARDS, NAMES, WRITTEN, near
from tests.builders import contact, interaction


@pytest.fixture
def words(journal):
    with journal.edit("fill"):
        priya = contact("Priya Raman", note="embedded systems")
        contact("Łukasz Takahashi")
        contact("陈伟明")
        contact("Zoë Whitfield", nicknames=["Whit"])
        interaction(priya, summary="volunteering for robotics")
    return journal


@pytest.mark.parametrize(
    ("typed", "index", "found"),
    [
        ("pria", NAMES, ["priya"]),  # a letter missing
        ("priyya", NAMES, ["priya"]),  # one too many
        ("prita", NAMES, ["priya"]),  # a wrong one
        ("pirya", NAMES, ["priya"]),  # two exchanged
        ("rpiya", NAMES, ["priya"]),  # the first two
        ("riya", NAMES, []),  # begins otherwise
        ("lukasz", NAMES, ["lukasz"]),
        ("ŁUKSAZ", NAMES, ["lukasz"]),
        ("takashi", NAMES, []),  # two letters missing in seven
        ("takahshi", NAMES, ["takahashi"]),
        ("whitfeidl", NAMES, ["whitfield"]),  # two slips in a long word
        ("witf", NAMES, ["whitfield"]),  # as a beginning
        ("ram", NAMES, []),  # too short to guess
        ("陈伟名", NAMES, []),
        ("embeded", NAMES, []),
        ("embeded", CARDS, ["embedded"]),
        ("robtics", WRITTEN, ["robotics"]),
        ("volunterring", WRITTEN, ["volunteering"]),
        ("quarrel", WRITTEN, []),
        ("", NAMES, []),
        ("zz*\"'", NAMES, []),
    ],
)
def test_what_may_have_been_meant(words, typed, index, found):
    assert near(typed, index) == found


def test_the_nearest_and_commonest_come_first(journal):
    with journal.edit("fill"):
        for name in ("Marta A", "Marta B", "Maria C", "Mario D", "Martha E"):
            contact(name)
    assert near("martan", NAMES)[0] == "marta"
    assert near("maroa", NAMES) == ["marta", "maria"]


def test_edits_and_other_threads_change_nothing(words):
    from concurrent.futures import ThreadPoolExecutor

    assert near("pria", NAMES) == ["priya"]
    with words.edit("more"):
        contact("Prisca")
    assert near("prisac", NAMES) == ["prisca"]
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(near, "prisac", NAMES).result() == ["prisca"]
    words.undo()
    assert near("prisac", NAMES) == []
    assert near_words.slips("abc") == 0
