"""Below the quota one bid is enough, and what nobody has bid for stays shut: the procurement law does not apply (GPL-02a)."""

from operis.core.mandates import THE_CLOCK
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, BidsOpened, ProceedingsTerminated
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.dockets.procurement.facts import contents, received
from operis.dockets.procurement.opened import Shut
from operis.dockets.procurement.terms import ENDINGS
from operis.procedures.below_threshold import BELOW_THRESHOLD
from tests.procedures.awards import MARCH_25, aside, deciding, result
from tests.procedures.below_threshold.stages import examined
from tests.procedures.bids import CLOSES, closed, in_force, said_by
from tests.procedures.documents import filed, noticed
from tests.procedures.endings import ending, illegal
from tests.procedures.evaluating import closing, done, opening
from tests.statute import DONG, at, case

given = case(BELOW_THRESHOLD).happening(CLOSES).told(contents, said_by("brook")).told(received, in_force("brook"))
OPEN = (filed(method=Slug("below-threshold")), noticed())


def test_one_bid_is_opened() -> None:
    (act,) = given(*OPEN, closed("brook")).when(OpenBids(), by=THE_CLOCK).then(BidsOpened)
    assert isinstance(act, BidsOpened)
    assert [(one.supplier, one.result) for one in act.opened] == [("brook", "opened")]


def test_what_nobody_bid_for_stays_shut_from_the_closing_and_is_ended() -> None:
    nobody = case(BELOW_THRESHOLD).happening(CLOSES).told(received, in_force())
    (act,) = nobody(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(act, BidsClosed)
    assert act.shut == (Shut(lot="1", under="OURS-NOBODY"),)
    given(*OPEN, closed()).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-NOBODY", status=409)
    given(*OPEN, closed()).when(ending("too-few")).then(ProceedingsTerminated)


def test_it_closes_by_the_clock_and_ends_on_any_ground_that_the_record_bears_out() -> None:
    given(*OPEN).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    for ground in ENDINGS.keys() - {"all-above-budget", "award-set-aside", "keys-lost"}:
        given(*OPEN, closed(), illegal()).when(ending(ground)).then(ProceedingsTerminated)
    given(*OPEN, closed()).when(ending("all-above-budget")).refused_under("OURS-OPEN", status=409)
    given(*OPEN, closed()).when(ending("award-set-aside")).refused_under("O102-17", status=422)
    given(*OPEN, closed()).when(ending("illegal-acts")).refused_under("OURS-FINDING", status=409)
    given(*OPEN, closed()).when(ending("keys-lost")).refused_under("OURS-KEYS", status=409)
    given(*OPEN, closed("brook")).when(ending("too-few")).refused_under("O102-17", status=422)
    within, above = {"sunrise": 860_000_00}, {"sunrise": 860_000_01}
    given(*OPEN, closing(within), opening(within)).when(ending("all-above-budget")).refused_under("O102-16", status=422)
    given(*OPEN, closing(above), opening(above)).when(ending("all-above-budget")).then(ProceedingsTerminated)


def test_once_the_result_is_published_its_winner_is_bound_and_so_is_the_purchaser() -> None:
    """O102-17: who won in fair competition is not dropped."""
    then = given.happening(at(MARCH_25))
    acts = examined()
    acts = (*acts, *done(then(*acts), deciding("sunrise")))
    then(*acts).when(ending()).then(ProceedingsTerminated)
    told = (*acts, *done(then(*acts), result()))
    then(*told).when(ending()).refused_under("O102-17", status=422)
    then(*told, aside("sunrise", way="new-procurement")).when(ending("award-set-aside")).then(ProceedingsTerminated)
    given(*OPEN, closed()).when(ending(), by=DONG).refused_under("GPL-02a", status=403)
