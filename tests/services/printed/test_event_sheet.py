"""Who comes to an event, with a number to call."""

from __future__ import annotations

from netjournal.services import events
from netjournal.services.people.contacts import MethodForm
from netjournal.services.printed import event_sheet
from tests.builders import TODAY, contact, event


def test_everybody_has_the_number_that_is_preferred(journal):
    with journal.edit("Begin"):
        contact("Ana", methods=[MethodForm("email", "a@b.example"), MethodForm("phone", "111")])
        contact(
            "Bo", methods=[MethodForm("phone", "222"), MethodForm("phone", "333", preferred=True)]
        )
        contact("Cy", email="c@b.example")
        meeting = event("Meetup")
        events.add_people(meeting, "Ana, Bo, Cy", "expected")
    read = event_sheet.sheet(meeting, TODAY)
    assert [(guest.full_name, guest.phone) for guest in read.guests] == [
        ("Ana", "111"),
        ("Bo", "333"),
        ("Cy", ""),
    ]
