"""What does everyone read of a procurement and its contracts, at each moment at which something was entered there?

What is withheld (`operis.dockets.secrecy`) at a moment is not looked at: what was entered before comes with the act that lets it out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from operis.core.acts import Act
from operis.core.calendar import Calendar
from operis.core.fields import Happened
from operis.core.wording import Wording
from operis.dockets.contract.state import Contract
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.state import Procurement
from operis.dockets.secrecy import withheld
from operis.ledger import read
from operis.ledger.damaged import DamagedEntryError
from operis.ledger.folds import Fold, begun
from operis.ledger.numbers import kind_of
from operis.ledger.read import Stored
from operis.registers import models

LATER = frozenset({"opening", "read-out", "result"})
"""What is read of an opening and an evaluation is looked up among the acts: lot by lot it is let out, and adds up to no state before."""


@dataclass(frozen=True)
class Agreed:
    """A contract as everyone reads it; of which lot it is, is known from the result."""

    number: str
    lot: str
    state: Contract
    acts: tuple[Stored, ...]


@dataclass(frozen=True)
class Parties:
    """Bodies and suppliers by their short names, with the names that they bore, and their codes."""

    rows: Mapping[str, models.Party]

    def name(self, key: str, at: datetime, language: str) -> str:
        """That of the time, in this language where there is one; who has no file is called by the short name."""
        row = self.rows.get(key)
        if row is None:
            return key
        borne = row.names or [["", row.name_zh, row.name_en]]
        _since, zh, en = next((one for one in reversed(borne) if one[0] and datetime.fromisoformat(one[0]) <= at), borne[0])
        return ((zh or en) if language == "zh" else (en or zh)) or key

    def code(self, key: str) -> str:
        row = self.rows.get(key)
        return row.code.upper() if row is not None else ""


@dataclass(frozen=True)
class Seen:
    """A process at the moment of an entry."""

    number: str
    at: datetime
    """When the newest entry was entered."""
    state: Procurement
    acts: tuple[Stored, ...]
    openings: tuple[BidsOpened, ...]
    """Of each, what everybody is told: how many bids for which lot."""
    contracts: tuple[Agreed, ...]
    parties: Parties
    calendar: Calendar
    language: str
    new: tuple[Act, ...] = field(default=(), compare=False)
    """What was entered at this moment and everyone reads."""
    asked: Wording | None = field(default=None, compare=False)
    """The title of its need, which never changes: by that a process goes until it has one of its own."""

    def moment(self, happened: Happened) -> str:
        """As the standard has it, with the zone; of a day, its beginning."""
        return self.calendar.first_of(happened).isoformat()

    def end(self, day: date) -> str:
        return self.calendar.last_of(day).replace(microsecond=0).isoformat()

    def name(self, key: str) -> str:
        return self.parties.name(key, self.at, self.language)

    def words(self, written: Wording | None) -> str:
        """In the language of the edition, else in the other."""
        return written.within(self.language)[1] if written is not None else ""

    def of(self, kind: type[Act]) -> tuple[Stored, ...]:
        return tuple(one for one in self.acts if isinstance(one.act, kind))


def seen(number: str, calendar: Calendar, language: str) -> Iterator[Seen]:
    """The process at each moment; nothing of what the public does not find, or of what somebody changed behind the clerk's back."""
    told = models.Told.objects.filter(process=number)
    if kind_of(number) is None or not told.exists() or not models.public_dockets().filter(number=number).exists():
        return
    stored = {number: tuple(read.entries(number))}
    contracts = models.Contract.objects.filter(procurement=number).order_by("docket").values_list("docket", "lot")
    lots = {docket: lot for docket, lot in contracts}
    stored |= {docket: tuple(read.entries(docket)) for docket in lots}
    if not all(_whole(docket, some) for docket, some in stored.items()):
        return
    every = sorted((one for some in stored.values() for one in some), key=lambda one: (one.entered, one.docket, one.no))
    parties, asked = parties_named(stored[number]), _title_of_need(number)
    there = {docket: _Standing(begun(docket, str(kind_of(docket)))) for docket in stored}
    for at, group in groupby(every, key=lambda one: one.entered):
        before = dict(there)
        for docket, some in groupby(group, key=lambda one: one.docket):
            there[docket] = there[docket].then(list(some))
        if all(one.says_what(before[docket]) for docket, one in there.items()) or not there[number].public:
            continue  # nothing that anybody reads
        own = there[number]
        new = tuple(one.act for docket, some in there.items() for one in some.public if one not in before[docket].public)
        agreed = tuple(Agreed(docket, lots[docket], there[docket].state, there[docket].public) for docket in lots if there[docket].public)
        yield Seen(number, at, own.state, own.public, own.openings, agreed, parties, calendar, language, new, asked)


def _title_of_need(number: str) -> Wording | None:
    need = models.Docket.objects.get(number=number).need
    line = models.public_dockets().filter(number=need).first()
    return Wording(zh=line.title_zh or None, en=line.title_en or None) if line is not None and (line.title_zh or line.title_en) else None


def _whole(docket: str, stored: Sequence[Stored]) -> bool:
    """Whether each entry is as it was put; of the other files nothing is kept back for one that is not."""
    try:
        return begun(docket, str(kind_of(docket))).then(stored).as_entered
    except DamagedEntryError:
        return False


@dataclass(frozen=True)
class _Standing:
    """A docket up to one of its entries, and what everyone reads of it."""

    fold: Fold
    stored: tuple[Stored, ...] = ()
    public: tuple[Stored, ...] = ()

    def then(self, more: Sequence[Stored]) -> "_Standing":
        fold, stored = self.fold.then(more), (*self.stored, *more)
        return _Standing(fold, stored, tuple(one for one in stored if not withheld(fold.state, one.act)))

    def says_what(self, before: "_Standing") -> bool:
        """Whether everyone reads what was read before."""
        return self.public == before.public and self.openings == before.openings

    @property
    def state(self) -> Any:
        """What the public acts add up to."""
        return begun(self.fold.docket, self.fold.kind).then([one for one in self.public if one.act.public not in LATER]).state

    @property
    def openings(self) -> tuple[BidsOpened, ...]:
        return tuple(one.act for one in self.stored if isinstance(one.act, BidsOpened))


def parties_named(stored: Iterable[Stored]) -> Parties:
    """Those of whom the acts of a procurement may tell."""
    keys: set[str] = set()
    for one in stored:
        act: Any = one.act
        keys |= {key for key in (getattr(act, "body", None), getattr(act, "agency", None)) if isinstance(key, str)}
        keys |= {each.supplier for name in ("opened", "awards") for each in getattr(act, name, ())}
    return Parties({row.key: row for row in models.Party.objects.filter(key__in=keys)})
