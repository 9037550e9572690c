"""What may a file tell other dockets?"""

import unicodedata
from dataclasses import dataclass

from operis.core.case import Fact
from operis.dockets.locked import FILES


@dataclass(frozen=True)
class BodyFact:
    """A body as its file has it: nature, level and place fix its amounts and its competent finance department."""

    key: str
    nature: str
    level: str | None
    place: str | None
    category: str | None
    accepted: bool
    places: tuple[str, ...] = ()
    """Names of its own and neighbouring places."""
    key_review: bool = True
    """Whether its plans have the key review: no rule of its own leaves it out."""
    also_reviewed: tuple[str, ...] = ()
    """What else another person reviews: award, contract."""
    unit: str | None = None
    """The competent budget unit above it; a body under none is its own."""


body = Fact(
    "body", BodyFact, key=lambda state, asked, mandate: (mandate.acts_for,) if mandate.acts_for else None,
    lock=FILES, shared=True, kept=False,
)  # fmt: skip


def folded(number: str) -> str:
    """A code or a number as it is compared: however wide its signs were typed, in capitals, without blanks."""
    return "".join(unicodedata.normalize("NFKC", number).upper().split())


BLANK_LETTERS = "\u115f\u1160"
"""Letters that nobody sees: the fillers of Hangul, as NFKC leaves them."""


def plain_name(name: str) -> str:
    """A name as it is compared: its letters and digits alone, however wide or tall they were typed."""
    typed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in typed if sign.isalnum() and sign not in BLANK_LETTERS)
