"""Are fewer bids left than the law asks, after an examination or by the report? Said to the purchaser, with the row and the way on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from operis import clock
from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.procurement.commands import Terminate
from operis.dockets.procurement.evaluation import award_of, outcome_of, report_of
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.law.book import Row
from operis.procedures import procedure_now
from operis.rules.endings import TOO_FEW, too_few_shown
from operis.web.preparing.ahead import case_ahead, found_ahead
from operis.web.reading.dockets import Shown


@dataclass(frozen=True, slots=True)
class FewLeft:
    lot: str
    words: str
    row: Row | None
    url: str


def few_left(docket: Shown, mandate: Mandate) -> tuple[FewLeft, ...]:
    """Each lot that cannot be awarded any more, for who may end it; nothing before somebody has examined."""
    state = docket.state
    if not getattr(state, "examinations", ()) or mandate.acts_for != state.body:
        return ()
    return tuple(_found(docket, state, mandate))


def _found(docket: Shown, state: Procurement, mandate: Mandate) -> Iterator[FewLeft]:
    procedure = procedure_now(docket.line.kind, state)
    step = procedure.steps.get(Terminate)
    rule = next((one for one in step.provided if one.check is too_few_shown), None) if step and mandate.role in step.by else None
    if step is None or rule is None:
        return
    for lot in (one for one in state.lots if one not in state.ended_lots and _waits(state, one)):
        case = case_ahead(procedure, step, docket.number, state, mandate, calendar().local(clock.now()), None, ground=Slug(TOO_FEW),
                          lots=(lot,))  # fmt: skip
        if not list(found_ahead((rule,), case)):
            words = _("Lot {lot}: fewer bids are left than it takes, so that it cannot be awarded. It is ended, and may be tried again.")
            yield FewLeft(lot, words.format(lot=lot), case.law.first(rule.rows, method=case.method),
                          reverse("desk-step", args=[docket.number, Terminate.slug]))  # fmt: skip


def _waits(state: Procurement, lot: str) -> bool:
    report = report_of(state, lot)
    return award_of(state, lot) is None and (report is None or outcome_of(report, lot) == TOO_FEW)
