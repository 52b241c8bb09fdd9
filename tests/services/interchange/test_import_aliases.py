"""Interactions are known again by each id that an import may have given them."""

from __future__ import annotations

import pytest

from netjournal.formats.me import of
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.interchange import importing
from netjournal.services.interchange.import_apply import apply
from tests.builders import TODAY
from tests.models.snapshot import assert_sound

OLD = "From,To,Date,Subject,Content,Direction,Folder\n"
NEW = "CONVERSATION ID,FROM,TO,DATE,SUBJECT,CONTENT\n"
TO_ANA = 'Me Myself,Ana A,"4/9/18, 7:05 PM",,Hello Ana,OUTGOING,INBOX\n'
TO_BOB = 'Me Myself,Bob B,"4/9/18, 7:05 PM",,Hello Bob,OUTGOING,INBOX\n'
MORE = 'Me Myself,Bob B,"4/9/18, 7:05 PM",,and one more,OUTGOING,INBOX\n'
OLD_ID = "linkedin::4/9/18, 7:05 PM:Me Myself"  # as versions before gave it to the first of these
FIRST = "c1,Ana,Me,2024-05-15 10:30:00 UTC,,one\n"
SECOND = "c1,Ana,Me,2024-05-15 10:30:00 UTC,,two\n"
CHAT = """\
01/02/2024, 10:00 - Me Myself: hi
01/02/2024, 10:01 - Ana: hello
14/02/2024, 09:00 - Me Myself: again
14/02/2024, 09:05 - Ana: yes
"""
TODAYS = "20/02/2024, 08:00 - Me Myself: there?\n20/02/2024, 08:10 - Ana: yes\n"
LATER = "20/02/2024, 08:20 - Ana: and you?\n"
BOBS = (
    "01/02/2024, 10:00 - Me Myself: hi\n01/02/2024, 10:02 - Bob: hey\n13/02/2024, 09:00 - Bob: x\n"
)


@pytest.fixture
def bring(journal, tmp_path):
    """Import a text; ``me`` is what --me says."""

    def run(text, name, me=""):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        recognition = importing.recognise(path)
        recognition = of([me]).tell(recognition) if me else recognition
        plan = importing.analyse(path, recognition=recognition)
        with journal.edit("Import", source="import") as edit:
            report = apply(plan, edit, TODAY)
        assert_sound(journal)
        return report

    return run


def bodies():
    return sorted(row[0] for row in db.execute_sql("SELECT body FROM interaction"))


def rewrite(journal, body, external_id):
    """Give an interaction the id that an earlier version gave it."""
    with journal.edit("Before"):
        db.execute_sql("UPDATE interaction SET external_id = ? WHERE body = ?", (external_id, body))


def edit(journal, body, said):
    """Edit what an interaction says, as the user does."""
    (found,) = db.execute_sql("SELECT id FROM interaction WHERE body = ?", (body,)).fetchone()
    with journal.edit("Edit"):
        form = interactions.form(found)
        form.body = said
        interactions.update(found, form)


def test_messages_of_one_minute_are_all_told(bring):
    report = bring(OLD + TO_ANA + TO_BOB + MORE, "messages.csv")
    assert (report.interactions, report.added, report.unchanged) == (3, 2, 0)
    assert bodies() == ["Hello Ana", "Hello Bob", "and one more"]
    for text in (TO_ANA + TO_BOB + MORE, MORE + TO_BOB + TO_ANA):
        assert bring(OLD + text, "messages.csv").batch_id is None


def test_a_message_is_known_by_the_id_of_an_earlier_version(journal, bring):
    bring(OLD + TO_BOB, "messages.csv")
    rewrite(journal, "Hello Bob", OLD_ID)
    report = bring(OLD + TO_ANA + TO_BOB + MORE, "messages.csv")
    assert (report.interactions, report.unchanged) == (2, 1)
    assert bodies() == ["Hello Ana", "Hello Bob", "and one more"]
    assert bring(OLD + MORE + TO_BOB + TO_ANA, "messages.csv").batch_id is None


def test_a_message_edited_since_is_known_by_its_people(journal, bring):
    bring(OLD + TO_BOB, "messages.csv")
    rewrite(journal, "Hello Bob", OLD_ID)
    edit(journal, "Hello Bob", "We said hello")
    assert bring(OLD + TO_ANA + TO_BOB, "messages.csv").interactions == 1
    assert bodies() == ["Hello Ana", "We said hello"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (before, after)
        for before in (FIRST, SECOND, FIRST + SECOND, SECOND + FIRST)
        for after in (FIRST, SECOND, FIRST + SECOND, SECOND + FIRST)
        if {before, after} != {FIRST, SECOND}  # that is one message, edited there
    ],
)
def test_messages_of_one_second_come_once(bring, before, after):
    bring(NEW + before, "messages.csv")
    bring(NEW + after, "messages.csv")
    both = {"one": FIRST in before + after, "two": SECOND in before + after}
    assert bodies() == [body for body, told in both.items() if told]


def test_the_same_words_twice_are_two_messages(bring):
    assert bring(OLD + MORE + MORE, "messages.csv").interactions == 2
    assert bring(OLD + MORE + MORE, "messages.csv").batch_id is None


@pytest.mark.parametrize("me", [("", "Me Myself"), ("Me Myself", "")])
def test_saying_who_i_am_does_not_double_a_chat(bring, me):
    before, after = me
    assert bring(CHAT, "chat.txt", before).interactions == 2
    assert bring(CHAT, "chat.txt", after).batch_id is None
    report = bring(CHAT + TODAYS, "chat.txt", after)
    assert (report.interactions, report.changed) == (1, 0)
    report = bring(CHAT + TODAYS + LATER, "chat.txt", before)
    assert (report.interactions, report.changed) == (0, 1)
    assert bring(CHAT + TODAYS + LATER, "chat.txt", after).batch_id is None


@pytest.mark.parametrize("me", [("", "Me Myself"), ("Me Myself", "")])
def test_saying_who_i_am_does_not_double_an_edited_day(journal, bring, me):
    before, after = me
    bring(CHAT, "chat.txt", before)
    edit(journal, "09:00 Me Myself: again\n09:05 Ana: yes", "We made up")
    assert bring(CHAT, "chat.txt", after).batch_id is None


def test_another_chat_that_i_began_in_the_same_minute_is_another(bring):
    bring(CHAT, "chat.txt")
    assert bring(BOBS, "other.txt", "Me Myself").interactions == 2
    assert bring(BOBS, "other.txt", "Me Myself").batch_id is None
