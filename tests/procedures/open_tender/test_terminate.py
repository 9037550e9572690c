"""A tender ends on a ground of the law that the record bears out, while nobody is bound: GPL-36, GPL-46, GPL-50, O87-29, O87-65, REG-49."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.decider import Refusal
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import BidsOpened, ImplementationPlanFiled, ProceedingsTerminated
from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.facts import Contenders, Signatures, contenders, signature
from operis.dockets.procurement.findings import FindingRecorded
from operis.dockets.procurement.stages import state_of
from operis.dockets.procurement.terms import ENDINGS
from operis.procedures.open_tender import OPEN_TENDER
from tests.ledger.county import ERIN
from tests.procedures.awards import FOUND, MARCH_25, WITH_SUNRISE_BARRED, aside, deciding, finding, found, result, with_barred
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import CLOSED_DOWN, correction, filed, intended, issued, lots, notice, noticed, plan, words
from tests.procedures.endings import ended, ending, illegal
from tests.procedures.evaluating import PRICES, REPORTED, TENDER, closing, done, examining, opening, seats, tender, the_panel
from tests.statute import ALICE, CHEN, DONG, Given, at, case

given = case(OPEN_TENDER).happening(CLOSES).told(contenders, Contenders(()))
OPEN = (filed(), noticed(), issued())


@pytest.mark.parametrize("ground", sorted(ENDINGS))
def test_a_tender_ends_on_the_grounds_of_the_law_and_on_no_other(ground: str) -> None:
    """Where nobody has bid; what is not yet known is no ground, nor what has not happened."""
    outcome = given(*OPEN, closed(), illegal()).when(ending(ground))
    refused = {"method-no-longer-fits": ("GPL-36", 422), "award-set-aside": ("REG-49", 422), "all-above-budget": ("OURS-OPEN", 409),
               "keys-lost": ("OURS-KEYS", 409), "documents-flawed": ("O87-65", 422)}  # fmt: skip
    if ground in refused:
        row, status = refused[ground]
        outcome.refused_under(row, status=status)
    else:
        (act,) = outcome.then(ProceedingsTerminated)
        assert act == ended(ground=ground)


def test_that_too_few_bid_is_known_only_after_closing() -> None:
    given(*OPEN).when(ending("too-few")).refused_under("OURS-OPEN", status=409)
    given(*OPEN, closed("sunrise", "brook")).when(ending("too-few")).then(ProceedingsTerminated)
    given(*OPEN, illegal()).when(ending("illegal-acts")).then(ProceedingsTerminated)


def test_illegal_acts_are_found_by_the_finance_department_and_a_change_is_shown_by_what_came_after_the_plan() -> None:
    """GPL-36, O87-29: a reason ends nothing, and a link of the officer's own no more."""
    given(*OPEN).when(ending("illegal-acts")).refused_under("GPL-36", status=422)
    given(*OPEN, found()).when(ending("illegal-acts")).refused_under("GPL-36", status=422)
    given(*OPEN, illegal()).when(ending("illegal-acts", change=None)).then(ProceedingsTerminated)
    given(*OPEN).when(ending(change=replace(CLOSED_DOWN, on=date(2026, 2, 26)))).refused_under("O87-29", status=422)
    given(*OPEN).when(ending(change=replace(CLOSED_DOWN, on=date(2026, 2, 27)))).then(ProceedingsTerminated)


def test_three_bids_are_enough_until_an_examination_shuts_one_out() -> None:
    """GPL-36: fewer than three that qualify or answer the documents."""
    refused = given(*OPEN, closed("sunrise", "brook", "hill")).when(ending("too-few"))
    refused.refused_under("GPL-36", status=422)
    assert refused.words == ["In lot 1 no fewer have bid than the 3 that it takes; how many is told at the opening."]
    seated = tender("seated")
    given(*seated).when(ending("too-few")).refused_under("GPL-36", status=422)
    examined = done(TENDER(*seated), examining("qualification", "sunrise", "brook", invalid=("hill",)))
    given(*seated, *examined).when(ending("too-few")).then(ProceedingsTerminated)
    given(*tender("qualified")).when(ending("too-few")).refused_under("GPL-36", status=422)
    given(*tender("reported")).when(ending("too-few")).refused_under("GPL-36", status=422)


def test_from_the_amount_on_it_is_said_whether_documents_and_procedure_were_in_order() -> None:
    """O87-43: told, as the way on follows from it."""
    large = [replace(one, budget=Fen(2_000_000_00)) if isinstance(one, ImplementationPlanFiled) else one for one in OPEN]
    given(*large, closed("sunrise", "brook")).when(ending("too-few")).warned_under("O87-43")
    for said in ("sound", "at-fault"):
        few = given(*large, closed("sunrise", "brook"))
        (act,) = few.when(replace(ending("too-few"), documents=Slug(said))).then(ProceedingsTerminated)
        assert isinstance(act, ProceedingsTerminated)
        assert act.documents == said
    given(*OPEN, closed("sunrise", "brook")).when(ending("too-few")).then(ProceedingsTerminated)


def test_where_each_candidate_is_barred_too_few_are_left_and_where_one_is_not_there_are_enough() -> None:
    """GPL-22: nobody can be awarded; the ending names them with the decisions."""
    reported = given.happening(at(MARCH_25))
    some = reported.told(contenders, WITH_SUNRISE_BARRED)(*tender("reported")).when(ending("too-few"))
    some.refused_under("GPL-36", status=422)
    everyone = reported.told(contenders, with_barred("sunrise", "brook", "hill"))(*tender("reported"))
    (act,) = everyone.when(ending("too-few")).then(ProceedingsTerminated)
    assert isinstance(act, ProceedingsTerminated)
    assert [(one.supplier, one.decision) for one in act.passed_over] == [(one, "2026-9") for one in ("sunrise", "brook", "hill")]
    everyone.when(ending("all-above-budget")).refused_under("GPL-36", status=422)


def test_a_price_within_the_budget_refutes_that_all_are_above_it() -> None:
    """GPL-36: to the cent; a bid that is shut out no longer counts."""
    for price, ends in ((860_000_00, False), (860_000_01, True)):
        acts = (*OPEN, closing({**PRICES, "sunrise": price}), opening({"sunrise": price, "brook": 870_000_00, "hill": 880_000_00}))
        outcome = given(*acts).when(ending("all-above-budget"))
        if ends:
            outcome.then(ProceedingsTerminated)
        else:
            outcome.refused_under("GPL-36", status=422)
            assert outcome.words[0].startswith("sunrise offers lot 1")
    prices = {**PRICES, "brook": 870_000_00, "hill": 880_000_00}
    seated = tender("seated", prices=prices)
    given(*seated).when(ending("all-above-budget")).refused_under("GPL-36", status=422)
    out = done(TENDER(*seated), examining("qualification", "brook", "hill", invalid=("sunrise",)))
    given(*seated, *out).when(ending("all-above-budget")).then(ProceedingsTerminated)


def test_a_panel_that_has_ranked_found_no_flaw_in_the_documents() -> None:
    """O87-65: they stop the evaluation, which the panel itself reports."""
    given(*tender("scored")).when(ending("documents-flawed")).then(ProceedingsTerminated)
    given(*tender("reported")).when(ending("documents-flawed")).refused_under("O87-65", status=422)
    scored = tender("scored")
    flaw = ReportEvaluation(flaw=Slug("ambiguous"))
    stopped = done(TENDER.happening(REPORTED)(*scored), flaw, the_panel(*seats()))
    given(*scored, *stopped).when(ending("documents-flawed")).then(ProceedingsTerminated)


def test_before_the_opening_no_evaluation_can_have_found_a_flaw() -> None:
    """O87-65: until then the notice is corrected; where too few came, that is the ground, and the documents are said to be at fault."""
    given(*OPEN).when(ending("documents-flawed")).refused_under("O87-65", status=422)
    given(*OPEN, closed()).when(ending("documents-flawed")).refused_under("O87-65", status=422)
    given(*tender("opened")).when(ending("documents-flawed")).then(ProceedingsTerminated)


def _with_second_shut(act: BidsOpened) -> BidsOpened:
    first, second = act.lots
    read = tuple(one for one in act.opened if one.lot == first.lot)
    return replace(act, lots=(first, replace(second, bids=1, opened=False)), opened=read)


def test_a_lot_that_stayed_shut_has_no_flaw_found_beside_one_that_was_opened() -> None:
    """O87-65 is of what is evaluated: too few bids are the ground of the other (O87-41)."""
    both = tender("opened", lots=("1", "2"))
    shut = [_with_second_shut(one) if isinstance(one, BidsOpened) else one for one in both]
    given(*shut).when(ending("documents-flawed", "2")).refused_under("O87-65", status=422)
    given(*shut).when(ending("documents-flawed", "1", "2")).refused_under("O87-65", status=422)
    given(*shut).when(ending("documents-flawed", "1")).then(ProceedingsTerminated)


@pytest.mark.parametrize("about", ["query-upheld", "ordered"])
def test_a_finding_about_the_documents_starts_anew_before_the_opening_too(about: str) -> None:
    """O94-16, O94-31: a query or a complaint that is well founded and that no correction settles."""
    given(*OPEN, found(about)).when(ending("documents-flawed")).then(ProceedingsTerminated)
    given(*OPEN, found("task-fell-away")).when(ending("documents-flawed")).refused_under("O87-65", status=422)


def test_that_the_task_fell_away_is_shown_by_a_document_once_suppliers_are_called() -> None:
    """O87-29: a major change, with a scan that is kept; a number cannot be looked at, and a link can lead elsewhere tomorrow."""
    given(filed()).when(ending(change=None)).then(ProceedingsTerminated)
    for change in (None, replace(CLOSED_DOWN, scan=None), replace(CLOSED_DOWN, scan=None, link="https://county.example/31")):
        given(*OPEN).when(ending(change=change)).refused_under("O87-29", status=422)
    given(*OPEN).when(ending(change=CLOSED_DOWN)).then(ProceedingsTerminated)


def awarded(*divided: str) -> tuple[Given, tuple[Act, ...]]:
    acts = tender("reported", lots=divided or ("1",))
    then = TENDER.happening(at(MARCH_25))
    return then, (*acts, *done(then(*acts), deciding("sunrise", lots=divided or ("1",))))


def sent(*divided: str) -> tuple[Given, tuple[Act, ...]]:
    then, acts = awarded(*divided)
    return then, (*acts, *done(then(*acts), result("brook", "hill", lots=divided or ("1",))))


@pytest.mark.parametrize("ground", ["illegal-acts", "task-fell-away"])
def test_the_award_letter_binds_on_every_ground(ground: str) -> None:
    """GPL-46: from the published result on; before it a ground of the law still ends the tender."""
    then, acts = awarded()
    then(*acts, illegal(), found("task-fell-away")).when(ending(ground)).then(ProceedingsTerminated)
    then, acts = sent()
    acts = (*acts, illegal())
    refused = then(*acts).when(ending(ground))
    refused.refused_under("GPL-46", status=422)
    assert refused.words == ["The award letter of lot 1 has gone to sunrise; it binds both sides."]
    signed = then(*acts).told(signature, Signatures((), ("1",)))
    signed.when(ending(ground)).refused_under("GPL-46", "GPL-50", status=422)


def test_an_end_before_the_award_tells_who_stood_first() -> None:
    """OURS-RANKED: an end for a good ground looks like one that takes the purchase from the first ranked."""
    then = TENDER.happening(at(MARCH_25))
    outcome = then(*tender("reported"), found("task-fell-away")).when(ending())
    outcome.warned_under("OURS-RANKED")
    assert outcome.words == ["It ends while sunrise stands first in lot 1, at Fen(800000.00); bids ranked: 3. The ground: task-fell-away."]
    then(*tender("examined")).when(ending()).warned_under()


def test_once_bids_are_ranked_nobody_says_alone_that_the_task_fell_away() -> None:
    """OURS-FINDING: another has entered it with its paper, about this lot; before the ranks the kept document is enough."""
    then, gone = TENDER.happening(at(MARCH_25)), found("task-fell-away")
    then(*tender("scored")).when(ending()).then(ProceedingsTerminated)
    ranked = tender("reported")
    (ground,) = then(*ranked).when(ending()).refused_under("OURS-FINDING", status=409)
    assert (ground.finding.at, ground.finding.facts) == ("ground", {"lot": "1"})
    then(*ranked, found("query-upheld")).when(ending()).refused_under("OURS-FINDING", status=409)
    then(*ranked, gone).when(ending()).then(ProceedingsTerminated)
    then(*ranked, replace(gone, found_by=("alice",))).when(ending()).refused_under("OURS-FINDING", status=409)
    (entered,) = then(*ranked).when(finding("task-fell-away"), by=ERIN).then(FindingRecorded)
    assert entered == gone
    planned = date(2026, 2, 27)  # the day of the plan
    early, ahead = planned - timedelta(days=1), MARCH_25 + timedelta(days=1)
    for on, rows in ((planned, ()), (early, ("OURS-FINDING",)), (ahead, ("OURS-FINDING",))):
        asked = then(*ranked).when(finding("task-fell-away", paper=replace(FOUND, on=on)), by=ERIN)
        asked.refused_under(*rows, status=409) if rows else asked.then(FindingRecorded)
    then(*ranked).when(finding("task-fell-away"), by=ALICE).refused_under("OURS-FINDING", status=403)


def test_a_reason_of_a_sign_or_two_is_none() -> None:
    """OURS-REASON: four different letters at least, eight of them or four Chinese signs."""
    for said, holds in (("x", False), ("No", False), ("aaaaaaaaaaaa", False), ("No money", False), ("No licence", True),
                        ("The bids, it is", True)):  # fmt: skip
        outcome = given(filed()).when(replace(ending(), reason=words(said)))
        if holds:
            outcome.then(ProceedingsTerminated)
        else:
            (ground,) = outcome.refused_under("OURS-REASON", status=409)
            assert (ground.finding.at, ground.finding.facts) == ("reason", {"reason": words(said)})
    for said, holds in (("取消了", False), ("任务取消", True), ("取取取取取", False)):
        outcome = given(filed()).when(replace(ending(), reason=Wording(zh=said)))
        outcome.then(ProceedingsTerminated) if holds else outcome.refused_under("OURS-REASON", status=409)


def test_lots_are_weighed_one_by_one() -> None:
    then, acts = sent("1", "2")
    fallen = (*acts, aside("sunrise", way="new-procurement", lot="2"), illegal("2"))
    then(*fallen, illegal("1")).when(ending("illegal-acts")).refused_under("GPL-46")
    then(*fallen).when(ending("illegal-acts", "2")).then(ProceedingsTerminated)


def test_after_a_refused_signature_a_new_procurement_is_lawful() -> None:
    """REG-49: the award set aside for it ends the lot, on that ground; one set aside for the next ranked does not."""
    then, acts = sent()
    given_up: dict[str, tuple[Any, ...]] = {way: (*acts, aside("sunrise", way=way)) for way in ("new-procurement", "next-ranked")}
    then(*given_up["new-procurement"]).when(ending("award-set-aside")).then(ProceedingsTerminated)
    then(*given_up["next-ranked"]).when(ending("award-set-aside")).refused_under("REG-49", status=422)
    then(*given_up["new-procurement"]).when(ending("too-few")).refused_under("GPL-36", status=422)


def test_what_is_filed_can_be_ended_before_its_notice_and_an_intention_can_not() -> None:
    given(intended(), filed()).when(ending()).then(ProceedingsTerminated)
    given(intended()).when(ending()).refused_under("OURS-OPEN", status=409)


def test_lots_end_one_by_one_and_the_procurement_with_the_last() -> None:
    acts = (filed(lots=lots()), noticed(), issued())
    (first,) = given(*acts).when(ending("task-fell-away", "1")).then(ProceedingsTerminated)
    assert isinstance(first, ProceedingsTerminated)
    state = given(*acts, first).case(ending()).state
    assert (state.ended, state.ended_lots, state_of(state)) == (False, {"1"}, "receiving")
    given(*acts, first).when(ending("task-fell-away", "1")).refused_under("OURS-OPEN", status=409)
    given(*acts, first).when(ending("task-fell-away", "3")).refused_under("OURS-OPEN", status=409)
    given(*acts, first).when(ending("too-few", "2")).refused_under("OURS-OPEN", status=409)
    given(*acts, closed(), first).when(ending("too-few", "2")).then(ProceedingsTerminated)
    over = given(*acts, closed(), first, ended("2", ground="too-few")).case(ending()).state
    assert (over.ended, state_of(over)) == (True, "failed")


def test_after_the_end_no_step_is_left() -> None:
    over = given(*OPEN, ended())
    for asked in (plan(), notice(), correction(), ending()):
        decided = over.when(asked).decided
        assert isinstance(decided, Refusal)
        assert [ground.check for ground in decided.grounds] == ["not_ended"]
    assert state_of(over.case(ending()).state) == "terminated"


def test_only_the_body_that_buys_ends_it() -> None:
    for who in (CHEN, DONG):
        given(*OPEN).when(ending(), by=who).refused_under("GPL-36", status=403)
    given(*OPEN).when(ending(), by=ALICE).then(ProceedingsTerminated)
