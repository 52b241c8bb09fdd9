"""Emoji on paper: one sharp picture each, as high as the text; text where there are no colours."""

from __future__ import annotations

import os
import subprocess
import sys

import pypdf
import pytest

from netjournal.progress import Silent
from netjournal.services.printed.paper import Block
from netjournal.ui.printing import document, emoji, pdf
from netjournal.ui.printing.options import Job, Options
from tests.builders import TODAY, contact
from tests.ui.printing.conftest import job_of


@pytest.mark.parametrize("text", ["😄", "❤️", "👩‍🚀", "👍🏽", "🇨🇭", "👨‍👩‍👧"])
def test_a_sequence_is_one(text):
    assert emoji.SEQUENCE.fullmatch(text)


@pytest.mark.parametrize("text", ["☐", "✓", "©", "→", "A", "山", "1"])
def test_signs_are_text(text):
    assert not emoji.SEQUENCE.search(text)


def test_tags_are_left_alone(qapp, monkeypatch):
    monkeypatch.setattr(emoji, "_coloured", lambda _text: True)
    html = '<p><img src="pill:late:😄"> 😄 &amp; <b>x</b></p>'
    made = emoji.pictured(html)
    assert made == '<p><img src="pill:late:😄"> <img src="emoji:😄"> &amp; <b>x</b></p>'
    monkeypatch.setattr(emoji, "_coloured", lambda _text: False)
    assert emoji.pictured(html) == html


def test_a_line_grows_no_higher_by_one(qapp):
    def height(words):
        made = document.Document([Block(f'<p class="line">{words}</p>')], document.look(), {}, 300)
        return made.spans[0][1]

    assert height("happy 😄") <= height("happy") + 2


def test_it_is_sharp_and_written_once(qapp, journal, tmp_path):
    if emoji.pictured("😄") == "😄":
        pytest.skip("no font of this machine has coloured emoji")
    with journal.edit("Add"):
        one = contact("Ana 😄", headline="😄 and 😄", interests=["😄"])
    path = tmp_path / "out.pdf"
    pdf.to_pdf(path, Job(Options(), (one,), TODAY), Silent())
    sizes = [image.image.size for image in pypdf.PdfReader(path).pages[0].images]
    assert [size for size in sizes if size[0] >= 80] == [(80, 80)]


def test_the_foot_of_a_page_has_sharp_ones_too(small, journal, tmp_path):
    if not emoji._coloured("🎉"):
        pytest.skip("no font of this machine has coloured emoji")
    with journal.edit("Party"):
        party = contact("Party 🎉")
    path = tmp_path / "a.pdf"
    pdf.to_pdf(path, job_of(party, without=frozenset(["code"])), Silent())
    images = [image.image for image in pypdf.PdfReader(path).pages[0].images]
    assert {image.size for image in images} == {(emoji._PIXELS, emoji._PIXELS)}


EMOJI_BEFORE_THAI = """
from PySide6.QtCore import QBuffer, QIODevice, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter
from netjournal.ui.printing import emoji, fonts

qInstallMessageHandler(lambda _kind, _where, said: print(said))
app = QGuiApplication([])
emoji.pictured("\U0001f600")
out = QBuffer()
out.open(QIODevice.OpenModeFlag.WriteOnly)
writer = QPdfWriter(out)
painter = QPainter(writer)
fonts.draw_words(painter, 50, 50, "\u0e2a\u0e21\u0e0a\u0e32\u0e22", fonts.doc_font(14))
painter.end()
"""


def test_other_scripts_are_believed_after_an_emoji_that_came_first():
    """In a process of its own: Qt remembers the first font it ever asks for its measures."""
    done = subprocess.run(
        [sys.executable, "-c", EMOJI_BEFORE_THAI],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert "bearings" not in done.stdout + done.stderr
