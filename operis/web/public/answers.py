"""What does the county buy, who gets it, what was refused, what is late? Each question on a page: picture, table, files."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.documents.lawbook import calendar
from operis.documents.said import said
from operis.documents.shown import language
from operis.figures import money
from operis.figures.answers import ANSWERS, Answer, Part
from operis.figures.remembered import remembered
from operis.figures.scope import Scope, services
from operis.figures.tables import Figures
from operis.registers import models
from operis.web.components.errors import Wrong
from operis.web.components.links import Link
from operis.web.public.drawing import Shown, shown
from operis.web.public.taking import cannot, csv_of, json_of
from operis.web.reading.lists import Choice, named, query, typed

YEAR_DIGITS = 4
FORMS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as they were typed, what they ask for, and what cannot be read."""

    values: dict[str, str]
    scope: Scope
    wrong: list[Wrong]


def asked(request: HttpRequest, filters: tuple[str, ...]) -> Asked:
    values = typed(request.GET, ("year", *filters))
    today = calendar().day(clock.now())
    year, wrong = values["year"], []
    if year and not (year.isascii() and year.isdecimal() and len(year) == YEAR_DIGITS and int(year)):
        wrong.append(Wrong("f-year", said("Write the year with four digits, like 2026, instead of “{given}”.", {"given": year})))
        year = ""
    scope = Scope(int(year or today.year), today, **{name: values[name] for name in filters})
    if scope.body and not models.Party.objects.filter(key=scope.body, party="body").exists():
        wrong.append(Wrong("f-body", said("“{given}” is none of the choices here. Choose one of the list.", {"given": scope.body})))
    if scope.service and scope.service not in services().items:
        wrong.append(Wrong("f-service", said("“{given}” is none of the choices here. Choose one of the list.", {"given": scope.service})))
    return Asked(values, scope, wrong)


@require_safe
def answers_page(request: HttpRequest) -> HttpResponse:
    return render(request, "web/public/answers.html", {"answers": ANSWERS.values(), "crumbs": [(reverse("home"), _("Home"))]})


@require_safe
def answer_page(request: HttpRequest, slug: str) -> HttpResponse:
    answer = answer_or_404(slug)
    own = asked(request, answer.filters)
    parts = () if own.wrong else tuple(drawn(answer, part, own) for part in answer.parts)
    return render(request, "web/public/answer.html", {
        "answer": answer, "parts": parts, "values": own.values, "errors": own.wrong, "year": own.scope.year,
        "wrong": {one.field.removeprefix("f-"): one.says for one in own.wrong}, "years": years(own), "bodies": bodies(own, answer),
        "services": offered(own, answer), "feed": f"{reverse('answer-feed', args=[slug])}{'' if own.wrong else query(own.values, year='')}",
        "leads": [ANSWERS[one] for one in answer.leads],
        "more_answers": [one for one in ANSWERS.values() if one is not answer],
        "crumbs": [(reverse("home"), _("Home")), (reverse("answers"), _("The county in figures"))],
    }, status=422 if own.wrong else 200)  # fmt: skip


def answer_or_404(slug: str) -> Answer:
    if (answer := ANSWERS.get(slug)) is None:
        raise Http404(slug)
    return answer


def drawn(answer: Answer, part: Part, own: Asked) -> Shown:
    figures = remembered(part.figures, own.scope)
    values = own.values | {"year": f"{own.scope.year}"}
    at, narrowed = [answer.slug, figures.slug], query(values)
    return shown(part, figures, tuple(Link(form.upper(), f"{reverse(f'answer-{form}', args=at)}{narrowed}") for form in FORMS))


def years(own: Asked) -> list[Choice]:
    listed = sorted({*money.years(), own.scope.today.year, own.scope.year}, reverse=True)
    return [Choice(f"{one}", f"{one}", one == own.scope.year) for one in listed]


def bodies(own: Asked, answer: Answer) -> list[Choice]:
    if "body" not in answer.filters:
        return []
    bought = models.Docket.objects.filter(kind="procurement", body=OuterRef("key"))
    names = {one.key: one for one in models.Party.objects.filter(Exists(bought), party="body")}
    choices = [Choice(key, named(names, key).words, key == own.scope.body) for key in names]
    return sorted(choices, key=lambda one: (one.words, one.value))


def offered(own: Asked, answer: Answer) -> list[Choice]:
    """The services that the directory names."""
    if "service" not in answer.filters:
        return []
    known = services()
    codes = sorted({known.of(code) for code in known.items} - {""})
    return [Choice(code, known.named(code).within(language()), code == own.scope.service) for code in codes]


@require_safe
def answer_csv(request: HttpRequest, slug: str, figures: str) -> HttpResponseBase:
    found = _figures(request, slug, figures)
    return found if isinstance(found, HttpResponse) else csv_of(found.slug, found.fields, found.plain())


@require_safe
def answer_json(request: HttpRequest, slug: str, figures: str) -> HttpResponse:
    found = _figures(request, slug, figures)
    return found if isinstance(found, HttpResponse) else json_of({"figures": found.slug, "results": [dict(one) for one in found.plain()]})


def _figures(request: HttpRequest, slug: str, name: str) -> Figures | HttpResponse:
    answer = answer_or_404(slug)
    own = asked(request, answer.filters)
    if own.wrong:
        return cannot(request, own.wrong)
    for part in answer.parts:
        found = remembered(part.figures, own.scope)
        if found.slug == name:
            return found
    raise Http404(name)


def addresses() -> list[URLPattern]:
    return [
        path("answers/", answers_page, name="answers"),
        path("answers/<str:slug>/", answer_page, name="answer"),
        path("answers/<str:slug>/<str:figures>.csv", answer_csv, name="answer-csv"),
        path("answers/<str:slug>/<str:figures>.json", answer_json, name="answer-json"),
    ]
