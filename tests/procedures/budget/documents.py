"""Budgets that the law lets pass; a test changes the one thing it is about."""

from typing import Any

from operis.core.money import Fen
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.terms import BudgetLine
from operis.procedures.budget import BUDGET
from tests.procedures.documents import said, words
from tests.statute import OFFICE, at, case

given = case(BUDGET)


def line(name: str = "BL-1", **changed: Any) -> BudgetLine:
    stated = {"item": words("Day care"), "budget_item": "2081006", "amount": Fen(3_000_000_00), "basis": "No. 3"}
    return BudgetLine(line=name, **{**stated, **changed})


def budget(*lines: BudgetLine, body: str = OFFICE, year: int = 2026) -> EnterBudget:
    return EnterBudget(body=body, year=year, lines=lines or (line(),))


def entered(*lines: BudgetLine) -> BudgetEntered:
    return BudgetEntered(**said(budget(*lines)), happened=at(given.case(budget()).today))
