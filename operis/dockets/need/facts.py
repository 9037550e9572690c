"""What may a need tell other dockets?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets import locked


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
    quoted_by: tuple[str, ...] = ()
    """The firms that said what it would cost, each beside its amount."""
    quoted_fen: tuple[int, ...] = ()
    undescribed: tuple[str, ...] = ()
    """What the record of asking those served does not say, by field."""
    bought: bool = False
    """Whether nothing is left of it to be bought: all of it was bought outside the methods of this site."""


def _part(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """The part that is asked for, or that of the plan."""
    named = asked if field_of(asked, "need") else getattr(state, "plan", None)
    return (named.need, named.part) if named else None


need_part = Fact("need_part", NeedPartFact, key=_part, lock=lambda key: locked.docket(key[0]), shared=True)
