"""Findings are templates with facts: is each placeholder supplied, each finding with something to do, each field one that is asked?"""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import operis

ROOT = Path(operis.__file__).parent
SOURCES = sorted([*(ROOT / "rules").rglob("*.py"), *(ROOT / "core").glob("*.py"), *(ROOT / "procedures").rglob("*.py")])
NOT_FACTS = {"do", "at", "sure"}


def calls(name: str) -> Iterator[tuple[str, ast.Call, dict[str, list[ast.expr]]]]:
    """Each call of that name, with what the names in the function around it stand for."""
    for source in SOURCES:
        for function in ast.walk(ast.parse(source.read_text("utf8"))):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                        yield f"{source.relative_to(ROOT)}:{node.lineno}", node, named(function)


def named(function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def texts(said: ast.expr, names: dict[str, list[ast.expr]]) -> list[str]:
    """The template that stands there, or those that its name may stand for."""
    found = names[said.id] if isinstance(said, ast.Name) else [said]
    assert all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in found)
    return [ast.literal_eval(one) for one in found]


FOUND = list({place: (place, call, names) for place, call, names in calls("found")}.values())
TOLD = list({place: (place, call, names) for place, call, names in calls("reading.wrong")}.values())


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_there_are_findings_to_look_at() -> None:
    assert len(FOUND) > 60


@pytest.mark.parametrize(("place", "call", "names"), FOUND, ids=[place for place, *_ in FOUND])
def test_what_a_template_names_is_supplied_and_no_more(place: str, call: ast.Call, names: dict[str, list[ast.expr]]) -> None:
    given = {one.arg: one.value for one in call.keywords}
    for says in texts(call.args[0], names):
        for do in texts(given["do"], names):
            assert do.endswith(".")
            asked = placeholders(says) | placeholders(do)
            facts = {name for name in given if name not in NOT_FACTS}
            assert asked <= facts, place
            assert facts - asked <= {"about", "condition", "holder"}, place


@pytest.mark.parametrize(("place", "call", "names"), TOLD, ids=[place for place, *_ in TOLD])
def test_what_a_mistake_names_is_supplied(place: str, call: ast.Call, names: dict[str, list[ast.expr]]) -> None:
    for says in texts(call.args[2], names):
        assert placeholders(says) == {one.arg for one in call.keywords}, place
