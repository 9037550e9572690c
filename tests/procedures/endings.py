"""Proceedings that end early: the command, and the act of it."""

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import Terminate
from tests.procedures.bids import CLOSES
from tests.procedures.documents import CLOSED_DOWN, words


def ending(ground: str = "task-fell-away", *lots: str, change: Outside | None = CLOSED_DOWN) -> Terminate:
    return Terminate(lots=lots, ground=Slug(ground), reason=words("The centre was closed"), change=change)


def ended(*lots: str, ground: str = "task-fell-away") -> ProceedingsTerminated:
    return ProceedingsTerminated(happened=CLOSES, lots=lots, ground=Slug(ground), reason=words("The centre was closed"), change=CLOSED_DOWN)
