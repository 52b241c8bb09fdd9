"""The rules of the code that no ready-made tool checks, as functions: module -> findings.

Each takes a ``Module`` and returns lines of the form ``12: what is wrong``. They are syntactic:
they catch the slip, not somebody who wants round them. ``test_architecture.py`` runs them over the
package and shows for each one a sample that it objects to.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tests.source import (
    Module,
    at,
    attributes_set,
    calls,
    dotted,
    functions,
    imports,
    imports_any,
    is_glued,
    is_marked,
    is_text,
    last,
    made_of,
    qt_methods,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE_LINES = 300
LONGER = {"ui/main_window.py": 400}
FUNCTION_LINES = 40
ARGUMENTS = 6

SAFE = ("ui/safe.py",)
RICH_TEXT = (*SAFE, "ui/printing/document.py", "ui/printing/type_styles.py")
SPEAKING = {"QLabel", "QMessageBox", "QErrorMessage", "QProgressDialog", "QInputDialog"}
SQL_CALLS = {"execute", "executemany", "executescript", "execute_sql", "SQL"}
SQL_FRAGMENTS = {"where", "join", "source", "order", "table", "column", "columns", "pairs", "marks"}
DANGEROUS_CALLS = {"eval", "exec", "__import__", "compile"}
DANGEROUS_MODULES = {"pickle", "shelve", "marshal", "dill", "yaml"}
SQLITES = {"sqlite3", "apsw", "pysqlite3", "PySide6.QtSql"}
NETWORK = {"socket", "http", "urllib.request", "ftplib", "smtplib", "imaplib", "ssl", "requests"}
AROUND = {"frame", "starting"}  # parts of ui that know screens, and that no screen knows
LENDERS = {"palette", "widgets"}  # parts of ui that any screen may use, and that know none
LENT = ("netjournal.ui.charts.on_paper",)  # what screens offer to each other: drawings for print
LOCAL_NETWORK = {"QLocalServer", "QLocalSocket"}  # one window per journal; never leaves the machine


# ------------------------------------------------------------------------------------- budgets
def has_docstring(module: Module) -> list[str]:
    """Every module that is not empty says what it is for."""
    if module.source.strip() and not ast.get_docstring(module.tree):
        return ["1: no docstring"]
    return []


def is_short(module: Module) -> list[str]:
    """No module is longer than its budget."""
    lines, allowed = len(module.source.splitlines()), LONGER.get(module.path, MODULE_LINES)
    return [f"1: {lines} lines, at most {allowed}"] if lines > allowed else []


def has_short_functions(module: Module) -> list[str]:
    """No function is longer than its budget; its docstring is not counted."""
    found = []
    for function in functions(module.tree):
        lines = (function.end_lineno or 0) - function.lineno + 1
        first = function.body[0]
        if ast.get_docstring(function) is not None:
            lines -= (first.end_lineno or 0) - first.lineno + 1
        if lines > FUNCTION_LINES:
            found.append(f"{function.lineno}: {function.name} has {lines} lines")
    return found


def has_few_arguments(module: Module) -> list[str]:
    """No function takes more arguments than its budget, not counting self and cls."""
    found = []
    for function in functions(module.tree):
        names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
        own = names[1:] if names[:1] in (["self"], ["cls"]) else names
        count = len(own) + len(function.args.kwonlyargs)
        if count > ARGUMENTS:
            found.append(f"{function.lineno}: {function.name} takes {count} arguments")
    return found


# -------------------------------------------------------------------------------- text is text
def speaks_through_safe(module: Module) -> list[str]:
    """Widgets that guess whether a text is HTML are made in ui/safe.py only."""
    if module.is_in(SAFE):
        return []
    used = [(call, dotted(call.func)) for call in calls(module.tree)]
    found = [at(call, name) for call, name in used if SPEAKING & set(name.split("."))]
    classes = [node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]
    heirs = [cls for cls in classes if SPEAKING & {last(base) for base in cls.bases}]
    return found + [at(cls, f"class {cls.name}") for cls in heirs]


def keeps_rich_text_in_place(module: Module) -> list[str]:
    """Text is read as HTML or Markdown in ui/safe.py and in printing only."""
    rich = {"setHtml", "setMarkdown", "insertHtml", "insertMarkdown", "appendHtml"}
    if module.is_in(RICH_TEXT):
        return []
    return [at(call, last(call.func)) for call in calls(module.tree) if last(call.func) in rich]


def opens_links_through_safe(module: Module) -> list[str]:
    """Links are opened after the checks of ui/safe.py only."""
    if module.is_in(SAFE):
        return []
    return [
        at(c, "openUrl")
        for c in calls(module.tree)
        if last(c.func) in {"openUrl", "setOpenExternalLinks"}
    ]


def translates_literals(module: Module) -> list[str]:
    """Translated texts are literals; otherwise they are extracted but never found again."""
    found = []
    for call in calls(module.tree):
        name = last(call.func)
        texts = call.args[:1] if name == "tr" else []
        if dotted(call.func) == "QCoreApplication.translate":
            # a plain name is a text that QT_TRANSLATE_NOOP marked elsewhere
            texts = [t for t in call.args[1:2] if not is_marked(t)]
        found += [at(call, f"{name}(…)") for text in texts if not is_text(text)]
    return found


# ------------------------------------------------------------------------------------- danger
def builds_no_sql(module: Module) -> list[str]:
    """SQL is put together from fragments of our own only; values are parameters.

    In an f-string may stand constants (upper case) and what ``SQL_FRAGMENTS`` names; these names
    hold SQL built from literals. ``+``, ``%`` and ``format`` are never needed. A statement that has
    a name first (``sql = f"…"``) is judged where it is made.
    """
    if module.path.startswith("models/"):
        return []
    return [
        at(call, f"{last(call.func)}(…) with glued SQL")
        for scope in (module.tree, *functions(module.tree))
        for call in calls(scope)
        if last(call.func) in SQL_CALLS and call.args
        for sql in (call.args[0], *made_of(scope, call.args[0]))
        if is_glued(sql, SQL_FRAGMENTS)
    ]


def avoids_danger(module: Module) -> list[str]:
    """Nothing runs or unpickles text; other programs are started by the set-up only."""
    found = [
        at(call, call.func.id)
        for call in calls(module.tree)
        if isinstance(call.func, ast.Name) and call.func.id in DANGEROUS_CALLS
    ]
    starts = {"os.system", "os.popen", "os.fork", "os.startfile", "QProcess.startDetached"}
    found += [at(c, dotted(c.func)) for c in calls(module.tree) if dotted(c.func) in starts]
    modules = DANGEROUS_MODULES | (
        set() if module.is_in(("bootstrap/",)) else {"subprocess", "multiprocessing", "pty"}
    )
    return found + imports_any(module, modules)


def knows_one_sqlite(module: Module) -> list[str]:
    """No second SQLite: two in one process undo each other's locks."""
    return imports_any(module, SQLITES)


def stays_offline(module: Module) -> list[str]:
    """The journal is private: nothing in the package talks to the network."""
    found = imports_any(module, NETWORK)
    for node, name in imports(module.tree):
        if name.startswith("PySide6.QtNetwork.") and name.split(".")[2] not in LOCAL_NETWORK:
            found.append(at(node, name))
    return found


def shadows_no_qt_method(module: Module) -> list[str]:
    """No attribute hides a method of Qt; C++ calls what it finds there and crashes."""
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = {last(base) for base in node.bases}
        methods = set().union(*(qt_methods(base) for base in bases))
        if bases & module.qt_classes:
            methods |= qt_methods("QObject") | {"id", "text", "data", "size", "parent", "event"}
        found += [at(t, name) for t, name in attributes_set(node) if name in methods]
    return found


def keeps_screens_apart(module: Module) -> list[str]:
    """A screen of ui does not import another, but what it lends, nor what is around screens."""
    floor, _, below = module.path.partition("/")
    own = below.partition("/")[0]
    if floor != "ui" or own not in module.screens | LENDERS:
        return []
    others = tuple(f"netjournal.ui.{other}." for other in (module.screens | AROUND) - {own})
    return [
        at(node, name)
        for node, name in imports(module.tree)
        if name.startswith(others) and not name.startswith(LENT)
    ]


RULES: tuple[Callable[[Module], list[str]], ...] = (
    has_docstring,
    is_short,
    has_short_functions,
    has_few_arguments,
    speaks_through_safe,
    keeps_rich_text_in_place,
    opens_links_through_safe,
    translates_literals,
    builds_no_sql,
    avoids_danger,
    knows_one_sqlite,
    stays_offline,
    shadows_no_qt_method,
    keeps_screens_apart,
)
