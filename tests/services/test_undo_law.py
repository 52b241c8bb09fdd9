"""Whatever a service writes: undo gives back every byte, redo brings every byte again."""

import pytest

from netjournal.models.handle import db
from netjournal.models.migrations import RECORDED
from netjournal.services import events, interactions, settings
from netjournal.services.capturing import capture
from netjournal.services.giving import helping
from netjournal.services.nurturing import nudges, promises
from netjournal.services.people import circles, contacts
from netjournal.services.people.contacts import AddressForm, AffiliationForm, DateForm, MethodForm
from tests.builders import TODAY, contact, event, interaction

DERIVED = ("contact_day", "tie_state", "contact_search", "interaction_extra", "day_count")


def state():
    """Every row of every table that edits are about."""
    return {
        table: db.execute_sql(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in (*RECORDED, *DERIVED)
    }


def check(journal):
    """The file is sound, foreign keys and full text included."""
    assert db.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute_sql("PRAGMA foreign_key_check").fetchall() == []
    with journal.housekeeping() as connection:
        for index in ("contact_fts", "interaction_fts"):
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def fill():
    ana = contact(
        "Ana Łuczak",
        email="Ana@x.org",
        phone="+49 30 5550 1234",
        circles=["Rust", "Choir"],
        interests=["climbing"],
        skills=["Rust"],
        addresses=[AddressForm(locality="Berlin")],
        dates=[DateForm("wedding", "2019-06-01")],
        affiliations=[AffiliationForm("Fieldnote", "CTO")],
        nicknames=["Annie"],
        note="naïve café",
    )
    ben = contact("Ben Whitfield", met_through_id=ana, circles=["Rust"])
    chi = contact("陈伟")
    event_id = event(ago=30, kind="meetup")
    events.set_people(event_id, [(ana, "met", "Rust"), (chi, "expected", "")])
    interaction(ana, ben, ago=40, summary="about łódź", need="a flat", promise="send links")
    interaction(ana, ago=30, kind="helped", summary="review", event_id=event_id)
    interaction(ana, ben, ago=20, kind="introduced", summary="design")
    interaction(chi, ago=10, body="长谈")


def person(name):
    return contacts.resolve(name)


def edit_card():
    form = contacts.form(person("Ana Łuczak"))
    form.full_name = "Ana Kovač"
    form.methods = [*form.methods[1:], MethodForm("url", "https://linkedin.com/in/ana")]
    form.circles = ["Choir", "Neighbours"]
    form.interests = ["chess", "climbing"]
    form.addresses, form.affiliations = [], [AffiliationForm("Kite", "Lead")]
    form.importance, form.note = 2.0, ""
    contacts.update(person("Ana Łuczak"), form)


def edit_log(number, **changes):
    form = interactions.form(number)
    for name, value in changes.items():
        setattr(form, name, value)
    interactions.update(number, form)


def each(*steps):
    def run():
        for step in steps:
            step()

    return run


def captured():
    line = (
        "yesterday coffee with annie & Zoë #rust likes: chess need: a desk; promised tea by friday"
    )
    capture.commit(capture.parse(line, TODAY, capture.NameIndex.load()))


VERBS = {
    "create": lambda: contact("Dora", circles=["New circle"], interests=["new topic"]),
    "update": edit_card,
    "trash": lambda: contacts.trash([person("Ana Łuczak"), person("陈伟")]),
    "restore": each(lambda: contacts.trash([1]), lambda: contacts.restore([1])),
    "archive": lambda: contacts.archive([1, 2]),
    "unarchive": each(lambda: contacts.archive([1]), lambda: contacts.unarchive([1])),
    "delete forever": lambda: contacts.delete_forever([1]),
    "delete everyone": lambda: contacts.delete_forever([1, 2, 3]),
    "add to circle": lambda: contacts.add_to_circle([1, 2, 3], "Choir"),
    "remove from circle": lambda: contacts.remove_from_circle([1, 2], circles.circles()[0].id),
    "photo": lambda: contacts.set_photo(1, b"\x89PNG\x00\xff", "image/png"),
    "circle create": lambda: circles.create("Mentors", "green"),
    "circle rename": lambda: circles.rename(1, "Rustaceans"),
    "circle recolour": lambda: circles.recolour(1, "#123456"),
    "circle rhythm": lambda: circles.set_rhythm(1, 21, 42),
    "circle delete": lambda: circles.delete(1),
    "log": lambda: interaction(1, 2, kind="was_helped", summary="moving", need="x", promise="y"),
    "log update": lambda: edit_log(1, need="a house", promise="", contact_ids=[2, 3], day=TODAY),
    "log kind": lambda: edit_log(2, kind="was_helped", contact_ids=[1, 2]),
    "introduction": lambda: edit_log(3, kind="coffee", body="ß"),
    "log trash": lambda: interactions.trash([1, 2]),
    "log restore": each(lambda: interactions.trash([1, 4]), lambda: interactions.restore([4])),
    "capture": captured,
    "event create": lambda: event("Code for Good", kind="volunteering"),
    "event update": lambda: events.update(1, events.EventForm("Rust Köln", starts_on=TODAY)),
    "event trash": lambda: events.trash([1]),
    "event restore": each(lambda: events.trash([1]), lambda: events.restore([1])),
    "event people": lambda: events.set_people(1, [("Sam", "met", ""), (1, "attended", "x")]),
    "event add": lambda: events.add_people(1, "Ana Łuczak (Go), Li (climbing), Sam"),
    "need state": lambda: helping.set_need_state(1, "solved", TODAY),
    "need note": lambda: helping.note_need(2, "a dog sitter", TODAY),
    "promise make": lambda: promises.make("call", TODAY, contact_id=1, due=TODAY + 3),
    "promise done": lambda: promises.done(1, TODAY),
    "promise snooze": lambda: promises.snooze(1, TODAY + 5),
    "promise drop": lambda: promises.drop(1, TODAY),
    "nudge snooze": lambda: nudges.snooze(1, TODAY + 7),
    "nudge skip": each(lambda: nudges.snooze(1, TODAY), lambda: nudges.skip(1, TODAY)),
    "nudge pause": lambda: nudges.pause(1, TODAY + 30),
    "nudge never": lambda: nudges.never(1),
    "setting": lambda: settings.write("phone_region", "DE"),
}


@pytest.mark.parametrize("verb", VERBS)
def test_undo_and_redo_give_back_every_byte(journal, verb):
    with journal.edit("fill"):
        fill()
    before = state()
    with journal.edit(verb):
        VERBS[verb]()
    after = state()
    assert after != before or verb in ("restore", "unarchive", "event restore")
    check(journal)
    journal.undo()
    assert state() == before
    check(journal)
    journal.redo()
    assert state() == after
    check(journal)


def test_everything_in_one_go_and_back_to_the_empty_journal(journal):
    empty = state()
    with journal.edit("fill"):
        fill()
    for verb in ("update", "log update", "capture", "delete forever", "circle delete"):
        with journal.edit(verb):
            VERBS[verb]()
    full = state()
    for _ in range(6):
        journal.undo()
    assert state() == empty
    for _ in range(6):
        journal.redo()
    assert state() == full
    check(journal)


def test_an_exception_keeps_nothing(journal):
    with journal.edit("fill"):
        fill()
    before = state()

    def half():
        with journal.edit("half"):
            edit_card()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert state() == before
    assert journal.undo_label() == "fill"
