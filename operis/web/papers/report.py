"""The report of a panel to take along, in the language of the address: before it is signed as a draft, afterwards as it was concluded."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from operis.documents.papers.pdf import NoPdfError
from operis.web.desk.purchasing_files import written_as
from operis.web.desk.purchasing_words import FORMS
from operis.web.panel.report import paper_of
from operis.web.panel.sitting import AtPanel, panel_page, with_bids
from operis.web.papers.answers import file_answer, no_pdf


@require_safe
@panel_page
@with_bids
def report_file(at: AtPanel, form: str) -> HttpResponseBase:
    """For those at work on the evaluation alone, as its page."""
    if form not in FORMS:
        raise Http404(form)
    address = at.request.build_absolute_uri(at.address("panel-report"))
    try:
        content = written_as(paper_of(at), form, at.number, address, at.docket.entries[-1].entered)
    except NoPdfError as missing:
        return no_pdf(at.request, missing, address)
    return file_answer(content, f"{at.number}-report.{form}", form)
