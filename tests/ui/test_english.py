"""English counts without a translation file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from netjournal.ui.english import EnglishPlurals, plural


@pytest.mark.parametrize(
    ("text", "one", "many"),
    [
        ("%n day(s) late", "%n day late", "%n days late"),
        ("%n match(es)", "%n match", "%n matches"),
        ("%n [person|people]", "%n person", "%n people"),
        ("%n new", "%n new", "%n new"),
    ],
)
def test_forms(text, one, many):
    assert plural(text, 1) == one
    assert [plural(text, number) for number in (0, 2, 11)] == [many] * 3


def test_as_a_translator(qapp):
    translator = EnglishPlurals()
    qapp.installTranslator(translator)
    try:
        say = QCoreApplication.translate
        assert say("x", "%n contact(s) imported", "", 1) == "1 contact imported"
        assert say("x", "%n contact(s) imported", "", 2) == "2 contacts imported"
        assert say("x", "Address(es)") == "Address(es)"
    finally:
        qapp.removeTranslator(translator)
