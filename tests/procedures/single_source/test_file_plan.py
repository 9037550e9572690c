"""The plan of a single source: one of three grounds, as the law narrows them, the supplier named: GPL-31, REG-27, GPL-22, O87-43."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.acts import Outside
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.facts import Barred, Bars
from operis.dockets.procurement.failed_facts import ONE_LEFT, FailedTenders, failed_tenders
from operis.dockets.procurement.one_supplier import OneSupplier
from operis.dockets.procurement.sole_facts import FormerContract, former_contract, sole_bars, sole_party
from tests.procedures.approving import ABOVE
from tests.procedures.documents import plan, words
from tests.procedures.failed import failed_lot, failed_tender
from tests.procedures.sole import CONTINUED, EMERGENCY, KNOW_HOW, ONLY, SUNRISE, given
from tests.statute import OFFICE, Given

SIGNED = FormerContract(OFFICE, "sunrise", Fen(5_000_000_00), date(2025, 6, 1), Fen(0))
"""A contract of five million, to which half a million can be added."""
ADDS = OneSupplier(supplier="sunrise", contract="DC-2025-C-0007")
ELSEWHERE = Outside(medium="Contract 2025-12", on=date(2025, 6, 1), number="2025-12", scan="ab" * 32)


def single(ground: str | None = ONLY, because: Slug | None = KNOW_HOW, one: OneSupplier | None = SUNRISE, **changed: Any) -> FilePlan:
    said = {"method": Slug("single-source"), "method_ground": ground and Slug(ground), "case_reason": because, "one_supplier": one,
            "criteria": ()}  # fmt: skip
    return plan(**{**said, **changed})


def after(contract: FormerContract | None) -> Given:
    return replace(given, facts={**given.facts, former_contract: contract}) if contract else given


def test_one_of_three_grounds_is_named() -> None:
    given().when(single()).then(ImplementationPlanFiled)
    given().when(single(EMERGENCY, None)).then(ImplementationPlanFiled)
    for named in (None, "cheaper", "urgent"):
        given().when(single(named, None)).refused_under("GPL-31", status=422)


@pytest.mark.parametrize("because", [KNOW_HOW, Slug("special-requirements-of-public-service")])
def test_there_is_one_supplier_for_one_of_two_reasons(because: Slug) -> None:
    given().when(single(because=because)).then(ImplementationPlanFiled)
    for other in (None, Slug("nobody-else-applied")):
        (ground,) = given().when(single(because=other)).refused_under("REG-27", status=422)
        assert (ground.check, ground.finding.at) == ("reason_counts", "case_reason")


def tendered(*left: str, **said: Any) -> Given:
    """After a tender of this need that left these."""
    before = FailedTenders((failed_tender(*left, **said),))
    return replace(given, facts={**given.facts, failed_tenders: before})


def test_with_the_one_whom_a_tender_left_it_goes_on_and_with_no_other() -> None:
    (act,) = tendered("sunrise")().when(single(ONE_LEFT, None)).then(ImplementationPlanFiled)
    assert isinstance(act, ImplementationPlanFiled)
    assert act.left == ("sunrise",)
    (ground,) = tendered("brook")().when(single(ONE_LEFT, None)).refused_under("O87-43", status=422)
    assert (ground.check, ground.finding.facts) == ("left_one_named", {"left": "brook", "supplier": "sunrise"})
    for left in ((), ("brook", "sunrise")):
        (ground,) = tendered(*left)().when(single(ONE_LEFT, None)).refused_under("O87-43", status=422)
        assert (ground.check, ground.finding.facts) == ("suppliers_left", {"wanted": 1, "left": len(left)})


def test_documents_that_were_at_fault_are_tendered_again() -> None:
    to_approve: dict[str, Any] = {"budget": ABOVE, "approval": Slug("to-be-applied-for")}
    tendered("sunrise", at_fault=True)().when(single(ONE_LEFT, None, **to_approve)).refused_under("O87-43", status=422)
    tendered("sunrise")().when(single(ONE_LEFT, None, **to_approve)).then(ImplementationPlanFiled)


def test_with_the_one_who_was_left_it_asks_for_no_more_than_the_tender_did() -> None:
    def of(budget: int) -> Given:
        return tendered("sunrise", lots=(failed_lot("sunrise", budget=Fen(budget)),))

    of(860_000_00)().when(single(ONE_LEFT, None)).then(ImplementationPlanFiled)
    (ground,) = of(859_999_99)().when(single(ONE_LEFT, None)).refused_under("O87-43", status=422)
    assert (ground.check, ground.finding.at) == ("no_more_than_tendered", "budget")
    other = tuple(replace(one, text=words(f"Something else: {one.about}")) for one in plan().requirements)
    (told,) = tendered("sunrise")().when(single(ONE_LEFT, None, requirements=other)).warned_under("O87-43")
    assert (told.check, told.finding.facts["other"]) == ("asked_as_tendered", tuple(str(one.about) for one in other))


def test_the_supplier_is_named_on_file_and_not_barred() -> None:
    given().when(single(one=None)).refused_under("GPL-31", status=422)
    given.told(sole_party).when(single()).refused_under("GPL-31", status=422)
    given.told(sole_party, refused=True).when(single()).refused_under("GPL-31", status=422)
    bar = Barred("sunrise", "2025-3", date(2025, 3, 3), date(2026, 3, 2))
    given.told(sole_bars, Bars((bar,))).when(single()).refused_under("GPL-22", status=422)
    given.told(sole_bars, Bars((replace(bar, last=date(2026, 3, 1)),))).when(single()).then(ImplementationPlanFiled)


def test_from_the_open_tender_amount_on_it_is_to_be_approved() -> None:
    given().when(single(budget=Fen(ABOVE - 1))).then(ImplementationPlanFiled)
    given().when(single(budget=ABOVE)).refused_under("GPL-27", status=422)
    given().when(single(budget=ABOVE, approval=Slug("to-be-applied-for"))).then(ImplementationPlanFiled)


@pytest.mark.parametrize(("before", "budget", "fits"), [
    (0, 500_000_00, True), (0, 500_000_01, False), (100_000_00, 400_000_00, True), (100_000_00, 400_000_01, False),
])  # fmt: skip
def test_all_that_is_added_stays_within_a_tenth_of_the_contract(before: int, budget: int, fits: bool) -> None:
    whole = after(replace(SIGNED, added=Fen(before)))
    asked = whole().when(single(CONTINUED, None, ADDS, budget=Fen(budget)))
    if fits:
        asked.then(ImplementationPlanFiled)
        return
    (ground,) = asked.refused_under("GPL-31", status=422)
    assert ground.finding.facts == {"budget": Fen(budget), "before": Fen(before), "percent": 10, "price": Fen(5_000_000_00)}


@pytest.mark.parametrize("contract", [
    replace(SIGNED, supplier="brook"), replace(SIGNED, body="education"), replace(SIGNED, signed=None), None,
])  # fmt: skip
def test_what_continues_a_contract_continues_one_of_ones_own_with_the_same_supplier(contract: FormerContract | None) -> None:
    after(contract)().when(single(CONTINUED, None, ADDS, budget=Fen(400_000_00))).refused_under("GPL-31", status=422)


def test_a_contract_signed_elsewhere_is_shown_with_its_price() -> None:
    shown = OneSupplier(supplier="sunrise", elsewhere=ELSEWHERE, price=Fen(5_000_000_00), added=Fen(100_000_00))
    given().when(single(CONTINUED, None, shown, budget=Fen(400_000_00))).then(ImplementationPlanFiled)
    given().when(single(CONTINUED, None, shown, budget=Fen(400_000_01))).refused_under("GPL-31", status=422)
    for lacking in (replace(shown, price=None), replace(shown, elsewhere=replace(ELSEWHERE, scan=None)), SUNRISE):
        given().when(single(CONTINUED, None, lacking, budget=Fen(400_000_00))).refused_under("GPL-31", status=422)
