"""How is a value shown in the reader's language: a day, a moment, money, a period, a word of the law?

Dates are absolute and moments name their zone; money has its unit; nothing is shown as a bare code where there are words for it.
"""

from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from operis.core.findings import FactValue
from operis.core.money import Fen, grouped
from operis.core.wording import Slug, Wording
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.law.book import Period, Text

GROUPED_MIN = 10_000
"""Smaller whole numbers carry no comma: they may be years."""


def language() -> str:
    """The language of the page as rows and records know it: en or zh."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


def text(value: Text) -> str:
    return value.said(language())


def day(value: date) -> str:
    return date_format(value, _("j F Y"))


def month(value: str) -> str:
    """A month as it was planned, like 2026-03; else as it was written."""
    year, _dash, number = value.partition("-")
    fits = len(year) == 4 and year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12
    return date_format(date(int(year), int(number), 1), _("F Y")) if fits else value


def day_named(value: date) -> str:
    """With the day of the week."""
    return _("{day}, {weekday}").format(day=day(value), weekday=date_format(value, "l"))


def moment(value: datetime) -> str:
    """In the pack's zone, with the name of the zone."""
    local = calendar().local(value)
    return _("{day}, {time} ({zone})").format(day=day(local.date()), time=f"{local:%H:%M}", zone=zone())


def exactly(value: datetime) -> str:
    """The same to the second that had begun, where seconds decide."""
    local = calendar().local(value)
    return _("{day}, {time} ({zone})").format(day=day(local.date()), time=f"{local:%H:%M:%S}", zone=zone())


def zone() -> str:
    key = calendar().zone.key
    return {"Asia/Shanghai": _("Beijing time"), "Europe/Brussels": _("Brussels time")}.get(key, key)


def money(value: int) -> str:
    return _("CNY {amount}").format(amount=grouped(value))


def amount(value: int) -> str:
    """Yuan with two places, the thousands apart; which money it is stands in the heading."""
    return grouped(value)


def length(value: Period) -> str:
    """The length alone: 20 days."""
    n = value.length
    match value.unit:
        case "day":
            words = ngettext("{n} day", "{n} days", n)
        case "working-day":
            words = ngettext("{n} working day", "{n} working days", n)
        case "month":
            words = ngettext("{n} month", "{n} months", n)
        case "year":
            words = ngettext("{n} year", "{n} years", n)
        case _:
            words = ngettext("{n} minute", "{n} minutes", n)
    return words.format(n=n)


def period(value: Period) -> str:
    """The length with its bound: at least 20 days."""
    match value.bound:
        case "min":
            return _("at least {length}").format(length=length(value))
        case "max":
            return _("at most {length}").format(length=length(value))
    return length(value)


def number(value: int | Decimal) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return f"{value:,}" if value >= GROUPED_MIN else str(value)


def words(slugs: tuple[str, ...]) -> str:
    return _(", ").join(label(slug, language()) for slug in slugs)


def shown(value: FactValue) -> str:
    """Any fact of a finding, by its type."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case Fen():
            return money(value)
        case int() | Decimal():
            return number(value)
        case Period():
            return period(value)
        case Slug():
            return label(value, language())
        case Wording():
            return value.within(language())[1]
        case tuple():
            return words(value)
    return value


def lasting(months: int, extension: int | None) -> str:
    """How long a contract lasts, with what it may be extended by: both are weighed as one, and both are told."""
    own = ngettext("{n} month", "{n} months", months).format(n=months)
    if not extension:
        return own
    more = ngettext("{n} month", "{n} months", extension).format(n=extension)
    return _("{months}, and up to {more} more if it is extended").format(months=own, more=more)
