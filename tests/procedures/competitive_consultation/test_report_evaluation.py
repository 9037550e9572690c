"""Three are recommended in ranked order, two where services are purchased; equals by price, then quality: CC-25, CC-21x, CC-32."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from operis.core.acts import Act, Due, Outside
from operis.core.decider import Done
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReopenEvaluation
from operis.dockets.procurement.evaluating import Wrong
from operis.dockets.procurement.evaluation import qualified
from operis.dockets.procurement.outcomes import EvaluationReopened, EvaluationReported
from operis.dockets.procurement.terms import Criterion
from tests.procedures.documents import criteria, words
from tests.procedures.evaluating import (
    CONSULTATION,
    MARCH_23,
    QUOTED,
    REPORTED,
    closing,
    consultation,
    done,
    examining,
    expert,
    giving,
    opening,
    outcome_of,
    ranks,
    report,
    seats,
    sheet,
    sheets,
    the_panel,
)
from tests.statute import ALICE, BO

ALL = the_panel(*seats(2))
given = CONSULTATION.happening(REPORTED)
FOUND = Outside(medium="Minutes of the group", on=MARCH_23, link="https://minutes.example/4")
TWO = {"sunrise": 780_000_00, "brook": 790_000_00}


def reported(acts: tuple[Act, ...], **changed: object) -> EvaluationReported:
    (act,) = given(*acts).when(report(**changed), by=ALL).then(EvaluationReported)
    assert isinstance(act, EvaluationReported)
    return act


def quoted(prices: dict[str, int]) -> tuple[Act, ...]:
    """Three were asked; these give final quotes and are scored."""
    acts: tuple[Act, ...] = (*consultation("asked"), closing(prices, on=QUOTED), opening(prices, on=QUOTED))
    for person in seats(2):
        acts = (*acts, *done(CONSULTATION(*acts), sheets(*prices), expert(person)))
    return acts


def test_the_final_quotes_are_compared_and_not_the_first() -> None:
    act = reported(quoted({"sunrise": 790_000_00, "brook": 632_000_00, "hill": 800_000_00}))
    assert {one.supplier: str(one.total) for one in act.ranked} == {"sunrise": "86.00", "brook": "86.00", "hill": "77.80"}
    assert ranks(act) == {"sunrise": 2, "brook": 1, "hill": 3}
    assert act.decide_by == Due(day=date(2026, 3, 30), row="CC-28")


def test_two_are_enough_where_services_are_purchased_and_one_is_not() -> None:
    assert outcome_of(reported(quoted(TWO))) == (("1", "candidates"),)
    assert outcome_of(reported(quoted({"sunrise": 780_000_00}))) == (("1", "too-few"),)


def test_without_the_exception_three_are_recommended() -> None:
    acts, before = quoted(TWO), given.reading("CC-21x", first=date(2026, 3, 3))
    (two,) = before(*acts).when(report(), by=ALL).then(EvaluationReported)
    (three,) = before(*consultation("scored")).when(report(), by=ALL).then(EvaluationReported)
    assert isinstance(two, EvaluationReported)
    assert isinstance(three, EvaluationReported)
    assert (outcome_of(two), outcome_of(three)) == ((("1", "too-few"),), (("1", "candidates"),))


def test_at_equal_points_and_price_the_better_technical_points_come_first() -> None:
    price, plan = criteria("20")
    technical = Criterion(id=Slug("skill"), weight=Decimal(40), kind=Slug("judged"), rule=words("By rank"), about=Slug("technical"))
    asked = (price, replace(plan, weight=Decimal(40)), technical)
    acts = consultation("quoted", prices=dict.fromkeys(("sunrise", "brook", "hill"), 800_000_00), criteria=asked)
    points = giving(sheet("sunrise", plan="35", skill="25"), sheet("brook", plan="30", skill="30"), sheet("hill", plan="20", skill="20"))
    for person in seats(2):
        acts = (*acts, *done(CONSULTATION(*acts), points, expert(person)))
    assert ranks(reported(acts)) == {"sunrise": 2, "brook": 1, "hill": 3}


def test_flawed_documents_stop_it() -> None:
    """EXP-18; between the rounds too."""
    for stage in ("seated", "met", "asked", "scored"):
        act = reported(consultation(stage), flaw=Slug("seriously-flawed"))
        assert (outcome_of(act), act.ranked) == ((("1", "stopped"),), ())


def test_members_count_the_same_of_what_is_counted() -> None:
    price, plan = criteria("20")
    acts = consultation("quoted", criteria=(price, replace(plan, kind=Slug("counted"))))
    for person, points in zip(seats(2), ("70", "70", "60"), strict=True):
        asked = giving(sheet("sunrise", points), sheet("brook"), sheet("hill"))
        acts = (*acts, *done(CONSULTATION(*acts), asked, expert(person)))
    given(*acts).when(report(), by=ALL).refused_under("CC-32", status=422)


def test_it_is_made_again_on_the_five_grounds_of_the_law_by_the_same_group() -> None:
    acts = consultation("reported")
    of_bid, of_score = Wrong(supplier="sunrise"), Wrong(supplier="sunrise", criterion=Slug("plan"), person="e1")
    given(*acts).when(reopening("wrong-qualification-check", of_bid)).then(EvaluationReopened)
    given(*acts).when(reopening("sub-score-out-of-range", of_score)).then(EvaluationReopened)
    for ground in ("wrong-sum", "objective-scores-differ", "abnormal-score"):  # the record refutes them
        (refused,) = given(*acts).when(reopening(ground, of_score)).refused_under("CC-32", status=422)
        assert (refused.check, refused.finding.at) == ("error_borne_out", "wrong/0")
    for ground in ("composition-illegal", "member-misconduct", "illegal-interference", "expert-violations"):
        given(*acts).when(reopening(ground, new=True)).refused_under("CC-32", status=422)


def test_a_wrong_check_names_whose_bid_was_checked() -> None:
    for wrong in ((), (Wrong(supplier="lake"),)):
        given(*consultation("reported")).when(reopening("wrong-qualification-check", *wrong)).refused_under("CC-32", status=422)


def test_where_the_check_was_wrong_it_is_made_anew() -> None:
    first = consultation("reported")
    acts = (*first, *done(given(*first), reopening("wrong-qualification-check", Wrong(supplier="sunrise"))))
    state = given(*acts).case(report()).state
    assert qualified(state, "1", ("qualification",)) == ()
    of_score = Wrong(supplier="sunrise", criterion=Slug("plan"), person="e1")
    scored = (*first, *done(given(*first), reopening("sub-score-out-of-range", of_score)))
    assert len(qualified(given(*scored).case(report()).state, "1", ("qualification", "compliance"))) == 3


def test_a_changed_order_is_told_with_the_former_one() -> None:
    """REG-44."""
    first = consultation("reported")
    acts = (*first, *done(given(*first), reopening("wrong-qualification-check", Wrong(supplier="sunrise"))))
    for check in ("qualification", "compliance"):
        acts = (*acts, *done(CONSULTATION(*acts), examining(check, "brook", "hill", "sunrise"), ALL))
    for person in seats(2):
        acts = (*acts, *done(CONSULTATION(*acts), giving(sheet("sunrise", "10"), sheet("brook"), sheet("hill")), expert(person)))
    decided = given(*acts).when(report(), by=ALL).decided
    assert isinstance(decided, Done)
    assert [(one.check, one.row, one.finding.facts["how"]) for one in decided.notes if one.check == "change_owed"] == [
        ("change_owed", "REG-44", (Slug("finance-department-of-same-level"),))
    ]


def reopening(ground: str, *wrong: Wrong, new: bool = False) -> ReopenEvaluation:
    """On a finding, as some of the grounds ask."""
    return ReopenEvaluation(ground=Slug(ground), reason=words("Found on reading"), new_panel=new, wrong=wrong, finding=FOUND)


def test_members_who_judged_alike_to_the_last_point_are_told_of() -> None:
    """REG-75: each judges independently."""
    decided = given(*consultation("scored")).when(report(), by=ALL).decided
    assert isinstance(decided, Done)
    told = [(one.row, one.finding.facts["names"]) for one in decided.notes if one.check == "judged_for_themselves"]
    assert told == [("REG-75", "Member rep, Member e1, Member e2")]


def test_nobody_else_reports() -> None:
    for who in (ALICE, BO, expert("e1"), the_panel("e3")):
        given(*consultation("scored")).when(report(), by=who).refused_under("CC-25", status=403)
