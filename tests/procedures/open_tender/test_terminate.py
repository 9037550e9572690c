"""A tender ends on a ground of the law, whole or by lot, and nothing follows: GPL-36, O87-65."""

import pytest

from operis.core.decider import Refusal
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.stages import state_of
from operis.dockets.procurement.terms import ENDINGS, Lot
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed
from tests.procedures.documents import correction, filed, intended, issued, notice, noticed, plan, words
from tests.statute import ALICE, CHEN, DONG, case

given = case(OPEN_TENDER).happening(CLOSES)
OPEN = (filed(), noticed(), issued())


def ending(ground: str = "task-fell-away", *lots: str) -> Terminate:
    return Terminate(lots=lots, ground=Slug(ground), reason=words("The centre was closed"))


def ended(*lots: str, ground: str = "task-fell-away") -> ProceedingsTerminated:
    return ProceedingsTerminated(happened=CLOSES, lots=lots, ground=Slug(ground), reason=words("The centre was closed"))


def lots() -> tuple[Lot, ...]:
    return tuple(Lot(lot=number, name=words(f"Lot {number}"), budget=Fen(430_000_00)) for number in ("1", "2"))


@pytest.mark.parametrize("ground", sorted(ENDINGS))
def test_a_tender_ends_on_the_grounds_of_the_law_and_on_no_other(ground: str) -> None:
    outcome = given(*OPEN, closed()).when(ending(ground))
    if ground == "method-no-longer-fits":
        outcome.refused_under("GPL-36", status=422)
    else:
        (act,) = outcome.then(ProceedingsTerminated)
        assert act == ended(ground=ground)


def test_that_too_few_bid_is_known_only_after_closing() -> None:
    given(*OPEN).when(ending("too-few")).refused_under("OURS-OPEN", status=409)
    given(*OPEN, closed("sunrise", "brook")).when(ending("too-few")).then(ProceedingsTerminated)
    given(*OPEN).when(ending("illegal-acts")).then(ProceedingsTerminated)


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
        assert "not_ended" in {ground.check for ground in decided.grounds}
    assert state_of(over.case(ending()).state) == "terminated"


def test_only_the_body_that_buys_ends_it() -> None:
    for who in (CHEN, DONG):
        given(*OPEN).when(ending(), by=who).refused_under("GPL-36", status=403)
    given(*OPEN).when(ending(), by=ALICE).then(ProceedingsTerminated)
