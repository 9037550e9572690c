"""How is a bid sent? All of it on one page, what is missing first; one press seals it, and the receipt says when it had arrived."""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.clerk import NoSuchDocketError, Refused
from operis.core.decider import Refusal
from operis.core.mandates import Mandate
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import content_digest, files_in, salted
from operis.documents.capitals import capitals
from operis.documents.lawbook import calendar
from operis.documents.shown import shown
from operis.law.book import Row
from operis.strict_yaml import Malformed
from operis.web.account.recent import needs_again
from operis.web.bidding.doubts import doubtful, foreign_files, odd_files, said_twice
from operis.web.bidding.joining import members_of
from operis.web.bidding.pages import TAKEN, drafted, forms_lacking, frame_of, price_shown, progress, said_twice_words
from operis.web.bidding.pricing import Price, price_of
from operis.web.bidding.sections import DECLARATION
from operis.web.bidding.sitting import Bidding, bidding, written_here
from operis.web.components.errors import Wrong
from operis.web.components.why import Why
from operis.web.desk.begun import KEY, KEYS
from operis.web.desk.entry import with_mandate
from operis.web.desk.refused import later, why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.steps import NotNow, done, entered, lateness
from operis.web.desk.trial import tried
from operis.web.reading.sizes import size_words

SHOWN, KNOWN, CHANCE = "bid-shown", "bid-known", "operis chance of a sealed bid"


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
@written_here
def seal_page(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    at = bidding(request, mandate, number, lot)
    given = str(request.POST.get(KEY, ""))
    step = at.step(given if KEYS.fullmatch(given) else secrets.token_urlsafe(32))
    price = price_of(at.draft, at.limit)
    asked = drafted(at, price) if price is not None and price.price is not None else None
    if request.method != "POST" or asked is None:
        return _check(at, step, price, asked)
    if proof := needs_again(request):
        return proof
    if request.POST.get(SHOWN) != fingerprint(asked):
        says = _("Your bid has been changed since this page was shown. Check it again: nothing was sent.")
        return _check(at, step, price, asked, errors=[Wrong("", says)], status=409)
    if KNOWN not in request.POST and doubtful(at, price, (*odd_files(at), *foreign_files(at))):
        says = _(
            "Something in this bid contradicts itself, makes it invalid or was not looked over. "
            "Put it right, or say that you send it all the same."
        )
        return _check(at, step, price, asked, errors=[Wrong(f"f-{KNOWN}", says)], status=422)
    return _sent(at, step, price, asked)


def fingerprint(asked: SealBid) -> str:
    """Of what is shown, so that nothing else is sealed."""
    return content_digest(asked.content)


def _sent(at: Bidding, step: Sitting, price: Price | None, asked: SealBid) -> HttpResponseBase:
    now = clock.arrived(at.request.META)
    chance = hashlib.sha256(f"{CHANCE} {step.key}".encode()).hexdigest()  # the same again where the same form is sent again
    hidden = replace(asked, content=salted(asked.content, chance))
    try:
        told = entered(step, hidden, calendar().local(now), now)
    except Malformed as wrong:
        return _check(at, step, price, asked, errors=[Wrong("", one.says) for one in wrong.mistakes], status=422)
    except NoSuchDocketError as error:
        raise Http404(at.number) from error
    if isinstance(told, NotNow):
        answer = _check(at, step, price, asked, errors=[Wrong("", told.says)], status=told.status)
        return later(answer, told.until, now) if told.until else answer
    if isinstance(told, Refused):
        why = why_not(step.words, told.refusal.grounds, told.number, now, at.mandate, back=at.address(), own=at.number,
                      more=told.refusal.more)  # fmt: skip
        return _check(at, step, price, asked, why=why, status=told.refusal.status)
    return done(step, hidden, told, basis_of(step), stands=shown(at.sealed.happened) if at.sealed is not None else "")


def basis_of(step: Sitting) -> list[Row]:
    case = step.case(clock.now())
    row = case.law.first(step.step.under, method=case.method)
    return [row] if row is not None else []


def _check(
    at: Bidding, step: Sitting, price: Price | None, asked: SealBid | None, *, errors: list[Wrong] | None = None, why: Why | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    now = clock.now()
    notes: tuple[Any, ...] = ()
    if asked is not None and why is None:
        outcome, _after = tried(step, asked, calendar().local(now))
        if isinstance(outcome, Refusal):
            why = why_not(step.words, outcome.grounds, "", now, at.mandate, back=at.address(), own=at.number, more=outcome.more)
        elif outcome is not None:
            notes = outcome.notes
    far = progress(at)
    odd, foreign = odd_files(at), foreign_files(at)
    files = [(one.name, size_words(one.size), one.sha256) for one in files_in(asked.content)] if asked else []
    context = {
        **frame_of(at), "far": far, "unread": [one for one in far if one.state == TAKEN], "odd": odd, "foreign": foreign,
        "lacking": [(one, what) for one in far for what in one.lacks], "price": price, "errors": errors or [],
        "capitals": capitals(price.price) if price is not None and price.price is not None else "", "said": list(_said(at)), "why": why,
        **(price_shown(price, price.items) if price is not None else {}),
        "notes": notes, "files": files, "key": step.key, "late": lateness(step, now), "basis": basis_of(step),
        "members": members_of(at.draft), "shown": fingerprint(asked) if asked is not None else "",
        "ready": asked is not None and why is None, "priced": asked is not None, "doubtful": doubtful(at, price, (*odd, *foreign)),
        "known_name": KNOWN, "twice": said_twice_words() if said_twice(at) else "",
        "undeclared": undeclared(at), "kept_lot": at.lot in at.kept_lots,
        "all_lacks": sum(len(one.lacks) for one in far), **forms_lacking(far),
    }  # fmt: skip
    return render(at.request, "web/bidding/check.html", context, status=status)


def undeclared(at: Bidding) -> Row | None:
    """The row by which the bidder could be favoured, where it does not declare it."""
    asked = [one for section in at.parts for one in section.questions if one.key == DECLARATION]
    return at.declares.row if at.declares is not None and any(not one.answered(at.draft) for one in asked) else None


def _said(at: Bidding) -> Iterator[dict[str, Any]]:
    """Each answer as it will be sealed."""
    for section in at.parts:
        for one in section.questions:
            text = at.draft.text(one.key).strip()
            files = [(file, size_words(file.size)) for file in at.draft.files_at(one.key)]
            ticked = one.tick if one.key in at.draft.ticked else ""
            yield {"section": section, "heading": one.heading, "asked": one.asked, "ticked": ticked, "text": text, "files": files,
                   "url": at.address("bid-section", section.key)}  # fmt: skip
