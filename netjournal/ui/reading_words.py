"""What readers say of a file (``formats.phrases``) in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from netjournal.formats.phrases import Phrase


def said(text: str) -> str:
    """Return a reader's phrase translated and filled; any other text stays as it is."""
    if not isinstance(text, Phrase):
        return text
    template = text.template
    values = {k: said(v) if isinstance(v, str) else v for k, v in text.values.items()}
    return QCoreApplication.translate("reading", template).format(**values)
