"""What each layout says and where; every case that must look intended."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netjournal.errors import NotFound, UsageError
from netjournal.progress import Silent
from netjournal.services.people.contacts import MethodForm
from netjournal.services.printed import paper
from netjournal.ui.plain_text import display_safe
from netjournal.ui.printing import document, emoji, glyphs, layouts
from netjournal.ui.printing.flow import Flow, laid_out
from netjournal.ui.printing.fonts import one_line
from netjournal.ui.printing.line_items import Picture, Words
from netjournal.ui.printing.options import LABELS, LAYOUTS, SECTIONS, Job, Options, mm
from netjournal.ui.printing.pages import Page, Slice, sheet
from netjournal.ui.printing.typeset import Typeset
from tests.builders import TODAY, contact, interaction
from tests.ui.printing.conftest import job_of, links, pages_of, paragraphs, said, set_lines

GOLDEN = Path(__file__).resolve().parents[2] / "data" / "print"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_a_layout_says(small, layout):
    """The golden texts; after a wanted change delete the file and run again, then read it."""
    event = small["event"] if layout == "event" else None
    ids = () if layout in ("event", "report") else (small["priya"], small["ana"], small["zoe"])
    text = said(pages_of(*ids, layout=layout, event_id=event))
    golden = GOLDEN / f"{layout}.txt"
    if not golden.exists():
        golden.write_text(text, "utf-8")
        pytest.fail(f"{golden.name} was missing and is written: read it, then run again")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_part_can_be_left_out(small, layout):
    ids = () if layout in ("event", "report") else (small["priya"],)
    event = small["event"] if layout == "event" else None
    whole = said(pages_of(*ids, layout=layout, event_id=event))
    bare = said(pages_of(*ids, layout=layout, event_id=event, without=frozenset(SECTIONS[layout])))
    if SECTIONS[layout]:
        assert len(bare) < len(whole)
    assert "secret thought" not in whole


def test_days_on_paper_are_absolute(small):
    for layout in ("summary", "brief"):
        text = said(pages_of(small["priya"], layout=layout))
        assert "ago" not in text.split()
        assert "yesterday" not in text
        assert "13 Nov 2026" in text


def test_one_page_holds_the_newest_and_says_how_many_are_left_out(small, journal):
    with journal.edit("More"):
        for n in range(400):
            interaction(small["zoe"], ago=n, summary=f"Talk number {n}")
    (page,) = pages_of(small["zoe"])
    text = said([page])
    shown = sum(f"Talk number {n}\n" in text for n in range(400))
    assert "Talk number 0\n" in text
    assert f"and {400 - _drawn(page, 'Talk number')} earlier entries" in text
    assert shown
    pages = pages_of(small["zoe"], whole=True)
    assert len(pages) > 20
    assert "earlier" not in said(pages)
    gaps = [
        round(below.y - above.y - above.height)
        for page in pages
        for above, below in itertools.pairwise(page.slices)
        if "Talk number" in "".join(paragraphs(above.document))
    ]
    assert set(gaps) == {20}  # a line stands between any two
    assert pages[-1].smalls[-1].tail == f" · {len(pages)} / {len(pages)}"


def _drawn(page, words):
    """Count paragraphs that lie within what is drawn of their documents."""
    count = 0
    for piece in page.slices:
        for top, bottom, text in set_lines(piece.document):
            inside = piece.top - 0.5 <= top and bottom <= piece.top + piece.height + 0.5
            count += inside and words in text
    return count


def test_a_card_that_says_more_than_a_page_is_cut_with_a_word(small, journal):
    many = [f"topic {n}" for n in range(90)]
    mail = [MethodForm("email", f"much.{n}@example.com") for n in range(20)]
    with journal.edit("Much"):
        much = contact("Much", met_story="story " * 200, interests=many, methods=mail)
        interaction(much, ago=1)
    (page,) = pages_of(much, private=True, paper="A6", landscape=True)
    assert "topic 89" not in said([page])
    assert "More is in the journal." in said([page])


def test_a_long_name_and_an_empty_card(small, journal):
    with journal.edit("Odd"):
        long = contact("Wolfeschlegelsteinhausenbergerdorff" * 2, email="w@example.com")
        empty = contact("\u200b")
    for layout in ("summary", "brief", "directory", "cards"):
        pages = pages_of(long, empty, layout=layout)
        text = said(pages)
        assert "No name" in text
        assert "Wolfeschlegel" in text
        for page in pages:
            for piece in page.slices:
                assert _widest(piece.document) <= 1


def _widest(made):
    """Return by how much something stands out of the width it was set for."""
    if not isinstance(made, Typeset):
        return made.idealWidth() - made.textWidth()
    return max((_right(item) for item in made.items), default=0.0) - made.width


def _right(item):
    if isinstance(item, Words):
        layout = one_line(item.text, item.style.font)
        return item.x + layout.lineAt(0).horizontalAdvance()
    return item.rect.right() if isinstance(item, Picture) else 0.0


def test_a_photo_that_cannot_be_read_gives_way_to_initials(small, journal):
    from netjournal.services.people import contacts

    with journal.edit("Photo"):
        contacts.set_photo(small["priya"], b"not a picture at all", "image/png")
    for layout in ("summary", "brief", "directory", "cards", "event"):
        event = small["event"] if layout == "event" else None
        assert "Priya Raman" in said(pages_of(small["priya"], layout=layout, event_id=event))


def test_labels_stand_on_the_sheet(small, journal):
    ids = []
    with journal.edit("Many"):
        from netjournal.services.people.contact_form import AddressForm

        for n in range(40):
            street = AddressForm(street=f"Road {n}", locality="Oslo", postal_code="0150")
            ids.append(contact(f"Person {n}", addresses=[street]))
    for kind, place in LABELS.items():
        aside = layouts.Aside()
        job = job_of(*ids, small["zoe"], layout="labels", label=kind, start=3)
        pages = list(layouts.pages(job, Silent(), aside))
        assert aside.left_out == 1
        count = place.columns * place.rows
        assert [len(page.slices) for page in pages] == [count - 2, 42 - count][: len(pages)]
        for n, piece in enumerate(pages[0].slices, 2):
            row, column = divmod(n, place.columns)
            left = mm(place.left + column * place.pitch_x)
            top = mm(place.top + row * place.pitch_y)
            assert left < piece.x < left + mm(place.width) / 2
            assert top <= piece.y
            assert piece.y + piece.height * piece.scale <= top + mm(place.height)
    with pytest.raises(NotFound):
        pages_of(small["zoe"], layout="labels")
    with pytest.raises(UsageError):
        pages_of(*ids, layout="labels", label="free", grid=(20, 40, 10.0, 3.0))


def test_a_label_goes_to_a_house_or_a_box_and_to_no_town(small, journal):
    """A town alone is where somebody lives, not where a letter arrives; they are counted."""
    from netjournal.services.people.contact_form import AddressForm

    town, house = AddressForm(locality="Oslo"), AddressForm(street="Road 1", locality="Bergen")
    box, whole = AddressForm(po_box="PO Box 7"), AddressForm(formatted="Lane 2\nPorto")
    named = AddressForm(formatted="Lisbon")
    with journal.edit("Move"):
        ids = [
            contact("Both", addresses=[town, house]),
            contact("One", addresses=[town]),
            contact("Box", addresses=[box]),
            contact("Whole", addresses=[named, whole]),
            contact("Named", addresses=[named]),
        ]
    aside = layouts.Aside()
    pages = list(layouts.pages(job_of(*ids, layout="labels"), Silent(), aside))
    expected = "Both Road 1 Bergen Box PO Box 7 Whole Lane 2 Porto"
    assert " ".join(said(pages).split()) == expected
    assert aside.left_out == 2
    with pytest.raises(NotFound):
        pages_of(ids[1], layout="labels")


def test_the_preview_shows_labels_however_many_people_have_none(small, journal):
    from netjournal.services.people.contact_form import AddressForm
    from netjournal.ui.printing import preview

    with journal.edit("Many"):
        ids = [contact(f"Person {n:02}") for n in range(preview.SHOWN + 5)]
        ids.append(contact("Zoe", addresses=[AddressForm(street="Road 1")]))
    shown = preview.render(job_of(*ids, layout="labels"), 0, 0.2, Silent())
    assert (shown.left_out, shown.shortened) == (preview.SHOWN + 5, False)
    with pytest.raises(NotFound):
        preview.render(job_of(*ids[:-1], layout="labels"), 0, 0.2, Silent())


def test_a_number_to_call_stands_on_one_line(small, journal):
    with journal.edit("Call"):
        ids = [
            contact(f"Person {n}", email=f"{'x' * n}@example.com", phone="+44 7700 900 213")
            for n in range(4, 40)
        ]
    lines = [
        line
        for page in pages_of(*ids, paper="A5", without=frozenset({"timeline", "code"}))
        for piece in page.slices
        for _, _, line in set_lines(piece.document)
        if "+44" in line
    ]
    assert len(lines) == len(ids)
    assert [line for line in lines if "213" not in line] == []


def test_cards_fill_the_paper_and_have_marks(small):
    ids = (small["priya"], small["ana"], small["zoe"]) * 4
    pages = pages_of(*ids, layout="cards", paper="A4")
    assert [len(page.slices) for page in pages] == [10, 2]
    assert all(page.drawings for page in pages)
    assert not pages_of(*ids, layout="cards", without=frozenset({"marks"}))[0].drawings
    with pytest.raises(UsageError):
        pages_of(*ids, layout="cards", card="index", paper="A6")


def test_order_of_people(small):
    ids = (small["zoe"], small["priya"], small["ana"])
    by_name = pages_of(*ids, layout="directory", sort="name")
    assert [title for title, _ in by_name[0].marks] == ["Ana Kovač", "Priya Raman", "Zoë Østergård"]
    as_given = pages_of(*ids, layout="directory")
    assert as_given[0].marks[0][0] == "Zoë Østergård"


def test_nobody_and_somebody_gone(small):
    with pytest.raises(NotFound):
        pages_of()
    with pytest.raises(NotFound):
        pages_of(small["priya"], 99_999)
    with pytest.raises(UsageError):
        pages_of(layout="event")


def test_missing_letters_are_found(qapp):
    seen = glyphs.Seen()
    assert seen.missing() == ""
    made = document.Document([paper.Block("<p>Aé – \u0378</p>")], document.look(), {}, 300)
    seen.look_at(Page(slices=[Slice(made, 0, 0, 0, 20)]))
    assert seen.missing() == "\u0378"  # never assigned, so that no font has it


# ------------------------------------------------------------------------------------ hostile
_NASTY = st.text(min_size=1, max_size=60) | st.sampled_from(
    ['<img src="file:///etc/passwd">', "{{ 7*7 }}", "<!--block-->", "</table></td>", "&lt;b&gt;"]
)


@settings(max_examples=15)
@given(name=_NASTY, line=_NASTY, url=_NASTY)
def test_text_is_text_in_every_layout(small, journal, name, line, url):
    from netjournal.services.people.contact_form import AddressForm
    from netjournal.services.people.contacts import MethodForm

    with journal.edit("Nasty"):
        one = contact(
            name,
            headline=line,
            interests=[line],
            met_story=line,
            note=line,
            methods=[MethodForm("url", url), MethodForm("email", line), MethodForm("phone", url)],
            addresses=[AddressForm(street=f"{line} 1", locality=name)],
        )
        interaction(one, ago=1, summary=line, body=name, place=url)
    for layout in ("summary", "brief", "directory", "cards", "labels"):
        pages = pages_of(one, layout=layout, private=True)
        raw = "".join(
            text for page in pages for piece in page.slices for text in paragraphs(piece.document)
        )
        assert _bare(emoji.SEQUENCE.sub("", display_safe(name, 60))) in _bare(
            emoji.SEQUENCE.sub("", raw)
        ), layout
        for page in pages:
            for piece in page.slices:
                _only_allowed_links(piece.document)


def _bare(text):
    return "".join(text.replace("\ufffc", "").split())


def _only_allowed_links(made):
    for link in links(made):
        assert link.startswith(("http://", "https://", "mailto:", "tel:"))


# ------------------------------------------------------------------------------------ flow
@settings(max_examples=40)
@given(
    lengths=st.lists(st.tuples(st.integers(1, 90), st.booleans(), st.booleans()), max_size=14),
    columns=st.integers(1, 3),
    data=st.data(),
)
def test_nothing_is_lost_and_no_heading_ends_a_column(qapp, lengths, columns, data):
    from PySide6.QtCore import QSizeF

    blocks = _blocks(lengths, table=data.draw(st.booleans()))
    place = sheet(QSizeF(500, 460), columns)
    flow = Flow(place)
    pieces = laid_out(blocks, document.look(), {}, place.width)
    pages = [*flow.put(pieces), *flow.end()]
    drawn, last = [], {}
    for at, page in enumerate(pages):
        for piece in page.slices:
            assert piece.y >= place.top - 0.5
            assert piece.y + piece.height <= place.top + place.height + 1
            drawn += _lines_within(piece)
            last[at, piece.x] = drawn[-1]
    counts = [1 if keep else lines for lines, keep, _ in lengths]
    assert drawn == [f"b{n}l{m}" for n, count in enumerate(counts) for m in range(count)]
    headings = {f"b{n}l0" for n, (_, keep, _) in enumerate(lengths[:-1]) if keep}
    followed = {f"b{n}l0" for n, (_, keep, _) in enumerate(lengths[1:]) if not keep}
    assert not headings & followed & set(last.values())


def _blocks(lengths, *, table):
    found = []
    for n, (lines, keep, line) in enumerate(lengths):
        html = "".join(f"<p>b{n}l{m}</p>" for m in range(1 if keep else lines))
        if table:
            html = f"<table><tr><td>{html}</td></tr></table>"
        found.append(paper.Block(html, keep=keep, line=line))
    return found


def _lines_within(piece):
    return [
        text
        for top, bottom, text in set_lines(piece.document)
        if text and piece.top - 0.5 <= top and bottom <= piece.top + piece.height + 0.5
    ]


# ------------------------------------------------------------------------------------ templates
def test_a_copy_of_ones_own_is_taken(small, home):
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    own = folder / "labels.html"
    own.write_text("<!--block--><p>To {{ lines[0] }}</p>", "utf-8")
    assert "To Priya Raman" in said(pages_of(small["priya"], layout="labels"))
    own.write_text("<!--block--><p>{{ lines[0] </p>", "utf-8")
    with pytest.raises(UsageError, match="line 1"):
        pages_of(small["priya"], layout="labels")
    own.write_text("<!--block--><p>{{ nothing_of_that_name }}</p>", "utf-8")
    with pytest.raises(UsageError):
        pages_of(small["priya"], layout="labels")
    own.write_bytes(b"<!--block--><p>\xff\xfe</p>")
    with pytest.raises(UsageError):
        pages_of(small["priya"], layout="labels")


def test_a_copy_of_ones_own_cannot_run_or_load_or_lead_anywhere(small, home, tmp_path):
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    own = folder / "labels.html"
    own.write_text("<!--block--><p>{{ ''.__class__.__mro__[1].__subclasses__() }}</p>", "utf-8")
    with pytest.raises(UsageError):
        pages_of(small["priya"], layout="labels")
    canary = tmp_path / "canary.png"
    own.write_text(
        f'<!--block--><p><img src="{canary}" width="9" height="9">'
        "<a href='javascript:x'>a</a> <a href=file:///etc/passwd>b</a>"
        '<a href="https://ok.example">c</a></p>',
        "utf-8",
    )
    (page,) = pages_of(small["priya"], layout="labels")
    made = page.slices[0].document
    _only_allowed_links(made)
    assert not made.loadResource(2, str(canary))
    (folder / "style.css").write_text("p { background-image: url(/etc/passwd) }", "utf-8")
    assert pages_of(small["priya"], layout="labels")


def test_the_shipped_templates_work_as_ones_own(small, home):
    from netjournal import paths

    shipped = {layout: said(_any_pages(small, layout)) for layout in LAYOUTS}
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    for path in paths.resource("print", "style.css").parent.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for layout in LAYOUTS:
        assert said(_any_pages(small, layout)) == shipped[layout]


def _any_pages(small, layout):
    ids = () if layout in ("event", "report") else (small["priya"], small["ana"], small["zoe"])
    return pages_of(*ids, layout=layout, event_id=small["event"] if layout == "event" else None)


def test_every_shipped_template_has_its_layout():
    from netjournal import paths

    folder = paths.resource("print", "style.css").parent
    assert {path.stem for path in folder.glob("*.html")} == set(LAYOUTS)
    assert Options().layout in LAYOUTS
    assert Job(Options(), (), TODAY).ids == ()


def test_addresses_are_set_smaller_rather_than_broken(small, journal):
    with journal.edit("Long"):
        one = contact("Anneke", email="anneke.velde@bibliotheek.nl")
    for layout in ("directory", "cards"):
        (page,) = pages_of(one, layout=layout, paper="A5")
        made = page.slices[-1].document
        assert "anneke.velde@bibliotheek.nl" in [text for _, _, text in set_lines(made)], layout


def test_a_site_is_printed_without_its_scheme(small, journal):
    with journal.edit("Site"):
        methods = [MethodForm("url", "https://www.priya.example/"), MethodForm("url", "about")]
        one = contact("Site Owner", methods=methods)
    pages = pages_of(one)
    assert "priya.example · about" in said(pages)
    assert links(pages[0].slices[0].document) == [
        "https://www.priya.example/",
        "https://about",
    ]
    assert "www" not in said(pages_of(one, layout="directory"))


def test_a_long_summary_is_whole_where_all_is_wanted(small, journal):
    text = " ".join(f"word{n}" for n in range(600))
    with journal.edit("Long"):
        interaction(small["ana"], ago=2, summary=text)
        interaction(small["ana"], ago=3, summary=f"{text}!", body="the end")
    told = " ".join(said(pages_of(small["ana"], whole=True)).split())
    assert f"{text} " in told
    assert f"{text}! the end" in told
    assert text not in " ".join(said(pages_of(small["ana"])).split())


def test_a_whole_timeline_of_nothing_is_a_page(small):
    (page,) = pages_of(small["zoe"], whole=True)
    assert "Zoë Østergård" in said([page])
