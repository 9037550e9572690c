"""What has happened in a process, what happens now, and what comes next? One line of the timeline for each act, in order of `no`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from operis.law.book import Row
from operis.web.components.links import Link
from operis.web.components.seal import Seal

DONE, NOW, TODO, REFUSED = "done", "now", "todo", "refused"
RUN = 3
"""So many acts in a row of which only that they are there may be told become one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Rows are those read on the day of the act, so that the chip shows the law as it was."""

    no: int
    state: str
    title: str
    at: datetime | date | None = None
    claimed: datetime | date | None = None
    """When it is said to have happened, where that is not the day of its entry."""
    actor: str = ""
    """Role and body, and the name of an official."""
    what: str = ""
    """The one thing that a reader of the list wants to know: an outcome, a closing time."""
    read_once: str = ""
    """When everybody reads the rest, where only a part of what it says is told."""
    basis: tuple[Row, ...] = ()
    documents: tuple[Link, ...] = ()
    seal: Seal | None = None
    due: datetime | date | None = None
    due_row: Row | None = None
    on_miss: str = ""
    """What happens if the day is missed."""
    who: str = ""
    """Who must act."""
    late: int = 0
    """Working days after the last day."""
    corrected: Link | None = None
    """The act that put this one right; its words are the day."""
    corrects: Link | None = None
    reason: str = ""
    waits: bool = False
    """Whether somebody has to give something first, and `what` says what; nothing was refused for good."""
    why: Link | None = None
    """The page of the refusal."""
    entered: tuple[Any, ...] = ()
    """What the act says, field by field; folded."""
    kept: str = ""
    """Of an act of which only that it is there may be told: the words for {count} of them in a row, {first} to {last}."""
    folded: "tuple[Line, ...]" = ()
    """The acts that this line stands for."""
    last: int = 0
    """The number of the last of them."""
    until: datetime | date | None = None
    """When the last of them was done."""
    elsewhere: str = ""
    """Where the act itself stands, on the page of another docket."""

    @property
    def anchor(self) -> str:
        return f"act-{self.no}"

    @property
    def numbers(self) -> str:
        return f"{self.no}–{self.last}" if self.last else f"{self.no}"


def folded(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines in order, with each long run of acts that are kept from the reader as one."""
    for kept, same in groupby(sorted(lines, key=lambda line: line.no), key=lambda line: line.kept):
        run = tuple(same)
        if not kept or len(run) < RUN:
            yield from run
            continue
        first, last = run[0], run[-1]
        title = kept.format(count=len(run), first=first.no, last=last.no)
        yield Line(no=first.no, state=first.state, last=last.no, title=title, what=first.what, folded=run)
