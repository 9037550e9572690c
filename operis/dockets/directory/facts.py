"""What may a guiding directory tell other dockets?"""

from dataclasses import dataclass
from datetime import date

from operis.core.case import Fact
from operis.dockets import locked


@dataclass(frozen=True)
class DirectoryItemFact:
    """An item of the directory that stands, with its days."""

    code: str
    class_: str
    first: date | None
    last: date | None

    def holds(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


directory_item = Fact(
    "directory_item",
    DirectoryItemFact,
    key=lambda state, asked, mandate: (asked.directory_item,) if asked.directory_item else None,
    lock=locked.DIRECTORIES,
    shared=True,
)
