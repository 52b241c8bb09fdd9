"""Who knows whom, drawn for a file or the command line; the window has ``graph_view``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from netjournal.services.bonds.insight_people import Behind
from netjournal.services.bonds.network_graph import INTRODUCED, RELATED, TOGETHER
from netjournal.ui.charts.chart import Chart, Entry, Spots, Table
from netjournal.ui.charts.look import WORLDWIDE
from netjournal.ui.charts.plotting import panel, word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from netjournal.services.bonds.network_graph import Graph, Link, Person
    from netjournal.ui.charts.look import Look

WHYS: Final = ((INTRODUCED, "introduced"), (RELATED, "related"), (TOGETHER, "together"))
COLOURS: Final = {INTRODUCED: "accent", RELATED: "warning", TOGETHER: "border"}
NAMED: Final = 40  # so many of the strongest ties have their names beside them
_SPOT: Final = 0.012
_HIGH, _LETTER = 0.02, 0.0085  # a line and a letter, in shares of the picture


def colour_of(why: int) -> str:
    """Return the colour token of a link: what says most of it."""
    return next(COLOURS[one] for one, _ in WHYS if why & one)


def width_of(link: Link) -> float:
    """Return how thick a link is: the oftener together, the thicker."""
    return min(4.0, 0.8 + 0.5 * math.sqrt(max(0, link.times - 1)))


def radius_of(person: Person) -> float:
    """Return how big someone is: the stronger the tie, the bigger."""
    return 3.0 + 5.0 * person.score / 100


@dataclass(frozen=True, slots=True)
class NetworkChart(Chart):
    """People and the links between them."""

    graph: Graph
    kind = "network"
    size = (10.0, 8.0)
    over_time = dated = words_beside = False

    @property
    def empty(self) -> bool:
        """Whether no link between two people is known."""
        return not self.graph.links

    def draw(self, made: Figure, look: Look) -> Spots:
        """Draw links as lines, people as discs, and the names of the strongest ties."""
        from matplotlib.collections import LineCollection

        axes = panel(made, 0, (0.02, 0.02, 0.96, 0.96))
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(1.02, -0.02)
        people = self.graph.people
        for why, _ in reversed(WHYS):
            some = [one for one in self.graph.links if colour_of(one.why) == COLOURS[why]]
            lines = [
                ((people[k.one].x, people[k.one].y), (people[k.other].x, people[k.other].y))
                for k in some
            ]
            widths = [width_of(one) * 0.7 for one in some]
            axes.add_collection(
                LineCollection(
                    lines, linewidths=widths, colors=look.color(COLOURS[why]), alpha=0.7
                ),
                autolim=False,
            )
        axes.scatter(
            [person.x for person in people],
            [person.y for person in people],
            s=[(radius_of(person) * 1.1) ** 2 for person in people],
            c=[look.strength(person.label) for person in people],
            edgecolors=look.color("panel"),
            linewidths=0.6,
            zorder=3,
        )
        how: dict[str, Any] = {"va": "center", "color": look.color("ink"), "zorder": 4}
        how["families"] = WORLDWIDE
        # links must not strike names through
        ground = {"facecolor": look.color("panel"), "alpha": 0.8, "edgecolor": "none", "pad": 0.5}
        how["bbox"] = ground
        for person in self._named():
            at = (person.x + 0.008, person.y)
            word(axes, at, person.name, look, **how)
        return [[(p.x - _SPOT, p.y - _SPOT, p.x + _SPOT, p.y + _SPOT, 0)] for p in people]

    def _named(self) -> list[Person]:
        """Return the strongest ties whose names have room."""
        found: list[Person] = []
        for person in sorted(self.graph.people, key=lambda one: -one.score)[:NAMED]:
            if not any(
                abs(person.y - one.y) < _HIGH
                and -_LETTER * len(person.name) < person.x - one.x < _LETTER * len(one.name)
                for one in found
            ):
                found.append(person)
        return found

    def table(self, look: Look) -> Table:
        """Return the links: who, whom, why, how often together."""
        header = [look.word(key) for key in ("person", "other", "link", "times")]
        people = self.graph.people
        return header, [
            [people[link.one].name, people[link.other].name, self.why(link, look), link.times]
            for link in self.graph.links
        ]

    @staticmethod
    def why(link: Link, look: Look) -> str:
        """Return why two people are linked, in words."""
        return ", ".join(look.word(key) for why, key in WHYS if link.why & why)

    def legend(self, look: Look) -> list[Entry]:
        """Return the kinds of links."""
        return [Entry(look.color(COLOURS[why]), look.word(key), "line") for why, key in WHYS]

    def behind(self, column: int, row: int) -> Behind | None:
        """Return the person."""
        return Behind("contact", day=self.graph.people[column].id)
