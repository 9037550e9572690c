"""Which matters does the text that this software implements name, which rules settle each today, and where is it done here?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from operis.law.book import Row
from operis.web.frame import MORE, NAVIGATION
from operis.web.lawbook import law


@dataclass(frozen=True, slots=True)
class Matter:
    """`line` is the row of the source text, `rows` what settles it today, `page` the name of its page here."""

    title: Promise
    line: str
    rows: tuple[str, ...]
    page: str


SIX: Sequence[Matter] = (
    Matter(_("Quota: from which amount the procurement law applies"), "SRC-06", ("GPL-08", "GPL-02a", "REG-04", "REG-28"), "rules"),
    Matter(_("Open-tender amount: from which amount open tendering is the rule"), "SRC-06", ("GPL-27", "GPL-28", "REG-23"), "rules"),
    Matter(_("Method review: another method is approved before the notice"), "SRC-07", ("GPL-27", "REG-23", "REG-78"), "method-review"),
    Matter(
        _("Disclosure: what is published, where, and for how long"),
        "SRC-08",
        ("GPL-11", "REG-08", "O101-03", "INT-01", "REG-43d"),
        "notices",
    ),
    Matter(
        _("Queries: a supplier asks the purchaser to put something right"), "SRC-09", ("GPL-52", "GPL-53", "O94-10", "O94-13"), "queries"
    ),
    Matter(_("Complaints: a supplier turns to the finance department"), "SRC-09", ("GPL-55", "GPL-56", "O94-17", "O94-26"), "complaints"),
)
OTHERS: Sequence[Matter] = (
    Matter(_("What a purchase of services is"), "SRC-01", ("O102-02", "O102-09", "O102-11"), "services-or-posts"),
    Matter(_("What service posts are"), "SRC-02", ("POST-M4",), "services-or-posts"),
    Matter(_("Posts belong to the establishment of a public institution"), "SRC-03", ("POST-M5", "POST-1"), "services-or-posts"),
    Matter(_("Posts need an open recruitment examination, services do not"), "SRC-04", ("POST-S1",), "posts"),
    Matter(_("How the provider is chosen"), "SRC-05", ("GPL-26", "O102-17", "O102-19"), "notices"),
    Matter(_("The implementation plan, filed after the budget is issued"), "SRC-10", ("REG-29", "O102-16", "N87-03a"), "plans"),
    Matter(_("The notice: content, scale, qualification, materials"), "SRC-11", ("PM14-18b", "O87-13", "CC-07"), "notices"),
    Matter(_("The contract and its five forms"), "SRC-12", ("GPL-43", "GPL-44", "GPL-46", "O102-22"), "contracts"),
    Matter(_("What the contract says"), "SRC-13", ("O102-23",), "contracts"),
)


@dataclass(frozen=True, slots=True)
class Item:
    title: Promise
    line: Row
    rows: tuple[Row, ...]
    url: str
    """Empty where the page is not there yet."""
    page: str | Promise
    """What the page is called in the menu."""


@require_safe
def six_matters(request: HttpRequest) -> HttpResponse:
    return render(request, "web/public/six_matters.html", {"six": _items(SIX), "lines": _items(OTHERS)})


def _items(matters: Sequence[Matter]) -> list[Item]:
    now = law()
    menu = dict((*NAVIGATION, *MORE))
    return [
        Item(one.title, now.row(one.line), tuple(now.row(id) for id in one.rows), _page(one.page), menu.get(one.page, one.title))
        for one in matters
    ]


def _page(name: str) -> str:
    """The address, once a page has this name."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""  # the page says "comes later" instead of leading nowhere
