"""Which terms of a row does a check read? Found in its source, so that a lint can compare them with the rows of the law."""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import CodeType
from typing import Any

from operis.core.decider import Check
from operis.law.book import Book

READERS = frozenset({"count", "percent", "fen", "yes", "slugs", "slug"})


def terms_read(check: Check[Any, Any]) -> frozenset[str]:
    """The terms that every row of the check must have: read by name from `row`, and not guarded by `row.has`."""
    enclosed = inspect.getclosurevars(check.looks).nonlocals
    read: set[str] = set()
    guarded: set[str] = set()
    for call in ast.walk(_tree(check.looks)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_row(call.func.value) and call.args:
            name = _name(call.args[0], enclosed)
            (guarded if call.func.attr == "has" else read if call.func.attr in READERS else set()).add(name)
    return frozenset(read - guarded)


def read_by(function: Callable[..., Any], rows: Iterable[str], book: Book) -> Iterator[tuple[str, str]]:
    """Row and term of all that a function may read: terms that it names, of its rows, of rows it names, or looked up by name."""
    named: set[str] = set()
    calls: set[str] = set()
    _look(function, named, calls, set())
    patterns = re.compile("|".join(sorted(named)) or "(?!)")
    for row in book.rows.values():
        own = row.id in rows or _escaped(row.id) in named
        if own or {"having", "every_having"} & calls:
            lengths = set(row.at(row.last or row.first).lengths()) if own and "period" in calls and row.first else set()
            yield from ((row.id, term) for term in row.terms if patterns.fullmatch(term) or term in lengths)


def _look(function: Callable[..., Any], named: set[str], calls: set[str], seen: set[str]) -> None:
    """The words in a function and in those of ours that it calls; what an f-string fills in may be anything."""
    if not inspect.isfunction(function) or function.__qualname__ in seen or not function.__module__.startswith("operis."):
        return
    seen.add(function.__qualname__)
    says, does, used = _within(inspect.unwrap(function).__code__)
    named |= says
    calls |= does
    for name, value in _around(function).items():
        if name in used:
            named.update(map(re.escape, _words(value)))
            _look(value.looks if isinstance(value, Check) else value, named, calls, seen)


_escaped = cache(re.escape)


def _around(function: Any) -> Mapping[str, Any]:
    """What a function has from its module and from the function that it was made in, by the names of its code."""
    code, module = function.__code__, function.__globals__
    cells = zip(code.co_freevars, function.__closure__ or (), strict=True)
    made_in = {name: cell.cell_contents for name, cell in cells}
    return {name: module[name] for name in code.co_names if name in module} | made_in


@cache
def _within(code: CodeType) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The words in the source of a function, what it calls by name of something, and the names that it uses."""
    named, calls, nodes = set[str](), set[str](), list(ast.walk(_parsed(code)))
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named.add(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            named.add("".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\w+" for part in node.values))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            calls.add(node.func.attr)
    return frozenset(named), frozenset(calls), frozenset(node.id for node in nodes if isinstance(node, ast.Name))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for pair in value.items():
            yield from _words(pair)
    elif isinstance(value, (tuple, frozenset)):
        for one in value:
            yield from _words(one)


def _tree(function: Any) -> ast.AST:
    return _parsed(inspect.unwrap(function).__code__)


@cache
def _parsed(code: CodeType) -> ast.AST:
    """A lambda stands in the middle of a line that is no statement by itself: its call is read as far as it parses."""
    text = textwrap.dedent(inspect.getsource(code)).strip()
    if code.co_name != "<lambda>":
        return ast.parse(text)
    text = text[text.find("lambda") :]
    while text:
        try:
            return ast.parse(text)
        except SyntaxError:
            text = text[:-1]
    return ast.parse("_")


def _is_row(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "row"


def _name(node: ast.expr, enclosed: Mapping[str, Any]) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else str(enclosed[ast.unparse(node)])
