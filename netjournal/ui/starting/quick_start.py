"""What makes a start quick that has to be done before everything else.

PySide6 prepares for things that an application like this one seldom or never asks for. Both hooks
are private parts of it: where another PySide6 has none of that name, nothing changes.
"""

from __future__ import annotations

import builtins
import contextlib
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE: Final = "shibokensupport/signature/"
_LATER: Final = frozenset(
    f"{_PACKAGE}{name}.py"
    for name in (
        "errorhandler",
        "layout",
        "mapping",
        "parser",
        "lib/enum_sig",
        "lib/pyi_generator",
        "lib/tool",
    )
)
# Stands for a module until a name of it is asked for. ``update_mapping`` is looked up in the
# module's dictionary by C code, past __getattr__.
_STAND_IN: Final = """
def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    from netjournal.ui.starting import quick_start
    quick_start.describe(globals())
    if name not in globals():
        raise AttributeError(name)
    return globals()[name]
def update_mapping():
    return __getattr__("update_mapping")()
"""
_sources: Final[dict[str, Any]] = {}


@contextlib.contextmanager
def described_later() -> Iterator[None]:
    """Keep PySide6, imported inside, from preparing the signatures of its functions.

    It carries the modules that word help texts and complaints about wrong arguments as source text,
    compiled anew by every start: a tenth of ours. Here they are compiled when first needed.
    """
    plain = builtins.compile

    def compile_later(source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> Any:
        if filename not in _LATER:
            return plain(source, filename, mode, *rest, **named)
        _sources[filename.removesuffix(".py").replace("/", ".")] = source
        return plain(_STAND_IN, filename, mode)

    builtins.compile = compile_later
    try:
        yield
    finally:
        builtins.compile = plain


def describe(module: dict[str, Any]) -> None:
    """Fill a stand-in with what it stands for, as PySide6's own importer would have.

    Args:
        module: Its dictionary; filled only once.
    """
    name = module["__name__"]
    source = _sources.pop(name, None)
    if source is None:
        return
    from importlib.abc import InspectLoader

    class Embedded(InspectLoader):
        def get_source(self, _name: str) -> str:
            return source if isinstance(source, str) else source.decode("utf-8")

    Embedded().exec_module(sys.modules[name])


def leave_sources_unread() -> None:
    """Keep PySide6 from reading the source of every module that is imported after it.

    It looks for modules that use Qt and might ask for ``__feature__``; nothing here does. Reading a
    hundred files costs a tenth of the start, and their text stays in memory. The hook is private:
    where another PySide6 has none, nothing changes.
    """
    try:
        from shibokensupport import feature  # type: ignore[import-not-found]
    except ImportError:
        return
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False  # noqa: SLF001
