"""What is wanted, by when, and who may bid? One notice in the order in which people read it."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.dockets.procurement.evaluation import FIRST_ROUND, award_of, result_of
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import NoticeTerms
from operis.documents.lawbook import calendar
from operis.documents.names import names_borne, names_of
from operis.documents.shown import day, lasting, money, shown
from operis.documents.summaries import summary
from operis.web.components.facts import FactRow
from operis.web.public.eligible import eligible
from operis.web.public.finding_page import left_until
from operis.web.public.processes import endings_of, paper_of, shown_slug, strip_of
from operis.web.public.tries import tries_of_need, waits_again
from operis.web.reading.awarded import results
from operis.web.reading.dockets import Shown, shown_or_404
from operis.web.reading.documents import issued
from operis.web.reading.notice_blocks import CAN, Block, Page, asked_of, blocks, changes_of
from operis.web.reading.openings import opening_row
from operis.web.reading.sealed_bids import sealed_bids
from operis.web.reading.timeline import seal_of, timeline

LAST_ACTS, NEXT_ACTS = 3, 2


@require_safe
def notice_page(request: HttpRequest, number: str) -> HttpResponse:
    docket = shown_or_404(number)
    state: Procurement = docket.state
    if docket.line.noticed is None or state.notice is None:
        raise Http404(number)
    now = clock.now()
    body, tried = blocks_of(request, docket, state, state.notice, now), tries_of_need(docket)
    return render(request, "web/public/notice.html", {
        "docket": docket, "notice": state.notice, "strip": strip_of(docket, state), "paper": paper_of(request, docket),
        "endings": endings_of(docket, state), "tries": tried, "waits_again": waits_again(docket, tried), "status": docket.status(now),
        "facts": facts_of(docket, state, now),
        "seal": seal_of(docket.entries[-1]), "changes": changes_of(docket, state),
        "sealed": sealed_bids(docket, state), "blocks": body, "outcomes": results(docket, state),
        "can": any(one.shape == CAN and one.data for one in body),
        "crumbs": [(reverse("home"), _("Home")), (reverse("notices"), _("Find work"))],
    })  # fmt: skip


def blocks_of(request: HttpRequest, docket: Shown, state: Procurement, notice: NoticeTerms, now: datetime) -> list[Block]:
    """The body of the page; of a notice that is only previewed too."""
    lines, done = timeline(docket, now), len(docket.entries)
    return blocks(Page(docket=docket, state=state, notice=notice, lines=lines[max(0, done - LAST_ACTS):done + NEXT_ACTS],
                       documents=issued(docket), can=eligible(request, docket.number, state, now),
                       asked=asked_of(docket, state) if state.notice is not None else None))  # fmt: skip


def facts_of(docket: Shown, state: Procurement, now: datetime) -> list[FactRow]:
    """The box that comes first: until when, how much, how long, who."""
    notice, plan, closes = state.notice, state.plan, state.bids_close
    rows = []
    if closes is not None and closes <= now:
        rows.append(FactRow(_("Closing time"), shown(closes), _("closed")))
    elif closes is not None:
        rows.append(FactRow(_("Closes"), shown(closes), left_until(closes, now)))
        rows += _documents(state, now)
    rows += [opening_row(docket.number, place, summary(one)) for place, one in enumerate(state.openings, FIRST_ROUND)]
    rows += winners(docket, state)
    if notice is not None and notice.budget is not None:
        rows.append(FactRow(_("Budget"), money(notice.budget)))
    if plan is not None:
        rows.append(FactRow(_("Lasts"), lasting(plan.term_months, plan.extension_months)))
        rows.append(FactRow(_("Method"), shown_slug(plan.method)))
    rows.append(FactRow(_("Body"), names_of({docket.line.body}).get(docket.line.body, docket.line.body)))
    if notice is not None:
        rows.append(FactRow(_("Bid security"), money(notice.bond) if notice.bond else _("none")))
        if notice.consortia_allowed is not None:
            rows.append(FactRow(_("Consortia"), _("may bid") if notice.consortia_allowed else _("may not bid")))
    return rows


def _documents(state: Procurement, now: datetime) -> list[FactRow]:
    """Until when the documents can be taken, and what it means where that is over."""
    last = state.offered_until
    if last is None:
        return []
    over = calendar().day(now) > last
    return [FactRow(_("Documents until"), day(last), _("no longer offered: only who has them may bid") if over else "")]


def winners(docket: Shown, state: Procurement) -> list[FactRow]:
    """Who won, for how much, once that is published; more stands on the page of the result."""
    standing = [(award, said.happened) for lot in state.lots if (said := result_of(state, lot)) and (award := award_of(state, lot))]
    names, link = names_borne({one.supplier for one, _on in standing}), reverse("result", args=[docket.number])
    words_of = _("{supplier}, {price}")
    words = [words_of.format(supplier=names.at(on).get(one.supplier, one.supplier), price=money(one.price)) for one, on in standing]
    return [FactRow(_("Winner"), format_html('<a href="{}">{}</a>', link, one)) for one in words]
