"""Which links may leave the application: ``checked_link(text) -> Link`` or ``RefusedLink``.

Opening them is ``safe.open_url``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QUrl, QUrlQuery

from netjournal.errors import RefusedLink

_MAX_LINK: Final = 2048
_WEB: Final = ("http", "https")
_SCHEMES: Final = (*_WEB, "mailto", "tel")
# What a mail link may fill in; attachments and hidden recipients are not for a link to choose.
_MAIL_FIELDS: Final = frozenset({"subject", "body"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link that passed the checks.

    Attributes:
        url: The address as it will be opened.
        scheme: http, https, mailto or tel.
        shown: Host (in its ASCII form where it is not plain ASCII), mail address or number.
    """

    url: str
    scheme: str
    shown: str


def checked_link(text: str) -> Link:
    """Return the link behind ``text`` when it is one we open.

    Args:
        text: An address as a person or a file wrote it; without a scheme it is taken as https, or
            as mail when it has an @.

    Raises:
        RefusedLink: Another scheme, a name or password before the host, no host, control
            characters, too long, or a mail link that attaches or copies.
    """
    written = text.strip()
    if not written or len(written) > _MAX_LINK or not written.isprintable():
        raise RefusedLink("That address cannot be opened.", reason="form")
    if ":" not in written.split("/")[0].split("?")[0]:
        written = f"mailto:{written}" if "@" in written.split("/")[0] else f"https://{written}"
    # Tolerant about blanks and such; what is checked, shown and opened is the encoded result.
    url = QUrl(written, QUrl.ParsingMode.TolerantMode)
    scheme = url.scheme().lower()
    if scheme not in _SCHEMES:
        raise RefusedLink("Only web, mail and phone links are opened.", reason="scheme")
    if not url.isValid():
        raise RefusedLink("That address cannot be opened.", reason="form")
    if scheme in _WEB:
        return _web_link(url, scheme)
    return _mail_link(url) if scheme == "mailto" else _phone_link(url)


def _web_link(url: QUrl, scheme: str) -> Link:
    if url.userInfo() or "@" in url.authority():
        raise RefusedLink("Links with a user name are not opened.", reason="userinfo")
    pretty = url.host(QUrl.ComponentFormattingOption.FullyDecoded)
    ascii_host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if not ascii_host:
        raise RefusedLink("That address has no host.", reason="host")
    shown = ascii_host if pretty == ascii_host else f"{ascii_host} ({pretty[:120]})"
    return Link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded), scheme, shown)


def _mail_link(url: QUrl) -> Link:
    fields = {key.casefold() for key, _value in QUrlQuery(url).queryItems()}
    address = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    if fields - _MAIL_FIELDS or not address or any(mark in address for mark in ",;\r\n"):
        raise RefusedLink("Mail links may not attach or copy.", reason="mail")
    encoded = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return Link(encoded, "mailto", address)


def _phone_link(url: QUrl) -> Link:
    number = url.path(QUrl.ComponentFormattingOption.FullyDecoded)
    allowed = frozenset("0123456789+-.() ;=abcdefghijklmnopqrstuvwxyz")
    if not any(c.isdigit() for c in number) or not set(number.casefold()) <= allowed:
        raise RefusedLink("That number cannot be dialled.", reason="form")
    return Link(url.toString(QUrl.ComponentFormattingOption.FullyEncoded), "tel", number)
