"""Once reported, an evaluation is made again on the grounds of the law alone, by the panel that the ground asks for: O87-64, O87-67."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.decider import Done
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Winner
from operis.dockets.procurement.commands import DecideAward
from operis.dockets.procurement.evaluating import Wrong
from operis.dockets.procurement.evaluation import award_of, members, qualified, report_of, sheets_of
from operis.dockets.procurement.outcomes import AwardDecided, AwardSetAside, EvaluationReopened, EvaluationReported, ResultPublished
from tests.procedures.documents import criteria, words
from tests.procedures.evaluating import (
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    giving,
    interest,
    panel,
    report,
    seats,
    sheet,
    sheets,
    tender,
    the_panel,
)
from tests.procedures.reopening import FOUND, NEW, again, score
from tests.statute import BO, CHEN, DONG, Outcome

SAME = ("abnormal-score", "objective-scores-differ", "sub-score-out-of-range", "wrong-sum")
REPORT = tender("reported")
THREE = ("sunrise", "brook", "hill")
BOTH = ("qualification", "compliance")
given = TENDER.happening(REPORTED)


def scored(*points: str, kind: str = "judged", **plan: Any) -> tuple[Act, ...]:
    """Reported, with these points of the five members to sunrise for its plan; a counted one is found to differ after the report."""
    price, one = criteria()
    acts = tender("examined", criteria=(price, replace(one, kind=Slug(kind), **plan)))
    for person, figure in zip(seats(), points, strict=True):
        acts = (*acts, *done(TENDER(*acts), giving(sheet("sunrise", figure), sheet("brook"), sheet("hill")), expert(person)))
    unequal = TENDER.reading("O87-64a", first=date(2027, 1, 1)) if kind == "counted" else TENDER
    return (*acts, *done(unequal.happening(REPORTED)(*acts), report(), the_panel(*seats())))


SAME_POINTS = ("70",) * 5


def test_an_error_is_put_right_by_the_same_panel() -> None:
    (act,) = given(*REPORT).when(again()).then(EvaluationReopened)
    assert act == EvaluationReopened(
        happened=REPORTED, lots=(), ground=Slug("sub-score-out-of-range"), reason=words("Found on reading"), wrong=(score(),)
    )


@pytest.mark.parametrize("ground", SAME)
def test_no_error_brings_a_new_panel(ground: str) -> None:
    refused = given(*REPORT).when(again(ground, new_panel=True)).refused_under("O87-64a", status=422)
    (of_panel,) = (one.finding for one in refused if one.check == "panel_fits_ground")
    assert (of_panel.at, of_panel.facts) == ("new_panel", {"answer": Slug("no")})


@pytest.mark.parametrize("ground", NEW)
def test_where_the_panel_was_the_fault_a_new_one_evaluates(ground: str) -> None:
    given(*REPORT).when(again(ground)).then(EvaluationReopened)
    (refused,) = given(*REPORT).when(again(ground, new_panel=False)).refused_under("O87-64a", status=422)
    assert refused.finding.facts == {"answer": Slug("yes")}


@pytest.mark.parametrize("ground", [*NEW, "abnormal-score"])
def test_what_no_figure_shows_was_found_in_writing_since_the_panel_sat(ground: str) -> None:
    acts = scored("10", *SAME_POINTS[1:])
    asked = again(ground, finding=FOUND, **({} if ground in NEW else {"wrong": (score(person="rep"),)}))
    given(*acts).when(asked).then(EvaluationReopened)
    for unproved in (None, replace(FOUND, link=None), replace(FOUND, on=date(2026, 3, 22)), replace(FOUND, on=date(2026, 3, 24))):
        (refused,) = given(*acts).when(replace(asked, finding=unproved)).refused_under("O87-64a", status=422)
        assert refused.check == "fault_found"


@pytest.mark.parametrize("ground", ["wrong-qualification-check", "not-liked"])
def test_on_no_other_ground(ground: str) -> None:
    (refused,) = given(*REPORT).when(again(ground, wrong=(score(),))).refused_under("O87-64a", status=422)
    listed = ("wrong-sum", "sub-score-out-of-range", "objective-scores-differ", "abnormal-score")
    others = ("composition-illegal", "member-misconduct", "illegal-interference", "expert-violations")
    assert refused.finding.facts == {"ground": Slug(ground), "grounds": tuple(map(Slug, (*listed, *others)))}


@pytest.mark.parametrize("ground", SAME)
def test_what_is_wrong_is_named_from_what_was_evaluated(ground: str) -> None:
    def refused(wrong: tuple[Wrong, ...], *lots: str) -> list[str]:
        outcome = given(*tender("reported", lots=("1", "2"))).when(again(ground, *lots, wrong=wrong, finding=FOUND))
        return [f"{one.finding.at}" for one in outcome.refused_under("O87-64a", status=422) if one.check == "error_named"]

    assert refused((), "1") == ["wrong"]
    assert refused((score(),)) == ["wrong"]  # nothing of lot 2
    assert refused((score(), score(lot="2")), "1") == ["wrong/1"]
    assert refused((score("lake"),), "1") == ["wrong/0"]
    nobody, nothing = refused((score(person=None),), "1"), refused((score(criterion=None),), "1")
    assert nobody == (["wrong/0"] if ground in ("abnormal-score", "sub-score-out-of-range") else [])
    assert nothing == ([] if ground == "wrong-sum" else ["wrong/0"])
    if ground != "wrong-sum":
        assert [refused((score(**{name: "x"}),), "1") for name in ("person", "criterion")] == [["wrong/0"]] * 2


def test_no_sum_is_wrong_where_the_sheets_come_to_what_was_reported() -> None:
    asked = again("wrong-sum", wrong=(score(criterion=None, person=None),))
    (refused,) = given(*REPORT).when(asked).refused_under("O87-64a", status=422)
    assert (refused.check, refused.finding.at) == ("error_borne_out", "wrong/0")
    assert refused.finding.facts == {"supplier": "sunrise", "total": Decimal("90.00")}
    reported = REPORT[-1]
    assert isinstance(reported, EvaluationReported)
    first, *others = reported.ranked
    for wrong in (replace(first, total=Decimal("90.01")), replace(first, points=first.points[:1])):
        given(*REPORT[:-1], replace(reported, ranked=(wrong, *others))).when(asked).then(EvaluationReopened)
    brook = again("wrong-sum", wrong=(score("brook"),))
    given(*REPORT[:-1], replace(reported, ranked=(wrong, *others))).when(brook).refused_under("O87-64a", status=422)


@pytest.mark.parametrize(("points", "out"), [("80", False), ("79.99", True), ("70", True), ("0", False)])
def test_a_score_is_out_of_range_where_no_band_has_it(points: str, out: bool) -> None:
    outcome = given(*scored(points, *SAME_POINTS[1:])).when(again(wrong=(score(person="rep"),)))
    if out:
        outcome.then(EvaluationReopened)
    else:
        (refused,) = outcome.refused_under("O87-64a", status=422)
        said = {"name": "Member rep", "supplier": "sunrise", "points": Decimal(points), "criterion": Slug("plan"), "range": "0, 80"}
        assert (refused.check, refused.finding.facts) == ("error_borne_out", said)


def test_without_bands_a_score_is_in_range_unless_the_words_of_the_rule_may_say_otherwise() -> None:
    unbanded = scored(*SAME_POINTS, bands=(), kind="counted", rule=words("By the share of days"))
    (refused,) = given(*unbanded).when(again()).refused_under("O87-64a", status=422)
    assert refused.finding.facts["range"] == "0–80"
    stepped = scored(*SAME_POINTS, bands=(), rule=words("Excellent 80 points, good 40 points"))
    outcome = given(*stepped).when(again())
    outcome.then(EvaluationReopened)
    assert notes(outcome)["score_in_doubt"] == {
        "name": "Member e1", "supplier": "sunrise", "points": Decimal(70), "most": Decimal(80), "criterion": Slug("plan"),
        "least": Decimal(70), "top": Decimal(70),
    }  # fmt: skip


def test_objective_scores_differ_where_the_members_counted_otherwise() -> None:
    asked = again("objective-scores-differ", wrong=(score(person=None),))
    given(*scored("80", *SAME_POINTS[1:], kind="counted")).when(asked).then(EvaluationReopened)
    (refused,) = given(*scored(*SAME_POINTS, kind="counted")).when(asked).refused_under("O87-64a", status=422)
    assert refused.finding.facts == {"supplier": "sunrise", "points": Decimal(70), "criterion": Slug("plan")}
    (judged,) = given(*scored("80", *SAME_POINTS[1:])).when(asked).refused_under("O87-64a", status=422)
    assert judged.finding.facts == {"criterion": Slug("plan")}


def test_a_score_like_all_the_others_is_not_abnormal() -> None:
    asked = again("abnormal-score", wrong=(score(person="rep"),), finding=FOUND)
    given(*scored("69.99", *SAME_POINTS[1:])).when(asked).then(EvaluationReopened)
    (refused,) = given(*scored(*SAME_POINTS)).when(asked).refused_under("O87-64a", status=422)
    said = {"name": "Member rep", "supplier": "sunrise", "points": Decimal(70), "criterion": Slug("plan")}
    assert (refused.check, refused.finding.facts) == ("error_borne_out", said)


def notes(outcome: Outcome) -> dict[str, Any]:
    """What is told beside the acts, by check."""
    assert isinstance(outcome.decided, Done)
    return {one.check: one.finding.facts for one in outcome.decided.notes}


def test_that_it_is_made_again_is_reported_in_writing_and_so_is_a_changed_order() -> None:
    """REG-44; O87-64: both orders are told."""
    opened = given(*REPORT).when(again())
    assert notes(opened)["again_owed"] == {"to": (Slug("finance-department-of-same-level"),)}
    acts = (*REPORT, *done(given(*REPORT), again()))
    for points, changed in (("70", False), ("10", True)):
        anew = acts
        for person in seats():
            anew = (*anew, *done(given(*anew), giving(sheet("sunrise", points), sheet("brook"), sheet("hill")), expert(person)))
        told = notes(given(*anew).when(report(), by=the_panel(*seats())))
        order = {"lot": "1", "before": "1 sunrise, 2 brook, 3 hill", "after": "1 brook, 2 hill, 3 sunrise", "how": (Slug("written"),)}
        assert told.get("change_owed") == (order if changed else None)


def test_what_was_decided_on_the_report_falls_with_it() -> None:
    decided = DecideAward(awards=(Winner(supplier="sunrise"),))
    acts = (*REPORT, *done(given(*REPORT), decided))
    given(*acts).when(decided).refused_under("OURS-OPEN", status=409)
    acts = (*acts, *done(given(*acts), again()))
    assert award_of(given(*acts).case(again()).state, "1") is None
    given(*acts).when(decided).refused_under("OURS-OPEN", status=409)


def test_the_points_are_given_anew_and_reported_anew() -> None:
    acts = (*REPORT, *done(given(*REPORT), again()))
    state = given(*acts).case(again()).state
    assert (report_of(state, "1"), sheets_of(state, "1"), qualified(state, "1", BOTH)) == (None, {}, THREE)
    for person in seats():
        acts = (*acts, *done(given(*acts), sheets(*THREE), expert(person)))
    given(*acts).when(report(), by=the_panel(*seats())).then(EvaluationReported)


def test_a_new_panel_examines_for_itself_what_the_purchaser_found_qualified() -> None:
    acts = (*REPORT, *done(given(*REPORT), again("composition-illegal")))
    state = given(*acts).case(again()).state
    assert (members(state), state.panel) == ((), None)
    assert (qualified(state, "1", ("qualification",)), qualified(state, "1", BOTH)) == (THREE, ())
    given(*acts).when(sheets(*THREE), by=expert("e1")).refused_under("REG-34", status=403)
    acts = (*acts, *done(given(*acts), panel()))
    for person in seats():
        acts = (*acts, *done(given(*acts), interest(), expert(person)))
    acts = (*acts, *done(given(*acts), examining("compliance", *THREE), the_panel(*seats())))
    given(*acts).when(sheets(*THREE), by=expert("e1"))


def test_a_lot_is_opened_again_by_itself() -> None:
    acts = tender("reported", lots=("1", "2"))
    reopened = (*acts, *done(given(*acts), again("sub-score-out-of-range", "2")))
    state = given(*reopened).case(again()).state
    assert (report_of(state, "1") is not None, report_of(state, "2")) == (True, None)
    assert (len(sheets_of(state, "1")), sheets_of(state, "2")["e1"]) == (5, {})
    refused = given(*reopened).when(again()).refused_under("OURS-OPEN", status=409)
    assert [one.finding.facts for one in refused] == [{"lot": "2"}]
    given(*reopened).when(again("sub-score-out-of-range", "1")).then(EvaluationReopened)


def test_only_what_was_reported_is_opened_again() -> None:
    (ground,) = given(*tender("scored")).when(again()).refused_under("OURS-OPEN", status=409)
    assert (ground.check, ground.finding.facts) == ("report_to_reopen", {})


def test_once_the_result_is_published_the_award_is_set_aside_first() -> None:
    """The award goes with the result: O94-16."""
    awarded = (*REPORT, *done(given(*REPORT), DecideAward(awards=(Winner(supplier="sunrise"),))))
    (award,) = (one for one in awarded if isinstance(one, AwardDecided))
    published = ResultPublished(happened=REPORTED, awards=award.awards, experts=(), own_results=(), stands_until=None, sign_by=None)
    (ground,) = given(*awarded, published).when(again()).refused_under("OURS-OPEN", status=409)
    assert ground.finding.says == "The result of lot {lot} has been published."
    aside = AwardSetAside(
        happened=REPORTED,
        ground=Slug("query-upheld"),
        way=Slug("next-ranked"),
        reason=words("Found true"),
        supplier="sunrise",
        decide_by=None,
    )
    given(*awarded, published, aside).when(again()).then(EvaluationReopened)


def test_the_purchaser_opens_it_again_and_nobody_else() -> None:
    for who in (BO, CHEN, DONG, expert("e1"), the_panel(*seats())):
        given(*REPORT).when(again(), by=who).refused_under("O87-64a", status=403)
