"""Import: plan, match, settle, apply, take back; twice changes nothing."""

from __future__ import annotations

import json
import time
import zipfile

import pytest

from netjournal.errors import Cancelled, ImportRejected, NotFound, UsageError
from netjournal.formats.draft import InteractionDraft, PersonRef
from netjournal.formats.recognition import Recognition
from netjournal.models import Contact, ContactMethod, Interaction, history
from netjournal.models.handle import db
from netjournal.progress import Silent
from netjournal.services.duplicates import merge
from netjournal.services.interchange import (
    import_changes,
    import_comparing,
    import_plan,
    import_settling,
    importing,
)
from netjournal.services.interchange.import_apply import apply
from netjournal.services.interchange.import_plan import Details
from netjournal.services.people import contacts
from tests import builders
from tests.builders import TODAY
from tests.models.snapshot import assert_sound, recorded

LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ana,Kovač,https://www.linkedin.com/in/ana-k,,Fieldwave,CTO,13 Oct 2024\n"
    "Ben,Ode,https://www.linkedin.com/in/ben-ode,ben@ode.example,Northwind,Recruiter,2 Nov 2023\n"
)
PLAIN = "First name,Last name,E-mail,Phone,Company,Title,Shoe size\n"


def values(sql, *given):
    return [row[0] for row in db.execute_sql(sql, given).fetchall()]


def count(model):
    return model.select().count()


@pytest.fixture
def bring(journal, tmp_path):
    """Write a file, import it, check that the counts add up, and return the report."""

    def run(text, name="people.csv", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        plan = importing.analyse(path, **options)
        with journal.edit(f"Import {name}", source="import") as edit:
            report = apply(plan, edit, TODAY)
        if plan.rows:
            people = report.added + report.updated + report.unchanged + report.skipped
            assert report.read == people
        assert_sound(journal)
        return report

    return run


def add(journal, **fields):
    with journal.edit("Add"):
        return builders.contact(**fields)


# -- a network's file


def test_linkedin_connections(journal, bring):
    report = bring(LINKEDIN)
    assert (report.format, report.added, report.interactions) == ("linkedin", 2, 2)
    ana = Contact.get(Contact.full_name == "Ana Kovač")
    assert (ana.met_via, ana.connected_on) == ("linkedin_add", "2024-10-13")
    assert values(
        "SELECT k.key FROM interaction i JOIN interaction_kind k ON k.id = i.kind_id"
    ) == [
        "connected",
        "connected",
    ]
    assert values("SELECT touches FROM tie_state") == [0, 0]  # a click is no touch
    form = contacts.form(ana.id)
    assert [(a.organisation, a.title) for a in form.affiliations] == [("Fieldwave", "CTO")]
    assert [m.normalised for m in ContactMethod.select().where(ContactMethod.contact == ana)] == [
        "linkedin.com/in/ana-k"
    ]


def test_the_same_file_twice_changes_nothing(journal, bring):
    bring(LINKEDIN)
    before = recorded()
    report = bring(LINKEDIN)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert report.batch_id is None
    assert recorded() == before
    assert values("SELECT COUNT(*) FROM change_set WHERE kind = 'edit'") == [1]


def test_next_months_file_brings_only_what_is_new(journal, bring):
    bring(LINKEDIN)
    later = LINKEDIN.replace("Fieldwave,CTO", "Fieldwave,CEO") + (
        "Cleo,Adé,https://linkedin.com/in/cleo/de,,Atelier,Painter,1 Dec 2024\n"
    )
    report = bring(later)
    assert (report.added, report.updated, report.unchanged, report.interactions) == (1, 1, 1, 1)
    ana = Contact.get(Contact.full_name == "Ana Kovač")
    assert [a.title for a in contacts.form(ana.id).affiliations] == ["CTO", "CEO"]


def test_undo_takes_all_of_it_back(journal, bring):
    add(journal, full_name="Somebody", email="ben@ode.example")
    before = recorded()
    bring(LINKEDIN)
    after = recorded()
    journal.undo()
    assert recorded() == before
    journal.redo()
    assert recorded() == after
    assert_sound(journal)


def test_two_who_were_merged_since_keep_nobody_else_of_their_import(journal, bring):
    people = "".join(f"Person {n},p{n}@x.example\n" for n in range(6))
    bring(f"Name,E-mail\n{people}")
    imported, _label = history.last_done()
    one, other, *_rest = values("SELECT id FROM contact ORDER BY id")
    with journal.edit("Merge"):
        merge.merge(one, [other])
    taken = journal.undo_step(imported, "Take back")
    assert taken.kept["contact"] == (one,)
    assert values("SELECT id FROM contact") == [one]
    assert_sound(journal)
    journal.undo()
    assert count(Contact) == 5


# -- who is who


def test_a_name_alone_is_no_proof(journal, bring):
    add(journal, full_name="Ana Kovač")
    report = bring(PLAIN + "Ana,Kovač,ana@a.example,,,,\n")
    assert (report.added, report.warnings) == (1, ())


def test_name_and_organisation_are_worth_a_doubt(journal, tmp_path):
    known = add(
        journal, full_name="Ana Kovač", affiliations=[contacts.AffiliationForm("Fieldwave")]
    )
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + "Ana,Kovač,ana@a.example,,Fieldwave,CTO,\n")
    plan = importing.analyse(path)
    row = plan.rows[0]
    assert (row.action, row.match, row.why) == ("doubtful", known, "name")
    assert "may be Ana Kovač" in plan.warnings[0].message
    import_settling.settle(plan, [0], Silent(), same=True)
    assert plan.rows[0].action == "update"
    assert plan.rows[0].changes == ("given_name", "family_name", "methods", "affiliations")
    with journal.edit("Import") as edit:
        report = apply(plan, edit, TODAY)
    assert (report.updated, report.added, report.warnings) == (1, 0, ())
    form = contacts.form(known)
    assert [(a.organisation, a.title) for a in form.affiliations] == [("Fieldwave", "CTO")]
    assert [m.value for m in form.methods] == ["ana@a.example"]


def test_a_doubt_can_be_settled_as_two_people(journal, tmp_path):
    add(journal, full_name="Ana Kovač", affiliations=[contacts.AffiliationForm("Fieldwave")])
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + "Ana,Kovač,ana@a.example,,Fieldwave,CTO,\n")
    plan = importing.analyse(path)
    import_settling.settle(plan, [0], Silent(), same=True)
    import_settling.settle(plan, [0], Silent(), same=False)
    assert plan.counts["add"] == 1
    assert plan.warnings == []
    with journal.edit("Import") as edit:
        assert apply(plan, edit, TODAY).added == 1


@pytest.mark.parametrize(
    ("known", "row", "action", "why"),
    [
        (
            {"email": "Ana@Fieldwave.example"},
            "Ana,Kovač,ana@fieldwave.example,,,,",
            "same",
            "e-mail",
        ),
        (
            {"email": "ana@fieldwave.example"},
            "A.,Kovac,ana@fieldwave.example,,,,",
            "same",
            "e-mail",
        ),
        ({"email": "ana@x.example"}, "Ana,Meier,ana@x.example,,,,", "same", "e-mail"),
        ({"email": "we@home.example"}, "Bernd,Kovač,we@home.example,,,,", "doubtful", "e-mail"),
        ({"email": "info@x.example"}, "Ana,Meier,info@x.example,,,,", "doubtful", "e-mail"),
        ({"phone": "+44 (0)7700 900123"}, "Ana,Kovač,,+447700900123,,,", "same", "phone"),
        ({"phone": "+447700900123"}, "Zoë,Meier,,+44 7700 900123,,,", "doubtful", "phone"),
    ],
)
def test_shared_addresses(journal, tmp_path, known, row, action, why):
    contact_id = add(journal, full_name="Ana Kovač", **known)
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + row + "\n")
    found = importing.analyse(path).rows[0]
    assert (found.action.replace("update", "same"), found.why) == (action, why)
    assert found.match == contact_id


def test_rows_of_one_file_join_only_by_proof(journal, bring):
    report = bring(
        PLAIN
        + "Ana,Kovač,ana@a.example,,,,38\n"
        + "Ana,Kovač,ANA@a.example,+447700900123,,,\n"  # the same, with a number
        + "Bo,Kovač,ana@a.example,,,,\n"  # shares the address only
        + "Cy,Dee,,,,,\n"
        + "Cy,Dee,,,,,\n"  # two of a name
    )
    assert (report.added, report.updated) == (4, 1)
    ana = Contact.get(Contact.full_name == "Ana Kovač")
    assert [m.value for m in contacts.form(ana.id).methods] == ["ana@a.example", "+447700900123"]
    assert values("SELECT action FROM import_row ORDER BY line") == ["add", "update", *["add"] * 3]
    assert values("SELECT contact_id FROM import_row ORDER BY line")[:2] == [ana.id, ana.id]


def test_who_is_in_the_trash_stays_there(journal, bring):
    ana = add(journal, full_name="Ana Kovač", email="ana@a.example")
    with journal.edit("Trash"):
        contacts.trash([ana])
    report = bring(PLAIN + "Ana,Kovač,ana@a.example,+447700900123,,,\n")
    assert (report.skipped, count(Contact)) == (1, 1)
    assert "trash" in report.warnings[0].message


def test_rows_that_tell_nothing_new_are_known(journal, bring):
    bring(PLAIN + "Ana,Kovač,,,Fieldwave,CTO,\nBo,Dee,,,,,\n")
    again = bring(PLAIN + "Ana,Kovač,,,Fieldwave,CTO,\nEve,Fay,,,,,\n", "other.csv")
    assert (again.added, again.unchanged) == (1, 1)


# -- what becomes of those who are known


def test_fill_takes_blanks_and_joins_lists(journal, bring):
    ana = add(journal, full_name="Ana Kovač", email="ana@a.example", note="mine", circles=["Choir"])
    bring(
        "Name,E-mail,Phone,Note,Birthday,Tags,Interests\n"
        "Ana Kovač,ana@a.example,+447700900123,theirs,1990-05-12,choir; Rust,bees\n"
    )
    form = contacts.form(ana)
    assert (form.note, form.birthday) == ("mine", "1990-05-12")
    assert form.circles == ["Choir", "Rust"]
    assert form.interests == ["bees"]
    assert [m.kind for m in form.methods] == ["email", "phone"]


@pytest.mark.parametrize("apart", [0, 3])
@pytest.mark.parametrize("known", [False, True])
def test_two_rows_of_one_person_never_overrule_each_other(
    journal, bring, monkeypatch, apart, known
):
    """A file that wins over the journal does not win over itself, nor twice."""
    for room in (import_comparing, import_changes):
        monkeypatch.setattr(room, "PORTION", 2)
    if known:
        add(journal, full_name="Ana Kovač", email="ana@a.example", note="old")
    between = "".join(f"Bo {n},bo{n}@b.example,,\n" for n in range(apart))
    text = (
        "Name,E-mail,Note,Headline\nAna Kovač,ana@a.example,one,\n"
        f"{between}Ana Kovač,ana@a.example,two,Boss\nAna Kovač,ana@a.example,three,Cook\n"
    )
    bring(text, on_match="update")
    form = contacts.form(contacts.resolve("Ana Kovač"))
    assert (form.note, form.headline) == ("one", "Boss")
    kept = "".join(map(str, values("SELECT value FROM extra_property")))
    assert all(text in kept for text in ("two", "three", "Cook"))
    for name in ("people.csv", "again.csv"):
        report = bring(text, name, on_match="update")
        assert (report.added, report.updated) == (0, 0)


def test_nothing_overrules_hands(journal, bring):
    ana = add(journal, full_name="Ana Kovač", email="ana@a.example", note="x", headline="Boss")
    with journal.edit("Change"):
        form = contacts.form(ana)
        form.note, form.birthday, form.circles = "mine", "1990", ["Choir"]
        contacts.update(ana, form)
        form.birthday, form.circles = "", []
        contacts.update(ana, form)
    text = (
        "Name,E-mail,Note,Birthday,Headline,Tags\nAna Kovač,ana@a.example,new,1991-01-01,CEO,Rust\n"
    )
    bring(text, on_match="update")
    form = contacts.form(ana)
    assert (form.note, form.birthday, form.circles, form.headline) == ("mine", "", [], "CEO")


def test_skip_and_add(journal, bring):
    add(journal, full_name="Ana Kovač", email="ana@a.example")
    row = PLAIN + "Ana,Kovač,ana@a.example,+447700900123,,,\n"
    report = bring(row, on_match="skip")
    assert (report.skipped, report.batch_id, count(Contact)) == (1, None, 1)
    assert bring(row, on_match="add").added == 1
    assert count(Contact) == 2


def test_unknown_choice(journal, tmp_path):
    with pytest.raises(UsageError, match="fill"):
        importing.analyse(tmp_path / "a.csv", on_match="guess")


# -- nothing is dropped


def test_what_has_no_field_is_kept(journal, bring):
    bring(PLAIN + "Ana,Kovač,,,,,38½\n")
    assert values("SELECT name FROM extra_property") == ["Shoe size"]
    assert values("SELECT value FROM extra_property") == ["38½"]
    assert count(Contact) == 1


def test_pictures_uids_and_relations_of_a_vcard(journal, bring):
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:{uid}\r\nFN:{name}\r\n"
        "PHOTO:data:image/png;base64,iVBORw0KGgo=\r\nRELATED;TYPE=spouse:urn:uuid:{other}\r\n"
        "CATEGORIES:Choir\r\nX-ODD;A=b:kept\r\nEND:VCARD\r\n"
    )
    one, two = "0b9f1d54-9f0c-4f6e-8d5b-6d0a4d8f0a01", "0b9f1d54-9f0c-4f6e-8d5b-6d0a4d8f0a02"
    text = card.format(uid=one, name="Ana", other=two) + card.format(uid=two, name="Bo", other=one)
    report = bring(text, "a.vcf")
    assert report.added == 2
    ana, bo = Contact.select().order_by(Contact.id)
    assert str(ana.uid) == one
    assert ana.photo == bo.photo is not None
    assert values("SELECT other_id FROM relation ORDER BY contact_id") == [bo.id, ana.id]
    assert values("SELECT COUNT(*) FROM tag") == [1]
    assert "X-ODD" in values("SELECT name FROM extra_property")
    assert bring(text, "a.vcf").unchanged == 2


def test_events_by_name_are_found_or_made_once(journal, bring):
    with journal.edit("Event"):
        known = builders.event("PyCon", ago=10, kind="conference")
    header = "Name,Met at event,Met on\n"
    mapping = importing.mappings.from_json(
        json.dumps({"Name": "full_name", "Met at event": "met_event", "Met on": "met_on"})
    )
    day = (TODAY - 10, "2026-11-13")
    bring(
        header + f"Ana,pycon,{day[1]}\nBo,Barcamp,2026-05-01\nCy,Barcamp,2026-05-01\nDi,Nowhere,\n",
        mapping=mapping,
    )
    found = dict(
        db.execute_sql("SELECT c.full_name, c.met_event_id FROM contact c ORDER BY c.id").fetchall()
    )
    assert found["Ana"] == known
    assert found["Bo"] == found["Cy"] != known
    assert found["Di"] is None  # no day to put it on
    assert values("SELECT value FROM extra_property WHERE name = 'Met event'") == ["Nowhere"]


def test_where_rows_came_from_is_remembered(journal, bring):
    report = bring(LINKEDIN)
    name, fmt, counts = db.execute_sql(
        "SELECT file_name, format, counts FROM import_batch WHERE id = ?", (report.batch_id,)
    ).fetchone()
    assert (name, fmt, json.loads(counts)["added"]) == ("people.csv", "linkedin", 2)
    rows = db.execute_sql("SELECT line, action, contact_id FROM import_row ORDER BY line")
    assert rows.fetchall() == [(2, "add", 1), (3, "add", 2)]


# -- interactions


def test_interactions_find_their_people(journal, bring):
    ana = add(journal, full_name="Ana Kovač", email="ana@a.example")
    header = "UID,Day,Time,Kind,Summary,People,People details,netjournal-csv/1;interactions\n"
    details = r"ana@a.example; \-; \-; \-; \-; \-; \-; \-; \-; \-"
    report = bring(
        header
        + f"0b9f1d54-9f0c-4f6e-8d5b-6d0a4d8f0a01,2024-05,,coffee,Talked,Ana K; New One,{details},\n"
        + ",2024-05-02,09:30,tea ceremony,Quiet,Ana Kovač,,\n"
    )
    assert (report.read, report.interactions) == (2, 2)
    first, second = Interaction.select().order_by(Interaction.id)
    assert (first.precision, second.minute) == (1, 570)
    assert values("SELECT contact_id FROM interaction_contact ORDER BY id") == [ana, ana + 1, ana]
    assert values("SELECT full_name FROM contact WHERE id > ?", ana) == ["New One"]
    assert values("SELECT name FROM interaction_kind WHERE built_in = 0") == ["tea ceremony"]


TALK = "Day,Kind,Summary,Body,People,People details,netjournal-csv/1;interactions\n"


@pytest.mark.parametrize(
    "row",
    [
        "2024-05-01,met,Lunch,Talked,Annie,ana@x.example; ; ; ; ",  # on the card: Ana Kovač
        "2024-05-01,met,Lunch,Talked,Ana; Ana,",
        "2024-05-01,met,Lunch,Talked,Ana; Bo; New,",
        "2024-05-01,met,Lunch,Talked,,ana@x.example; ; ; ; ",
        "2024-05-01,met,Lunch,Talked,Twin,",
        "2024-05-01,met,Lunch,Talked,Gone,",
        "2024-05,met,Lunch,Talked,Ana Kovač,",
        "2024,met,Lunch,Talked,Ana Kovač,",
        "2026-11,met,Lunch,Talked,Ana Kovač,",  # counts on the day it was imported
        "2024-05-01,tea ceremony,Lunch,Talked,Ana Kovač,",
    ],
)
def test_interactions_without_ids_come_once(journal, bring, row):
    add(journal, full_name="Ana Kovač", email="ana@x.example")
    for _ in range(2):
        add(journal, full_name="Twin")
    gone = add(journal, full_name="Gone")
    with journal.edit("Trash"):
        contacts.trash([gone])
    assert bring(f"{TALK}{row}\n").interactions == 1
    for name in ("people.csv", "again.csv"):
        again = bring(f"{TALK}{row}\n", name)
        assert (again.interactions, again.unchanged, again.batch_id) == (0, 1, None)


def test_the_same_words_with_somebody_else_are_another_interaction(journal, bring):
    add(journal, full_name="Ana", email="ana@x.example")
    add(journal, full_name="Ana", email="other@x.example")
    row = TALK + "2024-05-01,met,Lunch,Talked,{},{}\n"
    for people, details in (
        ("Ana", "ana@x.example; ; ; ; "),
        ("Ana", "other@x.example; ; ; ; "),
        ("Bo", ""),
        ("Bo; Cy", ""),
    ):
        assert bring(row.format(people, details)).interactions == 1
        assert bring(row.format(people, details)).interactions == 0


def test_a_connection_is_told_once_though_the_card_has_another_name(journal, bring):
    bring(LINKEDIN)
    ana = Contact.get(Contact.full_name == "Ana Kovač").id
    with journal.edit("Change"):
        form = contacts.form(ana)
        form.full_name = "Ana Meier"
        contacts.update(ana, form)
    assert bring(LINKEDIN, "later.csv").interactions == 0


def test_people_met_in_interactions_are_counted_by_themselves(journal, tmp_path, bring):
    header = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
        "DATE,SUBJECT,CONTENT,FOLDER\n"
    )
    me = "https://www.linkedin.com/in/me"
    messages = header + "".join(
        f"c{n},,New {n},{me}{n},Me,{me},2024-05-15 10:30:0{n} UTC,,Hello,INBOX\n" for n in range(2)
    )
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("Connections.csv", LINKEDIN)
        file.writestr("messages.csv", messages)
    report = bring(packed.read_bytes(), "export.zip")
    assert (report.read, report.added, report.met, count(Contact)) == (2, 2, 2, 4)
    (counts,) = values("SELECT counts FROM import_batch")
    assert json.loads(counts)["met"] == 2
    assert bring(packed.read_bytes(), "export.zip").met == 0


def test_messages_of_an_archive(journal, bring):
    ana = add(journal, full_name="Ana", methods=[contacts.MethodForm("url", "linkedin.com/in/ana")])
    header = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,"
        "DATE,SUBJECT,CONTENT,FOLDER\n"
    )
    me, her = "https://www.linkedin.com/in/me", "https://www.linkedin.com/in/ana"
    text = header + "".join(
        f"c{n},,{a},{b},{c},{d},2024-05-15 10:30:0{n} UTC,,Hello {n},INBOX\n"
        for n, (a, b, c, d) in enumerate(
            [("Ana K", her, "Me", me), ("Me", me, "Ana K", her), ("Bo", me + "x", "Me", me)]
        )
    )
    report = bring(text, "messages.csv")
    assert report.interactions == 3
    assert values("SELECT COUNT(*) FROM interaction_contact WHERE contact_id = ?", ana) == [2]
    again = bring(text, "messages.csv")
    assert (again.interactions, again.batch_id) == (0, None)


def test_help_in_words_becomes_help(journal, tmp_path):
    """Kinds that are help make rows of help when the file doesn't bring its own."""
    ana, bo = add(journal, full_name="Ana"), add(journal, full_name="Bo")
    people = [PersonRef(name="Ana"), PersonRef(name="Bo")]
    plan = importing.ImportPlan(tmp_path / "a.ics", Recognition("ics", 1.0), b"x", "fill")
    plan.interactions = [
        InteractionDraft("2024-05-01", "helped", summary="Moved boxes", people=people[:1]),
        InteractionDraft("2024-05-02", "introduced", summary="Both sing", people=people),
    ]
    with journal.edit("Import") as edit:
        assert apply(plan, edit, TODAY).interactions == 2
    assert db.execute_sql("SELECT contact_id, direction, text FROM help").fetchall() == [
        (ana, "given", "Moved boxes")
    ]
    assert db.execute_sql("SELECT contact_id, other_id FROM introduction").fetchall() == [(ana, bo)]
    assert_sound(journal)


# -- stopping and refusing


def test_cancel_keeps_nothing(journal, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(PLAIN + "".join(f"Ana{n},K,a{n}@a.example,,,,\n" for n in range(1200)))
    plan = importing.analyse(path)
    seen = []

    class Stop:
        def step(self, done, total):
            seen.append((done, total))
            if done:
                raise Cancelled("Stopped.")

    before = recorded()
    with pytest.raises(Cancelled), journal.edit("Import") as edit:
        apply(plan, edit, TODAY, Stop())
    assert seen == [(0, 1200), (500, 1200)]
    assert recorded() == before
    assert_sound(journal)
    with pytest.raises(Cancelled):
        importing.analyse(path, progress=Stop())


def test_many_rows_are_written_in_portions(journal, bring, monkeypatch):
    monkeypatch.setattr("netjournal.services.interchange.import_rows._FLUSH", 7)
    rows = "".join(
        f"Ana{n},K,a{n}@a.example,+4477009001{n:02d},Org {n % 5},,x\n" for n in range(60)
    )
    assert bring(PLAIN + rows).added == 60
    assert values("SELECT COUNT(DISTINCT contact_id) FROM contact_method") == [60]
    assert bring(PLAIN + rows).unchanged == 60


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture|not a file"),
        (b"hello world\nthis is prose without any columns\n", "none of the formats|mapping"),
        (PLAIN.encode(), "Nothing in"),
        (b"First Name,Last Name,E-mail\n\x00\x00\n", "NUL|damaged"),
    ],
)
def test_refused_files(journal, tmp_path, content, message):
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(ImportRejected, match=message):
        importing.analyse(path)


def test_a_file_that_went(journal, tmp_path):
    with pytest.raises(NotFound, match=r"gone\.csv"):
        importing.analyse(tmp_path / "gone.csv")
    with pytest.raises(NotFound, match=r"gone\.json"):
        importing.load_mapping(tmp_path / "gone.json")


def test_columns_that_say_nothing_need_a_mapping(journal, tmp_path, bring):
    text = "xxa,xxb\nAna Kovač,a@b.example\n"
    with pytest.raises(ImportRejected, match="mapping"):
        bring(text)
    kept = tmp_path / "map.json"
    kept.write_text('{"xxa": "full_name", "xxb": "email"}')
    assert bring(text, mapping=importing.load_mapping(kept)).added == 1
    kept.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError):
        importing.load_mapping(kept)


def test_a_dry_run_foresees(journal, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(LINKEDIN)
    report = importing.foresee(importing.analyse(path))
    assert (report.added, report.batch_id, count(Contact)) == (2, None, 0)


def test_a_file_that_changed_after_the_look_is_not_imported(journal, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(LINKEDIN)
    plan = importing.analyse(path)
    path.write_text(LINKEDIN.replace("Kovač", "Sato"))
    with pytest.raises(ImportRejected, match="has changed"), journal.edit("i") as edit:
        apply(plan, edit, 20_000)
    assert count(Contact) == 0


def test_what_is_no_longer_there_is_passed_over(journal, bring, tmp_path):
    bring(LINKEDIN)
    path = tmp_path / "later.csv"
    path.write_text(LINKEDIN.replace("Fieldwave", "Kite"))
    plan = importing.analyse(path, on_match="update")
    assert [row.action for row in plan.rows] == ["update", "same"]
    with journal.edit("x"):
        db.execute_sql("DELETE FROM contact")
    with journal.edit("i") as edit:
        apply(plan, edit, 20_000)
    assert count(Contact) == 0


def test_blanks_around_parts_of_a_name_go(bring):
    bring("First name,Last name,E-mail\n Ana ,Kovač\u00a0,a@x.example\n")
    ana = Contact.get()
    assert (ana.full_name, ana.given_name, ana.family_name) == ("Ana Kovač", "Ana", "Kovač")


def test_details_of_many_rows_are_kept_in_order():
    details = Details()
    texts = [f"Studio {n} · ana{n}@example.com ü" for n in range(1_500)]
    for text in texts:
        details.append(text)
    assert [details[n] for n in (0, 511, 512, 1_023, 1_024, 1_499)] == [
        texts[n] for n in (0, 511, 512, 1_023, 1_024, 1_499)
    ]


TWICE = PLAIN + (
    "Ana,Silva,ana@a.example,+49 30 1234567,Acme,Lead,37\n"
    "Ana,Silva,ana@a.example,+49 30 7654321,Acme,,\n"
    "Ana,Silva,,+49 30 1234567,,,38\n"
    "Bo,Li,bo@b.example,,Acme,,\n"
)


def test_records_kept_and_read_again_give_the_same(journal, tmp_path, monkeypatch):
    path, told = tmp_path / "twice.csv", []
    for most in (0, 10_000):
        monkeypatch.setattr(import_plan, "MOST_RECORDS", most)
        found = []
        for text in (TWICE, TWICE.replace("Lead", "Head")):
            path.write_text(text)
            plan = importing.analyse(path)
            assert (plan.records is None) == (most == 0)
            with journal.edit("Import", source="import") as edit:
                apply(plan, edit, TODAY)
            found += [(row.action, row.name, row.changes, row.into) for row in plan.rows]
        found += values("SELECT value FROM contact_method ORDER BY contact_id, position")
        found += values("SELECT value FROM extra_property ORDER BY contact_id, position")
        told.append(found)
        while journal.undo_label():
            journal.undo()
    assert told[0] == told[1]
    assert ("update", "Ana Silva", ("methods",), 0) in told[0]


def test_a_file_that_changed_is_refused_though_its_records_are_kept(journal, tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text(TWICE)
    plan = importing.analyse(path)
    path.write_text(TWICE + "Cy,Ray,,,,,\n")
    with pytest.raises(ImportRejected, match="changed"), journal.edit("Import") as edit:
        apply(plan, edit, TODAY)
    assert count(Contact) == 0


@pytest.mark.parametrize("mode", ["fill", "update"])
def test_bare_names_come_once(journal, tmp_path, mode):
    path = tmp_path / "names.csv"
    names = ["Kim", "Lee", "Kim"]
    for _ in range(3):
        names.append(f"New {len(names)}")
        path.write_text("\n".join(["Full name,E-mail", *(f"{n}," for n in names)]) + "\n")
        plan = importing.analyse(path, on_match=mode)
        with journal.edit("Import") as edit:
            apply(plan, edit, TODAY)
        found = db.execute_sql("SELECT full_name FROM contact ORDER BY full_name").fetchall()
        assert [row[0] for row in found] == sorted(names)


def test_a_bare_name_is_not_somebody_else_of_the_file(journal, tmp_path):
    add(journal, full_name="Kim")
    path = tmp_path / "names.csv"
    path.write_text("Full name,E-mail,UID\nKim,,\nKim,kim@x.example,\n")
    plan = importing.analyse(path)
    with journal.edit("Import") as edit:
        apply(plan, edit, TODAY)
    assert [row.action for row in plan.rows] == ["same", "add"]
    path.write_text("Full name,E-mail,UID\nKim,kim@x.example,\nKim,,\nKim,,\n")
    plan = importing.analyse(path)
    assert [row.action for row in plan.rows] == ["same", "same", "add"]


@pytest.mark.parametrize("line", ["NICKNAME:Kiki", "X-NETJOURNAL-DECEASED:1", "KIND:org"])
def test_a_name_with_a_little_more_is_not_bare(journal, tmp_path, line):
    add(journal, full_name="Kim")
    path = tmp_path / "kim.vcf"
    path.write_text(f"BEGIN:VCARD\nVERSION:4.0\nFN:Kim\n{line}\nEND:VCARD\n")
    assert [row.action for row in importing.analyse(path).rows] == ["add"]


def test_thousands_of_one_name_are_known_again(journal, tmp_path):
    path, header = tmp_path / "unknown.csv", "Full name,Note,Phone,Tags,Company"
    rows = [f"Unknown,note {n},,\n" for n in range(1_500)]
    rows += [f"Unknown,,+4930{n:07d},\n" for n in range(500)]
    rows += [f"Unknown,,,circle {n}\n" for n in range(9)] + ["Unknown,,,\n"] * 50
    rows = [row.replace("\n", ",Acme\n") for row in rows]
    path.write_text(f"{header}\n" + "".join(rows))
    bring_in(journal, path)
    rows.reverse()
    path.write_text(f"{header}\nUnknown,new,,,\n" + "".join(rows))
    began = time.process_time()
    plan = importing.analyse(path)
    assert time.process_time() - began < 20
    assert [row.action for row in plan.rows] == ["add", *["same"] * len(rows)]


def test_of_one_name_who_works_there_is_asked_about(journal, tmp_path):
    path = tmp_path / "ana.csv"
    path.write_text("Full name,Company,Title\nAna,Acme,Baker\nAna,Beta,\nAna,Acme,Potter\n")
    bring_in(journal, path)
    path.write_text("Full name,Company,Phone\nAna,Beta,+49301\nAna,Gamma,\nAna,Acme,+49302\n")
    plan = importing.analyse(path)
    assert [(row.action, row.match) for row in plan.rows] == [
        ("doubtful", 2),
        ("add", None),
        ("doubtful", 1),
    ]


def bring_in(journal, path):
    plan = importing.analyse(path)
    with journal.edit("Import") as edit:
        return apply(plan, edit, TODAY)
