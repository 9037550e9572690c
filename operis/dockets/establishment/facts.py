"""What may an establishment tell other dockets?"""

from dataclasses import dataclass

from operis.core.case import Fact
from operis.dockets import locked


@dataclass(frozen=True)
class Vacancy:
    """Places of one institution or programme: approved, filled, reserved outside and by recruitments on record."""

    holder: str
    allotment: str
    approved: int
    filled: int
    reserved_outside: int
    reserved_here: int

    @property
    def reserved(self) -> int:
        return self.reserved_outside + self.reserved_here

    @property
    def free(self) -> int:
        return self.approved - self.filled - self.reserved


vacancy = Fact("vacancy", Vacancy, key=lambda state, asked, mandate: (asked.holder,), lock=lambda key: locked.places(key[0]))
