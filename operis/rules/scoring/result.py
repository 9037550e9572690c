"""What comes out of an evaluation: prices, points, totals and ranks, who wins or why nobody does, and what the law says to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from operis.core.findings import Finding, Ground, found
from operis.core.money import Fen, yuan
from operis.core.wording import Slug
from operis.dockets.procurement.scoring import Bid, Evaluation
from operis.law.book import Law
from operis.rules.scoring.lawful import grounds
from operis.rules.scoring.matter import Matter, rounded
from operis.rules.scoring.points import HUNDRED, Earned, earned
from operis.rules.scoring.ranking import ranks


@dataclass(frozen=True)
class Outcome:
    """One bid: what it earned and its rank, or why it is out."""

    bid: Bid
    out: Slug | None
    earned: Earned | None = None
    rank: int | None = None
    tied: bool = False


@dataclass(frozen=True)
class NoWinner:
    """Why nobody wins yet: a word, who it is about, the row that says how to go on, and a sentence."""

    reason: Slug
    bidders: tuple[str, ...]
    row: str | None
    finding: Finding


@dataclass(frozen=True)
class Scored:
    asked: Evaluation
    bids: tuple[Outcome, ...]
    winner: str | None
    no_winner: NoWinner | None
    grounds: tuple[Ground, ...]


def score(law: Law, asked: Evaluation) -> Scored:
    """Evaluate; what `mistakes` finds must have been put right before."""
    matter = Matter(asked, law)
    compared = earned(matter)
    places = ranks(matter, compared)
    standing = {
        one.bid.bidder: Outcome(one.bid, None, one, rank, places.count(rank) > 1) for one, rank in zip(compared, places, strict=True)
    }
    bids = tuple(standing.get(bid.bidder) or Outcome(bid, matter.out(bid)) for bid in asked.bids)
    said = tuple(grounds(matter))
    no_winner = _no_winner(matter, bids, any(withholds for _, withholds in said))
    first = next((one.bid.bidder for one in bids if one.rank == 1), None)
    return Scored(asked, bids, first if no_winner is None else None, no_winner, tuple(ground for ground, _ in said))


def _no_winner(matter: Matter, bids: Sequence[Outcome], withheld: bool) -> NoWinner | None:
    first = tuple(one.bid.bidder for one in bids if one.rank == 1)
    if not first:
        finding = found("No bid is left to compare.", do="Decide whether the purchase starts again.")
        return NoWinner(Slug("no-bid"), (), None, finding)
    if withheld:
        finding = found("Points or prices are still open, so nobody wins yet.", do="Put right what was found, and evaluate again.")
        return NoWinner(Slug("not-settled"), first, None, finding)
    if len(first) > 1:
        row = matter.row("O87-68b")
        finding = found(
            "{bidders} share the first rank.",
            do="Settle it in the way of the documents; where they name none, draw lots in public.",
            bidders=", ".join(first),
        )
        return NoWinner(Slug("tie"), first, row.id if row else None, finding)
    return None


def as_json(scored: Scored) -> dict[str, Any]:
    """The answer without its findings and sentences: those are words, made where they are shown."""
    why = scored.no_winner
    return {
        "bids": [_bid(scored.asked, one) for one in scored.bids],
        "winner": scored.winner,
        "no_winner": None if why is None else {"reason": str(why.reason), "bidders": list(why.bidders), "rule": why.row},
    }


def _bid(asked: Evaluation, one: Outcome) -> dict[str, Any]:
    places, own = asked.rounding.places, one.earned
    return {
        "bidder": one.bid.bidder,
        "price": None if one.bid.price is None else yuan(one.bid.price),
        "evaluated_price": None if own is None or own.evaluated is None else yuan(Fen(rounded(own.evaluated * HUNDRED, 0))),
        "points": {} if own is None else {name: shown(share, places) for name, share in own.points.items()},
        "total": None if own is None or own.total is None else shown(own.total, places),
        "rank": one.rank,
        "tied": one.tied,
        "out": None if one.out is None else str(one.out),
    }


def shown(value: Fraction, places: int) -> str:
    number: Decimal = rounded(value, places)
    return format(number, "f")
