"""What was filled in wrongly, and where?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """`field` is the id of the input that the line leads to; empty where no input on the page is meant."""

    field: str
    says: str
