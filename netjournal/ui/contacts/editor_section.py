"""What the editor's sections are made of: a card with a title and labelled fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from netjournal.ui import theme
from netjournal.ui.safe import Label
from netjournal.ui.widgets.card import section
from netjournal.ui.widgets.partial_edit import PartialEdit
from netjournal.ui.widgets.tag_edit import TagEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.services.people.contact_form import ContactForm

_LABEL_WIDTH: Final = 120
_MOST_DAYS: Final = 3650
_SHORT: Final = 12  # letters that a box has room for at least


class Section(QFrame):
    """Some fields of a contact.

    Signals:
        changed: The user changed something.
    """

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Create a section without title and fields; ``name`` is its object name."""
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName(name)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 14)
        self.column.setSpacing(8)
        self._title = section("", self)
        self._title.hide()
        self.column.addWidget(self._title)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.column.addLayout(self.form)

    def set_title(self, title: str) -> None:
        """Show a title."""
        self._title.setText(title)
        self._title.show()
        self.setAccessibleName(title)

    # -- what an editor asks

    def load(self, form: ContactForm) -> None:
        """Show the fields of ``form``."""
        raise NotImplementedError

    def store(self, form: ContactForm) -> None:
        """Put the fields into ``form``."""
        raise NotImplementedError

    def problem(self) -> str:
        """Return why this cannot be saved yet, or nothing."""
        return ""

    # -- fields

    def add(self, text: str, field: QWidget) -> None:
        """Add a field with its label; the label is the field's buddy and accessible name."""
        label = Label(text, "small", "quiet", parent=self)
        label.setMinimumWidth(theme.px(_LABEL_WIDTH))
        label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        if isinstance(field, TagEdit):
            field.line.setAccessibleName(text)
        self.form.addRow(label, field)

    def line(self, text: str, name: str, placeholder: str = "") -> QLineEdit:
        """Add a line of text."""
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setPlaceholderText(placeholder)
        field.textChanged.connect(self.changed)
        self.add(text, field)
        return field

    def text(self, text: str, name: str, lines: int) -> QPlainTextEdit:
        """Add text of several lines; Tab leaves it."""
        field = QPlainTextEdit(self)
        field.setObjectName(name)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 20)
        field.textChanged.connect(self.changed)
        self.add(text, field)
        return field

    def partial(self, text: str, name: str) -> PartialEdit:
        """Add a date that may be known in part."""
        field = PartialEdit(name, self)
        field.changed.connect(self.changed)
        field.line.setAccessibleName(text)
        self.add(text, field)
        return field

    def choice(self, text: str, name: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
        """Add a box to choose from; ``options`` are (value, words)."""
        field = make_choice(self, name, options)
        field.setMinimumContentsLength(_SHORT)  # an event's title is as long as it likes
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.currentIndexChanged.connect(self.changed)
        self.add(text, field)
        return field

    def days(self, text: str, name: str) -> QSpinBox:
        """Add a number of days; 0 shows that there is none."""
        field = WheelSafeSpin(self)
        field.setObjectName(name)
        field.setRange(0, _MOST_DAYS)
        field.setSpecialValueText(self.tr("not set"))
        field.setSuffix(self.tr(" days"))
        field.valueChanged.connect(self.changed)
        self.add(text, field)
        return field


def make_choice(parent: QWidget, name: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
    """Return a box to choose from; the wheel scrolls the page unless the box has the focus."""
    field = WheelSafeBox(parent)
    field.setObjectName(name)
    for value, words in options:
        field.addItem(words, value)
    return field


def choose(field: QComboBox, value: object) -> None:
    """Choose a value; one that isn't offered is added as it is, so that nothing is lost."""
    at = next((n for n in range(field.count()) if field.itemData(n) == value), -1)
    if at < 0:
        field.addItem(str(value), value)
        at = field.count() - 1
    field.setCurrentIndex(at)


class WheelSafeBox(QComboBox):
    """A box that neither changes nor takes the cursor under a wheel that means the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the focus by Tab and by clicks only."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: Any) -> None:
        """Pass the wheel on to the page."""
        event.ignore()


class WheelSafeSpin(QSpinBox):
    """A number with the same manners."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the focus by Tab and by clicks only."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: Any) -> None:
        """Pass the wheel on to the page."""
        event.ignore()
