"""What may be wrong with a print template of the user's own, in a sentence that helps."""

from __future__ import annotations

import re
import traceback
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

from netjournal.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

FLAGS: Final = ("keep", "rule", "line", "entry")
MARK: Final = re.compile(r"<!--block([a-z ]*)-->")
_DEEPEST: Final = 6  # tables within each other: Qt takes twice as long for each further one
_VOID: Final = frozenset({"img", "br", "hr", "col", "meta", "link"})


def mistakes() -> tuple[type[Exception], ...]:
    """Return what filling a template may raise."""
    from jinja2 import TemplateError

    plain = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError)
    return (TemplateError, SyntaxError, MemoryError, *plain)  # too many loops in each other


def mistake(name: str, folder: Path, error: Exception) -> UsageError:
    """Return what to tell of an error that reading or filling a template raised.

    Args:
        name: Of the file.
        folder: Where it is.
        error: One of ``mistakes()``.
    """
    from jinja2 import TemplateError

    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == "<template>"
    ]
    line = getattr(error, "lineno", None) or next(reversed(lines), None)
    where = f", line {line}" if line else ""
    # other errors may quote what a template is filled with
    why = f" ({str(error).split('. ')[0].rstrip('.')})" if isinstance(error, TemplateError) else ""
    return _refused(name, f"cannot be used{where}{why}: mend it, or move it away from {folder}.")


def check(name: str, text: str) -> None:
    """Look at a filled template.

    Args:
        name: Of the file.
        text: What came out.

    Raises:
        UsageError: Something of it would not be printed as meant.
    """
    before, *parts = MARK.split(text)
    if before.strip():
        raise _refused(name, "says something before its first <!--block--> mark: begin with one.")
    if not any(html.strip() for html in parts[1::2]):
        raise _refused(name, "is empty: what is printed stands after a <!--block--> mark.")
    for flags, html in zip(parts[::2], parts[1::2], strict=True):
        odd = [word for word in flags.split() if word not in FLAGS]
        if odd:
            known = ", ".join(FLAGS)
            raise _refused(name, f"has <!--block {odd[0]}-->: only {known} may follow block.")
        _check_tags(name, html)


def _check_tags(name: str, html: str) -> None:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    if tags.odd:
        raise _refused(name, f"has {tags.odd} without its beginning in the same part.")
    if tags.deepest > _DEEPEST:
        raise _refused(name, f"has {tags.deepest} tables within each other: {_DEEPEST} at most.")
    if tags.open:
        raise _refused(name, f"leaves <{tags.open[-1]}> open: close it in the same part.")


def _refused(name: str, what: str) -> UsageError:
    return UsageError(f"Your own {name} {what}", file=name)


class _Tags(HTMLParser):
    """Finds the tags open at the end, the first end without a beginning, how deep tables lie."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.odd = ""
        self.deepest = 0
        self._tables = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "table":
            self._tables += 1
            self.deepest = max(self.deepest, self._tables)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Nothing is open after <br/>."""

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
            self._tables -= tag == "table"
        elif tag not in _VOID:
            self.odd = self.odd or f"</{tag}>"
