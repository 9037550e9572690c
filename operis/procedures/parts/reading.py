"""Which terms of a row does a check read? Found in its source, so that a lint can compare them with the rows it is bound to."""

import ast
import inspect
import textwrap
from collections.abc import Mapping
from typing import Any

from operis.core.decider import Check

READERS = frozenset({"count", "percent", "fen", "yes", "slugs", "slug"})


def terms_read(check: Check[Any, Any]) -> frozenset[str]:
    """The terms that every row of the check must have: read by name from `row`, and not guarded by `row.has`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(check.looks)))
    enclosed = inspect.getclosurevars(check.looks).nonlocals
    read: set[str] = set()
    guarded: set[str] = set()
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and _is_row(call.func.value) and call.args:
            name = _name(call.args[0], enclosed)
            (guarded if call.func.attr == "has" else read if call.func.attr in READERS else set()).add(name)
    return frozenset(read - guarded)


def _is_row(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "row"


def _name(node: ast.expr, enclosed: Mapping[str, Any]) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else str(enclosed[ast.unparse(node)])
