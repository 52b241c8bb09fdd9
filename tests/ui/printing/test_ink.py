"""What is drawn with PDF's own operators looks and reads as what Qt draws."""

from __future__ import annotations

import io

import numpy as np
import pypdf
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtGui import QFont

from netjournal.progress import Silent
from netjournal.services.people import contacts
from netjournal.ui.printing import ink, ink_file, ink_text, pdf
from netjournal.ui.printing.fonts import doc_font
from netjournal.ui.printing.options import LAYOUTS
from netjournal.ui.printing.word_widths import Widths
from tests.builders import contact, interaction
from tests.ui.printing.conftest import job_of, pages_of

NAMES = ("Łukasz Żółć", "Ελένη Ωνάση", "Анна", "山田 太郎", "नीलम देवी", "สมชาย ใจดี", "Office fi")


@pytest.fixture
def many(small, journal):
    data = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(data, "PNG")
    with journal.edit("More"):
        contacts.set_photo(small["ana"], data.getvalue(), "image/png")
        ids = [contact(name, email="a@example.com", interests=[name]) for name in NAMES]
        interaction(
            ids[3], ago=3, summary="山田さんとお茶 with Priya, who knows — well-known things"
        )
    return [small["priya"], small["ana"], small["zoe"], *ids]


def printed(path, ids, *, inked, **options):
    made = pdf.to_pdf(path, job_of(*ids, **options), Silent(), inked=inked)
    return made, pypdfium2.PdfDocument(path)


def pixels(page):
    return np.asarray(page.render(scale=2).to_pil().convert("L"), int)


def words(page):
    return page.get_textpage().get_text_bounded().split()


def letters(page):
    """Without blanks, of which a reader guesses some by the room between letters."""
    return "".join(words(page))


def links(path):
    found = []
    for page in pypdf.PdfReader(path, strict=True).pages:
        for note in page.get("/Annots", ()):
            one = note.get_object()
            found.append((one["/A"]["/URI"], [float(value) for value in one["/Rect"]]))
    return found


@pytest.mark.parametrize("gray", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_looks_and_reads_as_by_qt(many, small, tmp_path, layout, gray):
    ids = () if layout in ("event", "report") else many
    event = small["event"] if layout == "event" else None
    options = {"layout": layout, "event_id": event, "grayscale": gray}
    ours, by_ink = printed(tmp_path / "ink.pdf", ids, inked=True, **options)
    its, by_qt = printed(tmp_path / "qt.pdf", ids, inked=False, **options)
    assert (ours.pages, ours.missing, ours.marks) == (its.pages, its.missing, its.marks)
    for mine, other in zip(by_ink, by_qt, strict=True):
        apart = np.abs(pixels(mine) - pixels(other))
        assert (apart > 128).mean() < 0.0012
        assert apart.mean() < 0.35
        assert letters(mine) == letters(other)
    for mine, other in zip(links(tmp_path / "ink.pdf"), links(tmp_path / "qt.pdf"), strict=True):
        assert mine[0] == other[0]
        assert mine[1] == pytest.approx(other[1], abs=6)


def test_summaries_are_inked_and_small(many, tmp_path):
    assert all(map(ink.can_draw, pages_of(*many)))
    path = tmp_path / "a.pdf"
    printed(path, many * 30, inked=True)
    fonts = sum(size for _, size in embedded(path))
    assert (path.stat().st_size - fonts) / (30 * len(many)) < 3_500


def embedded(path):
    found = {}
    reader = pypdf.PdfReader(path)
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        shape = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found[shape["/FontName"]] = len(shape["/FontFile2"].get_object()._data)
    return list(found.items())


def test_pages_that_only_qt_can_draw_stand_in_their_place(many, journal, tmp_path):
    with journal.edit("Hebrew"):
        hebrew = contact("מיכל כהן", email="m@example.com")
    _, made = printed(tmp_path / "a.pdf", [many[0], hebrew, many[1]], inked=True)
    assert ["Raman" in words(page)[:4] for page in made] == [True, False, False]
    assert ["Kovač" in words(page)[:4] for page in made] == [False, False, True]
    reader = pypdf.PdfReader(tmp_path / "a.pdf", strict=True)
    assert [reader.get_destination_page_number(mark) for mark in reader.outline] == [0, 1, 2]


def test_a_page_of_qts_leaves_the_others_inked(many, journal, tmp_path):
    """Its letters come first in Qt's fonts: those of ours have a file of their own."""
    with journal.edit("Hebrew"):
        hebrew = contact("מיכל כהן", email="m@example.com", note="Priya knows her")
    _, made = printed(tmp_path / "a.pdf", [hebrew, many[0], hebrew, many[1]], inked=True)
    fonts = [page["/Resources"]["/Font"] for page in pypdf.PdfReader(tmp_path / "a.pdf").pages]
    assert ["/T0" in one for one in fonts] == [False, True, False, True]
    assert ["Raman" in words(page)[:4] for page in made] == [False, True, False, False]
    assert "m@example.com" in words(made[2])


def test_letters_come_from_the_first_font_there_is(qapp):
    font = QFont()
    font.setFamilies(["There is no such font", *doc_font().families()])
    font.setPixelSize(14)
    widths = Widths()
    widths.begin(font)
    assert widths["Priya"] > widths["Pri"] > 0
    assert "Priya" in widths.shapes


def test_fonts_that_qt_numbers_otherwise_leave_all_to_qt(many, tmp_path, monkeypatch):
    def refused(_letters, _drawn):
        raise ink_text.OtherCodes

    monkeypatch.setattr(ink_file.Letters, "names", refused)
    _, made = printed(tmp_path / "a.pdf", many, inked=None)
    assert "Priya" in words(made[0])
    assert [path.name for path in tmp_path.iterdir()].count("a.pdf") == 1


def test_words_are_as_wide_as_their_fonts_say(many, tmp_path, monkeypatch):
    """What is taken off between glyphs counts on the widths in Qt's file."""
    seen = []

    class Kept(ink_text.Letters):
        def names(self, drawn):
            seen.append(list(self._faces.values()))
            return super().names(drawn)

    monkeypatch.setattr(ink_file, "Letters", Kept)
    printed(tmp_path / "a.pdf", many, inked=True)
    fonts = pypdf.PdfReader(tmp_path / "a.pdf").pages[0]["/Resources"]["/Font"]
    for face in seen[0]:
        shape = fonts["/" + face.name.decode()]["/DescendantFonts"][0].get_object()
        first, widths = shape.get("/W", (0, [shape.get("/DW")] * 999))
        assert first == 0
        for glyph, code in face.codes.items():
            assert abs(widths[code] - face.widths[glyph]) <= 1
