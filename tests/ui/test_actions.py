"""The list of shortcuts names only keys that keyboards have."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QKeySequence

from netjournal.ui.actions import MENUS, Actions, shortcut_rows


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


@pytest.mark.parametrize(("title", "verbs"), MENUS)
def test_no_letter_of_a_menu_means_two_things(title, verbs):
    """A letter that two entries have only chooses one of them; Enter would be needed, too."""
    words = [str(verb.words) for verb in verbs]
    letters = [word[word.index("&") + 1].lower() for word in words if "&" in word]
    assert sorted(letters) == sorted(set(letters))
