"""People on the clipboard and under the mouse.

Public: ``people_mime(ids)``, ``people_in(data)``, ``copy_people(ids)``, ``leave_text()``.

The window's own parts take the ids (a circle of the sidebar), other programs a line or a vCard
each.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE: Final = "application/x-netjournal-people"
_CARDS: Final = ("text/vcard", "text/x-vcard")
TYPES: Final = (PEOPLE, *_CARDS, "text/plain")


def people_mime(ids: Sequence[int]) -> QMimeData:
    """Return people as they are copied or dragged."""
    from netjournal.services.interchange import handing_on

    data = QMimeData()
    data.setData(PEOPLE, QByteArray(json.dumps(list(ids)).encode()))
    data.setText(handing_on.as_lines(ids))
    cards = QByteArray(handing_on.as_cards(ids).encode())
    for kind in _CARDS:
        data.setData(kind, cards)
    return data


def people_in(data: QMimeData) -> tuple[int, ...]:
    """Return the ids of the people in what is dragged; nobody where it is something else."""
    if not data.hasFormat(PEOPLE):
        return ()
    try:
        found = json.loads(bytes(data.data(PEOPLE).data()))
    except ValueError:
        return ()
    return tuple(one for one in found if type(one) is int) if isinstance(found, list) else ()


def copy_people(ids: Sequence[int]) -> None:
    """Put people on the clipboard."""
    QApplication.clipboard().setMimeData(people_mime(ids))
    _leave_text_at_the_end()


@cache
def _leave_text_at_the_end() -> None:
    app = QApplication.instance()
    if app is not None:
        app.aboutToQuit.connect(leave_text)


def leave_text() -> None:
    """Leave only text on the clipboard at the end.

    What was made in Python must not be there when Python is gone: Qt would crash.
    """
    board = QApplication.clipboard()
    if people_in(board.mimeData()):
        board.setText(board.text())
