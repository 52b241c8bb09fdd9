"""The sections of the editor that say who somebody is: name, work, how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from netjournal.services.people.contact_form import AddressForm, AffiliationForm, MethodForm
from netjournal.ui import labels
from netjournal.ui.contacts.editor_entries import AddressRow, WorkRow
from netjournal.ui.contacts.editor_method import MethodRow
from netjournal.ui.contacts.editor_rows import RowsEditor
from netjournal.ui.contacts.editor_section import Section, choose
from netjournal.ui.contacts.photo_field import PhotoField
from netjournal.ui.contacts.word_button import WordButton
from netjournal.ui.widgets.tag_edit import TagEdit

if TYPE_CHECKING:
    from netjournal.services.people.contact_form import ContactForm

_PARTS = ("name_prefix", "given_name", "additional_names", "family_name", "name_suffix")


class NameSection(Section):
    """Who this is: picture, name and its parts, what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("section_name", parent)
        self.photo = PhotoField(self)
        self.photo.changed.connect(self.changed)
        self.form.addRow(self.photo)
        self.name = self.line(self.tr("Name"), "full_name", self.tr("As you would say it"))
        self.name.textChanged.connect(self.photo.set_name)
        self._parts_button = WordButton(self.tr("Parts of the name"), "small", "accent", self)
        self._parts_button.setObjectName("name_parts")
        self._parts_button.setCheckable(True)
        self._parts_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._parts_button.toggled.connect(self._on_parts)
        self.form.addRow("", self._parts_button)
        self._parts = self._name_parts()
        self.form.addRow("", self._parts)
        self.headline = self.line(
            self.tr("Headline"), "headline", self.tr("What they do, in a line")
        )
        self.nicknames = TagEdit(self.tr("What friends call them"), parent=self)
        self.nicknames.changed.connect(self.changed)
        self.add(self.tr("Nicknames"), self.nicknames)
        self.pronouns = self.line(self.tr("Pronouns"), "pronouns", self.tr("she/her"))
        self.kind = self.choice(self.tr("Kind"), "kind", labels.options(labels.CONTACT_KINDS))
        self._on_parts(shown=False)

    def _name_parts(self) -> QWidget:
        """The parts of the name side by side."""
        parts = QWidget(self)
        line = QHBoxLayout(parts)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._part_lines: dict[str, QLineEdit] = {}
        words = (
            self.tr("Title"),
            self.tr("Given name"),
            self.tr("More names"),
            self.tr("Family name"),
            self.tr("Suffix"),
        )
        for name, text in zip(_PARTS, words, strict=True):
            field = QLineEdit(parts)
            field.setObjectName(name)
            field.setPlaceholderText(text)
            field.setAccessibleName(text)
            field.textChanged.connect(self.changed)
            line.addWidget(field, 1 if name in ("name_prefix", "name_suffix") else 2)
            self._part_lines[name] = field
        return parts

    def load(self, form: ContactForm) -> None:
        """Show name and parts; the parts are open where they say more than the name."""
        self.name.setText(form.full_name)
        for name, field in self._part_lines.items():
            field.setText(getattr(form, name))
        self.headline.setText(form.headline)
        self.nicknames.set_tags(form.nicknames)
        self.pronouns.setText(form.pronouns)
        choose(self.kind, form.kind)
        self._parts_button.setChecked(any(field.text() for field in self._part_lines.values()))

    def store(self, form: ContactForm) -> None:
        """Put name and parts into ``form``."""
        form.full_name = self.name.text().strip()
        for name, field in self._part_lines.items():
            setattr(form, name, field.text().strip())
        form.headline = self.headline.text().strip()
        form.nicknames = self.nicknames.tags()
        form.pronouns = self.pronouns.text().strip()
        form.kind = str(self.kind.currentData())

    def problem(self) -> str:
        """Return that a name is missing."""
        named = [self.name.text(), *(field.text() for field in self._part_lines.values())]
        return "" if any(text.strip() for text in named) else self.tr("A name is all it needs.")

    @Slot(bool)
    def _on_parts(self, shown: bool) -> None:
        self._parts.setVisible(shown)


class ReachSection(Section):
    """Ways to reach someone, and where they live."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("section_reach", parent)
        self.set_title(self.tr("How to reach them"))
        self.methods = RowsEditor[MethodForm](
            MethodRow, MethodForm, self.tr("Add a way to reach them"), "methods", self
        )
        self.addresses = RowsEditor[AddressForm](
            AddressRow, AddressForm, self.tr("Add an address"), "addresses", self
        )
        for rows in (self.methods, self.addresses):
            rows.changed.connect(self.changed)
            self.form.addRow(rows)

    def load(self, form: ContactForm) -> None:
        """Show methods and addresses."""
        self.methods.load(form.methods)
        self.addresses.load(form.addresses)

    def store(self, form: ContactForm) -> None:
        """Put methods and addresses into ``form``."""
        form.methods = self.methods.entries()
        form.addresses = self.addresses.entries()


class WorkSection(Section):
    """Where they work, study or help."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Create it empty."""
        super().__init__("section_work", parent)
        self.set_title(self.tr("Work and study"))
        self.places = RowsEditor[AffiliationForm](
            WorkRow, AffiliationForm, self.tr("Add work, study or volunteering"), "work", self
        )
        self.places.changed.connect(self.changed)
        self.form.addRow(self.places)

    def load(self, form: ContactForm) -> None:
        """Show the workplaces."""
        self.places.load(form.affiliations)

    def store(self, form: ContactForm) -> None:
        """Put the workplaces into ``form``."""
        form.affiliations = self.places.entries()

    def problem(self) -> str:
        """Return which date isn't one."""
        return self.places.problem()
