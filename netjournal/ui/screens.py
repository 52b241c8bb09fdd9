"""Which pages and dialogs there are, and where each is loaded from when it is first needed.

Importing a page here would load at start what only it needs (charts: matplotlib), so they are named
by module and class and loaded on first use.

Public:
    PAGES, pages() -> list[PageSpec]     in the order of the sidebar
    load(door) -> callable               the class behind a ``Door``
    Doors: LOG, IMPORT, EXPORT, DUPLICATES, HISTORY, PRINT, SWEEP, SETTINGS, TIE_HISTORY

What is behind the doors:
    LOG       LogDialog(session, contact_ids=(), interaction_id=None, parent=None), QDialog
    IMPORT    ImportDialog(session, path=None, preferences=None, parent=None), QDialog
    EXPORT    ExportDialog(session, contact_ids=(), listed=(), parent=None), QDialog
    DUPLICATES  DuplicatesDialog(session, contact_ids=(), parent=None), QDialog; no ids: a search
    PRINT     PrintDialog(session, wanted, preferences, parent=None), QDialog; also the preview
    HISTORY   HistoryDialog(session, parent=None), QDialog
    TIE_HISTORY  TieHistoryDialog(session, contact_id, name, parent=None), QDialog
    SWEEP     SweepDialog(session, parent=None), QDialog
    SETTINGS  SettingsDialog(session, preferences, parent=None), QDialog
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Door:
    """A class in a module that is loaded when it is first used."""

    module: str
    member: str


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page of the main window.

    Attributes:
        key: The page's key, also in the stored window state.
        icon: Icon in the sidebar.
        door: Its class, made with the session alone.
        words: Its name, to be translated in the context "pages".
    """

    key: str
    icon: str
    door: Door
    words: object  # a str; PySide6's stubs don't know what QT_TRANSLATE_NOOP returns

    def title(self) -> str:
        """Return the name in the user's language."""
        return QCoreApplication.translate("pages", str(self.words))


LOG: Final = Door("netjournal.ui.timeline.log_dialog", "LogDialog")
IMPORT: Final = Door("netjournal.ui.transfer.import_dialog", "ImportDialog")
EXPORT: Final = Door("netjournal.ui.transfer.export_dialog", "ExportDialog")
DUPLICATES: Final = Door("netjournal.ui.duplicates.dialog", "DuplicatesDialog")
HISTORY: Final = Door("netjournal.ui.history.dialog", "HistoryDialog")
PRINT: Final = Door("netjournal.ui.printing.dialog", "PrintDialog")
TIE_HISTORY: Final = Door("netjournal.ui.charts.person_dialog", "TieHistoryDialog")
SWEEP: Final = Door("netjournal.ui.sweep.dialog", "SweepDialog")
SETTINGS: Final = Door("netjournal.ui.settings.dialog", "SettingsDialog")

PAGES: Final = (
    PageSpec(
        "today",
        "today",
        Door("netjournal.ui.today.page", "TodayPage"),
        QT_TRANSLATE_NOOP("pages", "Today"),
    ),
    PageSpec(
        "people",
        "people",
        Door("netjournal.ui.contacts.page", "PeoplePage"),
        QT_TRANSLATE_NOOP("pages", "People"),
    ),
    PageSpec(
        "timeline",
        "timeline",
        Door("netjournal.ui.timeline.page", "TimelinePage"),
        QT_TRANSLATE_NOOP("pages", "Timeline"),
    ),
    PageSpec(
        "events",
        "events",
        Door("netjournal.ui.events.page", "EventsPage"),
        QT_TRANSLATE_NOOP("pages", "Events"),
    ),
    PageSpec(
        "insights",
        "insights",
        Door("netjournal.ui.charts.page", "InsightsPage"),
        QT_TRANSLATE_NOOP("pages", "Insights"),
    ),
    PageSpec(
        "shelf",
        "share",
        Door("netjournal.ui.shelf.page", "ShelfPage"),
        QT_TRANSLATE_NOOP("pages", "My shelf"),
    ),
)


# What pages, cards and a print need, in the order in which it comes to be loaded: each brings only
# as much as a turn of the event loop has time for. Libraries are loaded by the worker.
_PIECES: Final = (
    *(
        "models.base",
        "models.interaction",
        "ui.widgets.entry_painter",
    ),
    *(
        "ui.contacts.entry_list",
        "services.capturing.capture_grammar",
    ),
    *(
        "services.capturing.capture_told",
        "services.capturing.capture_words",
    ),
    *(
        "services.giving.match_asked",
        "services.giving.match_pools",
    ),
    *(
        "services.people.contact_form",
        "services.giving.match_dismissals",
    ),
    *(
        "services.giving.match_near",
        "services.giving.matching",
        "ui.palette.capture_words",
    ),
    *(
        "services.capturing.capture_subjects",
        "services.capturing.capture_people",
    ),
    *(
        "services.capturing.capture_said",
        "services.capturing.capture_times",
    ),
    *(
        "ui.palette.capture_bar",
        "ui.contacts.card_timeline",
        "ui.contacts.facts",
    ),
    *(
        "ui.contacts.need_helpers",
        "services.bonds.strength_bulk",
        "services.events",
    ),
    *(
        "services.nurturing.dates_near",
        "models.keeping",
        "services.people.circles",
    ),
    *(
        "services.people.card",
        "ui.contacts.rest_fact",
        "services.nurturing.nurture_choice",
    ),
    *(
        "services.nurturing.nurture",
        "ui.many",
        "ui.contacts.verbs",
    ),
    *(
        "services.bonds.tie_history",
        "ui.widgets.announce",
        "ui.contacts.card_header",
    ),
    *(
        "ui.contacts.card",
        "ui.charts.view",
        "ui.charts.network_charts",
    ),
    *(
        "ui.charts.person_chart",
        "ui.charts.chart_card",
        "ui.charts.sources",
    ),
    *(
        "ui.charts.tie_lists",
        "ui.charts.cards",
        "ui.today.nurture_row",
    ),
    *(
        "ui.widgets.moved_picture",
        "ui.today.nurture_section",
        "ui.today.parts",
    ),
    *(
        "ui.today.help_section",
        "ui.today.promise_row",
        "ui.today.beginning",
        "ui.today.page",
    ),
    *(
        "ui.timeline.model",
        "ui.timeline.view",
        "ui.timeline.page",
        "ui.events.detail",
    ),
    *(
        "ui.messages",
        "ui.events.page",
        "ui.charts.page",
        "ui.shelf.page",
    ),
    *(
        "ui.timeline.log_dialog",
        "ui.printing.pictures",
        "services.printed.paper",
    ),
    *(
        "ui.printing.markup_plan",
        "ui.printing.document",
        "ui.printing.options",
    ),
    *(
        "ui.printing.layouts",
        "ui.printing.ink",
        "ui.printing.ink_file",
        "ui.printing.pdf",
    ),
    *(
        "ui.printing.choices",
        "formats.draft",
        "ui.printing.dialog",
        "formats.cards.vcard_values",
    ),
    *(
        "formats.cards.vcard_fields",
        "formats.names",
        "formats.cards.vcard",
        "ui.printing.people",
        "ui.printing.summary",
    ),
)
_PRINTING: Final = ("netjournal.ui.printing.dialog", "netjournal.ui.printing.summary")


def pages() -> list[PageSpec]:
    """Return the pages in the order of the sidebar."""
    return list(PAGES)


def ahead() -> list[str]:
    """Return the modules of the pages, smaller pieces first, to be loaded before they are shown."""
    pieces = [f"netjournal.{name}" for name in _PIECES]
    whole = [*(spec.door.module for spec in PAGES), LOG.module, *_PRINTING]
    return list(dict.fromkeys([*pieces, *whole]))


def load(door: Door) -> Callable[..., Any]:
    """Return the class behind ``door``, loading its module."""
    found: Callable[..., Any] = getattr(importlib.import_module(door.module), door.member)
    return found
