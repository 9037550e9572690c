"""Where is what bids say read? One bid beside all criteria, all bids beside one, and after the report the sheets of everybody."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.wording import Wording
from operis.dockets.procurement.evaluating import Sheet
from operis.dockets.procurement.evaluation import members, report_of, sheets_of
from operis.rules.before_panel import scored, to_score
from operis.web.desk.entry import docket_for
from operis.web.desk.opened_bid import opened_bids
from operis.web.panel.bids import beside, bids_of
from operis.web.panel.sitting import AtPanel, criterion_name, panel_page, with_bids
from operis.web.reading.dockets import Shown
from operis.web.reading.documents import documents_of
from operis.web.reading.entered import written


@require_safe
@panel_page
@with_bids
def bid_page(at: AtPanel, bid: str) -> HttpResponseBase:
    """What it was opened with, and criterion by criterion what it says."""
    lot, one = at.offer(bid)
    found = next(each for each in bids_of(at, lot) if each.number == one.bid)
    docket = docket_for(one.bid, at.mandate)
    others = [each for each in bids_of(at, lot) if each.number != one.bid]
    said = [(beside(each), found.to(str(each.id)), at.address("panel-criterion", lot, str(each.id))) for each in scored(at.state)]
    return render(at.request, "web/panel/bid.html", {
        "at": at, "bid": found, "lot": lot, "lot_name": at.lot_name(lot), "said": said, "others": others,
        "opened": opened_bids(docket, at.state), "explained": _explained(at, docket, lot, one.supplier),
        "scores": at.address("panel-scores", lot) if at.member is not None and found.compared else "",
    })  # fmt: skip


def _explained(at: AtPanel, docket: Shown, lot: str, supplier: str) -> list[dict[str, Any]]:
    """What the panel has asked of the bid, and what its supplier has answered since."""
    to_it = (one for one in at.state.questions if (one.lot, one.supplier) == (lot, supplier))
    asked = [{"words": _("The panel asks"), "text": written(one.question)} for one in to_it]
    answers = [(entry, one) for one in docket.state.explanations if one.lot == lot for entry in docket.entries if entry.act == one]
    said = [{"words": _("The supplier answers"), "text": written(one.text), "files": documents_of(docket, entry)} for entry, one in answers]
    return [*asked, *said]


@require_safe
@panel_page
@with_bids
def criterion_page(at: AtPanel, lot: str, criterion: str) -> HttpResponseBase:
    """The words of all bids beside each other; bids that are out come last."""
    found = next((one for one in scored(at.state) if one.id == criterion), None)
    if found is None:
        raise Http404(criterion)
    bids = sorted(bids_of(at, at.lot(lot)), key=lambda one: not one.compared)
    ways = [(criterion_name(one), at.address("panel-criterion", lot, str(one.id))) for one in scored(at.state) if one.id != criterion]
    return render(at.request, "web/panel/criterion.html", {
        "at": at, "lot": lot, "lot_name": at.lot_name(lot), "criterion": beside(found), "bids": [(one, one.to(criterion)) for one in bids],
        "ways": ways, "scores": at.address("panel-scores", lot) if at.member is not None else "",
    })  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What the members gave to one bid for one criterion, in the order of the panel; `apart` from least to most where they differ."""

    criterion: str
    most: str
    figures: tuple[tuple[str, str], ...]
    apart: str


@dataclass(frozen=True, slots=True)
class SheetsOfBid:
    name: str
    given: tuple[Given, ...]
    opinions: tuple[tuple[str, Wording], ...]


@require_safe
@panel_page
def sheets_page(at: AtPanel, lot: str) -> HttpResponseBase:
    """After the report each reads what each gave; before it a member's sheet is his own."""
    if report_of(at.state, at.lot(lot)) is None:
        raise Http404(lot)
    return render(at.request, "web/panel/sheets.html", {
        "at": at, "lot": lot, "lot_name": at.lot_name(lot), "members": [one.name for one in members(at.state)],
        "bids": [_sheets(at, lot, supplier) for supplier in to_score(at.state, lot)],
    })  # fmt: skip


def _sheets(at: AtPanel, lot: str, supplier: str) -> SheetsOfBid:
    by, there = sheets_of(at.state, lot), members(at.state)
    own: list[Sheet | None] = [by.get(one.person, {}).get(supplier) for one in there]
    given = list[Given]()
    for one in scored(at.state):
        figures: list[Decimal | None] = [next(iter(sheet.scores.get(one.id, ())), None) if sheet is not None else None for sheet in own]
        known = sorted(figure for figure in figures if figure is not None)
        apart = _("{least} to {most}").format(least=known[0], most=known[-1]) if known and known[0] != known[-1] else ""
        told = tuple((each.name, "-" if figure is None else f"{figure:f}") for each, figure in zip(there, figures, strict=True))
        given.append(Given(criterion_name(one), f"{one.weight:f}", told, apart))
    opinions = tuple((one.name, sheet.opinion) for one, sheet in zip(there, own, strict=True) if sheet and sheet.opinion)
    return SheetsOfBid(at.names.get(supplier, supplier), tuple(given), opinions)
