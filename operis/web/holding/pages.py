"""What does a key holder see and hand in? Each procurement that it holds a key of, and the next step there, without a script."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.cases.keeping import secret_of
from operis.cases.running import run_secret
from operis.clerk import NoSuchDocketError, Refused
from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.commands import NameKeyHolder, ReleaseShares
from operis.dockets.procurement.findings import keys_lost
from operis.dockets.procurement.holding import ShareOf
from operis.documents.awaited import wanted_again
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.documents.said import said
from operis.documents.shown import shown
from operis.holding.files import PUBLIC_ENDING, SharesFile, has_secret, key_text, open_text, public_in, public_of, read_key, read_shares
from operis.holding.handing import to_open
from operis.holding.opening import stands
from operis.holding.rehearsing import to_rehearse
from operis.ledger.states import state_of
from operis.registers import models
from operis.registers.models import still_owed
from operis.sealing.faults import EnvelopeError
from operis.strict_yaml import Malformed
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.components.why import Why
from operis.web.desk.entry import with_mandate
from operis.web.desk.onward import entered_words, receipt_link
from operis.web.desk.refused import later, why_not
from operis.web.desk.steps import NotNow, entered
from operis.web.holding.sitting import GIVE_BACK, GIVE_KEY, GIVEN, OVER, Holding, holding
from operis.web.reading.keepers import key_words, shares_words, with_lost
from operis.web.reading.lists import headings
from operis.web.told import tell

FILE_MAX = 16 * 1024 * 1024
DIGITS = re.compile(r"[0-9a-f]{64}")
PROGRAM = ".venv/bin/operis"
"""Where the program lies once it was taken from this site and set up, as help has it."""
DO, REHEARSE = "do", "rehearse"
SENT, SENT_MAX = "secrets-sent", 20


@with_mandate
@require_safe
def keys_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    """What is wanted of this holder, and what it waits for."""
    if mandate.role is not Role.KEY_HOLDER:
        raise PermissionDenied
    slugs, holder = (NameKeyHolder.slug, ReleaseShares.slug), mandate.acts_for or "-"
    owed = {one.docket: one for one in still_owed().filter(command__in=slugs, party=holder).order_by("moment", "docket")}
    again = [one for one in wanted_again(holder) if one not in owed]
    lines = list(models.Docket.objects.filter(number__in={*owed, *again}).order_by("-ordinal"))
    titles = headings(lines)
    rows = [{"number": line.number, "title": titles[line.number].words, **_wanted(owed.get(line.number))} for line in lines]
    return render(request, "web/holding/keys.html", {"rows": rows})


def _wanted(owed: models.Owed | None) -> dict[str, object]:
    """What a line of the list says; nothing is owed any more where shares that came are wanted again."""
    if owed is None:
        return {"again": True}
    return {"waits": owed.waits, "key": owed.command == NameKeyHolder.slug, "until": owed.moment}


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def holding_page(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    at = holding(request, mandate, number)
    if request.method != "POST":
        return _page(at)
    if request.POST.get(DO) == REHEARSE:
        return _rehearse(at)
    if at.stands in (GIVE_KEY, GIVE_BACK, GIVEN):
        return needs_again(request) or _handed_in(at)
    return _page(at, errors=[Wrong("", _("Nothing is wanted here now: nothing was entered."))], status=409)


@with_mandate
@require_safe
def rehearsal_file(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """The bid of the rehearsal, sealed to one key."""
    at, key = holding(request, mandate, number), request.GET.get("key", "")
    if at.stands != GIVE_KEY or not DIGITS.fullmatch(key):
        raise Http404(number)
    try:
        return _file(open_text(to_rehearse(at.number, at.holder, at.place, key, clock.verifier().vkey)), f"rehearsal-{at.number}.json")
    except EnvelopeError as error:
        raise Http404(number) from error


@with_mandate
@require_safe
def to_open_file(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """What is opened, with the closing list that says so and its place in the log; there from the closing to the opening."""
    at = holding(request, mandate, number)
    if at.stands not in (GIVE_BACK, GIVEN):
        raise Http404(number)
    asked = to_open(at.number, at.state, at.holder, at.wanted, clock.verifier().vkey)
    if asked.logged is None:
        says = _("The closing is not in the log yet. Try again in a second.")
        return HttpResponse(says, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "1"})
    return _file(open_text(asked), f"to-open-{at.number}.json")


@with_mandate
@require_safe
def invented_key(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """In a demonstration everybody may have the keys that its case files made; elsewhere there is no such file."""
    at = holding(request, mandate, number)
    secret = _invented(at)
    if secret is None:
        raise Http404(number)
    return _file(key_text(secret, clock.verifier().vkey), f"{at.number}.key")


def _invented(at: Holding) -> bytes | None:
    """The secret key, where this is a demonstration and the key that was given is one of its own."""
    if not clock.is_demo() or at.named is None:
        return None
    secret = secret_of(run_secret(settings.OPERIS_DATA), at.holder)
    return secret if public_of(secret) == at.named.key else None


def _file(text: str, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _rehearse(at: Holding) -> HttpResponseBase:
    """The file of the public key leads to the bid that is sealed to it; one with the secret key is taken for no key at all."""
    text = _brought(at, "key-file")
    if has_secret(text):
        _remember(at, text)
        says = _("This file has the secret key, which nobody but you may have: it is not taken from you any more. Delete it, make another "
                 "key, and choose the file of the public key, whose name ends with {ending}.").format(ending=PUBLIC_ENDING)  # fmt: skip
        return _page(at, errors=[Wrong("f-key-file", says)], status=422)
    key = public_in(text)
    try:
        if not DIGITS.fullmatch(key):
            raise EnvelopeError(key)
        to_rehearse(at.number, at.holder, at.place, key)
    except EnvelopeError:
        says = _("This is no file of a public key. Choose the one that operis holder-key has written: its name ends with {ending}.")
        return _page(at, errors=[Wrong("f-key-file", says.format(ending=PUBLIC_ENDING))], status=422)
    if was_sent(at, key):
        return _page(at, errors=[Wrong("f-key-file", sent_words())], status=422)
    return redirect(f"{at.address}?key={key}#rehearsal")


def _remember(at: Holding, text: str) -> None:
    """That a secret key came here: by its public one alone, for as long as its holder is signed in."""
    try:
        key = public_of(read_key(text))
    except Malformed:
        return
    at.request.session[SENT] = [*at.request.session.get(SENT, ()), key][-SENT_MAX:]


def was_sent(at: Holding, key: str) -> bool:
    """Whether the secret key of this public one was sent here by mistake: then somebody else may have it."""
    return key in at.request.session.get(SENT, ())


def sent_words() -> str:
    return _("The secret key of this one was sent to this site before, so that you are not the only one who had it. Make another key.")


def _brought(at: Holding, name: str) -> str:
    """The text of a file that was sent with the form."""
    file = at.request.FILES.get(name)
    return str(file.read(FILE_MAX).decode("utf8", "replace")) if file is not None else ""


def _handed_in(at: Holding) -> HttpResponseBase:
    text = _brought(at, "shares")
    if not text:
        missing = {GIVE_KEY: _("The rehearsal is missing. Open its bid with the file of your key, in this browser or off line.")}
        says = missing.get(at.stands, _("Choose the file that operis release has written."))
        return _page(at, errors=[Wrong("f-shares", says)], status=422)
    if has_secret(text):
        _remember(at, text)
    try:
        given = read_shares(text)
    except Malformed as wrong:
        return _page(at, errors=[Wrong("f-shares", said(one.says, one.facts)) for one in wrong.mistakes], status=422)
    if at.stands == GIVE_KEY and was_sent(at, given.key):
        return _page(at, errors=[Wrong("f-shares", sent_words())], status=422)
    if says := _of_another(at, given) or _stands_already(at, given):
        return _page(at, errors=[Wrong("f-shares", says)], status=422)
    return _put(at, _asked(at, given))


def _of_another(at: Holding, given: SharesFile) -> str:
    """Why a file is not what is wanted here; nothing where it is."""
    if given.docket != at.number:
        return _("This file is of another procurement: {number}.").format(number=given.docket)
    if given.place != at.place:
        return _("This file is of the key holder at place {place}; yours is place {own}.").format(place=given.place, own=at.place)
    rehearsal = given.rehearsed is not None
    if rehearsal != (at.stands == GIVE_KEY):
        return _("This file is of the rehearsal.") if rehearsal else _("This file is not of the rehearsal.")
    return ""


def _stands_already(at: Holding, given: SharesFile) -> str:
    """That nothing would be new by it."""
    if at.given is None or not stands(at.number, at.state, at.place, given.shares):
        return ""
    return _("These are the shares that you handed in on {when}: they stand, and nothing was entered once more.").format(
        when=shown(at.given.happened))  # fmt: skip


def _asked(at: Holding, given: SharesFile) -> Command:
    if at.stands == GIVE_KEY:
        return NameKeyHolder(key=given.key, rehearsed=given.rehearsed or "")
    return ReleaseShares(key=given.key, shares=tuple(ShareOf(bid=bid, lot=lot, share=share) for bid, lot, share in given.shares))


def _put(at: Holding, asked: Command) -> HttpResponseBase:
    now, step = clock.arrived(at.request.META), at.step(type(asked))
    try:
        told = entered(step, asked, calendar().local(now), now)
    except Malformed as wrong:
        return _page(at, errors=[Wrong("", said(one.says, one.facts)) for one in wrong.mistakes], status=422)
    except NoSuchDocketError as error:
        raise Http404(at.number) from error
    if isinstance(told, NotNow):
        answer = _page(at, errors=[Wrong("", told.says)], status=told.status)
        return later(answer, told.until, now) if told.until else answer
    if isinstance(told, Refused):
        why = why_not(step.words, told.refusal.grounds, told.number, now, at.mandate, back=at.address, own=at.number,
                      more=told.refusal.more)  # fmt: skip
        return _page(at, why=why, status=told.refusal.status)
    return tell(at.request, entered_words(step.words, told), at.address, receipt_link(told))


def _commands(number: str) -> dict[str, str]:
    """What is typed on the computer that has the key, as it is."""
    hands_in = f"{number}.key --out shares.json"
    return {"make": f"{PROGRAM} holder-key {number}.key", "public": f"{number}.key{PUBLIC_ENDING}",
            "rehearse": f"{PROGRAM} release rehearsal-{number}.json {hands_in}",
            "open": f"{PROGRAM} release to-open-{number}.json {hands_in}"}  # fmt: skip


def _elsewhere(at: Holding) -> list[str]:
    """Other purchases, not open yet, to which this holder gave the same key: its file is still needed there."""
    owed = still_owed().filter(command=ReleaseShares.slug, party=at.holder).exclude(docket=at.number)
    own = at.named.key if at.named is not None else ""
    others = ((one, state_of(one, kind="procurement")) for one in owed.values_list("docket", flat=True).distinct().order_by("docket"))
    return [number for number, state in others if any(one.key == own for one in getattr(state, "key_holders", ()))]


def _page(at: Holding, *, errors: list[Wrong] | None = None, why: Why | None = None, status: int = 200) -> HttpResponse:
    state, key = at.state, at.request.GET.get("key", "")
    names = names_of({*state.called_holders})
    waits = at.awaited
    failed = [one for one in at.given.released if not one.given] if at.given is not None else []
    unfit = waits.unfit if waits is not None else {}
    holders = [{"place": place, "name": names.get(one, one), "own": one == at.holder,
                "key": with_lost(state, one, key_words(state, one) or _("not yet")), "shares": shares_words(state, one, unfit)}
               for place, one in enumerate(state.called_holders, 1)]  # fmt: skip
    context: dict[str, Any] = {
        "commands": _commands(at.number), "invented": _invented(at) is not None,
        "at": at, "title": headings([at.docket.line])[at.number].words, "holders": holders, "errors": errors or [], "why": why,
        "stands": at.stands, "closes": shown(state.closes) if state.closes else "", "key": key if DIGITS.fullmatch(key) else "",
        "step_key": at.step(NameKeyHolder).key, "count": len(at.wanted) if at.stands in (GIVE_BACK, GIVEN) else 0,
        "awaited": waits, "again": waits is not None and at.holder in waits.again, "lost": at.holder in keys_lost(state.findings),
        "elsewhere": _elsewhere(at) if at.stands == OVER else (),
        "failed": failed, "settled": at.stands == GIVEN and not failed and at.holder not in unfit,
        "given_at": shown(at.given.happened) if at.given else "", "desk": reverse("desk-docket", args=[at.number]),
    }  # fmt: skip
    return render(at.request, "web/holding/holding.html", context, status=status)
