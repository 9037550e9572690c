"""Are fewer bids there than the law asks: at the closing, after an examination, by the report? Said to who may end it, with the way on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.evaluation import award_of, outcome_of, report_of
from operis.dockets.procurement.state import Procurement
from operis.documents.few import LEAST, shut, shut_words
from operis.documents.lawbook import book, calendar
from operis.law.book import Row
from operis.procedures import procedure_now
from operis.rules.endings import TOO_FEW, too_few_shown
from operis.web.preparing.ahead import case_ahead, found_ahead
from operis.web.reading.dockets import Shown


@dataclass(frozen=True, slots=True)
class FewLeft:
    lots: tuple[str, ...]
    words: str
    row: Row | None
    url: str
    shut: str = ""
    """Where it was never opened: why, as everybody reads it."""


def few_left(docket: Shown, mandate: Mandate) -> tuple[FewLeft, ...]:
    """The lots that cannot be awarded any more, for who may end them; nothing before bids have closed."""
    state = docket.state
    if getattr(state, "closing", None) is None or state.ended or mandate.acts_for != state.body:
        return ()
    step = procedure_now(docket.line.kind, state).steps.get(Terminate)
    if step is None or mandate.role not in step.by:
        return ()
    return (*_shut(docket, state), *(_left(docket, state, mandate) if state.examinations else ()))


def _shut(docket: Shown, state: Procurement) -> Iterator[FewLeft]:
    """What was not opened for want of bids: the whole of it, or single lots."""
    going, url = [lot for lot in state.lots if lot not in state.ended_lots], reverse("desk-step", args=[docket.number, Terminate.slug])
    if state.opening is None and not state.rounds:
        for row in shut(Q(docket=docket.number)).values():
            says = shut_words(row.count(LEAST))
            yield FewLeft(tuple(going), f"{says} {_('End it; it may then be tried again.')}", row, url, says)
        return
    for one in state.closing.shut if state.closing is not None else ():
        row = book().rows[one.under].at(calendar().day(clock.now()))
        if one.lot in going and row.has(LEAST):
            says = shut_words(row.count(LEAST))
            words = _("Lot {lot}: {says} End it; it may then be tried again.").format(lot=one.lot, says=says)
            yield FewLeft((one.lot,), words, row, url, says)


def _left(docket: Shown, state: Procurement, mandate: Mandate) -> Iterator[FewLeft]:
    """What an examination or the report has left with too few."""
    procedure = procedure_now(docket.line.kind, state)
    step = procedure.steps[Terminate]
    rule = next((one for one in step.provided if one.check is too_few_shown), None)
    if rule is None:
        return
    shut_lots = {one.lot for one in state.closing.shut} if state.closing is not None else set()
    for lot in (one for one in state.lots if one not in {*state.ended_lots, *shut_lots} and _waits(state, one)):
        case = case_ahead(procedure, step, docket.number, state, mandate, calendar().local(clock.now()), None, ground=Slug(TOO_FEW),
                          lots=(lot,))  # fmt: skip
        if not list(found_ahead((rule,), case)):
            words = _("Lot {lot}: fewer bids are left than it takes, so that it cannot be awarded. It is ended, and may be tried again.")
            yield FewLeft((lot,), words.format(lot=lot), case.law.first(rule.rows, method=case.method),
                          reverse("desk-step", args=[docket.number, Terminate.slug]))  # fmt: skip


def _waits(state: Procurement, lot: str) -> bool:
    report = report_of(state, lot)
    return award_of(state, lot) is None and (report is None or outcome_of(report, lot) == TOO_FEW)
