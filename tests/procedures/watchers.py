"""Those who watch a draw, and a draw that they watch."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.dockets.procurement.mandate_facts import Held, MandatesHeld
from operis.dockets.procurement.outcomes import DrawAnnounced
from tests.procedures.awards import TIED, announcing
from tests.procedures.evaluating import TENDER
from tests.statute import ALICE, CHEN, OFFICE, at

ALONE = replace(ALICE, persons=("alice-account",))
MONITOR = replace(CHEN, persons=("monitor-account",))
OFFICERS = MandatesHeld((Held("ann", "buyer", OFFICE, date(2026, 1, 1), None), Held("fay", "finance", "finance", date(2026, 1, 1), None)))
"""One of the body, and one who oversees it."""


def announced() -> tuple[Any, ...]:
    return (*TIED, *TENDER.happening(at(date(2026, 3, 24)))(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced))
