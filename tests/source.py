"""Reading a module of the package for the rules: what it calls, imports, defines and sets."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


PARTS = {"frame", "starting", "palette", "widgets"}  # packages of ui that are no screens


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package.

    Attributes:
        path: POSIX path below ``netjournal``, for example ``ui/safe.py``.
        source: Its text.
        qt_classes: Names of our classes that derive from Qt's, anywhere in the package.
        screens: Names of the packages of ui, but for ``PARTS``.
    """

    path: str
    source: str
    qt_classes: frozenset[str] = frozenset()
    screens: frozenset[str] = frozenset()

    @property
    def tree(self) -> ast.Module:
        """The parsed module."""
        return parse(self.source)

    def is_in(self, places: tuple[str, ...]) -> bool:
        """Tell whether the module is one of the places (files, or folders ending in a slash)."""
        return self.path in places or any(
            self.path.startswith(place) for place in places if place.endswith("/")
        )


@functools.lru_cache(maxsize=1024)
def parse(source: str) -> ast.Module:
    return ast.parse(source)


def load(root: Path) -> list[Module]:
    """Return every module below ``root`` (the package folder)."""
    sources = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.py"))
    }
    ours = qt_classes(sources.values())
    folders = {path.split("/")[1] for path in sources if path.startswith("ui/")}
    screens = frozenset(name for name in folders if not name.endswith(".py")) - PARTS
    return [Module(path, source, ours, screens) for path, source in sources.items()]


def qt_classes(sources: Iterable[str]) -> frozenset[str]:
    """Return the names of all classes in the sources that derive from a class of Qt."""
    bases: dict[str, set[str]] = {}
    for source in sources:
        for node in ast.walk(parse(source)):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(last(base) for base in node.bases)
    found: set[str] = set()
    while True:
        more = {n for n, b in bases.items() if b & found or any(qt_methods(x) for x in b)}
        if more <= found:
            return frozenset(found)
        found |= more


@functools.cache
def qt_methods(name: str) -> frozenset[str]:
    """Return the methods of a class of Qt, without its signals; empty for any other name."""
    for place in (QtCore, QtGui, QtWidgets, QtPrintSupport):
        cls = getattr(place, name, None)
        if name.startswith("Q") and isinstance(cls, type):
            return frozenset(m for m in dir(cls) if type(getattr(cls, m)).__name__ != "Signal")
    return frozenset()


def attributes_set(node: ast.ClassDef) -> Iterator[tuple[ast.AST, str]]:
    """Yield ``x = …`` of the class body and ``self.x = …`` of its methods."""
    for statement in node.body:
        for target in targets(statement):
            if isinstance(target, ast.Name):
                yield target, target.id
    for inner in ast.walk(node):
        for target in targets(inner):
            if isinstance(target, ast.Attribute) and dotted(target).startswith("self."):
                yield target, target.attr


def targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return node.targets
    return [node.target] if isinstance(node, ast.AnnAssign) else []


def made_of(scope: ast.AST, name: ast.expr) -> list[ast.expr]:
    """Return what a function's variable is made of; nothing for what has no plain name."""
    if not isinstance(name, ast.Name) or isinstance(scope, ast.Module):
        return []
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None
        if name.id in {getattr(target, "id", "") for target in _assigned(node)}
    ]


def _assigned(node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def imports(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Yield every imported thing with its full name (``from a import b`` is ``a.b``)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def imports_any(module: Module, names: set[str]) -> list[str]:
    return [
        at(node, f"import {name}")
        for node, name in imports(module.tree)
        if any(name == banned or name.startswith(f"{banned}.") for banned in names)
    ]


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_marked(node: ast.expr) -> bool:
    """Tell whether a text was marked elsewhere: ``x.y`` or, for the type checker, ``str(x.y)``."""
    if isinstance(node, ast.Call) and dotted(node.func) == "str" and len(node.args) == 1:
        node = node.args[0]
    return isinstance(node, (ast.Name, ast.Attribute))


def is_glued(node: ast.expr, fragments: set[str]) -> bool:
    """Tell whether a text is put together from more than literals, constants and fragments."""
    if isinstance(node, ast.BinOp):
        return not (is_text(node.left) and is_text(node.right))
    if isinstance(node, ast.Call):
        return last(node.func) in {"format", "join", "replace"}
    if not isinstance(node, ast.JoinedStr):
        return False
    before = ""
    for part in node.values:
        quoted = isinstance(part, ast.FormattedValue) and before.endswith(("'", '"'))
        if quoted or not _is_fragment(part, fragments):
            return True
        before = str(part.value) if isinstance(part, ast.Constant) else ""
    return False


def _is_fragment(node: ast.expr, fragments: set[str]) -> bool:
    """Tell whether a part of an f-string is SQL of ours, by its name."""
    if isinstance(node, ast.FormattedValue):
        node = node.value
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):  # ", ".join(columns)
        joins = node.func.attr == "join" and is_text(node.func.value)
        return joins and all(_is_fragment(argument, fragments) for argument in node.args)
    if isinstance(node, ast.Subscript):
        node = node.value
    return isinstance(node, ast.Constant) or last(node).isupper() or last(node) in fragments


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def last(node: ast.expr) -> str:
    return dotted(node).rpartition(".")[2]


def at(node: ast.AST, text: str) -> str:
    return f"{getattr(node, 'lineno', 0)}: {text}"
