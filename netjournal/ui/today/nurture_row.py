"""A person to turn to: who, why, how it went, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from netjournal.ui.safe import Label, display_safe
from netjournal.ui.today import words
from netjournal.ui.widgets.buttons import IconButton, Pill, button, icon_button, open_menu
from netjournal.ui.widgets.click_row import ClickRow
from netjournal.ui.widgets.elided import ElidedLabel
from netjournal.ui.widgets.flow_layout import FlowLayout
from netjournal.ui.widgets.pictures import Avatar, Sparkline

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QImage
    from PySide6.QtWidgets import QAbstractButton

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

    def __init__(self, *, writable: bool = True, parent: QWidget | None = None) -> None:
        """Create it without a person."""
        super().__init__(parent)
        self.setObjectName("nurture_row")
        self.row: NurtureRow | None = None
        self._calm = False
        self._name = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 14, 0)
        line.setSpacing(8)
        self.person = self._person()
        line.addWidget(self.person, 1)
        self.spark = Sparkline(96, 28, self)
        line.addWidget(self.spark)
        self._keys: dict[Qt.Key, QAbstractButton] = {}
        self._add_verbs(line, writable=writable)

    def _person(self) -> ClickRow:
        person = ClickRow("", self)
        person.setObjectName("nurture_person")
        person.line.setContentsMargins(14, 12, 6, 12)
        person.clicked.connect(self._on_opened)
        self.avatar = Avatar(40, person)
        self._who = ElidedLabel("", "name", parent=person)
        self._chip = Pill("", "neutral", person)
        self._reason = Label("", "small", wrap=True, parent=person)
        self._last = ElidedLabel("", "small", "quiet", person)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        head = FlowLayout(spacing=8)  # a long label goes below the name, which stays whole
        head.addWidget(self._who)
        head.addWidget(self._chip)
        texts.addLayout(head)
        texts.addWidget(self._reason)
        texts.addWidget(self._last)
        person.add(self.avatar)
        person.line.addLayout(texts, 1)
        return person

    def show_row(self, row: NurtureRow, photo: QImage | None = None, *, calm: bool = False) -> None:
        """Show one person; ``calm``: without a word about being late."""
        if self.row == row and self._calm == calm:
            return
        self.row, self._calm = row, calm
        self._name = display_safe(row.full_name, 80)
        chip, tone = words.chip(row, calm=calm)
        reason, last = words.reason(row), words.last(row)
        self.person.setAccessibleName(
            ", ".join(part for part in (self._name, chip, reason, last) if part)
        )
        self.show_photo(photo)
        self._who.set_text(self._name)
        self._chip.setText(chip)
        self._chip.set_tone(tone)
        self._reason.setText(reason)
        self._last.set_text(last)
        self._last.setVisible(bool(last))
        values = [score for _day, score in row.history]
        tone = words.line_tone(row, calm=calm)
        self.spark.show_values(values, self.tr("Strength over two years"), tone)
        self._name_verbs()

    def show_photo(self, photo: QImage | None) -> None:
        """Show the picture that was still being read."""
        if self.row is not None:
            self.avatar.show_person(self._name, self.row.contact_id, photo)

    def _add_verbs(self, line: QHBoxLayout, *, writable: bool) -> None:
        self._brief = button(self.tr("Brief"), "small", name="nurture_brief", parent=self)
        self._brief.clicked.connect(self._on_brief)
        self._keys[Qt.Key.Key_B] = self._brief
        self._log: QPushButton | None = None
        if not writable:
            line.addWidget(self._brief)
            return
        self._log = button(self.tr("Log"), "small", name="nurture_log", parent=self)
        self._log.clicked.connect(self._on_log)
        self._snooze = self._snooze_button()
        self._keys |= {Qt.Key.Key_L: self._log, Qt.Key.Key_S: self._snooze}
        self._more = self._more_button()
        for widget in (self._log, self._brief, self._snooze, self._more):
            line.addWidget(widget)

    def _name_verbs(self) -> None:
        """Say of each button whom it is about."""
        name = self._name
        self._brief.setAccessibleName(self.tr("Brief about {name}").format(name=name))
        if self._log is None:
            return
        self._log.setAccessibleName(self.tr("Log an interaction with {name}").format(name=name))
        self._snooze.setAccessibleName(self.tr("Snooze {name}").format(name=name))
        self._more.set_label(self.tr("More about {name}").format(name=name))
        never = self.tr("Never suggest {name}").format(name=name)
        self._never.setText(never.replace("&", "&&"))

    def stops(self) -> list[QAbstractButton]:
        """Return where the keyboard stops in a row, in order: the name and the buttons."""
        if self._log is None:
            return [self.person, self._brief]
        return [self.person, self._log, self._brief, self._snooze, self._more]

    def press(self, key: Qt.Key) -> bool:
        """Press the button that a key stands for; return whether there is one."""
        pressed = self._keys.get(key)
        if isinstance(pressed, QPushButton) and pressed.menu() is not None:
            pressed.setFocus()
            open_menu(pressed)
        elif pressed is not None:
            pressed.click()
        return pressed is not None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the rest by the menu key and the other mouse button, too."""
        if self._log is not None:
            menu = self._more.menu()
            menu.popup(event.globalPos())
            menu.setActiveAction(menu.actions()[0])

    def _snooze_button(self) -> QPushButton:
        snooze = button(self.tr("Snooze"), "small", name="nurture_snooze", parent=self)
        menu = QMenu(snooze)
        for days, text in words.SNOOZES:
            self._add_answer(menu, QCoreApplication.translate("today", str(text)), "snooze", days)
        snooze.setMenu(menu)
        return snooze

    def _more_button(self) -> IconButton:
        more = icon_button("more", "", "nurture_more", self)
        others = QMenu(more)
        self._add_answer(others, self.tr("Not today"), SKIP, 0)
        self._add_answer(others, self.tr("I tried; no answer yet"), TRIED, 0)
        self._add_answer(others, self.tr("Pause until I say so"), PAUSE, 0)
        self._never = self._add_answer(others, "", NEVER, 0)
        more.setMenu(others)
        more.setPopupMode(more.ToolButtonPopupMode.InstantPopup)
        return more

    def _add_answer(self, menu: QMenu, text: str, verb: str, days: int) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData((verb, days))
        action.triggered.connect(self._on_answered)
        return action

    @Slot()
    def _on_opened(self) -> None:
        if self.row is not None:
            self.opened.emit(self.row.contact_id)

    @Slot()
    def _on_brief(self) -> None:
        if self.row is not None:
            self.brief_wanted.emit(self.row.contact_id)

    @Slot()
    def _on_log(self) -> None:
        if self.row is not None:
            self.log_wanted.emit(self.row.contact_id)

    @Slot()
    def _on_answered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and self.row is not None:
            verb, days = action.data()
            self.answered.emit(self.row.contact_id, self._name, verb, days)
