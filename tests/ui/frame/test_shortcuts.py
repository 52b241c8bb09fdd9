"""The list of keys: by menu, complete, and without what Undo would undo at the moment."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel

from netjournal.ui.frame.shortcuts import ShortcutsDialog, groups


def listed(window):
    return dict(groups(window.actions_, window.page_actions.actions()))


def test_keys_stand_under_their_menus(window):
    found = listed(window)
    assert ("Add person", "Ctrl+N") in found["Contact"]
    assert ("People", "Ctrl+2") in found["View"]
    assert ("Preferences", "Ctrl+,") in found["Edit"]
    assert ("Choose all", "Ctrl+A") in found["In lists"]
    assert list(found)[:2] == ["File", "Edit"]


def test_undo_is_called_undo_whatever_it_would_undo(window, session):
    with session.journal.edit("Paint the bikeshed"):
        from tests.builders import contact

        contact("Li Wei")
    session.undo_changed.emit()
    assert "Paint the bikeshed" in window.actions_["undo"].text()
    assert "Undo" in [what for what, _keys in listed(window)["Edit"]]


def test_every_key_of_the_menus_is_listed(window):
    shown = {what for rows in listed(window).values() for what, _keys in rows}
    for _key, action in window.actions_.items():  # noqa: PERF102 - no dict
        if not action.shortcut().isEmpty() and action.isVisible():
            assert str(action.property("plain")).replace("&", "").rstrip("…") in shown


def test_the_dialog_shows_them(qtbot, window):
    window.actions_["shortcuts"].trigger()
    dialog = window.findChild(QDialog, "shortcuts")
    assert isinstance(dialog, ShortcutsDialog)
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert {"In lists", "Copy people with their addresses", "Ctrl+C"} <= set(texts)
