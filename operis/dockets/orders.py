"""Has a decision in another docket ordered an effect here that is not entered yet?"""

from dataclasses import dataclass

from operis.core.case import Fact


@dataclass(frozen=True)
class PendingOrders:
    """The effects that wait to be entered in this docket, each as `effect of docket`."""

    effects: tuple[str, ...]


pending_orders = Fact("pending_orders", PendingOrders, key=lambda state, asked, mandate: (), kept=False)
