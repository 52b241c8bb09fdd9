"""The matcher against reference sets: 200 people, 612 needs, labelled before they were measured.

``needs.tsv`` was written before the matcher and its list of fields, then served to tune both. The
others were written later, in more roundabout words, and measured unseen first; since then they
served to find mistakes, too, which were mended by rules and whole fields, never by a line. Of what
was shown, so much fitted when the set was unseen: ``more`` 0.57, ``unseen`` 0.65, ``fresh`` 0.51,
``last`` 0.62, ``everyday`` 0.71, ``asked`` 0.49, ``spoken`` 0.68. ``later_needs.tsv`` was written
together with ``spoken`` and kept unread until the rules were done: 0.81. From these nine it was
learnt how sure somebody has to be right to be shown beside the best (``match_choice``).
``sealed_needs.tsv`` was written before that; only its sums were looked at, never its needs: before,
0.65 of what was shown fitted (strictly 0.55, first suggestion 0.68), after it 0.72 (0.69, 0.78).
That is what needs nobody tuned for get at best: who wrote the last words of the lists had written
these needs before.

Counted strictly is against three, or against all who fit, if fewer; so that silence is not cheap.
A label says that one would sensibly ask this person. Nobody shown counts as wrong.
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


SETS = ("", "more_", "unseen_", "fresh_", "last_", "everyday_", "asked_", "spoken_", "later_")


def test_precision_at_three(keys):
    sets = {name: measured(keys, f"{name}needs.tsv") for name in SETS}
    every = [one for some in sets.values() for one in some]
    assert len(keys) == 200
    assert len(sets[""]) >= 60
    assert shown(sets[""]) >= 0.95
    assert {name: shown(some) for name, some in sets.items() if shown(some) < 0.8} == {}
    assert shown(every) >= 0.86
    # silence is cheap: nearly all needs have to get an answer, and the first one has to fit
    old = [one for name in ("", "more_", "unseen_") for one in sets[name]]
    assert strictly(sets[""]) >= 0.8  # precision at three
    assert strictly(old) >= 0.77
    assert strictly(every) >= 0.74
    assert sum(first for *_, first in old) / len(old) >= 0.95
    assert sum(first for *_, first in every) / len(every) >= 0.95


def test_needs_nobody_tuned_for(keys):
    sealed = measured(keys, "sealed_needs.tsv")
    assert shown(sealed) >= 0.7
    assert strictly(sealed) >= 0.67


@pytest.mark.parametrize(
    "text", ["", "help", "!!!", "a" * 5_000, 'NULL OR 1=1 -- "x"* NEAR(', "助けて", "42"]
)
def test_needs_that_say_nothing_suggest_nobody(keys, text):
    assert matching.helpers([(1, 0, text)], TODAY) == {}
