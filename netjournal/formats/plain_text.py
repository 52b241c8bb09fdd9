"""Text of mails and calendars as people read it: tags out, bounded, no control characters."""

from __future__ import annotations

import re
from html import unescape

MOST = 20_000  # characters kept of a text
_CUT = "\n\n[The rest of this text was left out.]"
_MOST_HTML = 400_000
_IS_HTML = re.compile(
    r"<(?:html|body|head|p|br|div|span|a|b|i|u|strong|em|ul|ol|li|table|h[1-6])\b", re.IGNORECASE
)
_UNSEEN = ("script", "style", "head", "title")
_BREAK = re.compile(
    r"<br\b[^<>]*>|</(?:p|div|li|tr|h[1-6]|table|blockquote|header|footer|section|article)\s*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]*>")
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_EMPTY = re.compile(r"\n\s*\n\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def from_html(text: str) -> str:
    """Return text without tags where it has some; other text stays as it is."""
    if "<" not in text or not _IS_HTML.search(text):
        return text
    text = text[:_MOST_HTML]
    text = _without(text, "<!--", "-->")
    for name in _UNSEEN:
        text = _without(text, f"<{name}", f"</{name}>")
    text = _BREAK.sub("\n", _BLANKS.sub(" ", text.replace("\n", " ")))
    text = unescape(_TAG.sub("", text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _EMPTY.sub("\n\n", "\n".join(lines)).strip()


def bounded(text: str) -> str:
    """Return text of at most ``MOST`` characters, with a word about it when it was longer."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return text if len(text) <= MOST else text[:MOST].rstrip() + _CUT


def clean(text: str) -> str:
    """Return text in one line, without control characters."""
    return " ".join(_CONTROL.sub(" ", text).split())


def _without(text: str, start: str, end: str) -> str:
    """Cut out what is between two marks; without an end all the rest goes."""
    folded = text.lower() if text.lower().isascii() or len(text.lower()) == len(text) else text
    kept: list[str] = []
    at = 0
    while (found := folded.find(start, at)) >= 0:
        follows = folded[found + len(start) : found + len(start) + 1]
        if start != "<!--" and follows.isalnum():  # <header> is no <head>
            kept.append(text[at : found + len(start)])
            at = found + len(start)
            continue
        kept.append(text[at:found])
        close = folded.find(end, found)
        if close < 0:
            return "".join(kept)
        at = close + len(end)
    kept.append(text[at:])
    return "".join(kept)
