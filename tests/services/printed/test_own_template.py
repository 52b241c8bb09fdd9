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
        (
            "<!--block-->" + "<table><tr><td>" * 7 + "x" + "</td></tr></table>" * 7,
            "7 tables within",
        ),
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


@pytest.mark.parametrize(
    "text",
    [
        "{{ lines[0]|safe }}",
        "{{ lines|map('safe')|join }}",
        "{{ (lines[0] ~ '')|safe }}",
        "{% autoescape false %}{{ lines[0] }}{% endautoescape %}",
        "{% autoescape false %}{% for one in lines %}{{ one|safe }}{% endfor %}{% endautoescape %}",
        "{% set x %}{% autoescape 1 == 2 %}{{ lines[0] }}{% endautoescape %}{% endset %}{{ x }}",
        "{% filter safe %}{{ lines[0] }}{% endfilter %}",
        "{% macro say(one) %}{{ one|safe }}{% endmacro %}{{ say(lines[0]) }}",
    ],
)
def test_no_text_becomes_more_than_text(home, text):
    """A name of nested tables would else hold the print for hours, a mark tear it apart."""
    folder = paper.user_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.html").write_text(f"<!--block--><p>{text}</p>", "utf-8")
    name = "<table><tr><td><!--block keep--><a href='https://x.example'>&amp;"
    (block,) = paper.Templates().blocks("labels", {"lines": [name]})
    assert block.html.count("<") == 2  # of the paragraph
    assert "&lt;table&gt;" in block.html
    assert not block.keep


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


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>{{ lines[0] }}</p>", "<p>see href=&#39;x:y&#39; and href=z</p>"),
        ("<a href=javascript:x>a</a>", '<a href="">a</a>'),
        ("<a title='>' href=javascript:x>a</a>", "<a title='>' href=\"\">a</a>"),
        ("<a title=\"> '\" href='file:///x'>a</a>", '<a title="> \'" href="">a</a>'),
        ("<a href='https://ok.example'>href=a:b</a>", "<a href='https://ok.example'>href=a:b</a>"),
    ],
)
def test_words_about_links_stay_and_links_are_checked_in_ones_own(home, html, made):
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    (folder / "labels.html").write_text(f"<!--block-->{html}", "utf-8")
    (block,) = paper.Templates().blocks("labels", {"lines": ["see href='x:y' and href=z"]})
    assert block.html == made
