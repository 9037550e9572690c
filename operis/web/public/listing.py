"""What does a short list need? What is found by its filters, its table, and the same rows as files; three addresses follow from that."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.kinds import Json
from operis.core.wording import Label
from operis.documents.said import said
from operis.documents.shown import language
from operis.web.components.errors import Wrong
from operis.web.components.links import Link
from operis.web.components.table import Table
from operis.web.public.taking import cannot, csv_of, page_as_json
from operis.web.reading.lists import Choice, page_of, query, typed, wrong_words

M = TypeVar("M", bound=Model)
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[M]):
    name: str
    """Among the addresses, and in them."""
    heading: Promise
    about: Promise
    found: Callable[[Mapping[str, str]], "QuerySet[M]"]
    table: Callable[[list[M]], Table]
    columns: tuple[str, ...]
    facts: Callable[[HttpRequest, list[M]], Iterable[Mapping[str, Json]]]
    kinds: Mapping[str, Label]
    """What the filter `kind` may be; none: there is no such filter."""
    handed_out: bool = True
    """Whether its rows are handed out as files too."""
    feed: str = ""
    """The address of its feed among the others, where it has one."""
    by_mail: str = ""
    """What is followed by mail here, where it can be."""

    def read(self, request: HttpRequest) -> tuple[dict[str, str], list[Wrong]]:
        values = typed(request.GET, ("q", "kind") if self.kinds else ("q",))
        errors, kind = wrong_words(values["q"]), values.get("kind", "")
        if kind and kind not in self.kinds:
            errors.append(Wrong("f-kind", said("“{given}” is none of the choices here. Choose one of the list.", {"given": kind})))
        return values, errors

    def page(self, request: HttpRequest) -> HttpResponse:
        values, errors = self.read(request)
        kinds = [Choice(one, words.within(language()), one == values["kind"]) for one, words in self.kinds.items()]
        context: dict[str, Any] = {"list": self, "values": values, "kinds": kinds, "home": reverse(self.name), "address": query(values)}
        if not errors:
            page, rows, errors = page_of(self.found(values), typed(request.GET, ("page",))["page"], words=values["q"])
            last = page.paginator.num_pages
            context |= {"page": page, "count": page.paginator.count, "table": self.table(rows), "taken": self.ways(values)}
            context["last"] = query(values, page=f"{last}")
        context |= {"errors": errors, "wrong": {one.field.removeprefix("f-"): one.says for one in errors}}
        return render(request, "web/public/list.html", context, status=422 if errors else 200)

    def ways(self, values: Mapping[str, str]) -> list[Link]:
        if not self.handed_out:
            return []
        followed = [Link(_("Follow it (Atom)"), reverse(self.feed))] if self.feed else []
        followed += [Link(_("Follow it by mail"), f"{reverse('follow')}?what={self.by_mail}")] if self.by_mail else []
        return [Link(kind.upper(), f"{reverse(f'{self.name}-{kind}')}{query(values)}") for kind in ("csv", "json")] + followed

    def as_csv(self, request: HttpRequest) -> HttpResponseBase:
        values, errors = self.read(request)
        return cannot(request, errors) if errors else csv_of(self.name, self.columns, self._all(request, values))

    def _all(self, request: HttpRequest, values: Mapping[str, str]) -> Iterator[Mapping[str, Json]]:
        left = iter(self.found(values).iterator(CHUNK))
        while some := list(islice(left, CHUNK)):
            yield from self.facts(request, some)

    def as_json(self, request: HttpRequest) -> HttpResponse:
        values, errors = self.read(request)
        if errors:
            return cannot(request, errors)
        page, rows, errors = page_of(self.found(values), typed(request.GET, ("page",))["page"], words=values["q"])
        if errors:
            return cannot(request, errors)
        told: list[Json] = [dict(one) for one in self.facts(request, rows)]
        return page_as_json(request, values, told, count=page.paginator.count, page=page.number, pages=page.paginator.num_pages)

    def addresses(self) -> list[URLPattern]:
        return [
            path(f"{self.name}/", require_safe(self.page), name=self.name),
            path(f"{self.name}.csv", require_safe(self.as_csv), name=f"{self.name}-csv"),
            path(f"{self.name}.json", require_safe(self.as_json), name=f"{self.name}-json"),
        ]
