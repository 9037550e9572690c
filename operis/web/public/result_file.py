"""How is a result taken away? A line for each opened bid, of one lot or of each whose result stands: price, rank and points, and why."""

from collections.abc import Iterable, Iterator, Mapping

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis.core.kinds import Json
from operis.core.money import yuan
from operis.dockets.procurement.comparing import fared
from operis.dockets.procurement.evaluation import result_of
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import outcome_said, points_said, reasons_said
from operis.documents.names import names_borne
from operis.web.public.taking import csv_of
from operis.web.reading.dockets import shown_or_404

COLUMNS = ("lot", "supplier", "supplier_name", "price_yuan", "compared_price_yuan", "points", "rank", "outcome", "reason")


@require_safe
def result_csv(request: HttpRequest, number: str) -> HttpResponseBase:
    docket = shown_or_404(number)
    if not getattr(docket.state, "results", ()):
        raise Http404(number)
    lot = request.GET.get("lot", "")
    if lot and lot not in docket.state.lots:
        raise Http404(lot)
    name = "-".join(filter(None, (docket.number, "result", lot)))
    return csv_of(name, COLUMNS, list(_rows(docket.state, (lot,) if lot else docket.state.lots)))


def _rows(state: Procurement, lots: Iterable[str]) -> Iterator[Mapping[str, Json]]:
    names = names_borne({one.supplier for opening in state.openings for one in opening.opened})
    for lot in lots:
        result = result_of(state, lot)
        bids = fared(state, lot) if result is not None else ()
        borne = names.at(result.happened) if result is not None else {}
        for one in bids:
            yield {
                "lot": lot, "supplier": one.supplier, "supplier_name": borne.get(one.supplier, one.supplier),
                "price_yuan": yuan(one.price) if one.price is not None else None,
                "compared_price_yuan": yuan(one.counted) if one.counted is not None else None,
                "points": points_said(one.total) if one.total is not None else None, "rank": one.rank, "outcome": outcome_said(one),
                "reason": _("; ").join(str(said) for said in reasons_said(state, lot, one, bids)),
            }  # fmt: skip
