"""How are the shared parts drawn? One tag and one template for each, and filters that show a value in the reader's language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.decider import NOT_YOURS
from operis.core.findings import REFUSED, Ground
from operis.documents import shown
from operis.documents.labels import label as label_of
from operis.documents.lawbook import book
from operis.documents.names import by_name
from operis.documents.said import finding_do, finding_says
from operis.figures.tables import Name
from operis.law.book import Period, Row, Text
from operis.web.components.errors import Wrong
from operis.web.components.facts import FactRow
from operis.web.components.seal import Seal
from operis.web.components.spine import Line, folded
from operis.web.components.status import Status
from operis.web.components.strip import Strip
from operis.web.components.why import Why

register = template.Library()

FOREIGN = re.compile(r"\bFAR\b|Federal Acquisition Regulation")
"""What our own rules are compared with, and what binds nobody here."""
NUMBERED = re.compile(r"[A-Z][A-Z0-9-]*\d[A-Za-z0-9]*")
"""What tells a reader which row it is; a word of the program does not."""
FAR = 2
"""So many pages from an end, that end has its own link."""


@register.inclusion_tag("web/components/cite.html", takes_context=True)
def cite(context: Context, row: Row) -> dict[str, Any]:
    """A chip with instrument and article that leads to the rule's page; a text without articles is told by the number of its row.

    The foot of the page says once what it means where the article is missing.
    """
    if not row.compared and (request := getattr(context, "request", None)) is not None:
        request.uncompared = True
    words = row.cite(shown.language())
    compared = bool(FOREIGN.search(row.cite("en")) or (row.article and FOREIGN.search(row.article.en)))
    if compared:
        words = _("{citation}, comparison only").format(citation=words)
    numbered = not row.article and not row.instrument.legal and NUMBERED.fullmatch(row.id)
    return {"words": f"{words} {row.id}" if numbered else words, "compared": compared, "url": reverse("rule", args=[row.id])}


@register.simple_tag
def name(one: Name) -> SafeString | str:
    """A name in the reader's language, else in the other one and marked as such."""
    written = shown.language()
    words, other = (one.zh, one.en) if written == "zh" else (one.en, one.zh)
    return words or format_html('<span lang="{}">{}</span>', "en" if written == "zh" else "zh-Hans", other)


@register.inclusion_tag("web/components/cite.html", takes_context=True)
def cite_id(context: Context, id: str) -> dict[str, Any]:
    """The same for a row known by its number."""
    return cite(context, book().rows[id])


@dataclass(frozen=True, slots=True)
class Shown:
    """A ground in words, with its row as it was on the day."""

    says: SafeString
    do: SafeString
    row: Row
    asks: bool = True
    """Whether the words of the row say why: of a step of another office the row only tells where it stands."""
    more: tuple[Row, ...] = ()
    """Other rows that ask for the very same."""

    @property
    def line(self) -> SafeString:
        """Both in a row; between Chinese sentences there is no space."""
        return format_html("{}{}{}", self.says, "" if shown.language() == "zh" else " ", self.do)


def _shown(ground: Ground) -> Shown:
    row = book().rows[ground.row].at(ground.row_day)
    finding = by_name(ground.finding)
    return Shown(finding_says(finding), finding_do(finding), row, asks=ground.check != NOT_YOURS)


@register.inclusion_tag("web/components/why.html")
def why(refusal: Why) -> dict[str, Any]:
    """What cannot happen and every reason for it; what was only noticed comes after."""
    return {
        "why": refusal,
        "refused": _once(_shown(ground) for ground in refusal.grounds if ground.severity == REFUSED),
        "noticed": _once(_shown(ground) for ground in refusal.grounds if ground.severity != REFUSED),
    }


def _once(grounds: Iterable[Shown]) -> list[Shown]:
    """The same sentence once, with every rule under which it was found."""
    told: dict[tuple[str, str], Shown] = {}
    for one in grounds:
        first = told.setdefault((one.says, one.do), one)
        if first is not one:
            told[one.says, one.do] = replace(first, more=(*first.more, one.row))
    return list(told.values())


@register.inclusion_tag("web/components/ground.html")
def ground(one: Ground) -> dict[str, Any]:
    """One thing that was found, in a line."""
    return {"ground": _shown(one)}


@register.inclusion_tag("web/components/grounds.html")
def grounds(some: Iterable[Ground]) -> dict[str, Any]:
    """Lines of a list: the same sentence once, with every rule under which it was found."""
    return {"grounds": _once(map(_shown, some))}


@register.inclusion_tag("web/components/spine.html")
def spine(acts: Sequence[Line], heading: int = 3) -> dict[str, Any]:
    """The timeline; `heading` is the level of the acts' titles on this page."""
    return {"acts": folded(acts), "h": f"h{heading}"}


@register.inclusion_tag("web/components/pages.html", takes_context=True)
def pages(context: dict[str, Any], page: Page[Any]) -> dict[str, Any]:
    """To the other pages of a list, each with the filters that are set."""
    request, most = context["request"], page.paginator.num_pages
    set_ = [(name, value) for name, value in request.GET.items() if name != "page" and value]

    def to(number: int) -> str:
        return f"{request.path}?{urlencode([*set_, ('page', number)])}" if 1 <= number <= most else ""

    return {
        "several": most > 1, "page": page, "before": to(page.number - 1), "after": to(page.number + 1),
        "first": to(1) if page.number > FAR else "", "last": to(most) if page.number <= most - FAR else "",
    }  # fmt: skip


@register.inclusion_tag("web/components/docket.html")
def docket(strip: Strip) -> dict[str, Any]:
    return {"strip": strip}


@register.inclusion_tag("web/components/seal.html")
def seal(seal: Seal) -> dict[str, Any]:
    return {"seal": seal, "mark": "封"}


@register.inclusion_tag("web/components/tag.html")
def tag(status: Status) -> dict[str, Any]:
    return {"status": status}


@register.inclusion_tag("web/components/errors.html")
def errors(lines: Sequence[Wrong]) -> dict[str, Any]:
    return {"lines": lines}


@register.inclusion_tag("web/components/facts.html")
def facts(rows: Sequence[FactRow]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("web/components/time.html")
def when(at: datetime | date) -> dict[str, Any]:
    """A `time` element: absolute, with the zone where it is a moment."""
    if isinstance(at, datetime):
        return {"machine": at.isoformat(timespec="seconds"), "words": shown.moment(at)}
    return {"machine": f"{at:%Y-%m-%d}", "words": shown.day(at)}


@register.filter
def said(text: Text) -> str:
    """A text of the law in the language of the page."""
    return shown.text(text)


@register.filter
def label(slug: str) -> str:
    return label_of(slug, shown.language())


@register.filter
def day(value: date) -> str:
    return shown.day(value)


@register.filter
def day_named(value: date) -> str:
    return shown.day_named(value)


@register.filter
def money(value: int) -> str:
    return shown.money(value)


@register.filter
def number(value: int) -> str:
    return shown.number(value)


@register.filter
def period(value: Period) -> str:
    return shown.period(value)


@register.filter
def citation(row: Row) -> str:
    """Instrument and article, in the language of the page."""
    return row.cite(shown.language())
