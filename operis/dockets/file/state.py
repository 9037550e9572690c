"""What do the acts on a file add up to?"""

from dataclasses import replace
from typing import assert_never

from operis.core.fields import Happened, record
from operis.core.wording import Wording
from operis.dockets.file.acts import BarImposed, FileEntered, FileReviewed
from operis.dockets.file.terms import FileTerms

FileAct = FileEntered | FileReviewed | BarImposed


@record
class Called:
    """From when a file stands under a name."""

    since: Happened
    name: Wording


@record
class File:
    """What was last entered, and how it was last reviewed; a new entry waits for a new review, and lifts no bar.

    Who registered itself may supply at once, until a review has refused it: then a new entry alone does not let it in again. Nor does
    its registration stand in for a review where one had accepted it under another name, code or head.
    """

    entered: FileEntered | None = None
    reviewed: FileReviewed | None = None
    bars: tuple[BarImposed, ...] = ()
    confirmed: bool = False
    refused: bool = False
    known_as: FileEntered | None = None
    """The entry that a review accepted last."""
    kind_as: FileEntered | None = None
    """The entry whose kind and size count: the first, and after it the one that a review accepted last."""
    names: tuple[Called, ...] = ()
    """The first name and each that followed it."""

    @property
    def accepted(self) -> bool:
        """Whether it counts for what others ask of it: by review, or by its own registration."""
        reviewed = self.reviewed is not None and self.reviewed.result == "accepted"
        return reviewed or (self.confirmed and not self.refused and not self._another)

    @property
    def _another(self) -> bool:
        """Whether it has another name, code or head than a review accepted."""
        return self.known_as is not None and identity(self.known_as) != identity(self.entered)

    @property
    def kind_waits(self) -> bool:
        """Whether it was changed into another kind or size, and no review has accepted that yet."""
        return kind_of(self.kind_as) != kind_of(self.entered)

    @property
    def self_said(self) -> bool:
        """Whether its kind and size stand there by its own registration, and no review has accepted them."""
        return self.confirmed and kind_of(self.known_as) != kind_of(self.entered)

    @property
    def body(self) -> str | None:
        return self.entered.key if self.entered else None


def identity(entered: FileTerms | None) -> tuple[object, ...]:
    """Who it is for everybody else."""
    return () if entered is None else (entered.name, entered.code, entered.head)


def kind_of(entered: FileTerms | None) -> tuple[object, ...]:
    """What decides for which reserved lots it may bid."""
    return () if entered is None else (entered.nature, entered.size, frozenset(entered.marks))


def evolve(state: File, act: FileAct) -> File:
    match act:
        case FileEntered():
            same = state.names and state.names[-1].name == act.name
            names = state.names if same else (*state.names, Called(since=act.happened, name=act.name))
            kind_as, confirmed = state.kind_as or act, state.confirmed or act.confirmed
            return replace(state, entered=act, reviewed=None, confirmed=confirmed, names=names, kind_as=kind_as)
        case FileReviewed():
            accepted = act.result == "accepted"
            refused = act.result == "refused" or (state.refused and not accepted)
            seen = replace(state, known_as=state.entered, kind_as=state.entered) if accepted else state
            return replace(seen, reviewed=act, refused=refused)
        case BarImposed():
            return replace(state, bars=(*state.bars, act))
        case _:
            assert_never(act)
