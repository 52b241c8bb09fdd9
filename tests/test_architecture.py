"""The walls of the house: floors, budgets, and the slips that cost users most.

Every rule is also shown a sample that breaks it, so that none of them is blind.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import rules
from tests.source import Module, load, qt_classes

ROOT = Path(__file__).resolve().parent.parent
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports as lint; sys.exit(lint(no_cache=True))"
)


@pytest.fixture(scope="module")
def package():
    return load(ROOT / "netjournal")


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_package_keeps_the_rule(package, rule):
    broken = [f"{module.path}:{finding}" for module in package for finding in rule(module)]
    assert not broken, f"{rule.__doc__}\n" + "\n".join(broken)


def test_all_modules_are_seen(package):
    """A rule that runs over nothing keeps every promise."""
    paths = {module.path for module in package}
    assert {"__init__.py", "paths.py", "models/engine.py", "ui/safe.py"} <= paths


# ---------------------------------------------------------------- every rule objects to something
DEF = "def f({}):\n{}"
BAD = [
    (rules.has_docstring, "models/x.py", "import os\n"),
    (rules.is_short, "models/x.py", "x = 1\n" * 301),
    (rules.is_short, "ui/main_window.py", "x = 1\n" * 401),
    (rules.has_short_functions, "models/x.py", DEF.format("", "    x = 1\n" * 40)),
    (rules.has_few_arguments, "models/x.py", DEF.format("a, b, c, *, d, e, f, g", "    pass")),
    (rules.speaks_through_safe, "ui/x.py", "QLabel(name)"),
    (rules.speaks_through_safe, "ui/x.py", "QtWidgets.QLabel(name)"),
    (rules.speaks_through_safe, "ui/x.py", "QMessageBox.warning(self, title, text)"),
    (rules.speaks_through_safe, "ui/x.py", "class Caption(QLabel):\n    pass"),
    (rules.keeps_rich_text_in_place, "ui/x.py", "self.note.setHtml(note)"),
    (rules.keeps_rich_text_in_place, "ui/x.py", "document.setMarkdown(note)"),
    (rules.opens_links_through_safe, "ui/x.py", "QDesktopServices.openUrl(QUrl(text))"),
    (rules.opens_links_through_safe, "ui/x.py", "label.setOpenExternalLinks(True)"),
    (rules.translates_literals, "ui/x.py", "self.tr(f'{n} people')"),
    (rules.translates_literals, "ui/x.py", "self.tr('people: ' + name)"),
    (rules.translates_literals, "ui/x.py", "self.tr('{n} people'.format(n=n))"),
    (rules.translates_literals, "ui/x.py", "tr(text)"),
    (rules.translates_literals, "ui/x.py", "QCoreApplication.translate('x', f'{n} people')"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f'… WHERE name = {name}')"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f\"… WHERE name = '{column}'\")"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f'… WHERE {\" AND \".join(words)}')"),
    (rules.builds_no_sql, "services/x.py", "db.execute('SELECT ' + column)"),
    (rules.builds_no_sql, "services/x.py", "SQL('id = %s' % value)"),
    (rules.builds_no_sql, "services/x.py", "db.execute('SELECT {}'.format(column))"),
    (
        rules.builds_no_sql,
        "services/x.py",
        "def f(name):\n    sql = f'INSERT INTO {name} …'\n    db.execute_sql(sql)",
    ),
    (
        rules.builds_no_sql,
        "services/x.py",
        "def f(names):\n    sql = 'SELECT '\n    sql += ', '.join(names)\n    db.execute_sql(sql)",
    ),
    (rules.avoids_danger, "services/x.py", "eval(text)"),
    (rules.avoids_danger, "services/x.py", "import pickle"),
    (rules.avoids_danger, "services/x.py", "from pickle import loads"),
    (rules.avoids_danger, "ui/x.py", "import subprocess"),
    (rules.avoids_danger, "ui/x.py", "os.system('xdg-open ' + path)"),
    (rules.knows_one_sqlite, "models/engine.py", "import sqlite3"),
    (rules.knows_one_sqlite, "ui/x.py", "from PySide6.QtSql import QSqlQuery"),
    (rules.knows_one_sqlite, "ui/x.py", "from PySide6 import QtSql"),
    (rules.stays_offline, "services/x.py", "import urllib.request"),
    (rules.stays_offline, "services/x.py", "from http import client"),
    (rules.stays_offline, "ui/x.py", "from PySide6.QtNetwork import QTcpSocket"),
    (rules.shadows_no_qt_method, "ui/x.py", "class A(QUndoCommand):\n    id = 7"),
    (
        rules.shadows_no_qt_method,
        "ui/x.py",
        "class A(QUndoCommand):\n    def __init__(self):\n        self.id: int = 7",
    ),
    (
        rules.shadows_no_qt_method,
        "ui/x.py",
        "class A(QWidget):\n    pass\n\nclass B(A):\n    def f(self):\n        self.parent = None",
    ),
    (rules.keeps_screens_apart, "ui/contacts/x.py", "from netjournal.ui.today.page import Page"),
    (rules.keeps_screens_apart, "ui/contacts/x.py", "import netjournal.ui.today.page"),
    (rules.keeps_screens_apart, "ui/contacts/x.py", "import netjournal.ui.frame.sidebar"),
    (rules.keeps_screens_apart, "ui/palette/x.py", "import netjournal.ui.today.page"),
]


def _sample(path, source):
    return Module(path, source, qt_classes([source]), frozenset({"contacts", "today"}))


@pytest.mark.parametrize(("rule", "path", "source"), BAD)
def test_rule_objects(rule, path, source):
    assert rule(_sample(path, source))


def test_every_rule_was_seen_to_object():
    assert {rule for rule, _, _ in BAD} == set(rules.RULES)


GOOD = [
    (rules.has_short_functions, "models/x.py", DEF.format("", '    """' + "x\n" * 60 + '    """')),
    (rules.has_few_arguments, "ui/x.py", "class A:\n    def f(self, a, b, c, d, e, f): pass"),
    (rules.speaks_through_safe, "ui/safe.py", "class Label(QLabel):\n    pass"),
    (rules.speaks_through_safe, "ui/x.py", "label = self.findChild(QLabel)"),
    (rules.keeps_rich_text_in_place, "ui/printing/document.py", "document.setHtml(html)"),
    (rules.translates_literals, "ui/x.py", "self.tr('From {date}').format(date=date)"),
    (rules.translates_literals, "ui/x.py", "self.tr('%n contact(s)', '', n)"),
    (rules.translates_literals, "ui/x.py", "QCoreApplication.translate('labels', text)"),
    (rules.translates_literals, "ui/x.py", "QCoreApplication.translate('x', str(self.words))"),
    (rules.translates_literals, "services/x.py", "name.translate({1: 2} | other)"),
    (rules.builds_no_sql, "services/x.py", "db.execute('SELECT 1', (f'{x}',))"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f'SELECT {_ROW} … WHERE {where}')"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f'… ORDER BY {_ORDERS[sort]}')"),
    (rules.builds_no_sql, "services/x.py", "db.execute_sql(f'… {\", \".join(columns)}')"),
    (rules.builds_no_sql, "services/x.py", "def f():\n    sql = f'… {_ROW}'\n    db.execute(sql)"),
    (rules.builds_no_sql, "models/x.py", "db.execute(f'SELECT {column}')"),
    (rules.avoids_danger, "ui/x.py", "dialog.exec()"),
    (rules.avoids_danger, "bootstrap/x.py", "import subprocess"),
    (rules.stays_offline, "ui/x.py", "from PySide6.QtNetwork import QLocalServer"),
    (rules.shadows_no_qt_method, "ui/x.py", "class A(QUndoCommand):\n    def id(self): return 7"),
    (rules.shadows_no_qt_method, "ui/x.py", "class Row:\n    id = 7"),
    (rules.shadows_no_qt_method, "ui/x.py", "class A(QWidget):\n    changed = Signal()"),
    (rules.keeps_screens_apart, "ui/contacts/x.py", "from netjournal.ui.widgets.tag import Tag"),
    (rules.keeps_screens_apart, "ui/contacts/x.py", "from netjournal.ui.session import Session"),
    (rules.keeps_screens_apart, "ui/printing/x.py", "from netjournal.ui.charts import on_paper"),
    (rules.keeps_screens_apart, "ui/main_window.py", "from netjournal.ui.today.page import Page"),
    (rules.keeps_screens_apart, "ui/frame/x.py", "from netjournal.ui.today.page import Page"),
]


@pytest.mark.parametrize(("rule", "path", "source"), GOOD)
def test_rule_lets_pass(rule, path, source):
    assert rule(_sample(path, source)) == []


# ------------------------------------------------------------------------------------ the floors
def test_imports_keep_to_their_floors():
    done = _lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


SKELETON = [
    *("cli", "ui", "services", "formats", "models", "errors", "progress", "folding", "paths"),
    *("kept_texts", "bootstrap", "ui.charts", "models.engine"),
]
PLANTED = [
    ("floors", "services", "import netjournal.ui"),
    ("floors", "formats", "import netjournal.models"),
    ("floors", "models", "import netjournal.formats"),
    ("floors", "errors", "import netjournal.models"),
    ("floors", "stray", ""),
    ("bootstrap", "services", "import netjournal.bootstrap"),
    ("qt", "services", "def f():\n    from PySide6.QtCore import QObject"),
    ("qt", "models", "import matplotlib.figure"),
    ("database", "ui", "import peewee"),
    ("database", "ui.charts", "from playhouse import shortcuts"),
    ("engine", "services", "from sqlcipher3 import dbapi2"),
    ("one-sqlite", "models.engine", "import sqlite3"),
    ("charts", "services", "import matplotlib"),
]


def _house(folder, module="", line=""):
    """A house with empty rooms, one line planted in one of them; the real contracts."""
    package = folder / "netjournal"
    for name in {*SKELETON, *([module] if module else [])}:
        room = package.joinpath(*name.split("."))
        room.mkdir(parents=True, exist_ok=True)
        (room / "__init__.py").write_text(line if name == module else "", encoding="utf-8")
    (package / "__init__.py").write_text("", encoding="utf-8")
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (folder / "pyproject.toml").write_text(config, encoding="utf-8")
    return _lint_imports(folder)


def _lint_imports(folder):
    command = [sys.executable, "-c", LINT_IMPORTS]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _contract_name(ident):
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {c["id"]: c["name"] for c in config["tool"]["importlinter"]["contracts"]}
    return names[ident]


def test_an_empty_house_keeps_all_contracts(tmp_path):
    done = _house(tmp_path)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("contract", "module", "line"), PLANTED)
def test_contract_objects(tmp_path, contract, module, line):
    done = _house(tmp_path, module, line)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{_contract_name(contract)} BROKEN" in done.stdout


def test_every_contract_was_seen_to_object():
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {c["id"] for c in config["tool"]["importlinter"]["contracts"]}
    assert {contract for contract, _, _ in PLANTED} == contracts
