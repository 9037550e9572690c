"""What may a need tell other dockets?"""

from dataclasses import dataclass
from datetime import date

from operis.core.case import Fact


@dataclass(frozen=True)
class NeedPartFact:
    """What stands of one part of a need."""

    need: str
    part: str
    body: str
    outcome: str | None
    holds: tuple[str, ...]
    class_: str | None
    market_count: int
    recipients_count: int
    consulted_on: date | None


need_part = Fact("need_part", NeedPartFact, key=lambda state, asked, mandate: (asked.need, asked.part))
