"""What may budgets tell other dockets? A line, and what was planned against it and beside it."""

from dataclasses import dataclass

from operis.core.case import Fact
from operis.core.money import Fen

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


def _year(key: tuple[str, ...]) -> str:
    return f"year:{key[0]}:{key[1]}"


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
