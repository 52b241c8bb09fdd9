"""The list of shortcuts names only keys that keyboards have."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QKeySequence

from netjournal.ui.actions import Actions, shortcut_rows


@pytest.mark.parametrize(
    ("keys", "listed"),
    [
        (["Ctrl+Z", "F14"], "Ctrl+Z"),
        (["F1"], "F1"),
        (["F11"], "F11"),
        (["Undo"], None),
        (["Del"], "Del"),
        (["Ctrl++", "Ctrl+="], "Ctrl++ · Ctrl+="),
    ],
)
def test_keys_everybody_has(qapp, keys, listed):
    action = QAction("&Do it…")
    action.setShortcuts([QKeySequence(key) for key in keys])
    expected = [] if listed is None else [("Do it", listed)]
    assert shortcut_rows([action]) == expected


def test_no_key_means_two_things(qapp):
    taken: dict[str, str] = {}
    twice = []
    for key, action in Actions(qapp).items():
        for sequence in action.shortcuts():
            text = sequence.toString()
            if taken.setdefault(text, key) != key:
                twice.append((text, taken[text], key))
    assert twice == []
