"""Mails in mailboxes and alone: what is one, who wrote to whom, what is left out."""

from __future__ import annotations

import base64
import os
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import UserError
from netjournal.formats import read, sniff
from netjournal.formats.draft import InteractionDraft, Rejected, Warned, Withdrawn
from netjournal.formats.mails import eml, mbox
from netjournal.formats.mails.mail_body import _MOST_OTHER, _MOST_WORDS, _slim
from netjournal.formats.mails.mail_headers import Headers, decoded
from netjournal.formats.mails.mbox_stream import MESSAGE_BYTES
from netjournal.formats.me import Me
from netjournal.formats.plain_text import MOST, bounded, from_html
from tests.formats.growth import LINEAR, growth

BESIDE = Path(__file__).parents[4] / "shared" / "interchange" / "samples"
SAMPLES = Path(os.environ.get("NETJOURNAL_SAMPLES", BESIDE))

ME = Me(emails=("me@x.example",))
NOBODY = Me()
DATE = "Date: Wed, 16 Mar 2022 15:16:02 -0400"
LINE = "From ana@x.example Wed Mar 16 19:16:02 2022"


def mail(*headers, body="Hello", sender="From: Ana <ana@x.example>", date=DATE):
    given = [sender, "To: me@x.example", date, "Subject: Hi", *headers]
    return "\n".join([*(one for one in given if one), "", body, ""])


def box(*mails):
    return "\n".join(f"{LINE}\n{one}" for one in mails)


@pytest.fixture(autouse=True)
def utc(monkeypatch):
    """Days are by this machine's clocks: here Greenwich's."""
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()
    else:
        pytest.skip("this system's zone can't be set")


@pytest.fixture
def bring(tmp_path):
    def run(text, me=ME, name="a.eml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return list(read(path, me.tell(sniff(path))))

    return run


def only(records):
    (one,) = records
    assert isinstance(one, InteractionDraft)
    return one


def bodies(records):
    return [one.body for one in records if isinstance(one, InteractionDraft)]


def said(records):
    return [one.message for one in records if isinstance(one, Warned)]


# -- one mail


def test_a_mail_to_the_user(bring):
    one = only(bring(mail("Message-ID: <1@x>", "Cc: Ben <ben@x.example>")))
    assert (one.day, one.time, one.kind, one.summary, one.body) == (
        *("2022-03-16", "19:16", "email"),
        *("Hi", "Hello"),
    )
    assert [(p.name, p.email) for p in one.people] == [("Ana", "ana@x.example")]
    assert (one.initiator, one.external_id) == ("them", "mail:1@x:20220316T191602Z:ana@x.example")


def test_a_mail_by_the_user(bring):
    text = mail("Cc: Ben <ben@x.example>, ME@x.example", sender="From: me@x.example")
    one = only(bring(text.replace("To: me@x.example", "To: Ana <ana@x.example>")))
    assert (one.initiator, [p.name for p in one.people]) == ("me", ["Ana", "Ben"])


def test_nobody_is_known_to_be_the_user(bring):
    one, warned = bring(mail(), NOBODY)
    assert [p.email for p in one.people] == ["ana@x.example", "me@x.example"]
    assert (one.initiator, "not clear which" in warned.message) == ("unknown", True)


def test_whom_it_was_delivered_to_is_the_user(bring):
    one = only(bring("Delivered-To: me@x.example\n" + mail(), NOBODY))
    assert [p.email for p in one.people] == ["ana@x.example"]


def test_an_address_nobody_told_of_is_found(bring):
    text = "Delivered-To: alias@x.example\n" + mail(sender="From: alias@x.example")
    one = only(bring(text.replace("To: me", "To: Ana <ana@x.example>, me")))
    assert ([p.name for p in one.people], one.initiator) == (["Ana"], "me")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff", f"{LINE}\n", "1234\n"])
def test_files_as_programs_save_them(bring, end, before):
    text = (before + mail()).replace("\n", end)
    assert only(bring(text)).body == "Hello"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("From: =?utf-8?q?J=C3=B6rg_M?= <a@x.example>", [("Jörg M", "a@x.example")]),
        ("From: =?UTF-8?B?SsO=?=\n =?utf-8?b?tnJn?= <a@x.example>", [("Jörg", "a@x.example")]),
        ("From: =?x-unknown?q?J=F6rg?= <a@x.example>", [("Jörg", "a@x.example")]),
        ('From: "Müller, Jörg" <a@x.example>', [("Müller, Jörg", "a@x.example")]),
        ("From: =?utf-8?q?M=2C_J?= <a@x.example>", [("M, J", "a@x.example")]),
        ("From: Ana <a@x.example>, b@x.example", [("Ana", "a@x.example"), ("", "b@x.example")]),
        (
            "From: Team: Ana <a@x.example>, b@x.example;",
            [("Ana", "a@x.example"), ("", "b@x.example")],
        ),
        ("From: a@x.example (Ana)", [("Ana", "a@x.example")]),
        ("From: 'Ana' <a@x.example>", [("Ana", "a@x.example")]),
        ("From: a@x.example <a@x.example>", [("", "a@x.example")]),
        ("From:\n Ana\n <a@x.example>", [("Ana", "a@x.example")]),
        ("from: Ana <a@x.example>", [("Ana", "a@x.example")]),
        ("Sender: Ana <a@x.example>", [("Ana", "a@x.example")]),
    ],
)
def test_senders(bring, header, expected):
    one = only(bring(mail(sender=header)))
    assert [(p.name, p.email) for p in one.people] == expected


def test_raw_letters_in_headers(bring):
    text = mail(sender="From: Jörg <a@x.example>").replace("Hi", "Grüße")
    for encoding in ("utf-8", "cp1252"):
        one = only(bring(text.encode(encoding)))
        assert (one.summary, one.people[0].name) == ("Grüße", "Jörg")


@pytest.mark.parametrize(
    ("date", "more", "expected"),
    [
        ("Date: 16 Mar 22 15:16 GMT", (), "2022-03-16 15:16"),
        ("Date: Wed, 16 Mar 2022 23:30:00 -0400", (), "2022-03-17 03:30"),
        (
            "Date: yesterday",
            ("Received: by x; Wed, 16 Mar 2022 10:00:00 +0000",),
            "2022-03-16 10:00",
        ),
        ("", ("Received: by x;\n Wed, 16 Mar 2022 10:00:00 +0000",), "2022-03-16 10:00"),
        (
            "Date: Wed, 16 Mar 2099 15:16:02 +0000",
            ("Received: x; 1 Mar 2022 9:00",),
            "2022-03-01 09:00",
        ),
    ],
)
def test_dates(bring, date, more, expected):
    one = only(bring(mail(*more, date=date)))
    assert f"{one.day} {one.time}" == expected


def test_the_from_line_dates_a_mail_without_a_date(bring):
    one = only(bring(box(mail(date="")), name="a.mbox"))
    assert (one.day, one.time) == ("2022-03-16", "19:16")


def test_a_mail_without_any_date(bring):
    assert bring(mail(date="")) == [Rejected(1, "the mail has no date")]


# -- words


def test_the_plain_part_is_the_text(bring):
    parts = (
        "--b\nContent-Type: text/html\n\n<p>Rich</p>\n"
        "--b\nContent-Type: text/plain; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe\n--b--"
    )
    one = only(bring(mail("Content-Type: multipart/alternative; boundary=b", body=parts)))
    assert one.body == "Grüße"


def test_html_becomes_text(bring):
    html = (
        "<html><head><style>p {x}</style><title>T</title></head><body><!-- no -->"
        "<header>Top</header><p>One&nbsp;two<br>three</p><script>x<y</script><div>4 &lt; 5</div>"
    )
    one = only(bring(mail("Content-Type: text/html; charset=utf-8", body=html)))
    assert one.body == "Top\nOne two\nthree\n4 < 5"


def test_attached_files_are_named(bring):
    file = base64.encodebytes(b"x" * 900_000).decode()
    parts = (
        "--b\nContent-Type: text/plain\n\nSee file\n"
        "--b\nContent-Type: application/pdf; name*=utf-8''Gr%C3%BC%C3%9Fe.pdf\n"
        f"Content-Transfer-Encoding: base64\n\n{file}\n"
        "--b\nContent-Type: message/rfc822\n\nSubject: x\n\nNot mine\n--b--"
    )
    one = only(bring(mail("Content-Type: multipart/mixed; boundary=b", body=parts)))
    assert one.body == "See file"
    assert [extra.value for extra in one.extras] == ["Grüße.pdf"]


def test_long_words_are_cut_and_say_so(bring):
    one = only(bring(mail(body="x" * 50_000)))
    assert len(one.body) < MOST + 100
    assert one.body.endswith("[The rest of this text was left out.]")


# -- what is no interaction


@pytest.mark.parametrize(
    "header",
    [
        *("List-Id: <x.example>", "List-Unsubscribe: <mailto:x>", "Precedence: bulk"),
        *("Auto-Submitted: auto-replied", "Return-Path: <>"),
    ],
)
def test_bulk_mail(bring, header):
    assert bring(mail(header)) == [
        Warned(0, "Mails left out because they are bulk mail or written by machines: 1.")
    ]


@pytest.mark.parametrize(
    "address", ["no-reply@x.example", "NoReply@x.example", "x-noreply@x.example", "mailer-daemon@x"]
)
def test_machines(bring, address):
    assert said(bring(mail(sender=f"From: X <{address}>")))
    kept = only(bring(mail("Auto-Submitted: no", sender="From: ann.oreply@x.example")))
    assert kept.people[0].email == "ann.oreply@x.example"


@pytest.mark.parametrize(
    "header",
    [
        *("X-Gmail-Labels: Spam", "X-Gmail-Labels: Inbox,Trash", "X-Gmail-Labels: Chat"),
        *("X-Gmail-Labels: =?UTF-8?Q?Entw=C3=BCrfe?=", "X-Mozilla-Status: 0009"),
        *("X-Spam-Flag: YES",),
    ],
)
def test_put_aside(bring, header):
    assert "spam, drafts, chats or deleted: 1" in said(bring(mail(header)))[0]


def test_kept_in_spite_of_labels(bring):
    assert only(bring(mail("X-Gmail-Labels: Inbox,Important", "X-Mozilla-Status: zzzz")))


def test_circulars_and_notes_to_oneself(bring):
    many = "Cc: " + ", ".join(f"p{n}@x.example" for n in range(30))
    assert "circulars" in said(bring(mail(many, sender="From: me@x.example")))[0]
    assert "nobody else" in said(bring(mail(sender="From: me@x.example")))[0]


# -- mailboxes


def test_messages_are_told_apart(bring):
    text = mail(body="first without a From line") + box(
        mail("Message-ID: <2>", body="two\n>From me\n>>From quoted\nFrom here on"),
        mail("Message-ID: <3>", body="no empty line follows").rstrip(),
        mail("Message-ID: <4>", body=f"a line alone\n{LINE}\nis no mail"),
    )
    assert bodies(bring(text, name="a.mbox")) == [
        "first without a From line",
        "two\nFrom me\n>From quoted\nFrom here on",
        "no empty line follows",
        f"a line alone\n{LINE}\nis no mail",
    ]


def test_lines_are_those_of_the_file(bring):
    text = box(mail(), mail("Message-ID: <2>", date=""), mail("X: y"))
    starts = [n for n, line in enumerate(text.split("\n"), 1) if line == LINE]
    assert [one.line for one in bring(text, name="a.mbox")] == starts


def test_the_same_message_id_from_others_is_another_mail(bring):
    text = box(
        mail("Message-ID: <1>"),
        mail("Message-ID: <1>", sender="From: ben@x.example"),
        mail("Message-ID: <1>"),
    )
    ids = [one.external_id for one in bring(text, name="a.mbox")]
    assert len(ids) == 3
    assert len(set(ids)) == 2


def test_who_is_in_nearly_all_mails_is_the_user(bring):
    text = box(*(mail(f"Message-ID: <{n}>", sender=f"From: p{n}@x.example") for n in range(5)))
    records = bring(text, NOBODY, "a.mbox")
    assert {one.initiator for one in records} == {"them"}
    assert [one.people[0].email for one in records] == [f"p{n}@x.example" for n in range(5)]


def test_whom_one_always_writes_with_is_not_the_user(bring):
    mails = [
        mail(f"Message-ID: <{n}>").replace("To: me@x", f"To: {to}@x")
        for n, to in enumerate(("me", "me", "other", "third"))
    ]
    records = bring(box(*mails), name="a.mbox")
    assert [one.people[0].email for one in records] == ["ana@x.example"] * 4


def test_what_has_no_headers_is_named(bring):
    records = bring(box(mail(), "X-A: 1\n\nno mail"), name="a.mbox")
    assert records[1:] == [Rejected(9, "not a mail: it has no headers")]


def test_chunks_do_not_matter(tmp_path, monkeypatch):
    monkeypatch.setattr("netjournal.formats.cards.vcard_stream._CHUNK", 7)
    path = tmp_path / "a.mbox"
    path.write_bytes(box(*(mail(f"X: {n}", body=f"b{n}") for n in range(9))).encode())
    assert bodies(read(path, ME.tell(sniff(path)))) == [f"b{n}" for n in range(9)]


def test_memory_is_that_of_one_message(tmp_path):
    path = tmp_path / "a.mbox"
    with path.open("w") as file:
        for n in range(15):
            file.write(box(mail(f"Message-ID: <{n}>", body=f"b{n}\n" + "x" * 60 + "\n")))
            file.write(("y" * 7_000 + "\n") * 400)  # 3 MB
            file.write("z" * 500_000 + "\n")
    recognition = ME.tell(sniff(path))
    tracemalloc.start()
    try:
        count = sum(1 for _ in read(path, recognition))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 15
    assert peak < 12 * MESSAGE_BYTES < path.stat().st_size


# -- invitations


INVITATION = (
    "BEGIN:VCALENDAR\n{head}BEGIN:VEVENT\nUID:u1\nDTSTART:20220316T110000Z\nSUMMARY:Meet\n"
    "ORGANIZER;CN=Ana:mailto:ana@x.example\nATTENDEE:mailto:me@x.example\nEND:VEVENT\n"
    "END:VCALENDAR\n"
)


def invitation(method="REQUEST", head="", kind="text/calendar; method="):
    data = base64.encodebytes(INVITATION.format(head=head).encode()).decode()
    body = (
        "--b\nContent-Type: text/plain\n\nEinladung\n"
        f"--b\nContent-Type: {kind}{method}\nContent-Transfer-Encoding: base64\n\n{data}\n"
        "--b\nContent-Type: application/ics; name=invite.ics\n"
        f"Content-Transfer-Encoding: base64\n\n{data}\n--b--"
    )
    return mail("Content-Type: multipart/mixed; boundary=b", body=body)


def test_an_invitation_is_the_meeting_once(bring):
    one = only(bring(invitation()))
    assert (one.kind, one.summary, one.external_id) == ("met", "Meet", "ics:u1")
    assert [p.name for p in one.people] == ["Ana"]


def test_a_cancelled_invitation(bring):
    head = "METHOD:CANCEL\n"
    records = bring(box(invitation(), invitation("CANCEL", head)), name="a.mbox")
    assert records[1:] == [Warned(0, "Events left out because they were cancelled: 1.")]
    assert records[0].external_id == "ics:u1"


def test_an_answer_is_neither_mail_nor_meeting(bring):
    assert [type(one) for one in bring(invitation("REPLY"))] == [Warned]


def test_a_calendar_that_invites_nobody_leaves_the_mail(bring):
    kinds = [one.kind for one in bring(invitation("", kind="text/calendar"))]
    assert sorted(kinds) == ["email", "met"]


# -- recognising, surviving


def test_recognised(tmp_path):
    for name, text, expected in (
        ("a.eml", mail(), "eml"),
        ("a", mail(), "eml"),
        ("a.mbox", mail(), "mbox"),
        ("a", box(mail()), "mbox"),
        ("Inbox", box(mail()).replace("\n", "\r\n"), "mbox"),
        ("a.eml", invitation(), "eml"),
        ("a.csv", "From:,To:\nAna,Ben\nSubject:,x\n", "csv"),
    ):
        path = tmp_path / name
        path.write_text(text, newline="")
        assert sniff(path).format == expected, name


@pytest.mark.parametrize(
    "body",
    [
        "".join(
            f"--{n}\nContent-Type: multipart/mixed; boundary={n + 1}\n\n" for n in range(3_000)
        ),
        "--0\n" + "Content-Type: message/rfc822\n\n" * 3_000,
        "--0\n\nx\n" * 50_000,
    ],
)
def test_deep_and_broad_mails(bring, body):
    (one,) = bring(mail("Content-Type: multipart/mixed; boundary=0", body=body))
    assert isinstance(one, InteractionDraft | Rejected)


@pytest.mark.parametrize(
    "html", ["<!--" * 100_000, "<p>" + "<script" * 50_000, "<p>" + "<" * 400_000, "<p a" * 90_000]
)
def test_html_that_takes_long_elsewhere(html):
    began = time.process_time()
    from_html(html)
    assert time.process_time() - began < 5


@given(st.text(max_size=200))
def test_text_stays_text(text):
    assert len(bounded(from_html(text))) <= MOST + 100
    assert from_html(text.replace("<", "")) == text.replace("<", "")


@given(st.text(max_size=60))
def test_encoded_words_come_back(text):
    from email.header import Header

    plain = "".join(c for c in text if c.isprintable() and c not in "=?\\").strip()
    assert decoded(Header(plain, "utf-8").encode().replace("\n", "")).strip() == plain


PIECES = st.sampled_from(
    [
        *(LINE, DATE, "From: Ana <ana@x.example>", "To: a: b, c;", "Subject: =?utf-8?b?####?="),
        *("Subject: =?utf-8?q?=ZZ=?= =?a?b?c?=", "Date: Wed, 99 Mar 20222 99:99:99 +9999", ""),
        *("Content-Type: multipart/mixed; boundary=b", "Content-Type: text/plain; charset=\0"),
        *("--b", "--b--", "Content-Type: text/calendar; method=REQUEST", "BEGIN:VEVENT", "\xff"),
        *(
            "Content-Transfer-Encoding: base64",
            "Content-Transfer-Encoding: uuencode",
            "DTSTART:2020",
        ),
        *(
            "Content-Type: text/plain; charset*0*=x'y'%zz; name*1=\"",
            "Content-Type: message/rfc822",
        ),
        *("Content-Disposition: attachment; filename*=utf-8''%ff", ">From x", "begin 644 x"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=30), st.booleans())
def test_no_text_does_harm(tmp_path, lines, single):
    head = ["From: ana@x.example", DATE]
    check(tmp_path, "\n".join(head + lines).encode("utf-8", "replace"), single)


@given(st.binary(max_size=300), st.integers(0, 500), st.booleans())
def test_no_bytes_do_harm(tmp_path, junk, at, single):
    whole = box(invitation(), mail()).encode()
    check(tmp_path, whole[:at] + junk + whole[at:], single)


def check(tmp_path, data, single):
    path = tmp_path / "a"
    path.write_bytes(data)
    reader = "eml" if single else "mbox"
    try:
        recognition = sniff(path, only=reader)
    except UserError:
        return
    for one in (eml if single else mbox).read(path, recognition, None, Quiet()):
        assert isinstance(one, InteractionDraft | Rejected | Warned | Withdrawn)


class Quiet:
    def step(self, done, total):
        assert 0 <= done <= total


def test_a_header_is_looked_at_in_part():
    found = Headers(b"To: " + b"a@x.example, " * 100_000 + b"\nX: y\n\n")
    assert len(found.people("to")) == 1
    assert found.text("x") == "y"


# -- other programs' mails


@pytest.mark.samples
@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample files are not here")
def test_samples():
    path = SAMPLES / "roundcube__roundcubemail/import.mbox"
    records = list(read(path, sniff(path)))
    assert bodies(records) == ["1234", "From me", "XXXX"]
    assert len({one.external_id for one in records}) == 3
    path = SAMPLES / "mozilla__releases-comm-central/single-event.eml"
    one = only(read(path, Me(emails=("receiver@example.com",)).tell(sniff(path))))
    assert (one.day, one.time, one.minutes, one.initiator) == ("2022-03-16", "11:00", 30, "them")
    assert [p.name for p in one.people] == ["Sender", "Other"]


@pytest.mark.parametrize(
    "header",
    [
        "Cc: " + "(" * 3_000,
        "Cc: " + '"(' * 3_000,
        "Subject: =?a\0b?q?x?=",
        "Content-Type: text/plain; charset=a\0b",
        'Content-Disposition: attachment; filename="=?a\0b?q?x?="',
    ],
)
def test_one_hostile_header_between_good_mails(bring, header):
    good = [mail("Message-ID: <1@x>", body="first"), mail("Message-ID: <3@x>", body="last")]
    odd = mail("Message-ID: <2@x>", header, body="odd").replace("Subject: Hi\n", "")
    records = bring(box(good[0], odd, good[1]), name="a.mbox")
    kept = "" if "filename" in header else "odd"
    assert [body.strip() for body in bodies(records)] == ["first", kept, "last"]
    assert all(one.people[0].email == "ana@x.example" for one in records)


def test_a_hostile_list_of_addresses_leaves_the_others():
    data = b"To: Ana <ana@x.example>\nTo: " + b"(" * 3_000 + b"\nCc: ben@x.example\n\n"
    found = Headers(data).people("to", "cc")
    assert [one.email for one in found] == ["ana@x.example", "ben@x.example"]


_ENCODED = b"Content-Transfer-Encoding: base64"


@pytest.mark.parametrize(
    "piece",
    [
        b"base64 ",
        b"content-transfer-encoding base64 ",
        _ENCODED + b"\n",
        _ENCODED + b"\n\n",
        b"Content-Type: text/x\n" + _ENCODED + b"\n\n",
        _ENCODED + b"\n\n\n--x\n",
    ],
)
def test_mails_that_speak_of_base64_stay_bearable(piece):
    assert growth(_slim, lambda size: b"Subject: x\n\n" + piece * size + b"\n", 2_000) < LINEAR


def plainly(data):
    """Leave out the rest of long Base64 by the rule alone."""
    kept, at, found = [], 0, 0
    while (found := data.find(b"base64", found + 1)) >= 0:
        line = data[data.rfind(b"\n", 0, found) + 1 : found].lower()
        begin = data.find(b"\n\n", found)
        if not line.startswith(b"content-transfer-encoding") or begin < 0:
            continue
        end = data.find(b"\n--", begin)
        end = len(data) if end < 0 else end
        about = data[data.rfind(b"\n\n", 0, found) + 1 : begin].lower()
        wordy = b"text/" in about or b".ics" in about or b"calendar" in about
        most = _MOST_WORDS if wordy else _MOST_OTHER
        if end - begin > most:
            kept.append(data[at : data.rfind(b"\n", begin + 1, begin + most) + 1])
            at = found = end
    return b"".join([*kept, data[at:]])


_PIECES = [
    *(_ENCODED, _ENCODED.lower(), b"base64", b"text/plain", b"\n", b"\n\n", b"\n--x\n", b" "),
    *(b"a.ics", b"YWFh\n" * 100, b"YWFh\n" * 300, b"YWFh\n" * 30_000),
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map(b"".join))
def test_only_the_rest_of_long_base64_is_left_out(data):
    assert _slim(data) == plainly(data)


@pytest.mark.parametrize("piece", [b"-", b"a-", b"-@", b"@", b"- ", b"a@b ", b" ", b"<", b"=?"])
def test_headers_of_one_long_address_stay_bearable(piece):
    def read(data):
        headers = Headers(data)
        return headers.people("from"), headers.text("from")

    header = b"From: x%s y\nTo: a@b.example\n\n"
    assert growth(read, lambda size: header % (piece * size), 2_000 // len(piece)) < LINEAR


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ana@x.example <ana@x.example>", ["ana@x.example"]),
        (f"{'b-' * 60}@x.example <ana@x.example>", ["ana@x.example"]),
        ("Ana, ben@x.example <ben@y.example>", ["ben@y.example"]),
    ],
)
def test_an_address_in_the_place_of_a_name(header, expected):
    found = Headers(f"From: {header}\n\n".encode()).people("from")
    assert [one.email for one in found] == expected
