"""A bid is in time strictly before closing, from a supplier that may bid there; late it is recorded: O87-39, O102-06, SME-07."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidRefusedLate, BidSealed, BidWithdrawn
from operis.dockets.bid.commands import PayBond, WithdrawBid
from operis.dockets.bid.terms import BidContent, content_digest
from operis.dockets.procurement.facts import Authorship, Supplier, authorship, procurement, supplier
from operis.procedures.bid import BID
from tests.procedures.bids import CLOSES, IN_TIME, MARCH_10, MARCH_22, OBTAINED, bid, sealed
from tests.statute import ALICE, BO, at, case

DONG_SUPPLIES = replace(BO, body="brook")
MICROSECOND = timedelta(microseconds=1)
CHARITY = Supplier("sunrise", "social-organisation", None, None, True)


def test_a_bid_in_time_is_sealed_under_its_digest() -> None:
    (act,) = IN_TIME(OBTAINED).when(bid(), by=BO).then(BidSealed)
    assert act == BidSealed(
        happened=at(MARCH_10), lot="1", stage=Slug("bid"), round=1, no=0, sealing=Slug("none"), header_sha256=None,
        sealed_sha256=content_digest(BidContent(price=Fen(800_000_00))), size=132, commitment=None, envelopes=(),
    )  # fmt: skip


def test_who_wrote_the_specification_is_told_so_and_not_turned_away() -> None:
    """REG-18a is weighed at the examination; a platform refuses late bids alone."""
    named = IN_TIME.told(authorship, Authorship(("sunrise",)))(OBTAINED)
    named.when(bid(), by=BO).warned_under("REG-18a")
    named.when(bid(), by=BO).then(BidSealed)
    IN_TIME.told(authorship, Authorship(("hill",)))(OBTAINED).when(bid(), by=BO).warned_under()


def test_a_later_bid_for_the_lot_replaces_the_one_before_and_numbers_count_on() -> None:
    first = sealed()
    (second,) = IN_TIME(OBTAINED, first).when(bid(790_000_00), by=BO).then(BidSealed)
    other = sealed(bid(lot="2"), after=(OBTAINED, first, second))
    assert isinstance(second, BidSealed)
    assert [first.no, second.no, other.no] == [0, 1, 0]
    withdrawn = BidWithdrawn(happened=at(MARCH_10), lot="1", no=1)
    assert sealed(after=(OBTAINED, first, second, withdrawn)).no == 2
    state = IN_TIME(OBTAINED, first, second, other).case(bid(), by=BO).state
    assert state.in_force == {"1": second, "2": other}


def test_one_microsecond_before_closing_is_in_time_and_equal_is_late() -> None:
    IN_TIME.happening(CLOSES - MICROSECOND)(OBTAINED).when(bid(), by=BO).then(BidSealed)
    (act,) = IN_TIME.happening(CLOSES)(OBTAINED).when(bid(), by=BO).then(BidRefusedLate)
    assert act == BidRefusedLate(
        happened=CLOSES, lot="1", stage=Slug("bid"), round=1, closed=CLOSES, size=132,
        sealed_sha256=content_digest(BidContent(price=Fen(800_000_00))),
    )  # fmt: skip


@pytest.mark.parametrize("zone", [ZoneInfo("Asia/Shanghai"), UTC, timezone(timedelta(hours=-3, minutes=-30))], ids=str)
def test_of_2001_instants_around_closing_those_before_it_are_in_time_whatever_the_zone(zone: tzinfo) -> None:
    instants = [(CLOSES + step * MICROSECOND).astimezone(zone) for step in range(-1000, 1001)]
    acts = [came(one) for one in instants]
    assert acts == [BidSealed] * 1000 + [BidRefusedLate] * 1001


def came(when: datetime) -> type:
    outcome = IN_TIME.happening(when)(OBTAINED).when(bid(), by=BO).decided
    return type(outcome.acts[0]) if hasattr(outcome, "acts") else type(outcome)


def test_what_comes_after_the_list_is_made_is_late_whatever_the_clock_says() -> None:
    IN_TIME.told(procurement, closed=True)(OBTAINED).when(bid(), by=BO).then(BidRefusedLate)


def test_a_late_change_leaves_the_bid_in_force() -> None:
    first = sealed()
    (late,) = IN_TIME.happening(CLOSES)(OBTAINED, first).when(bid(700_000_00), by=BO).then(BidRefusedLate)
    state = IN_TIME(OBTAINED, first, late).case(bid(), by=BO).state
    assert (state.in_force, state.late) == ({"1": first}, (late,))


def test_what_is_late_is_never_refused_for_what_it_offers_or_who_sends_it() -> None:
    """The act is the answer: O74-15."""
    institution = Supplier("sunrise", "public-institution", None, "class-1", True)
    given = IN_TIME.happening(CLOSES).told(supplier, institution).told(procurement, reserved=("1",), whole=True)
    given(OBTAINED).when(bid(), by=BO).then(BidRefusedLate)


def test_without_the_documents_or_a_file_there_is_no_bid() -> None:
    IN_TIME().when(bid(), by=BO).refused_under("OURS-OPEN", status=409)
    IN_TIME.told(supplier)(OBTAINED).when(bid(), by=BO).refused_under("OURS-OPEN", "O102-06", "SME-07", "SME-08", status=409)


def test_whose_file_a_review_refused_takes_no_part() -> None:
    (ground,) = IN_TIME.told(supplier, refused=True)(OBTAINED).when(bid(), by=BO).refused_under("OURS-OPEN", status=409)
    assert ground.finding.says == "Your file was not accepted."
    IN_TIME.told(supplier, accepted=False)(OBTAINED).when(bid(), by=BO).then(BidSealed)


def test_once_the_procurement_has_ended_that_alone_is_told() -> None:
    for asked in (bid(), WithdrawBid(), PayBond(amount=Fen(1), form=Slug("cash"), paid_on=MARCH_22)):
        (ground,) = IN_TIME.told(procurement)(OBTAINED, sealed()).when(asked, by=BO).refused_under("OURS-OPEN", status=409)
        assert ground.check == "goes_on"


def test_a_bid_is_for_a_lot_of_the_notice() -> None:
    IN_TIME(OBTAINED).when(bid(lot="2"), by=BO).then(BidSealed)
    IN_TIME(OBTAINED).when(bid(lot="3"), by=BO).refused_under("OURS-OPEN", status=409)


@pytest.mark.parametrize(
    ("nature", "category", "may"),
    [
        ("enterprise", None, True),
        ("social-organisation", None, True),
        ("social-service-organisation", None, True),
        ("social-group", None, True),
        ("foundation", None, True),
        ("partnership", None, True),
        ("individual-business", None, True),
        ("rural-collective", None, True),
        ("self-government", None, True),
        ("individual", None, True),
        ("public-institution", "class-2", True),
        ("public-institution", "business", True),
        ("public-institution", "class-1", False),
        ("public-institution", "administrative", False),
        ("public-institution", None, False),
        ("state-organ", None, False),
        ("group-organisation", None, False),
    ],
)
def test_providers_are_of_the_kinds_that_article_6_lists(nature: str, category: str | None, may: bool) -> None:
    outcome = IN_TIME.told(supplier, nature=nature, category=category)(OBTAINED).when(bid(), by=BO)
    outcome.then(BidSealed) if may else outcome.refused_under("O102-06", status=422)


@pytest.mark.parametrize(("whole", "row"), [(True, "SME-07"), (False, "SME-08")])
def test_what_is_reserved_is_for_small_and_medium_enterprises(whole: bool, row: str) -> None:
    kept = IN_TIME.told(procurement, reserved=("1",), whole=whole)
    for size in ("micro", "small", "medium"):
        kept.told(supplier, size=size)(OBTAINED).when(bid(), by=BO).then(BidSealed)
    for bidder in (Supplier("sunrise", "enterprise", size, None, True) for size in ("large", None)):
        kept.told(supplier, bidder)(OBTAINED).when(bid(), by=BO).refused_under(row, status=422)
    kept.told(supplier, CHARITY)(OBTAINED).when(bid(), by=BO).refused_under(row, status=422)
    kept.told(supplier, replace(CHARITY, size="small"))(OBTAINED).when(bid(), by=BO).refused_under(row)


def test_a_lot_for_small_and_micro_firms_is_closed_to_a_medium_one() -> None:
    kept = IN_TIME.told(procurement, reserved=("1", "2"), small_micro=("1",))
    for size in ("micro", "small"):
        kept.told(supplier, size=size)(OBTAINED).when(bid(), by=BO).then(BidSealed)
    kept.told(supplier, size="medium")(OBTAINED).when(bid(), by=BO).refused_under("SME-08", status=422)
    kept.told(supplier, size="medium")(OBTAINED).when(bid(lot="2"), by=BO).then(BidSealed)


def test_a_lot_that_is_not_reserved_is_for_all_kinds() -> None:
    IN_TIME.told(procurement, reserved=("1",)).told(supplier, CHARITY)(OBTAINED).when(bid(lot="2"), by=BO).then(BidSealed)


def test_the_bid_of_another_is_not_touched_and_nothing_of_it_is_told() -> None:
    another = "This belongs to another body or supplier than the one you act for."
    for who, says in ((DONG_SUPPLIES, another), (ALICE, "This step belongs to another office.")):
        grounds = IN_TIME(OBTAINED, sealed()).when(bid(lot="9"), by=who).refused_under("O87-33", status=403)
        assert [(ground.check, ground.finding.facts) for ground in grounds] == [("not_yours", {"roles": ("supplier",)})]
        assert [ground.finding.says for ground in grounds] == [says]


def test_the_rules_are_those_of_the_method_of_the_notice() -> None:
    consultation = IN_TIME.told(procurement, method="competitive-consultation")
    consultation(OBTAINED).when(bid(), by=ALICE).refused_under("CC-13", status=403)
    case(BID).told(procurement, method="below-threshold").happening(at(MARCH_22))(OBTAINED).when(bid(), by=ALICE).refused_under("GPL-21")
