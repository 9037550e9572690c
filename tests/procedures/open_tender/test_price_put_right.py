"""A price list that does not come to the price is put right in the order of the law, and the bidder confirms it or is out: O87-59."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ExamineBids, ReportEvaluation
from operis.dockets.procurement.evaluating import PricePutRight
from operis.dockets.procurement.facts import Explanations, PriceList, PriceLists, explanations, price_lists
from operis.dockets.procurement.outcomes import AwardDecided, BidsExamined, EvaluationReported, ExplanationAsked
from tests.procedures.awards import MARCH_25, deciding
from tests.procedures.evaluating import (
    EVALUATED,
    FIVE,
    REPORTED,
    TENDER,
    done,
    examining,
    expert,
    question,
    seats,
    sheets,
    tender,
    the_panel,
    verdict,
)
from tests.statute import Given, at
from tests.verifier.recomputing import failed

ALL, THREE = the_panel(*seats()), ("sunrise", "brook", "hill")
QUALIFIED = tender("qualified")
STATED, COMES_TO = Fen(800_000_00), Fen(812_000_00)
Lines = tuple[tuple[str, int, int], ...]
LINES: Lines = (("12", 61_000_00, 732_000_00), ("1", 80_000_00, 80_000_00))
"""Twelve months at 61,000 and one start at 80,000: 812,000, where the price says 800,000."""


def priced(price: int = STATED, lines: Lines = LINES, supplier: str = "sunrise") -> PriceList:
    return PriceList("1", supplier, Fen(price), tuple((Decimal(quantity), Fen(each), Fen(amount)) for quantity, each, amount in lines))


def given(listed: PriceList | None = None, confirmed: int | None = None, *, answered: bool = True) -> Given:
    """The panel, with one list that does not add up, and what its bidder has confirmed."""
    listed = listed or priced()
    said = ((listed.lot, listed.supplier),) if answered else ()
    prices = () if confirmed is None else ((listed.lot, listed.supplier, Fen(confirmed)),)
    return TENDER.told(price_lists, PriceLists((listed,))).told(explanations, Explanations(said, prices))


def complying(price: int | None = None, supplier: str = "sunrise") -> ExamineBids:
    prices = () if price is None else (PricePutRight(supplier=supplier, price=Fen(price)),)
    return replace(examining("compliance", *THREE), prices=prices)


def not_confirmed() -> ExamineBids:
    said = (verdict("sunrise", "invalid", ground="price-not-confirmed"), verdict("brook"), verdict("hill"))
    return ExamineBids(check=Slug("compliance"), verdicts=said)


def asked() -> tuple[Act, ...]:
    return (*QUALIFIED, *done(given(answered=False)(*QUALIFIED), question(about="price-error"), ALL))


def test_a_price_that_is_the_sum_of_its_items_is_left_alone() -> None:
    for listed in (PriceLists((priced(COMES_TO),)), PriceLists(())):
        TENDER.told(price_lists, listed)(*QUALIFIED).when(complying(), by=ALL).then(BidsExamined)


def test_a_fen_that_does_not_sum_is_found_and_named_with_what_stands() -> None:
    (ground,) = given(priced(COMES_TO - 1))(*QUALIFIED).when(complying(), by=ALL).refused_under("O87-59", status=422)
    assert (ground.check, ground.finding.facts) == (
        "sums_settled",
        {"supplier": "sunrise", "lot": "1", "price": Fen(COMES_TO - 1), "sum": COMES_TO, "right": COMES_TO},
    )
    TENDER(*QUALIFIED).when(examining("qualification", *THREE)).then(BidsExamined)  # whether it complies is the panel's question


@pytest.mark.parametrize(
    ("price", "lines", "right"),
    [
        (800_000_00, LINES, 812_000_00),  # the sum does not match: the unit prices stand
        (732_000_00, (("12", 6_100_00, 732_000_00),), 732_000_00),  # one place: the total stands
        (732_000_00, (("12", 610_000_00, 732_000_00),), 732_000_00),
        (812_000_00, (("12", 610_00, 732_000_00), ("1", 80_000_00, 80_000_00)), 812_000_00),  # two places, in one of several lines
        (812_000_00, (("12", 6_200_00, 732_000_00), ("1", 80_000_00, 80_000_00)), 154_400_00),  # no moved point makes it the total
        (200_000_00, (("1", 100_000_00, 100_000_00),), 100_000_00),  # twice is no slip of the point
        (800_000_00, (("1", 0, 800_000_00),), 0),  # nor is nothing
        (1_00, (("3", 33, 1_00),), 99),  # three at 33 fen
        (1_00, (("1.005", 1_00, 1_00),), 1_01),  # half a fen is rounded up
    ],
)
def test_the_order_of_the_law_says_which_figure_stands(price: int, lines: Lines, right: int) -> None:
    """A point that has slipped in a unit price leaves the total of the opening sheet; any other sum is that of the unit prices."""
    there = given(priced(price, lines), confirmed=right)
    (ground,) = there(*QUALIFIED).when(complying(), by=ALL).refused_under("O87-59", status=422)
    assert ground.finding.facts["right"] == right
    (act,) = there(*QUALIFIED).when(complying(right), by=ALL).then(BidsExamined)
    assert isinstance(act, BidsExamined)
    assert act.prices == (PricePutRight(lot="1", supplier="sunrise", price=Fen(right)),)


def test_it_stands_once_the_bidder_has_confirmed_it_and_no_other_figure() -> None:
    (silent,) = given()(*QUALIFIED).when(complying(COMES_TO), by=ALL).refused_under("O87-59", status=409)
    assert silent.finding.says == "{supplier} has not confirmed the price of {right} in lot {lot}."
    given(confirmed=STATED)(*QUALIFIED).when(complying(COMES_TO), by=ALL).refused_under("O87-59", status=409)
    given(confirmed=COMES_TO)(*QUALIFIED).when(complying(COMES_TO), by=ALL).then(BidsExamined)
    (other,) = given(confirmed=STATED)(*QUALIFIED).when(complying(STATED), by=ALL).refused_under("O87-59", status=409)
    assert (other.finding.at, other.finding.facts["right"], other.finding.facts["given"]) == ("prices/0/price", COMES_TO, STATED)


def test_no_other_price_is_touched() -> None:
    there = given(confirmed=COMES_TO)(*QUALIFIED)
    for supplier in ("brook", "lake"):
        both = replace(complying(), prices=tuple(PricePutRight(supplier=one, price=COMES_TO) for one in ("sunrise", supplier)))
        (ground,) = there.when(both, by=ALL).refused_under("O87-59", status=409)
        assert ground.finding.at == "prices/1"
    twice = replace(complying(), prices=(PricePutRight(supplier="sunrise", price=COMES_TO),) * 2)
    assert len(there.when(twice, by=ALL).refused_under("O87-59", status=409)) == 2
    qualifying = replace(examining("qualification", *THREE), prices=complying(COMES_TO).prices)
    there.when(qualifying).refused_under("O87-59", status=409)


def test_a_bid_whose_bidder_does_not_confirm_is_invalid_and_not_before_it_was_asked() -> None:
    (unasked,) = given()(*QUALIFIED).when(not_confirmed(), by=ALL).refused_under("O87-59", status=409)
    assert (unasked.check, unasked.finding.at) == ("asked_to_confirm", "verdicts/0/ground")
    given()(*asked()).when(not_confirmed(), by=ALL).then(BidsExamined)
    silent, until = given(answered=False), EVALUATED + timedelta(minutes=30)
    waiting = silent.happening(until - timedelta(microseconds=1))(*asked()).when(not_confirmed(), by=ALL)
    waiting.refused_under("O87-59", status=409)
    silent.happening(until)(*asked()).when(not_confirmed(), by=ALL).then(BidsExamined)
    TENDER.told(explanations, Explanations((("1", "sunrise"),)))(*asked()).when(not_confirmed(), by=ALL).refused_under("O87-59", status=409)


def test_the_bidder_is_asked_before_its_bid_is_found_to_comply_and_once_it_is_qualified() -> None:
    given()(*QUALIFIED).when(question(about="price-error"), by=ALL).then(ExplanationAsked)
    given()(*QUALIFIED).when(question(about="low-price"), by=ALL).refused_under("O87-60", status=409)
    given()(*tender("seated")).when(question(about="price-error"), by=ALL).refused_under("O87-60", status=409)


def reported(price: int, right: int) -> tuple[Act, ...]:
    """Five bids, the price of the first put right, scored and reported."""
    five = tender("qualified", prices={**FIVE, "sunrise": price})
    there = given(priced(price), confirmed=right)
    asked = replace(examining("compliance", *FIVE), prices=(PricePutRight(supplier="sunrise", price=Fen(right)),))
    acts = (*five, *done(there(*five), asked, ALL))
    for person in seats():
        acts = (*acts, *done(there(*acts), sheets(*FIVE), expert(person)))
    return (*acts, *done(there.happening(REPORTED)(*acts), ReportEvaluation(), ALL))


def test_the_price_put_right_is_the_one_that_is_evaluated_awarded_and_recomputed() -> None:
    acts = reported(STATED, COMES_TO)
    assert isinstance(acts[-1], EvaluationReported)
    prices = {one.supplier: one.price for one in acts[-1].ranked}
    assert prices == {**FIVE, "sunrise": COMES_TO}
    (award,) = done(TENDER.happening(at(MARCH_25))(*acts), deciding("sunrise"))
    assert isinstance(award, AwardDecided)
    assert award.awards[0].price == COMES_TO
    assert failed((*acts, award)) == []
    as_read_out = replace(award, awards=(replace(award.awards[0], price=STATED),))
    assert [says.partition(": ")[2].split(" should")[0] for says in failed((*acts, as_read_out))] == ["bid and price of sunrise in lot 1"]


def test_a_later_examination_takes_the_place_of_the_price_too() -> None:
    there = given(confirmed=COMES_TO)
    acts = (*QUALIFIED, *done(there(*QUALIFIED), complying(COMES_TO), ALL))
    acts = (*acts, *done(TENDER(*acts), complying(), ALL))
    for person in seats():
        acts = (*acts, *done(TENDER(*acts), sheets(*THREE), expert(person)))
    acts = (*acts, *done(TENDER.happening(REPORTED)(*acts), ReportEvaluation(), ALL))
    assert isinstance(acts[-1], EvaluationReported)
    assert {one.supplier: one.price for one in acts[-1].ranked}["sunrise"] == STATED
    assert failed(acts) == []
