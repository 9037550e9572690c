"""What may budgets tell other dockets? A line, what was planned against it and beside it, and what else of the same need."""

from dataclasses import dataclass

from operis.core.case import Fact
from operis.core.money import Fen, yuan
from operis.core.wording import Slug
from operis.dockets import locked

NO_MONEY = Fen(0)
EMERGENCY_PURCHASE, COOPERATIVE_INNOVATION = "emergency", "cooperative-innovation"
OUTSIDE = (EMERGENCY_PURCHASE, COOPERATIVE_INNOVATION)
"""What is bought by these has no plan: it is entered with its need, once it is bought."""
LINE, NEED, ITEM, TITLE = Slug("same-budget-line"), Slug("same-need"), Slug("same-directory-item"), Slug("alike-titles")
CATEGORY = Slug("same-category")
WHOLE_GROUP = "C05"
"""A code of the procurement catalogue is never cut shorter than this: a letter and a group of two digits."""


def branch(code: str) -> str:
    """A code without the pairs of noughts that stand for everything below it."""
    while code.endswith("00") and len(code) > len(WHOLE_GROUP):
        code = code[:-2]
    return code


def same_kind(one: str, other: str) -> bool:
    """Whether two codes are the same item, or one of them the category of the other."""
    return one.startswith(branch(other)) or other.startswith(branch(one))


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
    amounts_fen: tuple[int, ...] = ()

    @property
    def named(self) -> str:
        """Each docket with what it plans to spend, so that the sum can be reckoned after."""
        if len(self.amounts_fen) != len(self.dockets):
            return ", ".join(self.dockets)
        return ", ".join(f"{docket} ({yuan(Fen(fen))})" for docket, fen in zip(self.dockets, self.amounts_fen, strict=True))


@dataclass(frozen=True)
class OtherPlan:
    """What another procurement that has not ended plans to buy, by whichever method and from whichever money; or what a need was met by."""

    docket: str
    need: str
    part: str
    budget_item: str
    category: str
    method: str
    budget: Fen
    ties: tuple[Slug, ...] = ()
    """What it has in common with the plan that is weighed."""

    failed: Fen = NO_MONEY
    """What it had planned for the lots of it that ended, while others go on."""

    @property
    def outside(self) -> bool:
        """Whether it was bought without a plan, and is no more to be bought."""
        return self.method in OUTSIDE


@dataclass(frozen=True)
class OtherPlans:
    """The body's other plans of the year that have something in common with a plan; what is said of each stands beside its docket."""

    dockets: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    budget_items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    budgets_fen: tuple[int, ...] = ()
    ties: tuple[str, ...] = ()
    """Of each, the words for what both have in common, with a space between them."""
    failed_fen: tuple[int, ...] = ()
    """Of each, what it had planned for lots that ended."""

    @property
    def found(self) -> tuple[OtherPlan, ...]:
        said = zip(self.dockets, self.needs, self.parts, self.budget_items, self.categories, self.methods, strict=True)
        ties, failed = self.ties or ("",) * len(self.dockets), self.failed_fen or (0,) * len(self.dockets)
        return tuple(
            OtherPlan(docket, need, part, item, category, method, Fen(fen), tuple(map(Slug, tied.split())), Fen(over))
            for (docket, need, part, item, category, method), fen, tied, over in zip(said, self.budgets_fen, ties, failed, strict=True)
        )

    def of_need(self, need: str) -> tuple[OtherPlan, ...]:
        return tuple(one for one in self.found if one.need == need.upper())


@dataclass(frozen=True)
class Kept:
    """What one plan of the year keeps for small and medium enterprises, of which budget."""

    docket: str
    budget: Fen
    reserved: Fen
    small_micro: Fen


@dataclass(frozen=True)
class YearKept:
    """The body's other plans of the year that small firms could do, which name no ground for reserving nothing."""

    found: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class BoughtBefore:
    """Contracts of the body for the same category in earlier years; what is said of each stands beside its docket."""

    dockets: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    suppliers: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    prices_fen: tuple[int, ...] = ()


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
    key=lambda state, asked, mandate: (
        mandate.acts_for or "",
        str(asked.fiscal_year),
        asked.need.upper(),
        asked.category,
        asked.directory_item or "",
        asked.budget_line,
    ),
    lock=_year,
)
bought_before = Fact(
    "bought_before",
    BoughtBefore,
    key=lambda state, asked, mandate: (mandate.acts_for or "", str(asked.fiscal_year), asked.category),
    unlocked="It is told beside the plan and refuses nothing.",
)
year_kept = Fact(
    "year_kept",
    YearKept,
    key=lambda state, asked, mandate: (mandate.acts_for or "", str(asked.fiscal_year)),
    lock=_year,
    kept=False,
)
