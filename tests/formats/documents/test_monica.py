"""Monica's JSON export: contacts, and everything that becomes an interaction."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.draft import (
    Address,
    Affiliation,
    ContactDraft,
    Extra,
    ImportantDate,
    InteractionDraft,
    Method,
    NameParts,
    PersonRef,
    Photo,
    Record,
    Rejected,
    Relation,
    Warned,
)

if TYPE_CHECKING:
    from pathlib import Path


def uid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def entry(number: int, created: str = "2021-02-03T04:05:06Z", **properties: Any) -> dict[str, Any]:
    return {"uuid": uid(number), "created_at": created, "properties": properties}


def bunch(kind: str, *values: Any) -> dict[str, Any]:
    return {"count": len(values), "type": kind, "values": list(values)}


def special(day: str, **flags: bool) -> dict[str, Any]:
    return {"uuid": uid(99), "is_age_based": False, "is_year_unknown": False, "date": day} | flags


INSTANCE = {
    "contact_field_types": [
        entry(50, name="Email", protocol="mailto:", type="email"),
        entry(51, name="Phone", protocol="tel:", type="phone"),
        entry(52, name="Telegram", protocol="telegram:"),
        entry(53, name="LinkedIn"),
    ],
    "activity_types": [entry(60, name="ate at home", translation_key="ate_at_home")],
    "genders": [entry(70, name="Woman")],
}
PICTURE = "data:image/png;base64," + b64encode(b"\x89PNG").decode()


def export(*collections: Any, **more: Any) -> dict[str, Any]:
    return {
        "version": "1.0-preview.1",
        "app_version": "4.1.2",
        "account": {"uuid": uid(1), "data": list(collections), "instance": INSTANCE} | more,
    }


def records(folder: Path, document: Any) -> list[Record]:
    path = folder / "monica.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return list(read(path, sniff(path, only="monica")))


def test_a_contact(tmp_path: Path) -> None:
    lea = entry(
        10,
        first_name="Léa",
        middle_name="M.",
        last_name="Roux",
        nickname="Lou",
        description="Neighbour",
        is_partial=False,
        is_starred=True,
        is_active=True,
        is_dead=True,
        job="Baker",
        company="Pain & Co",
        food_preferences="No nuts",
        gender=uid(70),
        tags=["street", "choir"],
        birthdate=special("1980-05-06T00:00:00Z", is_year_unknown=True),
        deceased_date=special("2020-01-02T00:00:00Z"),
        first_met_date=special("1999-01-01T00:00:00Z", is_age_based=True),
        first_met_through=uid(11),
        first_met_additional_info="At the bakery",
        avatar={"avatar_photo": uid(80)},
        last_talked_to="",
    )
    lea["data"] = [
        bunch(
            "contact_field",
            entry(20, data="lea@pain.example", type=uid(50)),
            entry(21, data="+33 1", type=uid(51)),
            entry(22, data="@lea", type=uid(52)),
            entry(23, data="https://l.example/lea", type=uid(53)),
            entry(24, data="other@x.example", type=uid(404)),
            entry(25, data="+33 2", type=uid(404)),
            entry(26, data=" ", type=uid(50)),
        ),
        bunch("address", entry(27, name="home", street="1 Rue", city="Lyon", country="FR")),
        bunch("pet", entry(28, name="Rex")),
        bunch("photo", uid(80), uid(81)),
    ]
    document = export(
        bunch("contact", lea, entry(11, first_name="Guy", is_partial=True)),
        bunch("relationship", entry(30, type="ex_spouse", contact_is=uid(11), of_contact=uid(10))),
        bunch("photo", entry(80, mime_type="image/png", dataUrl=PICTURE)),
        bunch("document", entry(82, dataUrl="x")),
    )
    assert records(tmp_path, document) == [
        ContactDraft(
            line=1,
            uid=UUID(uid(10)),
            full_name="Léa M. Roux",
            name=NameParts("", "Léa", "M.", "Roux", ""),
            nicknames=["Lou"],
            birthday="--05-06",
            deceased=True,
            note="Neighbour",
            photo=Photo(b"\x89PNG", "image/png"),
            affiliations=[Affiliation("Pain & Co", "Baker")],
            methods=[
                Method("email", "lea@pain.example"),
                Method("phone", "+33 1"),
                Method("messenger", "@lea", service="telegram"),
                Method("url", "https://l.example/lea", service="linkedin"),
                Method("email", "other@x.example"),
                Method("phone", "+33 2"),
            ],
            addresses=[Address("home", "1 Rue", locality="Lyon", country="FR")],
            dates=[ImportantDate("deceased", "2020-01-02")],
            relations=[Relation("ex spouse", "Guy")],
            tags=["street", "choir", "starred"],
            met_on="1999",
            met_through="Guy",
            met_story="At the bakery",
            extras=[
                Extra("json", "monica.pet", '{"name": "Rex"}'),
                Extra("json", "monica.food_preferences", "No nuts"),
                Extra("json", "monica.gender", "Woman"),
            ],
        ),
        Warned(0, "1 entries of the collection document were left out."),
        Warned(0, "1 entries of the collection photo were left out."),
    ]


def test_interactions(tmp_path: Path) -> None:
    ann, bob = entry(10, first_name="Ann"), entry(11, first_name="Bob")
    ann["data"] = [
        bunch("note", entry(20, body="Likes tea")),
        bunch(
            "calls",
            entry(21, called_at="2022-03-04T00:00:00Z", content="Hi", contact_called=True),
            entry(22, "", called_at=""),
        ),
        bunch(
            "conversation",
            entry(
                23,
                happened_at="2022-03-05T00:00:00Z",
                messages=[
                    entry(24, content="Hey", written_by_me=False),
                    entry(25, content="Ho", written_by_me=True),
                ],
            ),
        ),
        bunch("life_event", entry(26, name="New job", note="", happened_at="2022-03-06")),
        bunch("activities", uid(40), uid(40), uid(404)),
    ]
    bob["data"] = [bunch("activity", uid(40))]
    document = export(
        bunch("contacts", ann, bob),
        bunch(
            "activity",
            entry(40, summary="Soup", description="", happened_at="2022-03-07", type=uid(60)),
            entry(41, happened_at="2022-03-08", participants=[uid(11), uid(404)]),
        ),
    )
    person, other = PersonRef("Ann", uid=UUID(uid(10))), PersonRef("Bob", uid=UUID(uid(11)))
    found = records(tmp_path, document)[2:]
    assert found == [
        InteractionDraft(
            "2021-02-03", line=1, body="Likes tea", people=[person], external_id=f"monica:{uid(20)}"
        ),
        InteractionDraft(
            "2022-03-04",
            "call",
            1,
            initiator="them",
            body="Hi",
            people=[person],
            external_id=f"monica:{uid(21)}",
        ),
        Rejected(1, "a call without a date"),
        InteractionDraft(
            "2022-03-05",
            "message",
            1,
            initiator="them",
            body="← Hey\n\n→ Ho",
            people=[person],
            external_id=f"monica:{uid(23)}",
        ),
        InteractionDraft(
            "2022-03-06",
            line=1,
            summary="New job",
            people=[person],
            external_id=f"monica:{uid(26)}",
        ),
        InteractionDraft(
            "2022-03-07",
            "coffee",
            1,
            summary="Soup",
            people=[person, other],
            external_id=f"monica:{uid(40)}",
            extras=[Extra("json", "monica.activity_type", "ate at home")],
        ),
        InteractionDraft("2022-03-08", "met", 2, people=[other], external_id=f"monica:{uid(41)}"),
    ]


def test_the_user_collection_is_never_read(tmp_path: Path) -> None:
    secret = "hunter2-secret"
    document = export(
        bunch("user", entry(2, password=secret, google2fa_secret=secret)),
        bunch("contact", entry(10, first_name="Ann")),
        users=[{"password": secret}],
    )
    found = records(tmp_path, document)
    assert len(found) == 1
    assert secret not in repr(found)


@pytest.mark.parametrize(
    "document",
    [
        '{"version": "1.0-preview.1", "app_version": "4", "account": ',
        '{"version": "1.0-preview.1", "app_version": "4", "account": []}',
        '{"version": "2", "account": {}}',
        "[]",
    ],
)
def test_other_documents_are_refused(tmp_path: Path, document: str) -> None:
    with pytest.raises(ImportRejected):
        records(tmp_path, document)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([uid(10), "contact", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["uuid", "type", "values", "properties", "data", "tags", "avatar"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(junk, junk)
@settings(max_examples=60)
def test_odd_shapes_never_crash(tmp_path_factory, first: Any, second: Any) -> None:
    folder = tmp_path_factory.mktemp("m")
    document = export(bunch("contact", entry(10, data=first), first), {"type": "activity"}, second)
    assert isinstance(records(folder, document), list)
    assert isinstance(records(folder, export(instance=first, data=second)), list)
