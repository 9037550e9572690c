"""The page on which a member of the panel reads what another one drafted, and signs it; the last signature enters it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.request import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.clerk import Entered, Refused
from operis.core.acts import Command
from operis.core.decider import Done, Refusal
from operis.core.mandates import Mandate
from operis.core.reading import PARAGRAPH_MAX
from operis.dockets.procurement.evaluation import members
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.drafts.joint import JointPaper, paper_of, sign, take_back
from operis.law.book import Row
from operis.rules.evaluation import dissent_of_members, silent_were_asked
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.components.links import Link
from operis.web.desk.begun import DO
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.guided import guide_of
from operis.web.desk.joint import PAPER, as_signed, digest, drafted_form, entering, in_silence, signatories, title_of, url_of, waiting_for
from operis.web.desk.refused import later, why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.steps import NotNow, basis_of, done, entered
from operis.web.desk.trial import tried
from operis.web.desk.values import stated, values
from operis.web.preparing.ahead import steps_of
from operis.web.preparing.together import sitting_on
from operis.web.told import tell

SHA256, RESERVATION = "sha256", "reservation"
SIGN, BACK, AWAY, CLOSE = "sign", "back", "away", "close"


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
def joint_page(request: HttpRequest, mandate: Mandate, number: str, command: str, paper: int) -> HttpResponseBase:
    """Only who sits on the panel is told that there is one."""
    docket = docket_for(number, mandate)
    found = next((one for one in steps_of(docket.line.kind, docket.state) if one[1].asked.slug == command), None)
    if found is None:
        raise Http404(command)
    there = paper_of(docket.number, paper)
    at = Sitting(request, mandate, docket, *found, there.key if there else "", seen=len(docket.entries))
    if not at.joint:
        raise Http404(command)
    if there is None or there.command != command:
        return tell(request, _("This paper was entered, changed or taken away meanwhile. What waits for you stands on your desk."), at.back)
    if request.method == "POST":
        return _pressed(at, there)
    return _page(at, there)


def _pressed(at: Sitting, paper: JointPaper) -> HttpResponseBase:
    wanted, own = at.request.POST.get(DO, ""), at.mandate.persons[0]
    if wanted == BACK:
        take_back(paper, own)
        return tell(at.request, _("Your signature is taken back."), url_of(paper))
    if wanted == AWAY and paper.drafter == own:
        paper.delete()
        return tell(at.request, _("The draft is taken away; nothing of it was entered."), at.back)
    if wanted == SIGN:
        return needs_again(at.request) or _signed(at, paper)
    if wanted == CLOSE:
        return needs_again(at.request) or _closed(at, paper)
    return _page(at, paper)


def _closed(at: Sitting, paper: JointPaper) -> HttpResponseBase:
    """Enter it without those who were asked and stay silent, where the law holds them to agree."""
    form = drafted_form(at, paper)
    if form.is_valid() and digest(form.asked) == paper.sha256 and isinstance(in_silence(at, form.asked, paper), Done):
        return _entered(at, paper, form.asked, closed=True)
    return _page(at, paper, status=409)


def _signed(at: Sitting, paper: JointPaper) -> HttpResponseBase:
    read, said = str(at.request.POST.get(SHA256, "")), str(at.request.POST.get(RESERVATION, "")).strip()
    form = drafted_form(at, paper)
    if not form.is_valid() or digest(form.asked) != paper.sha256:
        says = _("This draft can no longer be read as it was written. Change it, and put it before the panel anew.")
        return _page(at, paper, status=409, says=says)
    if len(said) > PARAGRAPH_MAX:
        return _page(at, paper, status=422, wrong=_("At most {most} characters.").format(most=PARAGRAPH_MAX))
    reservation = {language(): said} if said and at.step.asked.reservations else {}
    if not sign(paper, read, at.mandate.persons[0], clock.now(), reservation):
        return _page(at, paper, status=409, says=_("It was changed after you had opened it. Nothing was signed: read it as it is now."))
    missing = set(sitting_on(at.state)) - {*paper.signatures()}
    if missing:
        return tell(at.request, _("Signed. Nothing is entered before all have signed."), _next(at), Link(title_of(paper), url_of(paper)))
    return _entered(at, paper, form.asked)


def _next(at: Sitting) -> str:
    """The next paper that this member has still to sign; else what the panel has to do."""
    waiting = waiting_for(at.number or "", at.state, at.mandate.persons[0])
    return next((one.url for one in waiting if one.own), reverse("panel", args=[at.number]))


def _entered(at: Sitting, paper: JointPaper, drafted: Command, *, closed: bool = False) -> HttpResponseBase:
    sitting, now = sitting_on(at.state), clock.arrived(at.request.META)
    asked = as_signed(drafted, paper, sitting, closed=closed)
    told = entered(at, asked, calendar().local(now), now, entering(paper, sitting))
    if isinstance(told, Entered):
        paper.delete()
        return done(at, asked, told, basis_of(at))
    if isinstance(told, NotNow):
        answer = _page(at, paper, status=told.status, says=told.says)
        return later(answer, told.until, now) if told.until else answer
    return _page(at, paper, status=told.refusal.status, refused=told)


def _page(
    at: Sitting, paper: JointPaper, *, status: int = 200, says: str = "", wrong: str = "", refused: Refused | None = None
) -> HttpResponse:
    now, signed = clock.now(), signatories(at, paper)
    names = {one.person: one.name for one in members(at.state)}
    shown = _read(at, paper, refused, now)
    context = {
        "step": at.words, "title": title_of(paper), "about": heading(at.docket.line) if at.docket else "", "number": at.number,
        "back": at.back, "basis": basis_of(at), "paper": paper, "drafter": names.get(paper.drafter, ""), "signatories": signed,
        "own": next((one for one in signed if one.own), None), "missing": [one for one in signed if one.signed is None],
        "missing_names": _(", ").join(one.name for one in signed if one.signed is None), "silence": silence(at),
        "mine": paper.drafter == at.mandate.persons[0], "lost": _(", ").join(name for one, name in names.items() if one in paper.lost_by),
        "may_dissent": bool(at.step.asked.reservations), "wrong": wrong, "typed": at.request.POST.get(RESERVATION, "") if wrong else "",
        "errors": [Wrong(f"f-{RESERVATION}", wrong)] if wrong else [Wrong("", says)] if says else [], "most": PARAGRAPH_MAX,
        "change": f"{reverse('desk-step', args=[at.number, paper.command])}?{urlencode({PAPER: paper.pk})}", **shown,
    }  # fmt: skip
    return render(at.request, "web/desk/joint.html", context, status=status)


def silence(at: Sitting) -> list[Row]:
    """The rows under which silence counts as agreement."""
    law = at.case(clock.now()).law
    rows = (*at.step.rows_of(dissent_of_members), *at.step.rows_of(silent_were_asked))
    return [row for one in rows if (row := law.first((one,))) is not None]


def _read(at: Sitting, paper: JointPaper, refused: Refused | None, now: datetime) -> Mapping[str, Any]:
    """What is signed, what was noticed, and what would stand in its way now."""
    form = drafted_form(at, paper)
    if not form.is_valid():
        return {"unreadable": True}
    asked = as_signed(form.asked, paper, sitting_on(at.state))
    outcome, _after = tried(at, asked, calendar().local(now))
    grounds, number, more = (
        (refused.refusal.grounds, refused.number, refused.refusal.more) if refused is not None
        else (outcome.grounds, "", outcome.more) if isinstance(outcome, Refusal) else ((), "", 0)
    )  # fmt: skip
    why = why_not(at.words, grounds, number, now, at.mandate, back=at.back, own=at.number or "", more=more) if grounds else None
    guide, without = guide_of(at), in_silence(at, form.asked, paper)
    return {"closes": isinstance(without, Done), "silent": bool(form.asked.silent_in),
            "outcome_template": guide.outcome_template, "outcome": guide.outcome(at, asked), "values": stated(values(asked, form.offers)),
            "why": why, "notes": outcome.notes if isinstance(outcome, Done) else ()}
