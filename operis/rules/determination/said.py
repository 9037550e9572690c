"""What does the data of a row say at one place, and what if it is not of the type that is asked for?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from operis.law.book import Fault, LawError, Row, Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """A value of a row's data and its place; a wrong type is a fault of the law file, told with file, line and place."""

    row: Row
    at: str
    value: object

    @classmethod
    def of(cls, row: Row) -> "Said":
        return cls(row, "data", row.data)

    def __getitem__(self, key: str) -> "Said":
        return Said(self.row, f"{self.at}.{key}", self._table().get(key))

    def get(self, key: str) -> "Said | None":
        said = self[key]
        return None if said.value is None else said

    def items(self) -> Iterator[tuple[str, "Said"]]:
        return ((key, self[key]) for key in self._table())

    def each(self) -> tuple["Said", ...]:
        return tuple(Said(self.row, f"{self.at}.{place}", value) for place, value in enumerate(self._as(list, "a list")))

    def word(self) -> str:
        return self._as(str, "a word")

    def words(self) -> tuple[str, ...]:
        return tuple(said.word() for said in self.each())

    def whole(self) -> int:
        return self._as(int, "a whole number")

    def yes(self) -> bool:
        return self._as(bool, "true or false")

    def choice(self) -> bool | str:
        """An answer as a row lists it: yes, no or a word."""
        return self.value if isinstance(self.value, bool) else self.word()

    def both(self) -> Text:
        return Text(self["en"].word(), self["zh"].word())

    def _table(self) -> Mapping[str, object]:
        if not isinstance(self.value, Mapping):
            raise self._wrong("names and values")
        return self.value

    def _as(self, kind: type[T], what: str) -> T:
        if not isinstance(self.value, kind):
            raise self._wrong(what)
        return self.value

    def _wrong(self, what: str) -> LawError:
        return LawError([Fault(self.row.file, self.row.line, self.row.id, self.at, "needs {what}", {"what": what})])
