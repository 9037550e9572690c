"""In which process is the reader, at which stage, and what comes next? The strip above every page of a process."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    number: str
    url: str
    stage: int
    stages: int
    name: str
    """The stage in words."""
    due: datetime | date | None = None
    due_what: str = ""
