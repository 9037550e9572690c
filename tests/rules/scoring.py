"""Evaluations for the tests: short to write, with the law of a day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from operis.core.money import fen
from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Adjustments, Bid, Evaluation, Rounding
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Law
from operis.rules.scoring import Matter, Scored, mistakes, score
from tests.statute import book

MAY_20 = date(2026, 5, 20)


def law(day: date = MAY_20, pack: str = "cn") -> Law:
    return Law(book(), pack, act_day=day)


def price(weight: str = "30", formula: str | None = "lowest-ratio") -> Criterion:
    return Criterion(id=Slug("price"), weight=Decimal(weight), kind=Slug("price"), formula=None if formula is None else Slug(formula))


def judged(id: str, weight: str, about: str | None = None) -> Criterion:
    return Criterion(id=Slug(id), weight=Decimal(weight), kind=Slug("judged"), about=None if about is None else Slug(about))


def counted(id: str, weight: str) -> Criterion:
    return Criterion(id=Slug(id), weight=Decimal(weight), kind=Slug("counted"))


def bid(bidder: str, asks: str | None, scores: Mapping[str, str] | None = None, **more: Any) -> Bid:
    """`scores` by criterion: figures with spaces between."""
    figures = {name: tuple(map(Decimal, given.split())) for name, given in (scores or {}).items()}
    return Bid(bidder=bidder, price=None if asks is None else fen(asks), scores=figures, **more)


def evaluation(*bids: Bid, criteria: tuple[Criterion, ...] | None = None, **more: Any) -> Evaluation:
    """Thirty points for the price and seventy for a plan, one member, unless said otherwise."""
    own = (price(), judged("plan", "70")) if criteria is None else criteria
    return Evaluation(**{"method": Slug("open-tender"), "criteria": own, "bids": bids, **more})


def small(percent: str | None = None, share: str | None = None) -> Adjustments:
    return Adjustments(small_percent=None if percent is None else Decimal(percent), share_percent=None if share is None else Decimal(share))


def rounding(at: str, places: int) -> Rounding:
    return Rounding(at=Slug(at), places=places)


def scored(asked: Evaluation, under: Law | None = None) -> Scored:
    """The outcome of what has no mistakes."""
    weighed = under or law()
    assert list(mistakes(Matter(asked, weighed))) == []
    return score(weighed, asked)


def said(outcome: Scored) -> list[tuple[str, str, str | None]]:
    return [(ground.row, ground.severity, ground.finding.at) for ground in outcome.grounds]
