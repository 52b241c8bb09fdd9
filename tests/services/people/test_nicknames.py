"""Short forms of given names."""

import pytest

from netjournal.folding import fold
from netjournal.services.people import nicknames


@pytest.mark.parametrize(
    ("short", "full"),
    [("Bob", "Robert"), ("Liz", "Elizabeth"), ("Pepe", "José"), ("Катя", "Екатерина")],
)
def test_a_nickname_is_the_name(short, full):
    assert nicknames.same(fold(short), fold(full))
    assert nicknames.same(fold(full), fold(short))


def test_two_nicknames_of_one_name():
    assert nicknames.same("bob", "robbie")


def test_other_names():
    assert not nicknames.same("bob", "thomas")
    assert not nicknames.same("nobody", "nobody else")


def test_every_entry_is_folded():
    for line in nicknames.GROUPS.split("\n"):
        assert line == fold(line)
