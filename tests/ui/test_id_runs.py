"""Common ends of id lists."""

from __future__ import annotations

import time
from array import array

from hypothesis import given
from hypothesis import strategies as st

from netjournal.ui.id_runs import common_end, common_start

IDS = st.lists(st.integers(0, 3), max_size=12)


@given(old=IDS, new=IDS)
def test_the_ends_are_common_and_as_long_as_can_be(old, new):
    one, two = array("q", old), array("q", new)
    start = common_start(one, two)
    end = common_end(one, two, start)
    assert old[:start] == new[:start]
    assert start + end <= min(len(old), len(new))
    assert end == 0 or old[-end:] == new[-end:]
    if start + end < min(len(old), len(new)):
        assert old[start] != new[start]
        assert old[len(old) - end - 1] != new[len(new) - end - 1]


def test_finding_what_changed_does_not_walk_in_python():
    old = array("q", range(1_000_000))
    for place in (0, 500_000, 1_000_000):
        new = old[:place] + array("q", [-1]) + old[place:]
        began = time.perf_counter()
        assert common_start(old, new) == place
        assert common_end(old, new, place) == 1_000_000 - place
        assert time.perf_counter() - began < 0.05
