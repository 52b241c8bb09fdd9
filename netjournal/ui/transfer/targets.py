"""What a column of a table can become, in words and as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from netjournal.formats.mapping import TARGETS, ColumnUse
from netjournal.ui.safe import display_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMES: Final[dict[str, object]] = {
    "full_name": QT_TRANSLATE_NOOP("transfer", "Whole name"),
    "prefix": QT_TRANSLATE_NOOP("transfer", "Title before the name"),
    "given": QT_TRANSLATE_NOOP("transfer", "First name"),
    "additional": QT_TRANSLATE_NOOP("transfer", "Middle names"),
    "family": QT_TRANSLATE_NOOP("transfer", "Last name"),
    "suffix": QT_TRANSLATE_NOOP("transfer", "Suffix"),
    "nickname": QT_TRANSLATE_NOOP("transfer", "Nickname"),
    "pronouns": QT_TRANSLATE_NOOP("transfer", "Pronouns"),
    "email": QT_TRANSLATE_NOOP("transfer", "E-mail"),
    "phone": QT_TRANSLATE_NOOP("transfer", "Phone"),
    "url": QT_TRANSLATE_NOOP("transfer", "Link"),
    "messenger": QT_TRANSLATE_NOOP("transfer", "Messenger"),
    "street": QT_TRANSLATE_NOOP("transfer", "Street"),
    "extended": QT_TRANSLATE_NOOP("transfer", "Flat or floor"),
    "po_box": QT_TRANSLATE_NOOP("transfer", "Post box"),
    "locality": QT_TRANSLATE_NOOP("transfer", "City"),
    "region": QT_TRANSLATE_NOOP("transfer", "State or region"),
    "postal_code": QT_TRANSLATE_NOOP("transfer", "Postal code"),
    "country": QT_TRANSLATE_NOOP("transfer", "Country"),
    "formatted": QT_TRANSLATE_NOOP("transfer", "Whole address"),
    "organisation": QT_TRANSLATE_NOOP("transfer", "Organisation"),
    "title": QT_TRANSLATE_NOOP("transfer", "Job"),
    "department": QT_TRANSLATE_NOOP("transfer", "Department"),
    "headline": QT_TRANSLATE_NOOP("transfer", "Headline"),
    "birthday": QT_TRANSLATE_NOOP("transfer", "Birthday"),
    "birth_year": QT_TRANSLATE_NOOP("transfer", "Year of birth"),
    "birth_month": QT_TRANSLATE_NOOP("transfer", "Month of birth"),
    "birth_day": QT_TRANSLATE_NOOP("transfer", "Day of birth"),
    "date": QT_TRANSLATE_NOOP("transfer", "Another date"),
    "met_on": QT_TRANSLATE_NOOP("transfer", "Day you met"),
    "met_place": QT_TRANSLATE_NOOP("transfer", "Where you met"),
    "met_event": QT_TRANSLATE_NOOP("transfer", "Event where you met"),
    "met_through": QT_TRANSLATE_NOOP("transfer", "Who introduced you"),
    "met_story": QT_TRANSLATE_NOOP("transfer", "How you met"),
    "connected_on": QT_TRANSLATE_NOOP("transfer", "Connected on"),
    "note": QT_TRANSLATE_NOOP("transfer", "Note"),
    "tags": QT_TRANSLATE_NOOP("transfer", "Circles"),
    "interests": QT_TRANSLATE_NOOP("transfer", "Interests"),
    "skills": QT_TRANSLATE_NOOP("transfer", "Good at"),
    "needs": QT_TRANSLATE_NOOP("transfer", "Needs"),
    "relation": QT_TRANSLATE_NOOP("transfer", "Somebody related"),
    "external_id": QT_TRANSLATE_NOOP("transfer", "Id in another program"),
    "keep": QT_TRANSLATE_NOOP("transfer", "Keep as it is"),
    "ignore": QT_TRANSLATE_NOOP("transfer", "Leave out"),
    "email_type": QT_TRANSLATE_NOOP("transfer", "Kind of e-mail"),
    "email_name": QT_TRANSLATE_NOOP("transfer", "Name beside the e-mail"),
}
_GROUPS: Final[dict[str, object]] = {
    "name": QT_TRANSLATE_NOOP("transfer", "Name"),
    "reach": QT_TRANSLATE_NOOP("transfer", "Reach"),
    "address": QT_TRANSLATE_NOOP("transfer", "Address"),
    "work": QT_TRANSLATE_NOOP("transfer", "Work"),
    "dates": QT_TRANSLATE_NOOP("transfer", "Dates"),
    "met": QT_TRANSLATE_NOOP("transfer", "How you met"),
    "other": QT_TRANSLATE_NOOP("transfer", "More"),
}
_LABELS: Final[dict[str, object]] = {
    "work": QT_TRANSLATE_NOOP("transfer", "work"),
    "home": QT_TRANSLATE_NOOP("transfer", "home"),
    "mobile": QT_TRANSLATE_NOOP("transfer", "mobile"),
    "other": QT_TRANSLATE_NOOP("transfer", "other"),
    "main": QT_TRANSLATE_NOOP("transfer", "main"),
    "anniversary": QT_TRANSLATE_NOOP("transfer", "anniversary"),
    "spouse": QT_TRANSLATE_NOOP("transfer", "spouse"),
}
_OFFERED: Final[dict[str, tuple[str, ...]]] = {
    "email": ("", "work", "home"),
    "phone": ("", "mobile", "work", "home"),
    "url": ("", "LinkedIn", "work"),
    "address": ("", "home", "work"),
}
_LAST: Final = ("keep", "ignore")  # below a line, outside of the groups
_DATES: Final = frozenset(("birthday", "date", "met_on", "connected_on"))


def name(use: ColumnUse) -> str:
    """Return what a column is, in words: "Phone, mobile"."""
    text = _say(_NAMES.get(use.target, use.target))
    label = label_words(use.label)
    return f"{text}, {label}" if label else text


def label_words(label: str) -> str:
    """Return a label in words; one that a file chose is shown as it is."""
    return _say(_LABELS[label]) if label in _LABELS else display_safe(label, 40)


def has_dates(uses: Iterable[ColumnUse]) -> bool:
    """Say whether the order of day and month matters for a table."""
    return any(use.target in _DATES for use in uses)


def menu(parent: QWidget, column: str, now: ColumnUse) -> QMenu:
    """Return the menu of everything a column can become; actions hold (target, label).

    Args:
        parent: Owner.
        column: The column's name in the file, offered as the label of dates and relations.
        now: What it is now; ticked.
    """
    result = QMenu(parent)
    result.setObjectName("target_menu")
    below: dict[str, QMenu] = {}
    for key, words in _GROUPS.items():
        below[key] = result.addMenu(_say(words))
        below[key].setObjectName(f"targets_{key}")
    result.addSeparator()
    for target in TARGETS:
        if target.key in _LAST:
            _add(result, ColumnUse(target.key), now)
            continue
        labels: tuple[str, ...] = ("",)
        if target.labelled:
            kind = "address" if target.group == "address" else target.key
            labels = _OFFERED.get(kind, (display_safe(column, 40),))
        for label in labels:
            _add(below[target.group], ColumnUse(target.key, label), now)
    return result


def _add(menu_: QMenu, use: ColumnUse, now: ColumnUse) -> None:
    action = menu_.addAction(name(use).replace("&", "&&"))
    action.setData((use.target, use.label))
    action.setCheckable(True)
    action.setChecked((use.target, use.label) == (now.target, now.label))


def _say(marked: object) -> str:
    text = str(marked)
    return QCoreApplication.translate("transfer", text)
