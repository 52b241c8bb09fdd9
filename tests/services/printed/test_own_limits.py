"""A template of one's own that would never end, or fill all memory, is refused with a sentence."""

from __future__ import annotations

import threading
import time

import pytest

from netjournal import paths
from netjournal.errors import UsageError
from netjournal.services.printed import own_limits, paper

_REFUSED = r"^Your own labels.html cannot be used, line \d+ \(it (would take|becomes) too "
_MANY = "range(90000)"
_LOOPS = "".join(f"{{% for n{n} in {_MANY} %}}" for n in range(4))
_ENDS = "{% endfor %}" * 4
_NAMES = "{% for n in range(60) %}"
_TWICE = "{% set s = namespace(x='ab') %}" + _NAMES


def _filled(text, lines=("Ana <b>", "Oslo")):
    folder = paper.user_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "labels.html").write_text(text, "utf-8")
    (block,) = paper.Templates().blocks("labels", {"lines": list(lines)})
    return block.html


@pytest.mark.parametrize(
    "text",
    [
        f"{_LOOPS}{_ENDS}",
        f"{_LOOPS}x{_ENDS}",
        f"{_LOOPS}{{{{ lines[0] }}}}{_ENDS}",
        f"{{% for n in {_MANY} %}}{{% for m in {_MANY} if false %}}{{% endfor %}}{{% endfor %}}",
        "{% for a in [1,2] recursive %}{% if loop.depth < 60 %}{{ loop([1,2]) }}{% endif %}"
        "{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}"
        "{{ m(60) }}",
        f"{{{{ {_MANY}|map('string')|map('upper')|join|length }}}}" * 60,
        f"{{% for n in [1, 2] %}}{{% set t = {_MANY}|select('in', {_MANY}|list)|list %}}"
        "{% endfor %}",
        f"{{{{ {_MANY}|map('string')|map('list')|sum(start=[]) }}}}",
        "{{ range(10 ** 9) }}",
    ],
)
def test_what_would_take_for_ever_is_refused(home, monkeypatch, text):
    monkeypatch.setattr(own_limits, "SECONDS", 0.5)
    begun = time.thread_time()
    with pytest.raises(UsageError, match=_REFUSED):
        _filled(f"<!--block-->{text}")
    assert time.thread_time() - begun < 3


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'a' * 10 ** 9 }}",
        "{{ 10 ** 9 * 'a' }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 9.9 ** (9 ** 9) }}",
        "{{ 'a'|center(10 ** 9) }}",
        "{{ 'a'.ljust(10 ** 9) }}",
        "{{ 'a\n'|indent(10 ** 9) }}",
        "{{ [1]|batch(10 ** 9, 'x')|list }}",
        "{{ [1]|slice(10 ** 9)|list }}",
        "{{ 1|round(10 ** 9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d' % (10 ** 9, 1) }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ ('a' * 99999)|replace('a', 'a' * 99999) }}",
        "{{ ('a' * 99999).replace('a', 'a' * 99999) }}",
        "{{ ('a' * 99999).join('a' * 99999) }}",
        "{{ (['a' * 99999] * 9)|join('b' * 99999)|length }}{{ ['a' * 999999] * 99 }}",
        f"{{{{ {_MANY}|map('replace', '0', 'a' * 99999)|join }}}}",
        _TWICE + "{% set s.x = s.x ~ s.x %}{% endfor %}",
        _TWICE + "{% set s.x = s.x + s.x %}{% endfor %}",
        _TWICE + "{% set s.x = [s.x, s.x] %}{% endfor %}{{ s.x }}",
        _TWICE + "{% set s.x = {1: s.x, 2: s.x} %}{% endfor %}{% if s.x == s.x %}{% endif %}",
        _TWICE + "{% set s.x %}{{ s.x }}{{ s.x }}{% endset %}{% endfor %}",
        _TWICE + "{% set s.x = '{0}{0}'.format(s.x) %}{% endfor %}",
        _TWICE + "{% set s.x = '%s%s' % (s.x, s.x) %}{% endfor %}",
        "{% set s = namespace(x=7) %}{% for n in range(60) %}{% set s.x = s.x * s.x %}{% endfor %}",
        "{% set l = [1] %}{% for n in range(60) %}{{ l.extend(l) }}{% endfor %}",
        "{% macro m(a, n) %}{{ m([a, a], n - 1) if n else a }}{% endmacro %}{{ m(1, 60) }}",
        f"{{% for n in {_MANY} %}}{'x' * 9999}{{% endfor %}}",
        f"{{% macro m() %}}{'x' * 9999}{{% endmacro %}}{_NAMES * 2}{{{{ m() }}}}{_ENDS[:24]}",
    ],
)
def test_what_would_fill_all_memory_is_refused(home, monkeypatch, text):
    monkeypatch.setattr(own_limits, "SECONDS", 1.0)
    begun = time.thread_time()
    with pytest.raises(UsageError, match=_REFUSED):
        _filled(f"<!--block-->{text}")
    assert time.thread_time() - begun < 3


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{{% for n{n} in [1] %}}" for n in range(30)) + "{% endfor %}" * 30,
        "<p>" + "x" * (1 << 20) + "</p>",
        "{{ lipsum(10 ** 9) }}",
        "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    ],
)
def test_what_cannot_be_read_is_told(home, text):
    with pytest.raises(UsageError, match=r"Your own labels.html "):
        _filled(f"<!--block-->{text}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ lines|join(', ') }}", "Ana &lt;b&gt;, Oslo"),
        ("{{ lines[0] ~ ' x ' ~ 7 }}", "Ana &lt;b&gt; x 7"),
        ("{{ '<br>'|safe ~ lines[0] }}", "<br>Ana &lt;b&gt;"),
        ("{{ lines|map('upper')|list|length }}", "2"),
        ("{{ '%s-%03d' % ('a', 7) }} {{ '{}'.format(20000) }}", "a-007 20000"),
        ("{% for a in lines %}{{ loop.index }}/{{ loop.length }}{{ loop.last }}{% endfor %}", None),
        ("{% for a in lines if a > 'B' %}{{ a }}{% else %}none{% endfor %}", "Oslo"),
        ("{% for a in [] %}{% else %}none{% endfor %}", "none"),
        ("{{ 123456|round(2) }} {{ 2 ** 10 }} {{ 7 * 6 }} {{ '-' * 5 }}", "123456 1024 42 -----"),
        ("{% set a, b = lines %}{{ b }}{% set c %}({{ b }}){% endset %}{{ c }}", "Oslo(Oslo)"),
        ("{{ range(5)|batch(2)|list }}", "[[0, 1], [2, 3], [4]]"),
        ("{{ [3, 4]|sum }} {{ [1, 2]|select('even')|first }} {{ lines|length }}", "7 2 2"),
        ("{% macro m(a) %}<b>{{ a }}</b>{% endmacro %}{{ m(lines[0]) }}", "<b>Ana &lt;b&gt;</b>"),
        (
            "{% for a in [[1, []], [2, [[3, []]]]] recursive %}{{ a[0] }}{{ loop(a[1]) }}"
            "{% endfor %}",
            "123",
        ),
        ("{{ none }}{{ true }}{{ 1.5 }}", "NoneTrue1.5"),
    ],
)
def test_whatever_has_an_end_is_as_without_limits(home, text, said):
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    bare = SandboxedEnvironment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    lines = ["Ana <b>", "Oslo"]
    assert _filled(f"<!--block-->{text}") == bare.from_string(text).render(lines=lines)
    if said is not None:
        assert _filled(f"<!--block-->{text}") == said


def test_what_people_wrote_may_be_long(home):
    lines = ["Ana 100% * 99999 {0:>99999} " + "x" * 200_000] * 60
    said = "{{ a|replace('x', 'y')|truncate(10**6) }}"
    text = f"<!--block-->{{% for a in lines %}}<p>{said}</p>{{% endfor %}}"
    made = _filled(text, lines)
    assert made.count("<p>") == 60
    assert len(made) > 12_000_000


def test_threads_are_counted_each_by_itself(home):
    text = "<!--block-->{% for n in range(5000) %}{% endfor %}<p>{{ lines[0] }}</p>"
    _filled(text)
    found = []
    made = paper.Templates()

    def fill():
        for _ in range(5):
            found.extend(made.blocks("labels", {"lines": ["Ana"]}))

    threads = [threading.Thread(target=fill) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 15


def test_a_shipped_template_fills_the_same_with_limits(home):
    values = {"lines": ["Ana <b>", "Oslo"]}
    shipped = paper.Templates().blocks("labels", values)
    folder = paper.user_folder()
    folder.mkdir(parents=True)
    (folder / "labels.html").write_bytes(paths.resource("print", "labels.html").read_bytes())
    assert paper.Templates().blocks("labels", values) == shipped
