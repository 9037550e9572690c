"""What may a rule look at? The case: state, what is asked, who asks, when it happened, facts from elsewhere, the law of the day."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from operis.core.acts import Command
from operis.core.calendar import Calendar
from operis.core.fields import Happened
from operis.core.mandates import Mandate
from operis.law.book import Law

S_co = TypeVar("S_co", covariant=True)
C_co = TypeVar("C_co", bound=Command, covariant=True)
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Absent(Exception):
    """Something a rule needs is not there: "not on record" when deciding, "to be checked" for a single document."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Fact(Generic[T_co]):
    """What another docket must tell: its type, by which key it is found, and which lock is held while it is read, or why none is.

    `key` looks at the state and at what is asked, and gives None where there is nothing to look up. A lock is named by the key, or is
    one for all. `kept` facts are stored with the entry; those that the act carries anyway are not.
    """

    name: str
    of: type[T_co]
    key: Callable[[Any, Any, Mandate], tuple[str, ...] | None]
    lock: Callable[[tuple[str, ...]], str] | str | None = None
    kept: bool = True
    shared: bool = False
    """Whether others may hold the lock at the same time, who only read too."""
    unlocked: str = ""
    """Why nothing that is entered at the same moment could make the outcome another than the law wants."""

    def __post_init__(self) -> None:
        if (self.lock is None) != bool(self.unlocked):
            raise TypeError(f"The fact {self.name} says either which lock is held while it is read, or why none is: one of both.")


class Facts(Mapping["Fact[Any]", Any]):
    """The facts of a case; one that was looked for and is not there raises Absent."""

    def __init__(self, found: Mapping[Fact[Any], Any] | None = None) -> None:
        self._found = {fact: value for fact, value in (found or {}).items() if value is not None}

    def __getitem__(self, fact: Fact[T]) -> T:
        if fact not in self._found:
            raise Absent(fact.name)
        value: T = self._found[fact]
        return value

    def __contains__(self, fact: object) -> bool:
        return fact in self._found

    def __iter__(self) -> Iterator[Fact[Any]]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True)
class Case(Generic[S_co, C_co]):
    """All that a rule may look at; nothing in it knows a clock, a database or a page."""

    docket: str | None
    state: S_co
    asked: C_co
    mandate: Mandate
    happened: Happened
    law: Law
    calendar: Calendar
    facts: Facts = field(default_factory=Facts)
    method: str | None = None
    entered: Happened | None = None
    """When it is entered; None where a document is looked at by itself."""

    def day(self, moment: Happened) -> date:
        """The day of a moment in the pack's zone, by which the law counts."""
        return self.calendar.day(moment)

    @property
    def today(self) -> date:
        """The day on which it happened."""
        return self.day(self.happened)


def field_of(asked: Any, name: str, otherwise: Any = None) -> Any:
    """What a command says under a name, where it has such a field: what nobody has written yet stays unknown, and is not absent."""
    return getattr(asked, name) if name in type(asked).__dataclass_fields__ else otherwise


def on_record(value: T | None, what: str) -> T:
    """The value, or Absent where an act has not supplied it yet."""
    if value is None:
        raise Absent(what)
    return value
