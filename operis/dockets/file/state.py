"""What do the acts on a file add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.file.acts import BarImposed, FileEntered, FileReviewed

FileAct = FileEntered | FileReviewed | BarImposed


@record
class File:
    """What was last entered, and how it was last reviewed; a new entry waits for a new review, and lifts no bar."""

    entered: FileEntered | None = None
    reviewed: FileReviewed | None = None
    bars: tuple[BarImposed, ...] = ()

    @property
    def body(self) -> str | None:
        return self.entered.key if self.entered else None


def evolve(state: File, act: FileAct) -> File:
    match act:
        case FileEntered():
            return replace(state, entered=act, reviewed=None)
        case FileReviewed():
            return replace(state, reviewed=act)
        case BarImposed():
            return replace(state, bars=(*state.bars, act))
        case _:
            assert_never(act)
