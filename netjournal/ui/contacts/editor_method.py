"""A way to reach somebody, as the editor's list of them holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QHBoxLayout, QWidget

from netjournal.services.people.contact_form import MethodForm
from netjournal.ui import labels, theme
from netjournal.ui.contacts.editor_rows import Row, text_line
from netjournal.ui.contacts.editor_section import choose, make_choice

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_KIND_WIDTH: Final = 124
_LABEL_WIDTH: Final = 112
_VALUE_ROOM: Final = 60  # beyond the least, so that a number can be read


class MethodRow(Row[MethodForm]):
    """A way to reach someone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty one."""
        super().__init__(parent)
        self.kind: QComboBox = make_choice(self, "method_kind", labels.options(labels.METHODS))
        self.kind.setAccessibleName(self.tr("What kind"))
        self.kind.setFixedWidth(theme.px(_KIND_WIDTH))
        self.value = text_line(self, "method_value", self.tr("Address, number or link"))
        self.label = text_line(self, "method_label", self.tr("Label"), self.tr("work, home"))
        self.label.setFixedWidth(theme.px(_LABEL_WIDTH))
        self.service = text_line(
            self, "method_service", self.tr("Service"), self.tr("Signal, Matrix")
        )
        self.service.setFixedWidth(theme.px(_LABEL_WIDTH))
        self.preferred = QCheckBox(self.tr("Preferred"), self)
        self.preferred.setObjectName("method_preferred")
        self._halves = QHBoxLayout(), QHBoxLayout()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)
        for half, stretch in zip(self._halves, (1, 0), strict=True):
            half.setSpacing(6)
            self._line.addLayout(half, stretch)
        self._halves[0].addWidget(self.kind)
        self._halves[0].addWidget(self.value, 1)
        for field in (self.service, self.label, self.preferred):
            self._halves[1].addWidget(field)
        self._halves[1].addStretch()
        self.kind.currentIndexChanged.connect(self._on_kind)
        for field in (self.value, self.label, self.service):
            field.textChanged.connect(self.changed)
        self.preferred.toggled.connect(self.changed)
        self._on_kind()

    def minimumSizeHint(self) -> QSize:
        """Ask for the wider half: where there is little room they stand in two lines."""
        least = self._line.minimumSize()
        return QSize(max(half.minimumSize().width() for half in self._halves), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one line or in two, as there is room for a value."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        first, second = (half.minimumSize().width() for half in self._halves)
        way = QBoxLayout.Direction
        one = self.width() >= first + second + theme.px(_VALUE_ROOM)
        self._line.setDirection(way.LeftToRight if one else way.TopToBottom)

    def load(self, form: MethodForm) -> None:
        """Show a method."""
        choose(self.kind, form.kind)
        self.value.setText(form.value)
        self.value.setCursorPosition(0)  # a long link shows its beginning
        self.label.setText(form.label)
        self.service.setText(form.service)
        self.preferred.setChecked(form.preferred)

    def entry(self) -> MethodForm:
        """Return the method."""
        return MethodForm(
            str(self.kind.currentData()),
            self.value.text().strip(),
            self.label.text().strip(),
            self.service.text().strip(),
            self.preferred.isChecked(),
        )

    def is_blank(self) -> bool:
        """Return whether there is no value."""
        return not self.value.text().strip()

    def focus_first(self) -> None:
        """Begin with the value."""
        self.value.setFocus()

    def _on_kind(self) -> None:
        kind = str(self.kind.currentData())
        self.service.setVisible(kind == "messenger")
        self._fit()
        hints = {
            "email": self.tr("name@example.org"),
            "phone": self.tr("+44 20 7946 0018"),
            "url": self.tr("https://example.org"),
            "messenger": self.tr("Name or number there"),
        }
        self.value.setPlaceholderText(hints.get(kind, self.value.accessibleName()))
        self.changed.emit()
