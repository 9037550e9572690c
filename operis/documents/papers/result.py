"""How are a result and a contract handed over to a medium? In the parts and the order of the formats of 2020 (row FMT-01)."""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from django.utils.translation import gettext as _

from operis.dockets.contract.acts import ContractDrawnUp, PublicationMade
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import Clause, ContractTerms
from operis.dockets.procurement.awarding import Awarded, Item, ResultTerms
from operis.dockets.procurement.comparing import Fared, fared
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.state import Procurement, evolve
from operis.documents.comparing import outcome_said, points_said, reasons_said
from operis.documents.labels import label
from operis.documents.papers.blocks import Block, Line, Paper, Table, Words, choice, field, in_words, numbered
from operis.documents.papers.notice import contacts, period
from operis.documents.papers.source import AnySource, Source
from operis.documents.shown import language, money, shown


def result(source: Source[ResultPublished, Procurement], slug: str) -> Paper:
    act = source.act
    about = in_words(act.project_name) or source.about
    return source.paper(slug, source.form("result"), tuple(numbered(_result(act, source))), about=about)


def _result(act: ResultPublished, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    state: Procurement = source.state
    first = state.notice
    yield _("Project number"), (Words(act.project_number or source.number),)
    yield _("Project name"), (Line(field(ResultTerms, "project_name"), in_words(act.project_name), alone=True),)
    yield _("What was awarded"), tuple(line for one in act.awards for line in _award(act, one, source))
    yield _("Main items"), (_items(act.items),)
    yield (
        _("Experts of the panel"),
        (Line(_("Names"), _(", ").join(_expert(one.name, one.own_choice) for one in act.experts) or None, alone=True),),
    )
    yield (
        _("Standard and amount of the agency's fee"),
        (Line(_("Standard and amount of the agency's fee"), None if act.agency else _("none"), alone=True),),
    )
    yield _("Notice period"), (period(source, act),)
    yield _("Other matters"), (*_recommended(act, source), *_bidders(act, source)) or (Words(_("None.")),)
    yield _("For questions about this notice"), contacts(act.purchaser, act.agency, first.contact if first else None, needed=False)
    files = tuple(Line(_("File"), _("{name} (fingerprint {sha256})").format(name=one.name, sha256=one.sha256))
                  for one in (*act.documents, *act.small_declarations))  # fmt: skip
    yield _("Attachments"), files or (Words(_("None.")),)


def _expert(name: str, own: bool) -> str:
    return _("{name} (chosen by the purchaser itself)").format(name=name) if own else name


def _award(act: ResultPublished, award: Awarded, source: AnySource) -> Iterator[Block]:
    told = next((one for one in act.winners if one.lot == award.lot), None)
    if len(act.awards) > 1:
        yield Words(_("Lot {lot}").format(lot=award.lot))
    yield Line(_("Name of the supplier"), in_words(told.name) if told else source.named(award.supplier))
    yield Line(_("Address of the supplier"), in_words(told.address) if told else None)
    yield Line(_("Amount of the award"), money(award.price))


def _bidders(act: ResultPublished, source: AnySource) -> Iterator[Block]:
    """Every bid of each lot, how it fared and why, as it stood when the result was published."""
    then = as_published(source)
    for award in act.awards:
        bids = fared(then, award.lot)
        if bids:
            several = len(act.awards) > 1
            yield Table(
                _("All bidders, lot {lot}").format(lot=award.lot) if several else _("All bidders"),
                (_("Supplier"), _("Rank"), _("Price"), _("After deduction"), _("Points"), _("How it fared"), _("Reason")),
                tuple(_bidder(then, award.lot, one, bids, source) for one in bids),
            )


def as_published(source: AnySource) -> Procurement:
    """The procurement as it stood when the act of the paper was entered."""
    acts: list[Any] = [one.act for one in source.entries if one.no <= source.entry.no]
    return reduce(evolve, acts, Procurement())


def _recommended(act: ResultPublished, source: AnySource) -> Iterator[Block]:
    """Who was recommended for an invitation, and why."""
    if act.recommended:
        rows = tuple((source.named(one.supplier), in_words(one.reason) or "-") for one in act.recommended)
        yield Table(_("Recommended for the invitation"), (_("Supplier"), _("Reason")), rows)


def _bidder(state: Procurement, lot: str, bid: Fared, bids: tuple[Fared, ...], source: AnySource) -> tuple[str, ...]:
    prices = tuple("-" if one is None else money(one) for one in (bid.price, bid.counted))
    return (
        source.named(bid.supplier), "-" if bid.rank is None else str(bid.rank), *prices,
        "-" if bid.total is None else points_said(bid.total), outcome_said(bid), _("; ").join(reasons_said(state, lot, bid, bids)),
    )  # fmt: skip


def _items(items: tuple[Item, ...]) -> Block:
    if not items:
        return Line(_("Main items"), None, alone=True)
    names = ("name", "specification", "quantity", "unit_price", "service_requirements")
    rows = tuple(tuple(in_words(getattr(one, name)) or "" for name in names) for one in items)
    told = [place for place in range(len(names)) if any(row[place] for row in rows)]
    return Table(
        _("Main items"),
        tuple(field(Item, names[place]) for place in told),
        tuple(tuple(row[at] for at in told) for row in rows),
        alone=True,
    )


def contract_notice(source: Source[PublicationMade, Contract], slug: str) -> Paper:
    act, state = source.act, source.state
    assert state.drawn_up is not None
    parts = tuple(numbered(_contract(act, state, state.drawn_up, source)))
    return source.paper(slug, source.form(act.notice), parts)


def _contract(act: PublicationMade, state: Contract, drawn: ContractDrawnUp, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    bought: Procurement | None = next(iter(source.beside), None)
    first = bought.notice if bought else None
    told = next((one for result in reversed(bought.results) for one in result.winners if one.lot == drawn.lot), None) if bought else None
    yield _("Number of the contract"), (Words(source.number),)
    yield _("Name of the contract"), (Words(source.about),)
    yield _("Project number"), (Words(drawn.procurement.upper()),)
    yield _("Project name"), (Words((in_words(first.project_name) if first else None) or source.about),)
    yield (
        _("The two sides"),
        (
            Line(_("Purchaser"), source.named(drawn.body)),
            Line(_("Purchaser: address and contact"), in_words(first.purchaser) if first else None),
            Line(_("Supplier"), source.named(drawn.supplier)),
            Line(_("Address of the supplier"), in_words(told.address) if told else None),
        ),
    )
    yield _("What was agreed"), tuple(_agreed(act, drawn))
    yield _("Day of signature"), (Line(_("Day of signature"), source.dated(state.signed) if state.signed else None, alone=True),)
    yield _("Day of publication"), (Words(source.dated(act)),)
    cuts = tuple(Line(in_words(one.what) or "", choice(one, "ground")) for one in act.cuts)
    yield _("Other matters"), cuts or (Words(_("None.")),)


def _agreed(act: PublicationMade, drawn: ContractDrawnUp) -> Iterator[Block]:
    yield Line(field(PublicationMade, "content"), in_words(act.content))
    yield Line(field(PublicationMade, "price"), money(act.price))
    yield Line(_("Performed"), _("{begins} to {until}").format(begins=shown(drawn.starts), until=shown(drawn.ends)))
    if act.method is not None:
        yield Line(_("Method of procurement"), label(act.method, language()))
    for one in act.yearly_funding:
        yield Line(_("Funds of {year}").format(year=one.year), money(one.amount))
    if act.performance_evaluation is not None:
        yield Line(field(PublicationMade, "performance_evaluation"), in_words(act.performance_evaluation))
    if drawn.clauses:
        heads = (field(Clause, "group"), field(Clause, "text"))
        rows = tuple((choice(one, "group"), in_words(one.text) or "") for one in drawn.clauses)
        yield Table(field(ContractTerms, "clauses"), heads, rows)
