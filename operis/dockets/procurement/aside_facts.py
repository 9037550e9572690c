"""What must be known of a winner that refuses to sign and of who follows it: what ties them, and what both did before?"""

from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.dockets.procurement.evaluation import award_of
from operis.dockets.procurement.facts import TOLD_OF, Supplier
from operis.dockets.procurement.ranking import in_line


@dataclass(frozen=True)
class Following:
    """The files of the two, the purchases in which both bid, the contracts that the first refused before, and what became of its bond."""

    files: tuple[Supplier, ...]
    together: tuple[str, ...]
    refused: tuple[str, ...]
    bond: str


def _two(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    award = award_of(state, asked.lot)
    line = [one.supplier for one in in_line(state, asked.lot) if award is None or one.supplier != award.supplier]
    return (award.supplier, line[0]) if award is not None and line else None


following = Fact("following", Following, key=_two, kept=False, unlocked=TOLD_OF)
