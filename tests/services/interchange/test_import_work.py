"""Places of work of two records of one person: joined as if each were compared with each."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.formats.draft import Affiliation
from netjournal.services.interchange.import_work import _fits, _joined, _texts, join_work

SPANS = ["", "2019", "2019-05", "2020", "2021-01"]
WORK = st.builds(
    Affiliation,
    organisation=st.sampled_from(["", " ", "Acme", "ACME", "Beta"]),
    title=st.sampled_from(["", "Baker", "baker", "Potter"]),
    department=st.sampled_from(["", "R", "r", "S"]),
    started=st.sampled_from(SPANS),
    ended=st.sampled_from(SPANS),
)
WORKS = st.lists(WORK, max_size=8)


def plainly(known, new):
    """Join by comparing each with each."""
    have, fills, added = list(known), {}, []
    for one in new:
        if one in known or one in added or not any(text.strip() for text in _texts(one)):
            continue
        places = [i for i in range(len(known)) if _fits(have[i], one)]
        if not places:
            added.append(one)
        elif all(_joined(have[i], one) != have[i] for i in places):
            have[places[0]] = fills[places[0]] = _joined(have[places[0]], one)
    return list(fills.items()), added


@given(WORKS, WORKS)
def test_as_if_each_were_compared_with_each(known, new):
    assert join_work(known, new) == plainly(known, new)


@given(WORKS, WORKS)
def test_joining_again_changes_nothing(known, new):
    fills, added = join_work(known, new)
    after = list(known)
    for at, work in fills:
        after[at] = work
    assert join_work([*after, *added], new) == ([], [])


WAYS = {
    "titles at one organisation": lambda n: Affiliation("Acme", f"Title {n}"),
    "organisations": lambda n: Affiliation(f"Org {n}", "Baker"),
    "spans of one place": lambda n: Affiliation("Acme", "", "", f"{1000 + n}", f"{1000 + n}"),
    "departments without a title": lambda n: Affiliation("Acme", "", f"Dep {n}"),
}


@pytest.mark.parametrize("way", WAYS)
def test_thousands_of_places_take_no_time(way):
    known = [WAYS[way](n) for n in range(8_000)]
    new = [replace(WAYS[way](n), ended="3000") for n in range(4_000, 12_000)]
    began = time.process_time()
    fills, added = join_work(known, new)
    assert len(fills) + len(added) == 8_000
    assert join_work(known, known) == ([], [])
    assert time.process_time() - began < 10
