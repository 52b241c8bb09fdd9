"""English plurals without a translation file: ``EnglishPlurals(parent)``, a QTranslator.

Texts with a count are written ``"%n day(s) late"`` or ``"%n [person|people]"`` in the source. Other
languages get their forms from their .ts file; this translator gives English its two. Install it
before (below) the translator of the chosen language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QTranslator

_ENDING: Final = re.compile(r"\((e?s)\)")
_EITHER: Final = re.compile(r"\[([^|\]]*)\|([^|\]]*)\]")


class EnglishPlurals(QTranslator):
    """Turns ``(s)``, ``(es)`` and ``[one|many]`` into the form for a count."""

    def isEmpty(self) -> bool:
        """Return that there is something to translate; Qt skips empty translators."""
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return the form for ``n``; None (Qt's "not here") for texts without a count."""
        if n < 0:
            return None  # type: ignore[return-value]
        return plural(sourceText, n)


@lru_cache(maxsize=1024)
def _forms(text: str) -> tuple[str, str]:
    one = _EITHER.sub(r"\1", _ENDING.sub("", text))
    many = _EITHER.sub(r"\2", _ENDING.sub(r"\1", text))
    return one, many


def plural(text: str, number: int) -> str:
    """Return an English source text in the form for ``number``; ``%n`` stays for Qt to fill in."""
    one, many = _forms(text)
    return one if number == 1 else many
