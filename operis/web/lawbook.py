"""What day is it on this site, and which law holds on it?"""

from datetime import date

from operis import clock
from operis.documents.lawbook import calendar
from operis.documents.lawbook import law as law_of
from operis.law.book import Law


def today() -> date:
    """The day in the pack's zone, whatever the zone of the machine."""
    return calendar().day(clock.now())


def law(day: date | None = None) -> Law:
    """The law of a day, of today where none is given; for the whole country."""
    return law_of(day or today())
