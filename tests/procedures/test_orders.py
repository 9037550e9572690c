"""An effect ordered elsewhere is entered before anything else: OURS-ORDER."""

from operis.core.wording import Slug
from operis.dockets.orders import PendingOrder, PendingOrders, pending_orders
from operis.dockets.procurement.acts import ImplementationPlanFiled, NoticePublished
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.procedures import procedures
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.open_tender import OPEN_TENDER
from operis.procedures.start import START
from tests.procedures.documents import filed, intention, notice, plan
from tests.statute import case


def waiting(*effects: str) -> PendingOrders:
    return PendingOrders(tuple(PendingOrder(Slug(one), f"DC-2026-V-{no:04}") for no, one in enumerate(effects, 1)))


def test_nothing_passes_while_an_effect_waits() -> None:
    waits = case(START).told(pending_orders, waiting("terminate", "suspend"))
    grounds = waits().when(intention()).refused_under("OURS-ORDER", status=409)
    told = [(ground.finding.facts["effect"], ground.finding.facts["origin"]) for ground in grounds]
    assert told == [("terminate", "DC-2026-V-0001"), ("suspend", "DC-2026-V-0002")]
    case(START).told(pending_orders, waiting())().when(intention()).warned_under()


def test_what_carries_an_order_out_is_not_in_its_own_way() -> None:
    waits = case(OPEN_TENDER).told(pending_orders, waiting("file-plan"))
    waits(filed()).when(notice()).refused_under("OURS-ORDER", status=409)
    waits(filed()).when(plan()).then(ImplementationPlanFiled)
    both = case(OPEN_TENDER).told(pending_orders, waiting("file-plan", "terminate"))
    [ground] = both(filed()).when(plan()).refused_under("OURS-ORDER", status=409)
    assert ground.finding.facts["effect"] == "terminate"


def test_once_it_is_entered_the_step_passes() -> None:
    planned = filed(method="below-threshold")
    small = notice(1)
    waits = case(BELOW_THRESHOLD).told(pending_orders, waiting("move-closing"))
    waits(planned).when(small).refused_under("OURS-ORDER", status=409)
    case(BELOW_THRESHOLD)(planned).when(small).then(NoticePublished)


def test_it_comes_before_every_step_of_every_procurement() -> None:
    for one in procedures():
        for step in one.listed:
            comes = "no_order_pending" in {rule.check.name for rule in step.after} and pending_orders in step.needs
            assert comes is (one.of is PROCUREMENT_KIND), (one.name, step.asked.slug)
