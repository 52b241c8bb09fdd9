"""Looking around in a graph: which part of it is on screen, and where each person lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from netjournal.services.bonds.network_graph import Person

MARGIN: Final = 28
CLOSEST: Final = 24.0
REACH: Final = 14  # pixels from a person that still mean them


class Camera:
    """Zoom and middle over places of 0…1.

    Attributes:
        zoom: How much closer than everybody at once.
        people: Whose places they are.
    """

    def __init__(self) -> None:
        """Show everybody."""
        self.zoom = 1.0
        self.people: tuple[Person, ...] = ()
        self._middle = QPointF(0.5, 0.5)
        self._width, self._height = 1.0, 1.0

    def resize(self, width: int, height: int) -> None:
        """Look through a window of this size."""
        self._width, self._height = float(width), float(height)

    @property
    def _inside(self) -> tuple[float, float]:
        return max(1.0, self._width - 2 * MARGIN), max(1.0, self._height - 2 * MARGIN)

    @property
    def middle(self) -> QPointF:
        """The middle of the window."""
        return QPointF(self._width / 2, self._height / 2)

    def place(self, number: int) -> QPointF:
        """Return where somebody lies in the window."""
        person, (wide, high) = self.people[number], self._inside
        return QPointF(
            self._width / 2 + (person.x - self._middle.x()) * wide * self.zoom,
            self._height / 2 + (person.y - self._middle.y()) * high * self.zoom,
        )

    def zoom_by(self, factor: float, fixed: QPointF) -> None:
        """Come closer or go back; what is at ``fixed`` stays there."""
        zoom = min(CLOSEST, max(1.0, self.zoom * factor))
        away, (wide, high) = fixed - self.middle, self._inside
        change = 1 / self.zoom - 1 / zoom
        self.zoom = zoom
        self._look_at(self._middle + QPointF(away.x() / wide * change, away.y() / high * change))

    def move(self, by: QPointF) -> None:
        """Move what is seen by pixels."""
        wide, high = self._inside
        self._look_at(self._middle - QPointF(by.x() / wide / self.zoom, by.y() / high / self.zoom))

    def bring(self, number: int) -> bool:
        """Bring somebody into view; return whether that moved anything."""
        here = self.place(number)
        if 0 <= here.x() <= self._width and 0 <= here.y() <= self._height:
            return False
        person = self.people[number]
        self._look_at(QPointF(person.x, person.y))
        return True

    def _look_at(self, middle: QPointF) -> None:
        """Take another middle; never past the last person."""
        half = 0.5 / self.zoom
        self._middle = QPointF(
            min(1 - half, max(half, middle.x())), min(1 - half, max(half, middle.y()))
        )

    def at(self, point: QPointF) -> int:
        """Return who is at a point of the window, -1 for nobody."""
        x, y, wide, high = self._under(point)
        best, least = -1, float(REACH * REACH)
        for number, person in enumerate(self.people):
            across, down = (person.x - x) * wide, (person.y - y) * high
            far = across * across + down * down
            if far < least:
                best, least = number, far
        return best

    def beside(self, number: int, side: QPointF) -> int:
        """Return the nearest person to one side of another, else that other."""
        x, y, wide, high = self._under(self.place(number))
        best, least, to_x, to_y = number, float("inf"), side.x(), side.y()
        for other, person in enumerate(self.people):
            across, down = (person.x - x) * wide, (person.y - y) * high
            ahead = across * to_x + down * to_y
            if other != number and ahead > 0:
                far = 4 * (across * across + down * down) - 3 * ahead * ahead
                if far < least:
                    best, least = other, far
        return best

    def _under(self, point: QPointF) -> tuple[float, float, float, float]:
        """Return the place (0…1) under a point, and how many pixels 1 is across and down."""
        wide, high = (one * self.zoom for one in self._inside)
        away = point - self.middle
        x, y = self._middle.x() + away.x() / wide, self._middle.y() + away.y() / high
        return x, y, wide, high
