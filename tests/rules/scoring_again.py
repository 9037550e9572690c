"""What would another program reckon of the same evaluation? Sixty decimal places, bid by bid."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Bid, Evaluation

HAIR = Decimal("1e-30")


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
