"""Which tenders of the same need failed before, and with how many bids that stood?"""

from dataclasses import dataclass

from operis.core.case import Fact

OPEN, TENDERS = "open-tender", ("open-tender", "invited-tender")
TWO_LEFT, ONE_LEFT = "two-left", "one-left"
"""A tender left so many: the purchase goes on with them, and with nobody else."""


@dataclass(frozen=True)
class FailedTender:
    """A tender of the same need that ended for want of bids, and how many of its bids nothing had put out."""

    docket: str
    left: int
    method: str = OPEN
    suppliers: tuple[str, ...] = ()
    """Whose bids those are, where the same are left in each lot."""
    at_fault: bool = False
    """Whether its documents or procedure were found to be at fault when it ended."""


@dataclass(frozen=True)
class FailedTenders:
    found: tuple[FailedTender, ...]

    @property
    def last(self) -> FailedTender | None:
        return self.found[-1] if self.found else None


failed_tenders = Fact(
    "failed_tenders", FailedTenders, key=lambda state, asked, mandate: (asked.need,), kept=False,
    unlocked="What has ended stays ended; a tender that ends at that moment is there for the plan that is filed after it.",
)  # fmt: skip
