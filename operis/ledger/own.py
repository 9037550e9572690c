"""What does an act tell each supplier alone? Its private records, as long as they were not erased."""

from typing import Any

from operis.ledger.read import Stored, private_values


def own_records(entry: Stored) -> list[dict[str, Any]] | None:
    """Those of all suppliers, each with whom it is for; None where the act has none or they were erased."""
    kept = private_values(entry.docket).get(entry.no, {}).get(f"/act/fields/{entry.act.own}") if entry.act.own else None
    return None if kept is None else kept[1]
