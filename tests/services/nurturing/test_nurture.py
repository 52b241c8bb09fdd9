"""Today: few people, each with an honest reason, and nobody who doesn't want to be asked."""

import random

import pytest

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db
from netjournal.services import events
from netjournal.services.bonds import (
    fading,
    network_data,
    rhythm,
    rhythm_setting,
    strength,
    ties,
)
from netjournal.services.bonds.rhythm_choice import rhythm_of
from netjournal.services.nurturing import nudges, nurture, nurture_pools, promises
from netjournal.services.nurturing.nurture_words import reason, span
from netjournal.services.nurturing.promises import PromiseRow
from netjournal.services.people import circles, contacts
from tests.builders import TODAY, contact, event, interaction


def regular(name, every, silence, times=12, **fields):
    """Someone met every so many days until ``silence`` days ago."""
    person = contact(name, **fields)
    for number in range(times):
        interaction(person, ago=silence + number * every, summary=f"{name} {number}")
    return person


def suggested():
    return [row.full_name for row in nurture.today_page(TODAY).nurture]


def test_an_empty_journal_has_a_calm_day(journal):
    page = nurture.today_page(TODAY)
    assert (page.nurture, page.promises, page.dates, page.events) == ((), (), (), ())
    assert (page.people, page.live_ties, page.joined_this_month, page.could_help) == (0, 0, 0, ())


def test_a_journal_of_names_only_has_not_begun(journal):
    with journal.edit("names"):
        mum = contact("Mum", met_via="family")
        interaction(mum, kind="connected", ago=400)  # as a file of connections brings it
    assert not nurture.today_page(TODAY).begun
    with journal.edit("a call"):
        interaction(mum, kind="call")
    assert nurture.today_page(TODAY).begun


def test_each_reason_in_words(journal):
    with journal.edit("fill"):
        regular("Priya", 21, 41)
        regular("Tomás", 60, 70, rhythm_state="active", rhythm_ideal_days=91)
        regular("Late", 60, 100, rhythm_state="active", rhythm_ideal_days=60)
        regular("Sam", 1, 9, times=1)
        regular("Quiet", 30, 60, times=3)
    said = {row.full_name: reason(row.reason) for row in nurture.today_page(TODAY).nurture}
    assert said == {
        "Priya": "You are usually in touch every 3 weeks; it has been 41 days.",
        "Tomás": "You like to be in touch every 3 months; that comes round in 21 days.",
        "Late": "You like to be in touch every 2 months; it has been 3 months.",
        "Sam": "You met 9 days ago. A second touch in two weeks makes it stick.",
        "Quiet": "You haven't been in touch for 2 months.",
    }


def test_first_touches_are_no_silence(journal):
    with journal.edit("first days"):
        regular("Lena", 1, 1, times=1)
        regular("Jo", 2, 3, times=2)
        regular("Old", 5, 15, times=2)
    said = {row.full_name: reason(row.reason) for row in nurture.today_page(TODAY).nurture}
    assert said == {
        "Lena": "You met yesterday. A second touch in two weeks makes it stick.",
        "Old": "You haven't been in touch for 15 days.",
    }


def test_who_was_met_long_ago_was_not_just_met(journal):
    with journal.edit("first days"):
        for name, met in (
            ("Year", {"met_on": "2019"}),
            ("Month", {"met_on": "2026-10"}),
            ("Linked", {"connected_on": "2024-05-01"}),
            ("This year", {"met_on": "2026"}),
            ("Birthday only", {"met_on": "--05-12"}),
        ):
            interaction(contact(name, **met), ago=3)
    assert {row.full_name for row in nurture.today_page(TODAY).nurture} == {
        "This year",
        "Birthday only",
    }


def test_who_was_met_at_an_event_is_asked_for_once(journal):
    with journal.edit("an evening"):
        events.add_people(event("Maker night", ago=0), "Ana, Li")
        regular("Lena", 1, 3, times=1)
    page = nurture.today_page(TODAY)
    assert [one.full_name for one in page.lane] == ["Ana", "Li"]
    assert [row.full_name for row in page.nurture] == ["Lena"]
    assert [row.full_name for row in nurture.nurture(TODAY)] == ["Lena"]


def fading_once(name, times=30, silence=120, **fields):
    """Someone met every week for long, who is warm no more."""
    return regular(name, 7, silence, times, **fields)


def test_ties_that_fade_come_first_and_only_once(journal):
    with journal.edit("fill"):
        for number in range(6):
            regular(f"Usual {number}", 10, 30 + number, times=40)
        one = fading_once("Faded", silence=150)
        chosen = fading_once("Chosen", silence=160, rhythm_state="active", rhythm_ideal_days=30)
    rows = nurture.today_page(TODAY).nurture
    assert len({row.contact_id for row in rows}) == len(rows) == 5
    assert (rows[0].contact_id, rows[0].reason.kind, rows[0].state) == (one, "fading", "fading")
    assert reason(rows[0].reason) == (
        "You used to be in touch every week; for 5 months now it has grown quiet."
    )
    # a rhythm of one's own says more
    assert {row.contact_id: row.reason.kind for row in rows}[chosen] == "rhythm_over"
    assert {one.contact_id for one in fading.fading(network_data.Whom(), TODAY)} >= {one, chosen}
    with journal.edit("quiet by choice"):
        nudges.pause(one, None)
    assert one not in {row.contact_id for row in nurture.today_page(TODAY).nurture}


def test_the_words_for_a_fading_tie():
    assert reason(nurture.Reason("fading", 41, 21)) == (
        "You are usually in touch every 3 weeks; it has been 41 days."
    )
    assert reason(nurture.Reason("fading", 70)) == (
        "It has grown quiet between you: 2 months without a word."
    )


def test_rows_tell_what_was_said_last_and_how_it_went(journal):
    with journal.edit("fill"):
        priya = regular("Priya", 21, 41)
        interaction(priya, ago=40, kind="message")
    (row,) = nurture.today_page(TODAY).nurture
    assert (row.contact_id, row.last_line, row.state) == (priya, "Priya 0", "due")
    assert row.history[-1][0] == TODAY
    assert row.history[-1][1] == pytest.approx(ties.read([priya], TODAY)[priya].score)


def test_at_most_five_and_of_each_reason(journal):
    with journal.edit("fill"):
        for number in range(8):
            regular(f"Usual {number}", 14, 40 + number)
            regular(f"New {number}", 1, number, times=1)
            regular(
                f"Rhythm {number}", 30, 70, times=2, rhythm_state="active", rhythm_ideal_days=50
            )
    names = suggested()
    assert len(names) == len(set(names)) == 5
    assert {name.split()[0] for name in names} == {"Usual", "New", "Rhythm"}


@pytest.mark.parametrize(
    "away",
    [
        lambda who: contacts.trash([who]),
        lambda who: contacts.archive([who]),
        lambda who: nudges.never(who),
        lambda who: nudges.pause(who, None),
        lambda who: nudges.pause(who, TODAY + 1),
        lambda who: nudges.snooze(who, TODAY + 1),
        lambda who: nudges.skip(who, TODAY),
        lambda who: db.execute_sql("UPDATE contact SET deceased = 1 WHERE id = ?", (who,)),
        lambda who: db.execute_sql("UPDATE contact SET kind = 'organisation' WHERE id = ?", (who,)),
    ],
)
def test_who_is_not_asked_about(journal, away):
    with journal.edit("fill"):
        who = [
            regular("Priya", 21, 41),
            regular("Sam", 1, 9, times=1),
            regular("Tom", 60, 80, rhythm_state="active", rhythm_ideal_days=91),
            contact("Untouched", met_on="2026-11-20"),
        ]
    assert set(suggested()) == {"Priya", "Sam", "Tom", "Untouched"}
    with journal.edit("away"):
        for one in who:
            away(one)
    assert suggested() == []


def test_answers_wear_off(journal):
    with journal.edit("fill"):
        who = regular("Priya", 21, 41)
    for answer in (
        lambda: nudges.snooze(who, TODAY),
        lambda: nudges.skip(who, TODAY - 1),
        lambda: nudges.pause(who, TODAY),
    ):
        with journal.edit("answer"):
            answer()
        assert suggested() == ["Priya"]
    for unknown in (lambda: nudges.snooze(99, TODAY), lambda: nudges.never(99)):
        with pytest.raises(NotFound), journal.edit("answer"):
            unknown()


def test_a_circle_gives_its_rhythm_and_the_closest_counts(journal):
    with journal.edit("fill"):
        regular("Ana", 30, 70, circles=["Friends", "Choir"])
        circles.set_rhythm(circles.create("Friends"), 60, 90)
        circles.set_rhythm(circles.create("Choir"), 90, None)
        regular("Own", 30, 70, circles=["Friends"], rhythm_state="active", rhythm_ideal_days=200)
    (row,) = [r for r in nurture.today_page(TODAY).nurture if r.full_name == "Ana"]
    assert (row.reason.kind, row.reason.gap) == ("rhythm_over", 60)
    assert [one.contact_id for one in nurture_pools.by_rhythm(TODAY, 9)] == [row.contact_id]


def test_the_order_is_by_what_would_be_lost(journal):
    dice = random.Random(1)
    with journal.edit("fill"):
        people = [
            regular(f"P{n}", dice.randrange(5, 90), dice.randrange(1, 200), dice.randrange(1, 25))
            for n in range(60)
        ]
        for one in people[::3]:
            db.execute_sql(
                "UPDATE contact SET importance = ? WHERE id = ?", (dice.choice((0.5, 2.0)), one)
            )
    expected = []
    for one in people:
        days = ties.contact_days([one], TODAY)[one]
        value = contacts.form(one).importance or 1.0
        gap = rhythm.usual_gap(day for day, _, _ in days)
        loss = rhythm.nurture_loss(strength.state_from_days(days, TODAY), TODAY, value, gap)
        if loss > 0:
            expected.append((-loss, one))
    found = nurture_pools.by_loss(TODAY, 10)
    assert [one.contact_id for one in found] == [one for _, one in sorted(expected)[:10]]
    assert [one.rank for one in found] == pytest.approx(
        [-loss for loss, _ in sorted(expected)[:10]]
    )


def test_events_dates_and_counts_of_the_week(journal):
    with journal.edit("fill"):
        soon, _ = event("Soon", ago=-6), event("Later", ago=-7)
        contact("Lena", birthday="1986-11-24")
        gone = contact("Gone")
        contacts.trash([gone])
    page = nurture.today_page(TODAY)
    assert [row.id for row in page.events] == [soon]
    assert [(row.full_name, row.turns) for row in page.dates] == [("Lena", 40)]
    assert page.people == 1


def test_promises_by_due_day(journal):
    with journal.edit("fill"):
        ana = contact("Ana")
        later = promises.make("b", TODAY, contact_id=ana, due=TODAY + 9)
        never = promises.make("c", TODAY - 1, due=None)
        late = promises.make("a", TODAY - 20, contact_id=ana, due=TODAY - 2, by_me=False)
        rests = promises.make("d", TODAY, due=TODAY)
        promises.snooze(rests, TODAY + 1)
        for number in (1, 2):
            promises.done(promises.make("e", TODAY, due=TODAY), TODAY + number)
        promises.drop(promises.make("f", TODAY, due=TODAY), TODAY)
        lost = interaction(ana, promise="in the trash")
        db.execute_sql("UPDATE interaction SET trashed_at = 1 WHERE id = ?", (lost,))
    found = nurture.today_page(TODAY).promises
    assert found[0] == PromiseRow(late, "a", False, TODAY - 2, TODAY - 20, ana, "Ana")
    assert [row.id for row in found] == [late, later, never]
    assert rests in [row.id for row in promises.open_promises(TODAY + 1)]
    assert [row.id for row in promises.promises_of(ana)] == [late, later]
    with pytest.raises(NotFound), journal.edit("done"):
        promises.done(99, TODAY)
    with pytest.raises(UsageError), journal.edit("make"):
        promises.make("  ", TODAY, due=None)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"),
        (1, "one day"),
        (2, "2 days"),
        (59, "59 days"),
        (60, "2 months"),
        (364, "12 months"),
        (729, "24 months"),
        (730, "2 years"),
        (1_200, "3 years"),
    ],
)
def test_spans(days, words):
    assert span(days) == words


def test_reasons_can_be_translated():
    def shout(context, text):
        assert context in ("nurture", "wording")
        return (
            text.upper()
            .replace("{EVERY}", "{every}")
            .replace("{QUIET}", "{quiet}")
            .replace("{SPAN}", "{span}")
            .replace("{N}", "{n}")
        )

    why = nurture.Reason("usual", silence=41, gap=21)
    assert reason(why, shout) == "YOU ARE USUALLY IN TOUCH EVERY 3 WEEKS; IT HAS BEEN 41 DAYS."
    assert "met yesterday." in reason(nurture.Reason("met", silence=1))
    assert "met 2 days ago." in reason(nurture.Reason("met", silence=2))
    for kind in ("met", "quiet"):
        assert "today" in reason(nurture.Reason(kind, silence=0))
    assert "today" in reason(nurture.Reason("rhythm_due", silence=7, gap=7))


def test_two_messages_of_mine_without_an_answer_rest(journal):
    with journal.edit("fill"):
        priya = regular("Priya", 21, 60)
        for ago in (50, 41):
            interaction(priya, ago=ago, kind="message", initiator="me")
    page = nurture.today_page(TODAY)
    assert page.nurture == ()
    assert page.resting == ((priya, "Priya"),)
    with journal.edit("again"):
        nudges.suggest_again(priya, TODAY)
    assert suggested() == ["Priya"]
    with journal.edit("a third try"):
        interaction(priya, ago=-20, kind="email", initiator="me")
    assert nudges.unanswered(priya, TODAY + 60)
    with journal.edit("an answer"):
        interaction(priya, ago=-22, kind="message", initiator="them")
    assert not nudges.unanswered(priya, TODAY + 60)


@pytest.mark.parametrize(
    ("answer", "rest"),
    [
        (lambda who: nudges.snooze(who, TODAY + 7), nudges.Rest("snoozed", TODAY + 7)),
        (lambda who: nudges.skip(who, TODAY), nudges.Rest("skipped", TODAY + 1)),
        (lambda who: nudges.pause(who, TODAY + 9), nudges.Rest("paused", TODAY + 9)),
        (lambda who: nudges.pause(who, None), nudges.Rest("paused")),
        (nudges.never, nudges.Rest("never")),
        (lambda who: nudges.tried(who, TODAY), nudges.Rest("snoozed", TODAY + 14)),
        (
            lambda who: [nudges.tried(who, TODAY - 1), nudges.tried(who, TODAY)],
            nudges.Rest("unanswered"),
        ),
    ],
)
@pytest.mark.parametrize("ideal", [21, None])
def test_every_answer_can_be_taken_back(journal, answer, rest, ideal):
    with journal.edit("fill"):
        priya = regular("Priya", 21, 60)
        if ideal:
            rhythm_setting.give([priya], "often")
    before = rhythm_of(priya)
    assert suggested() == ["Priya"]
    assert nudges.rest_of(priya, TODAY) is None
    with journal.edit("answer"):
        answer(priya)
    assert suggested() == []
    assert nudges.rest_of(priya, TODAY) == rest
    with journal.edit("again"):
        nudges.suggest_again(priya, TODAY)
    assert suggested() == ["Priya"]
    assert nudges.rest_of(priya, TODAY) is None
    assert rhythm_of(priya) == before


@pytest.mark.parametrize(
    ("kind", "initiator"), [("call", "me"), ("message", "unknown"), ("coffee", "me")]
)
def test_what_needs_an_answer_to_happen_was_answered(journal, kind, initiator):
    with journal.edit("fill"):
        priya = regular("Priya", 21, 60)
        for ago in (50, 41):
            interaction(priya, ago=ago, kind=kind, initiator=initiator)
    assert suggested() == ["Priya"]


def test_tries_count_until_they_write_themselves(journal):
    with journal.edit("fill"):
        priya = regular("Priya", 21, 60)
    with journal.edit("try"):
        assert nudges.tried(priya, TODAY) == 1
    assert suggested() == []
    assert not nudges.unanswered(priya, TODAY + 14)
    journal.today = lambda: TODAY + 20
    with journal.edit("answer"):
        interaction(priya, ago=-1)
    with journal.edit("try"):
        assert nudges.tried(priya, TODAY + 20) == 1
        assert nudges.tried(priya, TODAY + 40) == 2
    assert nudges.unanswered(priya, TODAY + 60)


def test_thanks_to_boosters_once_until_thanked(journal):
    with journal.edit("fill"):
        kwame = contact("Kwame", booster="yes")
        twice = contact("Twice")
        no = contact("No", booster="no")
        once = contact("Once")
        interaction(kwame, ago=20, kind="was_helped", summary="Reviewed my talk.")
        for who, ago in ((twice, 30), (twice, 90), (no, 30), (no, 90), (once, 30)):
            interaction(who, ago=ago, kind="was_helped")
        db.execute_sql("UPDATE help SET asked = 0")
    found = {one.contact_id: one for one in nurture_pools.unthanked(TODAY, 9)}
    assert set(found) == {kwame, twice}
    rows = {row.contact_id: row for row in nurture.today_page(TODAY).nurture}
    assert reason(rows[kwame].reason) == (
        "They helped you 20 days ago (Reviewed my talk); a word of thanks is due."
    )
    with journal.edit("thank"):
        interaction(kwame, ago=1, kind="thanked")
        interaction(twice, ago=40, kind="thanked")
    assert [one.contact_id for one in nurture_pools.unthanked(TODAY, 9)] == [twice]


def test_now_and_then_somebody_long_lost(journal):
    with journal.edit("fill"):
        old = [regular(f"Old {n}", 10, 700 + 30 * n, times=8 + n) for n in range(3)]
        regular("Once", 10, 800, times=2)
        regular("Lately", 10, 20, times=30)
    days = [TODAY + n for n in range(30)]
    lost = {}
    for day in days:
        kinds = {r.contact_id for r in nurture.nurture(day) if r.reason.kind == "lost"}
        assert len(kinds) <= 1
        lost[day] = kinds
    assert {who for kinds in lost.values() for who in kinds} <= set(old)
    assert 5 <= sum(bool(kinds) for kinds in lost.values()) <= 10
    (row,) = [
        r for day in days for r in nurture.nurture(day) if r.reason.kind == "lost" and day in lost
    ][:1]
    assert reason(row.reason).startswith("Long lost: not in touch for ")


def test_where_they_were_met_is_said(journal):
    with journal.edit("fill"):
        place = event("Code for Good", ago=9)
        sam = contact("Sam", met_event_id=place, met_on="2026-11-14")
        interaction(sam, ago=9, kind="met")
    (row,) = nurture.today_page(TODAY).nurture
    assert reason(row.reason) == (
        "You met 9 days ago at Code for Good. A second touch in two weeks makes it stick."
    )
    (one,) = nurture_pools.just_met(TODAY, 5)
    assert one.about == "Code for Good"


def test_a_long_history_is_looked_at_by_days(journal, monkeypatch):
    """What is quick for long histories says the same as looking at all of them."""
    with journal.edit("Begin"):
        one = contact("Priya Raman")
        for ago in range(8, 40, 2):
            interaction(one, ago=ago, kind="message", initiator="me", summary=f"{ago} days ago")
        interaction(one, ago=3, kind="note", summary="A note")
    ways = []
    for longest in (200, 5):
        monkeypatch.setattr(ties, "_LONG", longest)
        said = nurture.last_line(one, TODAY), nurture.last_line(one, TODAY + 90)
        ways.append((ties.is_long(one), said, nudges.unanswered(one, TODAY)))
    assert [long for long, _, _ in ways] == [False, True]
    assert ways[0][1:] == ways[1][1:] == (("A note", "A note"), True)
    with journal.edit("An answer"):
        interaction(one, ago=9, kind="message", initiator="them")
        interaction(one, ago=8, kind="coffee")
    assert nurture.last_line(one, TODAY) == "A note"
    for longest in (200, 5):
        monkeypatch.setattr(ties, "_LONG", longest)
        assert not nudges.unanswered(one, TODAY)
