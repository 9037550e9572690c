"""How did the bids of a lot fare against each other? What the record has of each once an award of the lot stands, the winner first."""

from decimal import Decimal

from operis.core.fields import record
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import PassedOver
from operis.dockets.procurement.evaluating import Ranked, Verdict
from operis.dockets.procurement.evaluation import award_of, offers, put_aside, report_of, verdicts
from operis.dockets.procurement.opened import OPENED, Opened, Uncounted
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.state import Procurement

WON, FALLEN, BARRED, RANKED, OUT, THROWN_OUT, UNREAD, LEFT = "won", "fallen", "barred", "ranked", "out", "thrown-out", "unread", "left"


@record
class Fared:
    """One bid of a lot: how it fared, at which price, with which points, at which rank."""

    supplier: str
    how: str
    price: Fen | None = None
    evaluated: Fen | None = None
    """The price as it was compared, where another one was compared."""
    points: tuple[tuple[str, Decimal], ...] = ()
    total: Decimal | None = None
    rank: int | None = None
    small: bool | None = None
    uncounted: tuple[Uncounted, ...] = ()
    """Why it does not count as one of a small or micro enterprise."""
    verdict: Verdict | None = None
    """Why it was thrown out."""
    out: Slug | None = None
    """Why it was not ranked."""
    opened: Slug = Slug(OPENED)
    over: PassedOver | None = None

    @property
    def compared(self) -> bool:
        return self.rank is not None

    @property
    def counted(self) -> Fen | None:
        """The price that was compared: its own where nothing was deducted; None where it was not compared."""
        return self.evaluated if self.evaluated is not None else self.price if self.compared else None


def fared(state: Procurement, lot: str) -> tuple[Fared, ...]:
    """Every bid of the lot that was opened: the winner, those behind it by rank, then those that were not ranked, by price."""
    first = state.openings[0].opened if state.openings else ()
    report = report_of(state, lot)
    lines = {one.supplier: one for one in (report.ranked if report else ()) if one.lot == lot}
    found = [_fared(state, lot, one, lines.get(one.supplier)) for one in first if one.lot == lot]
    return tuple(sorted(found, key=lambda one: (one.how != WON, one.rank is None, one.rank or 0, one.price or 0, one.supplier)))


def _fared(state: Procurement, lot: str, opened: Opened, line: Ranked | None) -> Fared:
    last = next((one.price for one in offers(state, lot) if one.supplier == opened.supplier), opened.price)
    price = last if line is None or line.price is None else line.price
    out = next((one for one in verdicts(state, lot, opened.supplier).values() if one.result == "invalid"), None)
    over = next((one for said in reversed(state.awards) if isinstance(said, AwardDecided) for one in said.passed_over
                 if (one.lot, one.supplier) == (lot, opened.supplier)), None)  # fmt: skip
    evaluated = line.evaluated if line is not None and line.evaluated != price else None
    points = tuple((str(one.criterion), one.points) for one in line.points) if line is not None else ()
    return Fared(
        supplier=opened.supplier, how=_how(state, lot, opened, line, over, thrown_out=out is not None), price=price, evaluated=evaluated,
        points=points, total=line.total if line else None, rank=line.rank if line else None, small=opened.small,
        uncounted=opened.uncounted, verdict=out, out=line.out if line else None, opened=opened.result, over=over,
    )  # fmt: skip


def _how(state: Procurement, lot: str, opened: Opened, line: Ranked | None, over: PassedOver | None, *, thrown_out: bool) -> str:
    award = award_of(state, lot)
    if award is not None and award.supplier == opened.supplier:
        return WON
    if opened.result != OPENED:
        return UNREAD
    if thrown_out:
        return THROWN_OUT
    if opened.supplier in put_aside(state, lot):
        return FALLEN
    if over is not None:
        return BARRED
    if line is None:
        return LEFT
    return RANKED if line.rank is not None else OUT


def decision_of(state: Procurement, lot: str) -> AwardDecided | None:
    """The last act by which the lot was awarded."""
    decided = (one for one in reversed(state.awards) if isinstance(one, AwardDecided))
    return next((one for one in decided if any(award.lot == lot for award in one.awards)), None)


def winner_of(bids: tuple[Fared, ...]) -> Fared | None:
    return next((one for one in bids if one.how == WON), None)


def next_after(bids: tuple[Fared, ...]) -> Fared | None:
    """Who of those that are compared stands behind the winner."""
    return next((one for one in bids if one.how == RANKED), None)


def more_points(one: Fared, other: Fared) -> tuple[tuple[str, Decimal], ...]:
    """By criterion, how many points more one bid has than the other; the greatest lead first."""
    theirs = dict(other.points)
    ahead = [(name, points - theirs[name]) for name, points in one.points if name in theirs]
    return tuple(sorted(ahead, key=lambda each: -each[1]))
