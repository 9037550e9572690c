"""What must be known when an envelope is handed in: who its supplier is, and whether envelopes were opened by then?"""

from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets import locked
from operis.dockets.procurement.facts import Supplier


@dataclass(frozen=True)
class Counter:
    """Whose officers take envelopes for a procurement, and whether the first of them was opened."""

    body: str
    agency: str | None
    begun: bool
    agency_matters: tuple[str, ...] = ()
    """What its agency is entrusted with."""


def _number(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    number = getattr(state, "procurement", None) or field_of(asked, "procurement")
    return (number,) if number else None


def _lock(key: tuple[str, ...]) -> str:
    return locked.procurement(key[0])


counter = Fact("counter", Counter, key=_number, lock=_lock, shared=True, kept=False)
# Who bids on paper is named by whoever takes the envelope.
bidder = Fact("bidder", Supplier, key=lambda state, asked, mandate: (asked.supplier,), lock=locked.FILES, shared=True)
