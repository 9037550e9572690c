"""What is bought of one service? The services of the directory with their money, and of each who buys, who provides, what is open."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.figures.scope import service_of, services
from operis.registers import models
from operis.web.public.bodies import bought_table, this_year
from operis.web.public.profiles import BODIES, COUNTS, SERVICES, SUPPLIERS, YEARS, drawn, keys
from operis.web.public.turns import turns_of
from operis.web.reading.lists import PAGE_ROWS, heading


@require_safe
def services_page(request: HttpRequest) -> HttpResponse:
    """What the directory has, and what was spent on it this year."""
    known, scope = services(), this_year()
    codes = sorted({known.of(code) for code in known.items} - {""})
    listed = [(known.items[code], heading(known.items[code].name_zh, known.items[code].name_en), [
        heading(one.name_zh, one.name_en) for one in known.below(code) if one.code != code]) for code in codes]  # fmt: skip
    return render(request, "web/public/services.html", {
        "services": listed, "parts": drawn(scope, SERVICES), "year": scope.year, "crumbs": [(reverse("home"), _("Home"))],
    })  # fmt: skip


@require_safe
def service_page(request: HttpRequest, code: str) -> HttpResponse:
    known = services()
    item = known.items.get(code)
    if item is None:
        raise Http404(code)
    scope = this_year(service=code)
    numbers = [docket for docket, service in service_of().items() if service == code]
    bought = models.public_dockets().filter(number__in=numbers).order_by("-planned", "-ordinal")
    below = [heading(one.name_zh, one.name_en) for one in known.below(code) if one.code != code]
    return render(request, "web/public/service.html", {
        "name": heading(item.name_zh, item.name_en), "code": code, "below": below, "keys": tuple(keys(scope, buys=True)),
        "looks": [parts for parts in (drawn(scope, YEARS, BODIES), drawn(scope, SUPPLIERS, COUNTS)) if parts],
        "first": bought_table(list(bought[:PAGE_ROWS])), "count": len(numbers), "year": scope.year,
        "turns": turns_of(scope), "crumbs": [(reverse("home"), _("Home")), (reverse("services"), _("Services"))],
    })  # fmt: skip
