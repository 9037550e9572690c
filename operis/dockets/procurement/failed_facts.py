"""Which tenders of the same part of a need failed before, what had they asked for, and whose bids stood in each lot?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256

from operis.core.case import Fact
from operis.core.codec import canonical
from operis.core.money import Fen
from operis.dockets.procurement.terms import Condition, PlanTerms, Requirement

OPEN, TENDERS = "open-tender", ("open-tender", "invited-tender")
TWO_LEFT, ONE_LEFT = "two-left", "one-left"
"""A tender left so many: the purchase goes on with them, and with nobody else."""

FINGERPRINT = 16


@dataclass(frozen=True)
class FailedLot:
    """What was planned for a lot, and whose bids nothing had put out."""

    lot: str
    budget: Fen
    suppliers: tuple[str, ...] = ()


@dataclass(frozen=True)
class FailedTender:
    """A tender of the same part of the need that ended for want of bids, with what it had asked for."""

    docket: str
    lots: tuple[FailedLot, ...]
    method: str = OPEN
    at_fault: bool = False
    """Whether its documents or procedure were found to be at fault when it ended."""
    category: str = ""
    months: int = 0
    """Of the contract, with all extensions."""
    wanted: tuple[str, ...] = ()
    """The fingerprint of each thing that it asked for."""

    @property
    def left(self) -> int:
        return sum(len(one.suppliers) for one in self.lots)

    def same(self, named: Collection[str]) -> tuple[FailedLot, ...]:
        """The lots that a plan takes up by their names; one that names none of them takes up all."""
        return tuple(one for one in self.lots if one.lot in named) or self.lots

    def suppliers(self, named: Collection[str]) -> tuple[str, ...]:
        """Whose bids stood, where the same stood in each lot that a plan takes up."""
        there = {one.suppliers for one in self.same(named)}
        return next(iter(there)) if len(there) == 1 else ()


@dataclass(frozen=True)
class FailedTenders:
    found: tuple[FailedTender, ...]

    @property
    def last(self) -> FailedTender | None:
        return self.found[-1] if self.found else None


def wanted(plan: PlanTerms) -> dict[str, str]:
    """By its fingerprint, the word for each thing that a plan asks of the service and of suppliers."""
    asked: tuple[Requirement | Condition, ...] = (*plan.requirements, *plan.conditions)
    return {_fingerprint(one): str(one.about) for one in asked}


def _fingerprint(asked: Requirement | Condition) -> str:
    said = [str(asked.about), dict(asked.text), asked.count if isinstance(asked, Condition) else None]
    return sha256(canonical(said)).hexdigest()[:FINGERPRINT]


def months(plan: PlanTerms) -> int:
    return plan.term_months + (plan.extension_months or 0)


def named(plan: PlanTerms) -> frozenset[str]:
    return frozenset(one.lot for one in plan.lots)


def planned(lots: Iterable[FailedLot]) -> Fen:
    return Fen(sum(one.budget for one in lots))


failed_tenders = Fact(
    "failed_tenders", FailedTenders, key=lambda state, asked, mandate: (asked.need, asked.part), kept=False,
    unlocked="What has ended stays ended; a tender that ends at that moment is there for the plan that is filed after it.",
)  # fmt: skip
