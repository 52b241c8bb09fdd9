"""Printing without a window: every layout, its options, and what goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from netjournal.cli import paper, parser
from netjournal.models import Journal
from netjournal.ui.printing import options
from tests.builders import contact

ROOT = Path(__file__).resolve().parents[2]
_SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
# said where this computer has no font for a letter; the demo has emoji
_NO_FONT = "No font of this computer has "
# in a process of its own print makes an application without a screen; here there is one already
pytestmark = pytest.mark.usefixtures("qapp")


def text_of(path):
    pdf = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_the_words_are_those_of_the_window():
    assert set(paper.PAPERS) == set(options.PAPERS)
    assert paper.LAYOUTS == options.LAYOUTS
    assert set(paper.SECTIONS) == {s for known in options.SECTIONS.values() for s in known}
    assert options.SORTS[1:] == paper.SORTS
    assert set(paper.CARDS) == set(options.CARDS)
    assert set(paper.LABELS) == {*options.LABELS, options.FREE}


@pytest.mark.parametrize("layout", ["summary", "brief", "directory", "cards", "labels", "report"])
def test_every_layout(call, demo_journal, tmp_path, layout):
    out = tmp_path / "out.pdf"
    said = call(
        "print", out, "--layout", layout, "--contact", "Amara Diallo", "--json",
        "--journal", demo_journal,
    )  # fmt: skip
    assert said.code == 0
    assert said.data["pages"] == 1
    assert said.data["layout"] == layout
    if layout != "report":
        # which blanks a reader of PDF makes out depends on the font
        assert "AmaraDiallo" in "".join(text_of(out).split())
        assert said.data["people"] == 1


def test_an_event_by_its_title(call, demo_journal, tmp_path):
    from netjournal.models import Journal
    from netjournal.services import events

    journal = Journal.open(demo_journal)
    title = next(row.title for row in events.events("all", journal.today()) if row.people_count)
    journal.close()
    out = tmp_path / "e.pdf"
    said = call("print", out, "--event", title.upper(), "--journal", demo_journal)
    assert said.code == 0
    assert title in text_of(out)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("out.txt",), 2),
        (("out.pdf", "--layout", "poster"), 2),
        (("out.pdf", "--layout", "event"), 2),
        (("out.pdf", "--event", "no such thing at all"), 1),
        (("out.pdf", "--query", "nobodyhasthisword"), 1),
        (("out.pdf", "--layout", "labels", "--labels", "free", "--grid", "90,90"), 2),
        (("out.pdf", "--layout", "labels", "--labels", "free", "--grid", "two"), 2),
        (("out.pdf", "--layout", "labels", "--start", "0"), 2),
        (("out.pdf", "--layout", "report", "--month", "November"), 2),
        (("out.pdf", "--layout", "cards", "--card", "index", "--paper", "A6"), 2),
    ],
)
def test_what_cannot_be_printed(call, demo_journal, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    said = call("print", *words, "--journal", demo_journal)
    assert said.code == code
    assert said.err.count("\n") == 1
    assert not (tmp_path / "out.pdf").exists()


def test_options_without_a_use_are_named(call, demo_journal, tmp_path):
    def said(*words):
        made = call("print", tmp_path / "o.pdf", *words, "--journal", demo_journal)
        assert made.code == 0
        return made.err

    amara = ("--contact", "Amara Diallo")
    assert "nothing in the layout" not in said(*amara, "--history", "--private")
    text = said("--layout", "cards", *amara, "--whole", "--without", "met", "--without", "code")
    assert "--whole, --without met change nothing in the layout cards." in text
    text = said("--layout", "report", "--circle", "Boosters")
    assert "--circle changes nothing in the layout report." in text


def test_options_reach_the_paper(call, demo_journal, tmp_path):
    out = tmp_path / "o.pdf"
    said = call(
        "print", out, "--contact", "Amara Diallo", "--whole", "--paper", "A5", "--landscape",
        "--grayscale", "--without", "code", "--without", "photo", "--journal", demo_journal,
    )  # fmt: skip
    assert said.code == 0
    pdf = pypdfium2.PdfDocument(out)
    assert len(pdf) > 3
    assert [round(side) for side in pdf[0].get_size()] == [595, 420]
    assert "print" in parser.COMMANDS


def alone(journal, out, *options, **more):
    """Print in a process of its own, with no display and no application yet."""
    words = ["print", str(out), *options, "--journal", str(journal)]
    bare = {key: value for key, value in os.environ.items() if key not in _SCREENS}
    return subprocess.run(
        [sys.executable, "-m", "netjournal", *words],
        env=bare | more,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_screen(demo_journal, tmp_path):
    out = tmp_path / "alone.pdf"
    done = alone(demo_journal, out, "--contact", "Amara Diallo")
    assert done.returncode == 0
    assert all(line.startswith(_NO_FONT) for line in done.stderr.splitlines())
    assert done.stdout == "Printed 1 person on 1 page.\n"
    assert "entries" in text_of(out)  # plurals are English, not "[entry|entries]"
    assert "[" not in text_of(out)


def test_scripts_without_any_font_are_told(tmp_path):
    folders = [Path(path) for path in ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/TTF")]
    folder = next((path for path in folders if (path / "DejaVuSans.ttf").exists()), None)
    if folder is None:
        pytest.skip("no DejaVu fonts here to be alone with")
    conf = tmp_path / "fonts.conf"
    cache = f"<cachedir>{tmp_path / 'cache'}</cachedir>"
    conf.write_text(f"<fontconfig><dir>{folder}</dir>{cache}</fontconfig>", "utf-8")
    journal = Journal.create(tmp_path / "a.netjournal")
    with journal.edit("Add"):
        for name in ("Ana Kovač", "नीलम देवी", "สมชาย ใจดี", "山田 太郎"):
            contact(name, email="a@example.com")
    journal.close()
    out = tmp_path / "boxes.pdf"
    done = alone(journal.path, out, FONTCONFIG_FILE=str(conf))
    assert done.returncode == 0, done.stderr
    for letter in "नส":
        assert letter in done.stderr
    assert "Kovač" in text_of(out)
