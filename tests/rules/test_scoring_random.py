"""Do five thousand evaluations come out as a second reckoning has them? It knows the statute's numbers and none of our code."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Bid, Evaluation
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring import Matter, as_json, mistakes, score
from tests.rules.scoring import law, rounding, small
from tests.rules.scoring_again import _half_up, again

DAYS = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 5, 20))
WAYS = (("cn", "open-tender"), ("cn", "competitive-consultation"), ("cn", "competitive-negotiation"), ("eu", "open"))
FORMULAS = ("lowest-ratio", "lowest-ratio", "mean-ratio", "feature-coefficient", "lowest-wins", None)
TIES = ("price-ascending", "quoted-price-ascending", "technical-score-descending")


def drawn(chance: Random) -> tuple[Evaluation, str, date]:
    """An evaluation of few and round figures, so that ties and halves are frequent."""
    (pack, method), formula, members = chance.choice(WAYS), chance.choice(FORMULAS), chance.choice((1, 2, 3, 5, 7))
    count = 0 if formula == "lowest-wins" else chance.randint(0 if formula else 1, 3)
    criteria = [
        Criterion(
            id=Slug(f"c{n}"),
            weight=Decimal(chance.choice((10, 20, 35))),
            kind=Slug(chance.choice(("judged", "counted"))),
            about=chance.choice((None, None, Slug("technical"))),
        )
        for n in range(count)
    ]
    if formula:
        one = Criterion(id=Slug("price"), weight=Decimal(chance.choice((10, 30, 60))), kind=Slug("price"), formula=Slug(formula))
        criteria.insert(chance.randint(0, count), one)
    asked = Evaluation(
        method=Slug(method),
        criteria=tuple(criteria),
        experts=tuple(f"E{n}" for n in range(members)),
        bids=tuple(_bid(chance, f"B{n}", criteria, members) for n in range(chance.choice((0, 1, 2, 3, 4, 4, 5, 6)))),
        adjustments=small(chance.choice((None, "10", "12.5", "20")), chance.choice((None, "4", "6"))),
        budget=chance.choice((None, Fen(12000))),
        ceiling=chance.choice((None, Fen(10000))),
        low_price_line_percent=chance.choice((None, Decimal(40), Decimal("62.5"), Decimal(80))),
        rounding=rounding(chance.choice(("criterion", "total")), chance.choice((0, 1, 2, 2, 2, 4))),
        ties=tuple(map(Slug, chance.sample(TIES, chance.randint(0, 2)))),
    )
    return asked, pack, chance.choice(DAYS)


def _bid(chance: Random, name: str, criteria: list[Criterion], members: int) -> Bid:
    scores = {}
    for one in criteria:
        if one.kind != "price":
            figures = 1 if one.kind == "counted" and chance.random() < 0.7 else members
            scores[one.id] = tuple(one.weight * chance.choice((0, 9, 10, 10, 10, 17)) / 20 for _ in range(figures))
    return Bid(
        bidder=name,
        price=Fen(chance.choice((4499, 4500, 8000, 8000, 9000, 9000, 10000, 10000, 10001, 12001, chance.randint(1, 15000)))),
        small=chance.random() < 0.4,
        small_share_percent=chance.choice((None, Decimal("29.9"), Decimal(30), Decimal(55))),
        scores={str(name): figures for name, figures in scores.items()},
        valid=chance.random() < 0.9,
        explained=chance.choice((None, None, None, True, True, True, True, False)),
    )


@pytest.mark.slow
@pytest.mark.parametrize("part", range(5))
def test_a_second_reckoning_agrees(part: int) -> None:
    seen: dict[str, int] = {}
    for seed in range(1000 * part, 1000 * part + 1000):
        asked, pack, day = drawn(Random(seed))
        under = law(day, pack)
        assert list(mistakes(Matter(asked, under))) == [], seed
        outcome = score(under, asked)
        ours, theirs = as_json(outcome), again(asked, pack, day)
        for one in ours["bids"]:
            row = theirs["bids"].get(one["bidder"])
            if row is None:
                assert (one["rank"], one["total"], one["out"] is None) == (None, None, False), seed
                continue
            assert one["points"] == row["shown"], seed
            assert one["total"] == (None if row["total"] is None else format(row["total"], "f")), seed
            assert one["evaluated_price"] == format(_half_up(row["net"], Decimal("0.01")), "f"), seed
            assert (one["rank"], one["out"]) == (row["rank"], None), seed
        low = [
            (ground.row, str(ground.finding.facts["bidder"])) for ground in outcome.grounds if ground.row in ("ALP-01", "ALP-02", "ALP-03")
        ]
        assert sorted(low) == sorted(theirs["low"]), seed
        first = [name for name, row in theirs["bids"].items() if row["rank"] == 1]
        if ours["winner"] is not None:
            assert first == [ours["winner"]], seed
        word = "winner" if ours["winner"] else ours["no_winner"]["reason"]
        seen[word] = seen.get(word, 0) + 1
    assert sorted(seen) == ["no-bid", "not-settled", "tie", "winner"]
    assert min(seen.values()) > 10
