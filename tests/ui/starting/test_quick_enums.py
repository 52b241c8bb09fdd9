"""Qt's enums are made quickly, and are the same as the standard library makes of them."""

from __future__ import annotations

import enum
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from netjournal.ui.starting import quick_enums

BASES = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
LISTS = {
    "none": [],
    "in order": [("A", 1), ("B", 2), ("C", 4)],
    "out of order": [("C", 4), ("A", 1), ("B", 2)],
    "another name": [("A", 1), ("Other", 1), ("B", 2)],
    "nothing and several": [("No", 0), ("A", 1), ("B", 2), ("Both", 3), ("All", 0xFF)],
    "beyond and below": [("Least", -1), ("High", 0x80000000), ("Mask", 0xFFFFFFFF)],
}


def contents(made: Any) -> dict[str, Any]:
    """What a class of members holds, without what differs from class to class by nature."""

    def plain(value: Any) -> Any:
        if isinstance(value, made):
            return value.name, value.value, value._sort_order_
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return getattr(value, "__func__", value)

    own = {"__dict__", "__weakref__", "__module__"}
    return {key: plain(value) for key, value in made.__dict__.items() if key not in own}


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="other versions make them as ever")
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("members", LISTS.values(), ids=LISTS)
def test_an_enum_is_the_one_of_the_standard_library(base, members):
    plain = quick_enums._plain(base, "Made", members, module="x", boundary=enum.KEEP)
    made = quick_enums.make(base, "Made", members)
    assert contents(made) == contents(plain)
    assert list(made.__members__) == list(plain.__members__)
    assert [repr(one) for one in made] == [repr(one) for one in plain]
    for name, value in members:
        assert made(value) is made[name]
        assert getattr(made, name) is made[name]
        assert isinstance(made[name], made)
    if issubclass(base, enum.Flag) and members:
        together = made(members[0][1]) | made(members[-1][1])
        assert together.value == (plain(members[0][1]) | plain(members[-1][1])).value
        assert repr(~made(1)) == repr(~plain(1))


ALL_OF_QT = """
import enum
from netjournal.ui.starting import quick_enums
from tests.ui.starting.test_quick_enums import contents
asked = []
def create(base, name, members, **options):
    made = quick_enums._create(base, name, members, **options)
    asked.append((made, base, members))
    return made
quick_enums._create, keep = create, quick_enums._create
quick_enums.install()
quick_enums._create = keep
from PySide6 import QtCore, QtGui, QtWidgets
for module in (QtCore, QtGui, QtWidgets):
    for name in dir(module):
        getattr(module, name)
for made, base, members in asked:
    plain = quick_enums._plain(base, made.__name__, members, module="x", boundary=enum.KEEP)
    assert contents(quick_enums.make(base, made.__name__, members)) == contents(plain)
assert QtCore.Qt.Key.__module__ == "PySide6.QtCore", QtCore.Qt.Key.__module__
assert QtCore.Qt.Key.__qualname__ == "Qt.Key"
assert QtCore.Qt.AlignmentFlag(0x84) == QtCore.Qt.AlignmentFlag.AlignCenter
print(len(asked))
"""


def test_all_of_qt_is_as_the_standard_library_would_make_it():
    root = Path(__file__).resolve().parents[3]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", ALL_OF_QT],
        capture_output=True,
        text=True,
        timeout=60,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    if sys.version_info[:2] == (3, 11):
        assert int(done.stdout) > 500


def test_other_enums_are_made_as_ever():
    quick_enums.install()
    try:
        words = enum.Enum("Words", "ONE TWO")
        assert [one.value for one in words] == [1, 2]
        named = enum.Flag("Named", [("name", 1), ("B", 2)], boundary=enum.KEEP)
        assert named(1) | named(2) == named(3)
        assert enum.Enum("Pairs", [("A", (1, 2))], boundary=enum.KEEP)["A"].value == (1, 2)
    finally:
        enum.EnumType._create_ = quick_enums._plain
