"""The one application stylesheet, built from the colour tokens.

``build(tokens, points)`` returns the text. Widgets choose a look by dynamic property, set once
before they are shown: ``kind`` on buttons (primary, small, quiet, chip, nav, link, danger),
``role`` on labels (title, heading, name, strong, small, caption, figure, key, pill), on frames
(card, sidebar, topbar, divider, banner, toast, field), on line edits (search, capture, bare);
``tone`` is for colour (quiet, accent, warning, late, new, neutral).
Sizes are pixels on a 4-pixel grid; ``@`` marks a colour token, ``%`` a font size in points,
``$`` the icon folder, ``#`` the scheme.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEMPLATE = """
* { outline: none; }
QAbstractScrollArea { background: transparent; border: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QToolTip { background: @panel; color: @ink; border: 1px solid @line; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: %title; font-weight: 600; }
QLabel[role="heading"], QLabel[role="name"] { font-weight: 600; }
QLabel[role="figure"] { font-size: %figure; font-weight: 600; }
QLabel[role="small"], QLabel[role="pill"] { font-size: %small; }
QLabel[role="strong"] { font-size: %small; font-weight: 600; }
QLabel[role="caption"] { font-size: %caption; color: @quiet; }
QLabel[role="key"] { font-size: %caption; color: @quiet; background: @panel;
    border: 1px solid @line; border-radius: 4px; padding: 1px 6px; }
QLabel[role="pill"] { border-radius: 4px; padding: 1px 7px; }
QLabel[role="pill"][tone="neutral"] { background: @chip; color: @soft_ink; }
QLabel[role="pill"][tone="accent"] { background: @accent_soft; color: @accent; }
QLabel[role="pill"][tone="warning"] { background: @warning_soft; color: @warning_text; }
QLabel[role="pill"][tone="late"] { background: @late_soft; color: @late_text; }
QLabel[role="pill"][tone="new"] { background: @new_soft; color: @new_text; }
QLabel[tone="quiet"] { color: @quiet; }
QLabel[tone="accent"] { color: @accent; }
QLabel[tone="warning"] { color: @warning_text; }
QLabel[tone="late"] { color: @late_text; }

QFrame[role="card"] { background: @panel; border: 1px solid @line; border-radius: 10px; }
QFrame[role="divider"] { background: @line; border: none; min-height: 1px; max-height: 1px; }
QFrame[role="sidebar"] { background: @sidebar; border: none; border-right: 1px solid @line; }
QFrame[role="topbar"] { background: @panel; border: none; border-bottom: 1px solid @line; }
QFrame[role="banner"] { background: @accent_soft; border: none; border-radius: 8px; }
QFrame[role="banner"][tone="warning"] { background: @warning_soft; }
QFrame[role="banner"][tone="late"] { background: @late_soft; }
QFrame[role="toast"] { background: @toast; border: none; border-radius: 10px; }
QFrame[role="toast"] QLabel { color: @on_toast; }
QFrame[role="toast"] QPushButton { color: @toast_action; background: transparent; border: none;
    font-weight: 600; padding: 4px 10px; min-height: 20px; border-radius: 6px; }
QFrame[role="toast"] QPushButton:focus, QFrame[role="toast"] QPushButton:hover {
    border: 1px solid @toast_action; padding: 3px 9px; }

QPushButton { background: @panel; color: @ink; border: 1px solid @line; border-radius: 8px;
    padding: 0px 14px; min-height: 32px; icon-size: 16px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:open { background: @chip; }
QPushButton:focus { border: 1px solid @accent; }
QPushButton:disabled { color: @quiet; background: @page; }
QPushButton[kind="primary"], QPushButton:default { background: @accent; color: @on_accent;
    border: 1px solid @accent; }
QPushButton[kind="primary"]:hover, QPushButton:default:hover { background: @accent_hover; }
QPushButton[kind="primary"]:pressed, QPushButton:default:pressed { background: @accent_press; }
QPushButton[kind="primary"]:focus, QPushButton:default:focus {
    border: 4px double @on_accent; padding: 0px 11px; }
QPushButton[kind="primary"]:disabled { background: @chip; color: @quiet; border-color: @line; }
QPushButton[kind="danger"] { color: @late_text; }
QPushButton[kind="danger"]:hover { background: @late_soft; border-color: @late; }
QPushButton[kind="small"] { font-size: %small; padding: 0px 10px; min-height: 26px; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent;
    padding: 0px 8px; min-height: 26px; }
QPushButton[kind="quiet"]:hover { background: @chip; }
QPushButton[kind="quiet"]:focus { border: 1px solid @accent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent;
    padding: 0px 2px; min-height: 20px; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid @accent; border-radius: 4px; }
QPushButton[kind="chip"] { background: @chip; color: @soft_ink; border: 1px solid transparent;
    border-radius: 4px; font-size: %small; padding: 0px 6px; min-height: 18px; }
QPushButton[kind="chip"]:hover { background: @line; }
QPushButton[kind="chip"]:checked { background: @accent_soft; color: @accent; }
QPushButton[kind="chip"]:focus { border: 1px solid @accent; }
QPushButton[kind="tag"] { background: @chip; color: @soft_ink; border: 1px solid transparent;
    border-radius: 4px; font-size: %small; padding: 0px 5px; min-height: 20px; }
QPushButton[kind="tag"]:hover { background: @line; }
QPushButton[kind="tag"]:focus { border: 1px solid @accent; }
QPushButton::menu-indicator { image: none; width: 0px; }
QPushButton[kind="nav"] { background: transparent; border: 1px solid transparent;
    border-radius: 8px; min-height: 32px; text-align: left; }
QPushButton[kind="nav"]:hover { background: @chip; }
QPushButton[kind="nav"][on="true"] { background: @accent_soft; }
QPushButton[kind="nav"]:focus { border: 1px solid @accent; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
    padding: 3px; color: @ink; }
QToolButton:hover { background: @chip; }
QToolButton:checked { background: @accent_soft; }
QToolButton:focus { border: 1px solid @accent; }
QToolButton[popupMode="InstantPopup"]::menu-indicator { image: none; }
QToolButton[kind="row"] { min-height: 24px; max-height: 24px; }

QLineEdit, QTextEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QDateEdit, QTimeEdit, QDateTimeEdit,
QComboBox { background: @field; color: @ink; border: 1px solid @line; border-radius: 8px;
    padding: 0px 8px; min-height: 30px; placeholder-text-color: @quiet;
    selection-background-color: @accent; selection-color: @on_accent; }
QTextEdit, QPlainTextEdit { padding: 6px 6px; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus, QComboBox:focus { border: 1px solid @accent;
    background: @panel; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid @late; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: @quiet; }
QLineEdit[role="search"] { min-height: 34px; padding: 0px 10px; }
QLineEdit[role="capture"] { background: @panel; border-radius: 10px; min-height: 38px;
    padding: 0px 14px; }
QLineEdit[role="bare"] { background: transparent; border: none; min-height: 22px; padding: 0px; }
QFrame[role="field"] { background: @field; border: 1px solid @line; border-radius: 8px; }
QFrame[role="field"][focused="true"] { background: @panel; border: 1px solid @accent; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 24px;
    subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$mark-down.svg"); width: 12px;
    height: 12px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; background: transparent;
    padding: 0px; min-height: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 20px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url("$mark-up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$mark-down.svg"); width: 10px; height: 10px; }
QCheckBox, QRadioButton { background: transparent; spacing: 8px; min-height: 20px;
    border: 1px solid transparent; border-radius: 4px; padding: 1px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid @accent; }
QCheckBox::indicator, QAbstractItemView::indicator { width: 14px; height: 14px;
    border: 1px solid @mark; border-radius: 4px; background: @panel; }
QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: @accent;
    border-color: @accent; image: url("$mark-check-#.svg"); }
QCheckBox::indicator:indeterminate { background: @accent; border-color: @accent;
    image: url("$mark-partly-#.svg"); }
QCheckBox::indicator:disabled { border-color: @line; background: @chip; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid @mark; border-radius: 7px;
    background: @panel; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent;
    background: @on_accent; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; padding: 4px;
    selection-background-color: @accent_soft; selection-color: @ink; }

QAbstractItemView { background: transparent; border: none; selection-background-color: @accent_soft;
    selection-color: @ink; alternate-background-color: @hover; }
QListView[focusPolicy="NoFocus"] { background: @panel; border: 1px solid @line; }
QFrame QListView[focusPolicy="NoFocus"] { border: none; }
QListView#guests_offers::item, QListView#people_offers::item, QListView#person_offers::item,
QListView#tag_offers::item, QListView#query_suggestions::item { padding: 4px 9px; }
QListView#import_remarks { padding: 6px 0px; }
QListView#import_remarks::item { padding: 5px 14px; }
QHeaderView::section { background: @panel; color: @quiet; border: none;
    border-bottom: 1px solid @line; padding: 6px 8px; font-size: %small; }
ChoiceTable QHeaderView::section { padding: 6px 12px; }
QTableView { gridline-color: @line; }
QMenu { background: @panel; color: @ink; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 6px; }
QMenu::item:selected { background: @accent_soft; color: @ink; }
QMenu::item:disabled { color: @quiet; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenuBar { background: @page; color: @ink; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 6px; }
QMenuBar::item:selected { background: @accent_soft; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: @quiet; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:hover, QTabBar::tab:focus { color: @ink; }
QProgressBar { background: @track; border: none; border-radius: 3px; min-height: 6px;
    max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; }
QScrollBar::handle { background: @border; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSlider::groove:horizontal { background: @track; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 14px; height: 14px; margin: -5px 0px;
    border-radius: 7px; }
QSlider::handle:horizontal:focus { background: @accent_press; }
QCalendarWidget QWidget { background: @panel; alternate-background-color: @panel; }
QCalendarWidget QAbstractItemView { background: @panel; color: @ink; border: none;
    selection-background-color: @accent; selection-color: @on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: @quiet; }
QCalendarWidget QToolButton { color: @ink; font-weight: 600; padding: 4px 8px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QSplitter::handle { background: transparent; }
QStatusBar { background: @page; color: @quiet; }
QGroupBox { border: 1px solid @line; border-radius: 10px; margin-top: 12px; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 12px; color: @quiet; }
"""
_TOKEN = re.compile(r"@([a-z_]+)")
_SIZE = re.compile(r"%([a-z]+)")
_LENGTH = re.compile(r"\b([3-9]|\d\d+)px")


def build(
    tokens: Mapping[str, str],
    points: Mapping[str, float],
    marks: str,
    scheme: str,
    scale: float = 1.0,
) -> str:
    """Return the stylesheet for one scheme and text size.

    Args:
        tokens: Colour token → ``#rrggbb`` (``colors.LIGHT`` or ``colors.DARK``).
        points: Font role (title, figure, small, caption) → size in points.
        marks: Folder of the mark-*.svg pictures, with ``/`` and without quotes.
        scheme: light or dark; picks the tick that shows on the accent colour.
        scale: Text size; lengths grow with it, lines of one or two pixels stay.

    Returns:
        A Qt style sheet.

    Raises:
        KeyError: The template names a token or size that is not given.
    """
    colored = _TOKEN.sub(lambda match: tokens[match[1]], _TEMPLATE)
    sized = _SIZE.sub(lambda match: f"{points[match[1]]:.2f}pt", colored)
    if scale != 1.0:
        sized = _LENGTH.sub(lambda match: f"{round(int(match[1]) * scale)}px", sized)
    return sized.replace("-#.svg", f"-{scheme}.svg").replace("$", f"{marks}/")
