"""Who writes which bid? A supplier under its mandate, for one lot in the round that is open, with the draft as it stands."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, update_wrapper
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from operis import clock
from operis.attachments.bidding import draft_of, drafts_saved, keep_draft, writing
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.commands import SealBid, SendSealedBid
from operis.dockets.bid.state import Bid
from operis.dockets.procurement.state import Procurement
from operis.documents.handed_in import scale_lines
from operis.documents.lawbook import calendar
from operis.documents.lawbook import law as law_of
from operis.ledger.states import state_above, state_of
from operis.registers import models
from operis.registers.awards import FINAL_QUOTE
from operis.rules.announcing import NOTHING_KEPT, kept_for
from operis.rules.bids import DECLARED_BY, SIZES_OF, treating
from operis.rules.invalidity import limit_of
from operis.web.bidding.draft import Draft
from operis.web.bidding.earlier import begun_from
from operis.web.bidding.sections import Declares, Section, sections
from operis.web.desk.entry import docket_for
from operis.web.desk.sitting import Sitting
from operis.web.public.points import points
from operis.web.reading.dockets import Shown, title_of
from operis.web.reading.own_bid import BID, OwnBid

P = ParamSpec("P")
SMALL_SIZES = frozenset({"small", "micro"})


@dataclass(frozen=True)
class Bidding:
    request: HttpRequest
    mandate: Mandate
    docket: Shown
    procurement: models.Docket
    wanted: Procurement
    lot: str
    round: int
    draft: Draft
    saved: datetime | None
    """When the draft was last saved; None where nothing was."""

    @property
    def number(self) -> str:
        return self.docket.number

    @property
    def state(self) -> Bid:
        found: Bid = self.docket.state
        return found

    @cached_property
    def parts(self) -> tuple[Section, ...]:
        return sections(self.wanted, self.round, self.declares)

    @cached_property
    def declares(self) -> Declares | None:
        """The declaration by which this bidder is favoured as a small enterprise; none of who is not, or of later rounds."""
        law, party = law_of(calendar().day(clock.now())), self.party
        reserved = self.lot in self.kept_lots
        if party is None:
            return None
        sized = party.size in SMALL_SIZES or (reserved and party.size in SIZES_OF["small-and-medium"])
        row = law.get(DECLARED_BY) if sized else next(treating(law, party.nature, party.marks.split()), None)
        if row is None:
            return None
        return Declares(row.slugs("proof")[0], Wording(zh=row.says.zh, en=row.says.en), row)

    @property
    def kept_lots(self) -> tuple[str, ...]:
        """Those that are reserved."""
        row = models.Notice.objects.filter(docket=self.procurement.number).first()
        return tuple(row.reserved.split()) if row is not None else ()

    @property
    def kept_for(self) -> Wording:
        """For whom the lot alone is, of the size and kind that the plan says."""
        return kept_for(self.wanted.plan, self.lot) if self.wanted.plan is not None else NOTHING_KEPT

    @cached_property
    def title(self) -> Wording:
        return title_of(self.procurement) or Wording(zh=self.procurement.number)

    @cached_property
    def party(self) -> models.Party | None:
        return models.Party.objects.filter(key=self.state.body or "", party="supplier").first()

    @property
    def small(self) -> bool:
        """Whether the bidder is small by its file: it is never asked again."""
        law, party = law_of(calendar().day(clock.now())), self.party
        return party is not None and (party.size in SMALL_SIZES or any(treating(law, party.nature, party.marks.split())))

    @property
    def limit(self) -> Fen:
        """Above which a price is invalid."""
        return limit_of(self.wanted, self.lot)

    @cached_property
    def closes(self) -> datetime | None:
        """Of this round, as far as this bidder is asked."""
        if self.round == 1:
            return self.wanted.bids_close
        return models.Asked.objects.filter(docket=self.procurement.number, supplier=self.state.body or "", lot=self.lot,
                                           about=FINAL_QUOTE).values_list("until", flat=True).first()  # fmt: skip

    @property
    def open(self) -> bool:
        return self.closes is not None and clock.now() < self.closes and not self.wanted.ended and self.wanted.closing is None

    def barred(self, now: datetime) -> tuple[Ground, ...]:
        """What stands in the way of any bid of this bidder for the lot, told before it writes one."""
        return self.barred_in((self.lot,), now)[self.lot]

    def barred_in(self, lots: Sequence[str], now: datetime) -> dict[str, tuple[Ground, ...]]:
        """The same of several lots, all of them weighed once."""
        if not self.open:
            return dict.fromkeys(lots, ())
        against, _others, free = points(self.procurement.number, self.wanted, self.mandate, None, OwnBid(self.number, self.state), now)
        return {lot: () if lot in free else against for lot in lots}

    @property
    def sealed(self) -> Any:
        """The bid of this lot and round that stands, if there is one."""
        standing = self.state.in_force.get(self.lot)
        return standing if standing is not None and standing.round == self.round else None

    @property
    def withdrawn(self) -> Any:
        """The last withdrawal of the bid of this lot and round, where none stands."""
        taken_back = (one for one in reversed(self.state.withdrawn) if one.lot == self.lot)
        return None if self.sealed is not None or self.round > 1 else next(taken_back, None)

    def address(self, name: str = "bid-draft", *more: str) -> str:
        return reverse(name, args=[self.number, self.lot, *more])

    @property
    def lot_name(self) -> Wording | None:
        return next((one.name for one in self.wanted.plan.lots if one.lot == self.lot), None) if self.wanted.plan else None

    @cached_property
    def lines(self) -> tuple[tuple[Wording, str], ...]:
        """With what a price list begins: what the notice says of how much is bought, where one lot is all of it."""
        alone = self.round == 1 and self.wanted.notice is not None and len(self.wanted.lots) == 1
        return scale_lines(self.wanted.notice.scale) if alone and self.wanted.notice is not None else ()

    def section(self, key: str) -> Section:
        found = next((one for one in self.parts if one.key == key), None)
        if found is None:
            raise Http404(key)
        return found

    def step(self, key: str = "", asked: type[SealBid | SendSealedBid] = SealBid) -> Sitting:
        """The step that sends it, as the desk knows it."""
        return Sitting(self.request, self.mandate, self.docket, BID, BID.steps[asked], key, len(self.docket.entries))

    def save(self, draft: Draft) -> "Bidding":
        now = clock.now()
        keep_draft(self.number, self.lot, self.round, draft.said, now)
        return replace(self, draft=draft, saved=now)


def own_docket(mandate: Mandate, number: str) -> Shown:
    """The own bid alone: for everybody else there is no such page."""
    docket = docket_for(number, mandate)
    if docket.line.kind != BID.kind or mandate.role is not Role.SUPPLIER or docket.state.body != mandate.acts_for:
        raise Http404(number)
    return docket


def bidding(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> Bidding:
    docket = own_docket(mandate, number)
    line = models.Docket.objects.filter(number=docket.state.procurement).first()
    wanted = state_of(line.number) if line else None
    if line is None or wanted is None or wanted.notice is None or lot not in wanted.lots:
        raise Http404(number)
    round = 1 + len(wanted.rounds)
    kept = draft_of(number := docket.number, lot, round)
    draft = Draft.read(kept.said) if kept else begun_from(docket, wanted, lot, round)
    return Bidding(request, mandate, docket, line, wanted, lot, round, draft, kept.saved if kept else None)


def each_lot(at: Bidding, lots: Sequence[str]) -> tuple[Bidding, ...]:
    """The bids for all lots of one notice, of which no draft is read: what is looked up once serves each."""
    saved = drafts_saved(at.number, at.round)
    return tuple(replace(at, lot=lot, draft=Draft(), saved=saved.get(lot)) for lot in lots)


def written_here(
    view: Callable[Concatenate[HttpRequest, Mandate, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Mandate, P], HttpResponseBase]:
    """A page on which a bid is written in the sight of this site: where key holders were called it leads to the one for that."""

    def here(request: HttpRequest, mandate: Mandate, /, *args: P.args, **names: P.kwargs) -> HttpResponseBase:
        number, lot = str(names["number"]), str(names["lot"])
        wanted: Procurement | None = state_above(own_docket(mandate, number).state)
        if wanted is None or wanted.keys_digest is None:
            return view(request, mandate, *args, **names)
        if request.method == "POST":  # what was typed is not taken, and not kept
            raise Http404(number)
        return redirect("sealed-bid", number, lot)

    update_wrapper(here, view)
    return here


@contextmanager
def bidding_alone(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> Iterator[Bidding]:
    """The same, while nobody else writes in it; for whom it is not there nothing is held either."""
    with writing(bidding(request, mandate, number, lot).number):
        yield bidding(request, mandate, number, lot)
