"""What does the pool of experts tell? Who is in it, for which fields, employed where, barred when, and tied to which suppliers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets.procurement.evaluation import drawn_experts
from operis.dockets.procurement.facts import Barred
from operis.dockets.procurement.mandate_facts import Held

EXPERTS = "experts"


@dataclass(frozen=True)
class Tied:
    """A tie of an expert to a supplier, with its days where they are known."""

    supplier: str
    relation: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class PoolExpert:
    """An expert as the file has it, with the mandates that the account holds on whatever day."""

    person: str
    docket: str
    expertise: tuple[str, ...] = ()
    employer: str | None = None
    ties: tuple[Tied, ...] = ()
    bars: tuple[Barred, ...] = ()
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class ExpertPool:
    """Those whose file was accepted."""

    found: tuple[PoolExpert, ...]

    def of(self, person: str) -> PoolExpert | None:
        return next((one for one in self.found if one.person == person), None)


def _asked_for(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """The whole pool for a draw of experts; else those who are to sit, with all who were drawn, or who declare."""
    if "purpose" in type(asked).__dataclass_fields__:
        return () if asked.purpose == EXPERTS else None
    if "watchers" in type(asked).__dataclass_fields__:
        return drawn_experts(state) or None
    comes = field_of(asked, "member")
    named = tuple(one.person for one in (*field_of(asked, "members", ()), *((comes,) if comes else ())))
    return tuple(dict.fromkeys((*named, *drawn_experts(state)))) if named else mandate.persons


# Who is in the pool is kept on the files of the experts; the act has the list that was drawn from, or those who sit.
expert_pool = Fact(
    "expert_pool", ExpertPool, key=_asked_for, kept=False,
    unlocked="A file that is entered at that moment is weighed when the panel is formed, and when interests are declared.",
)  # fmt: skip
