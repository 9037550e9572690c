"""Who won, why this one, and how did the others fare? The result of a purchase on a page of its own: answer, sentence, pictures, table."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis import clock
from operis.dockets.procurement.comparing import THROWN_OUT, fared, winner_of
from operis.dockets.procurement.evaluation import award_of, result_of
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import points_said
from operis.documents.names import names_borne
from operis.documents.shown import day, money
from operis.rules.invalidity import limit_of
from operis.web.public.processes import paper_of, strip_of
from operis.web.reading.awarded import results
from operis.web.reading.dockets import Shown, shown_or_404
from operis.web.reading.documents import issued
from operis.web.reading.timeline import seal_of

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Key:
    """One of the figures that come first."""

    label: str
    value: str
    more: str = ""
    wide: bool = False


@require_safe
def result_page(request: HttpRequest, number: str) -> HttpResponse:
    docket = shown_or_404(number)
    state = docket.state
    found = results(docket, state) if isinstance(getattr(state, "results", None), tuple) else []
    if not found:
        raise Http404(number)
    now = clock.now()
    return render(request, "web/public/result_page.html", {
        "docket": docket, "strip": strip_of(docket, state), "paper": paper_of(request, docket), "status": docket.status(now),
        "results": [(one, tuple(keys(docket, state, one.lot))) for one in found], "several": len(state.lots) > 1,
        "documents": issued(docket), "seal": seal_of(next(one for one in reversed(docket.entries) if one.act == state.results[-1])),
        "crumbs": [(reverse("home"), _("Home")), (reverse("processes"), _("Processes")),
                   (reverse("process", args=[docket.number]), docket.number)],
    })  # fmt: skip


def keys(docket: Shown, state: Procurement, lot: str) -> Iterator[Key]:
    """Winner, amount, bids and the day of the contract; nothing of an award that does not stand."""
    award, result, bids = award_of(state, lot), result_of(state, lot), fared(state, lot)
    first = winner_of(bids)
    if award is None or result is None or first is None:
        return
    points = _("{points} points, rank {rank}").format(points=points_said(first.total), rank=first.rank) if first.total is not None else ""
    yield Key(_("Winner"), names_borne({award.supplier}).at(result.happened).get(award.supplier, award.supplier), points, wide=True)
    yield Key(_("Amount of the award"), money(award.price), _below(award.price, limit_of(state, lot)), wide=True)
    out = sum(one.how == THROWN_OUT for one in bids)
    thrown = ngettext("{count} thrown out", "{count} thrown out", out).format(count=out) if out else _("none thrown out")
    yield Key(_("Bids"), f"{len(bids)}", thrown)
    signed = next((one.signed for one in reversed(docket.contracts) if (one.lot, one.supplier) == (lot, award.supplier)), None)
    if signed is not None:
        yield Key(_("Contract signed"), day(signed))
    elif result.sign_by is not None:
        yield Key(_("Contract to be signed by"), day(result.sign_by.day))


def _below(price: int, limit: int) -> str:
    if price >= limit:
        return _("at the ceiling")
    share = (limit - price) * HUNDRED / limit
    return _("{amount} below the ceiling ({share}%)").format(amount=money(limit - price), share=f"{share:.1f}")
