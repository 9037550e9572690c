"""What stands in a slot of a text bank? What was typed, said in each language: a day in words, all else as it is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import translation

from operis.core.fields import Field, walk
from operis.core.kinds import DayKind, Reading
from operis.core.money import Fen
from operis.core.wording import LANGUAGES
from operis.documents.lawbook import calendar
from operis.documents.shown import language, shown
from operis.documents.textbank import Bank
from operis.strict_yaml import Scalar

CODES = {"zh": "zh-hans", "en": "en"}
DAY = "_date"
"""Slots of this ending hold a day."""


def in_languages(bank: Bank, typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """By language: what was typed, and our advice where nothing was."""
    given = {**bank.suggested(), **{name: value.strip() for name, value in typed.items() if value.strip()}}
    return {language: {name: _said(name, value, language) for name, value in given.items()} for language in LANGUAGES}


def _said(name: str, value: str, language: str) -> str:
    day = _day(value) if name.endswith(DAY) else None
    if day is None:
        return value
    with translation.override(CODES[language]):
        return str(shown(day))


def _day(value: str) -> date | None:
    reading = Reading(calendar().zone)
    day = DayKind().read(Scalar(value, plain=False, line=0), "", reading)
    return day if isinstance(day, date) and not reading.mistakes else None


def said_by_fields(record: object) -> dict[str, str]:
    """A small record as one text in both languages: each field that is filled, with its words."""
    said = {}
    for spoken, colon, mark in (("zh", "：", "；"), ("en", ": ", "; ")):
        with translation.override(CODES[spoken]):
            filled = ((one, getattr(record, one.attribute)) for one in walk(type(record)).values())
            said[spoken] = mark.join(
                f"{one.asked.label.within(spoken)}{colon}{_in_words(one, value)}" for one, value in filled if value is not None
            )
    return said


def _in_words(field: Field, value: Any) -> str:
    words = dict(field.asked.choices).get(value) if isinstance(value, str) else None
    if words is not None:
        return words.within(language())
    unit = field.asked.unit.within(language()) if field.asked.unit else ""
    return str(shown(value)) if isinstance(value, Fen) or not unit else f"{shown(value)} {unit}"
