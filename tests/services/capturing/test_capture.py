"""One line of text becomes what happened; nothing typed is ever lost."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netjournal.errors import Ambiguous
from netjournal.models import from_day, to_day
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.capturing import capture
from netjournal.services.capturing.capture import NameIndex, parse
from netjournal.services.capturing.capture_words import ENGLISH
from netjournal.services.finding import name_index
from netjournal.services.finding.name_index import Person
from netjournal.services.people import contacts
from tests.builders import TODAY, contact, interaction
from tests.services.german import GERMAN

PEOPLE = [
    Person(1, "Ana Kovač", "Ana", "Kovač", last_on=5),
    Person(2, "Ben Whitfield", nicknames=("Benny",)),
    Person(3, "Priya Raman", "Priya", "Raman"),
    Person(4, "Jun Takahashi", "Jun"),
    Person(5, "Elena Petrova", "Elena"),
    Person(6, "Sam O’Neill"),
    Person(7, "Sam Ford", last_on=99),
    Person(8, "Tomás Herrera"),
    Person(9, "Dr. Aiko Mori"),
    Person(10, "Łukasz Nowak"),
]
NAMES = {person.id: person.full_name for person in PEOPLE}
INDEX = NameIndex.of(PEOPLE)
LINES = Path(__file__).parents[2] / "data" / "capture" / "english.txt"
PLAIN = ["minute", "minutes", "place", "energy", "need", "promise", "initiator", "note"]
LISTS = ["unknown", "tags", "likes", "skills"]


def said(captured, names=NAMES, today=TODAY):
    """What a line was understood as, in the words of the table."""
    out = [captured.kind]
    out += [f"with {names[i]}" for i in captured.people]
    for name, ids in captured.ambiguous:
        out.append(f"who is {name}: " + " or ".join(names[i] for i in ids))
    if captured.day != today or captured.precision:
        out.append("on " + from_day(captured.day).isoformat()[: (10, 7, 4)[captured.precision]])
    for name in LISTS:
        out += [f"{name}: {value}" for value in getattr(captured, name)]
    for name in PLAIN:
        if getattr(captured, name) not in (None, "", "unknown"):
            out.append(f"{name}: {getattr(captured, name)}")
    if captured.promise_due is not None:
        out.append("due: " + from_day(captured.promise_due).isoformat())
    out += [
        f"need of {names.get(n.of, n.of)}: {n.text}"
        for n in captured.needs
        if n.of not in (None, *captured.people[:1])
    ]
    out += [
        f"also: {one.text}" for one in captured.needs[1:] if one.of in (None, *captured.people[:1])
    ]
    for one in captured.promises[1:]:
        due = "" if one.due is None else f" by {from_day(one.due).isoformat()}"
        out.append(f"also promised: {one.text}{due}")
    return " | ".join(out)


def table(path=LINES):
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(zip(lines[::2], (line.strip() for line in lines[1::2]), strict=True))


@pytest.mark.parametrize(("line", "expected"), table())
def test_the_table_of_lines(line, expected):
    assert said(parse(line, TODAY, INDEX)) == expected


def test_the_table_is_large_enough():
    assert len({line for line, _ in table()}) >= 150


@pytest.mark.parametrize(("line", "expected"), table(LINES.with_name("german.txt")))
def test_another_language_brings_its_own_words(line, expected):
    assert said(parse(line, TODAY, INDEX, grammar=GERMAN)) == expected


# names that are words as well, family names alone, other scripts, an organisation
VILLAGE = [
    Person(number, name, *parts, organisation=name.endswith("Meetup"))
    for number, (name, *parts) in enumerate(
        [
            *(
                [f"{given} {family}", given, family]
                for given, family in (
                    ("Ana", "Kovač"),
                    ("Ben", "Whitfield"),
                    ("Li", "Wei"),
                    ("Jürgen", "Neu"),
                    ("Tom", "O'Neil"),
                    ("Maria", "van der Berg"),
                    ("Will", "Turner"),
                    ("May", "Chen"),
                    ("Mark", "Jensen"),
                    ("Rose", "Adler"),
                    ("Art", "Blakey"),
                    ("Hope", "Mensah"),
                    ("Grace", "Lee"),
                    ("Bill", "Carter"),
                    ("Sunny", "Patel"),
                    ("Chloé", "Dubois"),
                    ("Anne-Marie", "Laurent"),
                    ("Ольга", "Петренко"),
                    ("José", "de la Cruz"),
                    ("Björn", "Sund"),
                    ("Sam", "Okafor"),
                    ("Sam", "Miller"),
                    ("Jun", "Park"),
                    ("Elena", "Rossi"),
                    ("Λευτέρης", "Παππάς"),
                )
            ),
            ["田中恵子"],
            ["Dr. Peter Schmidt"],
            ["Rust & Rye Meetup"],
        ],
        start=1,
    )
]
VILLAGERS = NameIndex.of(VILLAGE)


@pytest.mark.parametrize(("line", "expected"), table(LINES.with_name("everyday.txt")))
def test_lines_as_a_dozen_people_type_them(line, expected):
    captured = parse(line, to_day(date(2026, 11, 27)), VILLAGERS)
    names = {person.id: person.full_name for person in VILLAGE}
    assert said(captured, names, to_day(date(2026, 11, 27))) == expected


FRAGMENTS = (
    *("coffee with", "Ana", "Ben &", "Zoë Ångström", "@Café Anno", "#rust", "need: a flat", "; "),
    *("promised to call by friday", "likes: tea, ", "yesterday", "at 15:30", "40m", "+2", "about"),
    *(". She", "she needs", "introduced", "to", "called", "\\", "14 Nov", '"quoted"', '@"', "I"),
    *("2026-02-30", "99.99.", "31.12.9999", "in 2019", "the 31st", "good at:", ",", ":", "-"),
    *("\n", "\ue000", "Ana’s", "had", "over for", "gave", "her sister", "(design)", "asked me for"),
    *("a guy called", "from 3 to 4", "last weekend", "will", "send", "new:", "O'Neill", "loves"),
)
PIECES = st.sampled_from(FRAGMENTS)
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)
WORD = re.compile(r"\w+")
# recognised, and with nothing to say beside what is recognised next to them
SILENT = {
    word
    for text in (
        "with wiht wtih wih w and at in me us i we to for from by s und plus on",
        " ".join(ENGLISH.own),
        ENGLISH.called.replace("|", " "),  # "a guy called Dario": the guy stays, and Dario
    )
    for word in text.split()
} | ENGLISH.connectors


@given(TEXTS)
@example("@\u00a0x")
@example('@"#A"')
@example("promised \ue000 by")
@example("WIH B")
@example("COFFEE/WIH A 0 CALLED A0")
@example("HAD A0 oVER")
@example("\\")
def test_never_fails_and_never_loses_a_word(text):
    captured = parse(text, TODAY, INDEX)
    assert captured.typed == text
    end = 0
    for start, stop, what in captured.spans:
        assert end <= start < stop <= len(text)
        assert what
        end = stop
    if text.lstrip().startswith("\\"):
        assert captured.note == text.lstrip()[1:].strip()
        return
    left = "".join(
        " " if any(start <= at < stop for start, stop, _ in captured.spans) else c
        for at, c in enumerate(text)
    )
    kept = set(WORD.findall(captured.note))
    assert {word for word in WORD.findall(left) if word.lower() not in SILENT} <= kept


@given(st.text(min_size=4_001, max_size=4_100))
def test_long_text_is_kept_whole(text):
    captured = parse(text, TODAY, INDEX)
    assert captured.typed == text
    assert captured.note.endswith(text[4_000:].strip())


@pytest.mark.parametrize(
    ("today", "word", "day"),
    [
        ((2024, 3, 1), "yesterday", (2024, 2, 29)),
        ((2024, 2, 29), "a year ago", (2023, 2, 28)),
        ((2024, 3, 31), "a month ago", (2024, 2, 29)),
        ((2026, 1, 5), "31 Dec", (2025, 12, 31)),
        ((2026, 1, 5), "29 Feb", (2024, 2, 29)),
        ((2026, 11, 25), "monday", (2026, 11, 23)),
        ((2026, 11, 25), "wednesday", (2026, 11, 18)),
        ((2026, 11, 25), "thursday", (2026, 11, 19)),
        ((2026, 11, 25), "next thursday", (2026, 12, 3)),  # tomorrow is this one
        ((2026, 11, 29), "next monday", (2026, 11, 30)),
        ((2026, 11, 25), "in November", (2026, 11, 25)),
        ((2026, 11, 25), "in December", (2025, 12, 31)),
        ((2026, 11, 25), "1.1.26", (2026, 1, 1)),
    ],
)
def test_days(today, word, day):
    captured = parse(f"coffee with Ana {word}", to_day(date(*today)), INDEX)
    assert from_day(captured.day) == date(*day)


def test_people_present_take_part_without_being_named():
    captured = parse("coffee yesterday about the pilot", TODAY, INDEX, present=[3])
    assert (captured.kind, captured.people, captured.note) == ("coffee", (3,), "the pilot")


def test_a_full_name_wins_over_a_given_name():
    index = NameIndex.of([Person(1, "Ana"), Person(2, "Ana Kovač", "Ana")])
    assert parse("coffee with Ana", TODAY, index).people == (1,)
    assert parse("coffee with Ana Kovač", TODAY, index).people == (2,)


def test_longer_names_than_known_are_someone_else_or_doubtful():
    index = NameIndex.of([Person(1, "Ana")])
    captured = parse("coffee with Ana Kovač", TODAY, index)
    assert captured.ambiguous == (("Ana Kovač", (1,)),)


def test_names_are_found_in_the_journal_whatever_their_script(journal):
    with journal.edit("people"):
        lukasz = contact("Łukasz Nowak")
        wei = contact("陈伟", nicknames=["Wei"])
        bjork = contact("Björk Guðmundsdóttir")
        gone = contact("Greta Gone")
        contacts.trash([gone])
    index = NameIndex.load()
    for line, found in [
        ("coffee with lukasz", (lukasz,)),
        ("coffee with LUKASZ NOWAK", (lukasz,)),
        ("coffee with 陈伟", (wei,)),
        ("coffee with wei and Bjork", (wei, bjork)),
        ("coffee with bjork gudmundsdottir", (bjork,)),
    ]:
        assert parse(line, TODAY, index).people == found, line
    assert parse("coffee with Greta Gone", TODAY, index).unknown == ("Greta Gone",)


def test_family_names_find_who_has_them_and_given_names_come_before(journal):
    with journal.edit("people"):
        grace, sunny = contact("Grace Lee"), contact("Sunny Patel, PhD")
        maria = contact("Maria van der Berg", family_name="van der Berg")
    index = NameIndex.load()
    for line, found in [
        ("coffee with Lee", grace),
        ("Patel rang", sunny),
        ("lunch with van der Berg", maria),
        ("Mrs. Lee is ill", grace),
    ]:
        assert parse(line, TODAY, index).people == (found,), line
    with journal.edit("people"):
        lee = contact("Lee Child")
    assert parse("coffee with Lee", TODAY, NameIndex.load()).people == (lee,)
    assert parse("phd defence", TODAY, index).people == ()


def test_an_organisation_is_known_by_its_whole_name_only(journal):
    with journal.edit("people"):
        jurgen = contact("Jürgen Neu")
        meetup = contact("Rust & Rye Meetup", kind="organisation")
    index = NameIndex.load()
    captured = parse("met Jürgen Neu at Rust meetup", TODAY, index)
    assert (captured.people, captured.place) == ((jurgen,), "Rust meetup")
    assert parse("Rust & Rye Meetup wrote to me", TODAY, index).people == (meetup,)


def test_equals_are_ranked_by_when_they_were_last_met(journal):
    with journal.edit("people"):
        old, new, never = contact("Sam Old"), contact("Sam New"), contact("Sam Never")
        interaction(old, ago=50)
        interaction(new, ago=5)
    captured = parse("called Sam", TODAY, NameIndex.load())
    assert captured.ambiguous == (("Sam", (new, old, never)),)


def test_very_common_names_are_told_apart_by_the_next_word(journal, monkeypatch):
    monkeypatch.setattr(name_index, "MOST", 3)
    with journal.edit("people"):
        first = contact("Sam Ford")
        for number in range(5):
            contact(f"Sam Other{number}")
    assert parse("called Sam Ford", TODAY, NameIndex.load()).people == (first,)
    assert parse("called Sam Other1", TODAY, NameIndex.load()).people == (3,)


def test_commit_writes_all_of_it(journal):
    with journal.edit("people"):
        ana = contact("Ana Kovač")
    line = (
        "yesterday coffee with Ana & Zoë Young @Café Anno 40m +2 #rust likes:climbing "
        "good at: sensors need: a flat in Lisbon; promised to send links by friday"
    )
    with journal.edit("capture"):
        written = capture.commit(parse(line, TODAY, NameIndex.load()))
    form = interactions.form(written.interaction)
    assert form.contact_ids == [ana, *written.new_contacts]
    assert (form.typed, form.day, form.minutes, form.energy) == (line, TODAY - 1, 40, 2)
    assert (form.need, form.promise, form.promise_due) == (
        "a flat in Lisbon",
        "send links",
        TODAY + 4,
    )
    card = contacts.form(ana)
    assert (card.circles, card.interests, card.skills) == (["rust"], ["climbing"], ["sensors"])
    assert contacts.form(written.new_contacts[0]).full_name == "Zoë Young"
    assert len(written.needs) == len(written.promises) == 1


def test_needs_and_promises_go_to_whom_they_belong(journal):
    with journal.edit("people"):
        ana, ben, chi = contact("Ana Kovač"), contact("Ben Whitfield"), contact("Chi Eze")
    line = (
        "coffee with Ana, Ben and Zoe. Ana needs a flat. Ben needs a job. Zoe needs a mentor. Chi "
        "needs rest; promised to send links by friday; promised Ben to call by 14 Dec"
    )
    with journal.edit("capture"):
        written = capture.commit(parse(line, TODAY, NameIndex.load()))
    (zoe,) = written.new_contacts
    needs = db.execute_sql("SELECT contact_id, text, interaction_id FROM need ORDER BY id")
    here = written.interaction
    assert needs.fetchall() == [
        *((ana, "a flat", here), (ben, "a job", here), (zoe, "a mentor", here)),
        (chi, "rest", None),  # who was not there
    ]
    assert len(written.needs) == 4
    promises = db.execute_sql("SELECT contact_id, text, due_on FROM followup ORDER BY id")
    assert promises.fetchall() == [
        (ana, "send links", TODAY + 4),
        (ben, "call", to_day(date(2026, 12, 14))),
    ]
    form = interactions.form(written.interaction)
    assert form.contact_ids == [ana, ben, zoe]
    with journal.edit("edit"):
        form.summary = "another word"
        interactions.update(written.interaction, form)
    owners = db.execute_sql("SELECT contact_id FROM need ORDER BY id").fetchall()
    assert owners == [(ana,), (ben,), (zoe,), (chi,)]


def test_commit_asks_who_is_meant_and_changes_nothing(journal):
    with journal.edit("people"):
        first, second = contact("Sam Ford"), contact("Sam O’Neill")
    captured = parse("called Sam", TODAY, NameIndex.load())
    with pytest.raises(Ambiguous) as caught, journal.edit("capture"):
        capture.commit(captured)
    candidates: Any = caught.value.data["candidates"]
    assert {row[0] for row in candidates} == {first, second}
    assert db.execute_sql("SELECT COUNT(*) FROM interaction").fetchone() == (0,)
    with journal.edit("capture"):
        written = capture.commit(captured, chosen={"Sam": second})
    assert interactions.form(written.interaction).contact_ids == [second]
    with journal.edit("capture"):
        written = capture.commit(captured, chosen={"Sam": 0})
    assert contacts.form(written.new_contacts[0]).full_name == "Sam"


def test_a_need_of_nobody_stays_in_words(journal):
    with journal.edit("capture"):
        written = capture.commit(parse("need: a flat", TODAY, NameIndex.load()))
    assert interactions.form(written.interaction).summary == "a flat"
    assert not written.needs
