"""A tender in which one bid came on paper, and what two persons read of it; a test changes the one thing it is about."""

from dataclasses import replace
from typing import Any

from operis.core.decider import Done
from operis.core.money import Fen
from operis.dockets.procurement.acts import BidsClosed, PaperBidChecked, PaperBidEntered
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.dockets.procurement.facts import Received, contents, received
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, closed, in_force, said_by
from tests.procedures.documents import filed, issued, noticed
from tests.procedures.envelope.kept import ERIN
from tests.statute import case

SUPPLIERS = ("sunrise", "brook", "hill")
PAPER = "DC-B-BROOK"
OPEN = (filed(), noticed(), issued())
PRICE = Fen(5_000_00)


def on_paper(list_: BidsClosed) -> BidsClosed:
    """The same, where the bid of Brook came on paper."""
    return replace(list_, listed=tuple(replace(one, paper=one.bid == PAPER) for one in list_.listed))


def kept(*, confirmed: bool = True) -> Received:
    """What came in; an envelope that one alone has seen stands apart."""
    told = in_force(*SUPPLIERS)
    bids = tuple(replace(one, paper=one.bid == PAPER) for one in told.bids)
    alone = tuple(one for one in bids if one.paper and not confirmed)
    return replace(told, bids=tuple(one for one in bids if one not in alone), unconfirmed=alone)


CLOSED = (*OPEN, on_paper(closed(*SUPPLIERS)))
given = case(OPEN_TENDER).happening(CLOSES).told(received, kept()).told(contents, said_by(*SUPPLIERS))
ENTERS = EnterPaperBid(bid=PAPER, price=PRICE, small=True)
READS = CheckPaperBid(bid=PAPER, price=PRICE, small=True)


def done(outcome: Any) -> Any:
    assert isinstance(outcome.decided, Done)
    return outcome.decided.acts[0]


def entered(**changed: Any) -> PaperBidEntered:
    act = done(given(*CLOSED).when(replace(ENTERS, **changed)))
    assert isinstance(act, PaperBidEntered)
    return act


def checked() -> PaperBidChecked:
    act = done(given(*CLOSED, entered()).when(READS, by=ERIN))
    assert isinstance(act, PaperBidChecked)
    return act


