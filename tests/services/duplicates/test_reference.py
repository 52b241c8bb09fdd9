"""The search for duplicates, which looks at few pairs, against weighing every single one."""

from __future__ import annotations

from itertools import combinations

import pytest

from netjournal.services.duplicates import dedupe, dedupe_score
from netjournal.services.duplicates.dedupe_people import People
from netjournal.services.people import contacts
from tests.services.twins import Book


@pytest.mark.parametrize("seed", [3, 8])
def test_no_pair_worth_a_suggestion_is_left_out(journal, seed):
    book = Book(seed).fill(220)
    with journal.edit("fill"):
        for entry in book.entries:
            contacts.create(entry.form())
    people = People.load()
    wanted = {}
    for one, other in combinations(people.people, 2):
        reasons = dedupe_score.reasons(one, other, people)
        score = dedupe_score.score(reasons)
        if score >= dedupe_score.LIKELY:
            wanted[one.id, other.id] = pytest.approx(score)
    assert len(wanted) > 10
    assert {(s.contact_id, s.other_id): s.score for s in dedupe.find()} == wanted
