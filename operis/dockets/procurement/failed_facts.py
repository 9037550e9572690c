"""Which tenders of the same need failed before, and with how many bids that stood?"""

from dataclasses import dataclass

from operis.core.case import Fact


@dataclass(frozen=True)
class FailedTender:
    """An open tender of the same need that ended for want of bids, and how many of its bids nothing had put out."""

    docket: str
    left: int


@dataclass(frozen=True)
class FailedTenders:
    found: tuple[FailedTender, ...]


failed_tenders = Fact(
    "failed_tenders", FailedTenders, key=lambda state, asked, mandate: (asked.need,),
    unlocked="What has ended stays ended; a tender that ends at that moment is there for the plan that is filed after it.",
)  # fmt: skip
