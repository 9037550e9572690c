"""How do files come to a bid? With the form, or piece by piece where the browser can: then they go on where they were cut.

They are sealed as they come, of whatever kind they are: nobody here opens them, and they are handed out as attachments only.
"""

import json
import re
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.attachments.bidding import BidFile, append, begin, discard, file_of, finish, plain_of, took_over
from operis.attachments.frames import PIECE_BYTES, plain_pieces
from operis.attachments.models import content_of
from operis.attachments.receiving import FILES_MAX, LARGEST_BYTES, NO_KEY, NO_ROOM, TOO_LARGE, TOO_MANY, Arrived
from operis.core.fields import load
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.sealings import sealings
from operis.dockets.bid.terms import BidContent, files_in
from operis.dockets.procurement.evaluation import FIRST_ROUND
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document
from operis.documents.importing.cells import BYTES_MAX
from operis.documents.problems import sealing_key_missing
from operis.ledger.states import state_above
from operis.registers import models
from operis.web.bidding.draft import Draft
from operis.web.bidding.sections import Section
from operis.web.bidding.sitting import Bidding, bidding, bidding_alone, written_here
from operis.web.components.errors import Wrong
from operis.web.desk.entry import docket_for, with_mandate
from operis.web.desk.files import clean, fault_words
from operis.web.reading.own_bid import BID, BIDDING

DIGEST = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[0-9a-f]{32}")
OPENED = "opened"
PART = re.compile(r"[a-z0-9-]{1,200}")


def filed(at: Bidding, section: Section, draft: Draft) -> tuple[Draft, list[Wrong]]:
    """The draft with the files that came with the form; one that fails leaves the others."""
    wrong = list[Wrong]()
    for question in section.questions:
        came: list[object] = [*at.request.FILES.getlist(f"files-{question.key}")]
        for one in came:
            if isinstance(one, Arrived):
                draft, says = _taken(at, question.key, draft, one)
                wrong += [Wrong(f"f-files-{question.key}", says)] if says else []
    return draft, wrong


def _taken(at: Bidding, part: str, draft: Draft, one: Arrived) -> tuple[Draft, str]:
    title = clean(one.title)
    if not title.strip(" ."):
        return draft, _("A file came without a name. Give it one, with its ending, and choose it again.")
    fault = one.fault or (TOO_MANY if len(draft.files_at(part)) >= FILES_MAX else "")
    if fault == NO_KEY:
        return draft, sealing_key_missing()
    if fault:
        return draft, fault_words(fault, title, one.size)
    took_over(at.number, at.lot, part, title, one.size, one.sha256, one.number, clock.now())
    one.path = None
    return draft.with_file(part, Document(name=title, size=one.size, sha256=one.sha256)), ""


def plain_content(table: object) -> bytes:
    """The bytes of a table that came with the form: read, and not kept as a file."""
    if not isinstance(table, Arrived) or table.path is None:
        return b""
    content = bytearray()
    for piece in plain_pieces(table.path, table.number):
        content += piece
        if len(content) > BYTES_MAX:
            break
    return bytes(content)


@with_mandate
@require_http_methods(["POST"])
@written_here
def upload_begun(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    """A file is announced: where its bytes go, and how many of them are here from before."""
    with bidding_alone(request, mandate, number, lot) as at:
        return _begun(at)


def _begun(at: Bidding) -> JsonResponse:
    request = at.request
    told = {name: str(request.POST.get(name, "")) for name in ("name", "size", "part", "sha256")}
    title, part = clean(told["name"]), told["part"]
    if at.barred(clock.now()):
        return _no(_("This lot is not open to you: the page of the bid says why, and nothing is taken."))
    size = int(told["size"]) if told["size"].isascii() and told["size"].isdigit() and len(told["size"]) < len(str(LARGEST_BYTES)) + 2 else 0
    if not PART.fullmatch(part) or part not in {one.key for section in at.parts for one in section.questions if one.files}:
        raise Http404(part)
    if not title.strip(" .") or not size or not DIGEST.fullmatch(told["sha256"]):
        return _no(_("“{name}” is empty. Look whether it was saved, and choose it again.").format(name=title))
    if size > LARGEST_BYTES:
        return _no(fault_words(TOO_LARGE, title, size))
    if len(at.draft.files_at(part)) >= FILES_MAX:
        return _no(fault_words(TOO_MANY, title, size))
    if (there := _there(at, told["sha256"])) is not None:
        at.save(at.draft.with_file(part, Document(name=title, size=there.size, sha256=there.sha256)))
        return JsonResponse({"done": True})
    row = begin(at.number, at.lot, part, title, size, told["sha256"], clock.now())
    return JsonResponse({"number": row.number, "at": row.arrived, "piece": PIECE_BYTES})


@with_mandate
@require_http_methods(["POST"])
@written_here
def upload_goes_on(request: HttpRequest, mandate: Mandate, number: str, lot: str, file: str) -> HttpResponseBase:
    """The next piece; with the last one the file is compared with what was announced, and joins the draft."""
    body = request.body  # read before others have to wait
    with bidding_alone(request, mandate, number, lot) as at:
        return _gone_on(at, file, body)


def _gone_on(at: Bidding, file: str, body: bytes) -> JsonResponse:
    row = _cut(at, file)
    if row is None:
        raise Http404(file)
    given = at.request.GET.get("at", "")
    place = int(given) if given.isascii() and given.isdigit() and len(given) < len(str(LARGEST_BYTES)) + 2 else -1
    if len(body) > PIECE_BYTES:
        return _no(fault_words(TOO_LARGE, row.name, len(body)))
    try:
        arrived = append(row, place, body)
    except OSError:
        return _no(fault_words(NO_ROOM, row.name, row.size), status=507)
    if arrived < row.size:
        return JsonResponse({"at": arrived}, status=200 if arrived == place + len(body) else 409)
    name, part = row.name, row.part
    if not finish(row):
        says = _("“{name}” is not what was to be sent: its fingerprint is another. Choose it again.").format(name=name)
        return _no(says)
    at.save(at.draft.with_file(part, Document(name=name, size=row.size, sha256=row.sha256)))
    return JsonResponse({"done": True})


@with_mandate
@require_http_methods(["POST"])
@written_here
def upload_left(request: HttpRequest, mandate: Mandate, number: str, lot: str, file: str) -> HttpResponseBase:
    """A file that was cut is not gone on with."""
    at = bidding(request, mandate, number, lot)
    row = _cut(at, file)
    if row is not None:
        discard(row)
    return redirect(at.address())


def _cut(at: Bidding, file: str) -> BidFile | None:
    found = BidFile.objects.filter(number=file, docket=at.number, lot=at.lot, sha256="") if NUMBER.fullmatch(file) else None
    return found.first() if found is not None else None


def _there(at: Bidding, sha256: str) -> BidFile | None:
    return file_of(_own_dockets(at.state.body or ""), sha256)


def _own_dockets(supplier: str) -> list[str]:
    return list(models.Docket.objects.filter(kind=BID.kind, body=supplier).values_list("number", flat=True))


def _no(says: str, status: int = 422) -> JsonResponse:
    return JsonResponse({"says": says}, status=status)


@with_mandate
@require_safe
def bid_file(request: HttpRequest, mandate: Mandate, number: str, sha256: str) -> HttpResponseBase:
    """A file of a bid, to keep: its own supplier's at any time; once bids are open, of those that a bid in force names."""
    docket = docket_for(number, mandate)
    if docket.line.kind not in BIDDING or not DIGEST.fullmatch(sha256):
        raise Http404(sha256)
    own = mandate.role is Role.SUPPLIER and docket.state.body == mandate.acts_for
    named = {one.sha256: one.name for one in _named(docket, own=own)}
    row = file_of(_own_dockets(docket.state.body or ""), sha256)
    if row is None or not (own or sha256 in named):
        raise Http404(sha256)
    plain = plain_of(row)
    if plain is None:
        raise Http404(sha256)
    answer = StreamingHttpResponse(plain, content_type="application/octet-stream")
    for name, value in {"Content-Length": str(row.size), "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
                       "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
                       "Content-Disposition": _attachment(named.get(sha256) or row.name)}.items():  # fmt: skip
        answer.headers[name] = value
    return answer


def _named(docket: Any, *, own: bool) -> list[Document]:
    """By the bid that stands for each lot, of each round, as far as it was opened: a final quote takes no file of the first bid away."""
    above: Procurement | None = state_above(docket.state)
    rounds = enumerate(above.openings if above else (), FIRST_ROUND)
    read_out = {(one.lot, round) for round, opening in rounds for one in opening.opened if (one.bid, one.result) == (docket.number, OPENED)}
    found = list[Document]()
    for bid in (one.act for one in sealings(entry.act for entry in docket.entries) if one.last and not one.withdrawn):
        content = content_of(docket.number, bid.sealed_sha256) if own or (bid.lot, bid.round) in read_out else None
        found += files_in(load(BidContent, json.loads(content))) if content is not None else ()
    return found


def _attachment(name: str) -> str:
    return content_disposition_header(True, name) or "attachment"
