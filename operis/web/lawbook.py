"""Which law does this site read, and what day is it there?"""

from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from operis import clock
from operis.core.calendar import Calendar
from operis.law.book import Book, Law
from operis.law.lint import load_sound_book

PACK = "cn"


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


def today() -> date:
    """The day in the pack's zone, whatever the zone of the machine."""
    return calendar().day(clock.now())


def law(day: date | None = None) -> Law:
    """The law of a day, of today where none is given; for the whole country."""
    return Law(book(), PACK, act_day=day or today())
