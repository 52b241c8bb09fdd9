"""The one-command set-up, run for real in small checkouts that need one tiny package."""

from __future__ import annotations

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from netjournal import bootstrap
from netjournal.bootstrap import system

ROOT = Path(__file__).resolve().parent.parent
OUTER = getattr(sys, "_base_executable", None) or sys.executable
CLI = """
import sys, toy

def main(argv):
    print(toy.VERSION, sys.prefix, *argv, sep="|")
    return 7
"""
FIRST = ["main.py", "list", "--query", "two words"]


# ------------------------------------------------------------------------------ small checkouts
class Checkout:
    """A folder like ours whose only dependency is the package ``toy``, found in a local folder."""

    def __init__(self, folder):
        self.folder = folder
        self.venv = folder / ".venv"
        self.wheels = folder.parent / "wheels"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))},
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": self.wheels.as_uri(),
            "UV_NO_INDEX": "1",
            "UV_FIND_LINKS": str(self.wheels),
            "UV_NO_CACHE": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PYTHONNOUSERSITE": "1",
        }

    def want(self, version):
        """Pin another version of the package and offer it."""
        project = f'[project]\nname = "x"\ndependencies = ["toy"]\n# {version}\n'
        (self.folder / "pyproject.toml").write_text(project, encoding="utf-8")
        (self.folder / "requirements.lock").write_text(f"toy=={version}\n", encoding="utf-8")
        self.wheels.mkdir(exist_ok=True)
        info = f"toy-{version}.dist-info"
        with zipfile.ZipFile(self.wheels / f"toy-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr("toy.py", f"VERSION = {version}\n")
            head = f"Metadata-Version: 2.1\nName: toy\nVersion: {version}\n"
            wheel.writestr(f"{info}/METADATA", head)
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", f"toy.py,,\n{info}/METADATA,,\n{info}/RECORD,,\n")

    def start(self, *words, **environment):
        """Start a command with the Python outside the environment."""
        return subprocess.Popen(
            [OUTER, *(words or FIRST)],
            cwd=self.folder,
            env=self.environment | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *words, **environment):
        """Run a command to its end."""
        process = self.start(*words, **environment)
        out, err = process.communicate(timeout=100)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def assert_ran(self, done, version):
        """The command ran in the environment, with its words and its exit code."""
        assert done.stdout == f"{version}|{self.venv}|list|--query|two words\n", done.stderr
        assert done.returncode == 7


def _new(folder):
    package = folder / "netjournal"
    shutil.copytree(ROOT / "netjournal" / "bootstrap", package / "bootstrap")
    shutil.copy(ROOT / "netjournal" / "__init__.py", package)
    (package / "cli.py").write_text(CLI, encoding="utf-8")
    shutil.copy(ROOT / "main.py", folder)
    checkout = Checkout(folder)
    checkout.want(1)
    return checkout


@pytest.fixture(scope="module", autouse=True)
def outer_python_is_bare():
    names = " ".join(bootstrap.MODULES.values()).split()
    probe = f"import importlib.util as u; print(all(u.find_spec(n) for n in {names!r}))"
    done = subprocess.run([OUTER, "-c", probe], capture_output=True, text=True, check=True)
    if done.stdout.strip() == "True":
        pytest.skip("the outer Python has everything: no set-up will ever happen")


@pytest.fixture
def fresh(tmp_path):
    return _new(tmp_path / "a folder with spaces")


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    checkout = _new(tmp_path_factory.mktemp("finished") / "checkout")
    checkout.first = checkout.run()
    return checkout


@pytest.fixture
def ready(finished, tmp_path):
    """A checkout that was set up before."""
    shutil.copytree(finished.folder, tmp_path / "checkout", symlinks=True)
    shutil.copytree(finished.wheels, tmp_path / "wheels")
    return Checkout(tmp_path / "checkout")


# ------------------------------------------------------------------------------------- journeys
def test_first_start_sets_up_and_runs_the_command(finished):
    finished.assert_ran(finished.first, 1)
    assert "Fetching and installing" in finished.first.stderr
    assert list((finished.folder / "netjournal/bootstrap/__pycache__").glob("system*.pyc"))


def test_second_start_says_nothing(ready):
    done = ready.run()
    ready.assert_ran(done, 1)
    assert done.stderr == ""


def test_environment_is_used_from_inside_too(ready):
    python = ready.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = subprocess.run(
        [python, *FIRST], cwd=ready.folder, capture_output=True, text=True, check=False
    )
    ready.assert_ran(done, 1)
    assert done.stderr == ""


def test_change_of_the_lock_file_installs_again(ready):
    ready.want(2)
    ready.assert_ran(ready.run(), 2)
    assert ready.run().stderr == ""


def test_environment_whose_python_is_gone_is_made_anew(ready):
    for python in (ready.venv / "bin").glob("python*"):
        python.unlink()
    done = ready.run()
    ready.assert_ran(done, 1)
    assert "its Python is gone" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_installation_is_repaired(fresh):
    process = fresh.start()
    deadline = time.monotonic() + 60
    while not (fresh.venv / "pyvenv.cfg").exists():
        assert time.monotonic() < deadline, "no environment was begun"
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    done = fresh.run()
    fresh.assert_ran(done, 1)
    assert "interrupted" in done.stderr
    assert fresh.run().stderr == ""


def test_two_starts_at_once_share_one_set_up(fresh):
    processes = [fresh.start(), fresh.start()]
    outputs = [process.communicate(timeout=100) for process in processes]
    for process, (out, err) in zip(processes, outputs, strict=True):
        fresh.assert_ran(subprocess.CompletedProcess([], process.returncode, out, err), 1)
    told = "".join(err for _, err in outputs)
    assert told.count("Fetching") == 1
    assert told.count("Waiting for another set-up") == 1


def test_without_packages_it_says_so_and_goes_on_later(ready):
    wheels = ready.wheels.rename(ready.wheels.with_name("unplugged"))
    ready.folder.joinpath("requirements.lock").write_text("toy==2\n", encoding="utf-8")
    done = ready.run()
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    wheels.rename(ready.wheels)
    ready.want(2)
    done = ready.run()
    ready.assert_ran(done, 2)
    assert "anew" not in done.stderr, "a sound environment was thrown away"


def test_folder_that_can_not_be_written_is_told(fresh):
    fresh.folder.joinpath(".venv.lock").mkdir()  # permissions would not stop root
    done = fresh.run()
    assert done.returncode == 1
    assert "set-up failed" in done.stderr
    assert ".venv.lock" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("version", ["(3, 8, 18, 'final', 0)", "(3, 10, 13, 'final', 0)"])
def test_older_python_is_told_what_is_needed(fresh, version):
    old = f"import sys; sys.version_info = {version}; from netjournal import bootstrap as b; "
    done = fresh.run("-c", old + "b.ensure(); print('went on')")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_run_first_are_understood_by_python_3_8():
    early = [ROOT / "main.py", ROOT / "netjournal/__init__.py"]
    early += [ROOT / "tests/__init__.py", ROOT / "tests/__main__.py"]
    early += sorted((ROOT / "netjournal/bootstrap").glob("*.py"))
    assert len(early) > 6
    for path in early:
        ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_packaged_app_is_left_alone(fresh):
    frozen = "import sys; sys.frozen = True; from netjournal import bootstrap as b; b.ensure(); "
    assert fresh.run("-c", frozen + "print('went on')").stdout == "went on\n"
    assert not fresh.venv.exists()


def test_installed_wheel_is_left_alone(fresh):
    fresh.folder.joinpath("pyproject.toml").unlink()
    done = fresh.run("-c", "from netjournal import bootstrap as b; b.ensure(); print('went on')")
    assert done.stdout == "went on\n"
    assert not fresh.venv.exists()


# ------------------------------------------------------------------------- what a call asks for
@pytest.mark.parametrize(
    ("words", "groups"),
    [
        ([], {"run", "window"}),
        (["--debug"], {"run", "window"}),
        (["my.netjournal"], {"run", "window"}),
        (["--journal", "/tmp/a"], {"run", "window"}),
        (["--help"], {"run"}),
        (["import", "people.csv"], {"run"}),
        (["--journal", "my.netjournal", "list"], {"run"}),
        (["log", "coffee with Ana. Nice!"], {"run"}),
    ],
)
def test_only_a_window_asks_for_its_libraries(words, groups):
    assert bootstrap.wanted_groups(words) == groups


def test_tests_ask_for_their_tools():
    assert bootstrap.wanted_groups([], dev=True) == {"run", "dev"}


# ------------------------------------------------------------------------ the system's packages
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


@linux
def test_missing_libraries_are_found_by_asking_the_loader():
    assert system.missing_libraries(["libc.so.6", "libno-such.so.9"]) == ["libno-such.so.9"]


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "apt-get install -y --no-install-recommends libgl1 libxcb-cursor0 {own}-venv"),
        ("dnf", "dnf install -y libglvnd-glx python3-pip xcb-util-cursor"),
        ("pacman", "pacman -S --noconfirm --needed libglvnd python-pip xcb-util-cursor"),
    ],
)
def test_every_package_manager_has_its_own_names(manager, line):
    command = system.install_command(manager, ["libGL.so.1", "libxcb-cursor.so.0"], True)
    own = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert " ".join(command) == line.format(own=own)


@pytest.fixture
def lacking(monkeypatch, tmp_path):
    """A machine of an ordinary user, with apt-get, where one library is missing."""
    library = {"libno-such.so.9": ("no-such", "no-such", "no-such")}
    monkeypatch.setattr(system, "BASE_LIBRARIES", library)
    monkeypatch.setattr(system, "WINDOW_LIBRARIES", {})
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("env", "sh"):
        (programs / name).symlink_to(shutil.which(name))
    _program(programs / "apt-get", f'echo "$DEBIAN_FRONTEND: $*" >> {tmp_path}/log\n')
    monkeypatch.setenv("PATH", str(programs))
    return tmp_path


def _program(path, lines):
    path.write_text(f"#!/bin/sh\n{lines}", encoding="utf-8")
    path.chmod(0o755)


LINE = "sudo apt-get install -y --no-install-recommends no-such"


@linux
@pytest.mark.parametrize("group", ["window", "dev"])
def test_without_rights_the_complete_line_is_printed(lacking, capfd, group):
    with pytest.raises(SystemExit) as stopped:
        system.provide_system({"run", group})
    told = capfd.readouterr()
    assert stopped.value.code == 1
    assert LINE in told.err
    assert told.out == ""
    assert not (lacking / "log").exists()


@linux
def test_commands_go_on_without_libraries_they_may_not_need(lacking, capfd):
    system.provide_system({"run"})
    assert LINE in capfd.readouterr().err


@linux
def test_sudo_that_asks_nothing_installs(lacking, capfd):
    _program(lacking / "bin/sudo", 'shift; "$@"\n')
    system.provide_system({"run", "window"})
    told = "noninteractive: install -y --no-install-recommends no-such\n"
    assert (lacking / "log").read_text() == told


@linux
def test_package_lists_are_fetched_once_when_a_package_is_not_found(lacking, capfd):
    log = lacking / "log"
    lines = (
        f'echo "$*" >> {log}\n[ "$1" = update ] && : > {lacking}/lists\n[ -e {lacking}/lists ]\n'
    )
    _program(lacking / "bin/apt-get", lines)
    _program(lacking / "bin/sudo", 'shift; "$@"\n')
    system.provide_system({"run", "window"})
    install = LINE.removeprefix("sudo apt-get ")
    assert log.read_text().splitlines() == [install, "update", install]


@linux
def test_unknown_package_manager_is_told_what_is_missing(lacking, capfd):
    (lacking / "bin/apt-get").unlink()
    with pytest.raises(SystemExit):
        system.provide_system({"run", "window"})
    assert "libno-such.so.9" in capfd.readouterr().err


# ---------------------------------------------------------------------------------- the lock file
def test_lock_pins_what_the_project_asks_for_and_names_no_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|@|--", text)
    pins = {r.name.lower().replace("_", "-"): r for r in map(Requirement, text.splitlines())}
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for requirement in map(Requirement, asked):
        pin = pins[requirement.name.lower()]
        assert pin.marker is None
        (version,) = {s.version for s in pin.specifier if s.operator == "=="}
        assert requirement.specifier.contains(version), requirement


def test_modules_that_are_looked_for_are_those_of_the_dependencies():
    """A dependency forgotten there would not be missed on a machine that lacks it."""
    owners = metadata.packages_distributions()
    known = {name.lower() for m in bootstrap.MODULES["run"].split() for name in owners[m]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {Requirement(text).name.lower() for text in project["dependencies"]}
    assert {name.replace("_", "-") for name in known} >= asked
