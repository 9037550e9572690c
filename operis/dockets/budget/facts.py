"""What may budgets tell other dockets? A line, what was planned against it and beside it, and what else of the same need."""

from dataclasses import dataclass

from operis.core.case import Fact
from operis.core.money import Fen
from operis.dockets import locked

NO_MONEY = Fen(0)


@dataclass(frozen=True)
class BudgetLineFact:
    """One line of one body's year, with what other plans have reserved on it."""

    line: str
    budget_item: str
    amount: Fen
    reserved: Fen
    category: str | None
    directory_item: str | None
    years: tuple[int, ...]
    all_years: Fen = NO_MONEY
    """The money of every year together, where the line runs longer than one."""

    @property
    def whole(self) -> Fen:
        """What runs longer than a year is planned against the money of all its years."""
        return max(self.amount, self.all_years)

    @property
    def free(self) -> Fen:
        return Fen(self.whole - self.reserved)


@dataclass(frozen=True)
class YearSpend:
    """What other plans of the year spend on the same budget item and category by methods other than open tender."""

    counted: Fen
    dockets: tuple[str, ...]


@dataclass(frozen=True)
class OtherPlan:
    """What another procurement that has not ended plans to buy, by whichever method and from whichever money."""

    docket: str
    need: str
    part: str
    budget_item: str
    category: str
    method: str
    budget: Fen


@dataclass(frozen=True)
class OtherPlans:
    """The body's other plans of the year, of the same need or category; what is said of each stands beside its docket."""

    dockets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    budget_items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    budgets_fen: tuple[int, ...] = ()

    @property
    def found(self) -> tuple[OtherPlan, ...]:
        said = zip(self.dockets, self.needs, self.parts, self.budget_items, self.categories, self.methods, strict=True)
        return tuple(
            OtherPlan(docket, need, part, item, category, method, Fen(fen))
            for (docket, need, part, item, category, method), fen in zip(said, self.budgets_fen, strict=True)
        )

    def of_need(self, need: str) -> tuple[OtherPlan, ...]:
        return tuple(one for one in self.found if one.need == need.upper())


def _year(key: tuple[str, ...]) -> str:
    return locked.money(key[0])


budget_line = Fact(
    "budget_line",
    BudgetLineFact,
    key=lambda state, asked, mandate: (mandate.acts_for or "", str(asked.fiscal_year), asked.budget_line),
    lock=_year,
)
year_spend = Fact(
    "year_spend",
    YearSpend,
    key=lambda state, asked, mandate: (mandate.acts_for or "", str(asked.fiscal_year), asked.budget_line, asked.category),
    lock=_year,
)
other_plans = Fact(
    "other_plans",
    OtherPlans,
    key=lambda state, asked, mandate: (mandate.acts_for or "", str(asked.fiscal_year), asked.need.upper(), asked.category),
    lock=_year,
)
