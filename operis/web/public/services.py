"""What is bought of one service? The services of the directory with their money, and of each who buys, who provides, what is open."""

from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.alerts import SERVICE
from operis.figures.scope import Services, service_of, services
from operis.registers import models
from operis.web.public.bodies import bought_table, this_year
from operis.web.public.contract_list import published
from operis.web.public.contract_list import table as contract_table
from operis.web.public.profiles import BODIES, COUNTS, RESULTS, SERVICES, SUPPLIERS, YEARS, drawn, keys
from operis.web.public.turns import turns_of
from operis.web.reading.lists import PAGE_ROWS, Heading, heading


@require_safe
def services_page(request: HttpRequest) -> HttpResponse:
    """What the directory has, and what was spent on it this year."""
    known, scope = services(), this_year()
    codes = sorted({known.of(code) for code in known.items} - {""})
    listed = [(known.items[code], heading(known.items[code].name_zh, known.items[code].name_en), _finer(known, code))
              for code in codes]  # fmt: skip
    return render(request, "web/public/services.html", {
        "services": listed, "parts": drawn(scope, SERVICES), "year": scope.year, "crumbs": [(reverse("home"), _("Home"))],
    })  # fmt: skip


@require_safe
def service_page(request: HttpRequest, code: str) -> HttpResponse:
    known = services()
    item = known.items.get(code)
    if item is None:
        raise Http404(code)
    if (counted := known.of(code)) != code:  # a finer item is bought, counted and followed as the service that it belongs to
        return redirect(f"{reverse('service', args=[counted])}#{quote(code)}")
    scope, now = this_year(service=code), clock.now()
    numbers = bought(code)
    lines = models.public_dockets().filter(number__in=numbers).order_by("-planned", "-ordinal")
    contracts = published().filter(procurement__in=numbers)
    return render(request, "web/public/service.html", {
        "name": heading(item.name_zh, item.name_en), "code": code, "below": _finer(known, code), "keys": tuple(keys(scope, buys=True)),
        "looks": [parts for parts in (drawn(scope, YEARS, BODIES), drawn(scope, SUPPLIERS, COUNTS), drawn(scope, RESULTS)) if parts],
        "first": bought_table(list(lines[:PAGE_ROWS])), "count": len(numbers), "year": scope.year,
        "open": bought_table(list(models.open_notices(now).filter(number__in=numbers).order_by("closes", "ordinal")[:PAGE_ROWS]),
                             _("Open for bids")),
        "intended": bought_table(list(intended(item)[:PAGE_ROWS]), _("Intended, of the same class")),
        "contracts": contract_table(list(contracts[:PAGE_ROWS])), "contracted": contracts.count(),
        "feed": reverse("service-feed", args=[code]), "by_mail": f"{reverse('follow')}?what={SERVICE}+{quote(code)}",
        "rows": PAGE_ROWS, "turns": turns_of(scope),
        "crumbs": [(reverse("home"), _("Home")), (reverse("services"), _("Services"))],
    })  # fmt: skip


def _finer(known: Services, code: str) -> list[tuple[str, Heading]]:
    """The items under a service, each of which is shown with it."""
    return [(one.code, heading(one.name_zh, one.name_en)) for one in known.below(code) if one.code != code]


def bought(code: str) -> list[str]:
    """The procurements whose budget line is of this service."""
    return [docket for docket, service in service_of().items() if service == code]


def intended(item: models.DirectoryItem) -> QuerySet[models.Docket]:
    """An intention names no service before its plan is filed: those whose need was found to be of the same class."""
    needs = models.NeedPart.objects.filter(class_word=item.class_word).exclude(class_word="").values("docket")
    lines = models.public_dockets().filter(planned__isnull=False, method="", need__in=needs, ended__isnull=True)
    return lines.order_by("-planned", "-ordinal")
