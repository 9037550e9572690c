"""Must an effect that was ordered elsewhere be entered first?"""

from collections.abc import Iterator

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.orders import pending_orders
from operis.law.book import Row


@check("Nothing that was ordered elsewhere waits to be done here.", "没有其他事项决定的、尚待执行的内容。")
def no_order_pending(case: Case[object, Command], row: Row) -> Iterator[Finding]:
    """The command that carries an order out is not in its own way, nor is what has to come before it."""
    if pending_orders in case.facts:
        for order in case.facts[pending_orders].orders:
            if order.effect not in (case.asked.slug, case.asked.prepares):
                yield found(
                    "{origin} has ordered something here that has not been done yet: {effect}.",
                    do="Read the decision, and do that first.",
                    effect=order.effect,
                    origin=order.origin,
                )
