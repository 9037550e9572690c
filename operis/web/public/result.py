"""Who won, why this one, and how did the others fare? The result of a purchase on a page of its own: answer, sentence, pictures, table."""


from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.documents.lawbook import calendar
from operis.web.public.processes import paper_of, strip_of
from operis.web.public.tries import tries_of_need
from operis.web.reading.awarded import results
from operis.web.reading.dockets import shown_or_404
from operis.web.reading.documents import issued
from operis.web.reading.first import keys_of_lot
from operis.web.reading.timeline import seal_of


@require_safe
def result_page(request: HttpRequest, number: str) -> HttpResponse:
    docket = shown_or_404(number)
    state = docket.state
    found = results(docket, state) if isinstance(getattr(state, "results", None), tuple) else []
    if not found:
        raise Http404(number)
    now = clock.now()
    today = calendar().day(now)
    return render(request, "web/public/result_page.html", {
        "docket": docket, "strip": strip_of(docket, state), "paper": paper_of(request, docket), "status": docket.status(now),
        "results": [(one, tuple(keys_of_lot(docket, state, one.lot, today))) for one in found], "several": len(state.lots) > 1,
        "documents": issued(docket), "tries": tries_of_need(docket),
        "seal": seal_of(next(one for one in reversed(docket.entries) if one.act == state.results[-1])),
        "crumbs": [(reverse("home"), _("Home")), (reverse("processes"), _("Processes")),
                   (reverse("process", args=[docket.number]), docket.number)],
    })  # fmt: skip

