"""Must an effect that was ordered elsewhere be entered first?"""

from collections.abc import Iterator

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.orders import pending_orders
from operis.law.book import Row


@check
def no_order_pending(case: Case[object, Command], row: Row) -> Iterator[Finding]:
    if pending_orders in case.facts:
        for effect in case.facts[pending_orders].effects:
            yield found(
                "An effect ordered elsewhere waits to be entered here: {effect}.",
                do="Wait until it is entered; the clock does that.",
                effect=effect,
            )
