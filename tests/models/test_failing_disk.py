"""After an I/O error nothing is tried again over the same connection, and nothing is lost."""

from __future__ import annotations

import threading

import pytest

from netjournal.errors import DiskError
from netjournal.models.handle import db
from netjournal.services.finding import beginnings
from netjournal.services.keeping import integrity
from netjournal.services.people import name_order
from tests import failing
from tests.builders import contact

pytestmark = failing.needs_limits


def names():
    return [row[0] for row in db.execute_sql("SELECT full_name FROM contact ORDER BY id")]


@pytest.fixture
def filled(journal):
    with journal.edit("Add"):
        contact("Ann Adams", note="robotics")
    return journal


def fail(journal):
    with failing.disk(journal), pytest.raises(DiskError), journal.edit("Add"):
        contact("Ben Brown")


def test_the_next_edit_goes_over_another_connection(filled):
    before = db.connection()
    fail(filled)
    assert filled.shaken
    assert db.connection() is not before
    assert names() == ["Ann Adams"]
    with filled.edit("Add"):
        contact("Cy Clark")
    filled.undo()
    filled.redo()
    assert names() == ["Ann Adams", "Cy Clark"]
    assert integrity.check(filled) == []


def test_a_full_log_that_cannot_be_folded_counts_too(filled):
    before = db.connection()
    with failing.disk(filled):
        pass
    assert db.connection() is before
    assert not filled.shaken
    import resource

    with filled.edit("Add"):
        contact("Ben Brown", note="x" * 600_000)  # the file must grow for it
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (filled.path.stat().st_size, limits[1]))
    try:
        filled.checkpoint()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert filled.shaken
    assert db.connection() is not before
    assert names() == ["Ann Adams", "Ben Brown"]
    filled.checkpoint()
    assert integrity.check(filled) == []


def test_what_is_remembered_of_the_journal_follows(filled):
    assert beginnings.words("robot", "contact_fts") == ["robotics"]
    assert len(name_order.places()) >= 1
    fail(filled)
    added = []

    def add():
        with filled.edit("Add"):
            added.append(contact("Dee Dahl"))

    other = threading.Thread(target=add)
    other.start()
    other.join()
    assert beginnings.words("robot", "contact_fts") == ["robotics"]
    assert name_order.places()[added[0]] == 1
    filled.undo()
    assert names() == ["Ann Adams"]


def test_a_refusal_that_is_no_failure_keeps_the_connection(filled):
    before = db.connection()
    with pytest.raises(DiskError), filled.edit("Add"):
        raise DiskError("The disk is full: free some space and try again. Nothing was changed.")
    assert db.connection() is before
    assert not filled.shaken
