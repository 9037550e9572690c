"""How does a member give its points? A grid of bids and criteria that is kept each time it is sent, and handed in once it is whole."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operis import clock
from operis.clerk import Refused
from operis.core.decider import Done
from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.dockets.procurement.commands import GiveScores
from operis.dockets.procurement.evaluating import Sheet
from operis.dockets.procurement.evaluation import lots_evaluated
from operis.documents.lawbook import calendar
from operis.documents.shown import language, moment
from operis.drafts.models import Written, discard, draft_at, keep
from operis.rules.before_panel import scored
from operis.web.account.recent import needs_again
from operis.web.components.errors import Wrong
from operis.web.components.why import Why
from operis.web.desk.begun import DO, KEY, KEYS, mark, marked, rescued, typed
from operis.web.desk.onward import entered_words, receipt_link
from operis.web.desk.refused import why_not
from operis.web.desk.sitting import Sitting
from operis.web.desk.steps import NotNow, entered
from operis.web.desk.trial import tried
from operis.web.panel.grid import Grid, grid, own_sheets, sheets
from operis.web.panel.sitting import AtPanel, criterion_name, panel_page, with_bids
from operis.web.told import tell

SAVED, OPINION, SIGNS_MAX = "saved", "opinion", 1000
HAND_IN, CONFIRM = "hand-in", "confirm"


@dataclass(frozen=True)
class Scoring:
    """The grid of one lot as a member has it before it, with what it has typed so far."""

    at: AtPanel
    lot: str
    step: Sitting
    said: Mapping[str, str]
    grid: Grid

    @property
    def address(self) -> str:
        return self.at.address("panel-scores", self.lot)

    @property
    def again(self) -> bool:
        """Whether points that were handed in are put right."""
        return bool(own_sheets(self.at, self.lot))

    def opinion(self, bid: str) -> str:
        return self.said.get(f"{OPINION}-{self.lot}-{bid}", "").strip()

    def asked(self) -> GiveScores:
        own, numbers = own_sheets(self.at, self.lot), {one.supplier: one.number for one in self.grid.bids}
        return GiveScores(sheets=tuple(
            Sheet(lot=self.lot, supplier=supplier, scores={**own[supplier].scores, **scores}, opinion=own[supplier].opinion)
            if supplier in own else Sheet(lot=self.lot, supplier=supplier, scores=scores, opinion=_words(self.opinion(numbers[supplier])))
            for supplier, scores in sheets(self.at, self.lot, self.grid)
        ))  # fmt: skip


def _words(said: str) -> Wording | None:
    if not said:
        return None
    return Wording(zh=said) if language() == "zh" else Wording(en=said)


@require_http_methods(["GET", "HEAD", "POST"])
@panel_page
@with_bids
def scores_page(at: AtPanel, lot: str) -> HttpResponseBase:
    """A sheet is its member's own: whoever prepares the evaluation has none."""
    if at.member is None:
        raise Http404(lot)
    scoring = _scoring(at, at.lot(lot))
    if isinstance(scoring, str):
        return tell(at.request, scoring, at.address())
    if at.request.method != "POST":
        return _page(scoring)
    owner = marked(at.request)
    if owner is not None and owner.place != scoring.step.place:  # somebody else signed in meanwhile
        return rescued(at.request) or redirect(scoring.address)
    if at.request.POST.get(DO) == CONFIRM:
        return needs_again(at.request) or _handed_in(scoring)
    scoring = _kept(scoring)
    if at.request.POST.get(DO) != HAND_IN:
        return redirect(scoring.address)
    return _check(scoring) if scoring.grid.whole else _page(scoring, HTTPStatus.UNPROCESSABLE_ENTITY)


def _scoring(at: AtPanel, lot: str) -> Scoring | str:
    """Words where there is nothing to score, or not yet."""
    if not scored(at.state):
        return _("The price alone decides: no points are given.")
    if lot not in lots_evaluated(at.state) and not own_sheets(at, lot):
        return _("This lot has been reported: no points are given any more.")
    step = at.scoring
    draft = draft_at(step.place)
    said = draft.typed if draft is not None else {}
    key = draft.key if draft is not None and KEYS.fullmatch(draft.key) else secrets.token_urlsafe(32)
    shown = grid(at, lot, said)
    if not shown.bids:
        return _("No bid has passed the examination yet.")
    return Scoring(at, lot, replace(step, key=key, seen=len(at.docket.entries)), said, shown)


def _kept(scoring: Scoring) -> Scoring:
    """With what came now kept beside what was typed for other lots."""
    at, now = scoring.at, clock.now()
    names = {cell.name for line in scoring.grid.lines for cell in line.cells if cell.name}
    names |= {f"{OPINION}-{scoring.lot}-{one.number}" for one in scoring.grid.bids}
    came = {name: value[:SIGNS_MAX] for name, value in typed(at.request).items() if name in names}
    said = {**scoring.said, **came, SAVED: now.isoformat()}
    path = at.request.path.lstrip("/").partition("/")[2]
    keep(scoring.step.place, Written(path, said, scoring.step.key, scoring.step.seen), now)
    return replace(scoring, said=said, grid=grid(at, scoring.lot, said))


def _context(scoring: Scoring) -> dict[str, Any]:
    at = scoring.at
    saved = scoring.said.get(SAVED)
    row = scoring.step.case(at.now).law.first(scoring.step.step.under, method=scoring.step.case(at.now).method)
    return {
        "at": at, "lot": scoring.lot, "grid": scoring.grid, "again": scoring.again, "address": scoring.address,
        "lot_name": at.lot_name(scoring.lot), "key": scoring.step.key, "seen": scoring.step.seen, "basis": [row] if row else [],
        "mark": mark(at.request, scoring.step.place, GiveScores), "saved": moment(datetime.fromisoformat(saved)) if saved else "",
        "opinions": [(one, f"{OPINION}-{scoring.lot}-{one.number}", scoring.opinion(one.number)) for one in scoring.grid.bids],
        "has_opinion": any(scoring.opinion(one.number) for one in scoring.grid.bids), "open": scoring.grid.of > 0,
        "shown": shown_of(scoring), "reported": scoring.lot not in lots_evaluated(at.state),
    }  # fmt: skip


def _page(scoring: Scoring, status: int = HTTPStatus.OK) -> HttpResponse:
    cells = [cell for line in scoring.grid.lines for cell in line.cells if cell.name]
    errors = [Wrong(one.id, f"{one.label}{_(': ')}{one.wrong or _('still empty')}") for one in cells if one.wrong or one.points is None]
    context = {**_context(scoring), "errors": errors if status != HTTPStatus.OK else []}
    return render(scoring.at.request, "web/panel/scores.html", context, status=status)


def _check(scoring: Scoring, why: Why | None = None, status: int = HTTPStatus.OK, more: str = "") -> HttpResponse:
    """What will be handed in, and what is noticed of it."""
    at, asked = scoring.at, scoring.asked()
    if not asked.sheets:
        return redirect(scoring.address)
    outcome, _after = tried(scoring.step, asked, calendar().local(at.now))
    grounds = outcome.notes if isinstance(outcome, Done) else outcome.grounds if outcome is not None else ()
    if why is None and outcome is not None and not isinstance(outcome, Done):
        why = _why(scoring, outcome.grounds)
    beside = [f"{cell.label}{_(': ')}{one}" for line in scoring.grid.lines for cell in line.cells for one in cell.told]
    context = {**_context(scoring), "why": why, "notes": [] if why else _by_name(at, grounds), "beside": beside,
               "errors": [Wrong("", more)] if more else [],
               "sheets": [(at.names.get(one.supplier, one.supplier), one.opinion) for one in asked.sheets if one.opinion]}  # fmt: skip
    return render(at.request, "web/panel/hand_in.html", context, status=status)


def _by_name(at: AtPanel, grounds: tuple[Ground, ...]) -> list[Ground]:
    """Criteria as the plan names them."""
    names = {str(one.id): criterion_name(one) for one in at.criteria}
    return [
        replace(
            one,
            finding=replace(
                one.finding,
                facts={name: names.get(str(value), value) if name == "criterion" else value for name, value in one.finding.facts.items()},
            ),
        )
        for one in grounds
    ]


def _why(scoring: Scoring, grounds: tuple[Ground, ...], number: str = "", more: int = 0) -> Why:
    at = scoring.at
    return why_not(
        scoring.step.words, tuple(_by_name(at, grounds)), number, at.now, at.mandate, back=at.address(), own=at.number, more=more
    )


def _handed_in(scoring: Scoring) -> HttpResponseBase:
    """As it is kept: what the page before has shown."""
    at, post, asked = scoring.at, scoring.at.request.POST, scoring.asked()
    if not scoring.grid.whole or not asked.sheets or post.get(KEY) != scoring.step.key or post.get("shown") != shown_of(scoring):
        return redirect(scoring.address)
    now = clock.arrived(at.request.META)
    told = entered(scoring.step, asked, calendar().local(now), now)
    if isinstance(told, NotNow):
        return _check(scoring, status=told.status, more=told.says)
    if isinstance(told, Refused):
        refusal = told.refusal
        return _check(scoring, _why(scoring, refusal.grounds, told.number, refusal.more), refusal.status)
    _left(scoring)
    return tell(at.request, entered_words(scoring.step.words, told), at.address(), receipt_link(told))


def _left(scoring: Scoring) -> None:
    """What was typed for other lots stays."""
    own = {f"{kind}-{scoring.lot}-{one.number}" for one in scoring.grid.bids for kind in ("s", OPINION)}
    rest = {name: value for name, value in scoring.said.items() if name != SAVED and not any(name.startswith(one) for one in own)}
    discard(scoring.step.place)
    if rest:
        path = scoring.at.request.path.lstrip("/").partition("/")[2]
        keep(scoring.step.place, Written(path, rest, "", scoring.step.seen), clock.now())


def shown_of(scoring: Scoring) -> str:
    """What tells the figures that were checked from others."""
    figures = [(supplier, sorted(scores.items())) for supplier, scores in sheets(scoring.at, scoring.lot, scoring.grid)]
    return ";".join(f"{supplier}={','.join(f'{name}:{points[0]}' for name, points in each)}" for supplier, each in figures)
