"""What does a page look like on paper? A notice, a process, and a docket on the desk: what their readers see there, and no more."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate
from operis.web.desk.dockets import facts_of, lines_of
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.papers.answers import pdf_answer
from operis.web.public.notices import notice_page
from operis.web.public.processes import process_page
from operis.web.reading.dockets import shown_or_404


@require_safe
def notice_pdf(request: HttpRequest, number: str) -> HttpResponseBase:
    docket = shown_or_404(number)
    return pdf_answer(request, lambda nobody: notice_page(nobody, docket.number), docket.entries[-1], docket.number)


@require_safe
def process_pdf(request: HttpRequest, number: str) -> HttpResponseBase:
    """The record of a process; of a need with what was determined, of a contract with its published text."""
    docket = shown_or_404(number)
    return pdf_answer(request, lambda nobody: process_page(nobody, docket.number), docket.entries[-1], docket.number)


@with_mandate
@require_safe
def docket_pdf(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """The docket with the acts that this mandate may read; what may be done next is no matter for paper."""
    docket = docket_for(number, mandate)

    def page(nobody: HttpRequest) -> HttpResponseBase:
        context = {"docket": docket, "heading": heading(docket.line), "facts": facts_of(docket), "lines": lines_of(docket, mandate)}
        return render(nobody, "web/papers/docket.html", context)

    return pdf_answer(request, page, docket.entries[-1], docket.number)
