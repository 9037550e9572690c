"""Which awards were published, in their order, and which of them still stand?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from operis.core.fields import Happened
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.outcomes import AwardSetAside, EvaluationReopened, ResultPublished
from operis.opendata.seen import Seen

STANDS, FELL = "active", "cancelled"


@dataclass(frozen=True)
class Given:
    """One award of one lot; the second of a lot is another."""

    id: str
    lot: str
    supplier: str
    bid: str
    price: int
    happened: Happened
    status: str = STANDS


def given(at: Seen) -> tuple[Given, ...]:
    made: list[Given] = []
    for entry in at.acts:
        act = entry.act
        match act:
            case ResultPublished():
                for one in act.awards:
                    _fall(made, (one.lot,))
                    made.append(_new(at.number, one, act.happened, made))
            case AwardSetAside():
                _fall(made, (act.lot,))
            case EvaluationReopened() | ProceedingsTerminated():
                _fall(made, act.lots or at.state.lots)
    return tuple(made)


def _new(number: str, one: Awarded, happened: Happened, before: list[Given]) -> Given:
    nth = 1 + sum(each.lot == one.lot for each in before)
    return Given(f"{number}-{one.lot}-{nth}", one.lot, one.supplier, one.bid, one.price, happened)


def _fall(made: list[Given], lots: tuple[str, ...]) -> None:
    for place, one in enumerate(made):
        if one.lot in lots:
            made[place] = replace(one, status=FELL)


def standing(at: Seen) -> Iterator[Given]:
    return (one for one in given(at) if one.status == STANDS)
