"""Once reported, an evaluation is made again on the grounds of the law alone, by the panel that the ground asks for: O87-64, O87-67."""

from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Winner
from operis.dockets.procurement.commands import DecideAward, ReopenEvaluation
from operis.dockets.procurement.evaluation import award_of, members, qualified, report_of, sheets_of
from operis.dockets.procurement.outcomes import AwardDecided, AwardSetAside, EvaluationReopened, EvaluationReported, ResultPublished
from tests.procedures.documents import words
from tests.procedures.evaluating import REPORTED, TENDER, done, examining, expert, interest, panel, seats, sheets, tender, the_panel
from tests.procedures.open_tender.test_report_evaluation import report
from tests.statute import BO, CHEN, DONG

SAME = ("abnormal-score", "objective-scores-differ", "sub-score-out-of-range", "wrong-sum")
NEW = ("composition-illegal", "expert-violations", "illegal-interference", "member-misconduct")
REPORT = tender("reported")
THREE = ("sunrise", "brook", "hill")
BOTH = ("qualification", "compliance")
given = TENDER.happening(REPORTED)


def again(ground: str = "wrong-sum", *lots: str, **changed: Any) -> ReopenEvaluation:
    return ReopenEvaluation(lots=lots, ground=Slug(ground), reason=words("Found on reading"), **{"new_panel": ground in NEW, **changed})


@pytest.mark.parametrize("ground", SAME)
def test_an_error_is_put_right_by_the_same_panel(ground: str) -> None:
    (act,) = given(*REPORT).when(again(ground)).then(EvaluationReopened)
    assert act == EvaluationReopened(happened=REPORTED, lots=(), ground=Slug(ground), reason=words("Found on reading"), new_panel=False)
    (refused,) = given(*REPORT).when(again(ground, new_panel=True)).refused_under("O87-64a", status=422)
    assert (refused.finding.at, refused.finding.facts) == ("new_panel", {"answer": Slug("no")})


@pytest.mark.parametrize("ground", NEW)
def test_where_the_panel_was_the_fault_a_new_one_evaluates(ground: str) -> None:
    given(*REPORT).when(again(ground)).then(EvaluationReopened)
    (refused,) = given(*REPORT).when(again(ground, new_panel=False)).refused_under("O87-64a", status=422)
    assert refused.finding.facts == {"answer": Slug("yes")}


@pytest.mark.parametrize("ground", ["wrong-qualification-check", "not-liked"])
def test_on_no_other_ground(ground: str) -> None:
    (refused,) = given(*REPORT).when(again(ground)).refused_under("O87-64a", status=422)
    listed = ("wrong-sum", "sub-score-out-of-range", "objective-scores-differ", "abnormal-score")
    others = ("composition-illegal", "member-misconduct", "illegal-interference", "expert-violations")
    assert refused.finding.facts == {"ground": Slug(ground), "grounds": tuple(map(Slug, (*listed, *others)))}


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
    reopened = (*acts, *done(given(*acts), again("wrong-sum", "2")))
    state = given(*reopened).case(again()).state
    assert (report_of(state, "1") is not None, report_of(state, "2")) == (True, None)
    assert (len(sheets_of(state, "1")), sheets_of(state, "2")["e1"]) == (5, {})
    refused = given(*reopened).when(again("wrong-sum")).refused_under("OURS-OPEN", status=409)
    assert [one.finding.facts for one in refused] == [{"lot": "2"}]
    given(*reopened).when(again("wrong-sum", "1")).then(EvaluationReopened)


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
