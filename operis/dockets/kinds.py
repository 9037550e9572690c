"""Which kinds of docket are there? Each declares itself in a folder of its own; a new one is a line here."""

from collections.abc import Iterable
from typing import Any

from operis.core.dockets import DocketKind, faults
from operis.dockets.bid.kind import BID_KIND
from operis.dockets.budget.kind import BUDGET_KIND
from operis.dockets.contract.kind import CONTRACT_KIND
from operis.dockets.directory.kind import DIRECTORY_KIND
from operis.dockets.envelope.kind import ENVELOPE_KIND
from operis.dockets.establishment.kind import ESTABLISHMENT_KIND
from operis.dockets.file.kind import FILE_KIND
from operis.dockets.need.kind import NEED_KIND
from operis.dockets.platform.kind import PLATFORM_KIND
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.dockets.recruitment.kind import RECRUITMENT_KIND
from operis.dockets.representation.kind import REPRESENTATION_KIND
from operis.dockets.supervision.kind import SUPERVISION_KIND

RESERVED = {"A": "application", "Q": "query", "L": "law"}
"""Letters kept for kinds to come."""
KINDS: dict[str, DocketKind[Any]] = {}
BY_STATE: dict[type[Any], DocketKind[Any]] = {}
BY_LETTER: dict[str, DocketKind[Any]] = {}


def register(*kinds: DocketKind[Any]) -> None:
    """Add kinds of docket; TypeError says everything that is wrong with a declaration."""
    together = (*KINDS.values(), *kinds)
    if wrong := list(faults(together, RESERVED)):
        raise TypeError("; ".join(wrong))
    KINDS.update({kind.name: kind for kind in kinds})
    BY_STATE.update({type(kind.start()): kind for kind in kinds})
    BY_LETTER.update({kind.letter: kind for kind in kinds})


register(
    NEED_KIND, PROCUREMENT_KIND, BUDGET_KIND, DIRECTORY_KIND, ESTABLISHMENT_KIND, FILE_KIND, RECRUITMENT_KIND, CONTRACT_KIND,
    SUPERVISION_KIND, PLATFORM_KIND, BID_KIND, REPRESENTATION_KIND, ENVELOPE_KIND,
)  # fmt: skip


def kind_of_state(state: Any) -> DocketKind[Any]:
    """The kind whose acts add up to this state."""
    return BY_STATE[type(state)]


def open_kinds() -> Iterable[DocketKind[Any]]:
    """Those of which everyone may know that there is one."""
    return (kind for kind in KINDS.values() if not kind.secret)


def secret_kinds() -> tuple[str, ...]:
    return tuple(kind.name for kind in KINDS.values() if kind.secret)
