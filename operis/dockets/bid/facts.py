"""What must be known of a bid that was sealed elsewhere? What stands in clear on the bytes that were brought for it."""

from dataclasses import dataclass
from datetime import datetime

from operis.core.case import Fact


@dataclass(frozen=True)
class SealedBytes:
    """How many bytes are here, and what their header says; without a header they are no sealed bid."""

    size: int
    came: datetime | None
    """When the last of them had arrived."""
    header_sha256: str = ""
    docket: str = ""
    lot: str = ""
    supplier: str = ""
    no: int = 0
    keys: str = ""
    fits: bool = False
    """Whether the sealed bytes are as many as the header says."""


# The act names all of it that is for ever.
sealed_bytes = Fact(
    "sealed_bytes", SealedBytes, key=lambda state, asked, mandate: (asked.sealed_sha256,), kept=False,
    unlocked="Bytes that are here whole never change, and it is the bidder alone who brings them.",
)  # fmt: skip
