"""Who was awarded what, by whom, and what is owed now? The result of each lot in the order of a result notice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis import clock
from operis.core.acts import Due
from operis.core.wording import Wording
from operis.dockets.procurement.awarding import Awarded, Item
from operis.dockets.procurement.comparing import RANKED, THROWN_OUT, WON, Fared, fared, more_points, next_after, winner_of
from operis.dockets.procurement.evaluation import result_of, set_aside
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.state import Procurement
from operis.documents.comparing import criteria_of, outcome_said, points_said, reasons_said, story, weights_of
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_borne
from operis.documents.querying import query_until
from operis.documents.shown import day, language, money, shown
from operis.documents.summaries import chosen
from operis.registers import models
from operis.rules.invalidity import limit_of
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.reading.dockets import Shown
from operis.web.reading.documents import documents_of
from operis.web.reading.entered import written
from operis.web.reading.first import late_since
from operis.web.reading.lanes import Points, Prices, points, prices


@dataclass(frozen=True, slots=True)
class Compared:
    """One bid of the lot, in words."""

    supplier: str
    key: str
    price: str
    counted: str
    """The price that was compared, as paper and file have it."""
    lowered: bool
    total: str
    rank: str
    outcome: str
    reasons: tuple[str, ...]
    kind: str
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What was published for one lot, and whether it stands."""

    lot: str
    facts: tuple[FactRow, ...]
    items: tuple[Item, ...]
    compared: tuple[Compared, ...]
    """Every bid that was opened."""
    panel: tuple[str, ...]
    documents: tuple[Link, ...]
    """Those that are here, each to be taken; of the others that their file is not kept here."""
    away: tuple[str, ...] = ()
    """Where those are that are not here, as the notice has it."""
    fallen: str = ""
    """That the award was set aside, and why."""
    story: tuple[str, ...] = ()
    """Why this one."""
    against: str = ""
    """With whom the winner is compared by criterion."""
    leads: tuple[tuple[str, str, str], ...] = ()
    """By criterion, how many points more the winner has, and whether that is more or less."""
    prices: Prices | None = None
    points: Points | None = None

    @property
    def told(self) -> str:
        """The same in one run of words; between Chinese sentences there is no space."""
        return ("" if language() == "zh" else " ").join(self.story)

    @property
    def scored(self) -> bool:
        return any(one.points for one in self.compared)

    @property
    def lowered(self) -> bool:
        return any(one.lowered for one in self.compared)


def results(docket: Shown, state: Procurement) -> list[Result]:
    said = {award.lot: (result, award) for result in state.results for award in result.awards}
    if not said:
        return []
    names = names_borne({one.supplier for opening in state.openings for one in opening.opened})
    return [_result(docket, state, *said[lot], names.at(said[lot][0].happened)) for lot in state.lots if lot in said]


def _result(docket: Shown, state: Procurement, result: ResultPublished, award: Awarded, names: Mapping[str, str]) -> Result:
    stands = result_of(state, award.lot) == result
    bids = fared(state, award.lot) if stands else ()
    first, other = winner_of(bids), next_after(bids)
    return Result(
        lot=award.lot,
        facts=tuple(_facts(docket, result, award, names, stands)),
        items=tuple(one for one in result.items if one.lot == award.lot),
        compared=compared(state, award.lot, bids, names),
        panel=tuple(
            _("{name}, {seat}").format(name=one.name, seat=chosen(one, "seat", one.seat))
            + (_(" (chosen by the purchaser itself)") if one.own_choice else "")
            for one in result.experts
        ),
        documents=(papers := tuple(_papers(docket, result))),
        away=() if all(one.url or not one.note for one in papers) else tuple(_away(state)),
        fallen="" if stands else _fallen(docket, state, award),
        story=tuple(story(state, award.lot, bids, names)),
        against=names.get(other.supplier, other.supplier) if other is not None else "",
        leads=_leads(state, first, other),
        prices=prices(bids, limit_of(state, award.lot), names),
        points=points(bids, weights_of(state), criteria_of(state), names),
    )


def _papers(docket: Shown, result: ResultPublished) -> Iterator[Link]:
    """The documents and declarations of a result; before it is published nothing is said of where their files are."""
    entry = next((one for one in docket.entries if one.act == result), None)
    here = {link.url: link for link in documents_of(docket, entry)} if entry is not None else {}
    for one in (*result.documents, *result.small_declarations):
        away = Link(one.name, "", _("the file is not kept here") if entry is not None else "")
        yield here.get(reverse("document", args=[docket.number, one.sha256]), away)


def _away(state: Procurement) -> Iterator[str]:
    notice = state.notice
    if notice is None:
        return
    how = notice.documents_elsewhere or notice.getting_documents
    if how is not None:
        yield format_html(_("How the documents were to be had, by the notice: {how}"), how=written(how))
    if (who := notice.contact or notice.purchaser) is not None:
        yield format_html(_("For a file that is not kept here ask: {contact}"), contact=written(who))


def _leads(state: Procurement, first: Fared | None, other: Fared | None) -> tuple[tuple[str, str, str], ...]:
    """The winner's points less those of the next, by criterion and in all."""
    if first is None or other is None or first.total is None or other.total is None:
        return ()
    names, total = criteria_of(state), first.total - other.total
    leads = [(names.get(name, name), points) for name, points in more_points(first, other)]
    return tuple((f"{'+' if points > 0 else ''}{points_said(points)}", name, "plus" if points > 0 else "minus" if points < 0 else "")
                 for name, points in (*leads, (_("Total"), total)))  # fmt: skip


def compared(state: Procurement, lot: str, bids: tuple[Fared, ...], names: Mapping[str, str]) -> tuple[Compared, ...]:
    """Every bid in words; before there is an award too."""
    criteria = criteria_of(state)
    return tuple(
        Compared(
            supplier=names.get(one.supplier, one.supplier), key=one.supplier, price=money(one.price) if one.price is not None else "-",
            counted=money(one.counted) if one.counted is not None else "-", lowered=one.evaluated is not None,
            total=points_said(one.total) if one.total is not None else "-", rank=str(one.rank) if one.rank is not None else "-",
            outcome=outcome_said(one), reasons=reasons_said(state, lot, one, bids), kind=KINDS.get(one.how, "void"),
            points=tuple((criteria.get(name, name), points_said(given)) for name, given in one.points),
        )
        for one in bids
    )  # fmt: skip


KINDS = {WON: "win", RANKED: "", THROWN_OUT: "void"}
"""How the row of a bid looks, by how it fared."""


def _fallen(docket: Shown, state: Procurement, award: Awarded) -> str:
    said = set_aside(state, award.lot)
    if said is None:
        return _("This award does not stand any more.")
    on, ground = docket.dated(said), chosen(said, "ground", said.ground)
    return _("This award was set aside on {on}. {ground}.").format(on=on, ground=ground)


def _facts(docket: Shown, result: ResultPublished, award: Awarded, names: Mapping[str, str], stands: bool) -> list[FactRow]:
    told = next((one for one in result.winners if one.lot == award.lot), None)
    rows = [FactRow(_("Winner"), written(told.name) if told else names.get(award.supplier, award.supplier))]
    if told and told.address:
        rows.append(FactRow(_("Address"), written(told.address)))
    rows.append(FactRow(_("Amount of the award"), money(award.price)))
    if not stands:
        return rows
    if result.stands_until:
        stands_until = _due(_("The notice stands until"), result.stands_until)
        rows += [replace(stands_until, note=over(result.stands_until.day)), *_query(docket, result.stands_until)]
    contract = next((one for one in reversed(docket.contracts) if one.lot == award.lot and one.supplier == award.supplier), None)
    if result.sign_by:
        waits = contract is None or contract.signed is None
        late = late_since(result.sign_by.day, calendar().day(clock.now())) if waits else ""
        rows.append(replace(_due(_("Contract to be signed by"), result.sign_by), note=late))
    if contract:
        rows.append(FactRow(_("Contract"), _link(contract.docket), _contract_stands(contract)))
    if result.recommended:
        rows.append(FactRow(_("Recommended for the invitation"), _("; ").join(_recommended(result))))
    return rows + [FactRow(head, written(words)) for head, words in _contacts(result) if words]


def _contract_stands(contract: models.Contract) -> str:
    """How far it has come: a list of contracts has those alone that are published."""
    if contract.signed is None:
        return _("drawn up, not signed yet")
    signed = _("signed on {day}").format(day=day(contract.signed))
    return signed if contract.published else _("{signed}, not published yet").format(signed=signed)


def _recommended(result: ResultPublished) -> Iterator[str]:
    """Each by name, with why."""
    borne = names_borne({one.supplier for one in result.recommended}).at(result.happened)
    for one in result.recommended:
        why = [one.reason.within(language())[1]] if one.reason is not None else []
        yield _(": ").join((borne.get(one.supplier, one.supplier), *why))


def _contacts(result: ResultPublished) -> list[tuple[str, Wording | None]]:
    return [(_("Purchasing body"), result.purchaser), (_("Procurement agency"), result.agency)]


def _query(docket: Shown, stands_until: Due) -> list[FactRow]:
    until = query_until(docket.line.method, stands_until)
    return [FactRow(_("Formal query on the result until"), shown(until[0]), over(until[0]), row=until[1])] if until is not None else []


def over(last: date) -> str:
    """That a last day has gone by."""
    return _("over") if last < calendar().day(clock.now()) else ""


def _due(head: str, due: Due) -> FactRow:
    return FactRow(head, shown(due.day), row=book().rows[due.row].at(due.day) if due.row in book().rows else None)


def _link(number: str) -> SafeString:
    return format_html('<a class="no live" href="{}">{}</a>', reverse("process", args=[number]), number)
