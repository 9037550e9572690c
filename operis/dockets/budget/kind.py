"""What a body's budget of a year is called and how it stands."""

from operis.core.dockets import DocketKind, StateWords
from operis.core.wording import Label
from operis.dockets import locked
from operis.dockets.budget.state import Budget, evolve

BUDGET_KIND = DocketKind(
    name="budget",
    letter="G",
    words=Label("Budget", "年度预算"),
    start=Budget,
    evolve=evolve,
    states=(StateWords("entered", Label("Entered", "已登记")),),
    state_of=lambda state: "entered" if state.body is not None else "",
    held_alone=lambda asked, docket: (locked.money(asked.body),),
)
