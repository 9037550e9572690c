"""A first that none of the others could have beaten is told of, in the report of the panel: OURS-COVER. It proves nothing."""

import pytest

from operis.core.money import Fen
from operis.dockets.procurement.commands import ReportEvaluation
from tests.procedures.evaluating import EVALUATED, TENDER, tender, the_panel

FIRST = 700_000_00


@pytest.mark.parametrize(("nearest", "invalid", "told"), [
    (805_000_00, ("lake",), True), (804_999_99, ("lake",), False), (805_000_00, (), False),
])  # fmt: skip
def test_told_where_some_fell_and_the_rest_ask_far_more(nearest: int, invalid: tuple[str, ...], told: bool) -> None:
    """From fifteen percent more on, and only where somebody fell."""
    prices = {"sunrise": FIRST, "brook": nearest, "hill": 850_000_00, "lake": 860_000_00}
    acts = tender("scored", prices=prices, invalid=invalid)
    outcome = TENDER.happening(EVALUATED)(*acts).when(ReportEvaluation(), by=the_panel("rep", "e1", "e2", "e3", "e4"))
    notes = [one.finding.facts for one in outcome.decided.notes if one.row == "OURS-COVER"]  # type: ignore[union-attr]
    found = {"lot": "1", "supplier": "sunrise", "count": 3, "fell": 1, "nearest": Fen(nearest), "price": Fen(FIRST)}
    assert notes == ([found] if told else [])
