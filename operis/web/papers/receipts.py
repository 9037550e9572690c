"""Where is a receipt found again? At the entry that it is for, by the office that sent it: the same bytes as when it was given."""

from django.conf import settings
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.mandates import Mandate
from operis.documents.receipts import Told, receipt_for, told
from operis.documents.shown import language
from operis.export.reading import NotInLogError, record_of
from operis.ledger import read
from operis.ledger.read import Stored
from operis.ledger.tiles import Tiles
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.receipts import has_receipt, said_beside
from operis.web.papers.answers import file_answer, pdf_answer
from operis.web.reading.dockets import Shown, step_of
from operis.web.reading.entered import entered
from operis.web.reading.timeline import seal_of


def _of(number: str, mandate: Mandate, no: int) -> tuple[Shown, list[Stored]]:
    """The entries of the request that made this one, if this body sent it."""
    docket = docket_for(number, mandate)
    if not 0 < no <= len(docket.entries):
        raise Http404(str(no))
    one = docket.entries[no - 1]
    if not has_receipt(docket, one, mandate):
        raise Http404(str(no))
    return docket, [entry for entry in docket.entries if entry.request == one.request]


@with_mandate
@require_safe
def receipt_page(request: HttpRequest, mandate: Mandate, number: str, no: int) -> HttpResponseBase:
    return _page(request, *_of(number, mandate, no), mandate)


@with_mandate
@require_safe
def receipt_pdf(request: HttpRequest, mandate: Mandate, number: str, no: int) -> HttpResponseBase:
    docket, entries = _of(number, mandate, no)
    return pdf_answer(request, lambda nobody: _page(nobody, docket, entries, mandate), entries[-1], f"{docket.number}-receipt-{no}")


@with_mandate
@require_safe
def own_record(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """The record of a docket that only its own party may look into, as far as it is in the log, to check receipts by."""
    docket = docket_for(number, mandate)
    if not docket.kind.secret:
        raise Http404(number)
    try:
        lines = record_of(docket.number, settings.OPERIS_ORIGIN, clock.ledger_key(), Tiles(read.leaves))
    except NotInLogError as fault:
        raise Http404(number) from fault
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{docket.number}.jsonl"'
    return answer


@with_mandate
@require_safe
def receipt_text(request: HttpRequest, mandate: Mandate, number: str, no: int) -> HttpResponseBase:
    """The exact text, to keep and to check."""
    docket, entries = _of(number, mandate, no)
    return file_answer(_told(docket, entries).text, f"{docket.number}-receipt-{no}.txt", "txt")


def _told(docket: Shown, entries: list[Stored]) -> Told:
    found = step_of(docket.line, entries[0].act.kind)
    assert found is not None
    return told(receipt_for(entries, found[1].asked, settings.OPERIS_ORIGIN), clock.ledger_key())


def _page(request: HttpRequest, docket: Shown, entries: list[Stored], mandate: Mandate) -> HttpResponseBase:
    acts = [(one.number, one.act.title_words.within(language()), seal_of(one)) for one in entries]
    return render(request, "web/papers/receipt.html", {
        "handed_in": [one for each in entries if each.act.receipted for one in entered(each.act, alone=each.act.receipted)],
        "docket": docket, "heading": heading(docket.line), "entries": acts, "receipt": _told(docket, entries),
        "beside": said_beside(docket.number, entries, mandate), "late": any(one.act.too_late for one in entries),
        "no": entries[0].number, "own": docket.kind.secret, "in_log": bool(read.positions(docket.number)),
    })  # fmt: skip
