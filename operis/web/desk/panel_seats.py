"""How many sit on a panel by the law of the day: how many in all, and how many of them experts?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from operis.core.case import Case
from operis.core.decider import Procedure
from operis.core.money import Fen
from operis.dockets.procurement.commands import FormPanel
from operis.law.book import Row
from operis.rules.panels import asks_for_more, large_panel, panel_composed


@dataclass(frozen=True, slots=True)
class Seats:
    """`rows` are those that the numbers rest on."""

    members: int
    experts: int
    rows: tuple[Row, ...]


def seats_due(procedure: Procedure[Any], case: Case[Any, Any], features: Iterable[str] = ()) -> Seats:
    """The smallest lawful panel with one representative of the purchaser."""
    step = procedure.steps[FormPanel]
    found = {rule.check.name: case.law.first(rule.rows, method=case.method) for rule in step.provided}
    size, large = found[panel_composed.name], found.get(large_panel.name)
    members, rows = (size.count("members_min_count"), (size,)) if size is not None else (1, ())
    budget = case.state.plan.budget if case.state.plan is not None else Fen(0)
    if large is not None and asks_for_more(case.law, large, budget, features):
        members, rows = max(members, large.count("members_min_count")), (*rows, large)
    return Seats(members, members - 1, rows)
