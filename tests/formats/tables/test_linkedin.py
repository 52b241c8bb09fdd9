"""LinkedIn: every generation of Connections.csv, messages, invitations, the whole archive."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected
from netjournal.formats import read, sniff
from netjournal.formats.draft import ContactDraft, InteractionDraft, Warned, place
from netjournal.formats.links import linkedin_profile
from netjournal.formats.tables.linkedin_talk import plain_text
from tests.formats.tables.seen import DATA, reading, seen


def added(line, name, parts, day, **more):
    facts = {"line": line, "full_name": name, "name": parts, "met_via": "linkedin_add", **more}
    return facts | ({"met_on": day, "connected_on": day} if day else {})


@pytest.mark.parametrize(
    "text",
    [
        "Notizen:\n„Beim Export …“\n\nVorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,"
        "Verbunden am\nAda,Bo,{url},a@b.example,X & Co,Chef,03 Mrz 2024\n",
        "Remarques :\n\nPrénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté(e) le\n"
        "Ada,Bo,{url},a@b.example,X & Co,Chef,03 mars 2024\n",
        "Notas:\n\nNombre,Apellidos,URL,Correo electrónico,Empresa,Cargo,Conectado el\n"
        "Ada,Bo,{url},a@b.example,X & Co,Chef,3 mar. 2024\n",
        "Nome;Sobrenome;URL;Endereço de e-mail;Empresa;Cargo;Conectado em\n"
        "Ada;Bo;{url};a@b.example;X & Co;Chef;03/03/2024\n",
        "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Collegato il\n"
        "Ada,Bo,{url},a@b.example,X & Co,Chef,3 marzo 2024\n",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op\n"
        "Ada,Bo,{url},a@b.example,X & Co,Chef,3 mrt 2024\n",
    ],
)
def test_every_language(tmp_path, text):
    path = tmp_path / "Connections.csv"
    path.write_text(text.format(url="https://www.linkedin.com/in/ada-bo"), encoding="utf-8")
    recognition = sniff(path)
    assert (recognition.format, recognition.variant) == ("linkedin", "connections")
    (draft,) = read(path, recognition)
    facts = seen(draft)
    del facts["line"]
    assert facts == {
        "full_name": "Ada Bo",
        "name": "|Ada||Bo|",
        "met_on": "2024-03-03",
        "met_via": "linkedin_add",
        "connected_on": "2024-03-03",
        "affiliations": ["X & Co|Chef"],
        "methods": [
            "url(linkedin) LinkedIn=https://www.linkedin.com/in/ada-bo",
            "email =a@b.example",
        ],
        "external_ids": ["linkedin=https://www.linkedin.com/in/ada-bo"],
    }


CONNECTIONS = {
    "linkedin_2024.csv": [
        added(
            5,
            "Anaïs García Ruiz, PhD ✔",
            "|Anaïs||García Ruiz, PhD ✔|",
            "2020-09-09",
            affiliations=["Harbor & Co|Head of Product, EMEA"],
            methods=["url(linkedin) LinkedIn=https://www.linkedin.com/in/anais-garc%C3%ADa/?trk=x"],
            external_ids=["linkedin=https://www.linkedin.com/in/anais-garcía"],
        ),
        added(
            6,
            'Mary "Molly" O\'Neill',
            '|Mary "Molly"||O\'Neill|',
            "2023-11-02",
            methods=[
                "url(linkedin) LinkedIn=http://de.linkedin.com/in/Molly-ON/de",
                "email =molly@post.example",
            ],
            external_ids=["linkedin=https://www.linkedin.com/in/molly-on"],
        ),
        {"line": 7, "rejected": "no name: a closed account"},
        added(
            8,
            "王伟",
            "|伟||王|",
            "2020-01-05",
            methods=["url(linkedin) LinkedIn=https://www.linkedin.com/in/wei-wang"],
            external_ids=["linkedin=https://www.linkedin.com/in/wei-wang"],
        ),
        {"line": 9, "warned": "The day of connecting is no date; it was kept as text."},
        added(
            9,
            "Eve Kim",
            "|Eve||Kim|",
            "",
            extras=["URL=javascript:alert(1)", "Connected On=someday"],
        ),
    ],
    "linkedin_2018.csv": [
        added(
            2,
            "Ines Marquez",
            "|Ines||Marquez|",
            "2018-04-09",
            affiliations=["Orbit Labs|Data Lead"],
            methods=["email =ines@post.example"],
        ),
        added(3, "Tom Okello", "|Tom||Okello|", "2017-11-30"),
    ],
    "linkedin_excel_es.csv": [
        added(
            2,
            "José Peña",
            "|José||Peña|",
            "2017-05-30",
            affiliations=["Núñez S.A.|Director"],
        ),
        added(3, "Lucía Ríos", "|Lucía||Ríos|", "2020-11-09"),
    ],
    "linkedin_excel_numbers.csv": [  # 25/12 in the second row tells that the day comes first
        added(2, "Ada Byron", "|Ada||Byron|", "2021-04-03"),
        added(3, "Bob Hall", "|Bob||Hall|", "2020-12-25"),
    ],
    "linkedin_german.csv": [
        added(
            2,
            "Jürgen Groß",
            "|Jürgen||Groß|",
            "2021-03-12",
            affiliations=["Faß GmbH|Chef"],
            methods=["url(linkedin) LinkedIn=https://www.linkedin.com/in/jgross"],
            external_ids=["linkedin=https://www.linkedin.com/in/jgross"],
        )
    ],
    "linkedin_url_last.csv": [
        added(
            2,
            "Carol Davis",
            "|Carol||Davis|",
            "2023-05-10",
            affiliations=["BigCo|VP"],
            methods=["url(linkedin) LinkedIn=https://linkedin.com/in/carol"],
            external_ids=["linkedin=https://www.linkedin.com/in/carol"],
        )
    ],
    "linkedin_utf16.csv": [
        added(
            5,
            "Ada Lovelace",
            "|Ada||Lovelace|",
            "2024-01-01",
            methods=["url(linkedin) LinkedIn=linkedin.com/in/ada"],
            external_ids=["linkedin=https://www.linkedin.com/in/ada"],
        )
    ],
}


@pytest.mark.parametrize("name", CONNECTIONS)
def test_connections(name):
    recognition, records = reading(name)
    assert (recognition.format, recognition.variant) == ("linkedin", "connections")
    assert records == CONNECTIONS[name]


def test_uploaded_contacts():
    recognition, records = reading("linkedin_contacts.csv")
    assert recognition.variant == "contacts"
    assert records == [
        {
            "line": 2,
            "full_name": "Ada Byron",
            "name": "|Ada||Byron|",
            "affiliations": ["Engines|Poet"],
            "methods": ["email =a@x.example", "email =b@x.example", "phone =+1 2"],
            "extras": ["Source=GMAIL", "CreatedAt=1/2/20, 3:04 PM"],
        }
    ]


def test_messages():
    recognition, records = reading("messages_2026.csv")
    assert recognition.variant == "messages"
    assert records == [
        {
            "day": "2024-05-15",
            "kind": "message",
            "line": 2,
            "time": "10:30",
            "zone": "UTC",
            "initiator": "them",
            "summary": "Hello",
            "body": "Coffee & cake?\nSee a&copy=1",
            "people": ["Ana Lima<https://www.linkedin.com/in/ana>"],
            "external_id": "linkedin:c1:2024-05-15 10:30:00 UTC:Ana Lima",
        },
        {
            "day": "2024-05-16",
            "kind": "message",
            "line": 3,
            "time": "08:00",
            "zone": "UTC",
            "initiator": "me",
            "body": "Yes, 3 < 4\ngladly",
            "people": ["Ana Lima<https://www.linkedin.com/in/ana>"],
            "external_id": "linkedin:c1:2024-05-16 08:00:00 UTC:Me Myself",
            "extras": ["ATTACHMENTS=x.pdf"],
        },
        {
            "day": "2024-05-17",
            "kind": "message",
            "line": 5,
            "time": "08:00",
            "zone": "UTC",
            "initiator": "me",
            "body": "Hi both",
            "people": [
                "Bo Chen<https://www.linkedin.com/in/bo>",
                "Cy Dee<https://www.linkedin.com/in/cy>",
            ],
            "external_id": "linkedin:c2:2024-05-17 08:00:00 UTC:Me Myself",
            "extras": ["FOLDER=ARCHIVE"],
        },
        {"line": 9, "rejected": "the message has no date"},
        {"line": 0, "warned": "Messages left out because they are drafts: 1."},
        {"line": 0, "warned": "Messages left out because they are advertisements: 1."},
        {
            "line": 0,
            "warned": "Messages left out because they are from members who left or from LinkedIn"
            " itself: 1.",
        },
    ]


def test_messages_of_2018_tell_the_direction():
    _, records = reading("messages_2018.csv")
    assert [(r["day"], r["time"], r["initiator"], r["people"]) for r in records] == [
        ("2018-04-09", "19:05", "me", ["Ana Lima<>"]),
        ("2018-04-10", "07:05", "them", ["Ana Lima<>"]),
    ]


ROWS = st.tuples(*map(st.sampled_from, (("c1", "c2", ""), ("Ana", "Bo"), ("hi", "yes"))))


@pytest.mark.parametrize("conversation", ["CONVERSATION ID", ""])
@given(
    st.lists(ROWS, max_size=6).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
)
def test_every_message_has_an_id_whatever_their_order(tmp_path_factory, conversation, orders):
    path = tmp_path_factory.mktemp("talk") / "messages.csv"
    found = []
    for rows in orders:
        cells = (
            (*row[not conversation : 1], "Me", row[1], "1/2/24, 3:04 PM", row[2]) for row in rows
        )
        heads = (*(conversation and [conversation]), "FROM", "TO", "DATE", "CONTENT")
        path.write_text("\n".join(map(",".join, (heads, *cells))) + "\n")
        drafts = [one for one in read(path, sniff(path)) if isinstance(one, InteractionDraft)]
        found.append({(one.external_id, one.body, str(one.people)) for one in drafts})
        assert len({one.external_id for one in drafts}) == len(rows)
    assert found[0] == found[1]


def test_without_telling_who_i_am_everybody_is_kept(tmp_path):
    path = tmp_path / "messages.csv"
    path.write_text("FROM,TO,DATE,CONTENT\nAna,Bo,2024-01-02 03:04:05 UTC,hi\n")
    first, warning = map(seen, read(path, sniff(path)))
    assert first["people"] == ["Ana<>", "Bo<>"]
    assert "initiator" not in first
    assert "clear" in warning["warned"]


def test_names_with_commas_do_not_shift_the_links(tmp_path):
    path = tmp_path / "messages.csv"
    me, bo, cy = (f"https://www.linkedin.com/in/{slug}" for slug in ("me", "bo", "cy"))
    path.write_text(
        "FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"
        f'Me,{me},"Bo, PhD,Cy","{bo},{cy}",2024-01-02 03:04:05 UTC,hi,surplus\n'
        f"Bo,{bo},Me,{me},2024-01-03 03:04:05 UTC,hi\n"
        f"Cy,{cy},Me,{me},2024-01-04 03:04:05 UTC,\n"
        f"Me,{me},Cy,{cy},--05-12,hi\n"
    )
    first, second, third, rejected = map(seen, read(path, sniff(path)))
    assert first["people"] == [f"<{bo}>", f"<{cy}>"]
    assert first["extras"] == ["Column 7=surplus", "TO=Bo, PhD,Cy"]
    assert second["people"] == [f"Bo<{bo}>"]
    assert "body" not in third
    assert "rejected" in rejected


def test_spam_and_the_users_name_from_the_recipients(tmp_path):
    path = tmp_path / "messages.csv"
    path.write_text(
        "FROM,SENDER PROFILE URL,TO,DATE,CONTENT,FOLDER\n"
        "Me,,Ana,2024-01-02 03:04:05,hi,INBOX\n"
        "Bo,https://www.linkedin.com/in/bo,Me,2024-01-02 03:04:05,hi,INBOX\n"
        "Cy,https://www.linkedin.com/in/cy,Me,2024-01-02 03:04:05,hi,SPAM\n"
    )
    first, second, warning = map(seen, read(path, sniff(path)))
    assert (first["initiator"], first["people"]) == ("me", ["Ana<>"])
    assert (second["initiator"], second["people"]) == (
        "them",
        ["Bo<https://www.linkedin.com/in/bo>"],
    )
    assert warning["warned"] == "Messages left out because they are spam: 1."


def test_connection_columns_nobody_knows_are_kept(tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text(
        "First Name,Last Name,Connected On,Mood,\nAda,,01 Jan 2024,fine,x,y\n,,01 Jan 2024,,\n"
        "Zoë,,01 Jan 2024\nNotes: see below,,,,\n"
    )
    ada, closed, zoe = map(seen, read(path, sniff(path)))
    assert ada["extras"] == ["Mood=fine", "Column 5=x", "Column 6=y"]
    assert "rejected" in closed
    assert zoe["full_name"] == "Zoë"


def test_connection_with_a_firm_only(tmp_path):
    path = tmp_path / "Connections.csv"
    path.write_text("First Name,Last Name,Company,Connected On\n,,Acme,01 Jan 2024\n")
    (record,) = map(seen, read(path, sniff(path)))
    assert (record["full_name"], record["kind"]) == ("Acme", "organisation")


def test_invitations():
    recognition, records = reading("invitations.csv")
    assert recognition.variant == "invitations"
    assert records == [
        {
            "day": "2026-09-05",
            "kind": "connected",
            "line": 2,
            "time": "01:12",
            "initiator": "them",
            "people": ["Ana Lima<https://www.linkedin.com/in/ana>"],
            "external_id": "linkedin:invitation:9/5/26, 1:12 AM:Ana Lima",
        },
        {
            "day": "2025-09-15",
            "kind": "message",
            "line": 3,
            "time": "09:05",
            "initiator": "me",
            "body": "Nice talk!",
            "people": ["Bo Chen<https://www.linkedin.com/in/bo>"],
            "external_id": "linkedin:invitation:Sep 15 2025 9:05 AM:Bo Chen",
        },
    ]


def archive(path, **members):
    with zipfile.ZipFile(path, "w") as file:
        for name, content in members.items():
            file.writestr(f"Complete_Export/{name}.csv", content)
    return path


def test_whole_archive(tmp_path):
    path = archive(
        tmp_path / "export.zip",
        Connections=(DATA / "linkedin_2024.csv").read_bytes(),
        messages=b"FROM,TO,DATE,CONTENT\nAda,Bo,2024-01-02 03:04:05 UTC,hi\n",
        Invitations=b"From,To,Sent At,Message,Direction\nAna,Me,,,INCOMING\n",
        Profile=b"First Name,Last Name,Headline\nAda,,Poet\n",
        Contacts=b"x",
    )
    recognition = sniff(path)
    assert (recognition.format, recognition.variant) == ("linkedin", "archive")
    records = list(map(seen, read(path, recognition)))
    assert len(records) == 6 + 1 + 1 + 1
    assert records[2]["rejected"] == "Connections.csv: no name: a closed account"
    assert records[6]["warned"] == "Contacts.csv in the archive is not what its name says."
    assert records[7]["rejected"] == "Invitations.csv: the invitation has no date"
    assert (records[8]["initiator"], records[8]["people"]) == ("me", ["Bo<>"])


def test_uploaded_contacts_of_an_archive(tmp_path):
    path = archive(
        tmp_path / "export.zip",
        Connections=(DATA / "linkedin_2024.csv").read_bytes(),
        Contacts=(DATA / "linkedin_contacts.csv").read_bytes(),
    )
    records = list(read(path, sniff(path)))
    people = [one for one in records if isinstance(one, ContactDraft)]
    alone = list(read(DATA / "linkedin_contacts.csv", sniff(DATA / "linkedin_contacts.csv")))
    assert len(people) > len(alone) > 0
    assert [one.full_name for one in people[-len(alone) :]] == [one.full_name for one in alone]
    assert len({one.line for one in people}) == len(people)
    assert [place(one.line) for one in people[-len(alone) :]] == [one.line for one in alone]
    assert any("once uploaded" in one.message for one in records if isinstance(one, Warned))


def test_archive_member_that_is_something_else(tmp_path):
    path = archive(tmp_path / "export.zip", Connections=b"nothing,here\n")
    (warning,) = map(seen, read(path, sniff(path)))
    assert "not what its name says" in warning["warned"]


@pytest.mark.parametrize("profile", [b"\0\0\0", b"First Name,Last Name\n"])
def test_archive_without_a_usable_profile(tmp_path, profile):
    path = archive(
        tmp_path / "export.zip",
        Profile=profile,
        messages=b"FROM,TO,DATE,CONTENT\nAda,Bo,2024-01-02 03:04:05 UTC,hi\n",
    )
    message, warning = map(seen, read(path, sniff(path)))
    assert message["people"] == ["Ada<>", "Bo<>"]
    assert "clear" in warning["warned"]


def test_damaged_archives_are_refused(tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    with pytest.raises(ImportRejected, match="ZIP"):
        sniff(path)


def test_other_archives_are_refused(tmp_path):
    path = archive(tmp_path / "export.zip", photos=b"x")
    with pytest.raises(ImportRejected, match="ZIP"):
        sniff(path)


def test_archive_that_blows_up_is_refused(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Connections.csv", b"a" * 30_000_000)
    with pytest.raises(ImportRejected, match="large"):
        list(read(path, sniff(path)))


def test_chats_with_assistants_are_refused(tmp_path):
    path = tmp_path / "guide_messages.csv"
    path.write_bytes((DATA / "messages_2026.csv").read_bytes())
    with pytest.raises(ImportRejected, match="assistants"):
        list(read(path, sniff(path)))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.linkedin.com/in/Ada-B?trk=x", "https://www.linkedin.com/in/ada-b"),
        ("linkedin.com/in/ada/", "https://www.linkedin.com/in/ada"),
        ("http://de.linkedin.com/in/ada/de", "https://www.linkedin.com/in/ada"),
        ("//www.linkedin.com/pub/ada/1/2", "https://www.linkedin.com/pub/ada"),
        ("https://www.linkedin.com/company/acme", ""),
        ("https://evil.example/linkedin.com/in/ada", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_profile_addresses(url, expected):
    assert linkedin_profile(url) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>a</p><p>b &lt; c</p>", "a\nb < c"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("a < b and c > d", "a < b and c > d"),
        ("AT&amp;T &#128512; x?a=1&copy=2", "AT&T 😀 x?a=1&copy=2"),
    ],
)
def test_markup(content, expected):
    assert plain_text(content) == expected
