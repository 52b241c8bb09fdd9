"""Bugs: written to a log without anything personal, told without blocking, never swallowed.

Public:
    log_to_file(folder)            the log of this installation
    Hook(parent)                   takes over Python's and Qt's reports: ``bug``, ``refused``
    trace_of(error) -> str         where it happened: files and lines, no values, no messages

An exception's message can hold a name or a note; so the log keeps its type and its places only.
"""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from netjournal.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_log = logging.getLogger(__name__)
_BYTES: Final = 512 * 1024
_QUIET_QT: Final = ("This plugin does not support",)
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'|(?:/[^\s/]+){2,}")
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def log_to_file(folder: Path) -> logging.Handler | None:
    """Write the log to ``netjournal.log`` in ``folder``; None where that cannot be.

    A log that has grown is put aside at the start, one older one is kept. (The standard rotating
    handler does it while running, at the price of 6 ms at every start.)
    """
    file = folder / "netjournal.log"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if file.exists() and file.stat().st_size > _BYTES:
            file.replace(folder / "netjournal.log.1")
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def trace_of(error: BaseException) -> str:
    """Return type and places of an exception and of what led to it."""
    lines: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(lines) < 60:
        lines.append(type(seen).__name__)
        step = seen.__traceback__
        while step is not None:
            code = step.tb_frame.f_code
            name = code.co_filename.replace("\\", "/").rpartition("netjournal/")[2]
            lines.append(f"  {name[-80:]}:{step.tb_lineno} {code.co_name}")
            step = step.tb_next
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)


class Hook(QObject):
    """Python's exception hooks and Qt's message handler while it lives.

    Signals (delivered on the GUI thread):
        bug: A report without personal data; the log has it already.
        refused: A ``UserError`` that reached the event loop; shown in words.
    """

    bug = Signal(str)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Take over until ``release``."""
        super().__init__(parent)
        self._old = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = _on_unraisable
        self._qt = qInstallMessageHandler(_on_qt)

    def release(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._old
        qInstallMessageHandler(self._qt)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        from netjournal.models.engine import of_the_world

        told = of_the_world(error)
        if issubclass(kind, KeyboardInterrupt):
            self._old[0](kind, error, trace)
        elif isinstance(told, UserError):
            self.refused.emit(told)
        else:
            report = trace_of(error.with_traceback(trace))
            _log.error("bug\n%s", report)
            self.bug.emit(report)

    def _on_thread(self, args: Any) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._on_exception(args.exc_type, args.exc_value, args.exc_traceback)


def _on_unraisable(args: Any) -> None:
    """Keep what failed where nobody can be told (``__del__``, a generator that is closed)."""
    if args.exc_value is not None:
        _log.error("ignored\n%s", trace_of(args.exc_value))


def watch_faults(folder: Path) -> Any:
    """Have the interpreter say where it was when the process dies; returns the open file."""
    try:
        file = (folder / "fault.log").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file)
    return file


def _on_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Keep Qt's own messages, without what they quote (it may be a file's name)."""
    if not text.startswith(_QUIET_QT):
        said = _QUOTED.sub("…", text.split("\n")[0])[:200]
        _log.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", said)
