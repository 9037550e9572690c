"""How does a bid come that was sealed off line, without script? Bytes and descriptor as files; what stands in the way, then one press.

Nothing of it can be read here, so what is shown is what anybody sees of it: lot, size and fingerprint.
"""

import secrets
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.attachments.receiving import NO_ROOM, SEALED_MAX_BYTES, TOO_LARGE, Arrived
from operis.attachments.sealed_bids import take
from operis.clerk import Refused
from operis.core.decider import Refusal
from operis.core.mandates import Mandate
from operis.dockets.bid.commands import SendSealedBid
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.strict_yaml import Malformed
from operis.web.account.recent import AGAIN, needs_again
from operis.web.bidding.own_forms import forms_of
from operis.web.bidding.sealed.entry import named_in, sealing
from operis.web.bidding.sealed.pieces import no_room, too_large
from operis.web.bidding.sealed.sending import descriptor_of, mistake_words, sent
from operis.web.bidding.sealing import basis_of
from operis.web.bidding.sitting import Bidding
from operis.web.components.errors import Wrong
from operis.web.components.why import Why
from operis.web.desk.begun import KEY, KEYS
from operis.web.desk.entry import with_mandate
from operis.web.desk.refused import later, why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.steps import NotNow, done, lateness
from operis.web.desk.trial import tried
from operis.web.reading.dockets import shown_or_404
from operis.web.reading.documents import issued
from operis.web.reading.sizes import size_words

BYTES, DESCRIPTOR, TOLD = "sealed-bytes", "sealed-descriptor", "sealed-told"
DESCRIPTOR_MAX_BYTES = 64 * 1024


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def sealed_page(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    at = sealing(request, mandate, number, lot)
    proves = AGAIN in request.GET or AGAIN in request.POST or TOLD in request.POST
    if proves and (proof := needs_again(request)):
        return proof
    if request.method != "POST":
        return _page(at)
    told = str(request.POST.get(TOLD, ""))
    return _confirmed(at, told) if told else _brought(at)


def _brought(at: Bidding) -> HttpResponseBase:
    """Both files, kept and compared; what stands in the way of sending them is told now."""
    files: list[object] = [at.request.FILES.get(name) for name in (BYTES, DESCRIPTOR)]
    sealed, descriptor = (one if isinstance(one, Arrived) else None for one in files)
    wrong = [*_missing(BYTES, sealed), *_missing(DESCRIPTOR, descriptor)]
    if wrong or sealed is None or descriptor is None:
        return _page(at, wrong=wrong, status=422)
    written = _text(descriptor)
    try:
        asked = descriptor_of(at, written.encode())
        if (sealed.sha256, sealed.size) != (asked.sealed_sha256, asked.size):
            says = _("These bytes are not those that the descriptor names. Choose the two files that were written together.")
            return _page(at, wrong=[Wrong(f"f-{BYTES}", says)], status=422)
        take(at.number, at.lot, sealed, clock.arrived(at.request.META), named_in(at))
    except Malformed as fault:
        return _page(at, wrong=[Wrong(f"f-{DESCRIPTOR}", mistake_words(one)) for one in fault.mistakes], status=422)
    except OSError:
        return _page(at, wrong=[Wrong(f"f-{BYTES}", no_room())], status=507)
    return _page(at, asked=asked, told=written)


def _missing(name: str, one: Arrived | None) -> list[Wrong]:
    """Why a file is not there."""
    if one is None:
        return [Wrong(f"f-{name}", _("Choose the sealed bid.") if name == BYTES else _("Choose the descriptor of the sealed bid."))]
    if one.fault == TOO_LARGE or (name == DESCRIPTOR and one.size > DESCRIPTOR_MAX_BYTES):
        says = too_large(one.size) if name == BYTES else _("This is no descriptor of a sealed bid.")
        return [Wrong(f"f-{name}", says)]
    if one.fault == NO_ROOM:
        return [Wrong(f"f-{name}", no_room())]
    return [Wrong(f"f-{name}", _("This file did not come along, or is empty. Choose it again."))] if one.fault else []


def _text(descriptor: Arrived) -> str:
    return Path(descriptor.path).read_text("utf8", "replace") if descriptor.path is not None else ""


def _confirmed(at: Bidding, told: str) -> HttpResponseBase:
    key = str(at.request.POST.get(KEY, ""))
    try:
        asked = descriptor_of(at, told.encode(errors="replace"))
    except Malformed as fault:
        return _page(at, wrong=[Wrong("", mistake_words(one)) for one in fault.mistakes], status=422)
    if not KEYS.fullmatch(key):
        return _page(at, asked=asked, told=told, status=422)
    became = sent(at, asked, key)
    if isinstance(became.told, NotNow):
        fresh = secrets.token_urlsafe(32) if became.told.again else key
        answer = _page(at, asked=asked, told=told, key=fresh, wrong=[Wrong("", became.told.says)], status=became.told.status)
        return later(answer, became.told.until, clock.now()) if became.told.until else answer
    if isinstance(became.told, Refused):
        why = _why(at, became.step, became.told.refusal, became.told.number)
        return _page(at, asked=asked, told=told, key=key, why=why, status=became.told.refusal.status)
    return done(became.step, asked, became.told, basis_of(became.step), stands=shown(at.sealed.happened) if at.sealed is not None else "")


def _why(at: Bidding, step: Sitting, refusal: Refusal, number: str) -> Why:
    return why_not(step.words, refusal.grounds, number, clock.now(), at.mandate, back=step.back, own=at.number,
                   more=refusal.more)  # fmt: skip


def _page(
    at: Bidding, *, asked: SendSealedBid | None = None, told: str = "", key: str = "", wrong: list[Wrong] | None = None,
    why: Why | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    step, now = at.step(key or secrets.token_urlsafe(32), SendSealedBid), clock.now()
    notes: tuple[Any, ...] = ()
    if asked is not None and why is None:
        outcome, _after = tried(step, asked, calendar().local(now))
        if isinstance(outcome, Refusal):
            why = _why(at, step, outcome, "")
        elif outcome is not None:
            notes = outcome.notes
    standing, names = at.sealed, names_of({one.holder for one in at.wanted.key_holders})
    context = {
        "at": at, "title": at.title, "closes": shown(at.closes) if at.closes else "", "open": at.open, "errors": wrong or [], "why": why,
        "barred": at.barred(now) if asked is None else (),
        "asked": asked, "descriptor": told, "key": step.key, "notes": notes, "late": lateness(step, now), "basis": basis_of(step),
        "size": size_words(asked.size) if asked is not None else "", "largest": size_words(SEALED_MAX_BYTES),
        "sealed_since": shown(standing.happened) if standing is not None else "", "ready": asked is not None and why is None,
        "holders": [names.get(one.holder, one.holder) for one in at.wanted.key_holders],
        "by_script": f"{reverse('seal')}#{at.number}/{at.lot}/{get_language()}",
        "forms": at.open and forms_of(at) is not None, "documents": issued(shown_or_404(at.procurement.number)),
        "begins": f".venv/bin/operis seal {at.number}-{at.lot}.form.json > answers.json",
        "command": f".venv/bin/operis seal {at.number}-{at.lot}.form.json answers.json --files files --out sealed",
    }  # fmt: skip
    return render(at.request, "web/bidding/sealed.html", context, status=status)
