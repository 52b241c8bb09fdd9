"""What is typeset looks as Qt's rich text would: the same heights, lines and pictures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter

from netjournal import paths
from netjournal.services.printed.paper import Block, user_folder
from netjournal.ui.printing import document, flow
from netjournal.ui.printing.pages import Slice
from netjournal.ui.printing.pictures import Pictures
from netjournal.ui.printing.typeset import typeset
from tests.ui.printing.conftest import links, pages_of, paragraphs, set_lines

ROW = '<table width="100%" cellspacing="0" cellpadding="0"><tr>{}</tr></table>'
LONG = "Daughter won the regional robotics contest. Hiring is stuck: wants a contractor for Rust. "
ALBUM = {"7": Pictures("Priya Raman", 7, history=(10.0, 30.0, 20.0))}
CASES = (
    f'<p align="left" class="line"><b>Close, fading</b> (39): {LONG}{LONG}</p>',
    f'<p class="label">OPEN</p>\n<p class="line">☐ {LONG}</p><p class="line"></p>',
    '<p class="label apart">A</p><p class="in">b</p><p class="label">C &amp; D</p>',
    '<p align="left" class="entry hang"><img src="mark:coffee" width="42" height="14"><b>Coffee</b>'
    '<span class="quiet"> · 13 Oct</span> <img src="pill:warning:need noted" height="18" '
    f'style="vertical-align:middle"></p>\n<p class="body in">{LONG}{LONG}</p>',
    '<p class="entry hang"><img src="mark:coffee" width="42" height="30"><b>Coffee</b> at noon</p>',
    f'<p class="entry hang"><img src="mark:coffee" width="42" height="30">{LONG}{LONG}</p>',
    f'<p class="body in">{"x" * 300} a</p><p class="body">well-known/and {LONG * 3}</p>',
    f'<p class="note">Ελένη Ωνάση, Анна Ивановна: {LONG * 2}</p>',
    "<p>山田 太郎 नीलम देवी สมชาย ใจดี</p>",
    '<p align="left" class="reach"><a href="mailto:a@example.com">a@example.com</a> · office</p>',
    ROW.format(
        '<td width="94" valign="middle"><img src="avatar:7" width="76" height="76"></td>'
        '<td valign="middle"><p align="left" class="name">Priya Raman</p>'
        '<p class="headline">CTO</p></td>'
    ),
    ROW.format(
        f'<td width="50%" valign="top" style="padding-right:20px"><p class="label first">A</p>'
        f'<p class="line">{LONG}</p></td><td width="50%" valign="top" style="padding-top:9px">'
        '<p class="line"><img src="spark:7" width="200" height="50"></p></td>'
    ),
    ROW.format('<td><p>a</p></td><td width="90" align="right"><p class="quiet">+49 30</p></td>'),
)


def both(html, width=673.4, album=ALBUM):
    how = document.look()
    block = Block(html)
    rich = document.Document([block], how, album, width, plain=document.is_plain(block))
    return typeset(block, how.styles, album, width, shared=False), rich


def drawn(made, width, height):
    image = QImage(int(width) + 2, int(height) + 20, QImage.Format.Format_Grayscale8)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    made.paint(painter, Slice(made, 0.0, 0.0, 0.0, height))
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def assert_alike(made, rich, width):
    top, height = rich.spans[0]
    assert top == 0
    assert made.height == pytest.approx(height, abs=0.01)
    apart = np.abs(drawn(made, width, height) - drawn(rich, width, height))
    # a letter may stand a quarter of a pixel aside; a word, a line, a colour may not
    assert (apart > 60).sum() <= 60
    assert apart.sum() < 8_000


@pytest.mark.parametrize("html", CASES)
def test_it_looks_as_rich_text(qapp, html):
    made, rich = both(html)
    assert_alike(made, rich, 673.4)


@pytest.mark.parametrize(
    "html",
    [
        *("<p>שרה כהן</p>", "<p>يارا</p>", "<p>\u200fa</p>", "<p>hi 🎉</p>", "<ul><li>a</li></ul>"),
        *('<p style="background-color:red">a</p>', "<p>a<sup>2</sup></p>", "<p><u>a</u></p>"),
        *('<p align="center">a</p>', "<h1>a</h1>", "<table><tr><td>a</td></tr></table>", "a"),
        *(ROW.format("<td>a</td>"), ROW.format('<td bgcolor="red"><p>a</p></td>')),
        *("<p>a<img src='avatar:7' width='9' height='9'></p>", f'<p align="right">{LONG * 3}</p>'),
        *("<p>a<b>b</p>", "<p>a</b></p>", ROW.format("<td><p>a</p></td></tr><tr><td></td>")),
    ],
)
def test_what_needs_a_document_gets_one(qapp, html):
    assert typeset(Block(html), document.look().styles, ALBUM, 300.0, shared=False) is None


@settings(max_examples=150)
@example(words=["00.-)młж"], width=60, bold=1)
@given(
    words=st.lists(
        st.text(
            st.sampled_from("abcdefgil mnTVAWo.,:;()!?'’“”«»-–—/%&·@0123€ßéłжλ☐語"), min_size=1
        ),
        min_size=1,
        max_size=60,
    ),
    width=st.integers(60, 700),
    bold=st.integers(0, 60),
)
def test_lines_end_where_qt_ends_them(qapp, words, width, bold):
    import html

    text = [html.escape(word) for word in words]
    said = f"<b>{' '.join(text[:bold])}</b> {' '.join(text[bold:])}"
    made, rich = both(f'<p class="line">{said}</p>', width, {})
    assert joined(made) == joined(rich)
    assert made.height == pytest.approx(rich.spans[0][1], abs=0.01)


@given(texts=st.lists(st.text("ab \n&é", max_size=6), min_size=5, max_size=5))
def test_blocks_of_the_same_tags_keep_their_own_words(texts):
    from html import escape

    from netjournal.ui.printing import markup

    one, two, three, four, five = map(escape, texts)
    html = f"{ROW.format(f'<td><p>{one}<b>{two}</b> {three}</p>{chr(10)}<p>{four}</p></td>')}"
    plain, (cell,) = markup.read(html)
    first, second = cell.paragraphs
    assert plain == []
    said = " ".join(f"{texts[0]}{texts[1]} {texts[2]}".split())
    assert "".join(run.text for run in first.runs) == said
    assert "".join(run.text for run in second.runs) == " ".join(texts[3].split())
    assert {run.inline for run in first.runs} <= {(), ("<b>",)}
    beside = html.replace("<td>", f"<td>{five}")
    assert (markup.read(beside) is None) == bool(texts[4].strip())


def joined(made):
    """Return lines of text, pieces of one line put together."""
    found = {}
    for top, _, text in set_lines(made):
        found[round(top)] = found.get(round(top), "") + text
    return [" ".join(text.split()) for text in found.values() if text.strip()]


@pytest.mark.parametrize("layout", ["summary", "brief", "directory", "event", "report"])
def test_every_shipped_layout_is_typeset_alike(small, monkeypatch, layout):
    seen = []

    def noted(block, styles, pictures, width, *, shared):
        made = typeset(block, styles, pictures, width, shared=shared)
        seen.append((block, pictures, width, made))
        return made

    monkeypatch.setattr(flow, "typeset", noted)
    ids = () if layout in ("event", "report") else (small["priya"], small["ana"], small["zoe"])
    event = small["event"] if layout == "event" else None
    assert pages_of(*ids, layout=layout, event_id=event)
    assert seen
    how = document.look()
    for block, pictures, width, made in seen:
        assert made is not None, block.html
        plain = document.is_plain(block)
        rich = document.Document([block], how, pictures, width, plain=plain)
        assert_alike(made, rich, width)
        said = "".join(paragraphs(made)).split()
        assert said == "".join(paragraphs(rich)).split()
        assert links(made) == links(rich)


def test_a_style_of_ones_own_is_followed(small, home):
    folder = user_folder()
    folder.mkdir(parents=True)
    shipped = paths.resource("print", "style.css").read_text("utf-8")
    own = (
        ".label { letter-spacing: 2px } .line { font-size: 19px; color: #aa0000; margin-top: 7px }"
    )
    (folder / "style.css").write_text(f"{shipped}\n{own}", "utf-8")
    for html in CASES:
        made, rich = both(html)
        if made is not None:
            assert_alike(made, rich, 673.4)
    assert both(CASES[0])[0] is not None
