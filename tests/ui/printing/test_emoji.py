"""Emoji on paper: one sharp picture each, as high as the text; text where there are no colours."""

from __future__ import annotations

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
