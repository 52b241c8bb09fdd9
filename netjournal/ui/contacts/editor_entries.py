"""The kinds of entries that lists of the editor hold: address, workplace, date."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from netjournal.services.people.contact_form import AddressForm, AffiliationForm, DateForm
from netjournal.ui.contacts.editor_rows import Row, text_line
from netjournal.ui.widgets.partial_edit import PartialEdit


class AddressRow(Row[AddressForm]):
    """A postal address; what an import gave beyond these fields is kept."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty one."""
        super().__init__(parent)
        self._form = AddressForm()
        words = {
            "street": self.tr("Street and number"),
            "extended": self.tr("Flat, floor"),
            "postal_code": self.tr("Postal code"),
            "locality": self.tr("Town"),
            "region": self.tr("Region"),
            "country": self.tr("Country"),
            "po_box": self.tr("P.O. box"),
            "label": self.tr("Label"),
        }
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        places = {
            "street": (0, 0, 2),
            "extended": (0, 2, 1),
            "label": (0, 3, 1),
            "postal_code": (1, 0, 1),
            "locality": (1, 1, 1),
            "region": (1, 2, 1),
            "country": (1, 3, 1),
            "po_box": (2, 0, 1),
        }
        self._lines: dict[str, QLineEdit] = {}
        for name, (row, column, span) in places.items():
            hint = self.tr("home, work") if name == "label" else ""
            field = text_line(self, f"address_{name}", words[name], hint)
            field.textChanged.connect(self.changed)
            grid.addWidget(field, row, column, 1, span)
            self._lines[name] = field
        self.formatted = text_line(self, "address_formatted", self.tr("As written, in one line"))
        self.formatted.textChanged.connect(self.changed)
        grid.addWidget(self.formatted, 2, 1, 1, 3)

    def load(self, form: AddressForm) -> None:
        """Show an address."""
        self._form = form
        for name, field in self._lines.items():
            field.setText(getattr(form, name))
        self._lines["po_box"].setVisible(bool(form.po_box))
        self.formatted.setText(form.formatted.replace("\n", ", "))
        self.formatted.setVisible(bool(form.formatted))

    def entry(self) -> AddressForm:
        """Return the address."""
        values: dict[str, Any] = {name: f.text().strip() for name, f in self._lines.items()}
        written = self.formatted.text().strip()
        old = self._form.formatted
        return AddressForm(
            **values, formatted=old if written == old.replace("\n", ", ") else written
        )

    def is_blank(self) -> bool:
        """Return whether every line but the label is empty."""
        fields = [field for name, field in self._lines.items() if name != "label"]
        return not any(field.text().strip() for field in [*fields, self.formatted])

    def focus_first(self) -> None:
        """Begin with the street."""
        self._lines["street"].setFocus()


class WorkRow(Row[AffiliationForm]):
    """Where someone works, studies or helps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty one."""
        super().__init__(parent)
        self.title = text_line(self, "work_title", self.tr("What they do there"))
        self.organisation = text_line(self, "work_organisation", self.tr("Organisation"))
        self.department = text_line(self, "work_department", self.tr("Department"))
        self.started = PartialEdit("work_started", self)
        self.started.line.setPlaceholderText(self.tr("From: 2019"))
        self.started.line.setAccessibleName(self.tr("From"))
        self.ended = PartialEdit("work_ended", self)
        self.ended.line.setPlaceholderText(self.tr("To: May 2023"))
        self.ended.line.setAccessibleName(self.tr("To"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.organisation, 0, 1, 1, 2)
        grid.addWidget(self.department, 1, 0)
        grid.addWidget(self.started, 1, 1)
        grid.addWidget(self.ended, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for line in (self.title, self.organisation, self.department):
            line.textChanged.connect(self.changed)
        self.started.changed.connect(self.changed)
        self.ended.changed.connect(self.changed)

    def load(self, form: AffiliationForm) -> None:
        """Show a workplace."""
        self.title.setText(form.title)
        self.organisation.setText(form.organisation)
        self.department.setText(form.department)
        self.started.set_date(form.started)
        self.ended.set_date(form.ended)

    def entry(self) -> AffiliationForm:
        """Return the workplace."""
        return AffiliationForm(
            self.organisation.text().strip(),
            self.title.text().strip(),
            self.department.text().strip(),
            self.started.date(),
            self.ended.date(),
        )

    def is_blank(self) -> bool:
        """Return whether neither place nor role is named."""
        lines = (self.title, self.organisation, self.department)
        return not any(line.text().strip() for line in lines)

    def problem(self) -> str:
        """Return which date isn't one."""
        if self.started.is_valid() and self.ended.is_valid():
            return ""
        return self.tr("A date at work is not one yet.")

    def focus_first(self) -> None:
        """Begin with the role."""
        self.title.setFocus()


class DateRow(Row[DateForm]):
    """A date that matters, with what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create an empty one."""
        super().__init__(parent)
        self.label = text_line(self, "date_label", self.tr("What: wedding, name day"))
        self.date = PartialEdit("date_date", self)
        self.date.line.setAccessibleName(self.tr("When"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(self.label, 1)
        line.addWidget(self.date, 1)
        self.label.textChanged.connect(self.changed)
        self.date.changed.connect(self.changed)

    def load(self, form: DateForm) -> None:
        """Show a date."""
        self.label.setText(form.label)
        self.date.set_date(form.date)

    def entry(self) -> DateForm:
        """Return the date."""
        return DateForm(self.label.text().strip(), self.date.date())

    def is_blank(self) -> bool:
        """Return whether there is no date."""
        return not self.date.date()

    def problem(self) -> str:
        """Return that it isn't a date."""
        return "" if self.date.is_valid() else self.tr("One of the dates is not one yet.")

    def focus_first(self) -> None:
        """Begin with what it is."""
        self.label.setFocus()
