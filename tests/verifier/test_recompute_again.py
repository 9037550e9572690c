"""Does the second program follow an evaluation that is made again, by whom it is made again, and what falls with it?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from operis.core.acts import Act, Command
from operis.core.mandates import Mandate
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.outcomes import AwardDecided, BidsExamined, EvaluationReported, ResultPublished, ScoresGiven
from tests.procedures.awards import MARCH_25, MARCH_31, TIED, aside, authorised, deciding, drawn, result
from tests.procedures.drawn_evaluations import Drawn, evaluations, put_through
from tests.procedures.evaluating import (
    CONSULTATION,
    PRICES,
    REPORTED,
    TENDER,
    consultation,
    done,
    examining,
    expert,
    interest,
    member,
    panel,
    seats,
    sheet,
    sheets,
    tender,
    the_panel,
)
from tests.procedures.panels import replacing
from tests.procedures.reopening import again as reopening
from tests.statute import ALICE, Given, at
from tests.verifier.recomputing import failed

THREE = ("sunrise", "brook", "hill")
Asked = tuple[Command, Mandate]


def going_on(there: Given, acts: tuple[Act, ...], *asked: Asked) -> tuple[Act, ...]:
    """What follows from each thing that is asked, put through `decide`."""
    for one, by in asked:
        acts = (*acts, *done(there(*acts), one, by))
    return acts


def scored(experts: int, *suppliers: str) -> tuple[Asked, ...]:
    return tuple((sheets(*suppliers), expert(person)) for person in seats(experts))


def seated(experts: int) -> tuple[Asked, ...]:
    return ((panel(experts), ALICE), *((interest(), expert(person)) for person in seats(experts)))


TENDERED, CONSULTED = tender("reported"), consultation("reported")
ANEW, DECIDED = TENDER.happening(REPORTED), TENDER.happening(at(MARCH_25))
WHOLE = (ReportEvaluation(), the_panel(*seats()))
AWARDED, OTHERS = (deciding("sunrise"), ALICE), ("brook", "hill")


def test_what_is_made_again_by_the_same_panel_is_awarded_on_the_new_report() -> None:
    acts = going_on(ANEW, TENDERED, (reopening(), ALICE), *scored(4, *THREE), WHOLE)
    assert failed(going_on(DECIDED, acts, AWARDED, (result(*OTHERS), ALICE))) == []


def test_an_award_falls_with_the_report_it_was_decided_on() -> None:
    """O87-64: what was awarded and not yet published is awarded anew."""
    acts = going_on(ANEW, TENDERED, AWARDED, (reopening(), ALICE), *scored(4, *THREE), WHOLE)
    assert failed(going_on(DECIDED, acts, AWARDED, (result(*OTHERS), ALICE))) == []


def test_the_points_of_before_count_no_more() -> None:
    acts = going_on(ANEW, TENDERED, (reopening(), ALICE))
    points = GiveScores(sheets=(sheet("sunrise", "10"), sheet("brook", "66"), sheet("hill", "62")))
    acts = going_on(ANEW, acts, *((points, expert(person)) for person in seats()), WHOLE)
    assert failed(going_on(DECIDED, acts, (deciding("brook"), ALICE))) == []
    stale = (*acts[: acts.index(acts[-1])], TENDERED[-1])
    assert "points of sunrise for plan in lot 1 should be 10.00, and is 70.00" in failed(stale)[0]


def test_a_new_panel_is_the_one_that_counts_and_that_is_published() -> None:
    acts = going_on(ANEW, TENDERED, AWARDED, (reopening("composition-illegal"), ALICE), *seated(6))
    acts = going_on(ANEW, acts, (examining("compliance", *THREE), the_panel(*seats(6))), *scored(6, *THREE))
    acts = going_on(ANEW, acts, (ReportEvaluation(), the_panel(*seats(6))))
    acts = going_on(DECIDED, acts, AWARDED, (result(*OTHERS), ALICE))
    assert failed(acts) == []
    former = tuple(replace(one, experts=one.experts[:5]) if isinstance(one, ResultPublished) else one for one in acts)
    assert [says.split(" should")[0] for says in failed(former)] == [f"{len(acts) - 1}: the panel that is published"]


def test_a_new_panel_finds_a_bid_invalid_that_the_former_one_let_pass() -> None:
    left = ("brook", "hill", "lake")
    acts = tender("reported", prices={**PRICES, "lake": 830_000_00})
    acts = going_on(ANEW, acts, (reopening("composition-illegal"), ALICE), *seated(4))
    acts = going_on(ANEW, acts, (examining("compliance", *left, invalid=("sunrise",)), the_panel(*seats())), *scored(4, *left), WHOLE)
    assert failed(going_on(DECIDED, acts, (deciding("brook"), ALICE))) == []


def test_what_a_panel_has_not_examined_again_is_not_valid() -> None:
    """The verdicts of the panel that went are void: a report of the new one that leans on them does not follow."""
    acts = going_on(ANEW, TENDERED, (reopening("composition-illegal"), ALICE), *seated(4))
    examined = going_on(ANEW, acts, (examining("compliance", *THREE), the_panel(*seats())), *scored(4, *THREE), WHOLE)
    without = [one for one in examined[len(acts) :] if not isinstance(one, BidsExamined)]
    assert [says.partition(": ")[2].split(" should")[0] for says in failed((*acts, *without))][:1] == ["the bids of lot 1"]


def test_the_sheets_of_a_member_who_was_replaced_are_void_and_those_of_the_one_who_came_count() -> None:
    come = (replacing("e2", ground="misconduct"), ALICE), (interest(), expert("e7")), (sheets(*THREE), expert("e7"))
    panel_now = the_panel("rep", "e1", "e7", "e3", "e4")
    acts = going_on(ANEW, tender("scored"), *come, (ReportEvaluation(), panel_now))
    assert failed(going_on(DECIDED, acts, AWARDED, (result(*OTHERS), ALICE))) == []
    unscored = [one for one in acts if not (isinstance(one, ScoresGiven) and one.person == "e7")]
    assert [says.partition(": ")[2] for says in failed(unscored)][:1] == ["Member e7 gave sunrise no points for plan"]


def test_a_member_replaced_once_more_leaves_one_seat() -> None:
    left = (replacing("e2", ground="misconduct"), ALICE), (replacing("e7", member("e6")), ALICE)
    twice = *left, (interest(), expert("e6")), (sheets(*THREE), expert("e6"))
    acts = going_on(ANEW, tender("scored"), *twice, (ReportEvaluation(), the_panel("rep", "e1", "e6", "e3", "e4")))
    assert failed(going_on(DECIDED, acts, AWARDED, (result(*OTHERS), ALICE))) == []


@pytest.mark.parametrize(("price", "out"), [(860_000_00, None), (860_000_01, "above-ceiling")])
def test_a_price_above_the_ceiling_is_compared_with_no_other(price: int, out: str | None) -> None:
    """O87-63: to the fen; and it is not the price that the others are measured by."""
    acts = tender("reported", prices={**PRICES, "lake": 830_000_00, "hill": price})
    assert isinstance(acts[-1], EvaluationReported)
    (line,) = [one for one in acts[-1].ranked if one.supplier == "hill"]
    assert line.out == out
    assert failed(going_on(DECIDED, acts, AWARDED)) == []


@pytest.mark.parametrize(("price", "outcome"), [(860_000_00, "candidates"), (860_000_01, "too-few")])
def test_with_too_few_left_there_are_no_candidates(price: int, outcome: str) -> None:
    """GPL-36: of three bids that are within the budget; one fen more, and two are left."""
    acts = tender("reported", prices={**PRICES, "hill": price})
    assert isinstance(acts[-1], EvaluationReported)
    assert [one.outcome for one in acts[-1].outcomes] == [outcome]
    assert failed(acts) == []


def test_in_a_consultation_a_wrong_qualification_is_examined_from_the_start() -> None:
    there, group = CONSULTATION.happening(REPORTED), the_panel(*seats(2))
    acts = going_on(there, CONSULTED, (reopening("wrong-qualification-check"), ALICE))
    acts = going_on(there, acts, (examining("qualification", *THREE), group), (examining("compliance", *THREE), group), *scored(2, *THREE))
    acts = going_on(there, acts, (ReportEvaluation(), group))
    assert failed(going_on(CONSULTATION.happening(at(MARCH_25)), authorised(acts), (deciding("sunrise"), group))) == []


def test_one_lot_is_evaluated_again_and_the_award_of_the_other_stands() -> None:
    lots = ("1", "2")
    second = reopening("sub-score-out-of-range", "2")
    acts = going_on(ANEW, tender("reported", lots=lots), (deciding("sunrise", lots=lots), ALICE), (second, ALICE))
    acts = going_on(ANEW, acts, *((sheets(*THREE, lots=("2",)), expert(person)) for person in seats()), WHOLE)
    assert failed(going_on(DECIDED, acts, (deciding("sunrise", lots=("2",)), ALICE))) == []
    both = going_on(DECIDED, acts, (deciding("sunrise", lots=("2",)), ALICE))
    twice = (*both[:-1], awarding(both, one_more=first_award(both)))
    assert [says.partition(": ")[2] for says in failed(twice)] == ["lot 1 had an award already"]


def first_award(acts: tuple[Act, ...]) -> Awarded:
    return next(one for one in acts if isinstance(one, AwardDecided)).awards[0]


def awarding(acts: tuple[Act, ...], one_more: Awarded) -> AwardDecided:
    """The last act, an award, with one more in it."""
    assert isinstance(acts[-1], AwardDecided)
    return replace(acts[-1], awards=(*acts[-1].awards, one_more))


def test_who_was_set_aside_stays_out_of_the_line_when_the_evaluation_is_made_again() -> None:
    acts = (*going_on(DECIDED, TENDERED, AWARDED), aside("sunrise"))
    acts = going_on(TENDER.happening(at(date(2026, 3, 27), "10:00")), acts, (reopening(), ALICE), *scored(4, *THREE), WHOLE)
    assert failed(going_on(TENDER.happening(at(MARCH_31)), acts, (deciding("brook"), ALICE))) == []


def test_equals_whose_evaluation_is_made_again_are_drawn_as_the_draw_that_stands_says() -> None:
    held, first, other = drawn()
    acts = (*TIED, *held)
    assert failed(going_on(DECIDED, acts, (deciding(first), ALICE))) == []
    acts = going_on(DECIDED, acts, (deciding(first), ALICE), (reopening(), ALICE))
    points = GiveScores(sheets=tuple(sheet(one, "62" if one == "hill" else "70") for one in THREE))
    acts = going_on(DECIDED, acts, *((points, expert(person)) for person in seats()), WHOLE, (deciding(first), ALICE))
    assert failed(acts) == []
    assert isinstance(acts[-1], AwardDecided)
    swapped = replace(acts[-1], awards=(replace(acts[-1].awards[0], supplier=other),))
    assert failed((*acts[:-1], swapped))[0].partition(": ")[2] == f"the award of lot 1 goes to {first}, and not to {other}"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(evaluations())
def test_whatever_was_evaluated_is_recomputed_to_the_same_figures(one: Drawn) -> None:
    acts, _, report = put_through(one)
    assert failed((*acts, report)) == []
