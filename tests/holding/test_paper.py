"""A bid on paper beside others: two persons read it before any other is opened, it needs no key, and says afterwards what they read."""

from datetime import timedelta

import pytest
from django.db.models import Q

from operis.attachments.models import content_of, place_of
from operis.attachments.opened import opened_in
from operis.clerk import Entered, Refused, rebuild
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.terms import BidContent, content_bytes
from operis.dockets.envelope.commands import ConfirmEnvelope, WithdrawEnvelope
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.commands import CheckPaperBid, EnterPaperBid
from operis.ledger import read
from operis.registers.bidders import standing_seals
from operis.registers.duties import standing
from tests.holding.county import Held, bo, ready
from tests.holding.papers import COLLEAGUE, PAPER, SCAN, envelope, handed_in, read_by_two
from tests.ledger.tender import TENDER

pytestmark = pytest.mark.django_db


def opened(held: Held) -> dict[str, tuple[str, Fen | None]]:
    act = held.state.opening
    assert isinstance(act, BidsOpened)
    return {one.supplier: (str(one.result), one.price) for one in act.opened}


def a_minute_later(held: Held) -> tuple[str, bool]:
    """What the clock put last."""
    return held.due(held.county.clock + timedelta(minutes=1))[-1]


def test_nothing_is_unsealed_before_the_envelopes_are_read() -> None:
    held = ready("sunrise", "brook")
    held.bidder("hill")
    paper = envelope(held, "hill")
    held.due()
    for holder in ("notary", "archives"):
        shares = held.shares(holder).shares
        wanted = {(bid, lot) for bid, lot, _share in shares}
        assert (len(wanted), (paper, "1") in wanted) == (2, False)
        assert isinstance(held.gives_back(holder), Entered)
    assert a_minute_later(held) == ("open-bids", False)
    assert opened_in(held.bids.values()) == []
    place = place_of(PAPER.sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(SCAN)
    read_by_two(held, paper, 790_000_00)
    assert a_minute_later(held) == ("open-bids", True)
    assert opened(held) == {
        "sunrise": ("opened", Fen(800_000_00)), "brook": ("opened", Fen(801_000_00)), "hill": ("opened", Fen(790_000_00))}  # fmt: skip
    assert held.state.closing is not None
    (listed,) = (one for one in held.state.closing.listed if one.paper)
    said = BidContent(price=Fen(790_000_00), small=True, documents=(PAPER,))
    assert content_of(paper, listed.sealed_sha256) == content_bytes(said)


def test_what_came_later_takes_the_place_of_what_came_before_on_whichever_way() -> None:
    held = ready("sunrise", "brook", "hill")
    later = envelope(held, "sunrise")
    envelope(held, "brook")
    held.bid("brook", 700_000_00)
    assert {one.supplier: one.docket for one in standing_seals(TENDER)} == {
        "sunrise": later, "brook": held.bids["brook"], "hill": held.bids["hill"]}  # fmt: skip


def test_who_takes_back_the_later_one_has_none_left() -> None:
    held = ready("sunrise", "brook", "hill")
    later = envelope(held, "sunrise")
    held.county.done(later, WithdrawEnvelope(), bo("sunrise"))
    assert [one.supplier for one in standing_seals(TENDER)] == ["brook", "hill"]
    rebuild(held.county.office.calendar)
    assert [one.supplier for one in standing_seals(TENDER)] == ["brook", "hill"]
    held.bid("sunrise", 750_000_00)
    assert [one.supplier for one in standing_seals(TENDER)] == ["brook", "hill", "sunrise"]


def test_before_the_closing_the_log_tells_nothing_of_an_envelope() -> None:
    held = ready("sunrise", "brook", "hill")
    docket = envelope(held, "hill")
    assert {one.logged_with for one in read.entries(docket)} == {TENDER}
    assert read.positions(docket) == {}


def test_of_an_envelope_that_is_not_there_nothing_is_read_out() -> None:
    held = ready("sunrise", "brook")
    held.bidder("hill")
    paper, missing = envelope(held, "hill"), Slug("envelope-missing")
    held.due()
    for holder in ("notary", "archives"):
        held.gives_back(holder)
    assert isinstance(held.county.ask(TENDER, CheckPaperBid(bid=paper, result=missing), COLLEAGUE), Refused)
    held.county.done(TENDER, EnterPaperBid(bid=paper, result=missing))
    held.county.done(TENDER, CheckPaperBid(bid=paper, result=missing), COLLEAGUE)
    assert a_minute_later(held) == ("open-bids", True)
    assert opened(held)["hill"] == ("envelope-missing", None)


def test_one_officer_alone_puts_nothing_in_the_place_of_a_bid_and_holds_no_opening_up() -> None:
    held = ready("sunrise", "brook", "hill")
    alone = handed_in(held, "hill")
    held.due()
    assert held.state.closing is not None
    assert [(one.bid, one.supplier) for one in held.state.closing.unconfirmed] == [(alone, "hill")]
    assert isinstance(held.county.ask(alone, ConfirmEnvelope(packages=1), COLLEAGUE), Refused)
    for holder in ("notary", "archives"):
        held.gives_back(holder)
    assert a_minute_later(held) == ("open-bids", True)
    assert opened(held)["hill"] == ("opened", Fen(802_000_00))
    rebuild(held.county.office.calendar)
    assert standing(Q(docket=alone)) == []
