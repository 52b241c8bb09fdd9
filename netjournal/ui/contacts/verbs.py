"""What can be done with people, each one step that Undo names: shared by list, card and menus.

Every function takes the session and the ids; an error is shown in words, and they return whether
it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from netjournal.services.bonds import patience, rhythm_setting
from netjournal.services.giving import boosters, helping, helps, need_deeds
from netjournal.services.nurturing import nudges, nurture
from netjournal.services.people import circles, contacts
from netjournal.ui import many, safe
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from netjournal.services.people.card import NeedRow
    from netjournal.ui.session import Session


def who(session: Session, ids: Sequence[int]) -> str:
    """Return whom an act is about: the name of one, or how many."""
    if len(ids) == 1:
        row = contacts.rows(ids, session.today())[0]
        if row is not None:
            return display_safe(row.full_name, 60)
    return QCoreApplication.translate("people", "%n [person|people]", "", len(ids))


def trash(session: Session, ids: Sequence[int]) -> bool:
    """Move people to the trash."""
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Move {who} to the trash").format(who=name),
        lambda: contacts.trash(ids),
        say("people", "Moved {who} to the trash").format(who=name),
        len(ids),
    )


def restore(session: Session, ids: Sequence[int]) -> bool:
    """Bring people back from the trash."""
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Restore {who}").format(who=name),
        lambda: contacts.restore(ids),
        say("people", "Restored {who}").format(who=name),
        len(ids),
    )


def delete(session: Session, ids: Sequence[int]) -> bool:
    """Delete people with what is theirs alone; Undo knows it as long as it knows the step."""
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Delete {who}").format(who=name),
        lambda: contacts.delete_forever(ids),
        say("people", "Deleted {who}").format(who=name),
        len(ids),
    )


def archive(session: Session, ids: Sequence[int]) -> bool:
    """File people away."""
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Archive {who}").format(who=name),
        lambda: contacts.archive(ids),
        say("people", "Archived {who}").format(who=name),
        len(ids),
    )


def let_go(session: Session, ids: Sequence[int]) -> bool:
    """Let people go: no reminders, filed away, with a note that says so."""
    say = QCoreApplication.translate
    name = who(session, ids)
    words, today = say("people", "Let go"), session.today()
    return many.act(
        session,
        say("people", "Let {who} go").format(who=name),
        lambda: patience.let_go(ids, today, words),
        say("people", "Let {who} go").format(who=name),
        len(ids),
    )


def unarchive(session: Session, ids: Sequence[int]) -> bool:
    """Bring people back from the archive."""
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Bring {who} back from the archive").format(who=name),
        lambda: contacts.unarchive(ids),
        say("people", "{who} back from the archive").format(who=name),
        len(ids),
    )


def add_to_circle(session: Session, ids: Sequence[int], circle: str) -> bool:
    """Put people into a circle, made if there is none of that name."""
    say = QCoreApplication.translate
    name = who(session, ids)
    shown = display_safe(circle, 60)
    return many.act(
        session,
        say("people", "Add {who} to {circle}").format(who=name, circle=shown),
        lambda: contacts.add_to_circle(ids, circle),
        say("people", "Added {who} to {circle}").format(who=name, circle=shown),
        len(ids),
    )


def leave_circle(session: Session, ids: Sequence[int], circle_id: int) -> bool:
    """Take people out of a circle."""
    say = QCoreApplication.translate
    name = who(session, ids)
    known = (name for key, name in circles.names() if key == circle_id)
    shown = display_safe(next(known, ""), 60)
    return many.act(
        session,
        say("people", "Take {who} out of {circle}").format(who=name, circle=shown),
        lambda: contacts.remove_from_circle(ids, circle_id),
        say("people", "Took {who} out of {circle}").format(who=name, circle=shown),
        len(ids),
    )


def give_rhythm(session: Session, ids: Sequence[int], choice: str, words: str) -> bool:
    """Choose how often to be in touch with people.

    Args:
        session: Where to write.
        ids: Who.
        choice: One of ``rhythm_setting.CHOICES``.
        words: The choice in words.
    """
    say = QCoreApplication.translate
    name = who(session, ids)
    return many.act(
        session,
        say("people", "Rhythm of {who}").format(who=name),
        lambda: rhythm_setting.give(ids, choice),
        say("people", "{who}: {rhythm}").format(who=name, rhythm=words),
        len(ids),
    )


def solve_need(session: Session, need_id: int) -> bool:
    """Mark a need as solved."""
    say = QCoreApplication.translate
    return session.act(
        say("people", "Mark need as solved"),
        lambda: helping.set_need_state(need_id, "solved", session.today()),
        say("people", "Need solved"),
    )


def do_about_need(session: Session, need_id: int, verb: str, helper_id: int | None) -> bool:
    """Note an introduction or help for a need, or how it stands.

    Args:
        session: Where to write.
        need_id: Which need.
        verb: introduced (to ``helper_id``), helped, or a state of a need.
        helper_id: Whom to, for an introduction.
    """
    say, today = QCoreApplication.translate, session.today()
    if verb == "introduced" and helper_id is not None:
        return session.act(
            say("people", "Note an introduction"),
            lambda: need_deeds.introduce(need_id, helper_id, today),
            say("people", "Introduction noted"),
        )
    if verb == "helped":
        return session.act(
            say("people", "Note help"),
            lambda: need_deeds.help_given(need_id, today),
            say("people", "You helped; the need is solved"),
        )
    done = say("people", "The need is open again") if verb == "open" else say("people", "Saved")
    return session.act(
        say("people", "Say how a need stands"),
        lambda: helping.set_need_state(need_id, verb, today),
        done,
    )


def note_need(session: Session, contact_id: int, text: str) -> bool:
    """Note what somebody needs."""
    say = QCoreApplication.translate
    return session.act(
        say("people", "Note a need"),
        lambda: helping.note_need(contact_id, text, session.today()),
        say("people", "Need noted"),
    )


def reword_need(session: Session, window: QWidget, need: NeedRow) -> bool:
    """Ask for other words of a need and keep them; none at all change nothing."""
    say = QCoreApplication.translate
    title, label = say("people", "Change a need"), say("people", "In their words")
    text = (safe.ask_text(window, title, label, need.text) or "").strip()
    if text in ("", need.text):
        return False
    return session.act(title, lambda: helping.reword_need(need.id, text), say("people", "Saved"))


def keep_promise(session: Session, promise_id: int) -> bool:
    """Mark a promise as kept."""
    say = QCoreApplication.translate
    return session.act(
        say("people", "Mark promise as done"),
        lambda: nurture.promise_done(promise_id, session.today()),
        say("people", "Promise kept"),
    )


def say_asked(session: Session, help_id: int, asked: bool | None) -> bool:
    """Say whether help was asked for."""
    say = QCoreApplication.translate
    return session.act(
        say("people", "Say whether help was asked for"),
        lambda: helps.set_asked(help_id, asked),
        say("people", "Saved"),
    )


def thank(session: Session, contact_id: int) -> bool:
    """Note thanks of today."""
    say = QCoreApplication.translate
    name = who(session, [contact_id])
    words = say("people", "Thanks for the help")
    return session.act(
        say("people", "Thank {who}").format(who=name),
        lambda: boosters.thank(contact_id, session.today(), words),
        say("people", "Noted that you thanked {who}").format(who=name),
    )


def mark_booster(session: Session, contact_id: int, booster: str) -> bool:
    """Say whether somebody is a booster."""
    say = QCoreApplication.translate
    name = who(session, [contact_id])
    yes = say("people", "{who} is a booster").format(who=name)
    no = say("people", "{who} is no booster").format(who=name)
    done = yes if booster == "yes" else no
    return session.act(done, lambda: boosters.mark(contact_id, booster), done)


def suggest_again(session: Session, contact_id: int) -> bool:
    """Take back whatever keeps somebody from being suggested."""
    say = QCoreApplication.translate
    name = who(session, [contact_id])
    return session.act(
        say("people", "Suggest {who} again").format(who=name),
        lambda: nudges.suggest_again(contact_id, session.today()),
        say("people", "{who} may be suggested again").format(who=name),
    )
