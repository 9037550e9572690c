"""What is counted is put right before the report: O87-64a, O87-64b; who judged like another, or far from all others, is told of: O87-62."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.decider import Done
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import GiveScores
from operis.dockets.procurement.outcomes import EvaluationReported, ScoresGiven
from tests.procedures.evaluating import (
    COUNTED,
    REPORTED,
    TENDER,
    done,
    expert,
    giving,
    report,
    seats,
    sheet,
    sheets,
    tender,
    the_panel,
)
from tests.statute import Outcome

THREE = ("sunrise", "brook", "hill")
LATE = TENDER.happening(REPORTED)


def given(plan: str = "50", brook: str = "20") -> GiveScores:
    """The same for every bid, but for the cases of brook."""
    return giving(*(sheet(one, plan=plan, cases=brook if one == "brook" else "20") for one in THREE))


def scored(*brook: str) -> tuple[Act, ...]:
    """The acts until so many members have counted the cases of brook."""
    acts = tender("examined", criteria=COUNTED)
    for person, figure in zip(seats(), brook, strict=False):
        acts = (*acts, *done(TENDER(*acts), given(brook=figure), expert(person)))
    return acts


def reporting(acts: tuple[Act, ...]) -> Outcome:
    return LATE(*acts).when(report(), by=the_panel(*seats()))


def test_who_counts_otherwise_is_told_and_not_refused() -> None:
    acts = scored("20", "20")
    (ground,) = TENDER(*acts).when(given(brook="10"), by=expert("e2")).warned_under("O87-64a")
    assert (ground.check, ground.finding.at) == ("counted_alike", "sheets/1/scores/cases")
    assert ground.finding.facts == {"criterion": "cases", "supplier": "brook", "points": Decimal(10)}
    TENDER(*acts).when(given(), by=expert("e2")).warned_under()
    TENDER(*scored()).when(given(brook="10"), by=expert("e2")).warned_under()


def test_a_count_that_differs_is_put_right_by_whose_it_is_and_the_report_goes_on() -> None:
    acts = scored("20", "20", "20", "20", "10")
    assert {one.check for one in reporting(acts).refused_under("O87-64a", status=422)} == {"objective_equal"}
    right = giving(sheet("brook", plan="50", cases="20"))
    acts = (*acts, *done(TENDER(*acts), right, expert("e4")))
    reporting(acts).then(EvaluationReported)
    TENDER(*acts).when(right, by=expert("e4")).refused_under("O87-64a", status=409)


@pytest.mark.parametrize(
    "otherwise",
    [
        sheet("brook", plan="51", cases="20"),  # what is judged stays
        sheet("brook", plan="50", cases="10"),  # nothing is put right
        sheet("hill", plan="50", cases="10"),  # all counted alike there
    ],
)
def test_nothing_else_of_a_sheet_changes(otherwise: object) -> None:
    acts = scored("20", "20", "20", "20", "10")
    (ground,) = TENDER(*acts).when(giving(otherwise), by=expert("e4")).refused_under("O87-64a", status=409)  # type: ignore[arg-type]
    assert ground.check == "one_sheet_each"


def test_an_opinion_stays_as_it_was_given() -> None:
    acts = scored("20", "10")
    more = sheet("brook", plan="50", cases="20")
    worded = giving(type(more)(lot="1", supplier="brook", scores=more.scores, opinion=Wording(en="Better than I thought")))
    TENDER(*acts).when(worded, by=expert("e1")).refused_under("O87-64a", status=409)
    TENDER(*acts).when(giving(more), by=expert("e1")).then(ScoresGiven)


@pytest.mark.parametrize(("points", "told"), [("40", False), ("52", False), ("28", False), ("52.01", True), ("27.99", True)])
def test_who_is_further_than_the_line_from_the_mean_of_the_others_is_told_of(points: str, told: bool) -> None:
    """On the line of thirty percent nobody is told of; the members give what is judged, what is counted is no matter of it."""
    acts = tender("examined", criteria=COUNTED)
    others = {"rep": "39", "e1": "40", "e2": "41", "e3": "40"}
    for person in seats():
        own = given(plan=others.get(person, "50"))
        sunrise = sheet("sunrise", plan=points if person == "e4" else others[person], cases="20")
        acts = (*acts, *done(TENDER(*acts), giving(sunrise, *own.sheets[1:]), expert(person)))
    notes = [one for one in reporting(acts).warned_under(*{"O87-62", *(["OURS-SPREAD"] if told else [])}) if one.row == "OURS-SPREAD"]
    assert [one.finding.facts for one in notes] == (
        [{"name": "Member e4", "supplier": "sunrise", "points": Decimal(points), "least": Decimal(39), "most": Decimal(41)}] if told else []
    )


def test_one_far_from_all_others_makes_none_of_them_look_far() -> None:
    """One line for the one who gave nothing, and none for those who agree."""
    acts = tender("examined", criteria=COUNTED)
    for person, points in zip(seats(), ("39", "40", "41", "40", "0"), strict=True):
        sunrise = sheet("sunrise", plan=points, cases="20")
        acts = (*acts, *done(TENDER(*acts), giving(sunrise, *given(plan="39" if person == "rep" else "40").sheets[1:]), expert(person)))
    notes = [one for one in reporting(acts).warned_under("O87-62", "OURS-SPREAD") if one.row == "OURS-SPREAD"]
    assert [one.finding.facts["name"] for one in notes] == ["Member e4"]


def alike(acts: tuple[Act, ...]) -> list[Any]:
    """Who is told of, under which row, with how many scores."""
    decided = reporting(acts).decided
    assert isinstance(decided, Done)
    told = [one for one in decided.notes if one.check == "judged_for_themselves"]
    return [(one.row, *(one.finding.facts[name] for name in ("names", "count", "bids"))) for one in told]


def test_members_who_judged_alike_to_the_last_point_are_told_of() -> None:
    """O87-62; a quarter of a point between them, and nothing is told."""
    acts = tender("examined")
    for person, points in zip(seats(), ("70", "70", "70.25", "71", "72"), strict=True):
        acts = (*acts, *done(TENDER(*acts), giving(sheet("sunrise", points), sheet("brook"), sheet("hill")), expert(person)))
    assert alike(acts) == [("O87-62", "Member rep, Member e1", 3, 3)]
    other = tender("examined")
    for person, points in zip(seats(), ("70", "69.75", "70.25", "71", "72"), strict=True):
        other = (*other, *done(TENDER(*other), giving(sheet("sunrise", points), sheet("brook"), sheet("hill")), expert(person)))
    assert alike(other) == []


def test_what_is_counted_is_the_same_for_all_and_is_not_told() -> None:
    price, _, cases = COUNTED
    acts = tender("examined", criteria=(price, replace(cases, id=Slug("plan"), weight=Decimal(80))))
    for person in seats():
        acts = (*acts, *done(TENDER(*acts), sheets(*THREE), expert(person)))
    assert alike(acts) == []
