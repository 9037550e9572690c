"""How do people write a day or a time, on whatever keyboard, and what did they mean?"""

import re
import unicodedata
from datetime import date, datetime

YEARS = range(1900, 3000)  # outside of these it is a slip of the pen, and counting days from it would leave the calendar
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_CLOCK = re.compile(r"[T 日][0-9]")
_TIME = re.compile(r"(?P<day>[^T 日]+)[T 日](?P<hour>[0-9]{1,2})[:时点](?P<minute>[0-9]{2})分?")
_SIGNS = re.compile(r"\s*([年月日时点分])\s*")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def folded(text: str) -> str:
    """As it was meant, where it was typed on another keyboard: full-width signs, wide blanks and every dash as the plain ones."""
    return _DASHES.sub("-", unicodedata.normalize("NFKC", text)).strip()


def without_gaps(text: str) -> str:
    """Folded, with no blanks around the signs of a date."""
    return _SIGNS.sub(r"\1", folded(text))


def has_time(text: str) -> bool:
    return _CLOCK.search(text) is not None


def day_of(text: str) -> date:
    """The day as people write it; ValueError for what is none, or lies in no year that can be meant."""
    found = _DAY.fullmatch(without_gaps(text))
    if found is None or int(found[1]) not in YEARS:
        raise ValueError(text)
    return date(int(found[1]), int(found[2]), int(found[3]))


def moment_of(text: str) -> datetime:
    """Day and time; ValueError where either is missing: a day alone is no moment."""
    people = _TIME.fullmatch(text)
    if people is not None:
        return datetime.fromisoformat(f"{day_of(people['day'])}T{people['hour']:>02}:{people['minute']}")
    moment = datetime.fromisoformat(text.replace(" ", "T"))
    if moment.year not in YEARS or not has_time(text):
        raise ValueError(text)
    return moment
