"""What every test gets: no screen, a data folder of its own, private files."""

from __future__ import annotations

import gc
import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.umask(0o077)

_SHARED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("default", deadline=None, suppress_health_check=_SHARED)
settings.register_profile("quick", settings.get_profile("default"), max_examples=20)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
# the same examples each time, so that a change is judged by what it changed; elsewhere new ones
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.getenv("CI") else "default"))


def pytest_collection_modifyitems(items):
    """Look for counter-examples as long as ``NETJOURNAL_EXAMPLES`` says, whatever a test asks."""
    wanted = int(os.environ.get("NETJOURNAL_EXAMPLES", "0"))
    for item in items if wanted else ():
        test = getattr(item, "obj", None)
        usual = getattr(test, "_hypothesis_internal_use_settings", None)
        if usual is not None:
            longer = settings(usual, max_examples=max(wanted, usual.max_examples))
            test._hypothesis_internal_use_settings = longer


@pytest.fixture(autouse=True, scope="session")
def no_collector_in_workers():
    """Cycles are collected between tests and on this thread, as ``ui/starting/collector.py`` does.

    Left on, the collector ran in a worker now and then, destroyed widgets of an earlier test there,
    and the process died of it later.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def collected_after(no_collector_in_workers):
    """Collect what a test left: the young at once, everything when there is much of it.

    What survives that is modules and what the whole session shares: looked through once, it is left
    alone afterwards (each further look at a million objects took a second, half of all the time).
    """
    yield
    much = gc.get_count()[2] > 10
    gc.collect(2 if much else 1)
    if much:
        gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory, monkeypatch):
    """A data folder that no other test sees; the real one is never touched."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("NETJOURNAL_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def empty_journals(tmp_path_factory):
    """Two empty journals, closed: to copy, which takes a tenth of what making one does."""
    from netjournal.models import Journal

    paths = [tmp_path_factory.mktemp("empty") / name for name in ("a.netjournal", "b.netjournal")]
    for path in paths:
        Journal.create(path).close()
    return paths


@pytest.fixture
def journal(tmp_path, empty_journals):
    """An empty journal in a real file, on a fixed day; closed afterwards with no edit open."""
    from netjournal.models import Journal
    from netjournal.models.handle import db
    from tests.builders import TODAY

    opened = Journal.open(shutil.copyfile(empty_journals[0], tmp_path / "test.netjournal"))
    opened.today = lambda: TODAY
    yield opened
    assert not db.editing, "an edit was left open"
    opened.close()


@pytest.fixture
def quick_keys():
    """Passphrases that take a millisecond instead of a quarter of a second to become keys."""
    from netjournal.models.engine import connect

    connection = connect(":memory:")
    usual = connection.execute("PRAGMA cipher_default_kdf_iter").fetchone()[0]
    connection.execute("PRAGMA cipher_default_kdf_iter = 1000")
    yield
    connection.execute(f"PRAGMA cipher_default_kdf_iter = {int(usual)}")
    connection.close()
