"""Commands about people and what happened: log, list, show, timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netjournal.cli import shapes
from netjournal.cli.door import shown
from netjournal.errors import NotFound, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.cli.door import Door


def log(door: Door) -> int:
    """Write down one line; exit code 2 when it is blank."""
    from netjournal.services.capturing import capture

    text = " ".join(door.args.text)
    if not text.strip():
        raise UsageError("There is nothing to write down: say what happened.")
    journal = door.writing()
    captured = capture.parse(text, journal.today(), capture.NameIndex.load())
    with door.edit("Log interaction"):
        written = capture.commit(captured)
    data = shapes.written(written)
    door.answer(data, shapes.said(data))
    return 0


def chosen(door: Door, today: int) -> Sequence[int]:
    """Return the ids of the people meant by --query, --contact and --circle; all without them."""
    from netjournal.services.people import contacts

    args = door.args
    if getattr(args, "contact", None):
        return list(dict.fromkeys(contacts.resolve(who) for who in args.contact))
    wanted = contacts.ContactFilter(text=args.query, circle_id=circle_id(args.circle))
    return contacts.find_ids(wanted, "name", today)


def circle_id(name: str | None) -> int | None:
    """Return the id of a circle by name.

    Raises:
        NotFound: There is no such circle.
    """
    from netjournal.folding import fold
    from netjournal.services.people import circles

    if not name:
        return None
    for circle in circles.circles():
        if fold(circle.name) == fold(name):
            return circle.id
    raise NotFound(f"There is no circle called {name}.")


def list_(door: Door) -> int:
    """List contacts by name."""
    from netjournal.services.interchange import gather
    from netjournal.services.people import contacts

    today = door.reading().today()
    ids = chosen(door, today)
    if door.json and door.args.full:
        door.answer_each(
            shape for chunk in gather.chunks(ids) for shape in shapes.contacts(chunk, today)
        )
        return 0
    found: list[dict[str, Any]] = []
    for chunk in gather.chunks(ids):
        rows = [row for row in contacts.rows(chunk, today) if row]
        found += shapes.briefs(rows)
    lines = [
        f"{one['full_name']:<32} {one['label']:<14} {one['last_interaction_on'] or '':<10}"
        for one in found
    ]
    if not found and not door.json:
        door.remark("Nobody fits." if contacts.count() else "Nobody is in the journal yet.")
    door.answer(found, "\n".join(line.rstrip() for line in lines))
    return 0


def show(door: Door) -> int:
    """Show one contact, whole."""
    from netjournal.services.people import contacts

    today = door.reading().today()
    contact_id = contacts.resolve(" ".join(door.args.who))
    shape = next(iter(shapes.contacts([contact_id], today)))
    door.answer(shape, shapes.in_words(shape))
    return 0


def timeline(door: Door) -> int:
    """List interactions, newest first."""
    from netjournal.services.interchange import gather
    from netjournal.services.timeline import TimelineFilter, timeline_ids

    today = door.reading().today()
    ids = timeline_ids(TimelineFilter(text=door.args.query, today=today))
    if door.args.limit is not None:
        ids = ids[: max(0, door.args.limit)]
    items = (shapes.interaction(draft) for _, draft in gather.interaction_drafts(ids))
    if door.json:
        door.answer_each(items)
        return 0
    for item in items if not door.quiet else ():
        print(shown(shapes.interaction_line(item)))
    return 0
