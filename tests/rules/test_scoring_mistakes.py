"""What of an evaluation cannot be computed? Each mistake by its place, all at once."""

from decimal import Decimal

import pytest

from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Evaluation
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring import Matter, mistakes
from tests.rules.scoring import bid, counted, evaluation, judged, law, price, rounding, small

TWO = ("E1", "E2")
FORMULA_FOR_A_PLAN = Criterion(id=Slug("plan"), weight=Decimal(70), kind=Slug("judged"), formula=Slug("lowest-ratio"))


def places(asked: Evaluation, pack: str = "cn") -> list[str]:
    return sorted(one.pointer for one in mistakes(Matter(asked, law(pack=pack))))


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (evaluation(method=Slug("open-tendr")), ["/method"]),
        (evaluation(rounding=rounding("total", 9)), []),
        (evaluation(rounding=rounding("total", 10)), ["/rounding/places"]),
        (evaluation(adjustments=small("99.99", "99.99")), []),
        (evaluation(adjustments=small("100", "100")), ["/adjustments/share_percent", "/adjustments/small_percent"]),
        (evaluation(criteria=()), ["/criteria"]),
        (evaluation(criteria=(price(), judged("plan", "30"), judged("plan", "40"))), ["/criteria"]),
        (evaluation(criteria=(price(), price("70"))), ["/criteria", "/criteria/1/kind"]),
        (evaluation(criteria=(price("0"), judged("plan", "0"))), ["/criteria/0/weight", "/criteria/1/weight"]),
        (evaluation(criteria=(price("30", None),)), ["/criteria/0/formula"]),
        (evaluation(criteria=(price(), FORMULA_FOR_A_PLAN)), ["/criteria/1/formula"]),
        (evaluation(criteria=(judged("plan", "70"), price("30", "lowest-wins"))), ["/criteria/1/formula"]),
        (evaluation(price_not_scored=Slug("fixed-price")), ["/price_not_scored"]),
        (evaluation(experts=("E1", "E1")), ["/experts"]),
        (evaluation(bid("A", "1", {"plan": "1"}), bid("A", "2", {"plan": "2"})), ["/bids"]),
        (evaluation(bid("A", "0.01", {"plan": "1"})), []),
        (evaluation(bid("A", "0", {"plan": "1"}), bid("B", None, {"plan": "1"})), ["/bids/1/price"]),
        (evaluation(bid("A", None, valid=False)), []),
        (evaluation(bid("A", "1")), ["/bids/0/scores/plan"]),
        (evaluation(bid("A", "1", {"plan": "1 2"}), experts=TWO), []),
        (evaluation(bid("A", "1", {"plan": "1"}), experts=TWO), ["/bids/0/scores/plan"]),
        (evaluation(bid("A", "1", {"plan": "1 2 3"}), experts=TWO), ["/bids/0/scores/plan"]),
        (evaluation(bid("A", "1", {"plan": ""})), ["/bids/0/scores/plan"]),
        (evaluation(bid("A", "1", {"n": "1"}), criteria=(price(), counted("n", "70")), experts=TWO), []),
        (evaluation(bid("A", "1", {"n": "1 2"}), criteria=(price(), counted("n", "70"))), ["/bids/0/scores/n"]),
        (evaluation(bid("A", "1", {"n": ""}), criteria=(price(), counted("n", "70")), experts=TWO), ["/bids/0/scores/n"]),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_told_by_its_place(asked: Evaluation, wrong: list[str]) -> None:
    assert places(asked) == wrong


def test_what_no_law_forbids_cannot_be_computed_either() -> None:
    """Points beyond a weight or for no criterion are findings where a row says so (REG-34, O87-64a, CC-32), else mistakes."""
    asked = evaluation(bid("A", "1", {"plan": "70.01", "charm": "1"}), bid("B", "1", {"plan": "70"}))
    assert places(asked) == []
    assert places(asked, "eu") == ["/bids/0/scores/charm", "/bids/0/scores/plan"]
    consultation = evaluation(*asked.bids, method=Slug("competitive-consultation"))
    assert places(consultation) == ["/bids/0/scores/charm"]


def test_every_mistake_is_told_at_once() -> None:
    asked = evaluation(bid("A", None, {"plan": "1 2"}), method=Slug("x"), criteria=(price("30", None), judged("plan", "70")))
    assert places(asked) == ["/bids/0/price", "/bids/0/scores/plan", "/criteria/0/formula", "/method"]
