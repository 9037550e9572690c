"""A body's budget of one fiscal year: lines entered and adjusted by the finance department."""

from operis.core.decider import Step, makes, procedure
from operis.core.mandates import FINANCE
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.kind import BUDGET_KIND
from operis.dockets.standing import body_year
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_anyone
from operis.rules.standing import adjustment_named, only_docket, same_budget

BUDGET = procedure(
    "budget",
    Step(
        EnterBudget,
        by=FINANCE,
        under=("GPL-33",),
        after=(only_docket(body_year).under("OURS-ONE"), same_budget.under("OURS-ONE")),
        provided=(adjustment_named.under("REG-28"),),
        needs=(body_year,),
        then=(makes(BudgetEntered),),
    ),
    of=BUDGET_KIND,
    own=of_anyone,
    ended=None,
    always=DATED,
    noted=LATE,
)
