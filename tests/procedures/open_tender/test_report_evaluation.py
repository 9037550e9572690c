"""All sign a report in which every sheet is in, low prices are dealt with and dissent has its reasons: O87-46, REG-41, ALP-01 to ALP-07."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Act, Due
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.evaluating import Dissent, LotOutcome, LowPrice, Point, Ranked, Silent
from operis.dockets.procurement.facts import Explanations, explanations
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.terms import Criterion, Reservation
from tests.procedures.documents import words
from tests.procedures.endings import ended
from tests.procedures.evaluating import (
    COUNTED,
    EVALUATED,
    PRICES,
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    giving,
    outcome_of,
    question,
    ranks,
    report,
    seats,
    sheet,
    sheets,
    tender,
    the_panel,
)
from tests.statute import ALICE, BO, CHEN, DONG, Outcome

ALL = the_panel(*seats())
SCORED = tender("scored")
THREE = ("sunrise", "brook", "hill")


def reporting(acts: tuple[Act, ...], asked: ReportEvaluation | None = None) -> Outcome:
    return TENDER.happening(REPORTED)(*acts).when(asked or report(), by=ALL)


def reported(acts: tuple[Act, ...], asked: ReportEvaluation | None = None) -> EvaluationReported:
    (act,) = reporting(acts, asked).then(EvaluationReported)
    assert isinstance(act, EvaluationReported)
    return act


def line(supplier: str, price: int, points: tuple[str, str], total: str, rank: int) -> Ranked:
    named = tuple(Point(criterion=Slug(one), points=Decimal(each)) for one, each in zip(("price", "plan"), points, strict=True))
    return Ranked(
        lot="1", supplier=supplier, bid=f"DC-B-{supplier.upper()}", price=Fen(price), evaluated=Fen(price), points=named,
        total=Decimal(total), rank=rank, out=None,
    )  # fmt: skip


def low(supplier: str = "sunrise", convinces: bool = True) -> LowPrice:
    return LowPrice(supplier=supplier, convinces=convinces, opinion=words("The staff lives nearby"))


def test_the_report_computes_what_the_sheets_say() -> None:
    """Price points: 20 times the lowest price by one's own; the first ranked has the most."""
    assert reported(SCORED) == EvaluationReported(
        happened=REPORTED,
        outcomes=(LotOutcome(lot="1", outcome=Slug("candidates")),),
        ranked=(
            line("sunrise", 800_000_00, ("20.00", "70.00"), "90.00", 1),
            line("brook", 810_000_00, ("19.75", "66.00"), "85.75", 2),
            line("hill", 820_000_00, ("19.51", "62.00"), "81.51", 3),
        ),
        decide_by=Due(day=date(2026, 3, 30), row="O87-68a"),
    )


def test_points_are_the_mean_of_the_members() -> None:
    acts = tender("examined")
    for person, points in zip(seats(), ("70", "71", "72", "73", "75"), strict=True):
        acts = (*acts, *done(TENDER(*acts), giving(sheet("sunrise", points), sheet("brook"), sheet("hill")), expert(person)))
    (first, *_) = reported(acts).ranked
    assert (first.points[1].points, first.total) == (Decimal("72.20"), Decimal("92.20"))


def scored_with(acts: tuple[Act, ...], *points: str) -> tuple[Act, ...]:
    """Every member gives these to sunrise, brook and hill."""
    for person in seats():
        asked = giving(*(sheet(one, each) for one, each in zip(THREE, points, strict=True)))
        acts = (*acts, *done(TENDER(*acts), asked, expert(person)))
    return acts


def test_at_equal_points_the_lower_price_comes_first_and_where_both_are_equal_they_share_a_rank() -> None:
    """O87-57. At 640,000 brook has 20 points for its price, at 800,000 sunrise has 16."""
    cheaper = tender("examined", prices={"sunrise": 800_000_00, "brook": 640_000_00, "hill": 820_000_00})
    act = reported(scored_with(cheaper, "64", "60", "50"))
    assert [str(one.total) for one in act.ranked] == ["80.00", "80.00", "65.61"]
    assert ranks(act) == {"sunrise": 2, "brook": 1, "hill": 3}
    same = tender("examined", prices=dict.fromkeys(THREE, 800_000_00))
    assert ranks(reported(scored_with(same, "60", "60", "50"))) == {"sunrise": 1, "brook": 1, "hill": 3}


@pytest.mark.parametrize(
    ("small", "reservation", "evaluated"),
    [
        (True, Reservation(way=Slug("none"), ground=Slug("x"), deduction_percent=Decimal(10)), Fen(720_000_00)),
        (False, Reservation(way=Slug("none"), ground=Slug("x"), deduction_percent=Decimal(10)), Fen(800_000_00)),
        (True, Reservation(way=Slug("whole"), deduction_percent=Decimal(10)), Fen(800_000_00)),
        (True, None, Fen(800_000_00)),
    ],
)
def test_the_prices_of_small_firms_are_lowered_where_nothing_is_reserved(
    small: bool, reservation: Reservation | None, evaluated: Fen
) -> None:
    """SME-09b; the price that was quoted stays the price of the contract."""
    (first, *_) = reported(tender("scored", small=small, reservation=reservation)).ranked
    assert (first.price, first.evaluated) == (Fen(800_000_00), evaluated)


def test_in_a_lot_that_is_reserved_no_price_is_lowered_and_in_the_others_it_is() -> None:
    acts = tender("scored", lots=("1", "2"), reservation=Reservation(way=Slug("lot"), deduction_percent=Decimal(10)))
    plan = acts[0]
    assert isinstance(plan, ImplementationPlanFiled)
    first, second = plan.lots
    kept = replace(plan, lots=(replace(first, reserved=Slug("small-and-medium")), second))
    prices = {one.lot: one.evaluated for one in reported((kept, *acts[1:])).ranked if one.supplier == "sunrise"}
    assert prices == {"1": Fen(400_000_00), "2": Fen(360_000_00)}


def test_every_member_scores_every_bid_before_the_report() -> None:
    acts = tender("examined")
    for person in seats()[:-1]:
        acts = (*acts, *done(TENDER(*acts), sheets(*THREE), expert(person)))
    (ground,) = reporting(acts).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("sheets_in", {"name": "Member e4", "lot": "1"})
    reported((*acts, *done(TENDER(*acts), sheets(*THREE), expert("e4"))))


def test_where_the_price_alone_decides_nobody_scores() -> None:
    alone = (Criterion(id=Slug("price"), weight=Decimal(100), kind=Slug("price"), formula=Slug("lowest-wins")),)
    act = reported(tender("examined", criteria=alone))
    assert ranks(act) == {"sunrise": 1, "brook": 2, "hill": 3}
    assert [(one.points, one.total) for one in act.ranked] == [((), None)] * 3


def test_members_count_the_same_of_what_is_counted() -> None:
    acts = tender("examined", criteria=COUNTED)
    for person in seats()[:-1]:
        acts = (*acts, *done(TENDER(*acts), giving(*(sheet(one, plan="50", cases="10") for one in THREE)), expert(person)))
    same = giving(*(sheet(one, plan="40", cases="10") for one in THREE))
    reported((*acts, *done(TENDER(*acts), same, expert("e4"))))
    other = giving(sheet("sunrise", plan="40", cases="20"), *same.sheets[1:])
    (ground,) = reporting((*acts, *done(TENDER(*acts), other, expert("e4")))).refused_under("O87-64a", status=422)
    assert (ground.check, ground.finding.at) == ("objective_equal", "lots")
    assert ground.finding.facts == {"criterion": "cases", "bidder": "sunrise", "least": Decimal(10), "most": Decimal(20)}


def test_all_sign() -> None:
    (ground,) = TENDER(*SCORED).when(report(), by=the_panel("rep", "e1", "e2", "e3")).refused_under("REG-41", status=409)
    assert ground.finding.facts == {"names": "Member e4"}
    TENDER(*SCORED).when(report(), by=the_panel(*reversed(seats()))).then(EvaluationReported)


def test_dissent_is_a_members_own() -> None:
    mine = Dissent(person="e2", reason=words("The plan of hill is the better one"))
    assert reported(SCORED, report(dissents=(mine,))).dissents == (mine,)
    (ground,) = reporting(SCORED, report(dissents=(mine, replace(mine, person="e9")))).refused_under("REG-41", status=422)
    assert (ground.finding.at, ground.finding.facts) == ("dissents/1/person", {"person": "e9"})


LINES = ("ALP-01", "ALP-02", "ALP-03")


def under_line(row: str, acts: tuple[Act, ...]) -> Outcome:
    """The other two lines held by no row yet."""
    alone = TENDER
    for other in LINES:
        alone = alone if other == row else alone.reading(other, first=date(2027, 1, 1))
    return alone.happening(REPORTED)(*acts).when(report(), by=ALL)


def priced(*prices: int, **plan: Any) -> tuple[Act, ...]:
    """Scored, with these prices in fen of sunrise, brook and hill, under a budget of 860,000 yuan."""
    return tender("scored", prices=dict(zip(THREE, prices, strict=True)), **plan)


@pytest.mark.parametrize(
    ("row", "line", "others", "plan"),
    [
        ("ALP-01", 320_000_00, (800_000_00, 800_000_00), {}),  # the mean is 640,000
        ("ALP-02", 400_000_00, (800_000_00, 810_000_00), {}),
        ("ALP-03", 387_000_00, (800_000_00, 810_000_00), {}),  # 45 percent of the budget
        ("ALP-03", 360_000_00, (790_000_00, 800_000_00), {"ceiling": Fen(800_000_00)}),
        ("ALP-03", 516_000_00, (800_000_00, 810_000_00), {"low_price_line_percent": Decimal(60)}),
        ("ALP-02", 520_000_00, (800_000_00, 810_000_00), {"low_price_line_percent": Decimal(65)}),
        ("ALP-02", 520_000_00, (800_000_00, 810_000_00), {"low_price_line_percent": Decimal(80)}),  # at most 65: ALP-05
    ],
)
def test_a_price_on_the_line_is_not_low_and_one_fen_less_is(row: str, line: int, others: tuple[int, int], plan: Mapping[str, Any]) -> None:
    under_line(row, priced(line, *others, **plan)).then(EvaluationReported)
    (ground,) = under_line(row, priced(line - 1, *others, **plan)).refused_under(row, status=422)
    assert (ground.finding.at, ground.finding.facts["bidder"], ground.finding.facts["price"]) == ("low_prices", "sunrise", Fen(line - 1))


def test_the_quoted_price_is_looked_at_and_not_the_lowered_one() -> None:
    """ALP-05: lowered by a tenth it would be under the line."""
    lowered = priced(400_000_00, 800_000_00, 810_000_00, reservation=Reservation(way=Slug("none"), deduction_percent=Decimal(10)))
    under_line("ALP-02", lowered).then(EvaluationReported)


def test_a_notice_from_before_the_lines_knows_none_of_them() -> None:
    before = TENDER
    for row in LINES:
        before = before.reading(row, first=date(2026, 3, 3))
    before.happening(REPORTED)(*priced(100_000_00, 800_000_00, 810_000_00)).when(report(), by=ALL).then(EvaluationReported)
    with_it = TENDER.reading("ALP-02", first=date(2026, 3, 2)).happening(REPORTED)(*priced(100_000_00, 800_000_00, 810_000_00))
    with_it.when(report(), by=ALL).refused_under(*LINES, status=422)


FOUR = {"sunrise": 380_000_00, "brook": 810_000_00, "hill": 820_000_00, "lake": 830_000_00}
"""Sunrise asks less than 45 percent of the budget, and less than half of brook's price."""
LOW = tender("scored", prices=FOUR)
ASKED = (*LOW, *done(TENDER(*LOW), question(30), ALL))
UNTIL = EVALUATED + timedelta(minutes=30)


def test_a_low_price_is_explained_or_the_bid_is_out() -> None:
    reporting(ASKED).refused_under("ALP-02", "ALP-03", status=422)
    yes = reported(ASKED, report(low_prices=(low(),)))
    assert (ranks(yes)["sunrise"], yes.low_prices) == (1, (low(),))
    no = reported(ASKED, report(low_prices=(low(convinces=False),)))
    assert ranks(no) == {"sunrise": None, "brook": 1, "hill": 2, "lake": 3}
    out = no.ranked[0]
    assert (out.out, out.points, out.total, out.evaluated, out.price) == ("price-not-explained", (), None, None, Fen(380_000_00))
    assert outcome_of(no) == (("1", "candidates"),)


def test_nobody_is_out_for_its_price_before_its_time_to_explain_is_over() -> None:
    asked = report(low_prices=(low(convinces=False),))
    (ground,) = TENDER.happening(UNTIL - timedelta(seconds=1))(*ASKED).when(asked, by=ALL).refused_under("ALP-06", status=422)
    assert (ground.finding.at, ground.finding.facts) == ("low_prices/0", {"supplier": "sunrise", "until": UNTIL})
    TENDER.happening(UNTIL)(*ASKED).when(asked, by=ALL).then(EvaluationReported)


def test_its_answer_ends_the_wait() -> None:
    answered = TENDER.told(explanations, Explanations((("1", "sunrise"),))).happening(EVALUATED + timedelta(minutes=1))
    answered(*ASKED).when(report(low_prices=(low(),)), by=ALL).then(EvaluationReported)
    another = TENDER.told(explanations, Explanations((("1", "brook"), ("2", "sunrise")))).happening(EVALUATED + timedelta(minutes=1))
    another(*ASKED).when(report(low_prices=(low(),)), by=ALL).refused_under("ALP-06", status=422)
    unknown = TENDER.told(explanations).happening(EVALUATED + timedelta(minutes=1))
    unknown(*ASKED).when(report(low_prices=(low(),)), by=ALL).refused_under("ALP-06", status=422)


def test_an_answer_to_another_question_does_not_end_it() -> None:
    both = (*ASKED, *done(TENDER(*ASKED), question(30, about="unclear"), ALL))
    answered = TENDER.told(explanations, Explanations((("1", "sunrise"),)))
    answered.happening(UNTIL - timedelta(seconds=1))(*both).when(report(low_prices=(low(),)), by=ALL).refused_under("ALP-06", status=422)
    answered.happening(UNTIL)(*both).when(report(low_prices=(low(),)), by=ALL).then(EvaluationReported)


def test_nobody_is_out_for_its_price_who_was_not_asked() -> None:
    (ground,) = reporting(LOW, report(low_prices=(low(convinces=False),))).refused_under("ALP-06", status=422)
    assert ground.finding.facts == {"supplier": "sunrise"}
    otherwise = (*LOW, *done(TENDER(*LOW), question(about="unclear"), ALL))
    reporting(otherwise, report(low_prices=(low(convinces=False),))).refused_under("ALP-06", status=422)
    earlier = TENDER.happening(REPORTED)
    for row in (*LINES, "ALP-06"):
        earlier = earlier.reading(row, first=date(2026, 3, 3))
    earlier(*LOW).when(report(low_prices=(low(convinces=False),)), by=ALL).refused_under("O87-60", status=422)


def complying(*valid: str, invalid: tuple[str, ...]) -> tuple[Act, ...]:
    """All are qualified; these comply and those do not; all is scored."""
    acts = tender("qualified", prices={one: FOUR_FAIR[one] for one in (*valid, *invalid)})
    acts = (*acts, *done(TENDER(*acts), examining("compliance", *valid, invalid=invalid), ALL))
    for person in seats():
        acts = (*acts, *done(TENDER(*acts), sheets(*valid), expert(person)))
    return acts


FOUR_FAIR = {**PRICES, "lake": 830_000_00}


def test_with_three_that_answer_in_substance_there_are_candidates_and_with_two_too_few() -> None:
    """GPL-36: the tender has failed."""
    assert outcome_of(reported(complying(*THREE, invalid=("lake",)))) == (("1", "candidates"),)
    two = reported(complying("sunrise", "brook", invalid=("hill",)))
    assert (outcome_of(two), ranks(two)) == ((("1", "too-few"),), {"sunrise": 1, "brook": 2})
    unexplained = tender("scored", prices={one: FOUR[one] for one in THREE})
    asked = (*unexplained, *done(TENDER(*unexplained), question(30), ALL))
    assert outcome_of(reported(asked, report(low_prices=(low(convinces=False),)))) == (("1", "too-few"),)


def test_who_asks_more_than_the_budget_is_not_ranked() -> None:
    """O87-63; to the fen."""
    exactly, more = {**FOUR_FAIR, "lake": 860_000_00}, {**FOUR_FAIR, "lake": 860_000_01}
    assert ranks(reported(tender("scored", prices=exactly)))["lake"] == 4
    act = reported(tender("scored", prices=more))
    assert (ranks(act)["lake"], act.ranked[3].out) == (None, "above-ceiling")
    over = reported(tender("scored", prices=dict.fromkeys(THREE, 860_000_01)))
    assert (outcome_of(over), set(ranks(over).values())) == ((("1", "too-few"),), {None})


@pytest.mark.parametrize("flaw", ["ambiguous", "seriously-flawed", "illegal"])
@pytest.mark.parametrize("stage", ["seated", "qualified", "examined", "scored"])
def test_flawed_documents_stop_the_evaluation_at_any_stage(stage: str, flaw: str) -> None:
    """O87-65."""
    act = reported(tender(stage), report(flaw=Slug(flaw)))
    assert (outcome_of(act), act.ranked) == ((("1", "stopped"),), ())


def test_lots_are_reported_together_or_one_by_one_and_each_once() -> None:
    acts = tender("scored", lots=("1", "2"))
    assert outcome_of(reported(acts)) == (("1", "candidates"), ("2", "candidates"))
    first = (*acts, reported(acts, report(lots=("1",))))
    (again,) = reporting(first, report(lots=("1", "2"))).refused_under("OURS-OPEN", status=409)
    assert (again.check, again.finding.facts) == ("lots_to_report", {"lot": "1"})
    assert outcome_of(reported(first)) == (("2", "candidates"),)
    reporting(acts, report(lots=("3",))).refused_under("OURS-OPEN", status=409)
    assert outcome_of(reported((*acts, ended("2")))) == (("1", "candidates"),)
    (over, *_) = reporting((*first, reported(first))).refused_under("OURS-OPEN", status=409)
    assert over.finding.says == "Every lot has been reported."


def test_that_too_few_are_left_in_a_lot_is_not_said_before_it_was_examined() -> None:
    seated = tender("seated", lots=("1", "2"))
    acts = (*seated, *done(TENDER(*seated), examining("qualification", *THREE, lots=("1", "2"))))
    acts = (*acts, *done(TENDER(*acts), examining("compliance", *THREE), ALL))
    for person in seats():
        acts = (*acts, *done(TENDER(*acts), sheets(*THREE), expert(person)))
    grounds = reporting(acts).refused_under("OURS-OPEN", status=409)
    assert [(one.check, one.finding.facts) for one in grounds] == [("lots_examined", {"supplier": one, "lot": "2"}) for one in THREE]
    assert outcome_of(reported(acts, report(lots=("1",)))) == (("1", "candidates"),)
    unqualified = (*seated, *done(TENDER(*seated), examining("qualification", *THREE)))
    unqualified = (*unqualified, *done(TENDER(*unqualified), examining("compliance", *THREE), ALL))
    grounds = reporting(unqualified, report(lots=("2",))).refused_under("OURS-OPEN", status=409)
    assert {one.check for one in grounds} == {"lots_examined"}


def test_nothing_is_reported_before_the_examination() -> None:
    (ground, *_) = reporting(tender("qualified")).refused_under("OURS-OPEN", status=409)
    assert ground.check == "examined_first"


def test_a_stranger_and_an_expert_of_no_panel_learn_only_that_it_is_not_theirs() -> None:
    for who in (ALICE, BO, CHEN, DONG, expert("e1"), the_panel("e9"), the_panel(*seats(), "e9")):
        (ground,) = TENDER(*SCORED).when(report(), by=who).refused_under("O87-46", status=403)
        assert ground.check == "not_yours"


def signed_by(*members: int, silent: tuple[Silent, ...]) -> Outcome:
    signing = the_panel(*(seats()[place] for place in members))
    return TENDER.happening(REPORTED)(*SCORED).when(report(silent=silent), by=signing)


def silences(*members: int, days: int) -> tuple[Silent, ...]:
    return tuple(Silent(person=seats()[place], asked_on=(REPORTED - timedelta(days=days)).date()) for place in members)


def test_silence_is_agreement_where_most_have_signed() -> None:
    """The majority decides (O87-61); silence counts as agreement (REG-41)."""
    (act,) = signed_by(0, 1, 2, silent=silences(3, 4, days=4)).then(EvaluationReported)
    assert [one.person for one in act.silent] == [*seats()[3:]]  # type: ignore[attr-defined]
    (ground,) = signed_by(0, 1, silent=silences(2, 3, 4, days=4)).refused_under("O87-61", status=422)
    assert ground.finding.facts == {"signed": 2, "count": 5}


def test_who_says_nothing_of_a_member_that_has_not_signed_has_no_report() -> None:
    signed_by(0, 1, 2, 3, silent=()).refused_under("REG-41", status=409)


def test_nobody_is_held_silent_before_the_next_working_day_is_over() -> None:
    signed_by(0, 1, 2, 3, silent=silences(4, days=4)).then(EvaluationReported)
    (ground,) = signed_by(0, 1, 2, 3, silent=silences(4, days=1)).refused_under("OURS-SIGN", status=409)
    assert (ground.finding.at, ground.finding.facts["least"]) == ("silent/0/asked_on", 2)
