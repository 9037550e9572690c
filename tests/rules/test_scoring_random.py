"""Do five thousand evaluations come out as a second reckoning has them? It knows the statute's numbers and none of our code."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from random import Random
from typing import Any

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Bid, Evaluation
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring import Matter, as_json, mistakes, score
from tests.rules.scoring import law, rounding, small

DAYS = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 5, 20))
WAYS = (("cn", "open-tender"), ("cn", "competitive-consultation"), ("cn", "competitive-negotiation"), ("eu", "open"))
FORMULAS = ("lowest-ratio", "lowest-ratio", "mean-ratio", "feature-coefficient", "lowest-wins", None)
TIES = ("price-ascending", "quoted-price-ascending", "technical-score-descending")
HAIR = Decimal("1e-30")


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


def again(asked: Evaluation, pack: str, day: date) -> dict[str, Any]:
    """The same in sixty decimal places, bid by bid; what is a hair from a half is a half that thirds have made."""
    with localcontext() as context:
        context.prec = 60
        limit = None if pack == "eu" else asked.ceiling or asked.budget
        pots: dict[str, list[Bid]] = {"in": [], "out": [], "unheard": []}
        for one in asked.bids:
            assert one.price is not None
            out = not one.valid or (limit is not None and one.price > limit)
            pots["out" if out else "unheard" if one.explained is False else "in"].append(one)
        rows = _rows(asked, pots["in"], pack)
        low = _low(asked, [one for one in asked.bids if one not in pots["out"]]) if pack == "cn" and day >= date(2026, 2, 1) else set()
        return {"bids": rows, "low": low}


def _rows(asked: Evaluation, bids: list[Bid], pack: str) -> dict[str, dict[str, Any]]:
    weights = {one.id: one.weight for one in asked.criteria}
    formula = next((one.formula for one in asked.criteria if one.kind == "price"), None)
    net: dict[str, Decimal] = {}
    rows: dict[str, dict[str, Any]] = {}
    for one in bids:
        percent = asked.adjustments.small_percent
        if not one.small:
            enough = one.small_share_percent is not None and (pack == "eu" or one.small_share_percent >= 30)
            percent = asked.adjustments.share_percent if enough else None
        given = {id: sum(figures, Decimal(0)) / len(figures) for id, figures in (one.scores or {}).items()}
        net[one.bidder] = Decimal(one.price or 0) / 100 * (100 - (percent or 0)) / 100
        if formula == "feature-coefficient":
            net[one.bidder] = net[one.bidder] * weights[Slug("price")] / (weights[Slug("price")] + sum(given.values(), Decimal(0)))
        rows[one.bidder] = {"given": given, "quoted": Decimal(one.price or 0)}
    step = Decimal(1).scaleb(-asked.rounding.places)
    for one in bids:
        mine, row = net[one.bidder], rows[one.bidder]
        points = dict(row["given"])
        if formula == "lowest-ratio":
            points["price"] = weights[Slug("price")] * min(net.values()) / mine
        if formula == "mean-ratio":
            average = sum(net.values(), Decimal(0)) / len(net)
            points["price"] = max(Decimal(0), weights[Slug("price")] * (1 - abs(mine - average) / average))
        if asked.rounding.at == "criterion":
            points = {id: _half_up(value, step) for id, value in points.items()}
        total = _half_up(sum(points.values(), Decimal(0)), step)
        shown = {id: format(_half_up(points[id], step), "f") for id in weights if id in points}
        row |= {
            "net": mine,
            "points": points,
            "shown": shown,
            "total": None if formula in ("feature-coefficient", "lowest-wins") else total,
        }
    _rank(asked, rows)
    return rows


def _rank(asked: Evaluation, rows: dict[str, dict[str, Any]]) -> None:
    """One after the other: who is beaten by how many."""
    technical = {one.id for one in asked.criteria if one.kind != "price" and one.about == "technical"}
    technical = technical or {one.id for one in asked.criteria if one.kind != "price"}

    def better(a: dict[str, Any], b: dict[str, Any]) -> bool:
        by = ["net"] if a["total"] is None else ["total", "net", *(["technical"] if asked.method == "competitive-consultation" else [])]
        for word in [*by, *({"p": "net", "q": "quoted", "t": "technical"}[word[0]] for word in asked.ties)]:
            left, right = (
                (sum((row["points"][id] for id in technical), Decimal(0)) if word == "technical" else row[word]) for row in (a, b)
            )
            if abs(left - right) > HAIR:
                return bool(left > right) if word in ("total", "technical") else bool(left < right)
        return False

    for row in rows.values():
        row["rank"] = 1 + len([other for other in rows.values() if better(other, row)])


def _low(asked: Evaluation, passed: list[Bid]) -> set[tuple[str, str]]:
    percent = {"ALP-01": Decimal(50), "ALP-02": Decimal(50), "ALP-03": Decimal(45)}
    if asked.low_price_line_percent is not None:
        percent = {row: max(own, min(Decimal(65), asked.low_price_line_percent)) for row, own in percent.items()}
    prices, limit = sorted(Decimal(one.price or 0) for one in passed), asked.ceiling or asked.budget
    low: set[tuple[str, str]] = set()
    for one in passed:
        second, most = prices[1] if len(prices) > 1 else Decimal(0), Decimal(0 if limit is None else limit)
        lines = {"ALP-01": sum(prices, Decimal(0)) / len(prices), "ALP-02": second, "ALP-03": most}
        for row, line in lines.items():
            if Decimal(one.price or 0) < line * percent[row] / 100 - HAIR:
                low.add((row, one.bidder))
    return low


def _half_up(value: Decimal, step: Decimal) -> Decimal:
    return (value + HAIR).quantize(step, ROUND_HALF_UP)


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
