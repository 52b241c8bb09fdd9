"""Whom a print is of: those chosen, those listed, a circle, a smart list, everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.finding import saved_lists
from netjournal.services.people import circles, contact_rows, contacts
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed, as a page says it.

    Attributes:
        chosen: Who is chosen.
        listed: Whom a filter, a circle or a smart list shows.
        heading: What that list is called; "" for none.
        event_id: The event that is shown, if it is one.
        layout: The layout that belongs to the page; "" for the one used last.
        group: Key of the ``Group`` to begin with; "" for the likeliest.
    """

    chosen: tuple[int, ...] = ()
    listed: tuple[int, ...] = ()
    heading: str = ""
    event_id: int | None = None
    layout: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One choice of people: ``key`` names it, ``words`` say it, ``heading`` stands on the list."""

    key: str
    words: str
    heading: str = ""


def groups(wanted: Wanted) -> list[Group]:
    """Return what can be chosen, the likeliest first."""
    say = QCoreApplication.translate
    found = []
    if len(wanted.chosen) == 1:
        names = contacts.describe(wanted.chosen)
        found += [Group("chosen", display_safe(name, 60)) for _, name, _ in names]
    elif wanted.chosen:
        text = say("print", "%n chosen [person|people]", "", len(wanted.chosen))
        found.append(Group("chosen", text))
    if wanted.listed:
        text = say("print", "%n listed [person|people]", "", len(wanted.listed))
        found.append(Group("listed", text, wanted.heading))
    found.append(Group("all", say("print", "Everybody")))
    for circle_id, text in circles.names():
        name = display_safe(text, 60)
        words = say("print", "Circle: {name}").format(name=name)
        found.append(Group(f"circle:{circle_id}", words, name))
    for row in saved_lists.lists():
        name = display_safe(row.name, 60)
        words = say("print", "List: {name}").format(name=name)
        found.append(Group(f"list:{row.id}", words, name))
    return found


def ids(key: str, wanted: Wanted, today: int) -> Sequence[int]:
    """Return the people of a group, by name where it has no order of its own."""
    if key == "chosen":
        return wanted.chosen
    if key == "listed":
        return wanted.listed
    kind, _, number = key.partition(":")
    asked = contact_rows.ContactFilter()
    if kind == "circle":
        asked = contact_rows.ContactFilter(circle_id=int(number))
    elif kind == "list":
        row = saved_lists.find(int(number))
        if row is None:
            return ()
        asked = contact_rows.ContactFilter(text=row.query)
    return contact_rows.find_ids(asked, "name", today)
