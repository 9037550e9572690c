"""What must be known when an envelope is handed in: who its supplier is, who keeps it, and who could confirm that it came?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets import locked
from operis.dockets.procurement.facts import Supplier
from operis.dockets.procurement.mandate_facts import Held


@dataclass(frozen=True)
class Counter:
    """Whose officers take envelopes for a procurement."""

    body: str
    agency: str | None
    agency_matters: tuple[str, ...] = ()
    """What its agency is entrusted with."""


@dataclass(frozen=True)
class Keepers:
    """Who may receive and confirm envelopes of a procurement, by the mandates of the body and of the agency that its plan names."""

    found: tuple[Held, ...]

    def on(self, day: date) -> frozenset[str]:
        """The persons who may on that day."""
        return frozenset(one.person for one in self.found if one.first <= day and (one.last is None or day <= one.last))


def _number(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    number = getattr(state, "procurement", None) or field_of(asked, "procurement")
    return (number,) if number else None


def _lock(key: tuple[str, ...]) -> str:
    return locked.procurement(key[0])


counter = Fact("counter", Counter, key=_number, lock=_lock, shared=True, kept=False)
# Who could confirm: a mandate that is given or ends at the same moment is told of by the next.
keepers = Fact(
    "keepers", Keepers, key=_number, kept=False, unlocked="Mandates stand with the accounts; who confirms is weighed again then."
)
# Who bids on paper is named by whoever takes the envelope.
bidder = Fact("bidder", Supplier, key=lambda state, asked, mandate: (asked.supplier,), lock=locked.FILES, shared=True)
