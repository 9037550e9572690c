"""What a plan asks of suppliers, how it scores, what it reserves, and the contract that it drafts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.directory.facts import directory_item
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.terms import Condition, Criterion, Reservation
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import GROUPS, NONE, SHARE, banded, criteria, plan, words
from tests.statute import at, case

given = case(OPEN_TENDER)
ABOVE = Fen(2_000_000_01)


def about(*subjects: str, **more: Any) -> dict[str, tuple[Condition, ...]]:
    return {"conditions": tuple(Condition(about=Slug(one), text=words(one), **{"serves": 1, **more}) for one in subjects)}


def scored(*more: Criterion) -> dict[str, tuple[Criterion, ...]]:
    """Sixty points for the plan, twenty for the price, twenty for something else."""
    price, judged = criteria()
    return {"criteria": (price, replace(judged, weight=Decimal(60), bands=banded(Decimal(60))), *more)}


# Suppliers


def test_nobody_is_shut_out() -> None:
    given().when(plan(**about("bears-civil-liability"))).then(ImplementationPlanFiled)
    for shut_out in ("ownership-form-or-location-limits", "regional-or-sector-records-or-awards"):
        given().when(plan(**about(shut_out))).refused_under("REG-20", status=422)


@pytest.mark.parametrize("size", ["registered-capital", "assets", "turnover", "staff", "profit", "tax"])
def test_the_size_of_a_firm_is_neither_condition_nor_scored(size: str) -> None:
    given().when(plan(**about(size))).refused_under("O87-17", status=422)
    given().when(
        plan(**scored(Criterion(id=Slug("size"), weight=Decimal(20), kind=Slug("counted"), about=Slug(size), rule=words("Points"))))
    ).refused_under("O87-17", status=422)


def test_two_similar_contracts_are_normally_enough_so_more_warn() -> None:
    given().when(plan(**about("similar-contracts", count=2))).warned_under()
    given().when(plan(**about("similar-contracts"))).warned_under()
    given().when(plan(**about("similar-contracts", count=3))).warned_under("REQ-18")


def test_conditions_are_not_scored() -> None:
    licence = Criterion(id=Slug("licence"), weight=Decimal(20), kind=Slug("counted"), about=Slug("licence"), rule=words("All or nothing"))
    given().when(plan(**scored(licence))).then(ImplementationPlanFiled)
    given().when(plan(**about("licence"), **scored(licence))).refused_under("O87-55c", status=422)
    given().when(plan(**about("insurance"), **scored(licence))).then(ImplementationPlanFiled)


# Scoring


def test_the_price_counts_for_ten_percent_at_least_and_has_no_upper_limit() -> None:
    for price in ("10", "90", "100"):
        given().when(plan(criteria=criteria(price))).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(criteria=criteria("9.99"))).refused_under("O87-55a", status=422)
    assert ground.finding.facts == {"share": Decimal("9.99"), "least": Decimal(10), "most": Decimal(100)}


def test_a_hundred_points_are_shared_out() -> None:
    given().when(plan(criteria=())).refused_under("O87-55a", "O87-55b", status=422)
    given().when(plan(**scored())).refused_under("O87-55b", status=422)


def test_each_factor_says_what_earns_its_points_and_the_price_need_not() -> None:
    price, judged = criteria()
    (ground,) = given().when(plan(criteria=(price, replace(judged, rule=None)))).refused_under("REG-34", status=422)
    assert ground.finding.at == "criteria/1/rule"


# Small and medium enterprises


def test_up_to_two_million_the_whole_purchase_is_reserved() -> None:
    for budget in (300_000_00, 2_000_000_00):
        given().when(plan(budget=Fen(budget))).then(ImplementationPlanFiled)
        part = replace(SHARE, reserved=Fen(budget), small_micro=Fen(budget))
        given().when(plan(budget=Fen(budget), reservation=part)).refused_under("SME-07", status=422)
        given().when(plan(budget=Fen(budget), reservation=None)).refused_under("SME-07", "SME-09b", status=422)
    given().when(plan(budget=Fen(299_999_99), reservation=None)).then(ImplementationPlanFiled)


def test_above_two_million_a_purchase_that_reserves_less_than_the_share_of_the_year_is_told_so() -> None:
    given().when(plan(budget=ABOVE, reservation=SHARE)).then(ImplementationPlanFiled)
    given().when(plan(budget=ABOVE)).then(ImplementationPlanFiled)
    given().when(plan(budget=ABOVE, reservation=SHARE)).warned_under("OURS-NEAR-LINE")
    for less in (replace(SHARE, reserved=Fen(600_000_00)), replace(SHARE, small_micro=Fen(360_000_00))):
        given().when(plan(budget=ABOVE, reservation=less)).warned_under("SME-08", "OURS-NEAR-LINE")
    given().when(plan(budget=ABOVE, reservation=None)).refused_under("SME-09b", status=422)
    nothing = Reservation(way=Slug("none"), deduction_percent=Decimal(10))
    given().when(plan(budget=ABOVE, reservation=nothing)).warned_under("SME-08", "OURS-NEAR-LINE")


def test_a_ground_of_the_list_lifts_the_reservation_and_no_other_does() -> None:
    for budget in (Fen(2_000_000_00), ABOVE):
        given().when(plan(budget=budget, reservation=NONE)).then(ImplementationPlanFiled)
        given().when(plan(budget=budget, reservation=replace(NONE, ground=Slug("as-always")))).refused_under("SME-06", status=422)


def test_where_nothing_is_reserved_prices_are_lowered_by_ten_to_twenty_percent() -> None:
    for percent in ("10", "20"):
        given().when(plan(reservation=replace(NONE, deduction_percent=Decimal(percent)))).then(ImplementationPlanFiled)
    for wrong in (Decimal("9.99"), Decimal("20.01"), None):
        given().when(plan(reservation=replace(NONE, deduction_percent=wrong))).refused_under("SME-09b", status=422)


# The draft contract


def test_eight_groups_of_clauses_are_drafted() -> None:
    for missing in GROUPS:
        seven = tuple(group for group in GROUPS if group != missing)
        (ground,) = given().when(plan(contract_groups=seven)).refused_under("O102-23", status=422)
        assert ground.finding.facts["group"] == missing


def test_before_the_order_held_the_source_text_asked_for_the_same_groups() -> None:
    earlier = given.reading("O102-23", first=date(2027, 1, 1))()
    (ground,) = earlier.when(plan(contract_groups=GROUPS[:-1])).refused_under("SRC-13", status=422)
    assert ground.finding.facts["group"] == GROUPS[-1]
    earlier.when(plan(contract_groups=GROUPS)).then(ImplementationPlanFiled)


def test_a_contract_runs_for_a_year_or_for_three_where_all_conditions_are_met() -> None:
    all_met = tuple(Slug(one) for one in ("budget-secured", "content-fixed", "need-continuous", "funding-stable", "price-stable"))
    given().when(plan(term_months=12)).then(ImplementationPlanFiled)
    given().when(plan(term_months=13)).refused_under("O102-24", status=422)
    for months in (13, 36):
        given().when(plan(term_months=months, term_grounds=all_met)).then(ImplementationPlanFiled)
        (ground,) = given().when(plan(term_months=months, term_grounds=all_met[1:])).refused_under("O102-24", status=422)
        assert ground.finding.facts["lacking"] == ("budget-secured",)
    given().when(plan(term_months=37, term_grounds=all_met)).refused_under("O102-24", status=422)


def test_acceptance_is_planned_and_payment_within_sixty_days_where_small_firms_are_sure_to_win() -> None:
    given().when(plan(acceptance=None)).refused_under("REQ-24", status=422)
    given().when(plan(payment_days=60)).then(ImplementationPlanFiled)
    for days in (61, None):
        given().when(plan(payment_days=days)).refused_under("PAY-09", status=422)
    given().when(plan(payment_days=None, reservation=NONE)).refused_under("PAY-09", status=422)
    given().when(plan(payment_days=60, reservation=NONE)).warned_under()
    given().when(plan(payment_days=61, reservation=NONE)).warned_under("PAY-09")


def test_before_june_2025_payment_follows_the_text_of_2020() -> None:
    listed = given.told(need_part, consulted_on=date(2025, 5, 12)).told(directory_item, first=date(2025, 1, 1))
    before = listed.happening(at(date(2025, 5, 30)))
    before().when(plan(payment_days=61)).refused_under("PAY-08", status=422)
    before().when(plan(payment_days=60)).then(ImplementationPlanFiled)


@pytest.mark.parametrize(("alike", "refused"), [(2, False), (3, True)])
def test_requirements_do_not_all_say_the_same(alike: int, refused: bool) -> None:
    """OURS-APART: the same words stand for two of the elements at most."""
    wanted = plan().requirements
    same = (*(replace(one, text=words("Everything is done well")) for one in wanted[:alike]), *wanted[alike:])
    outcome = given().when(plan(requirements=same))
    if refused:
        assert [one.finding.at for one in outcome.refused_under("OURS-APART", status=409)] == ["requirements"]
    else:
        outcome.then(ImplementationPlanFiled)
