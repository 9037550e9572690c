"""What do questions tell: how many were asked in a procurement, and what one of them asks? Never by whom."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.dockets import locked


@dataclass(frozen=True)
class QuestionsAsked:
    """How many questions there are in a procurement by now."""

    count: int


@dataclass(frozen=True)
class Question:
    """One of them, as everyone who has to answer reads it."""

    no: int
    asked_on: date
    text: Wording


@dataclass(frozen=True)
class Mention:
    """A supplier on file that a text names: by its name as names are compared, or by its code."""

    key: str
    name: str
    typed: str


@dataclass(frozen=True)
class Mentions:
    """Whom a question, or what all would read of it and of its answer, names; who asked is not among what this tells."""

    found: tuple[Mention, ...]


def _read_by_all(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """The number of the question where it is read as it was asked, and the texts."""
    question, restated, answer = (field_of(asked, name) for name in ("question", "restated", "answer"))
    number = question if isinstance(question, str) and restated is None else ""
    said = [text for one in (question, restated, answer) if isinstance(one, Wording) for _language, text in one]
    return (number, *said) if number or said else None


def _procurement(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    number = field_of(asked, "procurement")
    return (number.upper(),) if number else None


def _number(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    number = field_of(asked, "question")
    return (number,) if number else None


questions_asked = Fact("questions_asked", QuestionsAsked, key=_procurement, lock=lambda key: locked.one("questions", key[0]), kept=False)
# What is asked is carried by the answer, as it is to be read; more of it belongs into no entry that everyone reads.
question = Fact("question", Question, key=_number, kept=False, unlocked="A question never changes; its answer stands where it is given.")
mentions = Fact("mentions", Mentions, key=_read_by_all, kept=False, unlocked="Who is on file a moment later was not named in it.")
