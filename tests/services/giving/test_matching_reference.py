"""The matcher against a reference set: 200 people, 430 needs, labelled before they were measured.

``needs.tsv`` was written before the matcher and its list of fields, then served to tune both.
The others were written later, in more roundabout words, and measured unseen first; since then they
served to find mistakes, too. Unseen, of what was shown so much fitted (in brackets: counted against
three, or all who fit if fewer): ``more_needs.tsv`` 0.57, ``unseen_needs.tsv`` 0.65,
``fresh_needs.tsv`` 0.51 (0.48), ``last_needs.tsv`` 0.62 (0.60); before they were written the
matcher of the day before had 0.46 (0.37) and 0.55 (0.45) on the last two. No single
need of two sets was mended: ``everyday_needs.tsv``, unseen 0.71 (0.66), and ``asked_needs.tsv``, in
the words of forums where people ask, unseen 0.49 (0.55). They flatter, too: who wrote the list of
everyday words had written them before, and two weights were chosen with them in view. A label says
that one would sensibly ask this person. Silence counts as wrong.
"""

from pathlib import Path

import pytest

from netjournal.services.giving import matching
from tests.builders import TODAY, contact

FOLDER = Path(__file__).resolve().parents[2] / "data" / "matching"


def parts(text):
    return [part.strip() for part in text.split(";") if part.strip()]


@pytest.fixture
def keys(journal):
    """Fill the journal; contact id → key of the reference set."""
    found = {}
    with journal.edit("fill"):
        for line in (FOLDER / "people.tsv").read_text("utf-8").splitlines():
            key, name, work, skills, interests = line.split("\t")
            person = contact(name, headline=work, skills=parts(skills), interests=parts(interests))
            found[person] = key
    return found


def needs(name):
    for line in (FOLDER / name).read_text("utf-8").splitlines():
        text, labels = line.split("\t")
        yield text, set(labels.split())


def measured(keys, name):
    """Return per need: (right among those shown, shown, right at best, right at first)."""
    out = []
    for text, labels in needs(name):
        shown = matching.helpers([(1, 0, text)], TODAY).get(1, [])
        right = [keys[helper.contact_id] in labels for helper in shown]
        assert len(shown) <= 3
        out.append((sum(right), len(shown), min(3, len(labels)), right[:1] == [True]))
    return out


def shown(some):
    """Return how many of those shown fit; nothing shown counts as wrong."""
    return sum(right / max(1, shown) for right, shown, _, _ in some) / len(some)


def strictly(some):
    """Return how many fit out of three, or out of all who would fit if they are fewer."""
    return sum(right / best for right, _, best, _ in some) / len(some)


def test_precision_at_three(keys):
    sets = [measured(keys, f"{name}needs.tsv") for name in ("", "more_", "unseen_")]
    late = [measured(keys, f"{name}needs.tsv") for name in ("fresh_", "last_")]
    held_out = [measured(keys, f"{name}needs.tsv") for name in ("everyday_", "asked_")]
    every = [one for some in sets for one in some]
    assert len(keys) == 200
    assert len(sets[0]) >= 60
    assert shown(every) >= 0.85
    assert all(shown(some) >= least for some, least in zip(sets, (0.89, 0.76, 0.82), strict=True))
    assert strictly(every) >= 0.7
    # in roundabout words it is harder, and counted nevertheless
    assert all(shown(some) >= 0.63 and strictly(some) >= 0.6 for some in late)
    assert all(shown(some) >= 0.7 and strictly(some) >= 0.67 for some in held_out)
    # silence is cheap: most needs have to get an answer, and the first one has to fit
    assert sum(first for *_, first in every) / len(every) >= 0.93


@pytest.mark.parametrize(
    "text", ["", "help", "!!!", "a" * 5_000, 'NULL OR 1=1 -- "x"* NEAR(', "助けて", "42"]
)
def test_needs_that_say_nothing_suggest_nobody(keys, text):
    assert matching.helpers([(1, 0, text)], TODAY) == {}
