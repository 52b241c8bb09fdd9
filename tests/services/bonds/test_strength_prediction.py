"""The figures that the model reaches on records of real contact, where those are at hand.

The records are not part of the repository; they are looked for in the folder that
``NETJOURNAL_RECORDS`` names, else beside the checkout.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[4] / "shared" / "strength" / "data" / "dev"
RECORDS = Path(os.environ.get("NETJOURNAL_RECORDS", BESIDE))

pytestmark = [
    pytest.mark.samples,
    pytest.mark.slow,
    pytest.mark.skipif(not RECORDS.is_dir(), reason="the records of contact are not here"),
]
NEAR = 0.002


@pytest.fixture(scope="module")
def figures():
    from benchmarks import strength_eval

    table = strength_eval.evaluate(strength_eval.find([RECORDS], None))
    return {
        model: dict(zip(strength_eval.FIGURES, strength_eval.macro(rows), strict=True))
        for model, rows in table.items()
    }


def test_strength_predicts_who_comes_back(figures):
    ours = figures["strength"]
    assert ours["AUC"] == pytest.approx(0.833, abs=NEAR)
    assert ours["AP"] == pytest.approx(0.728, abs=NEAR)
    for model, theirs in figures.items():
        if model.startswith(("recency", "frequency", "exponential")):
            assert ours["AUC"] > theirs["AUC"]
            assert ours["AP"] > theirs["AP"]


def test_chances_are_true(figures):
    plain, own = figures["strength"], figures["strength, self-calibrated"]
    assert plain["log-loss"] == pytest.approx(0.390, abs=NEAR)
    assert own["log-loss"] == pytest.approx(0.389, abs=NEAR)
    assert plain["ECE"] <= 0.0425
    assert own["ECE"] < plain["ECE"]
    assert plain["Brier"] == pytest.approx(0.121, abs=NEAR)
