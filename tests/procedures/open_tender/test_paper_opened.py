"""No price is told before two persons have read each envelope, whichever way the others came: OURS-PAPER."""

from dataclasses import replace

from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.dockets.procurement.facts import received
from tests.procedures.bids import CLOSES, closed, in_force
from tests.procedures.keys import CLOSED as BY_KEYS
from tests.procedures.keys import GIVEN as ALL
from tests.procedures.keys import keeper, released
from tests.procedures.papers import CLOSED, OPEN, PAPER, SUPPLIERS, checked, done, entered, given, kept, on_paper


def test_no_price_is_told_before_two_have_read_each_envelope() -> None:
    given(*CLOSED).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-PAPER", status=409)
    given(*CLOSED, entered()).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-PAPER", status=409)
    opened = done(given(*CLOSED, entered(), checked()).when(OpenBids(), by=THE_CLOCK))
    assert isinstance(opened, BidsOpened)
    assert {one.supplier: one.paper_by for one in opened.opened} == {"brook": ("alice", "erin"), "sunrise": (), "hill": ()}


def test_an_envelope_needs_no_key() -> None:
    """Shares are given back for the others alone."""

    by_keys = (*BY_KEYS[:-1], on_paper(closed(*SUPPLIERS)))
    given(*by_keys).when(ALL, by=keeper("notary")).refused_under("OURS-KEYS", status=409)
    rest = replace(ALL, shares=tuple(one for one in ALL.shares if one.bid != PAPER))
    done(given(*by_keys).when(rest, by=keeper("notary")))
    given(*by_keys, *released("notary", "archives")).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-PAPER", status=409)


def test_the_act_of_the_closing_says_by_when_envelopes_are_entered() -> None:

    act = done(given(*OPEN).when(CloseBids(), by=THE_CLOCK))
    assert isinstance(act, BidsClosed)
    assert act.paper_by is not None
    assert (act.paper_by.day, act.paper_by.row) == (CLOSES.date(), "O87-39")
    none = done(given.told(received, in_force(*SUPPLIERS))(*OPEN).when(CloseBids(), by=THE_CLOCK))
    assert none.paper_by is None


def test_an_envelope_that_one_alone_has_seen_falls_out_at_the_closing_and_holds_nothing_up() -> None:
    act = done(given.told(received, kept(confirmed=False))(*OPEN).when(CloseBids(), by=THE_CLOCK))
    assert isinstance(act, BidsClosed)
    assert [(one.bid, one.supplier, one.under) for one in act.unconfirmed] == [(PAPER, "brook", "OURS-PAPER")]
    assert ({one.supplier for one in act.listed}, act.paper_by) == ({"sunrise", "hill"}, None)
    assert done(given(*OPEN).when(CloseBids(), by=THE_CLOCK)).unconfirmed == ()
