"""An agency acts only where the filed plan names it, in each step that one may take: GPL-20."""

from typing import Any

import pytest

from operis.core.decider import Procedure, Step
from operis.core.mandates import Role
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.procurement.facts import settling
from operis.procedures import procedures
from tests.procedures.bid.bonds import given as bonds
from tests.procedures.bid.bonds import returned
from tests.procedures.contracts import AGENT, DREW_UP, contract

STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() for step in one.listed]
OWN_AFFAIRS = {"file"}
"""An agency keeps its own file as any party does."""


@pytest.mark.parametrize(("one", "step"), STEPS)
def test_it_is_asked_in_every_step_that_an_agency_may_take(one: Procedure[Any], step: Step[Any, Any]) -> None:
    asks = [rule.rows for rule in step.provided if rule.check.name == "agency_named"]
    wanted = Role.AGENCY in step.by and one.kind not in OWN_AFFAIRS
    assert asks == ([("GPL-20",)] if wanted else [])


def test_in_a_contract_and_a_bid_it_is_the_agency_of_their_procurement() -> None:
    signs = contract(agency_mandate="DC-2026-12")
    DREW_UP.when(signs, by=AGENT).then(ContractDrawnUp)
    for other in ("other-agency", None):
        DREW_UP.told(award, agency=other).when(signs, by=AGENT).refused_under("GPL-20", status=422)
        bonds.told(settling, agency=other).when(returned(), by=AGENT).refused_under("GPL-20", status=422)

