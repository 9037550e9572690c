"""What is counted is the same for everyone, and put right before the report: O87-64a, O87-64b; who is far from all others is told of."""

from decimal import Decimal

import pytest

from operis.core.acts import Act
from operis.core.wording import Wording
from operis.dockets.procurement.commands import GiveScores
from operis.dockets.procurement.outcomes import EvaluationReported, ScoresGiven
from tests.procedures.evaluating import COUNTED, REPORTED, TENDER, done, expert, giving, report, seats, sheet, tender, the_panel
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
    assert ground.finding.facts == {"criterion": "cases", "supplier": "brook", "points": Decimal(10), "least": Decimal(20), "most": Decimal(20)}
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
