"""How is a step taken? A form, a page to check what will be entered, and a button that puts it: refused with reasons, or a receipt.

A form gets its key when it is first shown, and keeps it: pressed twice, or sent again from the page before, the same request gives the
same entries and the same receipt. It carries too how long the docket was: what others entered since is told before anything is put.
Whatever was typed is kept as a draft until it is entered.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.attachments.sealing import SealingKeyError
from operis.clerk import Entered, KeyReusedError, NoSuchDocketError, Refused, RefusedTooOftenError, WentBackError, put
from operis.core.acts import Command, Outside
from operis.core.decider import Done, Refusal
from operis.core.fields import Happened
from operis.core.mandates import WITHOUT_OFFICE, Mandate, Role
from operis.dockets.procurement.commands import FilePlan, PublishNotice
from operis.dockets.procurement.facts import procurement
from operis.documents.kinds import kind_words
from operis.documents.lawbook import book, calendar
from operis.documents.names import by_name
from operis.documents.problems import clock_behind, refused_too_often, sealing_key_missing
from operis.documents.receipts import receipt_of
from operis.documents.receipts import told as receipt_told
from operis.documents.said import said
from operis.documents.shown import language, shown
from operis.law.book import Row
from operis.ledger import read
from operis.ledger.states import state_above, state_of
from operis.procedures import procedures
from operis.rules.bids import is_late
from operis.strict_yaml import Malformed, Mistake
from operis.watch import ClockStoppedError
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.components.form import parts, summary
from operis.web.components.why import Why
from operis.web.desk.begun import (
    DO,
    FORM,
    KEY,
    KEYS,
    SEEN,
    another,
    beside,
    counted,
    discard,
    draft_for,
    elsewhere,
    kept_again,
    mark,
    marked,
    rescued,
    typed,
)
from operis.web.desk.checked import SHOWN, beneath, check_of, demanded, in_the_way, other_than_shown
from operis.web.desk.due import next_on
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.files import chosen, files_of
from operis.web.desk.guided import guide_of, offers_of
from operis.web.desk.joint import begun_jointly, put_before, waiting_on
from operis.web.desk.onward import entered_words, receipt_link, soon
from operis.web.desk.receipts import said_beside
from operis.web.desk.refused import later
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import case_of, tried
from operis.web.forms import CommandForm, blank, form_for, with_row, without_row
from operis.web.given import with_given
from operis.web.preparing.ahead import steps_of, weigh
from operis.web.reading.timeline import seal_of
from operis.web.told import tell

NEVER_LATE = frozenset({"late_reason"})  # is not asked where a step happens when it arrives
SOON = (FilePlan, PublishNotice)
"""After these something can be done that is nobody's duty: it is named where they are entered."""
CONFIRM, CHANGE, LATER, SEND = "confirm", "change", "later", "send"


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def step_page(request: HttpRequest, mandate: Mandate, number: str, command: str) -> HttpResponseBase:
    docket = docket_for(number, mandate)
    found = next((one for one in steps_of(docket.line.kind, docket.state) if one[1].asked.slug == command), None)
    if found is None:
        raise Http404(command)
    length = len(docket.entries)
    return _answer(Sitting(request, mandate, docket, *found, _key(request), min(counted(request.POST.get(SEEN), length), length)))


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def new_page(request: HttpRequest, mandate: Mandate, kind: str, command: str) -> HttpResponseBase:
    """A step that opens a docket."""
    of_kind = ((one, step) for one in procedures() if one.kind == kind for step in one.listed)
    opening = ((one, step) for one, step in of_kind if step.asked.opens and step.by - WITHOUT_OFFICE)
    found = next(((one, step) for one, step in opening if step.asked.slug == command), None)
    if found is None:
        raise Http404(command)
    return _answer(Sitting(request, mandate, None, *found, _key(request, request.GET.get(FORM, "")), seen=0))


def _key(request: HttpRequest, named: str = "") -> str:
    given = str(request.POST.get(KEY, named))
    return given if KEYS.fullmatch(given) else secrets.token_urlsafe(32)


def _answer(at: Sitting) -> HttpResponseBase:
    if at.request.method != "POST" or guide_of(at).elsewhere:
        return _untouched(at)
    if at.request.POST.get(DO) == CONFIRM and not guide_of(at).direct and (proof := needs_again(at.request)):
        return proof
    asked, post = form_for(at.step.asked), at.request.POST
    owner = marked(at.request)
    if owner is not None and owner.place != at.place:  # somebody else signed in meanwhile, or another mandate was chosen
        return rescued(at.request) or redirect(at.request.get_full_path())
    own = _yours(at)
    if not own and post.get(DO) != CONFIRM:
        return _untouched(at)
    sent = with_given(at.step.asked, guide_of(at).read(at, typed(at.request)))
    if "add" in post or "remove" in post:
        sent = with_row(sent, post["add"]) if "add" in post else without_row(sent, post["remove"])
    kept = chosen(at.request, at.mandate, at.step.asked, sent)
    sent, unkept = kept.typed, kept.wrong
    kept_again(at.request, at.place, at.step.asked, sent, at.key, at.seen)
    if post.get(DO) == LATER and not unkept:
        return tell(at.request, _("What you typed is kept. You find it under “Begun, not finished”."), reverse("desk"))
    if "add" in post or "remove" in post or "keep" in post or post.get(DO) in (CHANGE, LATER):
        form = asked(zone=calendar().zone, initial=sent, offers=offers_of(at, sent))
        return _form(at, form, status=422 if unkept else 200, unkept=unkept)
    form = asked(sent, zone=calendar().zone, offers=offers_of(at, sent))
    beside = guide_of(at).wrong(at, form.typed) if own else {}
    if not form.is_valid() or beside or unkept:
        return _form(at, form, status=422, beside=beside, unkept=unkept) if own else _untouched(at)
    if post.get(DO) in (CONFIRM, SEND) and post.get(SHOWN) and other_than_shown(at, form):
        return _check(at, form)
    if post.get(DO) == SEND and (away := guide_of(at).send(at, form.asked, form.typed)) is not None:
        return away
    confirmed = post.get(DO) == CONFIRM and post.get(KEY) == at.key
    if confirmed and (not at.fresh or _made_before(at.key)):
        return _before_panel(at, form) if at.joint else _put(at, form)
    if confirmed and guide_of(at).pressed:
        return _form(at, form, status=409, seen=length_of(at))
    return _check(at, form, status=409 if confirmed else 200)


def _yours(at: Sitting) -> bool:
    """Whether this office takes the step on this docket: to nobody else a form shows what stands in it."""
    return weigh(at.procedure, at.step, at.number, at.state, at.acts_as, clock.now(), **guide_of(at).known(at)).yours


def _made_before(key: str) -> bool:
    """Whether what is new on the docket came from this very form: it was pressed twice."""
    return bool(read.by_request("", hashlib.sha256(key.encode()).hexdigest()))


def _untouched(at: Sitting) -> HttpResponseBase:
    """What stands in the way is told before anybody writes; of another office's step there is no form."""
    other = guide_of(at).instead(at)
    if other is not None:
        return tell(at.request, other.words, other.url) if other.words else redirect(other.url)
    now, paper = clock.now(), begun_jointly(at)
    draft = None if paper else draft_for(at.request, at.place, partial(guide_of(at).fits, at))
    if draft is not None:
        own = draft.about or draft.key
        at = replace(at, key=own if KEYS.fullmatch(own) else at.key, seen=min(draft.seen, at.seen))
    begins = draft.typed if draft is not None else paper.typed if paper else {**blank(at.step.asked), **guide_of(at).begins(at)}
    first = weigh(at.procedure, at.step, at.number, at.state, at.acts_as, now, **guide_of(at).known(at))
    why = in_the_way(at, first.grounds, "", now) if first.grounds else None
    if why is not None and at.again and first.yours:
        why = replace(why, heading=_("Not possible any more: {step}").format(step=at.words))
    begun: dict[str, Any] = {"draft": draft, "elsewhere": () if draft else elsewhere(at.place), "prepare": why is not None}
    if at.docket is None:
        begun |= {"another": another(at.request), "beside": beside(at.mandate, at.step.asked, draft)}
    form = form_for(at.step.asked)(zone=calendar().zone, initial=begins, offers=offers_of(at, begins))
    if why is None and first.yours and guide_of(at).pressed:
        why = _foretold(at, begins, now)
    if why is None and first.yours:
        begun["check"] = beneath(at, dict(begins), now)
    closed = not first.yours or (why is not None and _over(at))
    return _form(at, form, why=why, status=200 if first.yours else 403, closed=closed, begun=begun)


def _over(at: Sitting) -> bool:
    """Whether the step has nothing to do here, so that nothing written now could be entered later."""
    return at.docket is not None and at.docket.kind.idle(at.state, state_above(at.state), at.step.asked)


def _foretold(at: Sitting, begins: Mapping[str, str], now: datetime) -> Why | None:
    """Why it would be refused as it stands, where nothing is left to be checked on a page of its own."""
    form = form_for(at.step.asked)(begins, zone=calendar().zone, offers=offers_of(at, begins))
    outcome = tried(at, form.asked, calendar().local(now))[0] if form.is_valid() else None
    return in_the_way(at, outcome.grounds, "", now, outcome.more) if isinstance(outcome, Refusal) else None


def _put(at: Sitting, form: CommandForm) -> HttpResponseBase:
    now = clock.arrived(at.request.META)
    happened = _when(form, now)
    if happened is None:
        return _form(at, form, status=422)
    try:
        told = entered(at, form.asked, happened, now)
    except Malformed as wrong:
        form.mark(wrong.mistakes)
        return _form(at, form, status=422)
    except NoSuchDocketError as error:
        raise Http404(at.number or "") from error
    if isinstance(told, NotNow):
        answer = _form(_anew(at, form) if told.again else at, form, status=told.status, more=told.says)
        return later(answer, told.until, now) if told.until else answer
    if isinstance(told, Refused):
        return _refused(at, form, told, now)
    discard(at.place)
    if onward := guide_of(at).onward(at, form.typed, told):
        return tell(at.request, entered_words(at.words, told), onward, receipt_link(told))
    return done(at, form.asked, told, basis_of(at, form.asked))


def _anew(at: Sitting, form: CommandForm) -> Sitting:
    """The same form under a key of its own, and what was typed with it."""
    anew = replace(at, key=secrets.token_urlsafe(32))
    discard(at.place)
    kept_again(at.request, anew.place, at.step.asked, form.typed, anew.key, anew.seen)
    return anew


def _before_panel(at: Sitting, form: CommandForm) -> HttpResponseBase:
    """What would be refused is put before nobody."""
    happened = _when(form, clock.now())
    allowed = happened is not None and isinstance(tried(at, form.asked, happened)[0], Done)
    return put_before(at, form) if allowed else _check(at, form, status=422)


def _when(form: CommandForm, now: datetime) -> Happened | None:
    """What took place elsewhere has a day of its own, which has come; all else happens now. None: a mistake is marked."""
    outside = getattr(form.asked, "outside", None)
    if not isinstance(outside, Outside):
        return calendar().local(now)
    ahead = outside.on > now if isinstance(outside.on, datetime) else outside.on > calendar().day(now)
    if ahead:
        form.mark([Mistake("/outside/on", "This has not happened yet.")])
    return None if ahead else outside.on


def _refused(at: Sitting, form: CommandForm, refused: Refused, now: datetime) -> HttpResponse:
    """Every ground in the panel; and beside the field those that are about one."""
    for ground in refused.refusal.grounds:
        name = form.name_of(f"/{ground.finding.at}") if ground.finding.at and ground.blocks else ""
        if name:
            finding = by_name(ground.finding)
            says, told = said(finding.says, finding.facts), form.wrong.setdefault(name, [])
            told += [says] if says not in told else []
    status = refused.refusal.status
    why = in_the_way(at, refused.refusal.grounds, refused.number, now, refused.refusal.more)
    return _form(at, form, why=why, status=status, closed=status == 403)


def _context(at: Sitting) -> dict[str, Any]:
    about = heading(at.docket.line) if at.docket else kind_words(at.procedure.kind)
    return {
        "step": guide_of(at).title(at), "about": about, "number": at.number, "key": at.key, "back": at.back, "basis": basis_of(at),
        "mark": mark(at.request, at.place, at.step.asked), "seen": at.seen,
        "fresh": at.fresh, "fresh_own": all(one.own for one in at.fresh),
    }  # fmt: skip


def basis_of(at: Sitting, asked: Command | None = None) -> list[Row]:
    """The row of the step that is in force for the method of what it is about, as far as that is `asked` by now."""
    case = at.case(clock.now(), **guide_of(at).known(at)) if asked is None else case_of(at, asked)
    row = case.law.first(at.step.under, method=case.method)
    return [row] if row is not None else []


def _form(
    at: Sitting, form: CommandForm, *, why: Why | None = None, status: int = 200, closed: bool = False, more: str = "",
    beside: Mapping[str, str] | None = None, begun: Mapping[str, Any] | None = None, seen: int | None = None,
    unkept: Mapping[str, list[str]] | None = None,
) -> HttpResponse:  # fmt: skip
    for name, says in (unkept or {}).items():
        form.wrong.setdefault(name, []).extend(says)
    files = files_of(at, form.typed)
    guide = guide_of(at)
    unasked = NEVER_LATE if at.step.asked.electronic else frozenset()
    shown = guide.arranged(at, parts(form, unasked, files=files, demanded=demanded(at, form)), form.typed)
    guided = [Wrong(f"f-{name}", says) for name, says in (beside or {}).items()]
    errors = [*([Wrong("", more)] if more else []), *guided, *summary(form, shown)]
    sections = guide.sections(at, shown)
    context = {**_context(at), "sections": sections, "errors": errors, "why": why, "closed": closed, "direct": guide.direct,
               "pressed": guide.pressed, **({} if seen is None else {"seen": seen}),
               "files": files, "guide": guide.template, "waiting": waiting_on(at),
               "guided": guide.context(at, form.typed, beside or {}), **(begun or {})}  # fmt: skip
    return render(at.request, "web/desk/form.html", context, status=status)


def length_of(at: Sitting) -> int:
    return len(at.docket.entries) if at.docket else 0


def _check(at: Sitting, form: CommandForm, *, status: int = 200) -> HttpResponse:
    """What others entered since is shown here, and with that it is seen: the next confirmation counts from it."""
    now = clock.now()
    context = {**_context(at), "check": check_of(at, form, _when(form, now), now), "basis": basis_of(at, form.asked), "seen": length_of(at),
               "typed": _sent_again(at, form)}  # fmt: skip
    return render(at.request, "web/desk/check.html", context, status=status)


def _sent_again(at: Sitting, form: CommandForm) -> list[tuple[str, str]]:
    """What the page that is confirmed carries of the form."""
    made = guide_of(at).made
    return sorted((name, value) for name, value in form.typed.items() if name.partition("-")[0] not in made)


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing was entered, and it is nothing that the law says; `again` where the form needs another key."""

    status: int
    says: str
    until: datetime | None = None
    again: bool = False


def entered(
    at: Sitting, asked: Command, happened: Happened, now: datetime, mandate: Mandate | None = None
) -> Entered | Refused | NotNow:
    """Malformed and NoSuchDocketError are for who asks; `mandate` where it is not that of one person alone."""
    try:
        return put(clock.this_office(), at.number, asked, mandate or at.mandate, happened=happened, entered=now, key=at.key)
    except KeyReusedError:
        says = _("This form was sent before, with other words, and that was entered. To enter this as well, check it and send it again.")
        return NotNow(409, says, again=True)
    except RefusedTooOftenError as error:
        return NotNow(429, refused_too_often(error.until), error.until)
    except WentBackError as error:
        return NotNow(503, clock_behind(error.last))
    except ClockStoppedError:
        says = _("The clock of this site was set, and waits until its operator has confirmed it. Nothing was entered. Try again later.")
        return NotNow(503, says)
    except SealingKeyError:
        return NotNow(503, sealing_key_missing())


def turned_away(told: Entered) -> Row | None:
    """The row under which what was brought is given back."""
    first = told.entries[0]
    row = getattr(first.act, first.act.turned_away) if first.act.turned_away else ""
    return book().rows[row].at(calendar().day(first.entered)) if row in book().rows else None


@dataclass(frozen=True, slots=True)
class Late:
    """When bids closed, and the row under which what comes later is not kept."""

    closes: datetime
    row: Row | None = None

    @property
    def words(self) -> str:
        return shown(self.closes)


def lateness(at: Sitting, now: datetime) -> Late | None:
    """None while bids are taken, and where there is no notice that goes on."""
    case = at.case(now)
    if procurement not in case.facts or not is_late(case):
        return None
    return Late(case.facts[procurement].closes, case.law.first(at.step.under, method=case.method))


def done(at: Sitting, asked: Command, told: Entered, basis: list[Row], *, stands: str = "") -> HttpResponse:
    """What was entered; a bid that came too late is entered too, and nothing of it is kept. `stands`: since when an earlier bid does."""
    late = next((Late(getattr(one.act, one.act.too_late), *basis) for one in told.entries if one.act.too_late), None)
    entries = [(one.number, one.act.title_words.within(language()), seal_of(one)) for one in told.entries]
    context = {
        "purchase": getattr(state_of(told.docket), "procurement", "") if late and at.mandate.role is Role.SUPPLIER else "",
        "step": at.words, "docket": told.docket, "entries": entries, "notes": told.entries[0].notes, "repeated": told.repeated,
        "late": late, "turned": turned_away(told), "stands": stands, "onward": _onward(at, told),
        "beside": said_beside(told.docket, told.entries, at.mandate),
        "receipt": receipt_told(receipt_of(told, asked, settings.OPERIS_ORIGIN), clock.ledger_key()),
    }  # fmt: skip
    return render(at.request, "web/desk/done.html", context, status=409 if late else 200)


def _onward(at: Sitting, told: Entered) -> list[Any]:
    """What comes next; after a plan and a notice first what hangs on no duty."""
    first = soon(told.docket, state_of(told.docket), at.mandate) if at.step.asked in SOON else []
    return [*first, *next_on(told.docket, at.mandate, clock.now())]
