"""What the help says is understood is understood."""

from __future__ import annotations

import pytest

from netjournal.services.capturing.capture import NameIndex, parse
from netjournal.services.finding import query
from netjournal.services.finding.name_index import Person
from netjournal.ui.palette.word_help import FINDING, WRITING, WordHelpDialog
from netjournal.ui.safe import Label
from tests.builders import TODAY

INDEX = NameIndex.of([Person(1, "Ana Kovač", "Ana"), Person(2, "Ben Whitfield", "Ben")])
LINES = [example for examples, _ in WRITING for example in examples.split(" · ")]
QUERIES = [example for examples, _ in FINDING for example in examples.split(" · ")]


@pytest.mark.parametrize("line", LINES)
def test_every_line_is_understood(line):
    alone = parse(line, TODAY, INDEX)
    within = parse(f"coffee with Ana {line}", TODAY, INDEX)
    plain = parse("coffee with Ana", TODAY, INDEX)
    assert alone.tells or within != plain
    if not line.startswith("\\"):
        assert alone.tells or not within.note or within.needs


@pytest.mark.parametrize("text", QUERIES)
def test_every_query_word_is_understood(text):
    asked = query.parse(text, TODAY)
    assert asked.words == ""
    assert len(asked.terms) == (not text.endswith(":"))


def test_every_query_word_is_named():
    named = " ".join(QUERIES)
    assert all(f"{key}:" in named for key in set(query.KEYS.values()))


def test_it_is_shown_with_the_examples(qtbot, window):
    window.actions_["word_help"].trigger()
    dialog = window.findChild(WordHelpDialog)
    qtbot.waitUntil(dialog.isVisible)
    texts = {label.text() for label in dialog.findChildren(Label)}
    assert {example for example, _ in (*WRITING, *FINDING)} <= texts
