"""What did the first read of an envelope? Known to the rule that compares, and told to nobody before the opening."""

from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.core.money import Fen


@dataclass(frozen=True)
class FirstReading:
    """What it comes to, as far as the second reads it too."""

    result: str
    price: Fen | None
    small: bool


def _of(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    return (asked.bid,)


# The act has a commitment to it; that the second has read the same is what is entered.
first_reading = Fact(
    "first_reading", FirstReading, key=_of, kept=False,
    unlocked="It is an act of the same docket, under whose lock the second reading is weighed.",
)  # fmt: skip
