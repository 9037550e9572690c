"""Which law does this installation read?"""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from operis.core.calendar import Calendar
from operis.law.book import PACK, Book, Law
from operis.law.lint import load_sound_book


def book() -> Book:
    """The law of the folder in OPERIS_LAW, or our own; read once by each process, LawError with every fault."""
    return _book(settings.OPERIS_LAW)


@cache
def _book(folder: str) -> Book:
    return load_sound_book(Path(folder) if folder else None)


def calendar() -> Calendar:
    return _calendar(settings.OPERIS_LAW)


@cache
def _calendar(folder: str) -> Calendar:
    return Calendar.of(_book(folder), pack=PACK)


def law(day: date) -> Law:
    """The law of a day, for the whole country."""
    return Law(book(), PACK, act_day=day)
