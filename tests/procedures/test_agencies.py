"""An agency acts only where the filed plan names it, in what its mandate covers, in each step that one may take: GPL-20."""

from typing import Any

import pytest

from operis.core.decider import Procedure, Step
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.procurement.agencies import AGENCY_MATTERS
from operis.dockets.procurement.facts import settling
from operis.procedures import procedures
from tests.procedures.bid.bonds import given as bonds
from tests.procedures.bid.bonds import returned
from tests.procedures.contracts import AGENT, DREW_UP, SIGNS, contract, filing, publication, signed
from tests.procedures.documents import filed, intended
from tests.statute import case

STEPS = [pytest.param(one, step, id=f"{one.name}:{step.asked.slug}") for one in procedures() for step in one.listed]
OWN_AFFAIRS = {"file"}
"""An agency keeps its own file as any party does."""
ANY_MANDATE = {"add-stamped-copy"}
"""A stamped copy is of a paper that the agency made under what it was entrusted with."""

OF_PROCUREMENTS = [one for one in STEPS if one.values[0].kind == "procurement" and Role.AGENCY in one.values[1].by]  # type: ignore[union-attr]
NOT_NAMED = "The filed plan does not name you as its agency."
NOT_COVERED = "Your mandate for this procurement does not cover: {matter}."


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


def test_each_step_of_an_agency_says_under_which_matter_it_falls_and_no_other_does() -> None:
    steps = [step for one in procedures() if one.kind not in OWN_AFFAIRS for step in one.listed]
    theirs = {step.asked.slug for step in steps if Role.AGENCY in step.by} - ANY_MANDATE
    assert {step.asked.slug for step in steps if step.asked.entrusted} == theirs
    assert {step.asked.entrusted for step in steps if step.asked.entrusted} == AGENCY_MATTERS.keys()


@pytest.mark.parametrize(("one", "step"), OF_PROCUREMENTS)
def test_of_a_procurement_the_agency_of_its_plan_alone_in_what_it_is_entrusted_with(one: Procedure[Any], step: Step[Any, Any]) -> None:
    """Both sides: named and covered, by an older plan that says no matters, covered otherwise, another's, and before any plan."""
    [rule] = [rule for rule in step.provided if rule.check.name == "agency_named"]
    matter, given = step.asked.entrusted, case(one)
    own, others = (Slug(matter or "notices"),), tuple(Slug(other) for other in AGENCY_MATTERS if other != matter)
    for agency, matters, says in (
        ("fair-agency", own, []),
        ("fair-agency", (), []),
        ("fair-agency", others, [NOT_COVERED] if matter else []),
        ("other-agency", own, [NOT_NAMED]),
        (None, (), [NOT_NAMED]),
    ):
        asks = given(intended(), filed(agency=agency, agency_matters=matters)).case(blank_of(step), by=AGENT)
        assert [ground.finding.says for ground in rule.grounds(asks)] == says
    assert [ground.finding.says for ground in rule.grounds(given(intended()).case(blank_of(step), by=AGENT))] == [NOT_NAMED]


def blank_of(step: Step[Any, Any]) -> Any:
    """What is asked, with nothing said: the rule looks at nothing of it but what it is."""
    return object.__new__(step.asked)


@pytest.mark.parametrize("matters", [(), ("contract",), ("notices", "contract")])
def test_a_contract_is_signed_by_an_agency_only_where_the_plan_entrusts_it_with_that(matters: tuple[str, ...]) -> None:
    signs = contract(agency_mandate="DC-2026-12")
    DREW_UP.told(award, agency_matters=matters).when(signs, by=AGENT).then(ContractDrawnUp)
    other = DREW_UP.told(award, agency_matters=("notices", "result")).when(signs, by=AGENT)
    other.refused_under("GPL-20", status=422)
    assert other.words == ["Your mandate for this procurement does not cover: contract."]


def test_a_contract_is_published_and_filed_by_an_agency_only_where_the_plan_entrusts_it_with_that() -> None:
    given = SIGNS(*signed())
    for asked in (publication(), filing()):
        given.told(award, agency_matters=("contract-publication",)).when(asked, by=AGENT).warned_under()
        given.told(award, agency_matters=("contract",)).when(asked, by=AGENT).refused_under("GPL-20", status=422)
        given.told(award, agency="other-agency").when(asked, by=AGENT).refused_under("GPL-20", status=422)


def test_bid_security_is_returned_by_an_agency_only_where_the_plan_entrusts_it_with_that() -> None:
    bonds.told(settling, agency_matters=("notices",)).when(returned(), by=AGENT).refused_under("GPL-20", status=422)
    bonds.told(settling, agency_matters=("bonds",)).when(returned(), by=AGENT).warned_under()
