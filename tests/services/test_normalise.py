"""Ways to reach someone are compared by what they mean, not by how they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netjournal.services import normalise


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana@X.org", "ana@x.org"),
        ("mailto:ANA@x.ORG", " ana@x.org "),
        ("<ana@x.org>", "ana@x.org"),
        ("Grüße@x.org", "GRÜSSE@X.ORG"),
    ],
)
def test_same_email(one, other):
    assert normalise.email(one) == normalise.email(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+49 30 5550 1234", "030 55501234"),
        ("+49 (0)30 5550-1234", "030/5550 1234"),
        ("0049 30 55501234", "+493055501234"),
        ("\u202d+49 30 5550 1234\u202c", "030 55501234"),
        ("＋49 30 5550 1234", "030 55501234"),
        ("tel:+49-30-5550-1234", "030 55501234"),
        ("٠٣٠ ٥٥٥٠ ١٢٣٤", "030 55501234"),
    ],
)
def test_same_phone_in_germany(one, other):
    assert normalise.phone(one, "DE") == normalise.phone(other, "de") != ""


def test_phones_without_a_country():
    assert normalise.phone("030 5550 1234") == normalise.phone("(30) 55501234") == "3055501234"
    assert normalise.phone("+39 06 1234 5678") != normalise.phone("+39 6 1234 5678")
    assert normalise.phone("+1 650 253 0000 x7") != normalise.phone("+1 650 253 0000")
    for little in ("112", "", "ext.", "12 34"):
        assert normalise.phone(little, "DE") == ""


@pytest.mark.parametrize(
    "written",
    [
        "https://www.linkedin.com/in/Ana-Kovac",
        "http://linkedin.com/in/ana-kovac/",
        "linkedin.com/in/ana-kovac?trk=x",
        "https://de.linkedin.com/in/ana-kovac/de",
        "https://www.linkedin.com/in/ana%2Dkovac",
        "https://m.linkedin.com/in/ana-kovac#about",
        " WWW.LINKEDIN.COM/in/ana-kovac ",
    ],
)
def test_same_profile(written):
    assert normalise.url(written) == "linkedin.com/in/ana-kovac"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("https://Ana.example/", "ana.example"),
        ("http://www.ana.example/Blog/?p=1", "ana.example/Blog?p=1"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
        ("https://linkedin.com/company/x", "linkedin.com/company/x"),
        ("http://[::1", "http://[::1"),
    ],
)
def test_links(written, key):
    assert normalise.url(written) == key


def test_messengers_by_name():
    assert normalise.method("messenger", "@Ana") == normalise.method("messenger", "ana")
    assert normalise.method("email", "A@x") == "a@x"
    assert normalise.method("url", "A.example") == "a.example"
    assert normalise.method("phone", "030 5550 1234", "DE") == "+493055501234"


@given(st.text(), st.sampled_from(["", "DE", "US", "XX", "nonsense"]))
def test_nothing_written_ever_fails(text, region):
    for kind in ("email", "phone", "url", "messenger"):
        key = normalise.method(kind, text, region)
        assert isinstance(key, str)
