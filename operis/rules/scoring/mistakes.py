"""What of an evaluation cannot be computed at all? Mistakes by their place, all at once; what the law forbids is another matter."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from operis.core.scores import Scores
from operis.dockets.procurement.scoring import Bid
from operis.dockets.procurement.terms import Criterion
from operis.rules.scoring.matter import Matter
from operis.rules.scoring.points import HUNDRED
from operis.strict_yaml import Mistake

MOST_PLACES = 9  # as many as a figure may have: more would say nothing


def mistakes(matter: Matter) -> Iterator[Mistake]:
    asked = matter.asked
    if asked.method not in matter.law.book.methods:
        yield Mistake(
            "/method", "“{given}” is no method; there are: {methods}.", None,
            {"given": asked.method, "methods": ", ".join(matter.law.book.methods)},
        )  # fmt: skip
    if asked.rounding.places > MOST_PLACES:
        yield Mistake("/rounding/places", "Round to at most {most} places.", None, {"most": str(MOST_PLACES)})
    for name, percent in (("small_percent", asked.adjustments.small_percent), ("share_percent", asked.adjustments.share_percent)):
        if percent is not None and percent >= HUNDRED:
            yield Mistake(f"/adjustments/{name}", "A deduction leaves something of the price: write less than 100.")
    yield from _twice("/criteria", (one.id for one in asked.criteria))
    yield from _twice("/experts", asked.experts)
    yield from _twice("/bids", (one.bidder for one in asked.bids))
    yield from _of_criteria(matter)
    for place, bid in matter.standing:
        yield from _of_price(matter, place, bid)
        yield from _of_scores(matter, place, bid)


def _twice(at: str, names: Iterable[str]) -> Iterator[Mistake]:
    for name, count in Counter(names).items():
        if count > 1:
            yield Mistake(at, "“{given}” is there more than once.", None, {"given": name})


def _of_criteria(matter: Matter) -> Iterator[Mistake]:
    criteria = matter.asked.criteria
    if not criteria:
        yield Mistake("/criteria", "Give at least one criterion.")
    prices = [place for place, one in enumerate(criteria) if one.kind == "price"]
    for place in prices[1:]:
        yield Mistake(f"/criteria/{place}/kind", "The price is a criterion already: there is one for it.")
    for place, one in enumerate(criteria):
        if not one.weight:
            yield Mistake(f"/criteria/{place}/weight", "Give it points: without them it decides nothing.")
        if one.kind == "price" and one.formula is None:
            yield Mistake(f"/criteria/{place}/formula", "Say how the price is scored.")
        if one.kind != "price" and one.formula is not None:
            yield Mistake(f"/criteria/{place}/formula", "Only the price has a formula.")
    if matter.price is not None and matter.price.formula == "lowest-wins" and matter.others:
        yield Mistake(f"/criteria/{prices[0]}/formula", "With lowest-wins the price alone decides: take the other criteria out.")
    if matter.price is not None and matter.asked.price_not_scored is not None:
        yield Mistake("/price_not_scored", "The price is among the criteria: take one of the two out.")


def _of_price(matter: Matter, place: int, bid: Bid) -> Iterator[Mistake]:
    if matter.price is not None and bid.price is None:
        yield Mistake(f"/bids/{place}/price", "Give a price: it is scored.")


def _of_scores(matter: Matter, place: int, bid: Bid) -> Iterator[Mistake]:
    scores: Scores = bid.scores or {}
    known: dict[str, Criterion] = {one.id: one for one in matter.others}
    for name in scores.keys() | known.keys():
        at, criterion = f"/bids/{place}/scores/{name}", known.get(name)
        if name not in scores:
            yield Mistake(at, "“{field}” is missing.", None, {"field": name})
        elif criterion is not None:
            yield from _of_figures(matter, at, criterion, [Fraction(one) for one in scores[name]])
        elif matter.row("REG-34") is None:  # where the law forbids points for what was not published, it says so itself
            yield Mistake(at, "“{given}” is no criterion; there are: {criteria}.", None, {"given": name, "criteria": ", ".join(known)})


def _of_figures(matter: Matter, at: str, criterion: Criterion, figures: list[Fraction]) -> Iterator[Mistake]:
    """One for everyone, where the members do not judge; else one for each."""
    members = max(len(matter.asked.experts), 1)
    if len(figures) != members and (criterion.kind == "judged" or len(figures) != 1):
        facts = {"given": str(len(figures)), "members": str(members)}
        yield Mistake(at, "Here are {given} figures; give one for each of the {members} members.", None, facts)
    if matter.row("O87-64a", "CC-32") is None and any(one > criterion.weight for one in figures):
        yield Mistake(at, "Write at most {most} points.", None, {"most": format(criterion.weight, "f")})
