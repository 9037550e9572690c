"""Do procedures and law fit: rows that exist and are reached, terms that they say, facts that are fetched, contents that can be given?"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from operis.core.case import Fact
from operis.core.decider import Procedure, Step
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.law.lint import lint_bindings
from operis.procedures import BY_KIND, METHODS, bindings, method_of, procedure_of, procedures
from operis.procedures.inquiry import INQUIRY
from operis.procedures.need import NEED
from operis.procedures.open_tender import OPEN_TENDER
from operis.procedures.start import START
from operis.rules import notices, posts
from tests.procedures.documents import filed, notice, plan
from tests.statute import book

STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() for step in one.listed]


def test_each_rule_is_bound_to_rows_that_exist_hold_cover_the_method_and_say_what_is_read() -> None:
    assert [str(fault) for fault in lint_bindings(book(), bindings())] == []


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_no_row_stands_for_ever_behind_another(one: Procedure[Any], step: Step[Any, Any]) -> None:
    """The first row in force cites: one that holds on no day on which those before it are silent would never be reached."""
    for rows in (step.under, *(rule.rows for rule in step.rules)):
        for place, behind in enumerate(rows):
            before = [book().rows[row] for row in rows[:place]]
            assert not _hidden(book().rows[behind], before, method_of(one)), (one.name, rows)


def _hidden(row: Row, before: list[Row], method: str | None) -> bool:
    """A docket without a method of its own takes that of its procurement: there only a row for as many methods hides another."""
    first, last = row.first or date.max, row.last or date.max
    return any((other.first or date.max) <= first and (other.last or date.max) >= last for other in before if _as_wide(other, row, method))


def _as_wide(other: Row, row: Row, method: str | None) -> bool:
    return not other.methods or (method in other.methods if method else bool(row.methods) and {*row.methods} <= {*other.methods})


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_each_step_is_cited_under_a_row_that_holds_today(one: Procedure[Any], step: Step[Any, Any]) -> None:
    for row in step.under:
        assert row in book().rows
    assert any(book().rows[row].holds(date(2026, 3, 2)) for row in step.under)


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_each_fact_that_is_read_is_fetched(one: Procedure[Any], step: Step[Any, Any]) -> None:
    """A fact that is not among the needs is never there: its check would refuse for ever, or never."""
    functions: list[Callable[..., Any]] = [rule.check.looks for rule in step.rules]
    functions += [conclude for make in step.then for conclude in make.concludes.values()]
    read = {fact.name for function in functions for fact in _facts(function, set())}
    assert read <= {fact.name for fact in step.needs}


def _facts(function: Callable[..., Any], seen: set[str]) -> Iterator[Fact[Any]]:
    """The facts that a function names, itself or through another of ours."""
    if not inspect.isfunction(function) or function.__qualname__ in seen:
        return
    seen.add(function.__qualname__)
    found = inspect.getclosurevars(function)
    names = {node.id for node in ast.walk(ast.parse(_source(function))) if isinstance(node, ast.Name)}
    for name, value in {**found.globals, **found.nonlocals}.items():
        if name in names and isinstance(value, Fact):
            yield value
        elif name in names and inspect.isfunction(value) and value.__module__.startswith(("operis.rules", "operis.procedures")):
            yield from _facts(value, seen)


def _source(function: Callable[..., Any]) -> str:
    """A lambda stands in the middle of a line that is no statement by itself."""
    text = textwrap.dedent(inspect.getsource(function)).strip()
    start = text.find("lambda") if function.__name__ == "<lambda>" else 0
    return text if start == 0 else "_"


def test_each_content_that_a_bound_row_lists_can_be_given() -> None:
    terms = {"contents": notices.SUPPLIED_BY, "notice_contents": notices.SUPPLIED_BY, "plan_contents": posts.CONTENTS}
    by_check = {"intention_complete", "notice_complete", "four_items_announced", "plan_complete"}
    listed = 0
    for one in bindings():
        for term in one.terms & terms.keys() if one.rule in by_check else ():
            for _, contents in book().rows[one.row].terms[term]:
                assert isinstance(contents, tuple)
                assert set(contents) <= set(terms[term]), one
                listed += 1
    assert listed >= 10


def test_each_fact_has_one_name_and_one_lock() -> None:
    by_name: dict[str, set[Fact[Any]]] = {}
    for one in procedures():
        for step in one.listed:
            for fact in step.needs:
                by_name.setdefault(fact.name, set()).add(fact)
    assert {name for name, facts in by_name.items() if len(facts) > 1} <= {"standing"}


def test_a_procedure_is_found_by_kind_and_for_a_procurement_by_its_method() -> None:
    assert [procedure_of(kind, None, EnterBudget(body="b", year=2026, lines=())) for kind in BY_KIND if kind != "procurement"] == [
        BY_KIND[kind] for kind in BY_KIND if kind != "procurement"
    ]
    empty, tendered = Procurement(), Procurement(plan=filed())
    assert procedure_of("procurement", empty, notice()) is START
    assert procedure_of("procurement", empty, plan()) is OPEN_TENDER
    assert procedure_of("procurement", tendered, notice()) is OPEN_TENDER
    assert procedure_of("procurement", tendered, plan(method=METHODS["inquiry"].name)) is INQUIRY
    assert procedure_of("procurement", tendered, plan(method="closed-framework")) is START
    assert [method_of(one) for one in (OPEN_TENDER, START, NEED)] == ["open-tender", None, None]


def test_every_step_has_a_test_file_of_its_name() -> None:
    """In the folder of its procedure; what methods share may be tested in that of one of them."""
    here = Path(__file__).parent
    for one in procedures():
        folders = [other.name.replace("-", "_") for other in procedures() if other.kind == one.kind]
        for step in one.listed:
            name = f"test_{step.asked.slug.replace('-', '_')}.py"
            assert any((here / folder / name).exists() for folder in folders), (one.name, name)
