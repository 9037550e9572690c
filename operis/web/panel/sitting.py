"""Who works on which evaluation? Those of the body and its agency, and who sits on the panel; a member who has an interest reads no bid."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, update_wrapper
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Command
from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluating import Member
from operis.dockets.procurement.evaluation import first_offers, lots_open, members
from operis.dockets.procurement.kind import PROCUREMENT_KIND
from operis.dockets.procurement.opened import Opened
from operis.dockets.procurement.readers import PANEL, at_work
from operis.dockets.procurement.terms import Criterion
from operis.documents.labels import label
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.rules.before_panel import criteria
from operis.web.components.links import Link
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.sitting import OnProcurement, Sitting
from operis.web.told import tell

P = ParamSpec("P")
NO_INTEREST = "none"


@dataclass(frozen=True)
class AtPanel(OnProcurement):
    """One evaluation, as somebody at work on it has it before him."""

    now: datetime

    @property
    def heading(self) -> str:
        return heading(self.docket.line)

    @property
    def lots(self) -> tuple[str, ...]:
        return lots_open(self.state)

    @property
    def several(self) -> bool:
        return len(self.state.lots) > 1

    @property
    def member(self) -> Member | None:
        """As whom the reader sits on the panel; none for who prepares its work."""
        sits = self.mandate.role in PANEL
        return next((one for one in members(self.state) if one.person in self.mandate.persons), None) if sits else None

    @property
    def relation(self) -> str | None:
        """What the member has declared, a tie before all else; none where it has not yet."""
        said = [str(one.relation) for one in self.state.interests if one.person in self.mandate.persons]
        return next((one for one in said if one != NO_INTEREST), said[-1] if said else None)

    @property
    def shut(self) -> bool:
        """Whether a member reads no bid: it has an interest, or has not said that it has none."""
        return self.member is not None and self.relation != NO_INTEREST

    @cached_property
    def names(self) -> dict[str, str]:
        """Of the bidders, by key."""
        keys = {one.supplier for lot in self.lots for one in first_offers(self.state, lot)}
        return {key: key for key in keys} | names_of(keys)

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        return criteria(self.state)

    def lot(self, lot: str) -> str:
        if lot not in self.lots:
            raise Http404(lot)
        return lot

    def lot_name(self, lot: str) -> Wording | None:
        return next((one.name for one in self.state.plan.lots if one.lot == lot), None) if self.state.plan else None

    def offer(self, bid: str) -> tuple[str, Opened]:
        """The bid of that number that was first opened, with its lot; of several lots the first."""
        there = ((lot, one) for lot in self.lots for one in first_offers(self.state, lot))
        found = next(((lot, one) for lot, one in there if one.bid == bid.upper()), None)
        if found is None:
            raise Http404(bid)
        return found

    def step(self, asked: type[Command], key: str = "", seen: int = 0) -> Sitting | None:
        """A step of the evaluation, as the desk knows it; none where the method has none such."""
        return self.sits_at(asked, key, seen)

    @property
    def scoring(self) -> Sitting:
        found = self.step(GiveScores)
        if found is None:
            raise Http404(self.number)
        return found

    def address(self, name: str = "panel", *more: str) -> str:
        return reverse(name, args=[self.number, *more])


def criterion_name(one: Criterion) -> str:
    return one.name.within(language())[1] if one.name else label(one.id, language())


def at_panel(request: HttpRequest, mandate: Mandate, number: str) -> AtPanel:
    """For who is at work on it alone; for everybody else there is no such page."""
    docket = docket_for(number, mandate)
    evaluated = docket.kind is PROCUREMENT_KIND and at_work(docket.state, mandate)
    at = AtPanel(request, mandate, docket, clock.now())
    if not evaluated or at.step(ReportEvaluation) is None:
        raise Http404(number)
    return at


def panel_page(view: Callable[Concatenate[AtPanel, P], HttpResponseBase]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for whoever is at work on the evaluation."""

    def entered(request: HttpRequest, mandate: Mandate, number: str, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        return view(at_panel(request, mandate, number), *args, **names)

    held = with_mandate(entered)

    def page(request: HttpRequest, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        return held(request, names.pop("number"), *args, **names)  # type: ignore[arg-type]

    return update_wrapper(page, view)


def with_bids(view: Callable[Concatenate[AtPanel, P], HttpResponseBase]) -> Callable[Concatenate[AtPanel, P], HttpResponseBase]:
    """A page that shows what bids say: a member first says that it has no interest in any of them."""

    def opened(at: AtPanel, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        if not at.shut:
            return view(at, *args, **names)
        if at.relation is not None:
            return tell(at.request, _("You have declared an interest: you read no bid, and give no points."), at.address())
        first = Link(_("Declare now"), reverse("desk-step", args=[at.number, "declare-interest"]))
        says = _("Say first whether you have an interest in any of the bidders; then you read their bids.")
        return tell(at.request, says, at.address(), first)

    return update_wrapper(opened, view)
