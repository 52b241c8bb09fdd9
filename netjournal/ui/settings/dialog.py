"""Preferences: everything takes effect at once, so there is nothing to confirm.

What belongs to this computer (look, reminders, lock) is kept beside the journals; what belongs to
the journal (who you are, the country of phone numbers) is a step of it, which Undo takes back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import settings
from netjournal.services.people import phone_region
from netjournal.ui import actions, many, theme
from netjournal.ui.dialog_size import open_at
from netjournal.ui.safe import Label
from netjournal.ui.tab_order import ReadingOrder
from netjournal.ui.widgets.buttons import button
from netjournal.ui.widgets.card import section
from netjournal.ui.widgets.tag_edit import TagEdit
from netjournal.ui.widgets.time_edit import ClockEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.preferences import Preferences
    from netjournal.ui.session import Session

_SIZE: Final = (600, 620)
_SCALES: Final = (0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_MINUTES: Final = (0, 1, 5, 10, 30, 60)


class SettingsDialog(ReadingOrder, QDialog):
    """The preferences.

    Args:
        session: The open journal.
        preferences: Those of the window.
        parent: The window.
    """

    def __init__(
        self, session: Session, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        """Show what is set."""
        super().__init__(parent)
        self.setObjectName("settings_dialog")
        self.setWindowTitle(self.tr("Preferences"))
        self._session, self._preferences = session, preferences
        self._area = QScrollArea(self)
        self._area.setObjectName("settings_area")
        self._area.setWidgetResizable(True)
        inside = QWidget(self._area)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._column.setSpacing(8)
        self._build_look()
        self._build_days()
        self._build_journal()
        self._column.addStretch()
        self._area.setWidget(inside)
        self._build_foot()
        self._wire()
        self.refresh()
        open_at(self, *_SIZE)

    def _build_look(self) -> None:
        form = self._group(self.tr("Look"))
        schemes = [(key, actions.plain(actions.words(text))) for key, text in actions.THEMES]
        self.scheme = self._choice(form, self.tr("Theme"), "settings_scheme", schemes)
        scales = sorted({*_SCALES, self._preferences.text_scale})
        sizes = [(scale, self._percent(scale)) for scale in scales]
        self.scale = self._choice(form, self.tr("Text size"), "settings_scale", sizes)

    def _build_days(self) -> None:
        form = self._group(self.tr("On this computer"))
        self.tray = self._check(form, self.tr("Stay in the tray when the window is closed"), "tray")
        self.notice = self._check(form, self.tr("Tell once a day what Today has"), "notice")
        self.minute = ClockEdit(self)
        self._add(form, self.tr("At"), "settings_minute", self.minute)
        spans = [(n, self.tr("%n minute(s)", "", n) if n else self.tr("never")) for n in _MINUTES]
        label = self.tr("Lock when untouched for")
        self.lock = self._choice(form, label, "settings_lock", spans)
        form.setRowVisible(self.lock, self._session.journal.key is not None)

    def _build_journal(self) -> None:
        form = self._group(self.tr("In this journal"))
        self.me = TagEdit(self.tr("Your name, your e-mail addresses"), parent=self)
        self._add(form, self.tr("You are"), "settings_me", self.me)
        self.me.line.setAccessibleName(self.tr("You are"))
        self._note(form, self.tr("So that imports of mail and chats know who is not a contact."))
        say, codes = QLocale.territoryToString, phone_region.countries()
        named = [
            (code, f"{say(QLocale.codeToTerritory(code))} (+{calling})") for code, calling in codes
        ]
        options = [("", self.tr("Not said")), *sorted(named, key=lambda one: one[1])]
        self.country = self._choice(form, self.tr("Country"), "settings_country", options)
        self._note(
            form,
            self.tr("Where phone numbers without a country code are at home: “030 1234”, say."),
        )

    def _build_foot(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.addWidget(
            Label(self.tr("Everything here takes effect at once."), "small", "quiet", parent=self)
        )
        foot.addStretch()
        close = button(self.tr("Close"), "primary", name="settings_close", parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area, 1)
        whole.addLayout(foot)

    # -- parts

    def _group(self, title: str) -> QFormLayout:
        """Begin a card of fields under a heading."""
        if self._column.count():
            self._column.addSpacing(8)
        self._column.addWidget(section(title, self))
        card = QFrame(self)
        card.setProperty("role", "card")
        card.setAccessibleName(title)
        form = QFormLayout(card)
        form.setContentsMargins(16, 12, 16, 12)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._column.addWidget(card)
        return form

    def _add(self, form: QFormLayout, text: str, name: str, field: QWidget) -> None:
        label = Label(text, "small", "quiet", parent=self)
        label.setMinimumWidth(theme.px(120))
        label.setBuddy(field)
        field.setObjectName(name)
        field.setAccessibleName(text)
        form.addRow(label, field)

    def _choice(
        self, form: QFormLayout, text: str, name: str, options: Sequence[tuple[Any, str]]
    ) -> QComboBox:
        field = QComboBox(self)
        for value, words in options:
            field.addItem(words, value)
        field.setMinimumContentsLength(12)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._add(form, text, name, field)
        return field

    def _check(self, form: QFormLayout, text: str, name: str) -> QCheckBox:
        field = QCheckBox(text, self)
        field.setObjectName(f"settings_{name}")
        form.addRow(field)
        return field

    def _note(self, form: QFormLayout, text: str) -> None:
        form.addRow("", Label(text, "small", "quiet", wrap=True, parent=self))

    def _percent(self, scale: float) -> str:
        return self.tr("{number} %").format(number=QLocale().toString(round(scale * 100)))

    # -- what is set

    def _wire(self) -> None:
        self.scheme.activated.connect(self._on_look)
        self.scale.activated.connect(self._on_look)
        self.tray.clicked.connect(self._on_days)
        self.notice.clicked.connect(self._on_days)
        self.minute.changed.connect(self._on_minute)
        self.lock.activated.connect(self._on_days)
        self.me.changed.connect(self._on_me)
        self.country.activated.connect(self._on_country)
        self._preferences.changed.connect(self.refresh)
        self._session.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Show what is set now, whoever set it."""
        known = self._preferences
        for field, value in (
            (self.scheme, known.scheme),
            (self.scale, known.text_scale),
            (self.lock, known.lock_minutes),
            (self.country, settings.region()),
        ):
            field.setCurrentIndex(field.findData(value))
        self.tray.setChecked(known.tray)
        self.notice.setChecked(known.notifications)
        if self.minute.value() != known.reminder_minute and not self.minute.hasFocus():
            self.minute.set_value(known.reminder_minute)
        self.notice.setEnabled(known.tray)
        self.minute.setEnabled(known.tray and known.notifications)
        if self.me.tags() != settings.me():
            self.me.set_tags(settings.me())
        self.me.setEnabled(not self._session.read_only)
        self.country.setEnabled(not self._session.read_only)

    @Slot()
    def _on_look(self) -> None:
        scheme, scale = str(self.scheme.currentData()), float(self.scale.currentData())
        self._preferences.scheme = scheme  # each is told at once, which shows both anew
        self._preferences.text_scale = scale

    @Slot()
    def _on_days(self) -> None:
        tray, notice, lock = self.tray.isChecked(), self.notice.isChecked(), self.lock.currentData()
        self._preferences.tray = tray
        self._preferences.notifications = notice
        if lock is not None:
            self._preferences.lock_minutes = int(lock)

    @Slot()
    def _on_minute(self) -> None:
        minute = self.minute.value()
        if minute is not None:
            self._preferences.reminder_minute = minute

    @Slot(object)
    def _on_me(self, entries: list[str]) -> None:
        label, done = self.tr("Say who you are"), self.tr("Noted who you are")
        self._session.act(label, lambda: settings.set_me(entries), done)

    @Slot()
    def _on_country(self) -> None:
        code = str(self.country.currentData())
        if code == settings.region():
            return
        label = self.tr("Country of phone numbers")
        done = self.tr("Phone numbers: {country}").format(country=self.country.currentText())
        count = phone_region.count_phones()
        many.act(self._session, label, lambda: phone_region.choose(code), done, count)
