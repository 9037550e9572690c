"""A bid that is sealed to key holders comes whole, for its own docket, lot, number and keys, in time; late it is recorded: OURS-KEYS."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from operis.core.wording import Slug
from operis.dockets.bid.acts import BidRefusedLate, BidSealed, BidWithdrawn
from operis.dockets.bid.commands import SendSealedBid, WithdrawBid
from operis.dockets.bid.facts import SealedBytes, sealed_bytes
from operis.dockets.procurement.facts import Authorship, Supplier, authorship, bars, procurement, supplier
from tests.procedures.bid.sealed import BYTES, ENVELOPES, HEADER, HERE, KEYS, SENT
from tests.procedures.bids import CLOSES, IN_TIME, MARCH_10, OBTAINED, barred, bid, sealed
from tests.statute import ALICE, BO, at

HOLDERS = IN_TIME.told(procurement, keys=KEYS).told(sealed_bytes, HERE)
"""Sunrise on 10 March; its bytes have arrived, and the notice has key holders."""
MICROSECOND = timedelta(microseconds=1)
NEXT = "This bid has not the next number for lot 1: another one has come since, or its form is an older one."


def refused(asked: SendSealedBid, here: SealedBytes | None = HERE, *acts: Any) -> list[str]:
    """What is said under the row of the keys, and nothing else stands in the way."""
    outcome = HOLDERS.told(sealed_bytes, here)(OBTAINED, *acts).when(asked, by=BO)
    outcome.refused_under("OURS-KEYS")
    return outcome.words


def test_what_opens_it_stands_in_the_act_and_its_content_nowhere() -> None:
    (act,) = HOLDERS(OBTAINED).when(SENT, by=BO).then(BidSealed)
    assert act == BidSealed(
        happened=at(MARCH_10), lot="1", stage=Slug("bid"), round=1, no=0, sealing=Slug("shares"), header_sha256=HEADER,
        sealed_sha256=BYTES, size=1_500, commitment="dd" * 32, envelopes=ENVELOPES,
    )  # fmt: skip
    HOLDERS(OBTAINED).when(SENT, by=BO).warned_under()


def test_where_key_holders_were_called_nothing_is_taken_that_could_be_read_here() -> None:
    HOLDERS(OBTAINED).when(bid(), by=BO).refused_under("OURS-KEYS", status=409)
    HOLDERS.happening(CLOSES)(OBTAINED).when(bid(), by=BO).refused_under("OURS-KEYS", status=409)
    IN_TIME(OBTAINED).when(bid(), by=BO).then(BidSealed)


def test_where_none_were_called_nothing_is_taken_that_nobody_could_open() -> None:
    outcome = HOLDERS.told(procurement, keys=None)(OBTAINED).when(SENT, by=BO)
    outcome.refused_under("OURS-KEYS", status=409)
    assert outcome.words == ["No key holders were called for this notice, and nobody could open this bid."]


def test_one_microsecond_before_closing_is_in_time_and_equal_is_late() -> None:
    HOLDERS.happening(CLOSES - MICROSECOND)(OBTAINED).when(SENT, by=BO).then(BidSealed)
    (act,) = HOLDERS.happening(CLOSES)(OBTAINED).when(SENT, by=BO).then(BidRefusedLate)
    assert act == BidRefusedLate(happened=CLOSES, lot="1", stage=Slug("bid"), round=1, closed=CLOSES, sealed_sha256=BYTES, size=1_500)
    HOLDERS.told(procurement, closed=True)(OBTAINED).when(SENT, by=BO).then(BidRefusedLate)


def test_a_late_bid_is_late_whatever_has_come_of_it() -> None:
    late = HOLDERS.happening(CLOSES)
    for here in (None, replace(HERE, docket="DC-B-OTHER", fits=False)):
        late.told(sealed_bytes, here)(OBTAINED).when(replace(SENT, no=7), by=BO).then(BidRefusedLate)


def test_its_bytes_have_to_be_here_whole() -> None:
    assert refused(SENT, None) == ["The sealed bid is not here whole under this fingerprint."]
    assert refused(SENT, replace(HERE, size=1_499)) == ["1500 bytes are said, and 1499 are here."]
    assert refused(SENT, replace(HERE, came=at(MARCH_10) + MICROSECOND)) == ["The sealed bid is not here whole under this fingerprint."]
    assert refused(SENT, replace(HERE, fits=False)) == ["It has more or fewer bytes than its header says."]


@pytest.mark.parametrize(("changed", "says"), [
    ({"docket": "DC-B-OTHER"}, "It was sealed for another bid: DC-B-OTHER."),
    ({"supplier": "brook"}, "It was sealed for another supplier than the one you act for."),
    ({"lot": "2"}, "It was sealed for lot 2, not for lot 1."),
    ({"no": 1}, "It was sealed with another number than the one that is named."),
    ({"keys": "ee" * 32}, "It was sealed to other keys than those that are named."),
    ({"header_sha256": "ee" * 32}, "The bytes begin with another header than the one that is named, or with none."),
    ({"header_sha256": ""}, "The bytes begin with another header than the one that is named, or with none."),
])  # fmt: skip
def test_its_header_names_this_very_bid(changed: dict[str, Any], says: str) -> None:
    assert refused(SENT, replace(HERE, **changed)) == [says]


def test_it_is_sealed_to_the_keys_that_the_notice_froze() -> None:
    assert refused(replace(SENT, keys="ee" * 32), replace(HERE, keys="ee" * 32)) == [
        "The bid is sealed to other keys than those of this notice."
    ]


def test_each_bid_has_the_next_number_of_its_lot() -> None:
    (first,) = HOLDERS(OBTAINED).when(SENT, by=BO).then(BidSealed)
    assert refused(replace(SENT, no=0), HERE, first) == [NEXT]
    assert refused(replace(SENT, no=2), replace(HERE, no=2), first) == [NEXT]
    again, here = replace(SENT, no=1), replace(HERE, no=1)
    (second,) = HOLDERS.told(sealed_bytes, here)(OBTAINED, first).when(again, by=BO).then(BidSealed)
    withdrawn = BidWithdrawn(happened=at(MARCH_10), lot="1", no=1)
    assert refused(again, here, first, second, withdrawn) == [NEXT]
    other = replace(SENT, lot="2"), replace(HERE, lot="2")
    HOLDERS.told(sealed_bytes, other[1])(OBTAINED, first).when(other[0], by=BO).then(BidSealed)


def test_it_is_withdrawn_as_any_other() -> None:
    (first,) = HOLDERS(OBTAINED).when(SENT, by=BO).then(BidSealed)
    (withdrawn,) = HOLDERS(OBTAINED, first).when(WithdrawBid(lot="1"), by=BO).then(BidWithdrawn)
    assert isinstance(withdrawn, BidWithdrawn)
    assert withdrawn.no == 0


@pytest.mark.parametrize(("changed", "count"), [
    ({"sealed_sha256": "CC" * 32}, 1), ({"commitment": "d"}, 1), ({"envelopes": ENVELOPES[:2]}, 1),
    ({"envelopes": (*ENVELOPES, ENVELOPES[0])}, 1), ({"envelopes": ENVELOPES[::-1]}, 1),
    ({"envelopes": (*ENVELOPES[:2], replace(ENVELOPES[2], sealed="00" * 80))}, 1),
    ({"envelopes": (*ENVELOPES[:2], replace(ENVELOPES[2], sealed="*" * 108))}, 1),
    ({"envelopes": (replace(ENVELOPES[0], sealed=b64encode(bytes(79)).decode()), *ENVELOPES[1:])}, 1), ({"envelopes": ()}, 1),
])  # fmt: skip
def test_what_opens_it_is_written_as_it_has_to_be(changed: dict[str, Any], count: int) -> None:
    assert len(refused(replace(SENT, **changed))) == count


def test_it_fits_the_round_and_a_lot_of_the_notice() -> None:
    HOLDERS.told(sealed_bytes, replace(HERE, lot="9"))(OBTAINED).when(replace(SENT, lot="9"), by=BO).refused_under("OURS-OPEN")
    HOLDERS(OBTAINED).when(replace(SENT, round=2), by=BO).refused_under("OURS-OPEN")
    HOLDERS(OBTAINED).when(replace(SENT, stage=Slug("final-quote")), by=BO).refused_under("OURS-OPEN")
    quote = replace(SENT, stage=Slug("final-quote"), round=2)
    HOLDERS.told(procurement, keys=KEYS, round=2, quotes_asked=("1",))(OBTAINED).when(quote, by=BO).then(BidSealed)


def test_whom_the_law_keeps_away_sends_no_sealed_bid_either() -> None:
    HOLDERS.told(bars, barred())(OBTAINED).when(SENT, by=BO).refused_under("GPL-22")
    institution = Supplier("sunrise", "public-institution", None, "class-1", True)
    HOLDERS.told(supplier, institution)(OBTAINED).when(SENT, by=BO).refused_under("O102-06")
    reserved = HOLDERS.told(procurement, keys=KEYS, reserved=("1",))
    charity = Supplier("sunrise", "social-organisation", None, None, True)
    reserved.told(supplier, charity)(OBTAINED).when(SENT, by=BO).refused_under("SME-08")
    changed = Supplier("sunrise", "enterprise", "micro", None, True, kind_waits=True)
    (ground,) = reserved.told(supplier, changed)(OBTAINED).when(SENT, by=BO).refused_under("SME-08")
    assert ground.finding.do == "Ask the finance department to review your file, and bid after that."
    reserved.told(supplier, replace(changed, kind_waits=False))(OBTAINED).when(SENT, by=BO).then(BidSealed)
    HOLDERS.told(supplier, changed)(OBTAINED).when(SENT, by=BO).then(BidSealed)
    HOLDERS.told(authorship, Authorship(("sunrise",)))(OBTAINED).when(SENT, by=BO).warned_under("REG-18a")


def test_it_comes_from_the_supplier_after_the_documents() -> None:
    HOLDERS().when(SENT, by=BO).refused_under("OURS-OPEN", status=409)
    HOLDERS(OBTAINED).when(SENT, by=ALICE).refused_under("O87-33", status=403)
    HOLDERS(OBTAINED).when(SENT, by=replace(BO, body="brook")).refused_under("O87-33", status=403)


def test_a_readable_bid_stays_as_it_was() -> None:
    assert sealed().sealing == "none"
