"""What do the acts on a file add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import record
from operis.dockets.file.acts import BarImposed, FileEntered, FileReviewed

FileAct = FileEntered | FileReviewed | BarImposed


@record
class File:
    """What was last entered, and how it was last reviewed; a new entry waits for a new review, and lifts no bar.

    Who registered itself may supply at once, until a review has refused it: then a new entry alone does not let it in again.
    """

    entered: FileEntered | None = None
    reviewed: FileReviewed | None = None
    bars: tuple[BarImposed, ...] = ()
    confirmed: bool = False
    refused: bool = False

    @property
    def accepted(self) -> bool:
        """Whether it counts for what others ask of it: by review, or by its own registration."""
        reviewed = self.reviewed is not None and self.reviewed.result == "accepted"
        return reviewed or (self.confirmed and not self.refused)

    @property
    def body(self) -> str | None:
        return self.entered.key if self.entered else None


def evolve(state: File, act: FileAct) -> File:
    match act:
        case FileEntered():
            return replace(state, entered=act, reviewed=None, confirmed=state.confirmed or act.confirmed)
        case FileReviewed():
            return replace(state, reviewed=act, refused=act.result == "refused" or (state.refused and act.result != "accepted"))
        case BarImposed():
            return replace(state, bars=(*state.bars, act))
        case _:
            assert_never(act)
