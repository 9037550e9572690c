"""Which questions were asked in a procurement? Their rows say what, and never by whom."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Model, Q, QuerySet, TextField, Value

from operis.core.calendar import Calendar
from operis.core.wording import Wording
from operis.dockets.file.facts import folded, plain_name
from operis.dockets.representation.facts import Mention, Mentions, Question, QuestionsAsked
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
    if not _is_number(key[0]):
        return None
    row = one_of(models.Question, procurement=docket or "", no=int(key[0]))
    return None if row is None else Question(row.no, row.asked_on, wording(row))


CODE = re.compile(r"(?=([0-9A-Z]{18}))")


def mentions_in(key: Key, docket: str | None) -> Mentions | None:
    """The suppliers whose names or codes stand in these texts, and in the question of that number."""
    number, *texts = key
    asked = models.Question.objects.filter(procurement=docket or "", no=int(number)).first() if _is_number(number) else None
    texts += [asked.text_zh, asked.text_en] if asked is not None else []
    typed = plain_name(" / ".join(texts))
    codes = {code for text in texts for code in CODE.findall("".join(folded(text).split()))}
    by_name = (Q(typed__contains=F("plain_zh")) & ~Q(plain_zh="")) | (Q(typed__contains=F("plain_en")) & ~Q(plain_en=""))
    said: Any = Value(typed, output_field=TextField())
    rows = models.Party.objects.filter(party="supplier").annotate(typed=said).filter(by_name | Q(code__in=codes)).order_by("key")
    found = tuple(mention for row in rows for mention in _mentioned(row, typed, codes))
    return Mentions(found) if found else None


def _mentioned(row: models.Party, typed: str, codes: set[str]) -> Iterator[Mention]:
    for name, plain in ((row.name_zh, row.plain_zh), (row.name_en, row.plain_en)):
        if plain and plain in typed:
            yield Mention(row.key, name, plain)
    if row.code in codes:
        yield Mention(row.key, row.code, row.code)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= NUMBER_DIGITS


def wording(row: models.Question) -> Wording:
    return Wording(zh=row.text_zh or None, en=row.text_en or None)


def waiting(procurement: str, answered: tuple[int, ...]) -> "QuerySet[models.Question]":
    """Those without an answer, the longest waiting first."""
    return models.Question.objects.filter(procurement=procurement.upper()).exclude(no__in=answered).order_by("no")


NUMBER_DIGITS = 6
