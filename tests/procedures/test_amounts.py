"""The amounts of a place decide: quota, open-tender amount, the year's sum; both sides of each, and places without any."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import BoughtBefore, OtherPlans, YearSpend, bought_before, budget_line, other_plans, year_spend
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.terms import Reservation
from operis.procedures.below_threshold import BELOW_THRESHOLD
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.documents import plan, words
from tests.statute import Given, at, book, case

CONSULTED = {"method": Slug("competitive-consultation"), "reservation": Reservation(way=Slug("whole"))}
BELOW = {"method": Slug("below-threshold")}


def rich(procedure: Any) -> Given:
    """Money is no object: only the amounts of the place are in question."""
    return case(procedure).told(budget_line, amount=Fen(90_000_000_00))


def test_from_the_open_tender_amount_of_a_henan_county_another_method_needs_approval() -> None:
    given = rich(COMPETITIVE_CONSULTATION)
    given().when(plan(budget=Fen(1_999_999_99), **CONSULTED)).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(budget=Fen(2_000_000_00), **CONSULTED)).refused_under("GPL-27", status=422)
    assert (ground.finding.facts["amount"], ground.finding.facts["source"]) == (200_000_000, "THR-HA-2020-C")
    approved = plan(budget=Fen(2_000_000_00), approval=Slug("to-be-applied-for"), **CONSULTED)
    given().when(approved).then(ImplementationPlanFiled)
    rich(OPEN_TENDER)().when(plan(budget=Fen(2_000_000_00))).then(ImplementationPlanFiled)


def test_a_huge_direct_award_is_refused_whatever_else_it_says() -> None:
    huge = plan(budget=Fen(80_000_000_00), **BELOW)
    rich(BELOW_THRESHOLD)().when(huge).refused_under("GPL-02a", status=422)
    rich(COMPETITIVE_CONSULTATION)().when(plan(budget=Fen(80_000_000_00), **CONSULTED)).refused_under("GPL-27", status=422)


def test_from_the_quota_on_the_procurement_law_applies() -> None:
    given = rich(BELOW_THRESHOLD)
    given().when(plan(budget=Fen(299_999_99), **BELOW)).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(budget=Fen(300_000_00), **BELOW)).refused_under("GPL-02a", status=422)
    assert (ground.finding.facts["amount"], ground.finding.facts["source"]) == (30_000_000, "THR-HA-2020-C")


@pytest.mark.parametrize(
    ("place", "level", "quota", "amount", "source"),
    [
        ("41", "province", 1_000_000_00, 4_000_000_00, "THR-HA-2020-P"),
        ("4101", "city", 1_000_000_00, 4_000_000_00, "THR-HA-2020-Z"),
        ("4105", "city", 500_000_00, 2_000_000_00, "THR-HA-2020-M"),
        ("410523", "county", 300_000_00, 2_000_000_00, "THR-HA-2020-C"),
        ("35", "province", 1_000_000_00, 4_000_000_00, "THR-FJ-P"),
        ("3501", "city", 300_000_00, 2_000_000_00, "THR-FJ-M"),
        ("35", "county", 300_000_00, 2_000_000_00, "THR-FJ-M"),
        ("", "central", 1_000_000_00, 2_000_000_00, "THR-CN-2020"),
    ],
)
def test_each_place_has_its_own(place: str, level: str, quota: int, amount: int, source: str) -> None:
    below = rich(BELOW_THRESHOLD).standing_in(place, level)()
    below.when(plan(budget=Fen(quota - 1), **BELOW)).then(ImplementationPlanFiled)
    (ground,) = below.when(plan(budget=Fen(quota), **BELOW)).refused_under("GPL-02a")
    assert ground.finding.facts["source"] == source
    # above SME-08's own amount a whole reservation satisfies it too
    consulted = rich(COMPETITIVE_CONSULTATION).standing_in(place, level)()
    consulted.when(plan(budget=Fen(amount - 1), **CONSULTED)).then(ImplementationPlanFiled)
    (ground,) = consulted.when(plan(budget=Fen(amount), **CONSULTED)).refused_under("GPL-27")
    assert ground.finding.facts["source"] == source


@pytest.mark.parametrize(("place", "level"), [("33", "county"), ("41", "city"), ("", "county"), ("44", "province")])
def test_where_the_place_has_no_amount_on_record_it_is_asked_for_and_never_taken_from_another(place: str, level: str) -> None:
    grounds = rich(COMPETITIVE_CONSULTATION).standing_in(place, level)().when(plan(**CONSULTED)).refused_under(
        "GPL-27", "REG-28", "SME-07", "SME-08", "SME-09b", status=422
    )  # fmt: skip
    assert [(ground.row, ground.finding.facts["what"]) for ground in grounds] == [
        ("REG-28", "open_tender_services_fen"),
        ("GPL-27", "open_tender_services_fen"),
        ("SME-07", "quota_services_fen"),
        ("SME-08", "quota_services_fen"),
        ("SME-09b", "quota_services_fen"),
    ]
    outcome = rich(BELOW_THRESHOLD).standing_in(place, level)().when(plan(**BELOW))
    outcome.refused_under("REG-28", "GPL-02a", status=422)
    assert outcome.words == ["Not on record: open_tender_services_fen.", "Not on record: quota_services_fen."]


def test_before_the_first_day_of_the_places_amount_there_is_none() -> None:
    given = rich(COMPETITIVE_CONSULTATION).told(budget_line, amount=Fen(90_000_000_00))
    given.happening(at(date(2020, 3, 9)))().when(plan(**CONSULTED)).refused_under("O102-14", status=422)  # the item is of 2026
    given.happening(at(date(2020, 3, 8)))().when(plan(**CONSULTED)).refused_under("O102-14", "GPL-27", "REG-28", status=422)


def test_one_item_and_category_of_a_year_come_to_the_amount_at_most_without_open_tender() -> None:
    given = rich(COMPETITIVE_CONSULTATION).told(year_spend, YearSpend(Fen(1_350_000_00), ("DC-2026-S-0007",)))
    given().when(plan(budget=Fen(650_000_00), **CONSULTED)).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(budget=Fen(650_000_01), **CONSULTED)).refused_under("REG-28", status=422)
    assert ground.finding.facts["total"] == 2_000_000_01
    assert ground.finding.facts["dockets"] == "DC-2026-S-0007"


def test_a_split_purchase_below_the_quota_is_seen_too() -> None:
    given = rich(BELOW_THRESHOLD).told(year_spend, YearSpend(Fen(1_800_000_00), ("DC-2026-S-0007", "DC-2026-S-0008")))
    given().when(plan(budget=Fen(200_000_00), **BELOW)).then(ImplementationPlanFiled)
    given().when(plan(budget=Fen(200_000_01), **BELOW)).refused_under("REG-28", status=422)


def beside(fen: int, method: str = "competitive-consultation", *, part: str = "2", need: str = "DC-2026-N-0001", item: str = "2080299",
           category: str = "C05040100") -> OtherPlans:  # fmt: skip
    """One other plan of the year, paid from another budget item unless said otherwise."""
    return OtherPlans(("DC-2026-S-0007",), (need,), (part,), (item,), (category,), (method,), (fen,))


def test_a_part_of_a_need_has_one_plan_a_year() -> None:
    given = rich(COMPETITIVE_CONSULTATION).told(other_plans, beside(100, part="1"))
    (ground,) = given().when(plan(**CONSULTED)).refused_under("OURS-ONE", status=409)
    assert ground.finding.facts["docket"] == "DC-2026-S-0007"
    given().when(plan(need="dc-2026-n-0001", **CONSULTED)).refused_under("OURS-ONE", status=409)
    given().when(plan(part="2", **CONSULTED)).then(ImplementationPlanFiled)
    given.told(other_plans, beside(100, part="1", need="DC-2026-N-0002"))().when(plan(**CONSULTED)).then(ImplementationPlanFiled)


def after_lots_failed(*plans: tuple[str, int, int]) -> OtherPlans:
    """Plans of the same part: the docket of each, what of it goes on, and what was planned for its lots that ended."""
    dockets, going, failed = zip(*plans, strict=True)
    times = len(plans)
    return OtherPlans(dockets, ("DC-2026-N-0001",) * times, ("1",) * times, ("2081006",) * times, ("C05040100",) * times,
                      ("open-tender",) * times, going, failed_fen=failed)  # fmt: skip


def test_what_a_lot_that_ended_beside_others_was_for_is_planned_again_and_no_more() -> None:
    first, second = ("DC-2026-S-0007", 430_000_00, 650_000_00), ("DC-2026-S-0008", 400_000_00, 0)
    given = rich(COMPETITIVE_CONSULTATION).told(other_plans, after_lots_failed(first))
    given().when(plan(budget=Fen(650_000_00), **CONSULTED)).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(budget=Fen(650_000_01), **CONSULTED)).refused_under("OURS-ONE", status=409)
    assert (ground.finding.at, ground.finding.facts["left"]) == ("budget", Fen(650_000_00))
    taken = rich(COMPETITIVE_CONSULTATION).told(other_plans, after_lots_failed(first, ("DC-2026-S-0008", 650_000_00, 0)))
    grounds = taken().when(plan(budget=Fen(350_000_00), **CONSULTED)).refused_under("OURS-ONE", status=409)
    assert [one.finding.at for one in grounds] == ["part", "part"]
    rest = rich(COMPETITIVE_CONSULTATION).told(other_plans, after_lots_failed(("DC-2026-S-0007", 430_000_00, 800_000_00), second))
    rest().when(plan(budget=Fen(400_000_00), **CONSULTED)).then(ImplementationPlanFiled)
    rest().when(plan(budget=Fen(400_000_01), **CONSULTED)).refused_under("OURS-ONE", status=409)


def test_one_need_is_no_smaller_where_its_parts_are_paid_from_several_budget_items() -> None:
    given = rich(COMPETITIVE_CONSULTATION).told(other_plans, beside(1_350_000_00))
    given().when(plan(budget=Fen(650_000_00), **CONSULTED)).then(ImplementationPlanFiled)
    (ground,) = given().when(plan(budget=Fen(650_000_01), **CONSULTED)).refused_under("GPL-28", status=422)
    assert ground.finding.facts["total"] == 2_000_000_01
    assert ground.finding.facts["dockets"] == "DC-2026-S-0007 (1350000.00)"


def test_another_need_another_thing_an_open_tender_and_an_approved_method_are_no_slices_of_it() -> None:
    dear = plan(budget=Fen(650_000_01), **CONSULTED)
    for other in (
        beside(1_350_000_00, need="DC-2026-N-0002"),
        beside(1_350_000_00, category="C13050000"),
        beside(1_350_000_00, "open-tender"),
    ):
        rich(COMPETITIVE_CONSULTATION).told(other_plans, other)().when(dear).then(ImplementationPlanFiled)
    given = rich(COMPETITIVE_CONSULTATION).told(other_plans, beside(1_350_000_00))
    given().when(replace(dear, approval=Slug("to-be-applied-for"))).then(ImplementationPlanFiled)


def test_the_quota_is_that_of_the_need_whatever_it_is_paid_from() -> None:
    for method in ("below-threshold", "open-tender"):
        given = rich(BELOW_THRESHOLD).told(other_plans, beside(200_000_00, method))
        given().when(plan(budget=Fen(99_999_99), **BELOW)).then(ImplementationPlanFiled)
        (ground,) = given().when(plan(budget=Fen(100_000_00), **BELOW)).refused_under("GPL-02a", status=422)
        assert ground.finding.facts["total"] == 300_000_00
    apart = rich(BELOW_THRESHOLD).told(other_plans, beside(200_000_00, "below-threshold", category="C13050000"))
    apart().when(plan(budget=Fen(100_000_00), **BELOW)).then(ImplementationPlanFiled)


def test_slices_of_several_needs_of_one_category_are_told() -> None:
    given = rich(BELOW_THRESHOLD).told(other_plans, beside(200_000_00, "below-threshold", need="DC-2026-N-0002"))
    given().when(plan(budget=Fen(99_999_99), **BELOW)).warned_under()
    (note,) = given().when(plan(budget=Fen(100_000_00), **BELOW)).warned_under("OURS-SLICES")
    assert note.finding.facts["total"] == 300_000_00
    rich(BELOW_THRESHOLD).told(other_plans, beside(200_000_00, need="DC-2026-N-0002"))().when(
        plan(budget=Fen(100_000_00), **BELOW)
    ).warned_under()
    dear = rich(COMPETITIVE_CONSULTATION).told(other_plans, beside(1_350_000_00, need="DC-2026-N-0002"))
    dear().when(plan(budget=Fen(649_999_99), **CONSULTED)).warned_under()
    dear().when(plan(budget=Fen(650_000_00), **CONSULTED)).warned_under("OURS-SLICES")


def twin(need: str = "DC-2026-N-0002", method: str = "below-threshold", *ties: str) -> OtherPlans:
    return replace(beside(1_00, method, need=need), ties=(" ".join(ties or ("same-directory-item", "same-budget-line")),))


def test_a_plan_for_another_need_with_the_same_item_and_line_is_told_and_refuses_nothing() -> None:
    below = rich(BELOW_THRESHOLD).told(other_plans, twin())
    for apart, do in ((None, "Say why it is bought apart from that, or buy them together."),
                      (words("Other people in another village"), "Read the reason that is given.")):  # fmt: skip
        (note,) = below().when(plan(apart=apart, budget=Fen(90_000_00), **BELOW)).warned_under("OURS-TWIN")
        assert (note.severity, note.finding.do, note.finding.facts["need"]) == ("noted", do, "DC-2026-N-0002")
    below().when(plan(apart=words("x"), budget=Fen(90_000_00), **BELOW)).refused_under("OURS-REASON", status=409)
    for other in (twin("DC-2026-N-0001"), twin("DC-2026-N-0002", "open-tender"), twin("DC-2026-N-0002", "emergency"),
                  twin("DC-2026-N-0002", "below-threshold", "same-directory-item")):  # fmt: skip
        rich(BELOW_THRESHOLD).told(other_plans, other)().when(plan(budget=Fen(90_000_00), **BELOW)).warned_under()
    rich(OPEN_TENDER).told(other_plans, twin())().when(plan()).warned_under()
    consulted = rich(COMPETITIVE_CONSULTATION).told(other_plans, twin())
    consulted().when(plan(**CONSULTED)).warned_under("OURS-TWIN")
    consulted().when(plan(approval=Slug("to-be-applied-for"), **CONSULTED)).warned_under()


def test_an_approved_method_and_a_single_purchase_are_no_splitting() -> None:
    given = rich(COMPETITIVE_CONSULTATION).told(year_spend, YearSpend(Fen(1_350_000_00), ("DC-2026-S-0007",)))
    given().when(plan(budget=Fen(1_000_000_00), approval=Slug("to-be-applied-for"), **CONSULTED)).then(ImplementationPlanFiled)
    single = rich(COMPETITIVE_CONSULTATION)
    single().when(plan(budget=Fen(3_000_000_00), **CONSULTED)).refused_under("GPL-27", status=422)
    unknown = rich(COMPETITIVE_CONSULTATION).told(year_spend)
    unknown().when(plan(**CONSULTED)).refused_under("REG-28", status=422)


def held(*years: int, method: str = "competitive-consultation", supplier: str = "sunrise") -> BoughtBefore:
    """One signed contract of the category in each year."""
    count = len(years)
    dockets = tuple(f"DC-{one}-C-0001" for one in years)
    return BoughtBefore(dockets, years, (supplier,) * count, (method,) * count, (900_000_00,) * count)


def test_a_supplier_that_holds_the_same_year_after_year_without_open_tender_is_told() -> None:
    given = rich(COMPETITIVE_CONSULTATION)
    asked = plan(budget=Fen(900_000_00), **CONSULTED)
    for passes in (held(2025), held(2023, 2024), held(2024, 2025, method="open-tender"), held(2025), held()):
        given.told(bought_before, passes)().when(asked).warned_under()
    (note,) = given.told(bought_before, held(2022, 2024, 2025))().when(asked).warned_under("OURS-RENEWED")
    assert (note.finding.facts["since"], note.finding.facts["years"]) == ("2024", 2)
    assert note.finding.facts["dockets"] == "DC-2024-C-0001 (2024: 900000.00), DC-2025-C-0001 (2025: 900000.00)"
    tender = rich(OPEN_TENDER).told(bought_before, held(2024, 2025))()
    assert "OURS-RENEWED" not in {note.row for note in tender.when(plan()).warned_under()}


def test_the_amounts_are_compared_with_what_the_whole_term_comes_to() -> None:
    given = rich(BELOW_THRESHOLD)
    short = plan(budget=Fen(200_000_00), term_months=6, extension_months=3, **BELOW)
    (note,) = given().when(short).warned_under("OURS-WHOLE-TERM")
    assert {name: note.finding.facts[name] for name in ("covered", "worth", "months", "amount")} == {
        "covered": 6, "worth": Fen(300_000_00), "months": 9, "amount": Fen(300_000_00),
    }  # fmt: skip
    given().when(replace(short, budget=Fen(199_999_99))).warned_under()
    given().when(replace(short, extension_months=2)).warned_under()
    given().when(replace(short, extension_months=None)).warned_under()


def test_a_budget_of_one_year_is_told_for_a_contract_of_several() -> None:
    grounds = tuple(Slug(one) for one in book().rows["O102-24"].at(date(2026, 3, 2)).slugs("extended_term_all_of"))
    years = rich(COMPETITIVE_CONSULTATION).told(budget_line, amount=Fen(700_000_00), all_years=Fen(2_100_000_00), years=(2026, 2027, 2028))
    asked = plan(budget=Fen(700_000_00), term_months=36, term_grounds=grounds, **CONSULTED)
    (note,) = years().when(asked).warned_under("OURS-WHOLE-TERM")
    assert (note.finding.facts["covered"], note.finding.facts["worth"]) == (12, Fen(2_100_000_00))
    years().when(replace(asked, term_months=24)).warned_under()  # 1,400,000
    years().when(replace(asked, budget=Fen(700_000_01))).warned_under()  # more than one year has: it is that of all
    rich(COMPETITIVE_CONSULTATION)().when(asked).warned_under()
