"""Proceedings that end early: the command, and the act of it."""

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.acts import ProceedingsTerminated
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.findings import FindingRecorded
from tests.procedures.bids import CLOSES
from tests.procedures.documents import CLOSED_DOWN, MARCH_2, words


def illegal(*lots: str) -> FindingRecorded:
    """By the finance department, before anything was closed."""
    paper = Outside(medium="Finance department", on=MARCH_2, number="2026-4", scan="cd" * 32)
    return FindingRecorded(happened=CLOSES, lots=lots, about=Slug("illegal-acts"), says=words("The documents were sold"), decision="2026-4",
                           paper=paper, found_by=("chen",))  # fmt: skip


def ending(ground: str = "task-fell-away", *lots: str, change: Outside | None = CLOSED_DOWN) -> Terminate:
    return Terminate(lots=lots, ground=Slug(ground), reason=words("The centre was closed"), change=change)


def ended(*lots: str, ground: str = "task-fell-away") -> ProceedingsTerminated:
    return ProceedingsTerminated(happened=CLOSES, lots=lots, ground=Slug(ground), reason=words("The centre was closed"), change=CLOSED_DOWN)
