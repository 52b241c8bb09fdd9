"""One demo journal for all, copied for each test; the command line in this process."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import Any

import pytest

from netjournal.cli import main
from netjournal.models import Journal
from netjournal.services.invented import demo


@dataclass(frozen=True)
class Said:
    """What a call left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON on stdout."""
        return json.loads(self.out)


@pytest.fixture
def call(capsys):
    """Run a command line; whatever fails says one sentence and shows no traceback."""

    def run(*words: object) -> Said:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        if code:
            assert err.strip(), "failed without a word"
        return Said(code, out, err)

    return run


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("demo") / "demo.netjournal"
    journal = Journal.create(path)
    demo.fill(journal, journal.today())
    journal.close()
    return path


@pytest.fixture
def demo_journal(demo_file, tmp_path):
    """A private copy of the demo journal (nobody has it open)."""
    path = tmp_path / "demo.netjournal"
    shutil.copyfile(demo_file, path)
    path.chmod(0o600)
    return path


@pytest.fixture
def at(call, demo_journal):
    """Run a command line on the private demo journal."""
    return lambda *words: call(*words, "--journal", demo_journal)
