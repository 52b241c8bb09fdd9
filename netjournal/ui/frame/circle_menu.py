"""What can be done with a circle from the sidebar: make, rename, colour, its rhythm, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from netjournal.ui import safe, theme
from netjournal.ui.actions import show_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

    from netjournal.services.people import circles
    from netjournal.ui.session import Session

# Told apart by lightness too, not by hue alone; each has 3:1 on the light and the dark sidebar.
COLOURS: Final = {
    "#2f8a72": QT_TRANSLATE_NOOP("CircleMenu", "Green"),
    "#5f7fc4": QT_TRANSLATE_NOOP("CircleMenu", "Blue"),
    "#b7791f": QT_TRANSLATE_NOOP("CircleMenu", "Amber"),
    "#b85a86": QT_TRANSLATE_NOOP("CircleMenu", "Pink"),
    "#c4574c": QT_TRANSLATE_NOOP("CircleMenu", "Red"),
    "#7d6bb5": QT_TRANSLATE_NOOP("CircleMenu", "Violet"),
    "#4f8f9e": QT_TRANSLATE_NOOP("CircleMenu", "Teal"),
    "#7f8a2e": QT_TRANSLATE_NOOP("CircleMenu", "Olive"),
}


class CircleMenu(QObject):
    """The context menu of circles; every act is one step that Undo takes back.

    Signals:
        print_requested: Print the people of this circle.
    """

    print_requested = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        """Work on ``session``; boxes belong to ``window``."""
        super().__init__(window)
        self._session = session
        self._window = window
        self._circle: circles.CircleRow | None = None

    @Slot(object, QPoint)
    def open(self, circle_id: int, point: QPoint) -> None:
        """Show the menu of a circle at a global point."""
        self._circle = self._find(circle_id)
        if self._circle is not None and not self._session.read_only:
            self.menu().popup(point)

    @Slot(object, str)
    def perform(self, circle_id: int, verb: str) -> None:
        """Do "rename" or "delete" by a key."""
        self._circle = self._find(circle_id)
        if self._circle is not None and not self._session.read_only:
            {"rename": self.rename, "delete": self.delete}[verb]()

    def menu(self) -> QMenu:
        """Return the menu for the circle that was chosen last."""
        menu = QMenu(self._window)
        menu.setObjectName("circle_menu")
        rename = menu.addAction(self.tr("Rename…"), self.rename)
        rename.setObjectName("circle_rename")
        show_key(rename, "edit")
        menu.addMenu(self._colours(menu))
        menu.addMenu(self._rhythms(menu))
        menu.addAction(self.tr("Print…"), self._on_print).setObjectName("circle_print")
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete circle"), self.delete)
        delete.setObjectName("circle_delete")
        show_key(delete, "trash")
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _colours(self, parent: QMenu) -> QMenu:
        """Return the menu of colours, each with its name; the one it has is ticked."""
        menu = QMenu(self.tr("Colour"), parent)
        menu.setObjectName("circle_colour")
        now = "" if self._circle is None else self._circle.colour
        names = {"": self.tr("As the window"), **COLOURS}
        for colour, words in names.items():
            name = QCoreApplication.translate("CircleMenu", str(words))
            action = menu.addAction(_dot(colour or theme.color("accent").name()), name)
            action.setCheckable(True)
            action.setChecked(colour == now)
            action.setData(colour)
        menu.triggered.connect(self._on_colour)
        return menu

    def _rhythms(self, parent: QMenu) -> QMenu:
        """Return the menu of rhythms that its people inherit; the one in force is ticked."""
        from netjournal.services.bonds import rhythm_words

        say = QCoreApplication.translate
        menu = QMenu(self.tr("Keep in touch"), parent)
        menu.setObjectName("circle_rhythm")
        circle = self._circle
        ideal = None if circle is None else circle.rhythm_ideal_days
        at_most = None if circle is None else circle.rhythm_at_most_days
        now = "" if ideal is None else rhythm_words.word_of(ideal, at_most)
        options = [(key, rhythm_words.name(key, say)) for key in rhythm_words.KEYS]
        if ideal is not None and not now:
            options.append(("own", rhythm_words.said(ideal, at_most, say)))
            now = "own"
        for key, words in [("", self.tr("No rhythm")), *options]:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == now)
            action.setData(key)
        menu.triggered.connect(self._on_rhythm)
        return menu

    def _find(self, circle_id: int) -> circles.CircleRow | None:
        from netjournal.services.people import circles

        return next((row for row in circles.circles() if row.id == circle_id), None)

    @Slot()
    def _on_print(self) -> None:
        if self._circle is not None:
            self.print_requested.emit(self._circle.id)

    @Slot()
    def add(self) -> None:
        """Ask for a name and make a circle."""
        name = safe.ask_text(self._window, self.tr("New circle"), self.tr("Name of the circle"))
        if not name or not name.strip():
            return
        known = _service().named(name)
        if known:
            self._session.show_message(self.tr("There is a circle {name}").format(name=known))
        else:
            label = self.tr("New circle {name}").format(name=name.strip())
            done = self.tr("New circle: {name}").format(name=name.strip())
            self._session.act(label, lambda: _service().create(name.strip()), done)

    @Slot(object, object)
    def add_people(self, circle_id: int, ids: Sequence[int]) -> None:
        """Put people who were dropped on a circle into it."""
        circle = self._find(circle_id)
        if circle is not None and ids and not self._session.read_only:
            from netjournal.ui.contacts import verbs

            verbs.add_to_circle(self._session, ids, circle.name)

    @Slot()
    def rename(self) -> None:
        """Ask for another name."""
        circle = self._circle
        if circle is None:
            return
        title = self.tr("Rename circle")
        name = safe.ask_text(self._window, title, self.tr("Name of the circle"), circle.name)
        if name and name.strip() and name.strip() != circle.name:
            label = self.tr("Rename circle {name}").format(name=circle.name)
            done = self.tr("{old} is called {name} now").format(old=circle.name, name=name.strip())
            self._session.act(label, lambda: _service().rename(circle.id, name.strip()), done)

    @Slot()
    def delete(self) -> None:
        """Delete the circle; its people stay, and Undo brings it back."""
        circle = self._circle
        if circle is None:
            return
        label = self.tr("Delete circle {name}").format(name=circle.name)
        done = self.tr("Deleted circle {name}; its people stay").format(name=circle.name)
        self._session.act(label, lambda: _service().delete(circle.id), done)

    @Slot(QAction)
    def _on_rhythm(self, action: QAction) -> None:
        from netjournal.services.bonds import rhythm_words

        circle, key = self._circle, str(action.data())
        if circle is None or key == "own":
            return
        word = rhythm_words.of(key) if key else None
        days = (None, None) if word is None else (word.ideal, word.at_most)
        label = self.tr("Rhythm of circle {name}").format(name=circle.name)
        done = self.tr("{name}: {rhythm}").format(name=circle.name, rhythm=action.text())
        if own := _service().exceptions(circle.id):
            kept = self.tr("%n [has|have] a choice of their own, which stays", "", own)
            done = self.tr("{done}. {kept}").format(done=done, kept=kept)
        self._session.act(label, lambda: _service().set_rhythm(circle.id, *days), done)

    @Slot(QAction)
    def _on_colour(self, action: QAction) -> None:
        circle = self._circle
        if circle is None:
            return
        label = self.tr("Colour circle {name}").format(name=circle.name)
        done = self.tr("Circle {name} has another colour").format(name=circle.name)
        self._session.act(label, lambda: _service().recolour(circle.id, str(action.data())), done)


def _service() -> ModuleType:
    """The service, loaded when a circle is changed for the first time."""
    from netjournal.services.people import circles

    return circles


def _dot(colour: str) -> QIcon:
    picture = QPixmap(16, 16)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colour))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(3, 3, 10, 10)
    painter.end()
    return QIcon(picture)
