"""Tenders that failed: of the same as the plan of these tests, with more than enough money, each bid by its supplier."""

from collections.abc import Iterable
from typing import Any

from operis.core.money import Fen
from operis.dockets.procurement.failed_facts import FailedLot, FailedTender, months, wanted
from tests.procedures.documents import plan

PLENTY = Fen(3_000_000_00)


def failed_lot(*suppliers: str, lot: str = "1", budget: Fen = PLENTY) -> FailedLot:
    return FailedLot(lot, budget, suppliers)


def failed_tender(*suppliers: str, no: int = 1, lots: Iterable[FailedLot] = (), **changed: Any) -> FailedTender:
    """One lot that these were left of, unless lots are given."""
    tendered = plan()
    said: dict[str, Any] = {"category": tendered.category, "months": months(tendered), "wanted": tuple(wanted(tendered)), **changed}
    return FailedTender(f"DC-2026-S-{no:04}", tuple(lots) or (failed_lot(*suppliers),), **said)


def so_many(count: int) -> tuple[str, ...]:
    return tuple(f"bidder-{no}" for no in range(count))
