"""The section of the editor about keeping in touch: a rhythm in words, and what the tie is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from netjournal.services.bonds import rhythm_words
from netjournal.ui import labels
from netjournal.ui.contacts.editor_section import Section, choose

if TYPE_CHECKING:
    from netjournal.services.people.contact_form import ContactForm

_IMPORTANCES = (None, 0.5, 1.0, 2.0)
_OWN: Final = "active"


class TouchSection(Section):
    """How you want to keep in touch, and what the tie is to you."""

    def __init__(self, today: int, parent: QWidget | None = None) -> None:
        """Create it empty; ``today`` is the local day number."""
        super().__init__("section_touch", parent)
        self.set_title(self.tr("Keeping in touch"))
        self._today = today
        self._paused_until: int | None = None
        self.state = self.choice(self.tr("Keep in touch"), "rhythm_state", self._rhythms())
        self.ideal = self.days(self.tr("Ideally every"), "rhythm_ideal")
        self.at_most = self.days(self.tr("At most every"), "rhythm_at_most")
        importances = [(value, labels.importance(value)) for value in _IMPORTANCES]
        self.importance = self.choice(self.tr("Matters to me"), "importance", importances)
        closeness = labels.options(labels.CLOSENESS)
        self.closeness = self.choice(self.tr("How close I feel"), "closeness", closeness)
        self.booster = self.choice(self.tr("Booster"), "booster", labels.options(labels.BOOSTERS))
        self.booster.setToolTip(self.tr("Somebody who speaks well of you when you are not there"))
        self.evidence = self.line(
            self.tr("What shows it"), "booster_note", self.tr("“Recommended me to Lumen”")
        )
        self.deceased = QCheckBox(self.tr("Has died; no reminders, everything is kept"), self)
        self.deceased.setObjectName("deceased")
        self.deceased.toggled.connect(self.changed)
        self.form.addRow("", self.deceased)
        self.state.currentIndexChanged.connect(self._on_state)

    def _rhythms(self) -> list[tuple[str, str]]:
        """What can be chosen: as the circle says, a word, days of one's own, or no reminders."""
        say = QCoreApplication.translate
        options = labels.options(labels.RHYTHMS)
        words = [(key, rhythm_words.name(key, say)) for key in rhythm_words.KEYS]
        return [options[0], *words, *options[1:]]

    def load(self, form: ContactForm) -> None:
        """Show rhythm and regard."""
        state, ideal = form.rhythm_state, form.rhythm_ideal_days
        if state == _OWN and ideal:
            state = rhythm_words.word_of(ideal, form.rhythm_at_most_days) or _OWN
        choose(self.state, state)
        self.ideal.setValue(form.rhythm_ideal_days or 0)
        self.at_most.setValue(form.rhythm_at_most_days or 0)
        self._paused_until = form.rhythm_paused_until
        choose(self.importance, form.importance)
        choose(self.closeness, form.closeness)
        choose(self.booster, form.booster)
        self.evidence.setText(form.booster_note)
        self.deceased.setChecked(form.deceased)
        self._on_state()

    def store(self, form: ContactForm) -> None:
        """Put rhythm and regard into ``form``."""
        chosen = str(self.state.currentData())
        form.rhythm_state = _OWN if chosen in rhythm_words.KEYS else chosen
        form.rhythm_ideal_days = self.ideal.value() or None
        form.rhythm_at_most_days = self.at_most.value() or None
        paused = form.rhythm_state == "paused"
        form.rhythm_paused_until = self._paused_until if paused else None
        form.importance = self.importance.currentData()
        form.closeness = str(self.closeness.currentData() or "")
        form.booster = str(self.booster.currentData() or "")
        form.booster_note = self.evidence.text().strip()
        form.deceased = self.deceased.isChecked()

    def problem(self) -> str:
        """Return that the two lengths contradict each other."""
        ideal, at_most = self.ideal.value(), self.at_most.value()
        if ideal and at_most and at_most < ideal:
            return self.tr("“At most” is shorter than “ideally”.")
        return ""

    @Slot()
    def _on_state(self) -> None:
        chosen = str(self.state.currentData())
        if chosen in rhythm_words.KEYS:
            word = rhythm_words.of(chosen)
            self.ideal.setValue(word.ideal)
            self.at_most.setValue(word.at_most)
        self.ideal.setEnabled(chosen == _OWN)
        self.at_most.setEnabled(chosen == _OWN)
