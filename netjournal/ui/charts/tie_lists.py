"""Who is about to drift, what patience brought, who brought whom: cards read when painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from netjournal.services import wording
from netjournal.services.bonds import fading, patience
from netjournal.ui import dates, labels
from netjournal.ui.charts.introducers_card import IntroducersCard
from netjournal.ui.charts.people_card import SHOWN, Line, PeopleCard

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from netjournal.progress import Progress
    from netjournal.services.bonds.fading import FadingTie
    from netjournal.services.bonds.patience import Patience, SlowTie
    from netjournal.ui.charts.sources import Ask
    from netjournal.ui.session import Session


class TieLists(QObject):
    """Reads for the two cards what they show.

    Args:
        session: The open journal.
        ask: What the page is asked about now.
        parent: The page.

    Signals:
        person_wanted: The card of a person (id) is asked for.
        list_wanted: A list is asked for: (title, ids).
    """

    person_wanted = Signal(object)
    list_wanted = Signal(str, object)

    def __init__(self, session: Session, ask: Callable[[], Ask], parent: QWidget) -> None:
        """Make the cards; nothing is read yet."""
        super().__init__(parent)
        self._session, self._ask = session, ask
        self.fading = PeopleCard(
            "fading_card",
            self.tr("About to drift"),
            self.tr("Ties that were warm or closer and grow quiet, most to lose first."),
            parent,
        )
        self.patience = PeopleCard(
            "patience_card",
            self.tr("Patience"),
            self.tr("Ties that started slowly and are strong now. Time does the work."),
            parent,
        )
        self.introducers = IntroducersCard(session, ask, parent)
        self.introducers.person_wanted.connect(self.person_wanted)
        self.fading.wanted.connect(self._read_fading)
        self.patience.wanted.connect(self._read_patience)
        for card in (self.fading, self.patience):
            card.person_wanted.connect(self.person_wanted)
            card.list_wanted.connect(self.list_wanted)

    @property
    def cards(self) -> dict[str, QWidget]:
        """The cards by the names of their places."""
        return {
            "fading": self.fading,
            "patience": self.patience,
            "introducers": self.introducers,
        }

    def ask_again(self) -> None:
        """Data changed."""
        self.fading.ask_again()
        self.patience.ask_again()
        self.introducers.ask_again()

    def _read_fading(self) -> None:
        ask = self._ask()

        def work(progress: Progress) -> list[FadingTie]:
            progress.step(0, 1)
            return fading.fading(ask.whom, ask.today)

        self._session.run(work, self._show_fading, key="insights_fading")

    def _show_fading(self, found: list[FadingTie]) -> None:
        say = QCoreApplication.translate
        lines = [self._drifting(one) for one in found[:SHOWN]]
        self.fading.show_lines(lines, say("charts", "Nobody is about to drift."))
        words = say("charts", "All %n about to drift", "", len(found))
        self.fading.show_lists([("fading_all", words, [one.contact_id for one in found])])

    def _drifting(self, one: FadingTie) -> Line:
        say = QCoreApplication.translate
        if one.best == one.label:
            text = say("charts", "Still {now}, but quiet: last in touch {ago}")
        else:
            text = say("charts", "{best} within the year, {now} now; last in touch {ago}")
        said = text.format(
            best=labels.strength(one.best),
            now=labels.strength(one.label),
            ago=wording.ago(one.silence, say),
        )
        return Line(one.contact_id, one.full_name, said)

    def _read_patience(self) -> None:
        ask = self._ask()

        def work(progress: Progress) -> Patience:
            progress.step(0, 1)
            return patience.patience(ask.whom, ask.today)

        self._session.run(work, self._show_patience, key="insights_patience")

    def _show_patience(self, found: Patience) -> None:
        say = QCoreApplication.translate
        nobody = say("charts", "Some ties take more than a year to grow warm. They will show here.")
        self.patience.show_lines([self._slow(one) for one in found.slow[:SHOWN]], nobody)
        slow = [one.contact_id for one in found.slow]
        self.patience.show_lists(
            [
                ("patience_all", say("charts", "All %n slow and strong", "", len(slow)), slow),
                (
                    "patience_quiet",
                    say("charts", "%n quiet by choice", "", len(found.by_choice)),
                    found.by_choice,
                ),
                (
                    "patience_let_go",
                    say("charts", "%n let go", "", len(found.let_go)),
                    found.let_go,
                ),
            ]
        )

    def _slow(self, one: SlowTie) -> Line:
        text = QCoreApplication.translate(
            "charts", "Since {began}; {early} after a year, {now} today"
        )
        there = dates.to_date(one.began)
        said = text.format(
            began=dates.month(there.year, there.month),
            early=labels.strength(one.early),
            now=labels.strength(one.label),
        )
        return Line(one.contact_id, one.full_name, said)
