"""What does the county buy, from whom, for how much, what was refused, what is late? The county in one look, each answer a picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis import clock
from operis.documents.lawbook import calendar
from operis.documents.shown import amount, day, number
from operis.figures import late, money, needs, refused, results
from operis.figures.answers import ANSWERS, Answer, Part
from operis.figures.remembered import remembered
from operis.figures.scope import Scope
from operis.figures.tables import Figures, Name, Value
from operis.figures.winners import share
from operis.ledger import read
from operis.registers import models
from operis.web.components.links import Link
from operis.web.pictures.scale import percent
from operis.web.public.drawing import Shown, cell, shown

NEWEST, ROWS, OPEN = 5, 6, 10
"""So many results, and so many rows of a picture, stand on the first page; behind it stand all."""
WEEK = 7
FULL = Decimal(92)
"""In percent: what the longest time left is drawn to."""


@dataclass(frozen=True, slots=True)
class Open:
    """A notice for which bids are taken: how long still, and whether somebody new can come in."""

    title: Name
    body: Name
    budget: str
    left: str
    closes: str
    free: bool
    until: str
    given: str
    limited_x: str
    limited: str
    weeks: tuple[str, ...]
    held: bool
    """Whether its bids are sealed to key holders."""


@dataclass(frozen=True, slots=True)
class Result:
    title: Name
    lot: str
    winner: Name
    amount: str
    share: Decimal | None
    bids: int
    out: int
    published: str
    several: bool


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    today = calendar().day(now)
    scope = Scope(today.year, today)
    count, free = results.counted_open(now, today)
    return render(request, "web/public/home.html", {
        "year": today.year, "open": opened(results.open_now(now, scope, OPEN)), "open_count": count, "free": free,
        "entries": number(read.size()),
        "stream": picture("from-need-to-payment", scope), "gone": turned(scope), "by_service": picture("what-is-bought", scope),
        "by_body": picture("what-is-bought", scope, 1), "results": newest(remembered(newest_results, scope)),
        "count": len(remembered(results.results, scope).rows), "by_rule": picture("refused", scope), "late_now": picture("late", scope),
        **remembered(counted, scope),
    })  # fmt: skip


def newest_results(scope: Scope) -> Figures:
    return results.results(scope, NEWEST)


def counted(scope: Scope) -> dict[str, object]:
    """The figures that come first."""
    signed = [one.fen for one in money.commitments(scope) if one.signed]
    budget = money.budget_fen(scope)
    yuan, _point, rest = amount(sum(signed)).partition(".")
    return {
        "paid": (yuan, rest), "contracts": len(signed), "of_budget": share(sum(signed), budget) if budget else None,
        "refused": refused.refusals(scope).count(), "rules": len(remembered(refused.by_rule, scope).rows),
        "late": len(remembered(late.duties, scope).rows),
    }  # fmt: skip


def whole(value: Value) -> int:
    return value if isinstance(value, int) else 0


def picture(slug: str, scope: Scope, place: int = 0) -> Shown:
    """One figure of an answer, its first rows alone drawn and listed."""
    answer: Answer = ANSWERS[slug]
    part: Part = answer.parts[place]
    figures = remembered(part.figures, scope)
    first = Figures(figures.slug, figures.words, figures.columns, figures.rows[:ROWS], figures.whole)
    files = (Link("CSV", f"{reverse('answer-csv', args=[slug, figures.slug])}?year={scope.year}"),)
    return shown(part, first, files, of=len(figures.rows))


def turned(scope: Scope) -> str:
    """What was asked for and is no service, in a sentence."""
    found = remembered(needs.turned_down, scope)
    said = _("; ").join(f"{cell(found.columns[0], row[0]).words}: {row[1]}" for row in found.rows)
    count = sum(whole(row[1]) for row in found.rows)
    words = ngettext("{count} never became a purchase: {said}.", "{count} never became a purchase: {said}.", count)
    return words.format(count=count, said=said) if said else ""


def opened(figures: Figures) -> list[Open]:
    found = []
    most = max((whole(row[4]) for row in figures.rows), default=0) or 1
    hours, said_today = _hours(_name(row[0]).key for row in figures.rows if not row[4]), _("today, {hour}")
    for title, body, budget, closes, left, until, given, held in figures.rows:
        days, free = whole(left), whole(given)
        shown_free = percent(min(free, days), most, FULL)
        found.append(Open(
            _name(title), _name(body), amount(whole(budget)) if budget is not None else _("not stated"),
            ngettext("{count} day", "{count} days", days).format(count=days) if days else said_today.format(hour=hours[_name(title).key]),
            _day(closes), free > 0, _day(until),
            shown_free, shown_free, percent(max(0, days - free), most, FULL) if days else "1.50",
            tuple(percent(each, most, FULL) for each in range(WEEK, most + 1, WEEK)), held == 1,
        ))  # fmt: skip
    return found


def _hours(closing_today: Iterable[str]) -> dict[str, str]:
    """When on this day they close; nothing is looked up where none does."""
    wanted = list(closing_today)
    found = models.Docket.objects.filter(number__in=wanted, closes__isnull=False).values_list("number", "closes") if wanted else ()
    return {number: f"{calendar().local(closes):%H:%M}" for number, closes in found if closes is not None}


def newest(figures: Figures) -> list[Result]:
    lots = [_name(row[0]).key for row in figures.rows]
    return [
        Result(_name(row[0]), _name(row[1]).key, _name(row[3]), amount(whole(row[4])), row[6] if isinstance(row[6], Decimal) else None,
               whole(row[7]), whole(row[8]), _day(row[9]), lots.count(_name(row[0]).key) > 1)
        for row in figures.rows
    ]  # fmt: skip


def _name(value: Value) -> Name:
    assert isinstance(value, Name)  # these columns hold names
    return value


def _day(value: Value) -> str:
    return day(value) if value is not None and not isinstance(value, Name | int | Decimal) else ""
