"""What is wanted, by when, and who may bid? Notices open for bids, and one notice in the order in which people read it."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.fields import walk
from operis.core.wording import Wording
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Lot
from operis.documents.lawbook import book, calendar
from operis.documents.shown import language, money, shown
from operis.registers import models
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.public.dockets import Shown, names_of, shown_or_404
from operis.web.public.entered import label_of
from operis.web.public.processes import PAGE_ROWS, SOON, endings_of, paper_of, rows_of, shown_slug, strip_of
from operis.web.public.timeline import document_links, seal_of, timeline

LAST_ACTS, NEXT_ACTS = 3, 2


@require_safe
def notices_page(request: HttpRequest) -> HttpResponse:
    """Notices: those still open first, soonest closing on top."""
    words, state = request.GET.get("q", "").strip(), request.GET.get("status", "open")
    now = clock.now()
    found = models.Docket.objects.filter(kind="procurement", closes__isnull=False)
    found = found.filter(closes__gt=now).order_by("closes") if state == "open" else found.order_by("-closes")
    for word in words.split():
        found = found.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word) | Q(number__icontains=word))
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    soon = {line.number for line in page if line.closes and now < line.closes < now + SOON}
    context = {"page": page, "rows": rows_of(list(page)), "soon": soon, "q": words, "status": state, "count": page.paginator.count}
    return render(request, "web/public/notices.html", context)


@require_safe
def notice_page(request: HttpRequest, number: str) -> HttpResponse:
    docket = shown_or_404(number)
    state: Any = docket.state
    if not isinstance(state, Procurement) or state.notice is None:
        raise Http404(number)
    now = clock.now()
    lines = timeline(docket, now)
    done = len(docket.entries)
    return render(request, "web/public/notice.html", {
        "docket": docket, "notice": state.notice, "plan": state.plan, "strip": strip_of(docket),
        "paper": paper_of(request, docket), "endings": endings_of(docket), "status": docket.status(now),
        "facts": facts_of(docket, state, now), "seal": seal_of(docket.entries[-1]), "sections": sections_of(docket, state),
        "criteria": state.plan.criteria if state.plan else (), "dates": dates_of(state), "documents": document_links(docket),
        "changes": changes_of(state), "lots": lots_of(state),
        "open": state.bids_close is not None and now < state.bids_close and not state.ended,
        "lines": lines[max(0, done - LAST_ACTS):done + NEXT_ACTS],
        "crumbs": [(reverse("home"), _("Home")), (reverse("notices"), _("Find work"))],
    })  # fmt: skip


def facts_of(docket: Shown, state: Procurement, now: datetime) -> list[FactRow]:
    """The box that comes first: until when, how much, how long, who."""
    notice, plan, closes = state.notice, state.plan, state.bids_close
    rows = []
    if closes is not None:
        days = (calendar().day(closes) - calendar().day(now)).days
        if closes <= now:
            left = _("closed")
        else:
            left = ngettext("in {days} day", "in {days} days", days).format(days=days) if days else _("today")
        rows.append(FactRow(_("Closes"), shown(closes), left))
    if notice is not None and notice.budget is not None:
        rows.append(FactRow(_("Budget"), money(notice.budget)))
    if plan is not None:
        rows.append(FactRow(_("Lasts"), _("{months} months").format(months=plan.term_months)))
        rows.append(FactRow(_("Method"), shown_slug(plan.method)))
    rows.append(FactRow(_("Body"), names_of({docket.line.body}).get(docket.line.body, docket.line.body)))
    if notice is not None:
        rows.append(FactRow(_("Bid security"), money(notice.bond) if notice.bond else _("none")))
        if notice.consortia_allowed is not None:
            rows.append(FactRow(_("Consortia"), _("may bid") if notice.consortia_allowed else _("may not bid")))
    return rows


def sections_of(docket: Shown, state: Procurement) -> list[tuple[str, Wording]]:
    """The text of the notice, in its order; what was not stated is left out."""
    notice = state.notice
    if notice is None:
        return []
    parts = [(_("What you will do"), notice.content), (_("Scale"), notice.scale), (_("Who may bid"), notice.qualification),
             (_("What to send"), notice.materials), (_("Small and medium enterprises"), notice.reservation),
             (_("Getting the documents"), notice.getting_documents), (_("Opening"), notice.opening),
             (_("If you disagree: where to send a formal query"), notice.queries_to), (_("Purchaser"), notice.purchaser),
             (_("Agency"), notice.agency), (_("Contact"), notice.contact)]  # fmt: skip
    return [(heading, text) for heading, text in parts if text is not None]


def lots_of(state: Procurement) -> list[dict[str, Any]]:
    """Each lot of the plan, whom it is kept for, and whether it was ended."""
    lots = state.plan.lots if state.plan else ()
    return [{"lot": one.lot, "name": one.name, "budget": money(one.budget), "reserved": reserved_for(one),
             "ended": one.lot in state.ended_lots} for one in lots]  # fmt: skip


def reserved_for(lot: Lot) -> str:
    choices = dict(walk(Lot)["reserved"].asked.choices)
    return choices[lot.reserved].within(language()) if lot.reserved in choices else ""


def dates_of(state: Procurement) -> list[tuple[str, str, Any]]:
    """Each date with the row it rests on, where it was concluded."""
    notice = state.notice
    if notice is None:
        return []
    dates: list[tuple[str, str, Any]] = [(_("Documents issued from"), shown(notice.documents_issued), None)]
    said = [one.documents_offered_until for one in reversed(state.corrections)] + [notice.documents_offered_until]
    offered = [day for day in said if day is not None]
    if offered:
        dates.append((_("Documents offered until"), shown(offered[0]), None))
    if notice.stands_until is not None:
        row = book().rows[notice.stands_until.row].at(calendar().day(notice.happened))
        dates.append((_("Notice stands until"), shown(notice.stands_until.day), row))
    if state.bids_close is not None:
        dates.append((_("Bids close"), shown(state.bids_close), None))
    return dates


def changes_of(state: Procurement) -> list[dict[str, Any]]:
    return [{"on": shown(calendar().day(one.happened)), "ground": shown(one.ground), "reason": one.reason.within(language())[1],
             "changes": [(label_of(change.about), change.old.within(language())[1] if change.old else "", change.new.within(language())[1])
                         for change in one.changes],
             "closes": shown(one.closes) if one.bids_close is not None else "", "stands": one.closes == state.bids_close}
            for one in state.corrections]  # fmt: skip


def proof_link(docket: Shown) -> Link:
    return Link(_("Download the record"), reverse("record", args=[docket.number]))
