"""What was typed is put over what is stored by now, whatever came since."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services import interactions
from netjournal.services.keeping import drafts, form_drafts
from netjournal.services.people import contact_form, contacts
from netjournal.services.people.contact_form import ContactForm, MethodForm
from tests.builders import contact, interaction

TEXTS = ("headline", "pronouns", "met_place")  # of one line
LISTS = ("circles", "interests", "skills", "questions")
LONG = ("note", "met_story")
_text = st.sampled_from(["", "a", "b", "c"])
_story = st.lists(_text | st.just("a b"), max_size=5).map("\n".join)
_list = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)
_forms = st.fixed_dictionaries(
    {**dict.fromkeys(TEXTS, _text), **dict.fromkeys(LONG, _story), **dict.fromkeys(LISTS, _list)},
).map(lambda values: replace(ContactForm(full_name="Ana Kovač"), **values))


@given(was=_forms, typed=_forms, now=_forms)
def test_both_are_there(was, typed, now):
    got = form_drafts.over(now, was, typed)
    for name in TEXTS:
        touched = getattr(typed, name) != getattr(was, name)
        assert getattr(got, name) == getattr(typed if touched else now, name)
    for name in LISTS:
        before, after, here, both = (set(getattr(one, name)) for one in (was, typed, now, got))
        assert both == here - (before - after) | (after - before)
        assert len(getattr(got, name)) == len(both)
    for name in LONG:
        before, after, here, both = (_lines(getattr(one, name)) for one in (was, typed, now, got))
        if getattr(was, name) == getattr(typed, name):
            assert both == here
        else:
            assert after <= both
            assert here - before <= both
    others = [field.name for field in fields(got) if field.name not in TEXTS + LONG + LISTS]
    assert all(getattr(got, name) == getattr(now, name) for name in others)


def _lines(text):
    return {line for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize(
    ("now", "was", "typed", "both"),
    [
        ("short\n\nof 2019", "short", "short, more", "short, more\n\nof 2019"),
        ("before\nshort\nafter", "short", "short!", "short!\n\nbefore\n\nafter"),
        ("came", "", "typed", "typed\n\ncame"),
        ("shorter", "short", "short!", "short!\n\nshorter"),
        ("other", "short", "", "other"),
        ("", "short", "short!", "short!"),
        ("same", "short", "same", "same"),
        ("short\nmore", "short", "short\nmore\nand", "short\nmore\nand"),
        ("short", "short", "", ""),
    ],
)
def test_a_text_that_grew_on_both_sides(now, was, typed, both):
    assert form_drafts.text_over(now, was, typed) == both


_texts = st.text("ab \n", max_size=12)


@given(now=_texts, was=_texts, typed=_texts)
def test_no_line_of_either_side_is_missing(now, was, typed):
    got = form_drafts.text_over(now, was, typed)
    if was == typed:
        assert got == now
        return
    assert _lines(typed) <= _lines(got)
    if was not in now:
        assert _lines(now) <= _lines(got)
    assert _lines(now) - _lines(was) <= _lines(got)


def test_an_entry_that_grew_elsewhere(journal):
    with journal.edit("Begin"):
        one = interaction(contact("Ana Kovač"), ago=1, body="short")
    was = interactions.form(one)
    draft = form_drafts.EntryDraft(f"entry-{one}", one, replace(was, body="short, more"), ())
    drafts.put(journal, draft.key, form_drafts.from_entry(draft, was, []))
    with journal.edit("Since"):
        interactions.update(one, replace(was, body="short\nand what came"))
    assert form_drafts.entry(draft.key).form.body == "short, more\n\nand what came"


@given(was=_forms, typed=_forms)
def test_where_nothing_came_since_it_is_what_was_typed(was, typed):
    assert form_drafts.over(was, was, typed) == typed


def test_a_draft_of_somebody_through_the_journal(journal):
    with journal.edit("Begin"):
        ana = contact("Ana Kovač", email="ana@example.com")
    stored = contact_form.form(ana)
    typed = replace(stored, note="Ünïcode \U0001f33b", methods=[MethodForm("phone", "112")])
    drafts.put(journal, drafts.person_key(ana), form_drafts.from_person(typed, stored))
    with journal.edit("Since"):
        contacts.add_to_circle([ana], "Rowing")
    draft = form_drafts.person(ana)
    assert (draft.contact_id, draft.form) == (ana, replace(typed, circles=["Rowing"]))
    with journal.edit("Gone"):
        contacts.delete_forever([ana])
    assert form_drafts.person(ana) == form_drafts.PersonDraft(f"person:{ana}", None, typed)
