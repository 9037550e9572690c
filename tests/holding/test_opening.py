"""Any two of three holders open what the closing list has, and nothing else; each fault is told by its name: OURS-KEYS."""

import json
from dataclasses import replace
from itertools import combinations

import pytest

from operis.attachments import sealed_bids
from operis.attachments.bidding import BidFile, plain_of
from operis.attachments.models import content_of
from operis.attachments.opened import OpenedBid
from operis.clerk import Entered, Refused
from operis.dockets.bid.commands import WithdrawBid
from operis.dockets.procurement.acts import BidsOpened
from operis.holding.handing import to_open
from operis.holding.releasing import given_back
from operis.ledger import read
from operis.sealing.bid import envelopes
from operis.strict_yaml import Malformed
from tests.holding.county import FILE, HOLDERS, SECRETS, Held, bo, brought, content, keys, ready, sending
from tests.holding.sealed import KNOWN, in_log
from tests.ledger.tender import CLOSES, TENDER

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FIRMS = ("sunrise", "brook", "hill")
WRONG = "ee" * 32


def results(held: Held) -> dict[str, tuple[str, int | None, tuple[str, ...]]]:
    """Of each supplier what was read out: the result, the price, whose share was wrong."""
    opening = held.state.opening
    assert isinstance(opening, BidsOpened)
    return {one.supplier: (str(one.result), one.price, one.failed) for one in opening.opened}


@pytest.mark.parametrize("pair", [*combinations(HOLDERS, 2)])
def test_each_pair_opens_all_of_it(pair: tuple[str, str]) -> None:
    held = ready(*FIRMS)
    assert held.due() == [("close-bids", True), ("open-bids", False)]
    assert isinstance(held.gives_back(pair[0]), Entered)
    assert held.due() == [("open-bids", False)]
    assert OpenedBid.objects.count() == 0
    assert content_of(held.bids["sunrise"], held.sent["sunrise"][0].sealed_sha256) is None
    assert isinstance(held.gives_back(pair[1]), Entered)
    assert held.due() == [("open-bids", True)]
    assert results(held) == {"sunrise": ("opened", 800_000_00, ()), "brook": ("opened", 801_000_00, ()), "hill": ("opened", 802_000_00, ())}
    said = json.loads(content_of(held.bids["brook"], held.sent["brook"][0].sealed_sha256) or b"{}")
    assert said["price"] == "801000.00"
    (file,) = BidFile.objects.filter(docket=held.bids["brook"])
    assert b"".join(plain_of(file) or ()) == FILE
    assert file.name == "plan.pdf"


def test_withdrawn_replaced_and_late_bids_are_opened_by_nobody() -> None:
    held = ready(*FIRMS, "lake")
    assert isinstance(held.bid("sunrise", 700_000_00), Entered)
    held.county.done(held.bids["lake"], WithdrawBid(), bo("lake"))
    held.county.clock = CLOSES
    late = held.bid("hill", 1_00)
    assert isinstance(late, Entered)
    assert [one.act.kind for one in late.entries] == ["bid-refused-late"]
    held.due()
    listed = {(one.supplier, one.sealed_sha256) for one in held.state.closing.listed} if held.state.closing else set()
    assert listed == {(one, held.sent[one][-1].sealed_sha256) for one in FIRMS[:2]} | {("hill", held.sent["hill"][0].sealed_sha256)}
    for one in HOLDERS[:2]:
        asked = to_open(TENDER, held.state, one, held.wanted())
        place = HOLDERS.index(one)
        old = replace(asked.bids[0], bid=held.bids["lake"], envelopes={place + 1: held.sent["lake"][0].envelopes[place]})
        with pytest.raises(Malformed, match="none of the closing list"):
            given_back(in_log(replace(asked, bids=(*asked.bids, old))), SECRETS[one], KNOWN, held.county.clock)
        held.gives_back(one)
    held.due()
    assert results(held)["sunrise"] == ("opened", 700_000_00, ())
    opened = {(one.docket, one.sealed_sha256) for one in OpenedBid.objects.all()}
    assert opened == {(held.bids[supplier], sha256) for supplier, sha256 in listed}


@pytest.mark.parametrize("share", [None, WRONG])
def test_a_wrong_share_is_named_once_the_third_has_given_back(share: str | None) -> None:
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=share)
    assert held.due() == [("open-bids", False)]
    assert OpenedBid.objects.filter(docket=held.bids["brook"]).count() == 0
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    assert results(held)["brook"] == ("opened", 801_000_00, ("archives",))
    assert results(held)["hill"] == ("opened", 802_000_00, ())


def test_who_gave_a_wrong_share_can_give_the_right_one() -> None:
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    assert held.due() == [("open-bids", False)]
    held.gives_back("archives")
    assert held.due() == [("open-bids", True)]
    assert results(held)["brook"] == ("opened", 801_000_00, ())


def test_shares_of_which_no_two_fit_make_no_key() -> None:
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    held.gives_back("notary", brook=None)
    assert held.due() == [("open-bids", True)]
    assert results(held)["brook"] == ("keyless", None, ("notary",))


def test_envelopes_that_do_not_agree_make_a_bid_void_whoever_opens_it() -> None:
    held = ready("sunrise", "brook")
    docket = held.bidder("hill")
    sealed = brought(docket, "hill", 0, content(1_00), k=b"\1" * 32)
    other = envelopes(b"\2" * 32, bytes.fromhex(sealed.header_sha256), keys())
    bad = replace(sealed, envelopes=(*sealed.envelopes[:2], other[2]))
    held.county.done(docket, sending(bad, 0), bo("hill"))
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives")
    held.due()
    assert results(held)["hill"] == ("envelope-bad", None, ())


@pytest.mark.parametrize("raw", [b"no bid at all", b'{"v":"operis/bid-plain/v1"}\n', b""])
def test_what_is_sealed_and_is_no_bid_is_ill_made(raw: bytes) -> None:
    held = ready("sunrise", "brook")
    docket = held.bidder("hill")
    held.county.done(docket, sending(brought(docket, "hill", 0, content(1_00), raw), 0), bo("hill"))
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("notary")
    held.due()
    assert results(held)["hill"] == ("ill-made", None, ())
    assert not BidFile.objects.filter(docket=docket).exists()


def test_bytes_that_are_gone_are_our_fault_and_said() -> None:
    held = ready(*FIRMS)
    gone = sealed_bids.SealedUpload.objects.get(docket=held.bids["hill"])
    gone.path.unlink()
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    assert results(held)["hill"] == ("bytes-missing", None, ())


def test_with_too_few_bids_nothing_is_given_back_and_all_stays_sealed() -> None:
    held = ready("sunrise", "brook")
    held.due()
    refused = held.gives_back("trading-centre")
    assert isinstance(refused, Refused)
    assert refused.refusal.rows == {"O87-41", "OURS-KEYS"}
    assert OpenedBid.objects.count() == 0


def test_no_share_stands_in_an_entry() -> None:
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    share = held.shares("trading-centre").shares[0][2] or ""
    assert share not in read.entries(TENDER)[-1].body


def test_it_is_opened_once_though_the_clock_comes_by_again() -> None:
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("notary")
    held.due()
    assert held.due() == []
    assert (OpenedBid.objects.count(), BidFile.objects.count()) == (3, 3)


def test_nothing_is_read_of_any_bid_until_it_is_certain_of_each_what_becomes_of_it() -> None:
    """O87-39 opens them at one moment: while one waits for the third share, what the others say stands nowhere."""
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    assert held.due() == [("open-bids", False)]
    assert {(one.docket, one.result, one.content) for one in OpenedBid.objects.all()} == {
        (held.bids[one], "to-be-opened", None) for one in ("sunrise", "hill")
    }
    assert BidFile.objects.filter(docket__in=held.bids.values()).count() == 0
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    assert [one.result for one in OpenedBid.objects.all()] == ["opened"] * 3


def test_who_takes_back_a_share_that_fitted_opens_nothing_by_it() -> None:
    """The right share of one bid comes with a wrong one of another: then that other waits, and no longer the first."""
    held = ready(*FIRMS)
    held.due()
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    held.due()
    held.gives_back("archives", hill=WRONG)
    assert held.due() == [("open-bids", False)]
    assert {one.docket for one in OpenedBid.objects.all()} == {held.bids[one] for one in ("sunrise", "brook")}
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
    assert results(held)["hill"] == ("opened", 802_000_00, ("archives",))


def test_of_a_key_that_is_lost_nobody_waits_for_the_share_of_a_bid_that_too_few_can_open() -> None:
    """Two hold their keys and one cannot open an envelope of one bid: that bid has no key, and the others are opened."""
    held = ready(*FIRMS)
    held.due()
    held.loses_its_key("notary")
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=None)
    assert held.due() == [("open-bids", True)]
    assert results(held)["brook"] == ("keyless", None, ("archives",))
    assert results(held)["hill"] == ("opened", 802_000_00, ())


def test_shares_that_do_not_fit_are_waited_for_though_the_third_key_is_lost() -> None:
    """One of the two is wrong, and its holder can still give the right one: no bid falls by it."""
    held = ready(*FIRMS)
    held.due()
    held.loses_its_key("notary")
    held.gives_back("trading-centre")
    held.gives_back("archives", brook=WRONG)
    assert held.due() == [("open-bids", False)]
    held.gives_back("archives")
    assert held.due() == [("open-bids", True)]
    assert results(held)["brook"] == ("opened", 801_000_00, ())


def test_a_key_that_is_found_again_opens_as_any_other() -> None:
    held = ready(*FIRMS)
    held.due()
    held.loses_its_key("notary")
    held.gives_back("archives")
    held.gives_back("notary")
    assert held.due() == [("open-bids", True)]
