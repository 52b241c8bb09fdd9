"""Random drafts for round trips: any text a journal can hold."""

from __future__ import annotations

from hypothesis import strategies as st

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
    Relation,
)

_AWKWARD = [
    "=1+1",
    "'s-Hertogenbosch",
    "a; b",
    "a\\;",
    ' "x"',
    "x\r\ny",
    "\ty",
    "+49 1",
    "@h",
    ":::",
]
_letters = st.characters(exclude_categories=["Cs"])
filled = st.sampled_from(_AWKWARD) | st.text(_letters, min_size=1, max_size=8)
text = st.just("") | filled
texts = st.lists(text, max_size=3)
dates = st.sampled_from(["", "1990", "1990-05", "1990-05-12", "--05-12"])
uids = st.none() | st.uuids()


def _some(strategy):
    return st.lists(strategy, max_size=3)


methods = st.builds(
    Method,
    kind=st.sampled_from(["email", "phone", "url", "messenger"]),
    value=filled,
    label=text,
    preferred=st.booleans(),
    service=text,
)
affiliations = st.builds(
    Affiliation, organisation=filled, title=text, department=text, started=dates, ended=dates
)
addresses = st.builds(
    Address,
    label=text,
    street=filled,
    extended=text,
    po_box=text,
    locality=text,
    region=text,
    postal_code=text,
    country=text,
    formatted=text,
)
contacts = st.builds(
    ContactDraft,
    line=st.just(0),
    kind=st.sampled_from(["person", "organisation"]),
    uid=uids,
    full_name=text,
    name=st.builds(NameParts, text, text, text, text, text),
    nicknames=texts,
    pronouns=text,
    headline=text,
    birthday=dates,
    deceased=st.booleans(),
    note=text,
    photo=st.none() | st.builds(Photo, st.binary(min_size=1, max_size=9), st.just("image/jpeg")),
    affiliations=_some(affiliations),
    methods=_some(methods),
    addresses=_some(addresses),
    dates=_some(st.builds(ImportantDate, filled, dates)),
    relations=_some(st.builds(Relation, text, filled, uids)),
    tags=texts,
    interests=texts,
    skills=texts,
    needs=texts,
    met_on=dates,
    met_place=text,
    met_via=text,
    met_through=text,
    met_event=text,
    met_story=text,
    connected_on=dates,
    external_ids=st.lists(st.tuples(text, text), max_size=2),
    extras=_some(st.builds(Extra, text, text, text, text, text)),
    guessed=st.sets(st.sampled_from(["name", "full_name", "kind"])),
)
interactions = st.builds(
    InteractionDraft,
    day=st.sampled_from(["2024-05-01", "2019-04", "2019"]),
    kind=st.sampled_from(["met", "message", "note"]),
    line=st.just(0),
    time=st.sampled_from(["", "09:30"]),
    zone=st.sampled_from(["", "Europe/Berlin"]),
    minutes=st.none() | st.integers(0, 900),
    place=text,
    initiator=st.sampled_from(["me", "them", "mutual", "unknown"]),
    energy=st.none() | st.integers(-2, 2),
    summary=text,
    body=text,
    event=text,
    people=_some(st.builds(PersonRef, text, text, text, text, uids, text)),
    uid=uids,
    external_id=text,
    extras=_some(st.builds(Extra, text, text, text, text, text)),
)
