"""A draft of purchasing documents to take along: as DOCX to edit or as PDF, in the language of the address."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate
from operis.documents.papers.pdf import NoPdfError
from operis.web.desk.entry import with_mandate
from operis.web.desk.purchasing import drafting_for
from operis.web.desk.purchasing_files import made
from operis.web.desk.purchasing_words import FORMS
from operis.web.papers.answers import file_answer, no_pdf


@with_mandate
@require_safe
def purchasing_file(request: HttpRequest, mandate: Mandate, number: str, form: str) -> HttpResponseBase:
    drafting = drafting_for(request, mandate, number)
    if form not in FORMS:
        raise Http404(form)
    try:
        return file_answer(made(drafting, form).content, f"{drafting.docket.number}-{drafting.text.slug}.{form}", form)
    except NoPdfError as missing:
        return no_pdf(request, missing, drafting.url)
