"""What does the law say to weights, points and prices? Both sides of each line."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from operis.core.money import fen
from operis.core.wording import Slug
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring import as_json
from tests.rules.scoring import bid, counted, evaluation, judged, law, price, said, scored, small

ALL_FOR_PRICE = (price("100"),)
CONSULTATION, NEGOTIATION = Slug("competitive-consultation"), Slug("competitive-negotiation")


def weights(share: str, formula: str = "lowest-ratio") -> tuple[Criterion, ...]:
    return (price(share, formula), judged("plan", str(100 - Decimal(share))))


@pytest.mark.parametrize(
    ("method", "object_", "share", "row"),
    [
        ("open-tender", "services", "10", None),
        ("open-tender", "services", "9.99", "O87-55a"),
        ("invited-tender", "goods", "30", None),
        ("invited-tender", "goods", "29.99", "O87-55a"),
        ("open-tender", "services", "99", None),
        ("competitive-consultation", "services", "10", None),
        ("competitive-consultation", "services", "9.99", "CC-24a"),
        ("competitive-consultation", "services", "30", None),
        ("competitive-consultation", "services", "30.01", "CC-24a"),
        ("competitive-consultation", "goods", "60", None),
        ("competitive-consultation", "goods", "60.01", "CC-24a"),
        ("competitive-negotiation", "services", "1", None),
    ],
)
def test_the_price_counts_for_what_the_law_says(method: str, object_: str, share: str, row: str | None) -> None:
    asked = evaluation(criteria=weights(share), method=Slug(method), object_=Slug(object_))
    assert said(scored(asked)) == ([] if row is None else [(row, "refused", "criteria")])


def test_the_price_may_be_left_out_for_a_reason_of_the_law_alone() -> None:
    """O87-55a."""
    for reason, found in (
        ("fixed-price", []),
        ("no-wish", [("O87-55a", "refused", "criteria")]),
        (None, [("O87-55a", "refused", "criteria")]),
    ):
        asked = evaluation(criteria=(judged("plan", "100"),), price_not_scored=None if reason is None else Slug(reason))
        assert said(scored(asked)) == found


@pytest.mark.parametrize(("plan", "found"), [("70", []), ("69.99", ["O87-55b"]), ("70.01", ["O87-55b"])])
def test_a_hundred_points_are_shared_out(plan: str, found: list[str]) -> None:
    assert [row for row, _, _ in said(scored(evaluation(criteria=(price("30"), judged("plan", plan)))))] == found


def test_consultations_too_share_out_a_hundred() -> None:
    """CC-24b names no sum of its own."""
    asked = evaluation(criteria=(price("20"), judged("plan", "79")), method=CONSULTATION)
    assert said(scored(asked)) == [("CC-24b", "refused", "criteria")]


@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-55b"), ("competitive-consultation", "CC-24b")])
def test_the_price_has_the_formula_of_the_law(method: str, row: str) -> None:
    asked = evaluation(criteria=weights("20", "mean-ratio"), method=Slug(method))
    assert said(scored(asked)) == [(row, "refused", "criteria/0/formula")]


def test_a_consultation_is_never_decided_by_price_alone_and_a_tender_may_be() -> None:
    """CC-23, REG-34."""
    for formula in ("lowest-wins", "feature-coefficient"):
        alone = (price("100", formula),)
        assert said(scored(evaluation(criteria=alone, method=CONSULTATION))) == [("CC-23", "refused", "criteria")]
        assert said(scored(evaluation(criteria=alone))) == []


@pytest.mark.parametrize(
    ("day", "percent", "row"),
    [
        (date(2022, 7, 1), "10", None),
        (date(2022, 7, 1), "9.99", "SME-09b"),
        (date(2022, 7, 1), "20", None),
        (date(2022, 7, 1), "20.01", "SME-09b"),
        (date(2022, 6, 30), "6", None),
        (date(2022, 6, 30), "5.99", "SME-09a"),
        (date(2022, 6, 30), "10.01", "SME-09a"),
    ],
)
def test_the_deduction_lies_within_the_range_of_its_day(day: date, percent: str, row: str | None) -> None:
    asked = evaluation(bid("A", "100"), criteria=ALL_FOR_PRICE, adjustments=small(percent))
    assert said(scored(asked, law(day))) == ([] if row is None else [(row, "refused", "adjustments/small_percent")])


@pytest.mark.parametrize(("percent", "fits"), [("4", True), ("3.99", False), ("6", True), ("6.01", False)])
def test_the_deduction_for_a_share_lies_within_its_own_range(percent: str, fits: bool) -> None:
    asked = evaluation(bid("A", "100"), criteria=ALL_FOR_PRICE, adjustments=small(share=percent))
    assert said(scored(asked)) == ([] if fits else [("SME-09c", "refused", "adjustments/share_percent")])


@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-64a"), ("competitive-consultation", "CC-32")])
def test_what_is_counted_is_the_same_for_every_member(method: str, row: str) -> None:
    criteria = (price("30"), judged("plan", "40"), counted("staff", "30"))
    for given, found in (("20 20 20", []), ("20 20 19", [(row, "refused", "bids/0/scores/staff")])):
        one = bid("A", "100", {"plan": "30 31 32", "staff": given})
        outcome = scored(evaluation(one, criteria=criteria, experts=("E1", "E2", "E3"), method=Slug(method)))
        assert said(outcome) == found
        assert outcome.winner == (None if found else "A")


@pytest.mark.parametrize(("method", "row"), [("open-tender", "O87-64a"), ("competitive-consultation", "CC-32")])
def test_nobody_has_more_points_than_there_are(method: str, row: str) -> None:
    for given, found in (("70", []), ("70.01", [(row, "refused", "bids/0/scores/plan")])):
        outcome = scored(evaluation(bid("A", "100", {"plan": given}), method=Slug(method)))
        assert said(outcome) == found
        assert (outcome.no_winner.reason if outcome.no_winner else None) == ("not-settled" if found else None)


def test_points_for_what_the_documents_do_not_name_are_not_counted() -> None:
    """REG-34."""
    outcome = scored(evaluation(bid("A", "100", {"plan": "60", "charm": "9", "awe": "1"})))
    assert said(outcome) == [("REG-34", "refused", "bids/0/scores/awe"), ("REG-34", "refused", "bids/0/scores/charm")]
    assert as_json(outcome)["bids"][0]["total"] == "90.00"
    assert as_json(outcome)["no_winner"] == {"reason": "not-settled", "bidders": ["A"], "rule": None}


def test_sheets_of_a_bid_that_is_out_are_not_looked_at() -> None:
    outcome = scored(evaluation(bid("A", "100", {"plan": "99", "charm": "9"}, valid=False), bid("B", "100", {"plan": "60"})))
    assert (said(outcome), outcome.winner) == ([], "B")


@pytest.mark.parametrize(
    ("method", "row"), [("open-tender", "O87-63"), ("competitive-consultation", "CC-34"), ("competitive-negotiation", "O74-37")]
)
def test_a_price_above_the_ceiling_is_out_and_the_others_are_compared(method: str, row: str) -> None:
    alone = (price("100", "lowest-wins"),) if method == NEGOTIATION else weights("30")
    for asks, found in (("100.00", []), ("100.01", [(row, "refused", "bids/0/price")])):
        bids = (
            bid("A", asks, {} if method == NEGOTIATION else {"plan": "70"}),
            bid("B", "90", {} if method == NEGOTIATION else {"plan": "1"}),
        )
        outcome = scored(evaluation(*bids, criteria=alone, method=Slug(method), ceiling=fen("100"), budget=fen("200")))
        assert said(outcome) == found
        assert outcome.bids[0].out == ("above-ceiling" if found else None)
        assert outcome.winner == ("B" if found or method == NEGOTIATION else "A")


def test_without_a_ceiling_the_budget_is_the_limit() -> None:
    for asks, out in (("100.00", None), ("100.01", "above-ceiling")):
        assert scored(evaluation(bid("A", asks), criteria=ALL_FOR_PRICE, budget=fen("100"))).bids[0].out == out


LOW: dict[str, Any] = {"criteria": ALL_FOR_PRICE}


def triggers(*prices: str, day: date = date(2026, 2, 1), **more: Any) -> list[str]:
    """The rows under which the first bid has to explain its price."""
    bids = [bid(f"B{place}", asks) for place, asks in enumerate(prices)]
    outcome = scored(evaluation(*bids, **LOW, **more), law(day))
    return [ground.row for ground in outcome.grounds if ground.finding.at == "bids/0/explained"]


def test_below_half_of_the_mean_a_price_must_be_explained() -> None:
    """ALP-01: the mean of 60, 90 and 210 is 120."""
    assert triggers("60.00", "90", "210") == []
    assert triggers("59.99", "90", "210") == ["ALP-01"]


def test_below_half_of_the_second_lowest_a_price_must_be_explained() -> None:
    """ALP-02."""
    assert triggers("50.00", "100", "100", "1") == []
    assert triggers("50.00", "100") == []
    assert triggers("49.99", "100") == ["ALP-02"]
    assert triggers("49.99") == []


def test_below_its_percent_of_the_ceiling_a_price_must_be_explained() -> None:
    """ALP-03; without a ceiling the budget counts as one."""
    limits: list[dict[str, Any]] = [{"ceiling": fen("100"), "budget": fen("300")}, {"budget": fen("100")}]
    for limit in limits:
        assert triggers("45.00", **limit) == []
        assert triggers("44.99", **limit) == ["ALP-03"]
    assert triggers("0.01") == []


def test_the_documents_may_raise_the_lines_up_to_a_limit_and_never_lower_them() -> None:
    """ALP-05; a line that is too high is refused, and counts as the highest there may be."""
    ceiling: dict[str, Any] = {"ceiling": fen("100")}
    assert triggers("60.00", low_price_line_percent=Decimal(60), **ceiling) == []
    assert triggers("59.99", low_price_line_percent=Decimal(60), **ceiling) == ["ALP-03"]
    assert triggers("59.99", "100", low_price_line_percent=Decimal(60)) == ["ALP-02"]
    assert triggers("42.85", "100", "70", low_price_line_percent=Decimal(61)) == ["ALP-01"]
    assert triggers("45.00", low_price_line_percent=Decimal(40), **ceiling) == []
    assert triggers("44.99", low_price_line_percent=Decimal(40), **ceiling) == ["ALP-03"]
    for line, found in ((Decimal(65), []), (Decimal("65.01"), [("ALP-05", "refused", "low_price_line_percent")])):
        assert said(scored(evaluation(bid("A", "65"), **LOW, low_price_line_percent=line, **ceiling))) == found


def test_before_the_notice_of_2026_no_line_is_drawn() -> None:
    for day, found in ((date(2026, 1, 31), []), (date(2026, 2, 1), ["ALP-02", "ALP-03"])):
        assert triggers("40", "81", day=day, ceiling=fen("100"), low_price_line_percent=Decimal(50)) == found


def test_the_quoted_price_is_looked_at_and_not_the_one_after_deductions() -> None:
    asked = evaluation(bid("A", "50", small=True), bid("B", "100"), **LOW, adjustments=small("10"))
    assert said(scored(asked)) == []


def test_nobody_wins_before_a_low_price_is_explained() -> None:
    """ALP-06: convincing, it is compared; if not, it is out, and was one of those by whom low prices are measured (ALP-01)."""
    bids = [bid("A", "39"), bid("B", "100"), bid("C", "100")]
    asked = evaluation(*bids, **LOW)
    assert as_json(scored(asked))["no_winner"]["reason"] == "not-settled"
    assert said(scored(asked)) == [("ALP-01", "refused", "bids/0/explained"), ("ALP-02", "refused", "bids/0/explained")]
    for convinces, winner, out in ((True, "A", None), (False, None, "price-not-explained")):
        heard = scored(evaluation(bid("A", "39", explained=convinces), *bids[1:], **LOW))
        assert said(heard) == [("ALP-01", "noted", "bids/0/explained"), ("ALP-02", "noted", "bids/0/explained")]
        assert (heard.winner, heard.bids[0].out) == (winner, out)


def test_a_bid_that_did_not_pass_sets_no_line() -> None:
    assert triggers("45", "60", "90") == []
    low = scored(evaluation(bid("A", "45"), bid("B", "60"), bid("C", "300", valid=False), **LOW))
    assert said(low) == []
