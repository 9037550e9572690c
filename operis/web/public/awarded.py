"""Who was awarded what, by whom, and what is owed now? The result of each lot in the order of a result notice."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from operis.core.acts import Due
from operis.core.wording import Wording
from operis.dockets.procurement.awarding import Awarded, Item
from operis.dockets.procurement.evaluating import Ranked
from operis.dockets.procurement.evaluation import report_of, result_of, set_aside
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import book
from operis.documents.names import names_borne
from operis.documents.querying import query_until
from operis.documents.shown import money, shown
from operis.web.components.facts import FactRow
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import criteria_of, label_of, written
from operis.web.reading.summaries import chosen


@dataclass(frozen=True, slots=True)
class Compared:
    """One bid of the report, in words."""

    supplier: str
    price: str
    total: str
    rank: str
    points: tuple[tuple[str | SafeString, str], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was published for one lot, and whether it stands."""

    lot: str
    facts: tuple[FactRow, ...]
    items: tuple[Item, ...]
    compared: tuple[Compared, ...]
    panel: tuple[str, ...]
    documents: tuple[str, ...]
    fallen: str = ""
    """That the award was set aside, and why."""

    @property
    def scored(self) -> bool:
        return any(one.points for one in self.compared)


def results(docket: Shown, state: Procurement) -> list[Result]:
    said = {award.lot: (result, award) for result in state.results for award in result.awards}
    names = names_borne({one.supplier for opening in _openings(state) for one in opening})
    return [_result(docket, state, *said[lot], names.at(said[lot][0].happened)) for lot in state.lots if lot in said]


def _openings(state: Procurement) -> list[tuple[Awarded | Ranked, ...]]:
    return [*(result.awards for result in state.results), *(one.ranked for one in state.reports if hasattr(one, "ranked"))]


def _result(docket: Shown, state: Procurement, result: ResultPublished, award: Awarded, names: Mapping[str, str]) -> Result:
    stands = result_of(state, award.lot) == result
    report = report_of(state, award.lot) if stands else None
    ranked = [one for one in report.ranked if one.lot == award.lot] if report else []
    return Result(
        lot=award.lot,
        facts=tuple(_facts(docket, result, award, names, stands)),
        items=tuple(one for one in result.items if one.lot == award.lot),
        compared=tuple(
            _compared(one, names, criteria_of(state))
            for one in sorted(ranked, key=lambda one: (one.rank is None, one.rank or 0, one.supplier))
        ),
        panel=tuple(
            _("{name}, {seat}").format(name=one.name, seat=chosen(one, "seat", one.seat))
            + (_(" (chosen by the purchaser itself)") if one.own_choice else "")
            for one in result.experts
        ),
        documents=tuple(one.name for one in (*result.documents, *result.small_declarations)),
        fallen="" if stands else _fallen(docket, state, award),
    )


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
        rows += [_due(_("The notice stands until"), result.stands_until), *_query(docket, result.stands_until)]
    if result.sign_by:
        rows.append(_due(_("Contract to be signed by"), result.sign_by))
    contract = next((one for one in reversed(docket.contracts) if one.lot == award.lot and one.supplier == award.supplier), None)
    if contract:
        rows.append(FactRow(_("Contract"), _link(contract.docket)))
    return rows + [FactRow(head, written(words)) for head, words in _contacts(result) if words]


def _contacts(result: ResultPublished) -> list[tuple[str, Wording | None]]:
    return [(_("Purchasing body"), result.purchaser), (_("Procurement agency"), result.agency)]


def _query(docket: Shown, stands_until: Due) -> list[FactRow]:
    until = query_until(docket.line.method, stands_until)
    return [FactRow(_("Formal query on the result until"), shown(until[0]), row=until[1])] if until is not None else []


def _due(head: str, due: Due) -> FactRow:
    return FactRow(head, shown(due.day), row=book().rows[due.row].at(due.day) if due.row in book().rows else None)


def _link(number: str) -> SafeString:
    return format_html('<a class="no live" href="{}">{}</a>', reverse("process", args=[number]), number)


def _compared(one: Ranked, names: Mapping[str, str], criteria: Mapping[str, str | SafeString]) -> Compared:
    return Compared(
        supplier=names.get(one.supplier, one.supplier),
        price=money(one.price) if one.price is not None else "-",
        total=f"{one.total:.2f}" if one.total is not None else "-",
        rank=str(one.rank) if one.rank is not None else label_of(one.out) if one.out else "-",
        points=tuple((criteria.get(point.criterion) or label_of(point.criterion), f"{point.points:.2f}") for point in one.points),
    )
