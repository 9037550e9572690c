"""Findings are templates with facts: is each placeholder supplied, each finding with something to do, each field one that is asked?"""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import operis

ROOT = Path(operis.__file__).parent
SOURCES = sorted([*(ROOT / "rules").rglob("*.py"), *(ROOT / "core").glob("*.py"), *(ROOT / "procedures").rglob("*.py")])
NOT_FACTS = {"do", "at"}


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                yield f"{source.relative_to(ROOT)}:{node.lineno}", node


FOUND = list(calls("found"))
TOLD = list(calls("reading.wrong"))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_there_are_findings_to_look_at() -> None:
    assert len(FOUND) > 60


@pytest.mark.parametrize(("place", "call"), FOUND, ids=[place for place, _ in FOUND])
def test_what_a_template_names_is_supplied_and_no_more(place: str, call: ast.Call) -> None:
    says, given = call.args[0], {one.arg: one.value for one in call.keywords}
    assert isinstance(says, ast.Constant)
    assert isinstance(says.value, str)
    do = given["do"]
    assert isinstance(do, ast.Constant)
    assert isinstance(do.value, str)
    assert do.value.endswith(".")
    named = placeholders(says.value) | placeholders(do.value)
    facts = {name for name in given if name not in NOT_FACTS}
    assert named <= facts, place
    assert facts - named <= {"about", "condition", "holder"}, place


@pytest.mark.parametrize(("place", "call"), TOLD, ids=[place for place, _ in TOLD])
def test_what_a_mistake_names_is_supplied(place: str, call: ast.Call) -> None:
    says, given = call.args[2], {one.arg for one in call.keywords}
    assert isinstance(says, ast.Constant)
    assert isinstance(says.value, str)
    assert placeholders(says.value) == given, place
