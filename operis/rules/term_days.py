"""From which day to which does the service run, where the documents or the bid name them? And does the contract run so?"""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Wording
from operis.dockets.contract.facts import AwardFact, award
from operis.law.book import Row
from operis.rules.contracting import ContractCase, terms

MONTHS = {name.lower(): no for no, name in enumerate(calendar.month_name) if name}
NUMBERED = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})")
NAMED = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
MONTHS_IN_YEAR, PAIR = 12, 2


@check(
    "The contract runs from the day to the day that the documents and the bid name.",
    "履行期限起止日期与采购文件、投标（响应）文件载明的一致。",
)
def term_as_asked(case: ContractCase, row: Row) -> Iterator[Finding]:
    """A result that came late may move the days; both sides are told."""
    days = days_of(case.facts[award]) if award in case.facts else None
    if days is None:
        return
    text, (first, last) = terms(case), days
    if (text.starts, text.ends) != days:
        yield found(
            "The contract runs from {starts} to {ends}; documents and bid say {first} to {last}.",
            at="starts",
            do="Start on the day that they name, or say in a clause why it moves.",
            starts=text.starts,
            ends=text.ends,
            first=first,
            last=last,
        )


def days_of(known: AwardFact) -> tuple[date, date] | None:
    """The first and the last day, where a text of what was agreed names two that lie as far apart as the term is long."""
    named = (_two(text) for texts in known.agreed.values() for text in texts)
    return next((days for days in named if days is not None and _months(*days) == known.term_months), None)


def _two(text: Wording) -> tuple[date, date] | None:
    for _language, said in text:
        days = sorted({*_days(said)})
        if len(days) == PAIR:
            return days[0], days[-1]
    return None


def _days(said: str) -> Iterator[date]:
    for year, month, day in NUMBERED.findall(said):
        yield from _day(int(year), int(month), int(day))
    for day, name, year in NAMED.findall(said):
        yield from _day(int(year), MONTHS[name.lower()], int(day))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    if 1 <= month <= MONTHS_IN_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]:
        yield date(year, month, day)


def _months(first: date, last: date) -> int | None:
    """Whole months from the one to the other, both counted; none where it is not whole."""
    after = date.fromordinal(last.toordinal() + 1)
    return (after.year - first.year) * MONTHS_IN_YEAR + after.month - first.month if after.day == first.day else None
