"""Has a decision in another docket ordered an effect here that is not entered yet?"""

from dataclasses import dataclass

from operis.core.case import Fact
from operis.core.wording import Slug


@dataclass(frozen=True)
class PendingOrder:
    """An effect that waits to be entered, by the command that enters it, and the docket whose decision it is."""

    effect: Slug
    origin: str


@dataclass(frozen=True)
class PendingOrders:
    orders: tuple[PendingOrder, ...]


ORDERED_UNDER_IT = "Who orders an effect holds the procurement that it is for, and so does who enters it."
pending_orders = Fact("pending_orders", PendingOrders, key=lambda state, asked, mandate: (), kept=False, unlocked=ORDERED_UNDER_IT)
