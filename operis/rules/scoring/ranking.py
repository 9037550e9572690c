"""Who comes first? Ranks in the order of the law; those who are equal in all of it share a rank, and a draw settles it elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from operis.law.book import Row
from operis.rules.scoring.matter import Matter
from operis.rules.scoring.points import HUNDRED, Earned

BY_POINTS, BY_PRICE = ("O87-57", "CC-25"), ("O87-56", "O74-35")
WITHOUT_LAW = {False: ("score-descending", "price-ascending"), True: ("price-ascending",)}
"""The order where no law gives one, by whether the price alone decides."""
Key = Callable[[Matter, Earned], Fraction]


def _score(matter: Matter, one: Earned) -> Fraction:
    return -(one.total or Fraction(0))


def _price(matter: Matter, one: Earned) -> Fraction:
    return one.evaluated or Fraction(0)


def _quoted(matter: Matter, one: Earned) -> Fraction:
    return Fraction(one.bid.price or 0, HUNDRED)


def _technical(matter: Matter, one: Earned) -> Fraction:
    """Points of the criteria marked as technical; of all but the price, where none is marked."""
    marked = [each.id for each in matter.others if each.about == "technical"] or [each.id for each in matter.others]
    return -sum((one.points[id] for id in marked), Fraction(0))


PRICES = frozenset({"price-ascending", "final-price-ascending", "quoted-price-ascending"})
KEYS: Mapping[str, Key] = {
    "score-descending": _score,
    "price-ascending": _price,
    "final-price-ascending": _price,
    "quoted-price-ascending": _quoted,
    "technical-score-descending": _technical,
}


def order_row(matter: Matter) -> Row | None:
    """The row that gives the order for this way of evaluating."""
    return matter.row(*(BY_PRICE if matter.by_price else BY_POINTS))


def ranks(matter: Matter, compared: Sequence[Earned]) -> list[int]:
    """The rank of each: one more than those before it, so that equals share a rank and the next is not moved up."""
    row = order_row(matter)
    order = WITHOUT_LAW[matter.by_price] if row is None else row.slugs("ranking_order")
    priced = all(one.evaluated is not None for one in compared)  # where some need no price, it decides between none
    words = [word for word in (*order, *matter.asked.ties) if priced or word not in PRICES]
    keys = [tuple(KEYS[word](matter, one) for word in words) for one in compared]
    return [1 + sum(other < key for other in keys) for key in keys]
