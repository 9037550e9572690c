"""An effect ordered elsewhere is entered before anything else: OURS-ORDER."""

from operis.dockets.orders import PendingOrders, pending_orders
from operis.dockets.procurement.acts import NoticePublished
from operis.dockets.procurement.state import Procurement
from operis.procedures import procedures
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.start import START
from tests.procedures.documents import filed, intention, notice
from tests.statute import case


def test_nothing_passes_while_an_effect_waits() -> None:
    waits = case(START).told(pending_orders, PendingOrders(("terminate of DC-2026-V-0001", "suspend of DC-2026-V-0002")))
    grounds = waits().when(intention()).refused_under("OURS-ORDER", status=409)
    assert [ground.finding.facts["effect"] for ground in grounds] == ["terminate of DC-2026-V-0001", "suspend of DC-2026-V-0002"]
    case(START).told(pending_orders, PendingOrders(()))().when(intention()).warned_under()


def test_once_it_is_entered_the_step_passes() -> None:
    planned = filed(method="below-threshold")
    small = notice(1)
    waits = case(BELOW_THRESHOLD).told(pending_orders, PendingOrders(("move-closing of DC-2026-P-0001",)))
    waits(planned).when(small).refused_under("OURS-ORDER", status=409)
    case(BELOW_THRESHOLD)(planned).when(small).then(NoticePublished)


def test_it_comes_before_every_step_of_every_procurement() -> None:
    for one in procedures():
        for step in one.listed:
            comes = "no_order_pending" in {rule.check.name for rule in step.after} and pending_orders in step.needs
            assert comes is (one.start is Procurement), (one.name, step.asked.slug)
