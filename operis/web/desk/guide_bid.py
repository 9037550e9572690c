"""What helps to take the documents, to inspect a plan, to seal a bid? The number one comes from; what is sealed already."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from operis import clock
from operis.clerk import Entered
from operis.dockets.bid.commands import WithdrawBid
from operis.dockets.bid.sealings import sealings
from operis.dockets.procurement.facts import procurement
from operis.documents.names import names_of
from operis.documents.shown import shown
from operis.ledger.states import state_above
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.guides import Guide, Section
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed
from operis.web.preparing.ahead import found_ahead
from operis.web.reading.dockets import title_of
from operis.web.reading.own_bid import docket_of

PROCUREMENT, LOT = "procurement", "lot"


class TakingGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {PROCUREMENT: at.request.GET.get(PROCUREMENT, "").strip().upper()}

    def known(self, at: Sitting) -> Mapping[str, Any]:
        """Whoever comes from a notice is told at once what stands in the way there."""
        return {name: number for name, number in self.begins(at).items() if number}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        number = at.request.GET.get(PROCUREMENT, "").strip().upper()
        return not number or typed.get(PROCUREMENT, "").strip().upper() == number


class DocumentsGuide(TakingGuide):
    """What keeps one from the lots is told with the form; once the documents are taken, the bid can be written."""

    template = "web/desk/guide_taking.html"

    def instead(self, at: Sitting) -> Link | None:
        """Who has them already, and comes once more by way of signing in, goes on to the bid."""
        own = docket_of(self.begins(at)[PROCUREMENT], at.mandate.acts_for or "")
        return Link("", reverse("bid", args=[own])) if own is not None else None

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        number = typed.get(PROCUREMENT, "").strip().upper()
        case = at.case(clock.now(), **({PROCUREMENT: number} if number else {}))
        known = bool(number) and procurement in case.facts
        return {"against": tuple(found_ahead(at.step.noted, case)) if known else ()}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        return reverse("bid", args=[told.docket])


class OneLotGuide(Guide):
    """Where there is one bid, nobody is asked for which lot."""

    fixed = (LOT,)

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != LOT or len(at.state.in_force) != 1))

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        lots = tuple(at.state.in_force)
        return {**sent, LOT: lots[0]} if len(lots) == 1 else sent


class WithdrawingGuide(OneLotGuide):
    """Which bid goes is told by when it was sealed, as its receipt has it."""

    template, outcome_template = "web/desk/guide_withdrawing.html", "web/desk/withdrawn.html"

    def outcome(self, at: Sitting, asked: WithdrawBid) -> dict[str, Any]:
        """Whose bid it is, and for what: what is entered names the lot alone."""
        wanted, sealed = state_above(at.state), at.state.in_force.get(asked.lot)
        names = [one.name for one in wanted.plan.lots if one.lot == asked.lot] if wanted.plan else []
        return {"bidder": names_of({at.state.body}).get(at.state.body, at.state.body), "number": at.state.procurement,
                "title": title_of(at.docket.line) if at.docket else None, "lot": asked.lot if names else "",
                "lot_name": next(iter(names), None), "sealed": shown(sealed.happened) if sealed else ""}  # fmt: skip

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        sealed = sealings(entry.act for entry in at.docket.entries) if at.docket else ()
        goes = [one for one in sealed if one.act == at.state.in_force.get(one.act.lot)]
        wanted = state_above(at.state)
        lots, here = getattr(wanted, "lots", ()), getattr(wanted, "keys_digest", None) is None  # else the draft is on the bidder's device
        return {"bids": [{"number": one.no + 1, "sealed": shown(one.act.happened), "lot": one.act.lot if len(lots) > 1 else "",
                          "way": reverse("bid-draft", args=[at.number, one.act.lot]) if here else ""} for one in goes]}  # fmt: skip


class SealingGuide(Guide):
    """On pages of its own a bid is written, part by part; what a program would fill in at once is not asked of people."""

    elsewhere = True

    def instead(self, at: Sitting) -> Link | None:
        return Link("", reverse("bid", args=[at.number])) if at.number else None
