"""The forms for a bid to take along, filled in as far as they are known: as DOCX to go on writing in, or as PDF."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.mandates import Mandate
from operis.documents.papers.pdf import NoPdfError
from operis.web.bidding.own_forms import forms_of
from operis.web.bidding.sitting import bidding
from operis.web.desk.entry import with_mandate
from operis.web.desk.purchasing_files import written_as
from operis.web.desk.purchasing_words import FORMS
from operis.web.papers.answers import file_answer, no_pdf


@with_mandate
@require_safe
def bid_forms_file(request: HttpRequest, mandate: Mandate, number: str, lot: str, form: str) -> HttpResponseBase:
    """In the language of the address."""
    at = bidding(request, mandate, number, lot)
    forms = forms_of(at)
    if forms is None or form not in FORMS:
        raise Http404(form)
    address = request.build_absolute_uri(at.address())
    try:
        content = written_as(forms.paper(), form, at.procurement.number, address, clock.now())
    except NoPdfError as missing:
        return no_pdf(request, missing, address)
    return file_answer(content, f"{at.procurement.number}-bid-forms.{form}", form)
