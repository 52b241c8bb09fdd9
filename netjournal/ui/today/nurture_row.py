"""A person to turn to: who, why, how it went, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import Pill, button, icon_button
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.pictures import Avatar, Sparkline

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QAbstractButton, QToolButton

    from netjournal.services.nurturing.nurture import NurtureRow

# What the menus of a row ask for, beside ("snooze", days).
SKIP: Final = "skip"
PAUSE: Final = "pause"
NEVER: Final = "never"
TRIED: Final = "tried"


class NurtureWidget(QWidget):
    """One row of *Nurture*.

    Signals:
        opened: Contact id: show the card.
        log_wanted: Contact id: write down an interaction.
        brief_wanted: Contact id: what to know before talking.
        answered: (contact id, name, verb, days): snooze, skip, pause, tried or never.
    """

    opened = Signal(object)
    log_wanted = Signal(object)
    brief_wanted = Signal(object)
    answered = Signal(object, str, str, int)

    def __init__(
        self,
        row: NurtureRow,
        photo: QImage | None = None,
        *,
        writable: bool = True,
        calm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show one person; ``calm``: without a word about being late."""
        super().__init__(parent)
        self.setObjectName("nurture_row")
        self.row = row
        self._calm = calm
        self._name = display_safe(row.full_name, 80)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 14, 0)
        line.setSpacing(8)
        self.person = self._person(photo)
        line.addWidget(self.person, 1)
        self.spark = Sparkline(96, 28, self)
        values = [score for _day, score in row.history]
        self.spark.show_values(
            values, self.tr("Strength over two years"), words.line_tone(row, calm=calm)
        )
        line.addWidget(self.spark)
        self._keys: dict[Qt.Key, QAbstractButton] = {}
        self._add_verbs(line, writable=writable)

    def _person(self, photo: QImage | None) -> ClickRow:
        chip, tone = words.chip(self.row, calm=self._calm)
        reason, last = words.reason(self.row), words.last(self.row)
        spoken = ", ".join(part for part in (self._name, chip, reason, last) if part)
        person = ClickRow(spoken, self)
        person.setObjectName("nurture_person")
        person.line.setContentsMargins(14, 12, 6, 12)
        person.clicked.connect(self._on_opened)
        self.avatar = Avatar(40, person)
        self.avatar.show_person(self._name, self.row.contact_id, photo)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(ElidedLabel(self._name, "name", parent=person))
        head.addWidget(Pill(chip, tone, person))
        head.addStretch(1)
        texts.addLayout(head)
        texts.addWidget(Label(reason, "small", wrap=True, parent=person))
        if last:
            texts.addWidget(ElidedLabel(last, "small", "quiet", person))
        person.add(self.avatar)
        person.line.addLayout(texts, 1)
        return person

    def show_photo(self, photo: QImage | None) -> None:
        """Show the picture that was still being read."""
        self.avatar.show_person(self._name, self.row.contact_id, photo)

    def _add_verbs(self, line: QHBoxLayout, *, writable: bool) -> None:
        brief = button(self.tr("Brief"), "small", name="nurture_brief", parent=self)
        brief.setAccessibleName(self.tr("Brief about {name}").format(name=self._name))
        brief.clicked.connect(self._on_brief)
        self._keys[Qt.Key.Key_B] = brief
        if not writable:
            line.addWidget(brief)
            return
        log = button(self.tr("Log"), "small", name="nurture_log", parent=self)
        log.setAccessibleName(self.tr("Log an interaction with {name}").format(name=self._name))
        log.clicked.connect(self._on_log)
        snooze = self._snooze()
        self._keys |= {Qt.Key.Key_L: log, Qt.Key.Key_S: snooze}
        for widget in (log, brief, snooze, self._more()):
            line.addWidget(widget)

    def press(self, key: Qt.Key) -> bool:
        """Press the button that a key stands for; return whether there is one."""
        pressed = self._keys.get(key)
        if isinstance(pressed, QPushButton) and pressed.menu() is not None:
            pressed.setFocus()
            menu = pressed.menu()
            menu.popup(pressed.mapToGlobal(QPoint(0, pressed.height())))
            menu.setActiveAction(menu.actions()[0])  # so that Enter takes it
        elif pressed is not None:
            pressed.click()
        return pressed is not None

    def _snooze(self) -> QPushButton:
        snooze = button(self.tr("Snooze"), "small", name="nurture_snooze", parent=self)
        snooze.setAccessibleName(self.tr("Snooze {name}").format(name=self._name))
        menu = QMenu(snooze)
        for days, text in words.SNOOZES:
            self._add_answer(menu, QCoreApplication.translate("today", str(text)), "snooze", days)
        snooze.setMenu(menu)
        return snooze

    def _more(self) -> QToolButton:
        more = icon_button("more", self.tr("More about {name}").format(name=self._name), "", self)
        more.setObjectName("nurture_more")
        others = QMenu(more)
        self._add_answer(others, self.tr("Not today"), SKIP, 0)
        self._add_answer(others, self.tr("I tried; no answer yet"), TRIED, 0)
        self._add_answer(others, self.tr("Pause until I say so"), PAUSE, 0)
        self._add_answer(others, self.tr("Never suggest {name}").format(name=self._name), NEVER, 0)
        more.setMenu(others)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        more.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        return more

    def _add_answer(self, menu: QMenu, text: str, verb: str, days: int) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData((verb, days))
        action.triggered.connect(self._on_answered)

    @Slot()
    def _on_opened(self) -> None:
        self.opened.emit(self.row.contact_id)

    @Slot()
    def _on_brief(self) -> None:
        self.brief_wanted.emit(self.row.contact_id)

    @Slot()
    def _on_log(self) -> None:
        self.log_wanted.emit(self.row.contact_id)

    @Slot()
    def _on_answered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            verb, days = action.data()
            self.answered.emit(self.row.contact_id, self._name, verb, days)
