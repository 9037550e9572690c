"""Where is what somebody looks for? One page for everything that everyone may read, and what to do where nothing is found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from operis.core.wording import Wording
from operis.documents.kinds import kind_words
from operis.documents.searching.results import KINDS, SOME, Result, results, search
from operis.documents.shown import day, money
from operis.figures.scope import services
from operis.ledger.numbers import in_parts, kind_of
from operis.registers import models
from operis.registers.everywhere import HITS_MAX
from operis.web.components.errors import Wrong
from operis.web.components.links import Link
from operis.web.reading.lists import PAGE_ROWS, WORDS_MAX, Context, Heading, heading, place_asked, query, typed, wrong_words

FIELDS = ("q", "kind")
DAYS = {
    "planned": gettext_lazy("planned on {day}"), "noticed": gettext_lazy("notice of {day}"), "resulted": gettext_lazy("result of {day}"),
    "ended": gettext_lazy("ended without a result on {day}"), "signed": gettext_lazy("signed on {day}"),
    "published": gettext_lazy("published on {day}"),
}  # fmt: skip
"""What happened on the day that stands beside a result."""


@dataclass(frozen=True, slots=True)
class Line:
    """A result as it is shown."""

    kind: str
    url: str
    title: Heading
    about: Heading
    body: Heading
    amount: str
    day: str
    number: str


SEAL = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")
"""Who searches for a seal code wants to verify it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of results, how many there are of it, and the page that shows these alone."""

    words: str
    count: int
    url: str
    here: bool


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    values = typed(request.GET, (*FIELDS, "page"))
    words, kind, errors = values["q"], values["kind"], _wrong(values)
    context: Context = {"q": words[:WORDS_MAX], "kind": kind, "errors": errors}
    if words and not errors:
        found = search(words)
        kept = found.of(kind)
        paginator = Paginator(kept, PAGE_ROWS)
        place, errors = place_asked(values["page"], paginator.num_pages)
        page = paginator.page(place)
        context |= {
            "errors": errors, "asked": True, "page": page, "lines": [] if errors else [_line(one) for one in results(page)],
            "count": len(kept), "all": len(found.hits), "some": found.has == SOME, "instead": found.instead,
            "most": HITS_MAX if found.more else 0, "kinds": _kinds(values, found.counts),
            "last": query(values, page=f"{paginator.num_pages}"),
        }  # fmt: skip
    if SEAL.fullmatch(words.upper()):
        context["sealed"] = f"{reverse('verify')}{query({'code': words.upper()})}"
    if not errors:
        context["act"] = act_of(words)
    context["wrong"] = {one.field.removeprefix("f-"): one.says for one in errors}
    return render(request, "web/public/search.html", context, status=422 if errors else 200)


def act_of(words: str) -> Link | None:
    """The act whose number somebody typed, where everyone finds its docket and it has so many."""
    docket, no = in_parts(words) or ("", None)
    act = int(no or 0)
    if not act or not models.public_dockets().filter(number=docket, acts__gte=act).exists():
        return None
    return Link(f"{docket} {act}", f"{reverse('process', args=[docket])}#act-{act}")


def _wrong(values: Mapping[str, str]) -> list[Wrong]:
    errors = wrong_words(values["q"])
    if values["kind"] and values["kind"] not in KINDS:
        errors.append(Wrong("", _("There is no such kind of result. Take one of those below the box.")))
    return errors


def _kinds(values: Mapping[str, str], counts: Mapping[str, int]) -> list[Kind]:
    kinds = [("", _("Everything"), sum(counts.values())), *((one, str(words), counts[one]) for one, words in KINDS.items() if counts[one])]
    return [Kind(words, count, f"{reverse('search')}{query({'q': values['q'], 'kind': kind})}", kind == values["kind"])
            for kind, words, count in kinds]  # fmt: skip


def _line(one: Result) -> Line:
    hit = one.hit
    return Line(
        kind=_kind_words(one), url=_url(one), title=_heading(one.title), about=_heading(one.about), body=_heading(one.body),
        amount=_amount(one), day=DAYS[hit.since].format(day=day(hit.day)) if hit.day else "",
        number=one.number if hit.kind != "help" else "",
    )  # fmt: skip


def _amount(one: Result) -> str:
    if one.amount is None:
        return ""
    return (_("budget {amount}") if one.planned else _("contract amount {amount}")).format(amount=money(one.amount))


def _kind_words(one: Result) -> str:
    own = {"notice": _("Notice"), "plan": _("Plan"), "body": _("Body"), "supplier": _("Supplier"), "service": _("Service of the directory"),
           "rule": _("Rule"), "help": _("Help")}  # fmt: skip
    return own[one.hit.kind] if one.hit.kind in own else kind_words(kind_of(one.number) or "")


def _heading(text: Wording | None) -> Heading:
    return heading(text.zh or "", text.en or "") if text is not None else Heading("")


def _url(one: Result) -> str:
    hit = one.hit
    match hit.kind:
        case "notice":
            return reverse("notice", args=[one.number])
        case "body" | "supplier":
            return reverse(hit.kind, args=[hit.key])
        case "rule":
            return reverse("rule", args=[hit.key])
        case "help":
            return reverse("help-page", args=[hit.key])
        case "service":
            return reverse("service", args=[hit.key]) if hit.key in services().items else reverse("process", args=[hit.docket])
    return reverse("process", args=[one.number])
