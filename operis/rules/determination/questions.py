"""What is asked, which answers fit, and where does each answer push?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from operis.core.fields import Answers
from operis.core.kinds import LARGEST
from operis.law.book import Row, Text
from operis.rules.determination.said import Said

V = TypeVar("V")
Answer = bool | int | str
NUMBER = "number"  # the data's word for a question that takes a whole number
ALL = "all"  # the data's word for a question that every pack asks


@dataclass(frozen=True, slots=True)
class Band(Generic[V]):
    """What holds for the whole numbers from `low` to `high`; an open end is None."""

    low: int | None
    high: int | None
    value: V

    def fits(self, number: int) -> bool:
        return (self.low is None or self.low <= number) and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class Scale(Generic[V]):
    """A value for each answer: by the word, or by the first band that the number fits."""

    by_word: Mapping[str, V]
    bands: tuple[Band[V], ...]

    def of(self, answer: Answer) -> V | None:
        if isinstance(answer, int) and not isinstance(answer, bool):
            return next((band.value for band in self.bands if band.fits(answer)), None)
        return self.by_word.get(key(answer))

    def all(self) -> tuple[V, ...]:
        return (*self.by_word.values(), *(band.value for band in self.bands))

    def edges(self) -> tuple[int, ...]:
        """The numbers on both sides of each border between bands."""
        low = [edge for band in self.bands if band.low is not None for edge in (band.low, band.low - 1)]
        high = [edge for band in self.bands if band.high is not None for edge in (band.high, band.high + 1)]
        return tuple(dict.fromkeys(edge for edge in (*low, *high) if edge >= 0))


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    row: Row
    section: str
    why: Text
    example: Text
    choices: tuple[bool | str, ...]
    """The answers that fit, beside "unknown"; none: any whole number."""
    labels: Mapping[str, Text]
    points: Scale[int]
    pulls: Scale[str]
    raises: Mapping[str, str]
    """Which answer raises which flag."""
    decisive: bool
    taken: bool
    """Whether the answer counts in this pack."""
    own: bool
    """Whether it is this pack's question, or one for all."""
    cites: tuple[str, ...]

    def fits(self, answer: Answer) -> bool:
        if self.choices:
            return among(answer, self.choices)
        return isinstance(answer, int) and not isinstance(answer, bool) and 0 <= answer <= LARGEST

    def values(self) -> tuple[Answer, ...]:
        """Every answer that can make a difference."""
        return self.choices or self.points.edges()

    def label(self, answer: Answer) -> Text:
        return self.labels.get(key(answer), Text(str(answer), str(answer)))


When = tuple[tuple[str, tuple[bool | str, ...]], ...]
"""A condition: each question with the answers of which one must be given."""


def key(answer: Answer) -> str:
    """An answer as data names it: true and false are words there."""
    return str(answer).lower() if isinstance(answer, bool) else str(answer)


def among(answer: Answer | None, values: tuple[bool | str, ...]) -> bool:
    """Python takes 1 for True; an answer of 1 is no yes."""
    return any(type(answer) is type(value) and answer == value for value in values)


def met(when: When, answers: Answers) -> bool:
    return all(among(answers.get(question), values) for question, values in when)


def read_when(said: Said) -> When:
    return tuple((question, tuple(value.choice() for value in values.each())) for question, values in said.items())


def read_question(row: Row, pack: str, takes: tuple[str, ...], common: Mapping[str, Text]) -> Question:
    """`takes`: whose questions count in this pack; `common`: the words for yes, no and don't know."""
    said = Said.of(row)
    belongs_to = {*said["jurisdictions"].words()}
    labels, weights, flags = said.get("labels"), said.get("weights"), said.get("flag") or said.get("note")
    number = said["answers"].value == NUMBER
    return Question(
        id=row.id,
        row=row,
        section=said["section"].word(),
        why=said["why"].both(),
        example=said["example"].both(),
        choices=() if number else tuple(value.choice() for value in said["answers"].each()),
        labels={**common, **({word: label.both() for word, label in labels.items()} if labels else {})},
        points=_points(weights) if weights else Scale({}, ()),
        pulls=_pulls(said["pull"]),
        raises={word: flag.word() for word, flag in flags.items()} if flags else {},
        decisive=said["decisive"].yes(),
        taken=bool(belongs_to & {ALL, *takes}),
        own=bool(belongs_to & {ALL, pack}),
        cites=said["cites"].words(),
    )


def _points(said: Said) -> Scale[int]:
    if isinstance(said.value, list):
        return Scale({}, tuple(Band(*_ends(band), band["weight"].whole()) for band in said.each()))
    return Scale({word: points.whole() for word, points in said.items()}, ())


def _pulls(said: Said) -> Scale[str]:
    if isinstance(said.value, list):
        return Scale({}, tuple(Band(*_ends(band), band["to"].word()) for band in said.each()))
    return Scale({word: to.word() for word, to in said.items()}, ())


def _ends(band: Said) -> tuple[int | None, int | None]:
    low, high = band.get("min"), band.get("max")
    return low.whole() if low else None, high.whole() if high else None
