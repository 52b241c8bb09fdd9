"""Keeps the month ends that a page reckoned, so that the next page, or start, needn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netjournal.errors import UserError

if TYPE_CHECKING:
    from netjournal.services.bonds.month_history import Stamp
    from netjournal.services.bonds.network import NetworkSeries
    from netjournal.ui.session import Session


def keep(session: Session, series: NetworkSeries, stamp: Stamp) -> None:
    """Keep everybody's months that are over; call on the GUI thread.

    Args:
        session: The open journal.
        series: From ``stats.growth`` of everybody.
        stamp: What ``month_history.stamp`` said before it was read; nothing is kept when something
            was written since.
    """
    from netjournal.services.bonds import month_history

    if session.read_only or session.jobs.modal_busy or not month_history.anew(series, stamp):
        return
    try:
        with session.journal.housekeeping() as connection:
            month_history.keep(connection, series, session.today())
    except UserError:
        return  # kept another time; the disk will be heard of when something is written
