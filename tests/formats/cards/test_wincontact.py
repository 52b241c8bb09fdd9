"""Windows Contacts: a whole card, what is missing or odd, and XML that means harm."""

from __future__ import annotations

import base64
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.errors import ImportRejected, UserError
from netjournal.formats import read, sniff
from netjournal.formats.cards import xmltree
from netjournal.formats.draft import ContactDraft, Rejected, Warned
from netjournal.formats.phrases import Phrase
from tests.formats.tables.seen import seen

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<c:contact c:Version="1" '
    'xmlns:c="http://schemas.microsoft.com/Contact" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns:M="http://schemas.microsoft.com/Contact/Extended/M">'
)
TAIL = "</c:contact>"
GIF = base64.b64encode(b"GIF89a" + b"\0" * 20).decode()
UID = "0bcf610e-a7be-4f26-9042-d6b3c22c9863"


def labels(*names):
    inside = "".join(f"<c:Label>{name}</c:Label>" for name in names)
    return f"<c:LabelCollection>{inside}</c:LabelCollection>"


def collection(name, *entries):
    inside = "".join(f'<c:{name} c:ElementID="1">{entry}</c:{name}>' for entry in entries)
    return f"<c:{name}Collection>{inside}</c:{name}Collection>"


def parts(**texts):
    return "".join(f"<c:{name}>{text}</c:{name}>" for name, text in texts.items())


WHOLE = "".join(
    (
        "<c:Notes>One &amp; two\nthree</c:Notes><c:Gender>Female</c:Gender>",
        '<c:Extended><M:PropTag0x1 c:type="binary">AQAAAA==</M:PropTag0x1></c:Extended>',
        collection("ContactID", parts(Value="old"), parts(Value=UID) + labels("Preferred")),
        collection(
            "Name",
            parts(
                FormattedName="Dr. Ana Kovač",
                GivenName="Ana",
                FamilyName="Kovač",
                Title="Dr.",
                NickName="Ani",
                Pronunciation="Ko-vatsch",
            ),
        ),
        collection(
            "EmailAddress",
            parts(Type="SMTP", Address="home@x.example") + labels("Personal"),
            parts(Type="SMTP", Address="ana@x.example") + labels("Preferred", "Business"),
            parts(Type="EX", Address="/o=X/cn=ana"),
        ),
        collection(
            "PhoneNumber",
            parts(Number="+43 1 1") + labels("Voice", "Business"),
            parts(Number="+43 1 2") + labels("Fax", "Personal"),
            parts(Number="+43 660 3", Alternate="x") + labels("Cellular"),
        ),
        collection("Url", parts(Value="https://x.example") + labels("Business")),
        collection("IMAddress", parts(Value="ana@jabber.example", Protocol="XMPP")),
        collection(
            "PhysicalAddress",
            parts(Street="Weg 1\nHof", Locality="Graz", PostalCode="8010", Country="Österreich")
            + labels("Personal"),
            labels("Business"),
        ),
        collection(
            "Position",
            parts(Company="Kite", Department="Lab", JobTitle="Lead", Office="5")
            + labels("Business"),
        ),
        collection(
            "Date",
            parts(Value="1980-05-12T00:00:00Z") + labels("wab:Birthday"),
            parts(Value="2010-06-01T00:00:00Z") + labels("wab:Anniversary"),
        ),
        collection("Person", parts(FormattedName="Ben") + labels("wab:Spouse")),
        collection("Photo", f'<c:Value c:ContentType="image/gif">{GIF}</c:Value>'),
    )
)


@pytest.fixture
def bring(tmp_path):
    def run(inside, head=HEAD, tail=TAIL, encoding="utf-8"):
        path = tmp_path / "a.contact"
        path.write_bytes(f"{head}{inside}{tail}".encode(encoding))
        recognition = sniff(path)
        assert recognition.format == "windows"
        return list(read(path, recognition))

    return run


def test_a_whole_card(bring):
    (draft,) = bring(WHOLE)
    assert (draft.uid, draft.photo.media_type) == (UUID(UID), "image/gif")
    draft.photo = draft.uid = None
    assert seen(draft) == {
        "line": 1,
        "full_name": "Dr. Ana Kovač",
        "name": "Dr.|Ana||Kovač|",
        "nicknames": ["Ani"],
        "note": "One & two\nthree",
        "birthday": "1980-05-12",
        "affiliations": ["Kite|Lead|Lab"],
        "methods": [
            "email* work=ana@x.example",
            "email home=home@x.example",
            "phone work=+43 1 1",
            "phone fax home=+43 1 2",
            "phone mobile=+43 660 3",
            "url work=https://x.example",
            "messenger(xmpp) =ana@jabber.example",
        ],
        "addresses": [
            {
                "label": "home",
                "street": "Weg 1\nHof",
                "locality": "Graz",
                "postal_code": "8010",
                "country": "Österreich",
            }
        ],
        "dates": ["anniversary=2010-06-01"],
        "relations": ["spouse=Ben"],
        "external_ids": ["windows=old"],
        "extras": [
            "Gender=Female",
            "Extended/PropTag0x1=AQAAAA==",
            "NameCollection/Name/Pronunciation=Ko-vatsch",
            "EmailAddressCollection/EmailAddress/Type=EX",
            "EmailAddressCollection/EmailAddress/Address=/o=X/cn=ana",
            "PhoneNumberCollection/PhoneNumber/Alternate=x",
            "PositionCollection/Position/Office=5",
        ],
    }


def test_without_a_display_name_one_is_composed(bring):
    (draft,) = bring(collection("Name", parts(GivenName="Ana", FamilyName="Kovač")))
    assert draft.full_name == "Ana Kovač"
    (draft,) = bring(collection("EmailAddress", parts(Address="ana@x.example")))
    assert draft.full_name == "ana@x.example"
    assert bring("<c:Notes/>") == [Rejected(1, "the card names nobody")]


def test_another_spelling_of_the_name_is_kept(bring):
    (draft,) = bring(collection("Name", *(parts(FormattedName=n) for n in ("Ana", "Anna"))))
    assert draft.full_name == "Ana"
    assert [one.value for one in draft.extras] == ["Anna"]


def test_what_cannot_be_read_is_kept(bring):
    name = collection("Name", parts(FormattedName="Ana"))
    draft, warned = bring(
        name
        + collection("Photo", parts(Value="no picture!"))
        + collection("Date", parts(Value="soon") + labels("wab:Birthday"))
    )
    assert isinstance(warned.message, Phrase)
    assert [one.value for one in draft.extras] == ["no picture!", "soon"]


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1250"])
def test_encodings(bring, encoding):
    head = HEAD.replace("UTF-8", encoding)
    (draft,) = bring(collection("Name", parts(FormattedName="Zoë")), head, encoding=encoding)
    assert draft.full_name == "Zoë"


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
DTD = HEAD.replace("\n", f'\n<!DOCTYPE c [<!ENTITY l0 "ha">{LAUGHS}]>')
OUTSIDE = HEAD.replace("\n", '\n<!DOCTYPE c [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>')
NAMED = collection("Name", parts(FormattedName="&l9;"))


@pytest.mark.parametrize(
    ("head", "inside", "why"),
    [
        (DTD, NAMED, "declares entities"),
        (OUTSIDE, NAMED, "declares entities"),
        (HEAD.replace("\n", '\n<!DOCTYPE c SYSTEM "http://x.example/c.dtd">'), "", "declares"),
        (HEAD, NAMED, "not valid XML"),
        (HEAD, "<c:A>" * 60 + "</c:A>" * 60, "nested too deeply"),
        (HEAD, "<c:A/>" * 30_000, "nested too deeply"),
        (HEAD, "<c:A>", "not valid XML"),
        (HEAD.replace("<c:contact", "<c:group"), "", "not valid XML"),
        (HEAD.replace("UTF-8", "no-such"), "", "not valid XML"),
    ],
)
def test_xml_that_means_harm_is_refused(bring, head, inside, why):
    with pytest.raises(ImportRejected, match=why):
        bring(inside, head)


def test_another_document_of_the_same_schema(bring):
    with pytest.raises(ImportRejected, match="holds no contact"):
        bring("", HEAD.replace("c:contact ", "c:group "), "</c:group>")


def test_a_huge_file_is_not_read(bring, monkeypatch):
    monkeypatch.setattr(xmltree, "MOST_BYTES", 100)
    with pytest.raises(ImportRejected, match="larger than"):
        bring(WHOLE)


@given(st.data())
def test_no_bytes_do_harm(tmp_path_factory, data):
    whole = f"{HEAD}{WHOLE}{TAIL}".encode()
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 40))
    path = tmp_path_factory.getbasetemp() / "any.contact"
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + length :])
    try:
        records = list(read(path, sniff(path, only="windows")))
    except UserError:
        return
    assert all(isinstance(one, ContactDraft | Rejected | Warned) for one in records)
