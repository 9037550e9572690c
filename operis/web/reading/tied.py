"""Which of the bidders of a lot does the register tie together? Told to purchaser and panel once the bids are open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from operis import clock
from operis.core.wording import Wording
from operis.dockets.procurement.evaluation import first_offers, lots_open
from operis.dockets.procurement.state import Procurement
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.lawbook import law as law_of
from operis.documents.shown import language
from operis.law.book import Row
from operis.registers.bidders import wording_of
from operis.registers.models import Party
from operis.registers.rows import all_of
from operis.rules.tied import TOLD, OnFile, tied, together


@dataclass(frozen=True, slots=True)
class Tied:
    lot: str
    names: tuple[str, ...]
    """Two or more, whom one thing ties."""
    why: str
    row: Row
    allowed: bool
    """Whether nothing is forbidden by it alone."""


def tied_in(state: Procurement) -> tuple[Tied, ...]:
    """By name, of each lot whose bids were read out."""
    return tuple(_tied(state)) if state.opening is not None and state.plan is not None else ()


def _tied(state: Procurement) -> Iterator[Tied]:
    assert state.plan is not None
    law = law_of(calendar().day(clock.now()))
    lots = {lot: sorted({one.supplier for one in first_offers(state, lot)}) for lot in lots_open(state)}
    files = _files({one for bidders in lots.values() if len(bidders) > 1 for one in bidders})
    for lot, bidders in lots.items():
        for those, row, why in together(tied(law, state.plan.method, [files[each][1] for each in bidders if each in files])):
            yield Tied(lot, tuple(files[one.key][0] for one in those), label(why, language()), row, row.id == TOLD)


def _files(keys: Iterable[str]) -> dict[str, tuple[str, OnFile]]:
    """Name and file, by key."""
    rows = all_of(Party, "key", key=tuple(keys), party="supplier") if keys else ()
    return {row.key: (Wording(zh=row.name_zh or None, en=row.name_en or None).within(language())[1],
                      OnFile(row.key, row.head, tuple(row.holders.split()), wording_of(row.address) or Wording(), row.phone))
            for row in rows}  # fmt: skip
