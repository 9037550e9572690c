"""From which line is a purchase outside the methods of this site paid, and what else does the body buy in that year?"""

from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.dockets import locked
from operis.dockets.budget.facts import BudgetLineFact, OtherPlans


def _year(asked: Any) -> str:
    """That of the paper."""
    return str(asked.outside.on.year)


paid_from = Fact(
    "paid_from",
    BudgetLineFact,
    key=lambda state, asked, mandate: (mandate.acts_for or "", _year(asked), asked.budget_line) if asked.budget_line else None,
    lock=lambda key: locked.money(key[0]),
)


def _beside(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...]:
    return mandate.acts_for or "", _year(asked), asked.budget_line or ""


bought_beside = Fact("bought_beside", OtherPlans, key=_beside, lock=lambda key: locked.money(key[0]))
"""Plans and purchases of the same need, and those of the same kind, item or title, by what the budget line says."""
