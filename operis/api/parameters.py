"""Of which day and which place is the law that a program asks about? `on` and `law`, as on the command line."""

import re
from collections.abc import Mapping
from datetime import date

from operis.api.front import Call
from operis.api.problems import Wrong, malformed
from operis.api.schemas import law_pattern
from operis.core.calendar import Calendar
from operis.core.kinds import DayKind
from operis.core.reading import Reading
from operis.documents.lawbook import book, calendar
from operis.law.book import PACK, Law, parse_place
from operis.strict_yaml import Scalar


def day_asked(call: Call, asked: Mapping[str, str], errors: list[Wrong]) -> date:
    """The day of `on`, or today."""
    given = asked.get("on")
    found = DayKind().read(Scalar(given or "", False, 1), "", Reading(calendar().zone))
    if given is None:
        return call.today
    if isinstance(found, date) and f"{found}" == given:
        return found
    errors.append(Wrong("parameter", "on", "Write the day as year-month-day, like 2026-03-02, instead of “{given}”.", {"given": given}))
    return call.today


def law_asked(call: Call) -> Law:
    """The law of `law` on the day of `on`; a Problem that says all that is wrong with the two."""
    asked, errors = call.parameters("law", "on"), list[Wrong]()
    day, given = day_asked(call, asked, errors), asked.get("law", PACK)
    if not re.fullmatch(law_pattern().strip("^$"), given):
        says = "Write a pack, and where it matters place and level, like cn/41/county, instead of “{given}”."
        errors.append(Wrong("parameter", "law", says, {"given": given}))
    if errors:
        raise malformed(errors)
    pack, place, level = parse_place(given)
    return Law(book(), pack, place, level, act_day=day)


def calendar_of(law: Law) -> Calendar:
    return Calendar.of(law.book, pack=law.pack)
