"""What is each price for the evaluation, and how many points does each bid earn? Exact fractions until the last step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from operis.dockets.procurement.scoring import Bid
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring.matter import Matter, points, rounded

HUNDRED = 100


@dataclass(frozen=True)
class Earned:
    """A bid that stands: its price for the evaluation, and its points as the documents round them; no total where the price decides."""

    bid: Bid
    evaluated: Fraction | None
    points: Mapping[str, Fraction]
    total: Fraction | None


def earned(matter: Matter) -> tuple[Earned, ...]:
    """What each bid that stands has earned, in the order of the bids."""
    bids = [bid for _, bid in matter.standing]
    given: list[dict[str, Fraction]] = [{one.id: mean((bid.scores or {})[one.id]) for one in matter.others} for bid in bids]
    prices = [evaluated(matter, bid, sum(each.values(), Fraction(0))) for bid, each in zip(bids, given, strict=True)]
    if matter.price is not None and not matter.by_price:
        for each, share in zip(given, price_points(matter.price, [price for price in prices if price is not None]), strict=True):
            each[matter.price.id] = share
    return tuple(_summed(matter, bid, price, each) for bid, price, each in zip(bids, prices, given, strict=True))


def mean(figures: Sequence[Decimal]) -> Fraction:
    return sum(map(Fraction, figures), Fraction(0)) / len(figures)


def evaluated(matter: Matter, bid: Bid, features: Fraction) -> Fraction | None:
    """The price after the deduction, and by its features where the documents weigh them into the price."""
    if bid.price is None:
        return None
    price = Fraction(bid.price, HUNDRED) * (1 - deduction(matter, bid))
    if matter.price is not None and matter.price.formula == "feature-coefficient":
        whole = points(matter.asked.criteria)
        return price / (1 + features / whole / (1 - points(matter.others) / whole))
    return price


def deduction(matter: Matter, bid: Bid) -> Fraction:
    """The part of a price that is not counted: for a small firm, or for one that passes enough on to small firms; never both.

    Below the law's share nothing is taken off: it is a gate, not a scale.
    """
    adjustments, percent = matter.asked.adjustments, None
    if bid.small:
        percent = adjustments.small_percent
    elif bid.small_share_percent is not None:
        gate = matter.row("SME-09c")
        if gate is None or bid.small_share_percent >= gate.percent("small_micro_contract_share_min_percent"):
            percent = adjustments.share_percent
    return Fraction(percent) / HUNDRED if percent else Fraction(0)


def price_points(price: Criterion, prices: Sequence[Fraction]) -> list[Fraction]:
    """The points of each price by the formula of the documents; no price is dropped, and a lowest one of nothing has them all."""
    weight = Fraction(price.weight)
    lowest = min(prices, default=Fraction(0))
    if price.formula == "mean-ratio" and any(prices):
        middle = sum(prices, Fraction(0)) / len(prices)
        return [max(Fraction(0), weight - weight * abs(own - middle) / middle) for own in prices]
    return [weight if own == lowest else weight * lowest / own for own in prices]


def _summed(matter: Matter, bid: Bid, price: Fraction | None, exact: Mapping[str, Fraction]) -> Earned:
    """Points in the order of the criteria, rounded where the documents round them, and their sum."""
    places = matter.asked.rounding.places
    each: dict[str, Fraction] = {one.id: exact[one.id] for one in matter.asked.criteria if one.id in exact}
    if matter.asked.rounding.at == "criterion":
        each = {name: Fraction(rounded(share, places)) for name, share in each.items()}
    total = None if matter.by_price else Fraction(rounded(sum(each.values(), Fraction(0)), places))
    return Earned(bid, price, each, total)
