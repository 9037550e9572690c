"""How is a sealed bid sent? By what opens it for the three key holders; its bytes are here. The answer has the receipt, or why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.attachments.sealed_bids import discard_of
from operis.clerk import Entered, NoSuchDocketError, Refused
from operis.core.fields import read
from operis.core.mandates import Mandate
from operis.dockets.bid.commands import SendSealedBid
from operis.documents.lawbook import calendar
from operis.documents.names import by_name
from operis.documents.receipts import receipt_of
from operis.documents.said import said
from operis.documents.shown import language, shown
from operis.ledger.receipt import sign_receipt
from operis.sealing.descriptor import FORM
from operis.strict_yaml import Malformed, Mapping, Mistake, Scalar, parse
from operis.web.account.demonstration import is_invented
from operis.web.account.proof import is_fresh
from operis.web.account.who import person
from operis.web.bidding.sealed.entry import by_script, no, sealing
from operis.web.bidding.sitting import Bidding
from operis.web.desk.begun import KEYS
from operis.web.desk.sitting import Sitting
from operis.web.desk.steps import NotNow, entered
from operis.web.reading.timeline import seal_of

OF_ITS_OWN = ("v", "docket")
KEY_HEADER = "Idempotency-Key"


def descriptor_of(at: Bidding, written: bytes) -> SendSealedBid:
    """What was sent, read like every command; Malformed with every mistake, also where it was written for another bid."""
    try:
        node = parse(written.decode())
    except UnicodeDecodeError as fault:
        raise Malformed([Mistake("", "There is a character here that is not Unicode text.")]) from fault
    if not isinstance(node, Mapping):
        raise Malformed([Mistake("", "This is no descriptor of a sealed bid.")])
    own = {name: node.pairs.get(name) for name in OF_ITS_OWN}
    told = {name: one.text if isinstance(one, Scalar) else "" for name, one in own.items()}
    if told["v"] != FORM:
        raise Malformed([Mistake("", "This is no descriptor of a sealed bid.")])
    if told["docket"] != at.number:
        raise Malformed([Mistake("", "This descriptor belongs to another bid: {docket}.", None, {"docket": told["docket"]})])
    rest = {name: one for name, one in node.pairs.items() if name not in OF_ITS_OWN}
    asked = read(SendSealedBid, Mapping(rest, node.key_lines, node.line), zone=calendar().zone)
    if asked.lot != at.lot:
        raise Malformed([Mistake("", "This descriptor belongs to lot {lot}.", None, {"lot": asked.lot})])
    return asked


@dataclass(frozen=True)
class Sent:
    """What became of it: entered or refused, or neither now."""

    step: Sitting
    asked: SendSealedBid
    told: Entered | Refused | NotNow


def sent(at: Bidding, asked: SendSealedBid, key: str) -> Sent:
    """Entered by the time at which its last byte had come; of what came too late the bytes go too."""
    step, now = at.step(key, SendSealedBid), clock.arrived(at.request.META)
    try:
        told = entered(step, asked, calendar().local(now), now)
    except NoSuchDocketError as error:
        raise Http404(at.number) from error
    if isinstance(told, Entered) and is_late(told):
        discard_of(at.number, asked.sealed_sha256)
    return Sent(step, asked, told)


def is_late(told: Entered) -> bool:
    return not any(one.act.keeps for one in told.entries)


@by_script
@require_http_methods(["POST"])
def sealed_sent(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    at, key = sealing(request, mandate, number, lot), request.headers.get(KEY_HEADER, "")
    if not KEYS.fullmatch(key):
        return no(_("Send a key of the request in its head: Idempotency-Key, 43 random signs."), 400)
    user = person(request)
    if user is not None and not is_fresh(request) and not is_invented(user):
        again = f"{at.address('sealed-bid')}?again"
        return no(_("Show once more on another page that it is you, and send it again."), 401, again=again)
    try:
        asked = descriptor_of(at, request.body)
        return _answer(sent(at, asked, key))
    except Malformed as wrong:
        return no(_("What opens the bid cannot be read."), 422, errors=[mistake_words(one) for one in wrong.mistakes])


def mistake_words(one: Mistake) -> str:
    return f"{one.pointer}: {said(one.says, one.facts)}" if one.pointer.strip("/") else said(one.says, one.facts)


def _answer(done: Sent) -> JsonResponse:
    answers: dict[type[Any], Callable[[Sent, Any], JsonResponse]] = {Refused: _refused, NotNow: _not_now, Entered: _entered}
    return answers[type(done.told)](done, done.told)


def _refused(done: Sent, told: Refused) -> JsonResponse:
    grounds = []
    for ground in told.refusal.grounds:
        finding = by_name(ground.finding)
        grounds.append({"says": said(finding.says, finding.facts), "do": said(finding.do, finding.facts), "row": ground.row,
                        "blocks": ground.blocks, "rule": reverse("rule", args=[ground.row])})  # fmt: skip
    says = _("Not yet possible: {step}").format(step=done.step.words)
    return no(says, told.refusal.status, number=told.number, why=reverse("why", args=[told.number]), grounds=grounds)


def _not_now(done: Sent, told: NotNow) -> JsonResponse:
    answer = no(told.says, told.status, again=told.again)
    if told.until is not None:
        answer.headers["Retry-After"] = f"{max(int((told.until - clock.now()).total_seconds()) + 1, 1)}"
    return answer


def _entered(done: Sent, told: Entered) -> JsonResponse:
    """The receipt is the same whenever the same comes again; a bid that was late has one too, and is told so."""
    first, late = told.entries[0], is_late(told)
    receipt = sign_receipt(receipt_of(told, done.asked, settings.OPERIS_ORIGIN), clock.ledger_key())
    body = {
        "docket": told.docket, "no": first.number, "title": first.act.title_words.within(language()), "received": shown(first.entered),
        "since": calendar().local(first.entered).isoformat(), "late": late, "seal": seal_of(first).code, "receipt": receipt,
        "page": reverse("receipt", args=[told.docket, first.number]), "back": done.step.back,
    }  # fmt: skip
    if late:
        body["says"] = _("This came too late: that it came is recorded, and nothing of it is kept.")
    return JsonResponse(body, status=409 if late else 200 if told.repeated else 201)
