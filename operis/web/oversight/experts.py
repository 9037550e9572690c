"""Who is in the pool of experts? By name, with fields, employer, ties and bars; kept by the finance department, and read by nobody else."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.mandates import Mandate, Role
from operis.dockets.file.commands import EnterFile
from operis.dockets.file.terms import EXPERT_FIELDS, TIES
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import day, language
from operis.registers import models
from operis.registers.experts import pool_of
from operis.web.desk.entry import with_mandate
from operis.web.desk.people import names_of_people

KEEPERS = frozenset({Role.FINANCE, Role.FINANCE_UPPER})


@with_mandate
@require_safe
def experts_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    if mandate.role not in KEEPERS:
        raise PermissionDenied
    words = request.GET.get("q", "").strip()
    rows = [one for one in _rows() if words.casefold() in one["name"].casefold()]
    opens = f"{reverse('desk-new', args=[EnterFile.docket_kind, EnterFile.slug])}?party=expert"
    return render(request, "web/oversight/experts.html", {"rows": rows, "q": words, "opens": opens if mandate.role is Role.FINANCE else ""})


def _rows() -> list[dict[str, str]]:
    """Whoever has a file, the accepted ones with what a draw looks at."""
    files = list(models.Expert.objects.order_by("docket"))
    names = names_of_people({one.person for one in files})
    parties = names_of({*(one.employer for one in files), *(tie[0] for one in files for tie in one.ties)})
    pool, today = pool_of(()), calendar().day(clock.now())
    found = []
    for one in files:
        known = pool.of(one.person)
        barred = [bar for bar in (known.bars if known else ()) if bar.first <= today <= bar.last]
        found.append({
            "name": names.get(one.person, "-"), "docket": one.docket,
            "fields": _(", ").join(EXPERT_FIELDS[field][language() == "zh"] for field in one.expertise.split() if field in EXPERT_FIELDS),
            "employer": parties.get(one.employer, one.employer),
            "ties": _(", ").join(f"{parties.get(supplier, supplier)} ({TIES[relation][language() == 'zh']})"
                                 for supplier, relation, *_days in one.ties if relation in TIES),
            "barred": _("barred until {day}").format(day=day(barred[0].last)) if barred else "",
            "accepted": "yes" if one.accepted else "",
        })  # fmt: skip
    return sorted(found, key=lambda each: each["name"])
