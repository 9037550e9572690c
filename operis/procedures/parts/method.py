"""What every method of procurement shares beside its steps: of which kind of docket, whose, how it ends, what is always weighed."""

from collections.abc import Callable
from typing import Any

from operis.core.case import Case
from operis.core.decider import Procedure, Step, procedure
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.ordering import AGENTS, ALWAYS, ENDED, FOLLOWS, LATE, TOLD
from operis.procedures.parts.owning import of_body_or_panel


def method(
    name: str, *steps: Step[Procurement, Any], own: Callable[[Case[Procurement, Any]], bool] = of_body_or_panel
) -> Procedure[Procurement]:
    """A procedure of procurement by its steps, in the order in which they are listed."""
    return procedure(
        name, *steps, of=PROCUREMENT_KIND, own=own, ended=ENDED, follows=FOLLOWS, always=ALWAYS, noted=LATE, agents=AGENTS, told=TOLD,
    )  # fmt: skip
