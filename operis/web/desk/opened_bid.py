"""What does a bid say that was opened? Its price and all of its answers and files, for whoever may look into it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from operis.attachments.models import content_of
from operis.core.fields import load
from operis.core.wording import Wording
from operis.dockets.bid.sealings import Sealing, sealings
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.dockets.kinds import kind_of_state
from operis.dockets.procurement.evaluation import FIRST_ROUND
from operis.dockets.procurement.opened import OPENED, Opened, Uncounted
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document
from operis.dockets.secrecy import withheld
from operis.documents.counting_small import fact_said, row_of, uncounted_said
from operis.documents.handed_in import names_of_papers
from operis.documents.labels import label
from operis.documents.names import names_of
from operis.documents.shown import language, money, shown
from operis.documents.summaries import chosen
from operis.registers import models
from operis.sealing.answers import AS_ASKED, DECLARED, HANDED_IN
from operis.strict_yaml import Malformed
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import criteria_of, label_of, written
from operis.web.reading.openings import meaning, opening_row, readers
from operis.web.reading.sizes import size_words


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that the bid says, with the files that show it."""

    heading: str
    text: str
    files: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedBid:
    """What was read out of the bid of one lot in one round, and what it says; without answers where it cannot be read."""

    heading: str
    lot: str
    facts: tuple[FactRow, ...]
    answers: tuple[Answer, ...] = ()
    items: tuple[PriceItem, ...] = ()


def opened_bids(docket: Shown, procurement: Procurement) -> tuple[OpenedBid, ...]:
    """Those of this docket, first bids before final quotes."""
    several = len(procurement.lots) > 1
    return tuple(
        _opened(docket, procurement, one, round, several=several)
        for round, opening in enumerate(procurement.openings, FIRST_ROUND)
        for one in opening.opened if one.bid == docket.number
    )  # fmt: skip


def standing(docket: Shown) -> Mapping[int, str]:
    """By entry, which of the sealed bids of a lot and round counts, and what became of the others."""
    sealed = sealings(entry.act for entry in docket.entries)
    later = _later(docket) if sealed else {}

    def counts(one: Sealing) -> bool:
        return one.last and (one.act.lot not in later or docket.entries[one.no].entered > later[one.act.lot])

    return {one.no: _("Withdrawn: it counts for nothing.") if one.withdrawn else _("This one counts.") if counts(one)
            else _("Another one took its place.") for one in sealed}  # fmt: skip


def _later(docket: Shown) -> dict[str, datetime]:
    """By lot, when the same supplier has handed in a bid on paper."""
    rows = models.Seal.objects.filter(procurement=docket.line.need, supplier=docket.line.body, paper=True).order_by("received")
    return {row.lot: row.received for row in rows}


def _opened(docket: Shown, procurement: Procurement, one: Opened, round: int, *, several: bool) -> OpenedBid:
    acts = (entry.act for entry in docket.entries)
    last = (sealing for sealing in sealings(acts) if sealing.last)
    sealed = next((sealing for sealing in last if (sealing.act.lot, sealing.act.round) == (one.lot, round)), None)
    heading = _("Bid as opened") if round == FIRST_ROUND else _("Final quote as opened")
    if one.result != OPENED:
        heading = _("Bid that could not be opened") if round == FIRST_ROUND else _("Final quote that could not be opened")
    facts = [FactRow(_("Result of the opening"), chosen(one, "result", one.result), meaning(one.result))]
    facts += [FactRow(_("Price"), money(one.price))] if one.price is not None else []
    facts += [FactRow(_("Sealed on"), shown(docket.entries[sealed.no].entered))] if sealed is not None else []
    paper = next((bid for bid in docket.state.in_force.values() if one.paper_by), None)
    if paper is not None:
        facts += [FactRow(_("Handed in on paper"), shown(paper.happened)), FactRow(_("Read from paper by"), readers(one.paper_by))]
    digest = sealed.act.sealed_sha256 if sealed is not None else paper.mark if paper is not None else ""
    content = _content(docket.number, digest) if digest else None
    facts += [FactRow(_("On file"), _on_file(docket.line.body))] if content is not None and _favoured(content) else []
    facts += [FactRow(_("Not counted as small or micro"), fact_said(why), row=row_of(why)) for why in one.uncounted]
    facts.append(_read_out(docket.line.need, procurement, round))
    return OpenedBid(
        heading=_("{what}, lot {lot}").format(what=heading, lot=one.lot) if several else heading, lot=one.lot, facts=tuple(facts),
        answers=tuple(_answers(docket.number, procurement, content, small=bool(one.small), why=one.uncounted)) if content else (),
        items=content.items if content is not None else (),
    )  # fmt: skip


def _read_out(number: str, procurement: Procurement, round: int) -> FactRow:
    """The way to what was read out of all bids; while that is kept from everyone, when it will be there."""
    opening, link = procurement.openings[round - FIRST_ROUND], opening_row(number, round, _("What was read out of all bids"))
    if not withheld(procurement, opening):
        return link
    once = kind_of_state(procurement).read_once[opening.public]
    return FactRow(link.label, once.within(language()))


def sealed_bid(docket: Shown, procurement: Procurement, lot: str, round: int) -> OpenedBid | None:
    """What its own bidder reads of the bid that stands sealed, whatever was written since."""
    content = said_in(docket, lot, round)
    if content is None:
        return None
    answers = tuple(_answers(docket.number, procurement, content, small=content.small))
    return OpenedBid(_("What stands sealed"), lot, (FactRow(_("Price"), money(content.price)),), answers, content.items)


def _favoured(content: BidContent) -> bool:
    """Whether the bid says that its bidder is to be favoured for its size or kind."""
    return content.small or not DECLARED.isdisjoint(content.statements)


def _on_file(supplier: str) -> str:
    """Kind and size as the register has them, beside what the bid declares; and whether anybody else has looked at them."""
    party = models.Party.objects.filter(key=supplier, party="supplier").first()
    if party is None:
        return _("nothing")
    what = _(", ").join(label(one, language()) for one in (party.nature, party.size, *party.marks.split()) if one)
    return _("{what} (its own registration; no review has looked at it)").format(what=what) if party.self_said else what


def said_in(docket: Shown, lot: str, round: int) -> BidContent | None:
    """What the bid says that stood for a lot in a round; none where it cannot be read, or was withdrawn."""
    there = (one for one in sealings(entry.act for entry in docket.entries) if one.last and not one.withdrawn)
    sealed = next((one.act for one in there if (one.act.lot, one.act.round) == (lot, round)), None)
    paper = docket.state.in_force.get(lot) if sealed is None and round == FIRST_ROUND else None
    digest = sealed.sealed_sha256 if sealed is not None else getattr(paper, "mark", "")
    return _content(docket.number, digest) if digest else None


def _content(number: str, digest: str) -> BidContent | None:
    kept = content_of(number, digest)
    try:
        return None if kept is None else load(BidContent, json.loads(kept))
    except (ValueError, Malformed):  # what its bidder alone can open
        return None


def _answers(
    number: str, procurement: Procurement, content: BidContent, *, small: bool, why: tuple[Uncounted, ...] = ()
) -> Iterator[Answer]:
    criteria = criteria_of(procurement)
    if content.small:
        general = _("no: the bid says so, and has no paper that shows it, or what is on file of its bidder says otherwise")
        no = _("no: {why}").format(why=uncounted_said(why)) if why else general
        yield Answer(_("Small or micro enterprise"), _("yes") if small else no)
    if content.members:
        names = names_of({*content.members})
        yield Answer(_("Members of the consortium"), _(", ").join(names.get(one, one) for one in content.members))
    if content.statements:
        asked = {one.about: one.text for one in procurement.plan.conditions} if procurement.plan else {}
        declared = (_("We offer all of it as it is asked") if one == AS_ASKED else written(asked[one]) if one in asked else label_of(one)
                    for one in content.statements)  # fmt: skip
        yield Answer(_("Declared"), format_html_join(_("; "), "{}", ((one,) for one in declared)))
    for one in content.offers:
        if one.answers != HANDED_IN:
            yield Answer(str(criteria.get(one.about) or label_of(one.about)), written(one.text), file_links(number, one.documents))
    if content.deviations is not None:
        yield Answer(_("Where the offer differs from what is asked"), _text(content.deviations))
    yield from handed_in(number, procurement, content)


def handed_in(number: str, procurement: Procurement, content: BidContent) -> Iterator[Answer]:
    """Each paper by its name; what no paper is said for stands together: a bid of before says that of none."""
    names, known = names_of_papers(procurement), set[str]()
    for one in content.offers:
        if one.answers == HANDED_IN:
            yield Answer(names.get(one.about, _("What to send")), "", file_links(number, one.documents))
            known |= {file.sha256 for file in one.documents}
    rest = tuple(one for one in content.documents if one.sha256 not in known)
    if rest:
        yield Answer(_("Files"), "", file_links(number, rest))


def _text(words: Wording) -> str:
    return written(words)


def file_links(number: str, files: tuple[Document, ...]) -> tuple[Link, ...]:
    return tuple(Link(one.name, reverse("bid-file", args=[number, one.sha256]), size_words(one.size)) for one in files)
