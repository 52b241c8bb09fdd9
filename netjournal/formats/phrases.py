"""What readers say of a file: English, yet translatable by whoever shows it.

A reader marks its sentences where it says them, ``QT_TRANSLATE_NOOP("reading", "no {x}")``, and
fills them as any text, ``.format(x=3)``. What comes of it is plain English for the command line;
the window asks for ``template`` and ``values`` and says the same in the user's language.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Phrase(str):
    """A marked text, filled or not.

    Attributes:
        template: The text as it was marked.
        values: What fills it by name: texts of the file, numbers, other phrases.
    """

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any] = _NOTHING) -> Self:
        """Fill a template."""
        made = super().__new__(cls, str.format(template, **values) if values else template)
        made.template, made.values = template, values
        return made

    def format(self, *args: object, **values: object) -> Phrase:
        """Return the phrase with its values, by name only."""
        assert not args
        return Phrase(self.template, values)

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, dict[str, Any]]]:
        """Copy both parts."""
        return Phrase, (self.template, dict(self.values))


def QT_TRANSLATE_NOOP(context: str, text: str) -> Phrase:  # the name that lupdate looks for
    """Mark a text for translation."""
    return Phrase(text)


NEWER = QT_TRANSLATE_NOOP("reading", "{file} was written by a newer NetJournal.")
