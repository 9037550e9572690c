"""What became of a supplier's own bid? Rank, points and reason by lot once the result is out, until when to query it, and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.fields import load, walk
from operis.core.wording import Wording
from operis.dockets.procurement.awarding import Awarded, OwnResult
from operis.dockets.procurement.comparing import fared, winner_of
from operis.dockets.procurement.evaluation import ranked_in, report_of, result_of
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import EndingTerms
from operis.documents.lawbook import book
from operis.documents.letters.result import ANSWER, COMPLAINT, by_criterion
from operis.documents.names import names_of
from operis.documents.querying import query_until
from operis.documents.shown import language, length, money, shown
from operis.law.book import PACK, Law
from operis.ledger.own import own_records
from operis.ledger.read import Stored
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.reading.awarded import over
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import written

ENDINGS = dict(walk(EndingTerms)["ground"].asked.choices)


@dataclass(frozen=True, slots=True)
class OwnOutcome:
    """Of one lot: what was decided about the own bid, in words."""

    heading: str
    lead: str
    facts: tuple[FactRow, ...]
    points: tuple[tuple[str, str, str], ...] = ()
    """By criterion: its name, the own points, and a sentence that puts them beside the winner's."""
    ways: tuple[Link, ...] = ()


def own_outcomes(above: Shown, supplier: str, lots: frozenset[str]) -> tuple[OwnOutcome, ...]:
    """Of each lot for which the supplier bid, once it is published or ended; `above`: the procurement."""
    state: Procurement = above.state
    found = (_outcome(above, state, supplier, lot) for lot in state.lots if lot in lots)
    return tuple(one for one in found if one is not None)


def _outcome(above: Shown, state: Procurement, supplier: str, lot: str) -> OwnOutcome | None:
    heading = _("Result: lot {lot}").format(lot=lot) if len(state.lots) > 1 else _("Result")
    entry = next((one for one in reversed(above.entries) if one.act in state.results
                  and any(award.lot == lot for award in one.act.awards)), None)  # fmt: skip
    ways: tuple[Link, ...] = (Link(_("The result, as everybody reads it"), reverse("process", args=[above.number])),)
    if entry is None or lot in state.ended_lots:
        return _ended(above, state, lot, heading, ways)
    act: Any = entry.act
    award = next(one for one in act.awards if one.lot == lot)
    stands = result_of(state, lot) == act
    won = award.supplier == supplier
    lead = (_("The award to you was set aside.") if won else _("This result does not stand any more.")) if not stands else \
        _("You were awarded this lot.") if won else _("Your bid did not win.")  # fmt: skip
    rows = [*_own(entry, state, supplier, award, won=won), *(_next(above, state, act, won=won) if stands else ())]
    contract = next((one for one in reversed(above.contracts) if (one.lot, one.supplier) == (lot, supplier)), None)
    if contract is not None:
        ways = (*ways, Link(_("Contract"), reverse("desk-docket", args=[contract.docket])))
    mine = Link(_("The letter to you, to read, print and keep"), reverse("result-letter", args=[above.number, lot, supplier]))
    return OwnOutcome(heading, lead, tuple(rows), tuple(_points(state, supplier, lot)), (mine, *ways))


def _ended(above: Shown, state: Procurement, lot: str, heading: str, ways: tuple[Link, ...]) -> OwnOutcome | None:
    ending = next((one for one in reversed(state.endings) if lot in (one.lots or state.lots)), None)
    if ending is None:
        return None
    facts = (FactRow(_("Ground"), ENDINGS[ending.ground].within(language())), FactRow(_("Reason"), written(ending.reason)))
    return OwnOutcome(heading, _("It was ended on {day}, and nobody was awarded it.").format(day=above.dated(ending)), facts, (), ways)


def _own(entry: Stored, state: Procurement, supplier: str, award: Awarded, *, won: bool) -> Iterator[FactRow]:
    ranked = next((one for one in ranked_in(report_of(state, award.lot), award.lot) if one.supplier == supplier), None)
    told = (load(OwnResult, one) for one in own_records(entry) or ())
    own = next((one for one in told if (one.lot, one.supplier) == (award.lot, supplier)), None)
    if own is not None:
        yield FactRow(_("Reason"), written(own.reason))
    rank = own.rank if own is not None else ranked.rank if ranked is not None else award.rank if won else None
    total = own.total if own is not None else ranked.total if ranked is not None else None
    if rank is not None:
        yield FactRow(_("Your rank"), str(rank))
    elif report_of(state, award.lot) is None:
        yield FactRow(_("Your rank"), _("none: no panel ranked the bids, the purchaser chose one of them"))
    if total is not None:
        yield FactRow(_("Your points"), f"{total:.2f}")
    if not won:
        yield FactRow(_("Winner"), names_of({award.supplier}).get(award.supplier, award.supplier))
    yield FactRow(_("Amount of the award"), money(award.price))


def _next(above: Shown, state: Procurement, act: ResultPublished, *, won: bool) -> Iterator[FactRow]:
    """What follows by when: the contract for the winner, a formal query for everybody."""
    if won and act.sign_by is not None:
        row = book().rows[act.sign_by.row].at(act.sign_by.day) if act.sign_by.row in book().rows else None
        yield FactRow(_("Contract to be signed by"), shown(act.sign_by.day), row=row)
    until = query_until(above.line.method, act.stands_until)
    if until is not None:
        yield FactRow(_("Formal query on the result until"), shown(until[0]), over(until[0]), row=until[1])
        yield from _complaint(above.line.method, until[0])
    else:
        yield FactRow(_("Formal query on the result"), _("No law that is kept here sets days for it in this purchase; ask the purchaser."))
    where: Wording | None = state.notice.queries_to or state.notice.contact if state.notice is not None else None
    if where is not None:
        yield FactRow(_("Where to send a formal query") if until is not None else _("Where to ask"), written(where))


def _complaint(method: str, day: date) -> Iterator[FactRow]:
    """What follows where the answer to a query does not content, or does not come."""
    law = Law(book(), PACK, act_day=day)
    answer, complaint = law.first(ANSWER, method=method or None), law.first(COMPLAINT, method=method or None)
    if answer is not None and complaint is not None:
        words = _("within {days} after the {answer} in which the purchaser has to reply")
        said = words.format(days=length(complaint.period()), answer=length(answer.period()))
        yield FactRow(_("Complaint to the finance department"), said, row=complaint)


def _points(state: Procurement, supplier: str, lot: str) -> Iterator[tuple[str, str, str]]:
    """By criterion, of how many, and beside the winner."""
    bids = fared(state, lot)
    own = next((one for one in bids if one.supplier == supplier), None)
    for criterion, most, points, said in by_criterion(state, own, winner_of(bids)) if own is not None else ():
        yield criterion, points if most == "-" else _("{points} of {most}").format(points=points, most=most), said
