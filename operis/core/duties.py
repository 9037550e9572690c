"""What stands open on a docket: a duty, the command that does it, whose it is, and by when. Acts carry the days; none is computed here."""

from dataclasses import dataclass
from datetime import date, datetime

from operis.core.acts import Command, Due
from operis.core.fields import Happened
from operis.core.wording import Label


@dataclass(frozen=True, slots=True)
class Duty:
    """A kind of duty, as its docket kind declares it."""

    command: type[Command]
    """What does it; who may is said by the step of its procedure."""
    words: Label
    """What timelines and lists call it."""
    who: Label
    """Who must act, in words."""
    itself: bool = False
    """Whether the clock of the installation enters it; a day that is a last day for people is over when it does."""
    public: bool = True
    """Whether everyone sees that it stands open; else those who may work on the docket."""
    came_in: Label | None = None
    """Of what somebody else did, so that nobody looks for it: what it is called first on the desk of who must act, with its `about`."""
    fills: str = ""
    """The field of its command that says what it is about."""
    page: str = ""
    """The page from which it is done, by the name of its address, where that is not the form of its command."""
    of_party: bool = False
    """Whether its `about` is a party, whose name goes with the words, and its command is put on the docket of that party."""

    @property
    def slug(self) -> str:
        return self.command.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A duty that stands open, on this docket or on the one that `docket` names."""

    duty: Duty
    party: str | None = None
    """The body or supplier whose duty it is; none: whoever holds the office for it."""
    person: str | None = None
    """The account of the one person whose duty it is, where it is not an office's."""
    not_by: tuple[str, ...] = ()
    """The accounts that cannot do it, where a second person has to see what a first one did."""
    until: Due | datetime | date | None = None
    tried: datetime | None = None
    """When the clock does it, where that is not its last moment: it was tried before, and waited for something."""
    earliest: Due | None = None
    """The first day on which it may be done."""
    about: str = ""
    """What tells it from others of its duty: a lot and its winner, a part."""
    waits: bool = False
    """Whether another duty of the docket comes before it."""
    hidden: bool = False
    """Whether only those who may work on the docket see it this time, though the duty is public."""
    docket: str | None = None
    since: Happened | None = None
    """Only what was done after this has done it."""
    above: bool = False
    """Whether it stands as long as the same duty on the docket that this one was made for, and until the same day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A duty on another docket, or of another's order here, that is done: by the command, about what, and when."""

    command: type[Command]
    docket: str | None = None
    about: str = ""
    at: Happened | None = None
