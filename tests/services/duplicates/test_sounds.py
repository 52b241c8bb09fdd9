"""Names in two scripts: what sounds alike, what doesn't, what can't be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.folding import fold
from netjournal.services.duplicates import sounds

ALIKE = (
    ("Юлия Соловьёва", "Yulia Solovyova"),
    ("Ελένη Παπαδόπουλος", "Eleni Papadopoulos"),
    ("유준 박", "Yujun Park"),
    ("אבישי כהן", "Avishai Kohen"),
    ("राहुल शर्मा", "Rahul Sharma"),
    ("たなか はなこ", "Tanaka Hanako"),
)


def words(name):
    return tuple(fold(name).split())


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_name_in_two_scripts(one, other):
    assert sounds.alike(words(one), words(other)) is True


def test_other_names_do_not_sound_alike():
    assert not sounds.alike(words("Юлия Соловьёва"), words("Robert Kemp"))
    assert not sounds.alike(words("Дмитрий Громов"), words("Ana Silva"))


def test_han_does_not_tell():
    assert sounds.alike(words("王小明"), words("Xiaoming Wang")) is None
    assert sounds.skeleton("王") is None


@given(st.text(max_size=20))
def test_any_text_has_an_answer(text):
    found = sounds.skeleton(fold(text))
    assert found is None or set(found) <= set("PKSTLRMN")
