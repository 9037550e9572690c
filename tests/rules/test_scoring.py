"""What do prices and points come to, and who comes first?"""

from decimal import Decimal
from fractions import Fraction

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring import Scored, as_json
from operis.rules.scoring.matter import rounded
from tests.rules.scoring import bid, counted, evaluation, judged, law, price, rounding, scored, small

PRICE_ALONE = (price("100", "lowest-wins"),)
ALL_FOR_PRICE = (price("100"),)


def totals(outcome: Scored) -> dict[str, str | None]:
    return {one["bidder"]: one["total"] for one in as_json(outcome)["bids"]}


def ranks(outcome: Scored) -> dict[str, int | None]:
    return {one.bid.bidder: one.rank for one in outcome.bids}


def priced(outcome: Scored) -> dict[str, str | None]:
    return {one["bidder"]: one["evaluated_price"] for one in as_json(outcome)["bids"]}


def test_the_lowest_price_earns_all_points_and_a_dearer_one_its_part() -> None:
    asked = evaluation(bid("A", "80"), bid("B", "100"), bid("C", "160"), criteria=ALL_FOR_PRICE)
    assert totals(scored(asked)) == {"A": "100.00", "B": "80.00", "C": "50.00"}


def test_a_price_of_nothing_is_the_lowest_and_the_others_have_their_part_of_nothing() -> None:
    asked = evaluation(bid("A", "0"), bid("B", "0.01"), bid("C", "0"), criteria=ALL_FOR_PRICE)
    assert totals(scored(asked)) == {"A": "100.00", "B": "0.00", "C": "100.00"}
    by_mean = (price("100", "mean-ratio"),)
    assert totals(scored(evaluation(bid("A", "0"), bid("B", "0"), criteria=by_mean), law(pack="eu"))) == {"A": "100.00", "B": "100.00"}
    assert totals(scored(evaluation(bid("A", "0"), bid("B", "2"), criteria=by_mean), law(pack="eu"))) == {"A": "0.00", "B": "0.00"}


def test_by_the_mean_a_price_loses_what_it_lies_away_from_it_and_never_more_than_all() -> None:
    asked = evaluation(bid("A", "20"), bid("B", "40"), bid("C", "180"), criteria=(price("100", "mean-ratio"),))
    assert totals(scored(asked, law(pack="eu"))) == {"A": "25.00", "B": "50.00", "C": "0.00"}


def test_by_the_mean_nothing_is_left_where_no_bid_is() -> None:
    asked = evaluation(bid("A", "20", valid=False), criteria=(price("100", "mean-ratio"),))
    assert totals(scored(asked)) == {"A": None}


def test_where_the_lowest_price_wins_nothing_is_added_up() -> None:
    outcome = scored(evaluation(bid("A", "90"), bid("B", "80"), criteria=PRICE_ALONE))
    assert (totals(outcome), ranks(outcome), outcome.winner) == ({"A": None, "B": None}, {"A": 2, "B": 1}, "B")


@pytest.mark.parametrize(("feature", "comes_to"), [("0", "100.00"), ("15", "82.35"), ("30", "70.00")])
def test_features_lower_a_price_by_their_coefficient(feature: str, comes_to: str) -> None:
    features = (price("70", "feature-coefficient"), counted("payment", "20"), counted("warranty", "10"))
    part = str(Decimal(feature) / 3)
    asked = evaluation(bid("A", "100", {"payment": str(Decimal(feature) - Decimal(part)), "warranty": part}), criteria=features)
    assert priced(scored(asked)) == {"A": comes_to}


def test_what_is_judged_is_the_mean_of_the_members_and_what_is_counted_is_given_once_or_by_each() -> None:
    criteria = (judged("plan", "60"), counted("staff", "20"), counted("record", "20"))
    one = bid("A", "100", {"plan": "50 51 51", "staff": "20 20 20", "record": "10"})
    outcome = scored(evaluation(one, criteria=criteria, experts=("E1", "E2", "E3"), price_not_scored=Slug("fixed-price")))
    assert as_json(outcome)["bids"][0]["points"] == {"plan": "50.67", "staff": "20.00", "record": "10.00"}
    assert totals(outcome) == {"A": "80.67"}


def test_a_small_firm_is_compared_by_a_lower_price_and_paid_its_own() -> None:
    outcome = scored(evaluation(bid("A", "100", small=True), bid("B", "95"), criteria=ALL_FOR_PRICE, adjustments=small("10")))
    assert as_json(outcome)["bids"][0] == {
        "bidder": "A", "price": "100.00", "evaluated_price": "90.00", "points": {"price": "100.00"}, "total": "100.00",
        "rank": 1, "tied": False, "out": None,
    }  # fmt: skip
    assert totals(outcome)["B"] == "94.74"


def test_without_a_deduction_in_the_documents_a_small_firm_has_none() -> None:
    assert priced(scored(evaluation(bid("A", "100", small=True), criteria=ALL_FOR_PRICE))) == {"A": "100.00"}


@pytest.mark.parametrize(("share", "pack", "comes_to"), [("30", "cn", "95.00"), ("29.99", "cn", "100.00"), ("29.99", "eu", "95.00")])
def test_the_share_for_small_firms_is_a_gate_and_no_scale(share: str, pack: str, comes_to: str) -> None:
    """SME-09c, SME-09d: from thirty percent the whole deduction, below it none; where no law has a gate, the documents rule."""
    asked = evaluation(bid("A", "100", small_share_percent=Decimal(share)), criteria=ALL_FOR_PRICE, adjustments=small("10", "5"))
    assert priced(scored(asked, law(pack=pack))) == {"A": comes_to}


def test_a_small_firm_has_one_deduction_and_not_two() -> None:
    one = bid("A", "100", small=True, small_share_percent=Decimal(40))
    assert priced(scored(evaluation(one, criteria=ALL_FOR_PRICE, adjustments=small("10", "5")))) == {"A": "90.00"}


def test_halves_are_rounded_up_at_the_total_and_nothing_before_it() -> None:
    """Two criteria of 10.004 and 0.001: as they are 10.005; rounded one by one they lose their thousandths."""
    criteria = (judged("plan", "60"), judged("team", "40"))
    asked = evaluation(bid("A", None, {"plan": "10.004", "team": "0.001"}), criteria=criteria, price_not_scored=Slug("fixed-price"))
    assert totals(scored(asked)) == {"A": "10.01"}
    first = evaluation(*asked.bids, criteria=criteria, rounding=rounding("criterion", 2), price_not_scored=Slug("fixed-price"))
    assert totals(scored(first)) == {"A": "10.00"}


@pytest.mark.parametrize(
    ("given", "places", "shown"), [("10.0049", 2, "10.00"), ("10.005", 2, "10.01"), ("10.5", 0, "11"), ("9.25", 1, "9.3")]
)
def test_a_half_goes_up_and_less_goes_down(given: str, places: int, shown: str) -> None:
    for at in ("criterion", "total"):
        asked = evaluation(bid("A", None, {"plan": given}), criteria=(judged("plan", "100"),), rounding=rounding(at, places))
        assert totals(scored(asked)) == {"A": shown}


def test_rounding_is_exact_however_many_digits_there_are() -> None:
    assert rounded(Fraction(10**30 * 2 + 1, 2), 0) == Decimal(10**30 + 1)
    assert rounded(Fraction(0), 2) == Decimal("0.00")
    assert str(rounded(Fraction(1, 3), 9)) == "0.333333333"


def test_at_equal_score_the_lower_price_comes_first() -> None:
    """O87-57: 30 + 40 against 24 + 46."""
    outcome = scored(evaluation(bid("B", "100", {"plan": "46"}), bid("A", "80", {"plan": "40"})))
    assert (totals(outcome), ranks(outcome), outcome.winner) == ({"B": "70.00", "A": "70.00"}, {"B": 2, "A": 1}, "A")


def test_the_score_that_is_shown_is_the_score_that_is_compared() -> None:
    """70.001 and 70.004 are both 70.00, so the lower price comes first, as whoever reads the result would have it."""
    outcome = scored(evaluation(bid("B", "100", {"plan": "46.004"}), bid("A", "80", {"plan": "40.001"})))
    assert (totals(outcome), outcome.winner) == ({"B": "70.00", "A": "70.00"}, "A")
    closer = evaluation(*outcome.asked.bids, rounding=rounding("total", 3))
    assert scored(closer).winner == "B"


def test_equal_score_and_price_share_a_rank_and_a_draw_settles_it() -> None:
    """O87-57, O87-68b: the next is third, and nobody wins before the draw."""
    outcome = scored(evaluation(bid("A", "80", {"plan": "60"}), bid("B", "80", {"plan": "60"}), bid("C", "80", {"plan": "50"})))
    assert ranks(outcome) == {"A": 1, "B": 1, "C": 3}
    assert [one.tied for one in outcome.bids] == [True, True, False]
    assert outcome.winner is None
    assert as_json(outcome)["no_winner"] == {"reason": "tie", "bidders": ["A", "B"], "rule": "O87-68b"}


def test_a_tie_behind_the_first_keeps_nobody_from_winning() -> None:
    outcome = scored(evaluation(bid("A", "80", {"plan": "60"}), bid("B", "80", {"plan": "50"}), bid("C", "80", {"plan": "50"})))
    assert (outcome.winner, ranks(outcome)) == ("A", {"A": 1, "B": 2, "C": 2})


def test_equal_lowest_prices_share_the_first_rank() -> None:
    """O87-56; where no row settles a tie, the answer names none."""
    asked = evaluation(bid("A", "80"), bid("B", "80"), criteria=PRICE_ALONE)
    assert as_json(scored(asked))["no_winner"]["rule"] == "O87-68b"
    assert as_json(scored(asked, law(pack="eu")))["no_winner"]["rule"] is None


def technical(about: str | None) -> tuple[Criterion, ...]:
    return (price("30"), judged("plan", "50", about), judged("firm", "20"))


def test_in_a_consultation_the_better_technical_score_comes_first_at_equal_score_and_price() -> None:
    """CC-25; a tender has no such step (O87-57), and without a criterion marked as technical nothing sets the two apart."""
    bids = (bid("A", "80", {"plan": "40", "firm": "15"}), bid("B", "80", {"plan": "45", "firm": "10"}))
    consultation = evaluation(*bids, criteria=technical("technical"), method=Slug("competitive-consultation"))
    assert ranks(scored(consultation)) == {"A": 2, "B": 1}
    assert ranks(scored(evaluation(*bids, criteria=technical("technical")))) == {"A": 1, "B": 1}
    assert ranks(scored(evaluation(*bids, criteria=technical(None), method=Slug("competitive-consultation")))) == {"A": 1, "B": 1}


@pytest.mark.parametrize(
    ("way", "winner"), [("technical-score-descending", "B"), ("quoted-price-ascending", "C"), ("price-ascending", None)]
)
def test_the_documents_may_settle_a_tie_before_a_draw(way: str, winner: str | None) -> None:
    bids = (
        bid("A", "100", {"plan": "40", "firm": "15"}, small=True),
        bid("B", "100", {"plan": "45", "firm": "10"}, small=True),
        bid("C", "90", {"plan": "40", "firm": "15"}),
    )
    asked = evaluation(*bids, criteria=technical("technical"), adjustments=small("10"), ties=(Slug(way),))
    assert scored(asked).winner == winner


def test_a_price_decides_between_none_where_one_has_none() -> None:
    criteria = (judged("plan", "100"),)
    bids = (bid("A", None, {"plan": "50"}), bid("B", "80", {"plan": "50"}))
    assert ranks(scored(evaluation(*bids, criteria=criteria, price_not_scored=Slug("fixed-price")))) == {"A": 1, "B": 1}


def test_a_bid_that_is_out_sets_no_lowest_price_and_has_no_rank() -> None:
    outcome = scored(evaluation(bid("A", "40", valid=False), bid("B", "80"), bid("C", "100"), criteria=ALL_FOR_PRICE))
    assert (totals(outcome), outcome.bids[0].out) == ({"A": None, "B": "100.00", "C": "80.00"}, "not-valid")


def test_without_a_bid_nobody_wins() -> None:
    assert as_json(scored(evaluation()))["no_winner"] == {"reason": "no-bid", "bidders": [], "rule": None}
    assert as_json(scored(evaluation(bid("A", "80", valid=False))))["no_winner"]["reason"] == "no-bid"
