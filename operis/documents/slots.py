"""What stands in a slot of a text bank? What was typed, said in each language: a day in words, all else as it is."""

from collections.abc import Mapping
from datetime import date

from django.utils import translation

from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.core.wording import LANGUAGES
from operis.documents.lawbook import calendar
from operis.documents.shown import shown
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
