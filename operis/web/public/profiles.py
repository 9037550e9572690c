"""A body, a supplier, a service in one look: its money by year, who stands at the other end, how many bid, how fast, what is open."""

from collections.abc import Callable, Iterator, Mapping
from statistics import median_low

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.dockets.procurement.comparing import THROWN_OUT, WON
from operis.documents.shown import amount, number
from operis.figures import bids, money, results, winners
from operis.figures.answers import Drawn, Part
from operis.figures.remembered import remembered
from operis.figures.scope import Scope
from operis.figures.tables import Figures
from operis.figures.winners import share
from operis.registers import models
from operis.web.components.key import Key
from operis.web.components.links import Link
from operis.web.public.drawing import Shown, shown

YEARS = Part(money.by_year, Drawn.BARS, "signed", "awarded")
SERVICES = Part(money.by_service, Drawn.BARS, "signed", "awarded")
BODIES = Part(money.by_body, Drawn.BARS, "signed", "awarded")
SUPPLIERS = Part(money.by_supplier, Drawn.BARS, "signed", "awarded")
OUTCOMES, BIDS = Part(bids.by_outcome, Drawn.BARS, "bids"), Part(bids.each, Drawn.TABLE)
RESULTS = Part(results.results, Drawn.TABLE)
COUNTS = Part(winners.by_count, Drawn.COLUMNS, "lots")


def drawn(scope: Scope, *parts: Part) -> tuple[Shown, ...]:
    """Those of which there is anything."""
    made = ((part, remembered(part.figures, scope)) for part in parts)
    return tuple(shown(part, figures, _files(part, scope)) for part, figures in made if figures.rows)


FILES: Mapping[Callable[[Scope], Figures], str] = {
    money.by_service: "what-is-bought", money.by_body: "what-is-bought", money.by_supplier: "what-is-bought",
    winners.by_count: "how-many-bid", results.results: "who-won",
}  # fmt: skip


def _files(part: Part, scope: Scope) -> tuple[Link, ...]:
    """Where the same numbers are handed out, where a question narrows down to them."""
    answer = FILES.get(part.figures)
    if answer is None or scope.supplier:
        return ()
    narrowed = "".join(f"&{name}={value}" for name, value in (("body", scope.body), ("service", scope.service)) if value)
    return (Link("CSV", f"{reverse('answer-csv', args=[answer, remembered(part.figures, scope).slug])}?year={scope.year}{narrowed}"),)


def keys(scope: Scope, *, buys: bool) -> Iterator[Key]:
    """Money signed this year, lots won or decided, how often alone, and days from the notice to the contract."""
    found = money.commitments(scope)
    signed = [one.fen for one in found if one.signed]
    yuan, _point, rest = amount(sum(signed)).partition(".")
    budget = money.budget_fen(scope) if buys and scope.body else 0
    count = ngettext("{count} contract", "{count} contracts", len(signed)).format(count=len(signed))
    of_budget = _("{contracts}, {share}% of what its budget has for services")
    part = of_budget.format(contracts=count, share=share(sum(signed), budget)) if budget else count
    yield Key(_("Signed this year (yuan)"), yuan, f".{rest}", part, wide=True)
    lots = winners.lots_of(winners.compared(scope))
    own = [lot for lot in lots.values() if buys or any(one.how == WON and one.supplier == scope.supplier for one in lot)]
    alone = sum(sum(one.how != THROWN_OUT for one in lot) == 1 for lot in own)
    if not buys:
        yield Key(_("Lots won this year"), number(len(own)), more=_("of {count} with a result in which it bid").format(count=len(lots)))
    among = ngettext("of {count} lot with a result", "of {count} lots with a result", len(own)).format(count=len(own))
    yield Key(_("One bid alone this year"), number(alone), more=among)
    if buys and (days := _days(scope)):
        yield Key(_("From notice to contract"), number(median_low(days)), _(" days"), _("half of them in at most so many"))


def _days(scope: Scope) -> list[int]:
    """Calendar days from the notice to the signature, of contracts signed within the year."""
    own = {"body": scope.body} if scope.body else {}
    signed = models.Contract.objects.filter(published__isnull=False, signed__gte=scope.first, signed__lte=scope.last, **own)
    days = dict(signed.values_list("procurement", "signed"))
    if scope.service:
        kept = {one.procurement for one in money.commitments(scope)}
        days = {number: day for number, day in days.items() if number in kept}
    noticed = dict(models.Docket.objects.filter(number__in=list(days)).values_list("number", "noticed"))
    spans = ((noticed.get(number), day) for number, day in days.items())
    return sorted((day - first).days for first, day in spans if first is not None and day is not None)
