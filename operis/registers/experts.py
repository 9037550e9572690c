"""What do the registers tell of the pool of experts?"""

from datetime import date

from operis.dockets.procurement.facts import Barred
from operis.dockets.procurement.pool import ExpertPool, PoolExpert, Tied
from operis.registers import models
from operis.registers.rows import all_of

EVALUATING = "evaluating"


def pool_of(persons: tuple[str, ...]) -> ExpertPool:
    """Those of the accounts whose file was accepted; the whole pool where none is named. Who has two files counts once."""
    rows = all_of(models.Expert, "docket", accepted=True, **({"person": persons} if persons else {}))
    bars: dict[str, list[Barred]] = {}
    for row in all_of(models.Bar, "party", "first", "decision", party=tuple(one.key for one in rows), scope=EVALUATING):
        bars.setdefault(row.party, []).append(Barred(row.party, row.decision, row.first, row.last or date.max))
    found = {row.person: _expert(row, tuple(bars.get(row.key, ()))) for row in reversed(rows)}
    return ExpertPool(tuple(found[person] for person in sorted(found)))


def _expert(row: models.Expert, bars: tuple[Barred, ...]) -> PoolExpert:
    ties = tuple(Tied(supplier, relation, *map(_day, days)) for supplier, relation, *days in row.ties)
    return PoolExpert(row.person, row.docket, tuple(row.expertise.split()), row.employer or None, ties, bars)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
