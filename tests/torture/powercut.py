"""A power cut at every recorded moment of one command: what the disk may hold then (strace).

The command runs once, its writes, syncs and changes of names on the journal's disk are recorded,
and for every prefix of them the disk is put together as it may look after a cut:

- ``order``: everything so far has arrived, in order (as after a kill);
- ``synced``: only what a sync made durable;
- ``random``: of what no sync covers, each sector of 512 bytes arrives or not, and names change up
  to a random point;
- ``torn``: as ``synced``, and half of the last write.

Names are durable in order with any later sync (as ext4, XFS, btrfs and APFS do), or, with
``strict``, only when their folder is synced.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from dataclasses import dataclass, field

from tests.torture.outside import ACK, look

SECTOR = 512
TRACED = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,mkdir,mkdirat"
)
MODELS = ("order", "synced", "random", "torn")
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_FD = re.compile(r"^(\d+)<((?:\\x[0-9a-f]{2})*|[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def recorder(log):
    """Return the words that record a command."""
    told = ("-f", "-qq", "-y", "-xx", "-s", "40000000")
    return ("strace", *told, "-e", f"trace={TRACED}", "-o", str(log))


def _raw(text):
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()


@dataclass
class Node:
    """A file: what is durable of it, and what was written since."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list = field(default_factory=list)


def _write(content, at, data):
    if data is None:  # made shorter or longer
        del content[at:]
        content.extend(b"\0" * (at - len(content)))
        return
    content.extend(b"\0" * (at - len(content)))
    content[at : at + len(data)] = data


class Disk:
    """The files below one folder, as they are and as they are durably."""

    def __init__(self, folder, strict):
        self.root, self.strict = str(folder), strict
        self.live = {}
        self.handles = {}
        for base, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(base, name)
                if not name.endswith("-shm"):
                    with open(path, "rb") as file:
                        self.live[path] = Node(bytearray(file.read()))
        self.durable, self.names = dict(self.live), []
        self.said = ""
        self.last = None

    # -- following the log

    def follow(self, line):
        """Take one recorded call in; say whether it changed anything."""
        match = _CALL.match(line)
        if match is None or int(match[3]) < 0:
            return False
        handler = getattr(self, f"_on_{_FAMILY.get(match[1], match[1])}", None)
        return bool(handler and handler(match[1], match[2], int(match[3])))

    def _path(self, rest):
        found = _FD.match(rest)
        path = _raw(found[2]).decode(errors="replace") if found else ""
        return path.removesuffix(" (deleted)")

    def _ours(self, path):
        return path.startswith(self.root + os.sep) and not path.endswith("-shm")

    def _on_openat(self, _call, rest, _result):
        paths = _TEXT.findall(rest)
        path = _raw(paths[0]).decode(errors="replace") if paths else ""
        if not self._ours(path) or "O_CREAT" not in rest:
            return False
        if path not in self.live:
            self.live[path] = Node()
            self.names.append(("make", path, self.live[path]))
            return True
        if "O_TRUNC" in rest:
            self.live[path].pending.append((0, None))
            return True
        return False

    def _on_write(self, call, rest, result):
        path = self._path(rest)
        data = _raw(_TEXT.findall(rest)[0])[:result] if _TEXT.findall(rest) else b""
        if rest.startswith("1<"):
            self.said += data.decode(errors="replace")
            return True
        node = self.live.get(path)
        if node is None or not self._ours(path):
            return False
        # plain writes of our own go to the end
        at = int(rest.rsplit(", ", 1)[1]) if call == "pwrite64" else len(self._content(node))
        node.pending.append((at, data))
        self.last = (path, at, data)
        return True

    def _content(self, node):
        content = bytearray(node.durable)
        for at, data in node.pending:
            _write(content, at, data)
        return content

    def _on_ftruncate(self, _call, rest, _result):
        node = self.live.get(self._path(rest))
        if node is not None:
            node.pending.append((int(rest.rsplit(", ", 1)[1]), None))
        return node is not None

    def _on_sync(self, _call, rest, _result):
        path = self._path(rest)
        node = self.live.get(path)
        if node is not None:
            node.durable, node.pending = self._content(node), []
            if not self.strict:
                self._settle(lambda _name: True)
            return True
        if path == self.root or path.startswith(self.root + os.sep):
            folder = path
            self._settle(lambda name: not self.strict or os.path.dirname(name) == folder)
            return True
        return False

    def _settle(self, wanted):
        rest = []
        for change in self.names:
            if wanted(change[1]):
                _rename(self.durable, change)
            else:
                rest.append(change)
        self.names = rest

    def _on_names(self, call, rest, _result):
        paths = [_raw(text).decode(errors="replace") for text in _TEXT.findall(rest)]
        paths = [path for path in paths if self._ours(path)]
        if not paths or paths[0] not in self.live:
            return False
        if call.startswith("unlink"):
            change = ("drop", paths[0])
        elif call.startswith("link"):
            change = ("make", paths[1], self.live[paths[0]])
        else:
            change = ("move", paths[1], self.live[paths[0]], paths[0])
        _rename(self.live, change)
        self.names.append(change)
        return True

    # -- what may be left

    def image(self, model, chance):
        """Return path -> bytes as one kind of cut may leave them."""
        if model == "order":
            return {path: bytes(self._content(node)) for path, node in self.live.items()}
        names = dict(self.durable)
        if model == "random":
            for change in self.names[: chance.randint(0, len(self.names))]:
                _rename(names, change)
        return {path: bytes(self._left(node, model, chance)) for path, node in names.items()}

    def _left(self, node, model, chance):
        content = bytearray(node.durable)
        if model == "random":
            for at, data in node.pending:
                _scatter(content, at, data, chance)
        elif model == "torn" and node.pending and self.last is not None:
            at, data = node.pending[-1]
            if data and self.live.get(self.last[0]) is node:
                half = max(1, len(data) // 2 // SECTOR * SECTOR)
                first = chance.random() < 0.5
                _write(content, at if first else at + half, data[:half] if first else data[half:])
        return content


_FAMILY = {
    "pwrite64": "write",
    "fsync": "sync",
    "fdatasync": "sync",
    **dict.fromkeys(("rename", "renameat", "renameat2", "link", "linkat"), "names"),
    **dict.fromkeys(("unlink", "unlinkat"), "names"),
}


def _rename(table, change):
    kind, path = change[:2]
    if kind == "drop":
        table.pop(path, None)
        return
    if kind == "move":
        table.pop(change[3], None)
    table[path] = change[2]


def _scatter(content, at, data, chance):
    luck = chance.random()
    if data is None or luck < 0.25:
        if data is None and luck < 0.5:
            _write(content, at, None)
        return
    if luck < 0.5:
        _write(content, at, data)
        return
    for start in range(0, len(data), SECTOR):
        if chance.random() < 0.5:
            _write(content, at + start, data[start : start + SECTOR])


def replay(folder, log, judge_state, *, strict=False, most=400, seed=1, models=MODELS):
    """Put the disk together after every recorded call and judge it.

    Args:
        folder: The disk as it was before the command (a copy); states are made beside it.
        log: What ``recorder`` wrote, with the paths of ``folder``.
        judge_state: Called with the folder of a state, what was acknowledged, and whether the
            command had ended; returns what is wrong, or "".
        strict: Names are durable only with a sync of their folder.
        most: States of each model, at most.
        seed: Of chance.
        models: Which.

    Returns:
        (states, distinct ones, what was wrong).
    """
    disk, chance, wrong, seen, states = Disk(folder, strict), random.Random(seed), [], {}, 0
    lines = log.read_text(errors="replace").splitlines()
    changing = Disk(folder, strict)
    stride = max(1, sum(changing.follow(line) for line in lines) // most)
    number = 0
    for line in lines:
        if not disk.follow(line):
            continue
        number += 1
        if number % stride:
            continue
        for model in models:
            image = disk.image(model, chance)
            acked = tuple(ACK.findall(disk.said)) or ((disk.said,) if disk.said else ())
            key = hash((tuple(sorted(image.items())), acked))
            states += 1
            if key not in seen:
                seen[key] = judge_state(_laid(folder, image), acked)
            if seen[key]:
                wrong.append((number, model, seen[key], line[:70]))
    return states, len(seen), wrong


def _laid(folder, image):
    place = folder.parent / "state"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for path, content in image.items():
        target = place / os.path.relpath(path, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return place


def judged(name, journal, before, after):
    """Return the judge of one workload: old or new, whole, nothing acknowledged lost."""
    known = [s.held for s in (before, after) if s is not None]

    def about(state, acked):
        if name == "write":
            lost = [n for n in map(int, acked) if not state.has(n)]
            return f"half {state.half}" if state.half else (f"lost {lost}" if lost else "")
        if state.held not in known:
            return "neither old nor new"
        return "said done, but is not" if acked and state.held != known[-1] else ""

    def judge_state(place, acked):
        state = look(place / journal.name)
        if state.what == "missing":
            return "" if before is None and not acked else "missing"
        if not state.sound:
            return state.what
        bad = [one.name for one in place.rglob("*.njbak") if not look(one).sound]
        return f"backup {bad}" if bad else about(state, acked)

    return judge_state
