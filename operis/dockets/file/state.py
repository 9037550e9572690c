"""What do the acts on a file add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.file.acts import FileEntered, FileReviewed

FileAct = FileEntered | FileReviewed


@record
class File:
    """What was last entered, and how it was last reviewed; a new entry waits for a new review."""

    entered: FileEntered | None = None
    reviewed: FileReviewed | None = None

    @property
    def body(self) -> str | None:
        return self.entered.key if self.entered else None


def evolve(state: File, act: FileAct) -> File:
    match act:
        case FileEntered():
            return File(entered=act)
        case FileReviewed():
            return replace(state, reviewed=act)
        case _:
            assert_never(act)
