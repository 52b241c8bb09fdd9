"""A template of one's own, broken in every way: one sentence says what and where."""

from __future__ import annotations

import pytest

from netjournal import paths
from netjournal.errors import UsageError
from netjournal.services.printed import paper

_SHIPPED = "<!--block keep--><table><tr><td><p>{{ lines[0] }}</p></td></tr></table>"


def _filled(text):
    folder = paper.user_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.html").write_text(text, "utf-8")
    return paper.Templates().blocks("labels", {"lines": ["Ana <b>"]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_SHIPPED.replace("</table>", ""), "leaves <table> open"),
        (_SHIPPED.replace("</td>", ""), "has </tr> without its beginning"),
        ("<!--block-->\n{% if lines %}<p>x</p>", "line 2 (Unexpected end of template)"),
        ("<!--block-->\n\n<p>{{ liens }}</p>", "line 3 ('liens' is undefined)"),
        ("<p>{{ lines[0] }}</p>", "before its first <!--block--> mark"),
        ("<!--blok--><p>x</p>", "before its first <!--block--> mark"),
        ("<!--block kep--><p>x</p>", "<!--block kep-->: only keep, rule, line, entry"),
        ("", "is empty"),
        ("<!--block-->{% include 'x.html' %}", "cannot be used, line 1"),
        ("{% macro a() %}{{ a() }}{% endmacro %}<!--block-->{{ a() }}", "cannot be used, line 1"),
        ("<!--block-->{% for n in range(10 ** 9) %}{% endfor %}", "cannot be used, line 1"),
    ],
)
def test_a_mistake_is_one_sentence(home, text, said):
    with pytest.raises(UsageError) as told:
        _filled(text)
    sentence = str(told.value)
    assert said in sentence
    assert sentence.startswith("Your own labels.html ")
    assert sentence.count(". ") == 0
    assert sentence.endswith(".")


def test_what_it_is_filled_with_is_not_quoted(home):
    with pytest.raises(UsageError) as told:
        _filled("<!--block-->{{ lines[0].format(**{'a': 1}).index('q') }}")
    assert "Ana" not in str(told.value)


def test_every_shipped_template_passes_as_ones_own(home):
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    for path in paths.resource("print", "style.css").parent.glob("*.html"):
        (folder / path.name).write_bytes(path.read_bytes())
    (block,) = paper.Templates().blocks("labels", {"lines": ["Ana <b>", "Oslo"]})
    assert "Ana &lt;b&gt;" in block.html


def test_text_that_looks_like_a_link_stays_text_and_links_lead_to_where_they_may():
    made = paper.Templates()
    person = {"avatar": False, "key": 1, "name": 'href="x:"', "name_class": "name", "qr": False}
    rest = {"columns": ([], []), "history": None, "notes": [], "entries": [], "words": {}}
    reach = [("href=y:z", ""), ("a", "mailto:a@b.example"), ("b", "javascript:x")]
    (head,) = made.blocks("summary", {**person, **rest, "headline": "", "reach": reach})
    assert ">href=&#34;x:&#34;<" in head.html
    assert ">href=y:z" in head.html
    assert '<a href="mailto:a@b.example">a</a>' in head.html
    assert '<a href="">b</a>' in head.html
