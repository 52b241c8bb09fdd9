"""Printed summaries, opened again with a PDF library: text, fonts, pages, code, hostile text."""

from __future__ import annotations

import pypdf
import pypdfium2
import pytest
import zxingcpp

from netjournal.errors import Cancelled, DiskError, NoPermission, NotFound
from netjournal.models import Journal, from_day
from netjournal.progress import Silent
from netjournal.services import interactions, settings
from netjournal.services.people import contacts
from netjournal.services.people.contacts import ContactForm, MethodForm
from netjournal.services.printed import pdf_parts
from netjournal.ui import theme
from netjournal.ui.printing import pdf as printing
from netjournal.ui.printing.options import PAPERS, Job, Options

LONG = " ".join(f"word{n}" for n in range(2500))


@pytest.fixture
def file(tmp_path):
    journal = Journal.create(tmp_path / "a.netjournal")
    yield journal
    journal.close()


def add(file, name="Priya Raman", entries=3, body="", **fields):
    with file.edit("Add"):
        form = ContactForm(full_name=name, **fields)
        form.methods.append(MethodForm("email", "priya@fieldnote.example"))
        form.methods.append(MethodForm("phone", "+49 30 5550 1234"))
        contact = contacts.create(form)
        for n in range(entries):
            interactions.log(
                interactions.InteractionForm(
                    kind="coffee",
                    day=file.today() - n * 9,
                    summary=f"Talk number {n}",
                    body=body,
                    contact_ids=[contact],
                )
            )
    return contact


def print_to(path, ids, file, **options):
    printing.to_pdf(path, Job(Options(**options), tuple(ids), file.today()), Silent())
    return pypdfium2.PdfDocument(path)


def text_of(pdf):
    return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def test_the_page_says_who_and_what(qapp, file, tmp_path):
    contact = add(file, headline="CTO, Fieldnote", note="secret thought", interests=["choir"])
    pdf = print_to(tmp_path / "p.pdf", [contact], file)
    text = text_of(pdf)
    for words in ("Priya Raman", "CTO, Fieldnote", "choir", "Talk number 2", "1 / 1"):
        assert words in text
    assert "secret thought" not in text
    private = text_of(print_to(tmp_path / "q.pdf", [contact], file, private=True))
    assert "secret thought" in private
    assert pdf.get_metadata_value("Title") == "Priya Raman"
    for font in pypdf.PdfReader(tmp_path / "p.pdf").pages[0]["/Resources"]["/Font"].values():
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


def test_the_code_can_be_scanned(qapp, file, tmp_path):
    contact = add(file)
    pdf = print_to(tmp_path / "p.pdf", [contact], file)
    image = pdf[0].render(scale=3).to_pil()
    found = zxingcpp.read_barcodes(image)
    assert len(found) == 1
    assert "FN:Priya Raman" in found[0].text
    assert "priya@fieldnote.example" in found[0].text


@pytest.mark.parametrize(
    "name",
    [
        *("Łukasz Żółć", "Ελένη Ωνάση", "Анна Ивановна", "山田 太郎", "नीलम देवी"),
        *("מיכל כהן", "يارا المصري", "สมชาย ใจดี"),
    ],
)
def test_every_script(qapp, file, tmp_path, name):
    import unicodedata

    from PySide6.QtGui import QFontDatabase

    system = {
        "山": QFontDatabase.WritingSystem.Japanese,
        "न": QFontDatabase.WritingSystem.Devanagari,
        "מ": QFontDatabase.WritingSystem.Hebrew,
        "ي": QFontDatabase.WritingSystem.Arabic,
        "ส": QFontDatabase.WritingSystem.Thai,
    }
    if name[0] in system and not QFontDatabase.families(system[name[0]]):
        pytest.skip("no font of this machine has that script")
    contact = add(file, name)
    path = tmp_path / "p.pdf"
    printed = printing.to_pdf(path, Job(Options(), (contact,), file.today()), Silent())
    assert printed.missing == ""
    text = unicodedata.normalize("NFKC", text_of(pypdfium2.PdfDocument(path)))
    assert unicodedata.normalize("NFKC", name).split()[0][:2] in text


def test_text_is_never_markup_and_loads_nothing(qapp, file, tmp_path):
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"not a picture")
    evil = f'<img src="{canary}"><b>bold</b> {{{{ 7*7 }}}} <!--block--> <script>x</script>'
    contact = add(file, evil[:80], headline=evil, interests=[evil], body=evil)
    text = text_of(print_to(tmp_path / "p.pdf", [contact], file)).replace("\r\n", " ")
    assert "<b>bold</b>" in text
    assert "{{ 7*7 }}" in text


def test_many_entries_break_between_them_and_go_on(qapp, file, tmp_path):
    contact = add(file, entries=60, body="Two lines of what was said. " * 6)
    assert len(print_to(tmp_path / "one.pdf", [contact], file)) == 1
    pdf = print_to(tmp_path / "p.pdf", [contact], file, whole=True)
    assert len(pdf) > 3
    text = text_of(pdf)
    for n in range(60):
        assert f"Talk number {n}." in text
    assert f"{len(pdf)} / {len(pdf)}" in text
    assert "continued" not in text


def test_one_endless_note_is_cut_between_lines(qapp, file, tmp_path):
    contact = add(file, entries=1, note=LONG, body="short")
    pdf = print_to(tmp_path / "p.pdf", [contact], file, private=True, whole=True)
    # where words end is a guess of the PDF library; with some fonts it guesses wrong
    text = "".join(text_of(pdf).split())
    assert "continued" in text
    for n in (0, 700, 1500):
        assert f"word{n}" in text


def test_an_empty_card_and_a_long_name_look_intended(qapp, file, tmp_path):
    empty = add(file, "Only Name", entries=0)
    long = add(file, "Wolfeschlegelsteinhausenbergerdorff" * 2, entries=1)
    pdf = print_to(tmp_path / "p.pdf", [empty, long], file)
    assert len(pdf) == 2
    assert "No contact" in text_of(pdf)


def test_papers(qapp, file, tmp_path):
    contact = add(file)
    sizes = {}
    for paper in PAPERS:
        pdf = print_to(tmp_path / f"{paper}.pdf", [contact], file, paper=paper)
        sizes[paper] = tuple(round(v) for v in pdf[0].get_size())
    assert sizes["A4"] == (595, 842)
    assert sizes["Letter"] == (612, 792)
    wide = print_to(tmp_path / "l.pdf", [contact], file, landscape=True)
    assert [round(v) for v in wide[0].get_size()] == [842, 595]


def test_what_cannot_be_written_is_said_and_leaves_nothing(qapp, file, tmp_path):
    contact = add(file)
    with pytest.raises((NotFound, NoPermission)):
        print_to(tmp_path / "none" / "p.pdf", [contact], file)
    with pytest.raises(NotFound):
        print_to(tmp_path / "gone.pdf", [contact, 99_999], file)
    assert not (tmp_path / "gone.pdf").exists()
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".new-")]


def test_the_footer_names_the_day(qapp, file, tmp_path):
    contact = add(file)
    text = text_of(print_to(tmp_path / "p.pdf", [contact], file))
    assert str(from_day(file.today()).year) in text.split("NetJournal")[-1]


def test_chinese_is_found_as_it_was_written(qapp, file, tmp_path):
    from PySide6.QtGui import QFontDatabase

    if not QFontDatabase.families(QFontDatabase.WritingSystem.Japanese):
        pytest.skip("no font of this machine has that script")
    contact = add(file, "山田 金子", headline="人 一 大 小 水 火")
    text = text_of(print_to(tmp_path / "p.pdf", [contact], file))
    for letter in "山田金子人一大小水火":  # many have radicals that look the same
        assert letter in text
    alone = add(file, "Ana", headline="山")
    assert "山" in text_of(print_to(tmp_path / "q.pdf", [alone], file))


def test_bookmarks_language_author_and_fonts(qapp, file, tmp_path):
    names = ["Priya Raman", "山田 (太郎)", "Zoë \\ Ø", "Żaneta", "മലയാളം", "«Ann»"]
    ids = [add(file, name) for name in names]
    path = tmp_path / "p.pdf"
    with file.edit("Me"):
        settings.set_me(["Maya Lind"])
    print_to(path, ids, file)
    read = pypdf.PdfReader(path, strict=True)
    assert [mark.title for mark in read.outline] == names
    assert [read.get_destination_page_number(mark) for mark in read.outline] == [0, 1, 2, 3, 4, 5]
    assert all(750 < mark.top < 842 for mark in read.outline)
    assert read.trailer["/Root"]["/Lang"] == printing.language()
    assert read.metadata.author == "Maya Lind"
    assert read.metadata.creator == "NetJournal"
    fonts = {}
    for page in read.pages:
        fonts |= page["/Resources"]["/Font"]
    for font in fonts.values():
        shape = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert len(shape.get_object()["/FontFile2"].get_object().get_data()) < 200_000  # subset


def test_links_lead_where_they_may_and_nowhere_else(qapp, file, tmp_path):
    contact = add(file, entries=1)
    with file.edit("More"):
        form = contacts.form(contact)
        form.methods += [
            MethodForm("url", "fieldnote.example/about"),
            MethodForm("url", "javascript:alert(1)"),
            MethodForm("url", "file:///etc/passwd"),
            MethodForm("url", "https://user:pw@evil.example"),
        ]
        contacts.update(contact, form)
    path = tmp_path / "p.pdf"
    text = text_of(print_to(path, [contact], file))
    assert "javascript:alert(1)" in text  # as text, that is
    found = set()
    for page in pypdf.PdfReader(path).pages:
        for note in page.get("/Annots", ()):
            found.add(note.get_object()["/A"]["/URI"])
    assert found == {
        "mailto:priya@fieldnote.example",
        "tel:+49%2030%205550%201234",
        "https://fieldnote.example/about",
    }


def test_gray_is_gray(qapp, file, tmp_path):
    contact = add(file)
    pdf = print_to(tmp_path / "g.pdf", [contact], file, grayscale=True)
    image = pdf[0].render(scale=1).to_pil().convert("RGB")
    assert all(red == green == blue for _, (red, green, blue) in image.getcolors(1 << 20))


def test_every_card_can_be_scanned(qapp, file, tmp_path):
    ids = [add(file, f"Person {n}", entries=0) for n in range(10)]
    pdf = print_to(tmp_path / "c.pdf", ids, file, layout="cards")
    found = zxingcpp.read_barcodes(pdf[0].render(scale=4).to_pil())
    names = {line for code in found for line in code.text.splitlines() if line.startswith("FN:")}
    assert names == {f"FN:Person {n}" for n in range(10)}


def test_dark_windows_print_dark_ink(qapp, file, tmp_path):
    contact = add(file)
    light = text_colors(print_to(tmp_path / "l.pdf", [contact], file))
    theme.apply(qapp, "dark")
    try:
        assert text_colors(print_to(tmp_path / "d.pdf", [contact], file)) == light
    finally:
        theme.apply(qapp, "light")


def text_colors(pdf):
    image = pdf[0].render(scale=1).to_pil().convert("RGB")
    return sorted(image.getcolors(1 << 20))[-4:]


def test_stopping_leaves_nothing(qapp, file, tmp_path):
    class Stopping:
        def step(self, done, total):
            if done == 2:
                raise Cancelled("Stopped.")

    ids = [add(file, f"Person {n}", entries=0) for n in range(4)]
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(Cancelled):
        printing.to_pdf(tmp_path / "s.pdf", Job(Options(), tuple(ids), file.today()), Stopping())
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_file_that_is_no_pdf_is_said(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4 cut off")
    with path.open("rb") as made, pytest.raises(DiskError):
        pdf_parts.QtPdf(made)
