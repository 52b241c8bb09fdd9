"""What was typed is put over what is stored by now, whatever came since."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from netjournal.services.keeping import drafts, form_drafts
from netjournal.services.people import contact_form, contacts
from netjournal.services.people.contact_form import ContactForm, MethodForm
from tests.builders import contact

TEXTS = ("headline", "note", "pronouns", "met_place")
LISTS = ("circles", "interests", "skills", "questions")
_text = st.sampled_from(["", "a", "b", "c"])
_list = st.lists(st.sampled_from("abcdef"), unique=True, max_size=4)
_forms = st.fixed_dictionaries(
    {**dict.fromkeys(TEXTS, _text), **dict.fromkeys(LISTS, _list)},
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
    others = [field.name for field in fields(got) if field.name not in TEXTS + LISTS]
    assert all(getattr(got, name) == getattr(now, name) for name in others)


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
