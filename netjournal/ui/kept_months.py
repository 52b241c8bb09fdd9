"""Keeps the month ends that a page reckoned, so that the next page, or start, needn't.

Once a month, when the months are looked at, the journal's own factor of chances is learnt, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.models.engine import Connection
    from netjournal.progress import Progress
    from netjournal.services.bonds.month_history import Stamp
    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.services.bonds.own_kappa import Learnt
    from netjournal.ui.session import Session


def keep(session: Session, series: NetworkSeries, stamp: Stamp) -> None:
    """Keep everybody's months that are over, in memory where the journal is only read.

    Call on the GUI thread.

    Args:
        session: The open journal.
        series: From ``stats.growth`` of everybody.
        stamp: What ``month_history.stamp`` said before it was read; nothing is kept when something
            was written since.
    """
    from netjournal.services.bonds import month_history, own_kappa

    if session.read_only:
        month_history.hold(series, stamp, session.today())
        return
    if session.jobs.modal_busy:
        return
    if own_kappa.due(session.today()):
        _learn(session)
    if month_history.anew(series, stamp):
        _write(session, lambda connection: month_history.keep(connection, series, session.today()))


def _learn(session: Session) -> None:
    from netjournal.services.bonds import own_kappa

    today = session.today()

    def work(progress: Progress) -> Learnt:
        return own_kappa.learn(today, progress)

    def take(learnt: Learnt) -> None:
        if session.jobs.modal_busy:
            return
        if _write(session, lambda connection: own_kappa.keep(connection, learnt)):
            session.chances_changed.emit()  # as no step was made, nobody else says so

    session.run(work, take, aside=True, key="own kappa")


def _write(session: Session, write: Callable[[Connection], object]) -> bool:
    try:
        with session.journal.housekeeping() as connection:
            write(connection)
    except UserError:
        return False  # kept another time; the disk will be heard of when something is written
    return True
