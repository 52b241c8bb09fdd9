"""What makes a start quick that has to be done before everything else."""

from __future__ import annotations


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
