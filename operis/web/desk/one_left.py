"""Who is asked where a tender left one supplier? The one on record: it stands in the form, and nobody else is to be chosen there."""

from operis.dockets.procurement.failed_facts import ONE_LEFT, FailedTenders
from operis.documents.names import names_of
from operis.web.forms import Options, Typed, rows_of

FIELD = "one_supplier-supplier"


def the_one_left(before: FailedTenders | None, typed: Typed) -> str:
    """The one whom the last tender of this part left in the lots that are typed, where that is the case of the plan."""
    last = before.last if before is not None and typed.get("method_ground", "") == ONE_LEFT else None
    lots = [typed.get(f"lots-{row}-lot", "").strip() for row in range(rows_of(typed, "lots"))]
    left = last.suppliers(lots) if last is not None else ()
    return left[0] if len(left) == 1 else ""


def offered(one: str) -> dict[str, Options]:
    return {FIELD: ((one, names_of({one}).get(one, one)),)} if one else {}


def filled(one: str) -> dict[str, str]:
    return {FIELD: one} if one else {}
