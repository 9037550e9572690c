"""Where does a bidder read, print and keep its letter on a result? At its own address, for itself and for the office that sends it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.fields import load
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.awarding import OwnResult
from operis.documents.letters.result import letter
from operis.documents.papers.blocks import Paper
from operis.documents.papers.docx import docx_of
from operis.documents.papers.text import text_of
from operis.documents.said import TAGS
from operis.documents.shown import language
from operis.ledger.own import own_records
from operis.ledger.read import Stored
from operis.web.desk.entry import docket_for, with_mandate
from operis.web.desk.result_letters import sends
from operis.web.papers.answers import file_answer, foot_of, pdf_answer
from operis.web.papers.official import source_of
from operis.web.reading.dockets import Shown
from operis.web.reading.timeline import seal_of

SLUG = "letter"


def _letter(number: str, mandate: Mandate, lot: str, supplier: str) -> tuple[Shown, Paper, Stored]:
    """Of the newest result of the lot; what is another's is not there."""
    docket = docket_for(number, mandate)
    state = docket.state
    own = (mandate.role is Role.SUPPLIER and mandate.acts_for == supplier) or sends(docket, mandate)
    published = getattr(state, "results", ()) if own else ()
    entry = next((one for one in reversed(docket.entries) if one.act in published
                  and any(award.lot == lot for award in published[published.index(one.act)].awards)), None)  # fmt: skip
    if entry is None:
        raise Http404(number)
    told = (load(OwnResult, one) for one in own_records(entry) or ())
    mine = next((one for one in told if (one.lot, one.supplier) == (lot, supplier)), None)
    source: Any = source_of(docket, entry)
    paper = letter(source, SLUG, lot, supplier, mine)
    if paper is None:
        raise Http404(supplier)
    return docket, paper, entry


@with_mandate
@require_safe
def letter_page(request: HttpRequest, mandate: Mandate, number: str, lot: str, supplier: str) -> HttpResponseBase:
    return _page(request, *_letter(number, mandate, lot, supplier), lot, supplier)


def _page(request: HttpRequest, docket: Shown, paper: Paper, entry: Stored, lot: str, supplier: str) -> HttpResponseBase:
    forms = [(words, reverse("result-letter-file", args=[docket.number, lot, supplier, form]))
             for form, words in (("pdf", _("PDF")), ("docx", _("File to edit (DOCX)")), ("txt", _("Text (TXT)")))]  # fmt: skip
    return render(request, "web/papers/letter.html", {
        "docket": docket, "paper": paper, "blocks": [(type(one).__name__, one) for one in paper.blocks], "seal": seal_of(entry),
        "forms": forms,
        "crumbs": [(reverse("desk"), _("My work")), (reverse("desk-docket", args=[docket.number]), docket.number)],
    })  # fmt: skip


@with_mandate
@require_safe
def letter_file(request: HttpRequest, mandate: Mandate, number: str, lot: str, supplier: str, form: str) -> HttpResponseBase:
    docket, paper, entry = _letter(number, mandate, lot, supplier)
    name = f"{docket.number}-{SLUG}-{lot}-{supplier}"
    match form:
        case "pdf":
            return pdf_answer(request, lambda nobody: _page(nobody, docket, paper, entry, lot, supplier), entry, name)
        case "docx":
            return file_answer(docx_of(paper, TAGS[language()], foot_of(request, entry)), f"{name}.docx", form)
        case "txt":
            return file_answer(text_of(paper, foot_of(request, entry)), f"{name}.txt", form)
    raise Http404(form)
