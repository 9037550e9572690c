"""The plan of an invited tender names one of two cases, and scores as an open tender does: GPL-29, O87-55a, GPL-27."""

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan
from operis.procedures.invited_tender import INVITED_TENDER
from tests.procedures.documents import criteria, plan
from tests.statute import case

given = case(INVITED_TENDER)


def invited(named: str | None = "limited-range-of-suppliers", **changed: object) -> FilePlan:
    return plan(method=Slug("invited-tender"), method_ground=named and Slug(named), **changed)


@pytest.mark.parametrize("named", ["limited-range-of-suppliers", "tender-cost-too-large"])
def test_few_can_provide_it_or_an_open_tender_costs_too_much(named: str) -> None:
    given().when(invited(named)).then(ImplementationPlanFiled)


@pytest.mark.parametrize("named", [None, "quicker", "urgent"])
def test_another_case_is_none(named: str | None) -> None:
    (ground,) = given().when(invited(named)).refused_under("GPL-29", status=422)
    assert (ground.check, ground.finding.at) == ("method_fits", "method_ground")
    assert ground.finding.facts["cases"] == ("limited-range-of-suppliers", "tender-cost-too-large")


def test_the_price_has_its_share_as_in_an_open_tender() -> None:
    given().when(invited(criteria=criteria("10"))).then(ImplementationPlanFiled)
    given().when(invited(criteria=criteria("9"))).refused_under("O87-55a")


def test_from_the_open_tender_amount_on_it_needs_approval() -> None:
    given().when(invited(budget=Fen(1_999_999_99))).warned_under("OURS-NEAR-OPEN")
    given().when(invited(budget=Fen(2_000_000_00))).refused_under("GPL-27")
