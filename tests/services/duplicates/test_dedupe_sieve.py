"""The sieve drops no pair that a look at it would keep."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
from netjournal.progress import Silent
from netjournal.services.duplicates import dedupe_pairs, dedupe_people, dedupe_score
from netjournal.services.duplicates.dedupe_people import People
from netjournal.services.duplicates.dedupe_sieve import Sieve
from netjournal.services.people import contacts
from netjournal.services.people.contacts import AffiliationForm, ContactForm, MethodForm
from tests.services.twins import Book

_NAMES = st.sampled_from(
    [
        name
        for line in (
            "Robert Bob Rob R Ana Anna Anne Anja A Maria Mia José Pepe Ashwick Ashwik Ashwicks",
            "Haswick Ashwicke Lee Li Анна Анны Титов Титова Annabel Elisabeth Elizabeth Łucja",
            "Lucja 王 王小明 van der Berg Bergs O'Neil Oneil Jr III Dr. Müller Muller Mueller",
        )
        for name in line.split()
    ]
)
_NAME = st.lists(_NAMES, min_size=0, max_size=6)
_ROW = st.tuples(
    _NAME,
    st.integers(0, 4),
    st.lists(_NAMES, max_size=2),
    st.sampled_from(["", "", "", "1990-05-12", "--05-12", "1990", "1985-05-12", "1990-05"]),
    st.sampled_from(["", "", "", "2020-09-06", "2020-09-07"]),
)


def _person(number, row):
    words, cut, nicknames, born, connected = row
    given, family = " ".join(words[:cut]), " ".join(words[cut:])
    name = fold(" ".join(words))
    return dedupe_people._person(
        (number, name, given, family, "", json.dumps(nicknames), born, connected)
    )


@given(st.lists(_ROW, min_size=2, max_size=12))
def test_what_is_dropped_is_hopeless(rows):
    people = [_person(n, row) for n, row in enumerate(rows)]
    ones, others = (np.array(part) for part in zip(*combinations(range(len(rows)), 2), strict=True))
    worth = Sieve(people).worth(ones, others)
    for i, j, kept in zip(ones.tolist(), others.tolist(), worth.tolist(), strict=True):
        if not kept:
            assert dedupe_score.hopeless(people[i], people[j]), (people[i], people[j])


def test_most_of_those_who_share_work_and_a_given_name_are_dropped():
    rows = [(["Greta", family], 1, [], "", "") for family in ("Ashwick", "Brunbeck", "Dalovic")]
    people = [_person(n, row) for n, row in enumerate([*rows, *rows[:1]])]
    worth = Sieve(people).worth(np.array([0, 0, 1, 0]), np.array([1, 2, 2, 3]))
    assert worth.tolist() == [False, False, False, True]


@pytest.mark.parametrize("seed", [5, 9])
def test_all_pairs_with_a_key_in_common_that_are_worth_it_are_found(journal, seed):
    book = Book(seed).fill(160)
    with journal.edit("fill"):
        for entry in book.entries:
            contacts.create(entry.form())
        for n in range(30):  # more than meet by the address that they share
            contacts.create(
                ContactForm(
                    full_name=f"Greta {'ABCDE'[n % 5]}{'xyz'[n % 3]}berg{n}",
                    affiliations=[AffiliationForm("Tern Labs" if n % 2 else f"Tern {n}")],
                    methods=[MethodForm("email", "greta@tern.example")],
                )
            )
    people = People.load()
    behind = defaultdict(set)
    for place, one in enumerate(people.people):
        for key in (*dedupe_pairs._own_keys(one), *dedupe_pairs._shared_keys(one, people)):
            behind[key].add(place)
    met = {
        pair
        for some in behind.values()
        if len(some) <= dedupe_pairs._MOST_SHARING
        for pair in combinations(sorted(some), 2)
    }
    worth = {
        (i, j) for i, j in met if not dedupe_score.hopeless(people.people[i], people.people[j])
    }
    found = dedupe_pairs.pairs(people, Silent())
    assert len(found) == len(set(found))
    assert worth <= set(found) <= met
    assert any("greta" in people.people[i].words for i, _ in worth)


def test_nobody_and_one_make_no_pairs(journal):
    assert dedupe_pairs.pairs(People([]), Silent()) == []
    assert dedupe_pairs.pairs(People([_person(1, (["Ana"], 1, [], "", ""))]), Silent()) == []
