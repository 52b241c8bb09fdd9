"""Guards against Qt bindings that kill the process.

PySide6 6.12.0 on Python 3.11 takes one reference too many from ``None`` at every call of an
overridden ``QUndoCommand.undo``, ``QUndoCommand.redo``, ``QRunnable.run`` or ``QThread.run`` that
returns it; after some seven thousand calls Python dies. From 3.12 on ``None`` is immortal.
"""

from __future__ import annotations

import sys

import PySide6
import pytest
from PySide6.QtCore import QRunnable, QThreadPool
from PySide6.QtGui import QUndoCommand, QUndoStack

mortal_none = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal here")
CALLS = 200  # few enough to survive a binding that loses one each


class _Step(QUndoCommand):
    def redo(self):
        pass

    def undo(self):
        pass


class _Work(QRunnable):
    def run(self):
        pass


def _references_lost(action):
    action()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        action()
    return before - sys.getrefcount(None)


@mortal_none
def test_version_is_not_one_that_loses_none():
    assert PySide6.__version_info__[:2] < (6, 12)


@mortal_none
def test_undo_and_redo_keep_the_references_of_none(qapp):
    stack = QUndoStack()
    stack.push(_Step())

    def there_and_back():
        stack.undo()
        stack.redo()

    assert _references_lost(there_and_back) < CALLS // 4


@mortal_none
def test_workers_keep_the_references_of_none(qapp):
    pool = QThreadPool()

    def run_one():
        pool.start(_Work())
        pool.waitForDone()

    assert _references_lost(run_one) < CALLS // 4
