"""What to print and how: the left side of the print dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from netjournal.services import events
from netjournal.ui import dates
from netjournal.ui.printing import choice_words, memory, whom
from netjournal.ui.printing.options import (
    FREE,
    LABELS,
    OF_PEOPLE,
    PAPERS,
    PRIVATE,
    SECTIONS,
    Options,
)
from netjournal.ui.safe import Label, display_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netjournal.ui.preferences import Preferences
    from netjournal.ui.printing.whom import Wanted

_EVENTS: Final = 200


class Choices(QWidget):
    """The form. ``options()`` is what it says; ``key`` names the group of people.

    Signals:
        changed: Something else is to be printed.
    """

    changed = Signal()

    def __init__(
        self, wanted: Wanted, preferences: Preferences, today: int, parent: QWidget | None = None
    ) -> None:
        """Show what was chosen last for the layout that is likeliest."""
        super().__init__(parent)
        self._preferences, self._today = preferences, today
        self._groups = {group.key: group for group in whom.groups(wanted)}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self._checks: dict[str, QCheckBox] = {}
        self._filling = True
        self._layout = ""  # the one that the form shows
        self._tried: dict[str, Options] = {}  # what was chosen here for others, not kept yet
        self._build(wanted)
        likeliest = wanted.layout or ("event" if wanted.event_id else memory.layout(preferences))
        if likeliest == "event" and not self.event_box.count():
            likeliest = "summary"
        self._select(self.layout_box, likeliest)
        self._select(self.whom_box, wanted.group or self.key)
        self._fill(likeliest)
        self._filling = False

    # -- building

    def _build(self, wanted: Wanted) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(6)
        groups = [(group.key, group.words) for group in self._groups.values()]
        self.layout_box = self._combo("layout", self.tr("&Layout"), choice_words.layouts())
        self.whom_box = self._combo("whom", self.tr("&Whom"), groups)
        self.event_box = self._combo("event", self.tr("&Event"), self._events(wanted))
        self.month_box = self._combo("month", self.tr("&Month"), choice_words.months(self._today))
        self.paper_box = self._combo("paper", self.tr("&Paper"), [(p, p) for p in PAPERS])
        self.card_box = self._combo("card", self.tr("Si&ze"), choice_words.cards())
        self.label_box = self._combo("label", self.tr("S&heet"), choice_words.labels())
        self._build_grid()
        self.sort_box = self._combo("sort", self.tr("&Order"), choice_words.sorts())
        self.landscape = self._check("landscape", self.tr("Lan&dscape"))
        self.grayscale = self._check("grayscale", self.tr("&Grayscale"))
        self.whole = self._check("whole", self.tr("Whole &timeline, on several pages"))
        self.history = self._check("history", self.tr("&Chart of the tie’s history"))
        self.private = self._check("private", self.tr("With private &notes"))
        self._heading = Label(self.tr("Parts"), "small", "quiet", parent=self)
        self._column.addSpacing(6)
        self._column.addWidget(self._heading)
        sections = dict.fromkeys(section for known in SECTIONS.values() for section in known)
        for key, words in choice_words.sections(sections):
            self._checks[key] = self._check(f"part_{key}", words)
        self._column.addStretch(1)

    def _combo(self, name: str, words: str, options: Sequence[tuple[Any, str]]) -> QComboBox:
        label = Label(words, "small", "quiet", parent=self)
        box = QComboBox(self)
        box.setObjectName(f"print_{name}")
        box.setAccessibleName(words.replace("&", ""))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for value, text in options:
            box.addItem(text, value)
        label.setBuddy(box)
        self._column.addWidget(label)
        self._column.addWidget(box)
        self._rows[name] = (label, box)
        box.currentIndexChanged.connect(self._on_layout if name == "layout" else self._on_changed)
        return box

    def _check(self, name: str, words: str) -> QCheckBox:
        check = QCheckBox(words, self)
        check.setObjectName(f"print_{name}")
        self._column.addWidget(check)
        self._rows[name] = (check,)
        check.toggled.connect(self._on_changed)
        return check

    def _build_grid(self) -> None:
        """Numbers of labels: the free grid, and where a sheet begun before goes on."""
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        self._numbers: dict[str, QSpinBox] = {}
        for n, (name, words, least, most) in enumerate(
            (
                ("columns", self.tr("Columns"), 1, 8),
                ("rows", self.tr("Rows"), 1, 25),
                ("margin", self.tr("Margin, mm"), 0, 40),
                ("gap", self.tr("Gap, mm"), 0, 20),
                ("start", self.tr("First label"), 1, 200),
            )
        ):
            label = Label(words, "small", "quiet", parent=holder)
            box = QSpinBox(holder)
            box.setObjectName(f"print_{name}")
            box.setAccessibleName(words)
            box.setRange(least, most)
            label.setBuddy(box)
            grid.addWidget(label, n, 0)
            grid.addWidget(box, n, 1)
            self._numbers[name] = box
            self._rows[name] = (label, box)
            box.valueChanged.connect(self._on_changed)
        self._column.addWidget(holder)
        self._rows["numbers"] = (holder,)

    def _events(self, wanted: Wanted) -> list[tuple[int, str]]:
        rows = events.events("all", self._today)[:_EVENTS]
        if wanted.event_id is not None and all(row.id != wanted.event_id for row in rows):
            rows += [row for row in events.events("all", self._today) if row.id == wanted.event_id]
        found = [
            (row.id, f"{display_safe(row.title, 60)} · {dates.full_day(row.starts_on)}")
            for row in rows
        ]
        found.sort(key=lambda one: one[0] != wanted.event_id)  # the one shown first
        return found

    # -- what is chosen

    @property
    def key(self) -> str:
        """The group of people; the first one where the layout is not of people."""
        return str(self.whom_box.currentData())

    def options(self) -> Options:
        """Return what is chosen."""
        return self._options(self._layout)

    def _options(self, layout: str) -> Options:
        numbers = {name: box.value() for name, box in self._numbers.items()}
        grid = (numbers["columns"], numbers["rows"], numbers["margin"] + 0.0, numbers["gap"] + 0.0)
        off = (key for key in SECTIONS[layout] if not self._checks[key].isChecked())
        return Options(
            layout=layout,
            paper=str(self.paper_box.currentData()),
            landscape=self.landscape.isChecked(),
            private=self.private.isChecked() and layout in PRIVATE,
            without=frozenset(off),
            whole=self.whole.isChecked(),
            history=self.history.isChecked(),
            sort=str(self.sort_box.currentData()),
            grayscale=self.grayscale.isChecked(),
            card=str(self.card_box.currentData()),
            label=str(self.label_box.currentData()),
            grid=grid,
            start=numbers["start"],
            event_id=self.event_box.currentData() if layout == "event" else None,
            heading=self._groups[self.key].heading if layout in OF_PEOPLE else "",
            month=self.month_box.currentData() if layout == "report" else None,
        )

    def remember(self, options: Options) -> None:
        """Keep what was chosen for next time; private notes never are."""
        memory.remember(self._preferences, options)

    def _fill(self, layout: str) -> None:
        """Show what was chosen last for a layout; private notes are off each time."""
        kept = self._tried.get(layout) or memory.recall(self._preferences, layout)
        self._layout = layout
        self._select(self.paper_box, kept.paper)
        self._select(self.card_box, kept.card)
        self._select(self.label_box, kept.label)
        self._select(self.sort_box, kept.sort)
        self.landscape.setChecked(kept.landscape)
        self.grayscale.setChecked(kept.grayscale)
        self.whole.setChecked(kept.whole)
        self.history.setChecked(kept.history)
        self.private.setChecked(False)
        for name, value in zip(("columns", "rows", "margin", "gap"), kept.grid, strict=True):
            self._numbers[name].setValue(round(value))
        for key in SECTIONS[layout]:
            self._checks[key].setChecked(kept.has(key))
        self._show_rows(layout)

    def _show_rows(self, layout: str) -> None:
        """Show only what matters for the layout."""
        label = str(self.label_box.currentData())
        free, people = layout == "labels" and label == FREE, layout in OF_PEOPLE
        shown = {
            "whom": people,
            "event": layout == "event",
            "month": layout == "report",
            "card": layout == "cards",
            "label": layout == "labels",
            "start": layout == "labels",
            "numbers": layout == "labels",
            "sort": people,
            "whole": layout == "summary",
            "history": layout == "summary",
            "private": layout in PRIVATE,
            # sheets of labels have their own paper
            "paper": layout != "labels" or label not in LABELS,
            "landscape": layout != "labels" or label not in LABELS,
        }
        shown |= dict.fromkeys(("columns", "rows", "margin", "gap"), free)
        shown |= {f"part_{key}": key in SECTIONS[layout] for key in self._checks}
        for name, visible in shown.items():
            for widget in self._rows[name]:
                widget.setVisible(visible)
        self._heading.setVisible(bool(SECTIONS[layout]))

    @staticmethod
    def _select(box: QComboBox, value: object) -> None:
        at = box.findData(value, Qt.ItemDataRole.UserRole)
        box.setCurrentIndex(max(0, at))

    # -- slots

    @Slot()
    def _on_layout(self) -> None:
        if not self._filling:
            self._filling = True
            self._tried[self._layout] = self._options(self._layout)
            self._fill(str(self.layout_box.currentData()))
            self._filling = False
            self.changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        if not self._filling:
            self._show_rows(str(self.layout_box.currentData()))
            self.changed.emit()
