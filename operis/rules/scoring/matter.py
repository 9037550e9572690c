"""What is before the panel, and which bids stand? The evaluation under the law of its day."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Bid, Evaluation
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Law, Row

NOT_VALID, ABOVE_CEILING, NOT_EXPLAINED = Slug("not-valid"), Slug("above-ceiling"), Slug("price-not-explained")
TOO_DEAR = ("O87-63", "CC-34", "O74-37")
"""A price above the ceiling or budget puts a bid out, where one of these rows is in force."""
BY_PRICE = frozenset({"lowest-wins", "feature-coefficient"})
"""Formulas that rank by price alone: no points are added up."""


@dataclass(frozen=True)
class Matter:
    asked: Evaluation
    law: Law

    def row(self, *ids: str) -> Row | None:
        """The first of the rows that is in force for the method and for what is bought."""
        return self.law.first(ids, method=self.asked.method, object=self.asked.object_)

    @cached_property
    def price(self) -> Criterion | None:
        return next((one for one in self.asked.criteria if one.kind == "price"), None)

    @cached_property
    def others(self) -> tuple[Criterion, ...]:
        """The criteria that people give points for."""
        return tuple(one for one in self.asked.criteria if one.kind != "price")

    @property
    def by_price(self) -> bool:
        return self.price is not None and self.price.formula in BY_PRICE

    @property
    def limit(self) -> Fen | None:
        """What no price may exceed: the ceiling, or the budget where there is none."""
        return self.asked.budget if self.asked.ceiling is None else self.asked.ceiling

    @cached_property
    def too_dear(self) -> Row | None:
        return self.row(*TOO_DEAR)

    def out(self, bid: Bid) -> Slug | None:
        """Why a bid is not compared with the others; None where it is."""
        if not bid.valid:
            return NOT_VALID
        if self.too_dear is not None and self.limit is not None and bid.price is not None and bid.price > self.limit:
            return ABOVE_CEILING
        return NOT_EXPLAINED if bid.explained is False else None

    @cached_property
    def standing(self) -> tuple[tuple[int, Bid], ...]:
        """The bids that are compared, each with its place in what was asked."""
        return tuple((place, bid) for place, bid in enumerate(self.asked.bids) if self.out(bid) is None)

    @cached_property
    def examined(self) -> tuple[tuple[int, Bid, Fen], ...]:
        """The priced bids that passed the examination, those too whose low price was not explained: by them low prices are measured."""
        return tuple(
            (place, bid, bid.price)
            for place, bid in enumerate(self.asked.bids)
            if bid.price is not None and self.out(bid) in (None, NOT_EXPLAINED)
        )


def points(criteria: Iterable[Criterion]) -> Fraction:
    return sum((Fraction(one.weight) for one in criteria), Fraction(0))


def rounded(value: Fraction, places: int) -> Decimal:
    """Half up; exact, whatever the number of digits."""
    whole = (value * 10**places * 2 + 1) // 2
    return Decimal((0, tuple(map(int, str(whole))), -places))
