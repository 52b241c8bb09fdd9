"""My own shelf: what I am good at and have made, who knows, and whom it would serve.

Writing functions need an open edit. Days are local day numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from netjournal.errors import NotFound, UsageError
from netjournal.models.handle import db, now_ms
from netjournal.services import id_lists
from netjournal.services.bonds import live_ties, own_kappa, strength, ties
from netjournal.services.giving import matching

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.giving.matching import Helper

KINDS = ("skill", "offer", "post", "talk", "article", "project")
SHARED, THERE = "shared", "there"
_ALIVE = "c.trashed_at IS NULL AND c.archived_at IS NULL AND c.deceased = 0"
# a share whose interaction went to the trash didn't happen
_HAPPENED = (
    "NOT EXISTS (SELECT 1 FROM interaction i WHERE i.id = s.interaction_id "
    "AND i.trashed_at IS NOT NULL)"
)


@dataclass(slots=True)
class WorkForm:
    """Something of mine as an editor holds it; ``published_on`` None: not made public (yet)."""

    kind: str = "skill"
    title: str = ""
    url: str = ""
    text: str = ""
    published_on: int | None = None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Something of mine in the list; ``knows`` is how many people know it."""

    id: int
    kind: str
    title: str
    url: str
    text: str
    published_on: int | None
    retired: bool
    knows: int


@dataclass(frozen=True, slots=True)
class Knower:
    """Someone who knows a work: ``how`` is shared (with them) or there (they were)."""

    share_id: int
    contact_id: int
    full_name: str
    day: int
    how: str


@dataclass(frozen=True, slots=True)
class Known:
    """How well the network knows what I do.

    ``share`` is the part of live ties (0…1) that know anything of the shelf, None without ties.
    ``latest`` is the newest public work, ``days`` how long it is out, ``told`` who heard of it.
    """

    works: int
    share: float | None
    latest: str
    days: int
    told: int


def works(*, retired: bool = False) -> list[WorkRow]:
    """Return what is on the shelf (or was, if ``retired``): skills and offers, then the newest."""
    order = " ".join(f"WHEN '{kind}' THEN {n}" for n, kind in enumerate(KINDS[:2]))
    rows = db.execute_sql(
        "SELECT w.id, w.kind, w.title, w.url, w.text, w.published_on, w.retired, "
        "(SELECT COUNT(DISTINCT s.contact_id) FROM work_share s JOIN contact c "
        f"ON c.id = s.contact_id WHERE s.work_id = w.id AND c.trashed_at IS NULL AND {_HAPPENED}) "
        f"FROM work w WHERE w.retired = ? ORDER BY CASE w.kind {order} ELSE 2 END, "
        "w.published_on IS NULL, w.published_on DESC, w.id DESC",
        (int(retired),),
    )
    return [WorkRow(i, k, t, u, x, day, bool(gone), n) for i, k, t, u, x, day, gone, n in rows]


def form(work_id: int) -> WorkForm:
    """Return something of mine for the editor.

    Raises:
        NotFound: It is not on the shelf any more.
    """
    row = db.execute_sql(
        "SELECT kind, title, url, text, published_on FROM work WHERE id = ?", (work_id,)
    ).fetchone()
    if row is None:
        raise NotFound("This is not on your shelf any more.")
    return WorkForm(*row)


def create(draft: WorkForm) -> int:
    """Put something on the shelf and return its id.

    Raises:
        UsageError: It has no title, or its kind is unknown.
    """
    from netjournal.models import Work

    _check(draft)
    return int(Work.create(**_values(draft)).id)


def update(work_id: int, draft: WorkForm) -> None:
    """Change something of mine to what the form says.

    Raises:
        NotFound: It is not on the shelf any more.
        UsageError: As ``create``.
    """
    _check(draft)
    if _values(form(work_id)) == _values(draft):
        return
    db.execute_sql(
        "UPDATE work SET kind = ?, title = ?, url = ?, text = ?, published_on = ?, updated_at = ? "
        "WHERE id = ?",
        (*_values(draft).values(), now_ms(), work_id),
    )


def _check(draft: WorkForm) -> None:
    draft.title = draft.title.strip()
    if not draft.title:
        raise UsageError("This needs a title.")
    if draft.kind not in KINDS:
        raise UsageError("There is no such kind of work.", kind=draft.kind)


def _values(draft: WorkForm) -> dict[str, object]:
    return {
        "kind": draft.kind,
        "title": draft.title,
        "url": draft.url.strip(),
        "text": draft.text.strip(),
        "published_on": draft.published_on,
    }


def retire(work_id: int, *, retired: bool = True) -> None:
    """Take something off the shelf, or put it back; who knows it stays known."""
    db.execute_sql(
        "UPDATE work SET retired = ?, updated_at = ? WHERE id = ? AND retired <> ?",
        (int(retired), now_ms(), work_id, int(retired)),
    )


def delete(work_id: int) -> None:
    """Remove something put there by mistake, with who knows it; what was logged stays."""
    db.execute_sql("DELETE FROM work WHERE id = ?", (work_id,))


# -- who knows


def knowers(work_id: int) -> list[Knower]:
    """Return who knows something of mine, each once, who heard of it last first."""
    rows = db.execute_sql(
        "SELECT s.id, c.id, c.full_name, s.day, s.how FROM work_share s "
        "JOIN contact c ON c.id = s.contact_id "
        f"WHERE s.work_id = ? AND c.trashed_at IS NULL AND {_HAPPENED} "
        "ORDER BY s.day DESC, s.id DESC",
        (work_id,),
    )
    found: dict[int, Knower] = {}
    for row in rows:
        found.setdefault(row[1], Knower(*row))
    return list(found.values())


def share(work_id: int, contact_ids: Sequence[int], day: int, how: str = SHARED) -> None:
    """Note that people know something of mine; those who do already are left as they are.

    Args:
        work_id: What.
        contact_ids: Who.
        day: The local day it happened.
        how: ``SHARED`` writes an interaction (*shared my work*) with them; ``THERE`` doesn't: the
            event itself is on the timeline.

    Raises:
        NotFound: It is not on the shelf any more.
    """
    from netjournal.models import WorkShare
    from netjournal.services import interactions

    title = form(work_id).title
    known = {one.contact_id for one in knowers(work_id)}
    new = [one for one in dict.fromkeys(contact_ids) if one not in known]
    if not new:
        return
    made = None
    if how == SHARED:
        draft = interactions.InteractionForm(
            kind="shared_work", day=day, initiator="me", summary=title, contact_ids=new
        )
        made = interactions.log(draft)
    for contact_id in new:
        WorkShare.create(work=work_id, contact=contact_id, day=day, how=how, interaction=made)


def unshare(share_id: int) -> None:
    """Say that someone doesn't know something of mine after all; what was logged stays."""
    db.execute_sql("DELETE FROM work_share WHERE id = ?", (share_id,))


def served(work_id: int, today: int, most: int = 6) -> list[Helper]:
    """Return whom something of mine would serve and who doesn't know it yet.

    Args:
        work_id: What.
        today: The local day that ties are weighed at.
        most: How many people at most.
    """
    draft = form(work_id)
    known = {one.contact_id for one in knowers(work_id)}
    found = matching.served_by(draft.title, draft.text, today, most + len(known))
    return [one for one in found if one.contact_id not in known][:most]


def known(today: int, live: float | None = None) -> Known:
    """Return how well the network knows what I do.

    Args:
        today: The local day.
        live: The number of live ties, where it is known already.
    """
    live = live_ties.network(today)[1] if live is None else live
    ids = id_lists.ids(
        "SELECT DISTINCT s.contact_id AS id FROM work_share s JOIN work w ON w.id = s.work_id "
        f"JOIN contact c ON c.id = s.contact_id WHERE w.retired = 0 AND {_ALIVE} AND {_HAPPENED}"
    )
    kappa = own_kappa.kappa()
    know = sum(
        strength.law(tie.state.n, max(0, today - tie.state.last_day), strength.HORIZON, kappa)
        for tie in ties.read(ids, today).values()
        if tie.state.n and tie.state.last_day is not None
    )
    newest = db.execute_sql(
        "SELECT id, title, published_on FROM work WHERE retired = 0 AND published_on <= ? "
        "ORDER BY published_on DESC, id DESC LIMIT 1",
        (today,),
    ).fetchone()
    (count,) = db.execute_sql("SELECT COUNT(*) FROM work WHERE retired = 0").fetchone()
    return Known(
        works=int(count),
        share=min(1.0, know / live) if live > 0 else None,
        latest=newest[1] if newest else "",
        days=today - newest[2] if newest else 0,
        told=len({one.contact_id for one in knowers(newest[0])}) if newest else 0,
    )
