"""What do the acts on a budget add up to?"""

from collections.abc import Mapping
from dataclasses import field, replace

from operis.core.fields import record
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.budget.terms import BudgetLine


@record
class Budget:
    """The lines that stand, by number."""

    body: str | None = None
    year: int | None = None
    lines: Mapping[str, BudgetLine] = field(default_factory=dict)


def evolve(state: Budget, act: BudgetEntered) -> Budget:
    return replace(state, body=act.body, year=act.year, lines={**state.lines, **{line.line: line for line in act.lines}})
