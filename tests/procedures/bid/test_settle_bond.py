"""Bid security is given back when the matter is decided, or kept on a ground of the law: REG-33b, REG-33c, CC-12a, CC-12b, O74-20."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.acts import BidWithdrawn, BondSettled
from operis.dockets.bid.commands import SettleBond
from operis.dockets.procurement.facts import settling
from tests.procedures.bid.bonds import BID_IN, GAVE_BACK, MARCH_16, MARCH_26, given, returned
from tests.procedures.bids import OBTAINED, sealed
from tests.procedures.contracts import AGENT
from tests.statute import ALICE, BO, DONG, Given, at

APRIL_1, APRIL_2 = date(2026, 4, 1), date(2026, 4, 2)
GROUNDS = ("withdrawn-after-closing", "false-material", "refusal-to-sign", "collusion")


def kept(ground: str | None) -> SettleBond:
    return SettleBond(way=Slug("kept"), ground=Slug(ground) if ground else None, paid_on=MARCH_26)


def told(**changed: Any) -> Given:
    return given.told(settling, **changed)


def test_those_who_did_not_win_get_it_back_once_the_result_is_published() -> None:
    (act,) = given.when(returned()).then(BondSettled)
    assert act == BondSettled(
        happened=at(MARCH_26), way=Slug("returned"), ground=None, paid_on=MARCH_26, interest=None, amount=Fen(8_000_00)
    )
    before = told(published=None).when(returned())
    before.refused_under("OURS-OPEN", status=409)
    assert before.words == ["The matter is still open: the bid stands, and there is no result for it yet."]


def test_the_winner_gets_it_back_once_the_contract_is_signed() -> None:
    told(won=True).when(returned()).refused_under("OURS-OPEN", status=409)
    told(won=True, contract_signed=MARCH_26).when(returned()).then(BondSettled)


@pytest.mark.parametrize(
    ("method", "row", "also"),
    [("open-tender", "O87-38a", ("O87-38",)), ("inquiry", "REG-33b", ()), ("competitive-consultation", "CC-12a", ())],
)
def test_it_is_given_back_within_five_working_days_of_the_result(method: str, row: str, also: tuple[str, ...]) -> None:
    """Published on Wednesday 25 March 2026: until Wednesday 1 April."""
    there = told(method=method)
    there.happening(at(APRIL_1)).when(returned(APRIL_1)).warned_under()
    late = there.happening(at(APRIL_2)).when(returned(APRIL_2))
    late.warned_under(row, *also)
    assert late.words[0] == "The bid security was to be given back by 2026-04-01."


def test_the_days_of_a_winner_run_from_the_contract() -> None:
    """Signed on Friday 10 April 2026: until Friday 17 April."""
    won = told(won=True, contract_signed=date(2026, 4, 10))
    won.happening(at(date(2026, 4, 17))).when(returned(date(2026, 4, 17))).warned_under()
    won.happening(at(date(2026, 4, 18))).when(returned(date(2026, 4, 18))).warned_under("O87-38b", "O87-38")
    for method, row in (("inquiry", "REG-33c"), ("competitive-consultation", "CC-12b")):
        there = told(won=True, contract_signed=date(2026, 4, 10), method=method)
        there.happening(at(date(2026, 4, 17))).when(returned(date(2026, 4, 17))).warned_under()
        there.happening(at(date(2026, 4, 18))).when(returned(date(2026, 4, 18))).warned_under(row)


def test_the_days_of_who_withdrew_run_from_the_withdrawal() -> None:
    """On Monday 16 March 2026, before closing and with no result yet: until Monday 23 March."""
    withdrawn = BidWithdrawn(happened=at(MARCH_16), lot="1", no=0)
    gone = GAVE_BACK.told(settling, published=None)(*BID_IN, withdrawn)
    gone.happening(at(date(2026, 3, 23))).when(returned(date(2026, 3, 23))).warned_under()
    gone.happening(at(date(2026, 3, 24))).when(returned(date(2026, 3, 24))).warned_under("O87-38")
    other_lot = replace(sealed(), lot="2")
    GAVE_BACK.told(settling, published=None)(*BID_IN, other_lot, withdrawn).when(returned()).refused_under("OURS-OPEN", status=409)


def test_a_late_refund_is_charged_by_the_day() -> None:
    """O87-38: 120 percent of the benchmark rate; 8,000 yuan at 4.35 percent a year, 5.22 with a fifth more, by a 360th for each day."""
    unsaid = given.happening(at(APRIL_2)).when(returned(APRIL_2))
    (_, rate) = unsaid.warned_under("O87-38a", "O87-38")
    assert (rate.finding.at, rate.finding.facts) == ("base_rate_percent", {"days": 1, "share": Decimal(120)})
    for on, days, owed in ((APRIL_2, 1, 1_16), (date(2026, 4, 11), 10, 11_60), (date(2027, 4, 1), 365, 423_40)):
        short = replace(returned(on), base_rate_percent=Decimal("4.35"), interest=Fen(owed - 1))
        (_, charge) = given.happening(at(on)).when(short).warned_under("O87-38a", "O87-38")
        assert charge.finding.facts == {"days": days, "rate": Decimal("4.35"), "owed": Fen(owed), "paid": Fen(owed - 1)}
        given.happening(at(on)).when(replace(short, interest=Fen(owed))).warned_under("O87-38a")
    given.happening(at(APRIL_2)).when(replace(returned(APRIL_2), base_rate_percent=Decimal("4.35"))).warned_under("O87-38a", "O87-38")


def test_nothing_is_charged_in_time_for_what_is_kept_or_before_the_rule() -> None:
    given.happening(at(APRIL_1)).when(replace(returned(APRIL_1), base_rate_percent=Decimal("4.35"))).warned_under()
    told(refused=True).happening(at(APRIL_2)).when(replace(kept("collusion"), paid_on=APRIL_2)).warned_under()
    given.reading("O87-38", first=date(2026, 4, 1)).happening(at(APRIL_2)).when(returned(APRIL_2)).warned_under("O87-38a")


def test_what_ended_without_a_result_gives_it_back() -> None:
    told(published=None, ended=True).when(returned()).then(BondSettled)


@pytest.mark.parametrize(("method", "row"), [("open-tender", "REG-33a"), ("competitive-consultation", "CC-12"), ("inquiry", "O74-20")])
def test_it_is_kept_on_a_ground_alone(method: str, row: str) -> None:
    there = told(method=method, refused=True)
    groundless = there.when(kept(None))
    groundless.refused_under(row, status=422)
    assert groundless.words == ["Nothing says why the bid security is kept."]
    for ground in GROUNDS:
        there.when(kept(ground)).then(BondSettled)


def test_it_is_kept_for_a_refusal_to_sign_that_is_on_record_alone() -> None:
    """O74-20, REG-33a."""
    outcome = told(refused=False).when(kept("refusal-to-sign"))
    outcome.refused_under("REG-33a", status=422)
    assert outcome.words == ["The supplier has not refused to sign."]
    told(refused=True).when(kept("refusal-to-sign")).then(BondSettled)


def test_it_is_settled_once_and_only_where_it_was_given() -> None:
    none_given = GAVE_BACK(OBTAINED, sealed()).when(returned())
    none_given.refused_under("OURS-OPEN", status=409)
    assert none_given.words == ["No bid security was given."]
    settled = given.when(returned()).then(BondSettled)
    again = GAVE_BACK(*BID_IN, *settled).when(returned())
    again.refused_under("OURS-OPEN", status=409)
    assert again.words == ["The bid security was settled on 2026-03-26."]


def test_the_body_that_buys_or_its_agency_settles_it_and_only_after_opening() -> None:
    for who in (ALICE, AGENT):
        given.when(returned(), by=who).then(BondSettled)
        told(opened=False).when(returned(), by=who).refused_under("REG-33b", status=403)
        told(opened=False, ended=True).when(returned(), by=who).then(BondSettled)
    for other in (BO, DONG):
        given.when(returned(), by=other).refused_under("REG-33b", status=403)
    given.told(settling).when(returned(), by=ALICE).refused_under("REG-33b", status=403)


def test_it_is_entered_once_it_was_paid_and_no_day_before() -> None:
    """Paid on 26 March as it is entered on the 26th; nothing is said to have been paid on the 27th."""
    given.when(returned()).then(BondSettled)
    grounds = given.when(returned(date(2026, 3, 27))).refused_under("OURS-LATE", status=409)
    assert [(one.check, one.finding.at) for one in grounds] == [("past_days_have_come", "paid_on")]
