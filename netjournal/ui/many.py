"""Changes of many things at once: backed up before, and made in the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from netjournal.progress import Progress
    from netjournal.ui.session import Session

MANY: Final = 50


def act(session: Session, label: str, verb: Callable[[], Any], done: str, count: int) -> bool:
    """Run ``verb`` as ``session.act`` does; on many things in the worker, with a backup before.

    Args:
        session: The open journal.
        label: What Undo will name it.
        verb: Writes through ``services``; it must touch no widget.
        done: What is said afterwards.
        count: On how many things.

    Returns:
        Whether it was done, or is under way.
    """
    if count < MANY:
        return session.act(label, verb, done)
    journal = session.journal

    def work(_progress: Progress) -> None:
        from netjournal.services.keeping import backups

        backups.make_if_changed(journal, "edit")
        with journal.edit(label):
            verb()

    session.will_say(label, done)
    session.step_started.emit(session.run(work, modal=True))
    return True
