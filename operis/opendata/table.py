"""How is a mapping written down? A row for each path of the standard: where its value stands on the record, and how it is taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from operis.core.wording import Label

T = TypeVar("T")


@dataclass(frozen=True)
class Maps(Generic[T]):
    """One path below its object, and the fields of acts that it comes from, each as `kind-of-act.field`; none where it is made."""

    path: str
    of: tuple[str, ...]
    take: Callable[[T], Any]


@dataclass(frozen=True)
class Table(Generic[T]):
    """What is told of each of these: the path of the object, what it is, and its rows."""

    path: str
    words: Label
    rows: tuple[Maps[T], ...]

    def build(self, source: T) -> dict[str, Any]:
        """The object; what is not on record is left out."""
        whole: dict[str, Any] = {}
        for row in self.rows:
            value = row.take(source)
            if value not in (None, "", [], {}, ()):
                _put(whole, row.path.split("/"), value)
        return whole

    def each(self, sources: Iterable[T]) -> list[dict[str, Any]]:
        return [self.build(one) for one in sources]


def amount(value: int) -> int | float:
    """In yuan: whole where it is, else with its fen; no sum that is storable here loses one as a number."""
    return value // 100 if value % 100 == 0 else value / 100


def _put(whole: dict[str, Any], names: Sequence[str], value: Any) -> None:
    for name in names[:-1]:
        whole = whole.setdefault(name, {})
    whole[names[-1]] = value
