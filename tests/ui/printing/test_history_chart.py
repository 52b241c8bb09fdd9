"""The chart of a tie's history on paper: words, shapes, and what it is drawn of."""

from __future__ import annotations

from datetime import date

import pypdf
import pypdfium2

from netjournal.models import to_day
from netjournal.progress import Silent
from netjournal.services.bonds.tie_history import TieHistory, TiePoint
from netjournal.ui.printing import history_chart, pdf
from netjournal.ui.printing.options import Job, Options
from tests.builders import TODAY, interaction
from tests.ui.printing.conftest import pages_of, said


def _printed(tmp_path, who, **options):
    path = tmp_path / "out.pdf"
    pdf.to_pdf(path, Job(Options(**options), (who,), TODAY), Silent())
    return path


def _text(path):
    with pypdfium2.PdfDocument(path) as made:
        return made[0].get_textpage().get_text_bounded()


def test_the_history_is_lines_and_words(small, tmp_path):
    bare = _text(_printed(tmp_path, small["priya"]))
    assert "HISTORY OF THE TIE" not in bare
    path = _printed(tmp_path, small["priya"], history=True, without=frozenset({"code"}))
    text = _text(path)
    for words in ("HISTORY OF THE TIE", "Acquaintance", "Together", "From afar", "Help", "2026"):
        assert words in text
    assert not pypdf.PdfReader(path).pages[0].images


def test_in_gray_it_says_the_same(small, tmp_path):
    path = _printed(tmp_path, small["priya"], history=True, grayscale=True)
    assert "From afar" in _text(path)
    with pypdfium2.PdfDocument(path) as made:
        image = made[0].render(scale=1).to_numpy()
    assert (image[:, :, 0] == image[:, :, 1]).all()


def test_too_early_to_say_draws_nothing(small):
    assert "HISTORY" not in said(pages_of(small["ana"], small["zoe"], history=True))


def test_many_contacts_become_strokes(small, journal, tmp_path):
    with journal.edit("More"):
        for n in range(200):
            interaction(small["priya"], ago=3 * n + 1)
    text = _text(_printed(tmp_path, small["priya"], history=True))
    assert "In touch" in text
    assert "Together" not in text


def test_what_a_day_is_marked_by():
    assert history_chart.shape(["coffee", "helped"]) == history_chart.HELP
    assert history_chart.shape(["message", "coffee"]) == history_chart.TOGETHER
    assert history_chart.shape(["message"]) == history_chart.AFAR


def test_ticks_are_months_then_years(qapp):
    def named(first, last, most=8):
        words = [text for _, text in history_chart.ticks(to_day(first), to_day(last), most)]
        assert len(words) <= most + 1
        return words

    assert named(date(2026, 1, 10), date(2026, 4, 10)) == ["Feb 2026", "Mar 2026", "Apr 2026"]
    assert named(date(2016, 5, 1), date(2026, 5, 1))[:2] == ["2018", "2020"]
    assert named(date(2026, 1, 10), date(2026, 1, 20)) == []


def test_a_history_without_points_is_nothing(qapp):
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    image = QImage(300, 150, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    blank = image.copy()
    painter = QPainter(image)
    history_chart.draw(painter, QRectF(0, 0, 300, 150), TieHistory((), None))
    assert image == blank
    one = TieHistory((TiePoint(TODAY, 5.0, "new", ("coffee",)),), 30.0)
    history_chart.draw(painter, QRectF(0, 0, 300, 150), one)
    painter.end()
    assert image != blank
