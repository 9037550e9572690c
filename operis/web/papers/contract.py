"""The text of a contract to take along, for its two sides, and for whoever is signed in once it is published: as PDF, as DOCX."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from operis.core.mandates import Mandate
from operis.dockets.secrecy import may_read
from operis.documents.names import names_of
from operis.documents.papers.contract import contract_paper
from operis.documents.papers.pdf import NoPdfError
from operis.documents.shown import language
from operis.ledger.states import state_of
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.purchasing_files import written_as
from operis.web.desk.purchasing_words import FORMS
from operis.web.papers.answers import file_answer, no_pdf


@with_mandate
@require_safe
def contract_file(request: HttpRequest, mandate: Mandate, number: str, form: str) -> HttpResponseBase:
    """In the language of the address; the same bytes as long as nothing is entered on the docket."""
    docket = docket_for(number, mandate)
    state, drawn = docket.state, getattr(docket.state, "drawn_up", None)
    if form not in FORMS or drawn is None or not may_read(state, drawn, mandate):
        raise Http404(number)
    sides = {drawn.body, drawn.supplier}
    names, made = names_of(sides), docket.entries[-1].entered
    paper = contract_paper(state, about=heading(docket.line), number=docket.number, made=made, named=lambda key: names.get(key, key),
                           own=mandate.acts_for in sides, criteria=_criteria(drawn.procurement))  # fmt: skip
    address = request.build_absolute_uri(reverse("desk-docket", args=[docket.number]))
    try:
        content = written_as(paper, form, docket.number, address, made)
    except NoPdfError as missing:
        return no_pdf(request, missing, address)
    return file_answer(content, f"{docket.number}-contract.{form}", form)


def _criteria(number: str) -> dict[str, str]:
    """The names that the plan gives to its criteria."""
    plan = getattr(state_of(number), "plan", None)
    return {str(one.id): one.name.within(language())[1] for one in getattr(plan, "criteria", ()) if one.name}
