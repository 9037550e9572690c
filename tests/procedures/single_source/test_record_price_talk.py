"""The price is talked about on a record that all sign, and agreed within the budget: O74-41, O74-43, GPL-31."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.dockets.procurement.acts import BiddingDocumentsIssued, BidsClosed, NoticePublished, ProceedingsTerminated
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import CloseBids, OpenBids
from operis.dockets.procurement.facts import Contenders, contenders, contents, received
from operis.dockets.procurement.inviting import SuppliersInvited
from operis.dockets.procurement.opened import Shut
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.sole import AgreedPrice, Comparable, Negotiator, PriceAgreed, RecordPriceTalk
from tests.procedures.approving import ABOVE
from tests.procedures.awards import MARCH_25, deciding
from tests.procedures.bids import CLOSES, closed, in_force, said_by
from tests.procedures.documents import SCAN, notice, noticed, words
from tests.procedures.endings import ending, illegal
from tests.procedures.evaluating import closing, done, examining, opening
from tests.procedures.sole import before, given, objected, planned, publicised
from tests.statute import BO, DONG, at

BUDGET, OFFERED, AGREED = Fen(860_000_00), Fen(840_000_00), Fen(820_000_00)
later = given.happening(at(MARCH_25)).told(contenders, Contenders(()))
LIKE = Comparable(contract="Day care of the neighbouring county", price=Fen(800_000_00), on=date(2025, 3, 1))


def examined(budget: Fen = BUDGET) -> tuple[Act, ...]:
    """The one bid of a plan of 860,000, opened on 23 March and held against the documents."""
    asked = {"sunrise": int(OFFERED)}
    acts: tuple[Act, ...] = (planned(budget=budget, approval=None), noticed(budget=budget), closing(asked), opening(asked))
    acts = (*acts, *done(later(*acts), examining("qualification", "sunrise")))
    return (*acts, *done(later(*acts), examining("compliance", "sunrise")))


def talking(price: int = AGREED, **changed: Any) -> RecordPriceTalk:
    asked = RecordPriceTalk(
        held_on=MARCH_25, place="Meeting room", negotiators=(Negotiator(name="Li Na", experience="Ten years of buying care"),),
        costs=words("Wages are four fifths of it"), comparables=(LIKE,), terms=words("Sixty people; paid monthly"),
        prices=(AgreedPrice(price=Fen(price)),), signed_record=(SCAN,),
    )  # fmt: skip
    return replace(asked, **changed)


def test_the_one_supplier_is_invited_with_the_notice_and_nobody_else() -> None:
    below = before(budget=Fen(860_000_00), approval=None)
    (invited, *_) = given(*below).when(notice()).then(SuppliersInvited, NoticePublished, BiddingDocumentsIssued)
    assert invited.suppliers == ("sunrise",)  # type: ignore[attr-defined]


def test_nothing_is_noticed_over_an_objection() -> None:
    waiting = before(publicised(), objected(), budget=Fen(860_000_00), approval=None)
    given(*waiting).when(notice()).refused_under("O74-40", status=422)


def test_the_record_states_what_the_law_lists() -> None:
    there = later(*examined())
    (act,) = there.when(talking()).then(PriceAgreed)
    assert act.supplier == "sunrise"  # type: ignore[attr-defined]
    there.when(talking(comparables=(), none_comparable=words("Nobody else has bought this"))).then(PriceAgreed)
    for lacking in (talking(negotiators=()), talking(comparables=()), talking(signed_record=())):
        there.when(lacking).refused_under("O74-41", status=422)


@pytest.mark.parametrize(("day", "fits"), [
    (date(2026, 3, 21), False), (date(2026, 3, 22), True), (MARCH_25, True), (date(2026, 3, 26), False),
])  # fmt: skip
def test_it_is_held_once_the_bid_is_open_and_not_on_a_day_to_come(day: date, fits: bool) -> None:
    asked = later(*examined()).when(talking(held_on=day))
    _ = asked.then(PriceAgreed) if fits else asked.refused_under("O74-41", status=422)


@pytest.mark.parametrize(("price", "fits"), [(860_000_00, True), (860_000_01, False)])
def test_a_price_above_the_budget_is_not_agreed(price: int, fits: bool) -> None:
    asked = later(*examined()).when(talking(price))
    _ = asked.then(PriceAgreed) if fits else asked.refused_under("O74-43", status=422)


def test_a_price_above_the_offer_is_told() -> None:
    later(*examined()).when(talking(OFFERED)).warned_under()
    later(*examined()).when(talking(OFFERED + 1)).warned_under("O74-41")


def test_a_price_that_rises_from_talk_to_talk_is_told() -> None:
    once = (*examined(), *done(later(*examined()), talking()))
    later(*once).when(talking()).warned_under()
    later(*once).when(talking(AGREED + 1)).warned_under("O74-41")


def test_each_lot_has_its_price_once_the_bid_was_examined() -> None:
    there = later(*examined())
    for prices in ((), (AgreedPrice(lot="2", price=AGREED),), (AgreedPrice(price=AGREED), AgreedPrice(price=AGREED))):
        there.when(talking(prices=prices)).refused_under("OURS-OPEN", status=409)
    later(*examined()[:-1]).when(talking()).refused_under("OURS-OPEN", status=409)
    for who in (DONG, BO):
        there.when(talking(), by=who).refused_under("O74-41", status=403)


def test_the_award_is_at_the_price_that_was_agreed_last() -> None:
    acts = examined()
    later(*acts).when(deciding("sunrise")).refused_under("OURS-OPEN", status=409)
    acts = (*acts, *done(later(*acts), talking(OFFERED)))
    acts = (*acts, *done(later(*acts), talking()))
    (act,) = later(*acts).when(deciding("sunrise")).then(AwardDecided)
    assert act.awards == (Awarded(lot="1", supplier="sunrise", bid="DC-B-SUNRISE", price=AGREED, rank=1),)  # type: ignore[attr-defined]
    later(*acts).when(deciding("brook")).refused_under("OURS-OPEN", status=409)


def test_it_stops_where_the_method_no_longer_fits_or_the_record_shows_why() -> None:
    later(*examined()).when(ending("method-no-longer-fits")).then(ProceedingsTerminated)
    later(*examined()).when(ending("illegal-acts")).refused_under("O74-43", status=422)
    later(*examined(), illegal()).when(ending("illegal-acts")).then(ProceedingsTerminated)
    later(*examined()).when(ending("all-above-budget")).refused_under("O74-43", status=422)
    later(*examined(Fen(OFFERED - 1))).when(ending("all-above-budget")).then(ProceedingsTerminated)


def test_it_stops_on_no_other_ground() -> None:
    later(*examined()).when(ending("cheaper-elsewhere")).refused_under("O74-43", status=422)


def test_at_the_amount_nothing_is_noticed_before_the_approval() -> None:
    given(*before(publicised(), budget=ABOVE)).when(notice()).refused_under("GPL-27", status=422)


def test_where_the_one_supplier_did_not_bid_nothing_is_opened_and_it_is_ended() -> None:
    at_closing = later.happening(CLOSES).told(received, in_force()).told(contents, said_by())
    acts = (planned(budget=BUDGET, approval=None), noticed(budget=BUDGET))
    (shut,) = at_closing(*acts).when(CloseBids(), by=THE_CLOCK).then(BidsClosed)
    assert isinstance(shut, BidsClosed)
    assert shut.shut == (Shut(lot="1", under="OURS-NOBODY"),)
    at_closing(*acts, closed()).when(OpenBids(), by=THE_CLOCK).refused_under("OURS-NOBODY", status=409)
    later(*acts, closed()).when(ending("too-few")).then(ProceedingsTerminated)
    later(*examined()).when(ending("too-few")).refused_under("O74-43", status=422)
