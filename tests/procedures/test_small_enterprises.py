"""Small and medium enterprises in plan and bid: 46号文 5 to 9, 财库〔2014〕68号, 财库〔2017〕141号."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidSealed
from operis.dockets.budget.facts import Kept, YearKept, budget_line, year_kept
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.facts import Ended, EndedBefore, ended_before, procurement, supplier
from operis.dockets.procurement.terms import Condition, Criterion, Lot, Reservation
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import IN_TIME, OBTAINED, bid
from tests.procedures.documents import criteria, plan, words
from tests.statute import BO, case

METHODS = {"open-tender": case(OPEN_TENDER), "competitive-consultation": case(COMPETITIVE_CONSULTATION)}
EACH = pytest.mark.parametrize("method", METHODS)
THREE_MILLION = Fen(3_000_000_00)
OPEN = Reservation(way=Slug("none"), deduction_percent=Decimal(10))


def of(method: str, reservation: Reservation | None = OPEN, **changed: Any) -> Any:
    money = METHODS[method].told(budget_line, amount=Fen(20_000_000_00))
    planned = {"method": Slug(method), "budget": THREE_MILLION, "approval": Slug("to-be-applied-for"), "reservation": reservation}
    return money().when(plan(**{**planned, **changed}))


def year(total: int, reserved: int, small: int, **changed: Any) -> Reservation:
    return replace(OPEN, year_total=Fen(total), year_reserved=Fen(reserved), year_small_micro=Fen(small), **changed)


# Art. 7 and 8: the share is that of the department's year


@EACH
def test_one_purchase_without_a_share_is_told_the_arithmetic_and_not_refused(method: str) -> None:
    (note,) = of(method).warned_under("SME-08")
    assert {name: note.finding.facts[name] for name in ("total", "reserved", "least", "least_small")} == {
        "total": THREE_MILLION, "reserved": Fen(0), "least": Decimal(30), "least_small": Decimal(60),
    }  # fmt: skip


@EACH
def test_the_year_that_the_plan_states_reaches_thirty_percent_and_sixty_of_these(method: str) -> None:
    of(method, year(10_000_000_00, 3_000_000_00, 1_800_000_00)).warned_under()
    (ground,) = of(method, year(10_000_000_00, 2_999_999_99, 1_800_000_00)).refused_under("SME-08", status=422)
    assert ground.finding.at == "reservation/year_reserved"
    (ground,) = of(method, year(10_000_000_00, 3_000_000_00, 1_799_999_99)).refused_under("SME-08", status=422)
    assert ground.finding.at == "reservation/year_small_micro"


def test_the_year_is_not_less_than_the_purchase_itself() -> None:
    of("open-tender", year(2_999_999_99, 2_000_000_00, 2_000_000_00)).refused_under("SME-08", status=422)
    of("open-tender", year(3_000_000_00, 900_000_00, 540_000_00)).then(ImplementationPlanFiled)
    part = replace(year(3_000_000_00, 999_999_99, 999_999_99), way=Slug("subcontract-share"), reserved=Fen(1_000_000_00))
    of("open-tender", part).refused_under("SME-08", status=422)


def beside(fen: int, reserved: int = 0, small: int = 0) -> YearKept:
    """Another purchase of the body in the same year."""
    return YearKept((Kept("DC-2026-S-0007", Fen(fen), Fen(reserved), Fen(small)),))


def among(kept: YearKept, reservation: Reservation = OPEN) -> Any:
    money = METHODS["open-tender"].told(budget_line, amount=Fen(20_000_000_00)).told(year_kept, kept)
    return money().when(plan(budget=THREE_MILLION, reservation=reservation))


def test_what_the_record_has_of_the_year_counts_with_the_purchase() -> None:
    (note,) = among(beside(7_000_000_00, 2_999_999_99, 1_800_000_00)).warned_under("SME-08")
    assert {name: note.finding.facts[name] for name in ("total", "reserved", "small", "dockets")} == {
        "total": Fen(10_000_000_00), "reserved": Fen(2_999_999_99), "small": Fen(1_800_000_00),
        "dockets": "3000000.00, DC-2026-S-0007 7000000.00",
    }  # fmt: skip
    among(beside(7_000_000_00, 3_000_000_00, 1_800_000_00)).warned_under()
    among(beside(7_000_000_00, 3_000_000_00, 1_799_999_99)).warned_under("SME-08")
    among(beside(7_000_000_00, 7_000_000_00), replace(OPEN, reserved=Fen(100), small_micro=Fen(60))).warned_under()  # that one is whole
    (note,) = among(beside(2_000_000_00, 2_000_000_00, 2_000_000_00)).warned_under("SME-08")  # not above the amount: no part of the year
    assert note.finding.facts["total"] == THREE_MILLION


def test_the_year_that_a_plan_states_is_not_less_than_what_is_on_record() -> None:
    (ground,) = among(beside(7_000_000_00), year(9_999_999_99, 5_000_000_00, 5_000_000_00)).refused_under("SME-08", status=422)
    assert (ground.finding.at, ground.finding.facts["total"]) == ("reservation/year_total", Fen(10_000_000_00))
    among(beside(7_000_000_00), year(10_000_000_00, 5_000_000_00, 5_000_000_00)).then(ImplementationPlanFiled)


# Art. 10: what too few small firms came to is held again without a reservation


@pytest.mark.parametrize(
    ("ended", "refused"),
    [
        (Ended("DC-2026-S-0007", "too-few", date(2026, 2, 2), "1"), True),
        (Ended("DC-2026-S-0007", "too-few", date(2026, 2, 2), "2"), False),  # another part of the need
        (Ended("DC-2026-S-0007", "too-few", date(2026, 2, 2), None), False),  # was not reserved
        (Ended("DC-2026-S-0007", "all-above-budget", date(2026, 2, 2), "1"), False),
    ],
)
def test_a_reserved_purchase_that_too_few_came_to_is_not_reserved_again(ended: Ended, refused: bool) -> None:
    given = METHODS["open-tender"].told(ended_before, EndedBefore((ended,)))
    whole = given().when(plan(reservation=Reservation(way=Slug("whole"))))
    if refused:
        (ground,) = whole.refused_under("SME-10", status=422)
        assert (ground.finding.facts["docket"], ground.finding.facts["least"]) == ("DC-2026-S-0007", 3)
    else:
        whole.then(ImplementationPlanFiled)
    ground_named = Reservation(way=Slug("none"), ground=Slug("smes-cannot-ensure-competition"), deduction_percent=Decimal(10))
    given().when(plan(reservation=ground_named)).then(ImplementationPlanFiled)
    given().when(plan(reservation=replace(ground_named, deduction_percent=None))).refused_under("SME-09b")


def test_in_fujian_it_is_forty_percent() -> None:
    def in_fujian(reserved: int) -> Any:
        there = METHODS["open-tender"].standing_in("35", "province").told(budget_line, amount=Fen(20_000_000_00))
        small = Fen(reserved * 6 // 10 + 1)
        return there().when(plan(budget=THREE_MILLION, reservation=year(10_000_000_00, reserved, small)))

    in_fujian(4_000_000_00).then(ImplementationPlanFiled)
    in_fujian(3_999_999_99).refused_under("SME-08xa", status=422)


# Art. 9: what is left open has a deduction, what is reserved whole has none


@EACH
def test_a_part_left_open_has_a_deduction_of_ten_to_twenty_percent(method: str) -> None:
    lots = tuple(
        Lot(lot=no, name=words(no), budget=Fen(1_500_000_00), reserved=kept) for no, kept in (("1", Slug("small-and-micro")), ("2", None))
    )
    half = Reservation(way=Slug("lot"), reserved=Fen(1_500_000_00), small_micro=Fen(1_500_000_00))
    for percent in ("10", "20"):
        of(method, replace(half, deduction_percent=Decimal(percent)), lots=lots).warned_under()
    for wrong in (None, Decimal("9.99"), Decimal("20.01")):
        of(method, replace(half, deduction_percent=wrong), lots=lots).refused_under("SME-09b", status=422)
    every = tuple(replace(lot, reserved=Slug("small-and-medium")) for lot in lots)
    of(method, Reservation(way=Slug("lot"), reserved=THREE_MILLION, small_micro=THREE_MILLION), lots=every).warned_under()


@EACH
def test_the_deduction_for_a_consortium_or_subcontracts_is_four_to_six_percent(method: str) -> None:
    for percent in ("4", "6"):
        of(method, replace(OPEN, share_percent=Decimal(percent))).then(ImplementationPlanFiled)
    for percent in ("3.99", "6.01"):
        of(method, replace(OPEN, share_percent=Decimal(percent))).refused_under("SME-09c", status=422)


@EACH
def test_where_the_whole_is_reserved_no_price_is_lowered_beside(method: str) -> None:
    whole = Reservation(way=Slug("whole"))
    of(method, whole).then(ImplementationPlanFiled)
    of(method, replace(whole, deduction_percent=Decimal(10))).refused_under("SME-X", status=422)
    of(method, replace(whole, share_percent=Decimal(5))).refused_under("SME-X", status=422)


# Art. 5 and 6


@EACH
@pytest.mark.parametrize("about", ["financial-figures", "ownership-structure", "years-in-business"])
def test_neither_figures_nor_owners_nor_age_count_as_condition_or_criterion(method: str, about: str) -> None:
    of(method, conditions=(Condition(about=Slug(about), text=words("As written"), serves=1),)).refused_under("SME-05", status=422)
    price, judged = criteria()
    scored = (price, replace(judged, about=Slug(about)))
    assert isinstance(judged, Criterion)
    of(method, criteria=scored).refused_under("SME-05", status=422)
    of(method, conditions=(Condition(about=Slug("insurance"), text=words("Insured"), serves=1),)).then(ImplementationPlanFiled)


@EACH
@pytest.mark.parametrize("ground", ["law-prefers-others", "only-others-can-supply", "other-cases-of-provincial-finance"])
def test_the_grounds_for_reserving_nothing_are_those_of_the_article(method: str, ground: str) -> None:
    of(method, replace(OPEN, ground=Slug(ground))).warned_under()
    of(method, replace(OPEN, ground=Slug("irreplaceable-patent-or-only-source"))).refused_under("SME-06", status=422)


# Art. 2 and the notices on prisons and welfare units: who bids for a reserved lot

KEPT = IN_TIME.told(procurement, reserved=("1",), whole=True)


@pytest.mark.parametrize("size", ["medium", "small", "micro"])
def test_an_individual_business_counts_by_its_size(size: str) -> None:
    KEPT.told(supplier, nature="individual-business", size=size)(OBTAINED).when(bid(), by=BO).then(BidSealed)
    alone = KEPT.told(procurement, reserved=("1",), small_micro=("1",), whole=True)
    small_alone = alone.told(supplier, nature="individual-business", size=size)
    if size == "medium":
        small_alone(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)
    else:
        small_alone(OBTAINED).when(bid(), by=BO).then(BidSealed)


def test_a_large_individual_business_and_a_person_without_one_do_not() -> None:
    for nature, size in (("individual-business", "large"), ("individual-business", None), ("individual", "small")):
        KEPT.told(supplier, nature=nature, size=size)(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)


@pytest.mark.parametrize(("mark", "row"), [("prison-enterprise", "SME-P"), ("disabled-welfare-unit", "SME-D")])
def test_a_mark_on_the_file_does_the_same_for_every_kind_that_can_have_it(mark: str, row: str) -> None:
    for nature in ("enterprise", "social-service-organisation") if mark == "disabled-welfare-unit" else ("enterprise",):
        KEPT.told(supplier, nature=nature, size=None, marks=(mark,))(OBTAINED).when(bid(), by=BO).then(BidSealed)
        unmarked = KEPT.told(supplier, nature=nature, size=None)
        unmarked(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)
        before = KEPT.reading(row, first=date(2027, 1, 1)).told(supplier, nature=nature, size=None, marks=(mark,))
        before(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)


def test_a_charity_marked_as_a_prison_enterprise_is_none() -> None:
    marked = KEPT.told(supplier, nature="social-service-organisation", size=None, marks=("prison-enterprise",))
    marked(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)


@pytest.mark.parametrize("nature", ["prison-enterprise", "disabled-welfare-unit"])
def test_prison_enterprises_and_welfare_units_are_treated_as_small_whatever_their_size(nature: str) -> None:
    alone = KEPT.told(procurement, reserved=("1",), small_micro=("1",), whole=True)
    for kept in (KEPT, alone):
        for size in ("large", None):
            kept.told(supplier, nature=nature, size=size)(OBTAINED).when(bid(), by=BO).then(BidSealed)
    before = KEPT.reading("SME-P", first=date(2027, 1, 1)).reading("SME-D", first=date(2027, 1, 1))
    before.told(supplier, nature=nature, size="small")(OBTAINED).when(bid(), by=BO).refused_under("SME-07", status=422)


# Art. 8: what is reserved is a part of the purchase


@EACH
def test_no_more_is_reserved_than_the_purchase_and_no_more_for_small_and_micro_than_is_reserved(method: str) -> None:
    of(method, replace(OPEN, reserved=THREE_MILLION, small_micro=THREE_MILLION)).warned_under()
    more = Fen(THREE_MILLION + 1)
    for name, above in (
        ("reserved", replace(OPEN, reserved=more, small_micro=THREE_MILLION)),
        ("small_micro", replace(OPEN, reserved=THREE_MILLION, small_micro=more)),
    ):
        (ground,) = of(method, above).refused_under("SME-08", status=422)
        assert (ground.finding.at, ground.finding.facts) == (f"reservation/{name}", {"part": more, "whole": THREE_MILLION})
