"""What is an act, and what is a command? Two base classes, and the registers of those that exist, by official name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Final

from operis.core.briefs import Brief
from operis.core.fields import Happened, ask, record
from operis.core.kinds import Json
from operis.core.reading import LINK_MAX
from operis.core.wording import Label, Wording

NOW: Final = "now"
"""Of an act that everyone reads at once."""
_COMMANDS: dict[tuple[str, str], type["Command"]] = {}
_ACTS: dict[tuple[str, int], type["Act"]] = {}


@record
class Due:
    """A day that was concluded, and the row that it rests on."""

    day: date = ask("Day", "日期")
    row: str = ask("Row", "依据")


@record
class Outside:
    """What happened elsewhere and is entered here: where, when, under which number, with what proof."""

    medium: str = ask("Where", "发布媒体或者载体", hint=("The designated medium, a letter, a meeting", "指定媒体、公函、会议等"))
    on: Happened = ask("When", "日期")
    number: str | None = ask("Number", "编号", default=None)
    link: str | None = ask("Link", "链接", default=None, most=LINK_MAX)
    scan: str | None = ask("Fingerprint of the scan", "扫描件数字指纹", default=None)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands beside the record by its digest, and the fields by which it is told from others of its docket."""

    sha256: str
    told_by: Mapping[str, Json]


@record
class Command:
    """What may be asked of a docket: an imperative, its fields, and words for a page."""

    slug: ClassVar[str] = ""
    docket_kind: ClassVar[str] = ""
    title_words: ClassVar[Label]
    opens: ClassVar[bool] = False
    electronic: ClassVar[bool] = False
    """Whether it happens when it arrives, and so can never be entered for another time."""
    prepares: ClassVar[str] = ""
    """The command that this one has to come before."""
    called: ClassVar[bool] = False
    """Whether who takes it has nothing to do with the docket otherwise: who was called by name, or found something about it."""
    unseals: ClassVar[bool] = False
    """Whether what key holders gave back is joined before it is put."""
    attached: ClassVar[str] = ""
    """The field that is kept beside the record by its digest, not in the act."""

    matter: ClassVar[tuple[str, ...]] = ()
    """The fields by which one paper of it that waits for several signatures is told from another on its docket."""
    reservations: ClassVar[str] = ""
    """The field with those who sign and do not agree: each says so where he signs."""
    silent_in: ClassVar[str] = ""
    """The field with those who neither sign nor say why not."""
    until_closing: ClassVar[bool] = False
    """Whether it counts only where it comes before bids close: its receipt says until when."""
    before_closing: ClassVar[bool] = False
    """Whether it is refused once bids have closed: its receipt says until when it could come."""

    entrusted: ClassVar[str] = ""
    """The matter of its mandate under which an agency may put it; without one any mandate for the docket will do."""

    late_reason: Wording | None = ask(
        "Why it is entered later than it happened",
        "迟延登记的原因",
        hint=("Only where the day of entry is not the day on which it happened", "仅在登记日与发生日不同时填写"),
        default=None,
    )

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if cls.slug:
            _register(_COMMANDS, (cls.docket_kind, cls.slug), cls)


@record
class Act:
    """What an official would sign: kind and version, when it happened, what it says."""

    kind: ClassVar[str] = ""
    version: ClassVar[int] = 1
    title_words: ClassVar[Label]
    public: ClassVar[str] = NOW
    brief: ClassVar[Brief | None] = None
    why: ClassVar[str] = ""
    """The field in which it is said why it was done, where that has to be said."""
    corrects: ClassVar[str] = ""
    """The kind of act that it puts right, where it puts one right."""
    own: ClassVar[str] = ""
    """The private field whose records tell each supplier what is meant for it alone."""
    news: ClassVar[bool] = False
    """Whether whoever follows a docket is told of it by its name."""
    too_late: ClassVar[str] = ""
    """The field with the time until which it could have come, where it enters that something came later and is not kept."""
    takes_back: ClassVar[bool] = False
    """Whether it takes back what was kept before."""
    each_of: ClassVar[tuple[str, str] | None] = None
    """Where one act follows for each of what a command lists: the field of the command, and that of the act which says for what."""
    told: ClassVar[tuple[str, ...]] = ()
    """The fields that everybody reads of it, beside its kind, while the rest is kept from them."""
    receipted: ClassVar[tuple[str, ...]] = ()
    """The fields that its receipt names, where it is handed over on paper and signed."""
    turned_away: ClassVar[str] = ""
    """The field with the row under which something was given back as it came."""
    made_paper: ClassVar[str] = ""
    """The name of the official paper that is made of it."""

    happened: Happened
    late_reason: Wording | None = ask("Why it was entered later than it happened", "迟延登记的原因", default=None)

    @property
    def kept(self) -> Kept | None:
        """What the command attached and is kept with this act."""
        return None

    @property
    def keeps(self) -> bool:
        return self.kept is not None

    @property
    def lets_out(self) -> tuple[tuple[str, str], ...]:
        """Docket and lot of each sealed paper that everyone reads from then on."""
        return ()

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if cls.kind:
            _register(_ACTS, (cls.kind, cls.version), cls)


def _register(register: dict[Any, Any], key: tuple[Any, ...], cls: type) -> None:
    there = register.setdefault(key, cls)
    if there is not cls and (there.__module__, there.__qualname__) != (cls.__module__, cls.__qualname__):
        raise TypeError(f"{key} is both {there.__qualname__} and {cls.__qualname__}")
    register[key] = cls


def commands(docket_kind: str) -> dict[str, type[Command]]:
    """The commands of one kind of docket, by slug."""
    return {slug: cls for (kind, slug), cls in sorted(_COMMANDS.items()) if kind == docket_kind}


def act_class(kind: str, version: int) -> type[Act]:
    """The class of a stored act; KeyError names a kind that this version of Operis does not know."""
    return _ACTS[kind, version]


def act_classes() -> tuple[type[Act], ...]:
    return tuple(cls for _, cls in sorted(_ACTS.items()))
