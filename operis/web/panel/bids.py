"""What does each bid say to each criterion? Its own words and files, as it was opened."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets.bid.acts import ExplanationGiven
from operis.dockets.bid.terms import BidContent, Offered
from operis.dockets.procurement.evaluation import FIRST_ROUND, first_offers, offers, verdicts
from operis.dockets.procurement.opened import Opened
from operis.dockets.procurement.outcomes import ExplanationAsked
from operis.dockets.procurement.terms import Criterion
from operis.documents.shown import money
from operis.documents.summaries import chosen
from operis.rules.before_panel import to_score
from operis.rules.bids import instant
from operis.sealing.answers import CRITERION
from operis.web.components.links import Link
from operis.web.desk.entry import docket_for
from operis.web.desk.opened_bid import file_links, said_in
from operis.web.panel.sitting import AtPanel, criterion_name
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import written

EXCERPT_SIGNS = 150


@dataclass(frozen=True, slots=True)
class Told:
    """What one bid says to one criterion, and the files that show it."""

    text: str | SafeString = ""
    files: tuple[Link, ...] = ()
    excerpt: str | SafeString = ""
    """Where the text is long, how it begins."""


NOTHING = Told()


@dataclass(frozen=True, slots=True)
class Bid:
    """A bid of a lot; `readable` whether what it says is here."""

    supplier: str
    name: str
    number: str
    lot: str
    url: str
    price: str
    readable: bool
    told: dict[str, Told]
    stands: str
    """What its examination has found."""
    compared: bool

    def to(self, criterion: str) -> Told:
        return self.told.get(criterion, NOTHING)


def bids_of(at: AtPanel, lot: str) -> tuple[Bid, ...]:
    """All that were opened, in the order of the opening; a price as it is compared, the final quote where there is one."""
    last = {one.supplier: one.price for one in offers(at.state, lot)}
    return tuple(_bid(at, lot, one, last.get(one.supplier, one.price)) for one in first_offers(at.state, lot))


def compared(at: AtPanel, lot: str) -> tuple[Bid, ...]:
    """Those that points are given to."""
    return tuple(one for one in bids_of(at, lot) if one.compared)


def _bid(at: AtPanel, lot: str, one: Opened, price: Fen | None) -> Bid:
    docket = docket_for(one.bid, at.mandate)
    content = None if at.shut else said_in(docket, lot, FIRST_ROUND)
    return Bid(
        supplier=one.supplier, name=at.names.get(one.supplier, one.supplier), number=one.bid, lot=lot,
        url=at.address("panel-bid", one.bid), price=money(price) if price is not None else "", readable=content is not None,
        told=_told(docket, content) if content is not None else {}, stands=_stands(at, lot, one.supplier),
        compared=one.supplier in to_score(at.state, lot),
    )  # fmt: skip


def _told(docket: Shown, content: BidContent) -> dict[str, Told]:
    return {str(one.about): _answer(docket, one) for one in content.offers if one.answers in (None, CRITERION)}


def _answer(docket: Shown, one: Offered) -> Told:
    return Told(written(one.text), file_links(docket.number, one.documents), written(_cut(one.text)) if _cut(one.text) != one.text else "")


def _cut(text: Wording) -> Wording:
    def cut(words: str | None) -> str | None:
        return words if words is None or len(words) <= EXCERPT_SIGNS else f"{words[:EXCERPT_SIGNS].rstrip()}…"

    return Wording(zh=cut(text.zh), en=cut(text.en))


def _stands(at: AtPanel, lot: str, supplier: str) -> str:
    made: dict[str, Any] = dict(verdicts(at.state, lot, supplier))
    if not made:
        return _("Not examined yet")
    out = next((one for one in made.values() if one.result != "valid"), None)
    if out is not None:
        return _("Invalid: {ground}").format(ground=chosen(out, "ground", out.ground) if out.ground else "-")
    return _("Passed the examination") if len(made) > 1 else _("Qualified, compliance not examined yet")


@dataclass(frozen=True, slots=True)
class Beside:
    """A criterion with what the documents say of it."""

    id: str
    name: str
    points: str
    kind: str
    rule: str | SafeString
    bands: tuple[tuple[str, str | SafeString], ...]


def beside(one: Criterion) -> Beside:
    return Beside(
        id=str(one.id), name=criterion_name(one), points=f"{one.weight:f}",
        kind=chosen(one, "formula", one.formula) if one.formula is not None else chosen(one, "kind", one.kind),
        rule=written(one.rule) if one.rule else "", bands=tuple((f"{band.points:f}", written(band.text)) for band in one.bands),
    )  # fmt: skip


def answers_to(at: AtPanel, asked: ExplanationAsked) -> tuple[ExplanationGiven, ...]:
    """What its supplier has said since, until it was asked again."""
    bid = next((one.bid for one in first_offers(at.state, asked.lot) if one.supplier == asked.supplier), None)
    given = docket_for(bid, at.mandate).state.explanations if bid is not None else ()
    alike = (instant(one.happened) for one in at.state.questions if (one.lot, one.supplier) == (asked.lot, asked.supplier))
    again = min((one for one in alike if one > instant(asked.happened)), default=None)
    since = (one for one in given if one.lot == asked.lot and instant(one.happened) >= instant(asked.happened))
    return tuple(one for one in since if again is None or instant(one.happened) < again)
