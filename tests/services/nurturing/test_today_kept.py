"""Today as it was read last: the same as read anew, and not a change longer."""

import random
from concurrent.futures import ThreadPoolExecutor

from netjournal.models.engine import connect, uri
from netjournal.models.handle import db
from netjournal.services import interactions
from netjournal.services.nurturing import nudges, nurture, promises, today_kept
from tests.builders import TODAY, contact, interaction


def some_years(journal):
    dice = random.Random(3)
    with journal.edit("fill"):
        people = [contact(f"Person {n}", skills=["rust", "pianos"][: n % 3]) for n in range(12)]
        for n, person in enumerate(people):
            for _ in range(3 * n):
                interaction(person, ago=dice.randrange(5, 700), summary=f"talk {n}")
        interaction(people[3], ago=20, kind="note", need="somebody who tunes pianos")
        promises.make("send the draft", TODAY - 9, contact_id=people[2], due=TODAY)
    return dice, people


def test_it_is_what_reading_anew_gives_after_every_change(journal):
    dice, people = some_years(journal)
    for number in range(30):
        who = dice.choice(people)
        with journal.edit("change"):
            if number % 3 == 0:
                interaction(who, ago=dice.randrange(40), summary=f"again {number}")
            elif number % 3 == 1:
                nudges.skip(who, TODAY)
            else:
                interactions.trash([dice.randrange(1, 60)])
        assert today_kept.at_hand(TODAY) is None
        page, whole = today_kept.soonest(TODAY)
        assert (page, whole) == (nurture.today_page(TODAY, whole=False), False)
        assert today_kept.at_hand(TODAY) is None  # what takes longest isn't known yet
        all_of_it = nurture.today_page(TODAY)
        assert today_kept.whole(TODAY) == all_of_it
        assert today_kept.at_hand(TODAY) == all_of_it
        assert today_kept.soonest(TODAY) == (all_of_it, True)
        if number % 5 == 0:
            journal.undo()
            assert today_kept.at_hand(TODAY) is None
    assert today_kept.at_hand(TODAY + 1) is None


def test_another_journal_is_another_page(journal, tmp_path):
    some_years(journal)
    today_kept.whole(TODAY)
    journal.close()
    from netjournal.models import Journal

    with_nobody = Journal.create(tmp_path / "other.netjournal")
    try:
        assert today_kept.at_hand(TODAY) is None
        assert today_kept.whole(TODAY).people == 0
    finally:
        with_nobody.close()


def test_it_is_known_in_every_thread_and_read_once(journal):
    some_years(journal)
    with ThreadPoolExecutor(1) as beside:
        beside.submit(today_kept.whole, TODAY).result()  # whose connection is new
        page = today_kept.whole(TODAY)
        with journal.edit("change"):
            interaction(contact("Someone new"), ago=1)
        first = beside.submit(today_kept.first, TODAY).result()
        assert today_kept.first(TODAY) is first
        now = beside.submit(today_kept.whole, TODAY).result()
        assert today_kept.whole(TODAY) is now
        assert now == nurture.today_page(TODAY) != page
        beside.submit(db.release).result()


def test_what_another_program_wrote_is_seen(journal):
    some_years(journal)
    assert today_kept.whole(TODAY) is today_kept.whole(TODAY)
    other = connect(uri(journal.path, mode="rw"))
    other.execute("UPDATE contact SET full_name = 'Renamed ' || id")
    other.close()
    page = today_kept.whole(TODAY)
    assert page == nurture.today_page(TODAY)
    assert all(row.full_name.startswith("Renamed") for row in page.nurture)


def test_what_is_known_waits_for_no_rest_being_read(journal):
    some_years(journal)
    with ThreadPoolExecutor(1) as beside:
        beside.submit(today_kept.first, TODAY).result()  # whose connection is new
        first = today_kept.first(TODAY)
        with today_kept._reading:  # as while the rest is being read
            asked = beside.submit(today_kept.soonest, TODAY)
            assert asked.result(timeout=10) == (first, False)
        beside.submit(db.release).result()
