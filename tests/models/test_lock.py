"""The writer's lock where the disk has no room for it."""

from __future__ import annotations

import errno
import os

import pytest

from netjournal.errors import DiskError, NoPermission
from netjournal.models.lock import WriterLock


def fail(number):
    def failing(*_args):
        raise OSError(number, os.strerror(number))

    return failing


@pytest.mark.parametrize("call", ["open", "write"])
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, monkeypatch, call):
    journal = tmp_path / "a.netjournal"
    lock = WriterLock(journal, "test")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail(errno.ENOSPC))
        with pytest.raises(DiskError, match="disk is full"):
            lock.acquire(0)
    assert list(tmp_path.iterdir()) == []
    lock.acquire(0)
    lock.release()


def test_another_failure_while_writing_is_the_disk_too(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "write", fail(errno.EIO))
    with pytest.raises(DiskError, match="could not be written"):
        WriterLock(tmp_path / "a.netjournal", "test").acquire(0)


def test_a_folder_that_may_not_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "open", fail(errno.EACCES))
    with pytest.raises(NoPermission):
        WriterLock(tmp_path / "a.netjournal", "test").acquire(0)


def test_a_lock_file_that_cannot_go_locks_nobody_out(tmp_path, monkeypatch):
    lock = WriterLock(tmp_path / "a.netjournal", "test")
    lock.acquire(0)
    with monkeypatch.context() as patch:
        patch.setattr(os, "unlink", fail(errno.EIO))
        lock.release()
    assert lock.path.exists()
    lock.acquire(0)
    lock.release()
