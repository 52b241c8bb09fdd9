"""Rich text laid out once: what is drawn line by line stands where all of it would."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from netjournal.services.printed.paper import Block
from netjournal.ui.printing import document
from netjournal.ui.printing.fitting import NAME, fitting

WORDS = " ".join(f"word{n}" for n in range(60))


def _drawn(made, *, lines):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    (made.draw_lines if lines else made.draw)(painter, 0, 300)
    painter.end()
    return image


@pytest.mark.parametrize(
    "html",
    [
        f'<p class="entry hang">Coffee</p><p class="body in">{WORDS}</p>',
        f'<p align="left" class="line">{WORDS}</p>',
        f'<table><tr><td style="padding-left:30px"><p class="in">{WORDS}</p></td></tr></table>',
    ],
)
def test_lines_stand_where_the_whole_would(qapp, html):
    plain = document.is_plain(Block(html))
    assert plain != html.startswith("<table")
    made = document.Document([Block(html)], document.look(), {}, 380, plain=plain)
    assert _drawn(made, lines=True) == _drawn(made, lines=False)


def test_short_lines_stand_at_the_left_in_any_script(qapp):
    made = document.Document([Block('<p align="left">שרה כהן</p>')], document.look(), {}, 380)
    assert made.begin().layout().lineAt(0).naturalTextRect().left() < 1


def test_a_word_that_does_not_fit_is_set_smaller(qapp):
    assert fitting(["Priya Raman"], NAME, 480) == "name"
    assert fitting(["Wolfeschlegelsteinhausenbergerdorff"], NAME, 480) == "longname"
    assert fitting(["Wolfeschlegelsteinhausenbergerdorff" * 2], NAME, 480) == "smallname"
    assert fitting(["a b " * 20], NAME, 480) == "longname"
