"""What helps with bids on paper? At the counter what the record knows already; at the opening the envelope that comes next."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.clerk import Entered
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.ledger.states import state_of
from operis.web.components.facts import FactRow
from operis.web.components.form import Part
from operis.web.desk.guide_bid import LOT, PROCUREMENT, TakingGuide
from operis.web.desk.guides import Guide, Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

BID = "bid"
BESIDES = frozenset({"members", "deviations", "offers", "items"})


class CounterGuide(TakingGuide):
    """The envelope is written down for the notice from which one comes; of a purchase that is not divided nobody is asked for the lot."""

    fixed = (LOT,)
    template = "web/desk/guide_counter.html"

    def _lots(self, number: str) -> tuple[str, ...]:
        state = state_of(number.strip().upper(), kind="procurement") if number else None
        return state.lots if state is not None else ()

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        lots = self._lots(typed.get(PROCUREMENT, ""))
        return {LOT: tuple((lot, _("Lot {lot}").format(lot=lot)) for lot in lots)} if lots else {}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        number = at.request.POST.get(PROCUREMENT) or at.request.GET.get(PROCUREMENT, "")
        one = len(self._lots(str(number))) == 1
        return super().sections(at, tuple(part for part in parts if part.name != LOT or not one))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        lots = self._lots(sent.get(PROCUREMENT, ""))
        return {**sent, LOT: lots[0]} if len(lots) == 1 else sent

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        several = len(self._lots(typed.get(PROCUREMENT, ""))) > 1
        return {LOT: _("Choose the lot that stands on the envelope.")} if several and not typed.get(LOT) else {}


class ConfirmingGuide(Guide):
    """What stands on the envelope; what the first has counted is not among it."""

    template = "web/desk/guide_envelope.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"facts": [*_facts(at.state)]}


def _facts(state: Any) -> Iterator[FactRow]:
    received = state.received
    if received is not None:
        yield FactRow(_("Supplier"), names_of({received.supplier}).get(received.supplier, received.supplier))
        yield FactRow(_("Lot"), received.lot)
        yield FactRow(_("Received"), shown(received.happened))
        yield FactRow(_("Written on the envelope"), received.mark[:MARKED].upper())


MARKED = 8
"""So many signs of the mark are written on an envelope: enough to tell those of one opening apart."""


class OpeningGuide(Guide):
    """The envelope that nobody has opened yet; what few bids have on paper is folded."""

    template = "web/desk/guide_opening.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        first = next(iter(self._next(at)), None)
        return {BID: first} if first is not None else {}

    def _next(self, at: Sitting) -> Iterator[str]:
        return (one.bid for one in getattr(at.state, "envelopes_waiting", ()) if one.bid not in at.state.envelopes)

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        few = tuple(one for one in parts if one.name.partition("-")[0] in BESIDES)
        first = super().sections(at, tuple(one for one in parts if one not in few))
        if not few:
            return first
        return (*first, Section(_("What else the bid says"), few, folded=not any(at_fault(one) for one in few)))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = at.state
        waiting = getattr(state, "envelopes_waiting", ())
        names = names_of({one.supplier for one in waiting})
        return {"envelopes": [
            {"supplier": names.get(one.supplier, one.supplier), "received": shown(one.received), "mark": one.sealed_sha256[:MARKED].upper(),
             "entered": one.bid in state.envelopes} for one in waiting
        ]}  # fmt: skip

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        """Back to the procurement, where the next step stands."""
        return reverse("desk-docket", args=[told.docket])


class ReadingGuide(OpeningGuide):
    """The envelope that another has entered, and not this reader."""

    def _next(self, at: Sitting) -> Iterator[str]:
        entered, own = getattr(at.state, "envelopes", {}), {*at.mandate.persons}
        there = (one.bid for one in getattr(at.state, "envelopes_waiting", ()) if one.bid in entered)
        return (one for one in there if not own & {*entered[one].entered_by})
