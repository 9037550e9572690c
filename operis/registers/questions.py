"""Which questions were asked in a procurement? Their rows say what, and never by whom."""

from collections.abc import Iterator

from django.db.models import Model, QuerySet

from operis.core.calendar import Calendar
from operis.core.wording import Wording
from operis.dockets.representation.facts import Question, QuestionsAsked
from operis.dockets.representation.state import Representation
from operis.registers import models
from operis.registers.rows import one_of

Key = tuple[str, ...]


def of_representation(docket: str, state: Representation, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    made = state.made
    if made is not None:
        yield models.Question(
            docket=docket, procurement=made.procurement.upper(), no=made.no, asked_on=calendar.day(made.happened),
            answer_by=made.answer_by.day if made.answer_by else None, text_zh=made.question.zh or "", text_en=made.question.en or "",
        )  # fmt: skip


def questions_asked(key: Key, docket: str | None) -> QuestionsAsked | None:
    count = models.Question.objects.filter(procurement=key[0]).count()
    return QuestionsAsked(count) if count else None


def question_of(key: Key, docket: str | None) -> Question | None:
    """By its number in the procurement in which it is answered."""
    if not (key[0].isascii() and key[0].isdecimal()) or len(key[0]) > NUMBER_DIGITS:
        return None
    row = one_of(models.Question, procurement=docket or "", no=int(key[0]))
    return None if row is None else Question(row.no, row.asked_on, wording(row))


def wording(row: models.Question) -> Wording:
    return Wording(zh=row.text_zh or None, en=row.text_en or None)


def waiting(procurement: str, answered: tuple[int, ...]) -> "QuerySet[models.Question]":
    """Those without an answer, the longest waiting first."""
    return models.Question.objects.filter(procurement=procurement.upper()).exclude(no__in=answered).order_by("no")


NUMBER_DIGITS = 6
