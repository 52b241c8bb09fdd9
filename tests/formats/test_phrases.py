"""What readers say: English as it is, and every sentence marked, so that windows can translate."""

from __future__ import annotations

import ast
import copy
import string
from pathlib import Path

import netjournal
from netjournal.formats.draft import Rejected, Warned
from netjournal.formats.phrases import QT_TRANSLATE_NOOP, Phrase

PACKAGE = Path(netjournal.__file__).parent
SOURCES = sorted(
    [*PACKAGE.glob("formats/**/*.py"), *PACKAGE.glob("services/interchange/import*.py")]
)


def test_a_phrase_is_its_english_text():
    marked = QT_TRANSLATE_NOOP("reading", "“{name}” is no date.")
    inner = QT_TRANSLATE_NOOP("reading", "spam")
    filled = marked.format(name="{odd}")
    assert filled == "“{odd}” is no date."
    assert (filled.template, dict(filled.values)) == ("“{name}” is no date.", {"name": "{odd}"})
    assert marked.format(name=inner).values["name"] is inner
    again = copy.deepcopy(filled)
    assert (again, again.template, again.values) == (filled, filled.template, filled.values)


def calls(name):
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield path, node


def test_every_sentence_is_a_marked_literal_with_named_places():
    texts = []
    for path, call in calls("QT_TRANSLATE_NOOP"):
        context, text = (ast.literal_eval(arg) for arg in call.args)
        assert context == "reading", path
        assert all(name != "" for _, name, _, _ in string.Formatter().parse(text)), text
        texts.append(text)
    assert len(texts) > 60


def test_nothing_else_is_said():
    """Texts go into a record marked: a literal or an f-string would stay English in the window."""
    seen = refused = 0
    for kind in ("Rejected", "Warned"):
        for path, call in calls(kind):
            said = call.args[1]
            assert not isinstance(said, (ast.Constant, ast.JoinedStr, ast.BinOp)), (
                f"{path.name}:{call.lineno}"
            )
            seen += 1
    assert seen > 40
    for path, call in calls("ImportRejected"):
        assert not isinstance(call.args[0], (ast.Constant, ast.JoinedStr, ast.BinOp)), (
            f"{path.name}:{call.lineno}"
        )
        refused += 1
    assert refused > 20
    # what reaches them by a name is a Phrase, as mypy proves by these
    assert Warned.__annotations__["message"] == Rejected.__annotations__["reason"] == "Phrase"
    assert issubclass(Phrase, str)
