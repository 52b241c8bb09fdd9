"""WhatsApp: days of a chat, whoever exported it from whichever phone."""

from __future__ import annotations

import contextlib
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.chats.chat import MOST_TEXT
from netjournal.formats.chats.whatsapp import title
from netjournal.formats.draft import InteractionDraft, PersonRef, Warned
from netjournal.formats.mapping import from_json
from netjournal.formats.me import Me
from tests.formats.chats.chats import days, names, reading
from tests.formats.growth import LINEAR, growth

ANDROID = """\
20/01/19, 09:00 - Messages and calls are end-to-end encrypted. Tap to learn more.
20/01/19, 09:01 - Zoe Me: Good morning
20/01/19, 09:02 - Ana - Berlin: Hello: how are you?
and the children?

20/01/19, 23:59 - Ana - Berlin: <Media omitted>
21/01/19, 00:00 - Ana - Berlin: Tomorrow at 10:00 - the usual place?
22/01/19, 08:00 - Zoe Me:
"""
IOS = (
    "[20.01.19, 09:00:00] Ana: \u200eMessages and calls are end-to-end encrypted.\r\n"
    "[20.01.19, 09:01:00] Ana: Hi\r\n"
    "\u200e[20.01.19, 09:02:00] Ana: \u200eimage omitted\r\n"
    "\u200e[20.01.19, 09:03:00] ~\u202fBo\u00a0Li: \u200e<attached: 0001-PHOTO.jpg>\r\n"
    "[20.01.19, 09:04:00] \u202a+49 170 1234567\u202c: hello\r\n"
    "[20.01.19, 09:05:00] The Choir: \u200eAna changed the group name to “Choir: tenors”\r\n"
    '[20.01.19, 09:06:00] Cy changed the subject from "a: b" to "c"\r\n'
)


def file(path, text, name="WhatsApp Chat with Ana - Berlin.txt"):
    path = path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_days_of_a_chat(tmp_path):
    path = file(tmp_path, ANDROID)
    recognition = sniff(path)
    assert recognition.format == "whatsapp"
    assert list(read(path, recognition)) == [
        InteractionDraft(
            "2019-01-20",
            "message",
            line=2,
            time="09:01",
            initiator="me",
            summary="3 messages",
            body="09:01 Zoe Me: Good morning\n"
            "09:02 Ana - Berlin: Hello: how are you?\nand the children?\n"
            "23:59 Ana - Berlin: <Media omitted>",
            people=[PersonRef(name="Ana - Berlin")],
            external_id="whatsapp:2019-01-20T09:01:ana - berlin",
        ),
        InteractionDraft(
            "2019-01-21",
            "message",
            line=7,
            time="00:00",
            initiator="them",
            summary="1 message",
            body="00:00 Ana - Berlin: Tomorrow at 10:00 - the usual place?",
            people=[PersonRef(name="Ana - Berlin")],
            external_id="whatsapp:2019-01-21T00:00:ana - berlin",
        ),
        InteractionDraft(
            "2019-01-22",
            "message",
            line=8,
            time="08:00",
            initiator="me",
            summary="1 message",
            body="08:00 Zoe Me:",
            people=[PersonRef(name="Ana - Berlin")],
            external_id="whatsapp:2019-01-22T08:00:ana - berlin",
        ),
    ]


@pytest.mark.parametrize("name", ["chat.txt", "chat.log", "standard-input"])
def test_whoever_is_told_is_the_user(tmp_path, name):
    found, said = days(file(tmp_path, ANDROID, name), me=Me(("zoé me",)))
    assert [day[2] for day in found] == ["me", "them", "me"]
    assert {day[4][0] for day in found} == {"Ana - Berlin"}
    assert said == []


def test_without_knowing_the_user_everybody_is_kept(tmp_path):
    found, said = days(file(tmp_path, ANDROID, "chat.txt"))
    assert [day[2] for day in found] == ["unknown"] * 3
    assert found[0][4] == ["Zoe Me", "Ana - Berlin"]
    assert said == ["It was not clear which of the people is you; all of them were kept."]


def test_group_on_an_iphone(tmp_path):
    path = file(tmp_path, IOS, "WhatsApp Chat - The Choir.txt")
    found, said = days(path, me=Me(("Ana",)))
    who = ["Bo Li", "+49 170 1234567"]
    assert found == [("2019-01-20", "09:01", "me", "4 messages in The Choir", who)]
    assert said == []
    (draft,) = reading(path, me=Me(("Ana",)))
    assert draft.people == [PersonRef(name="Bo Li"), PersonRef(phone="+49 170 1234567")]
    assert "09:02 Ana: image omitted\n09:03 Bo Li: <attached: 0001-PHOTO.jpg>" in draft.body


def test_group_days_on_which_only_the_user_wrote(tmp_path):
    text = "20/01/19, 9:00 - Me M: a\n21/01/19, 9:00 - Ana: b\n21/01/19, 9:01 - Bo: c\n"
    found, said = days(file(tmp_path, text), me=Me(("Me M",)))
    assert [day[0] for day in found] == ["2019-01-21"]
    assert said == ["Days left out because nobody but you wrote: 1."]


def test_nobody_has_answered_yet(tmp_path):
    path = file(tmp_path, "20/01/19, 9:00 - Me M: hello\n", "WhatsApp Chat mit Ana (2).txt")
    found, _ = days(path, me=Me(("Me M",)))
    assert found == [("2019-01-20", "09:00", "me", "1 message", ["Ana"])]


@pytest.mark.parametrize("member", ["_chat.txt", "folder/WhatsApp Chat with Ana.txt"])
def test_archive(tmp_path, member):
    path = tmp_path / "WhatsApp Chat - Ana.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("0001-PHOTO.jpg", b"\xff\xd8\xff")
        archive.writestr(member, "[1/20/19, 5:46:03\u202fPM] Ana: hi\n[1/21/19, 5:46:03 PM] Zo: ho")
    assert sniff(path).format == "whatsapp"
    found, said = days(path)
    assert found == [
        ("2019-01-20", "17:46", "them", "1 message", ["Ana"]),
        ("2019-01-21", "17:46", "me", "1 message", ["Ana"]),
    ]
    assert said == []


def test_a_longer_export_keeps_what_days_are_known_by(tmp_path):
    def known_by(text):
        drafts = reading(file(tmp_path, text))
        return {draft.day: draft.external_id for draft in drafts}

    first = known_by(ANDROID)
    later = known_by(ANDROID + "22/01/19, 8:05 - Ana - Berlin: hey\n23/01/19, 1:00 - Zoe Me: x\n")
    assert first.items() < later.items()
    assert len(later) == 4


def test_names_with_colons(tmp_path):
    text = "".join(f"20/01/19, 9:0{n} - Ana: work: message {n}: yes\n" for n in range(4))
    (draft,) = reading(
        file(tmp_path, text + "20/01/19, 9:30 - Zo: hi\n", "WhatsApp Chat with Zo.txt")
    )
    assert (names(draft), draft.body.split("\n")[0]) == (["Zo"], "09:00 Ana: work: message 0: yes")
    found, _ = days(file(tmp_path, text + "20/01/19, 9:30 - Zo: hi\n"), me=Me(("Zo",)))
    assert found[0][4] == ["Ana: work"]


def test_order_of_dates_can_be_said(tmp_path):
    path = file(tmp_path, "3/4/19, 9:00 - Ana: a\n", "WhatsApp Chat with Ana.txt")
    guessed, said = days(path)
    assert guessed[0][0] == "2019-04-03"
    assert "day and month" in said[0]
    (warned,) = [one for one in read(path, sniff(path)) if isinstance(one, Warned) and one.assumed]
    assert warned.assumed == ("date_order", "dmy")
    in_doubt = replace(sniff(path), facts={"date_order": "mdy"})
    assert [one.day for one in read(path, in_doubt) if isinstance(one, InteractionDraft)] == [
        "2019-03-04"
    ]
    found, said = days(path, mapping=from_json('{"date_order": "mdy"}'))
    assert found[0][0] == "2019-03-04"
    assert said == []


def test_a_day_of_many_words_is_cut_and_says_so(tmp_path):
    lines = "".join(f"20/01/19, 9:00 - Ana: {'x' * 90} {n}\n" for n in range(200))
    (draft,) = reading(file(tmp_path, lines, "WhatsApp Chat with Ana.txt"))
    assert MOST_TEXT < len(draft.body) < MOST_TEXT + 60
    assert draft.body.endswith("of 200 messages)")
    assert draft.summary == "200 messages"


def test_other_encodings(tmp_path):
    text = "20/01/19, 9:00 - Zoë: grün\n"
    assert days(file(tmp_path, text.encode("utf-16")))[0][0][4] == ["Zoë"]
    found, said = days(file(tmp_path, text.encode("cp1252")))
    assert found[0][4] == ["Zoë"]
    assert "Windows-1252" in said[0]


@pytest.mark.parametrize(
    "text",
    [
        "20/01/19, 09:00 - You created this group\n",
        "hello\n20/01/19, 09:00 - Ana: hi\n",
        "\0\0\0",
    ],
)
def test_other_texts_are_refused(tmp_path, text):
    with pytest.raises(ImportRejected):
        sniff(file(tmp_path, text), only="whatsapp")


def test_damaged_archive_is_refused(tmp_path):
    with pytest.raises(ImportRejected):
        sniff(file(tmp_path, b"PK\x03\x04 no more", "x.zip"), only="whatsapp")


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("WhatsApp Chat with Ana Lima", "Ana Lima"),
        ("WhatsApp Chat - Ana Lima (3)", "Ana Lima"),
        ("WhatsApp-Chat mit Ana", "Ana"),
        ("Chat de WhatsApp con Ana con Bo", "Ana con Bo"),
        ("Discussion WhatsApp avec Ana", "Ana"),
        ("Conversa do WhatsApp com Ana", "Ana"),
        ("x/WhatsApp_Chat_with_Ana", "Ana"),
        ("_chat", ""),
        ("notes with Ana", ""),
    ],
)
def test_title(stem, expected):
    assert title(stem) == expected


BITS = st.sampled_from(
    [
        *(
            "20/01/19, 09:00 - Ana: hi",
            "[1/2/19, 9:00:00 PM] Bo: ",
            "\u200e",
            "\n",
            "\r",
            ": ",
            " - ",
        ),
        *("99/99/99, 09:00 - X: y", "2019-01-01 10:00 - A:", '"', "٣٣/١/٢٠١٩، ٣:٤٥ م - ا: ب"),
    ]
)


@given(st.lists(st.one_of(BITS, st.text(max_size=8)), max_size=25).map("".join))
def test_any_text_gives_days_or_a_sentence(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "WhatsApp Chat with Ana.txt"
    path.write_text(text, "utf-8", newline="", errors="surrogatepass")
    with contextlib.suppress(UserError):
        for record in read(path, sniff(path, only="whatsapp")):
            assert isinstance(record, InteractionDraft | Warned)
            assert not isinstance(record, InteractionDraft) or (record.people and record.day)


def test_many_names_and_lines_of_nobody_take_time_that_grows_with_them(tmp_path):
    def make(size):
        told = [f"20/01/19, 09:00 - N{n}: hi" for n in range(size)]
        nobody = [f"20/01/19, 09:01 - someone left{n}" for n in range(size)]
        return file(tmp_path, "\n".join([*told, *nobody]), f"WhatsApp Chat with {size}.txt")

    def look(path):
        return list(read(path, sniff(path)))

    assert growth(look, make, 250) < LINEAR
