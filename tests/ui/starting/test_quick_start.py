"""Signatures made later are the same signatures."""

from __future__ import annotations

import subprocess
import sys

LATER = """
from netjournal.ui.starting import quick_start
with quick_start.described_later():
    from PySide6.QtCore import QObject
from PySide6.support.signature import get_signature
waiting = set(quick_start._sources)
try:
    QObject().setObjectName(3, 4, 5)
except TypeError as error:
    print(str(error).splitlines()[-1].strip())
print(get_signature(QObject.setObjectName))
import PySide6.support.signature.lib.enum_sig as lib
print(lib.SignatureLayout.__name__ if hasattr(lib, "SignatureLayout") else lib.ExactEnumerator)
"""
PLAIN = LATER.replace("with quick_start.described_later():", "if True:")


def said(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def test_a_wrong_call_is_explained_as_ever():
    assert "setObjectName" in said(PLAIN)
    assert said(LATER) == said(PLAIN)


def test_nothing_is_compiled_that_nobody_asked_for():
    code = LATER.split("try:")[0] + "print(len(waiting), len(quick_start._LATER))"
    waiting, names = said(code).split()
    assert waiting == names
