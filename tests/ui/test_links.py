"""Which links are opened."""

from __future__ import annotations

import pytest

from netjournal.errors import RefusedLink
from netjournal.ui.links import checked_link


@pytest.mark.parametrize(
    ("text", "scheme", "shown"),
    [
        ("https://example.org/a?b=c#d", "https", "example.org"),
        ("http://example.org:8080/", "http", "example.org"),
        ("example.org/people", "https", "example.org"),
        ("HTTPS://EXAMPLE.org", "https", "example.org"),
        ("mailto:ana@example.org", "mailto", "ana@example.org"),
        ("mailto:ana@example.org?subject=Hi&body=You", "mailto", "ana@example.org"),
        ("ana@example.org", "mailto", "ana@example.org"),
        ("tel:+49 30 5550 1234", "tel", "+49 30 5550 1234"),
    ],
)
def test_good_links(text, scheme, shown):
    link = checked_link(text)
    assert (link.scheme, link.shown) == (scheme, shown)


def test_a_foreign_host_is_shown_in_ascii_too():
    link = checked_link("https://аррӏе.example/")  # Cyrillic letters that look Latin
    assert "xn--" in link.shown.split(" ")[0]
    assert "xn--" in link.url


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("smb://host/share", "scheme"),
        ("https://example.org@evil.example/", "userinfo"),
        ("https://user:word@evil.example/", "userinfo"),
        ("https:///no-host", "host"),
        ("mailto:a@example.org?attach=/etc/passwd", "mail"),
        ("mailto:a@example.org?ATTACHMENT=/etc/passwd", "mail"),
        ("mailto:a@example.org?cc=b@example.org", "mail"),
        ("mailto:a@example.org?bcc=b@example.org", "mail"),
        ("mailto:a@example.org,b@example.org", "mail"),
        ("mailto:", "mail"),
        ("tel:none", "form"),
        ("tel:1;echo%20`x`", "form"),
        ("https://example.org/\n", None),
        ("https://exam\nple.org/", "form"),
        ("https://exam\u202eple.org/", "form"),
        ("https://example.org/" + "a" * 3000, "form"),
        ("", "form"),
        ("   ", "form"),
    ],
)
def test_refused_links(text, reason):
    if reason is None:  # white space at the ends is forgiven
        assert checked_link(text).shown == "example.org"
        return
    with pytest.raises(RefusedLink) as caught:
        checked_link(text)
    assert caught.value.data["reason"] == reason
