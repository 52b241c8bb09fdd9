"""Smart lists: kept, renamed, changed, deleted, and every step can be taken back."""

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.services.finding import saved_lists
from tests.builders import TODAY, contact


def names():
    return [(row.name, row.query) for row in saved_lists.lists()]


def test_lists_are_kept_in_order_and_counted(journal):
    with journal.edit("fill"):
        contact("Ana", circles=["Rust"])
        contact("Ben", circles=["Rust"], email="b@example.org")
        first = saved_lists.save(" Rust people ", " circle:rust ")
        second = saved_lists.save("Reachable", "has:email")
    assert names() == [("Rust people", "circle:rust"), ("Reachable", "has:email")]
    assert saved_lists.counts(TODAY) == {first: 2, second: 1}
    assert saved_lists.find(second) == saved_lists.SavedListRow(second, "Reachable", "has:email")
    assert saved_lists.find(99) is None


def test_a_list_of_the_same_name_is_replaced(journal):
    with journal.edit("save"):
        first = saved_lists.save("Berlin", "in:Berlin")
    with journal.edit("again"):
        assert saved_lists.save("BERLIN", "in:Berlin has:need") == first
    assert names() == [("BERLIN", "in:Berlin has:need")]
    journal.undo()
    assert names() == [("Berlin", "in:Berlin")]


def test_every_step_can_be_taken_back(journal):
    with journal.edit("save"):
        made = saved_lists.save("Berlin", "in:Berlin")
    with journal.edit("rename"):
        saved_lists.rename(made, "Hier")
    with journal.edit("change"):
        saved_lists.change(made, "in:Bern")
    with journal.edit("delete"):
        saved_lists.delete(made)
    assert names() == []
    seen = []
    while journal.undo_label():
        journal.undo()
        seen.append(names())
    assert seen == [[("Hier", "in:Bern")], [("Hier", "in:Berlin")], [("Berlin", "in:Berlin")], []]


def test_what_is_refused(journal):
    with journal.edit("save"):
        made = saved_lists.save("Berlin", "in:Berlin")
        other = saved_lists.save("Bern", "in:Bern")
    for act in (
        lambda: saved_lists.save(" ", "x"),
        lambda: saved_lists.save("x", " "),
        lambda: saved_lists.rename(made, " "),
        lambda: saved_lists.rename(made, "BERN"),
        lambda: saved_lists.change(made, " "),
    ):
        with pytest.raises(UsageError), journal.edit("no"):
            act()
    with pytest.raises(NotFound), journal.edit("no"):
        saved_lists.rename(99, "x")
    with journal.edit("own name"):
        saved_lists.rename(other, "bern")
    assert names() == [("Berlin", "in:Berlin"), ("bern", "in:Bern")]
