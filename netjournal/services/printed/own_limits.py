"""The environment of a print template of the user's own: no template goes on for ever.

Jinja's sandbox keeps a template away from Python, not from taking all time and memory there is
("for a in range(99999)" a few times within each other, a text that is doubled forty times). Here
what it does is counted: turns of loops and calls, letters it says, time of this thread; and what it
asks of others is weighed before they begin, as nothing stops Python while it makes a text of
a hundred gigabytes. And every value stays escaped, also where a template asks for the contrary.
"""

from __future__ import annotations

import functools
import math
import re
import threading
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes
from jinja2.runtime import LoopContext, markup_join
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import soft_str

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jinja2.runtime import Context

STEPS: Final = 300_000
SECONDS: Final = 5.0
LETTERS: Final = 1_000_000  # and ten times what it is filled with
_RANGE: Final = 100_000  # as in Jinja
_MOST: Final = 10_000  # of what a filter is asked for: columns, letters of a line
_WORK: Final = 10**8  # letters or things that one call may have to go through, or make
_BITS: Final = 4096
_POWER: Final = 64
_INFINITE: Final = float("inf")
_WIDE: Final = re.compile(r"\d{5,}|%[^%]*\*")  # a width that a format asks for
_FORMATS: Final = frozenset({"format", "format_map", "%"})
_PRODUCTS: Final = _FORMATS | {"replace", "join", "translate", "indent", "wordwrap", "xmlattr"}
_COUNTS: Final = frozenset(
    {"center", "ljust", "rjust", "zfill", "expandtabs", "indent", "wordwrap", "batch", "slice"}
    | {"round", "tojson", "to_bytes"}
)
_WALKED: Final = frozenset({"map", "select", "reject", "selectattr", "rejectattr", "sum"})
_LONG: Final = "it would take too long"
_LARGE: Final = "it becomes too large"


class NoEnd(TemplateRuntimeError):
    """A template asks for more than any page takes."""


class _State(threading.local):
    """What the template that this thread fills has done so far."""

    steps = letters = 0
    most = LETTERS
    until = float("inf")


class OwnEnvironment(SandboxedEnvironment):
    """The sandbox with an end; ``begin`` before each time a template is read or filled.

    Whatever is too much raises ``NoEnd``.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self) -> None:
        """Know the same as our own templates."""
        super().__init__(
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            finalize=self._said,
        )
        self._state = _State()
        del self.globals["lipsum"]
        self.globals["range"] = _short_range
        self.filters = {name: self._weighed(name, made) for name, made in self.filters.items()}
        self.filters["safe"] = soft_str  # what somebody wrote is text, whatever a template says

    def begin(self, values: object = ()) -> None:
        """Begin to count; ``values`` is what a template is filled with."""
        state = self._state
        state.steps = state.letters = 0
        state.most = LETTERS + 10 * _weight(values, 10**9)
        state.until = time.thread_time() + SECONDS

    # -- counting

    def step(self, letters: int = 0) -> str:
        """Count a turn, and letters of the template that it says."""
        state = self._state
        state.steps += 1
        state.letters += letters
        if state.steps > STEPS or time.thread_time() > state.until:
            raise NoEnd(_LONG)
        if state.letters > state.most:
            raise NoEnd(_LARGE)
        return ""

    def walked(self, things: Iterable[Any]) -> Iterator[Any]:
        """Yield what a loop goes through, and count it."""
        for thing in things:
            self.step(len(thing) if isinstance(thing, str) else 0)
            yield thing

    def _said(self, value: Any) -> Any:
        """Count what is said."""
        self.step(self._size(value))
        return value

    def _size(self, value: Any) -> int:
        """Return how large a value is; one that is too large must not even be looked at."""
        size = _weight(value, self._state.most)
        if size > self._state.most:
            raise NoEnd(_LARGE)
        return size

    # -- what is asked of others

    def kept(self, value: Any) -> Any:
        """Weigh what gets a name."""
        self._size(value)
        return value

    def joined(self, *parts: Any) -> Any:
        """Join texts, as ``~`` does."""
        self._size(parts)
        return markup_join(parts)

    def _weigh(self, name: str, asked: Sequence[Any]) -> None:
        """Refuse a call that would have to go through too much, or make it."""
        self.step()
        sizes = [self._size(one) for one in asked]
        if name in _PRODUCTS and math.prod(sizes) > _WORK:
            raise NoEnd(_LARGE)
        if name in _FORMATS and isinstance(asked[0], str) and _WIDE.search(asked[0]):
            raise NoEnd(_LARGE)
        numbers = [abs(one) for one in asked[1:] if isinstance(one, (int, float))]
        if name in _COUNTS and max(numbers, default=0) > _MOST:
            raise NoEnd(_LARGE)

    def _checked(self, made: Any) -> Any:
        """Weigh what came back; what is still to come is counted as it comes."""
        if isinstance(made, Iterator) and not isinstance(made, LoopContext):
            return self.walked(made)
        return self.kept(made)

    def _weighed(self, name: str, made: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter that is weighed."""
        at = 1 if hasattr(made, "jinja_pass_arg") else 0  # of what is filtered

        @functools.wraps(made)
        def filtered(*args: Any, **named: Any) -> Any:
            self._weigh(name, [*args[at:], *named.values()])
            if name in _WALKED:
                args = (*args[:at], self.walked(args[at]), *args[at + 1 :])
            return self._checked(made(*args, **named))

        return filtered

    def call(__self, __context: Context, __obj: Any, *args: Any, **named: Any) -> Any:
        """Call something; names as in Jinja, so that a template may use any of its own."""
        made = getattr(__obj, "__wrapped__", __obj)
        of = getattr(made, "__self__", None)
        if of is __self:
            return __obj(*args)  # asked for by ``_Counted``
        __self._weigh(getattr(made, "__name__", ""), [of, *args, *named.values()])
        if isinstance(__obj, LoopContext) and args:
            args = (__self.walked(args[0]), *args[1:])
        return __self._checked(super().call(__context, __obj, *args, **named))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon."""
        if isinstance(left, (int, float)) and isinstance(right, (int, float)):
            times = abs(right) if operator == "**" else 1
            bits = [int(abs(one)).bit_length() for one in (left, right) if abs(one) < _INFINITE]
            if times > _POWER or sum(bits) * max(1, times) > _BITS:
                raise NoEnd(_LARGE)
        elif operator == "*":
            sizes = [one if isinstance(one, int) else self._size(one) for one in (left, right)]
            if math.prod(sizes) > self._state.most:
                raise NoEnd(_LARGE)
        else:
            self._weigh(operator, (left, right))
        return self.kept(super().call_binop(context, operator, left, right))

    # -- the template

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counted().visit(super()._parse(source, name, filename))
        tree.set_environment(self)
        return tree


class _Counted(NodeTransformer):
    """Has each turn counted, and what grows weighed."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """Count what a loop goes through, and its own words."""
        self._begun(node)
        node.iter = _asked("walked", node.iter)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """Count a macro's words."""
        self._begun(node)
        return node

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """Count the words that a macro calls for."""
        self._begun(node)
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:
        """Leave what the template itself says safe, nothing else."""
        self.generic_visit(node)
        own = node.name == "safe" and isinstance(node.node, nodes.Const)
        return nodes.MarkSafe(node.node, lineno=node.lineno) if own else node

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> nodes.Node:
        """Escape values whatever the template says."""
        self.generic_visit(node)
        node.options = [nodes.Keyword("autoescape", nodes.Const(True), lineno=node.lineno)]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Weigh texts that are joined."""
        self.generic_visit(node)
        return _asked("joined", *node.nodes)

    def visit_Assign(self, node: nodes.Assign) -> nodes.Node:
        """Weigh what gets a name."""
        self.generic_visit(node)
        node.node = _asked("kept", node.node)
        return node

    def _begun(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> None:
        letters = sum(len(one.data) for one in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        step = _asked("step", nodes.Const(letters, lineno=node.lineno))
        node.body = [nodes.ExprStmt(step, lineno=node.lineno), *node.body]


def _asked(name: str, *of: Any) -> nodes.Call:
    """Return a call of a method of the environment."""
    line = of[0].lineno
    method = nodes.EnvironmentAttribute(name, lineno=line)
    return nodes.Call(method, list(of), [], None, None, lineno=line)


def _short_range(*args: int) -> range:
    found = range(*args)
    if len(found) > _RANGE:
        raise NoEnd(_LONG)
    return found


def _weight(value: Any, most: int) -> int:
    """Return how many letters and parts a value has; beyond ``most`` it isn't looked at further."""
    waiting, count = [value], 0
    while waiting and count <= most:
        one = waiting.pop()
        count += max(1, len(one)) if isinstance(one, (str, bytes)) else 1
        if isinstance(one, Mapping):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting += one
        elif hasattr(type(one), "__dataclass_fields__"):
            waiting += [getattr(one, name) for name in type(one).__dataclass_fields__]
    return count
