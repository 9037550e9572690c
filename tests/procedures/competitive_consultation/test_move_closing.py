"""An outage of this platform shortly before final quotes close moves that closing for all who were asked: OURS-OUTAGE."""

from datetime import timedelta

from operis.core.decider import follow
from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.acts import BidsClosed
from operis.dockets.procurement.commands import CloseBids, MoveClosing
from operis.dockets.procurement.evaluation import round_now
from operis.dockets.procurement.facts import received
from operis.dockets.procurement.outcomes import RoundMoved
from operis.dockets.secrecy import may_read, withheld
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from tests.procedures.bids import in_force
from tests.procedures.evaluating import CONSULTATION, QUOTED, consultation, expert
from tests.statute import ALICE, BO

ASKED = consultation("asked")
MINUTE = timedelta(minutes=1)
AWAY = MoveClosing(outage_from=QUOTED - MINUTE, outage_until=QUOTED + MINUTE)


def moved() -> RoundMoved:
    (act,) = CONSULTATION.happening(QUOTED + MINUTE)(*ASKED).when(AWAY, by=THE_CLOCK).then(RoundMoved)
    assert isinstance(act, RoundMoved)
    return act


def test_final_quotes_close_an_hour_after_the_platform_goes_on_again() -> None:
    act = moved()
    assert (act.closes, act.round, act.lots) == (QUOTED + 61 * MINUTE, 2, ("1",))
    assert act.reason.en is not None
    assert "could take no bids" in act.reason.en


def test_one_that_began_at_their_closing_moves_nothing() -> None:
    late = MoveClosing(outage_from=QUOTED, outage_until=QUOTED + MINUTE)
    CONSULTATION.happening(QUOTED + MINUTE)(*ASKED).when(late, by=THE_CLOCK).refused_under("OURS-OUTAGE")


def test_they_are_not_closed_before_the_moved_time() -> None:
    acts = (*ASKED, moved())
    state = follow(COMPETITIVE_CONSULTATION, acts)
    assert (state.closes, round_now(state), len(state.rounds[-1].asked)) == (QUOTED + 61 * MINUTE, 2, 3)
    given = CONSULTATION.told(received, in_force())
    given.happening(QUOTED + 60 * MINUTE)(*acts).when(CloseBids(), by=THE_CLOCK).refused_under("CC-13", status=409)
    (act,) = given.happening(QUOTED + 61 * MINUTE)(*acts).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(act, BidsClosed)
    assert act.round == 2


def test_until_the_result_only_those_at_work_read_it() -> None:
    act = moved()
    state = follow(COMPETITIVE_CONSULTATION, (*ASKED, act))
    assert withheld(state, act)
    assert [may_read(state, act, one) for one in (ALICE, expert("e1"), BO, None)] == [True, True, False, False]
