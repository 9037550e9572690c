"""What would become of a step if it were confirmed now? Weighed as by the clerk, without lock or trace; the clerk weighs it again."""

from typing import Any

from operis import clock
from operis.clerk import facts_for, law_for
from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import Done, Refusal, decide
from operis.core.fields import Happened
from operis.documents.lawbook import calendar
from operis.procedures import KINDS, TELLS_METHOD, method_of, procedure_of
from operis.web.desk.sitting import Sitting


def tried(at: Sitting, asked: Command, happened: Happened) -> tuple[Done | Refusal | None, Any]:
    """The outcome, and the state that the docket would have; no outcome where the step cannot be read by the law of the day."""
    state = at.docket.state if at.docket else KINDS[asked.docket_kind].start()
    procedure = procedure_of(asked.docket_kind, state, asked)
    found = facts_for(procedure, state, asked, at.mandate, at.number)
    law = law_for(clock.this_office(), state, found, happened)
    step = procedure.steps.get(type(asked))
    if step is not None and list(step.reads(asked, law)):
        return None, state
    belongs = next((value for fact, value in found.items() if fact.name in TELLS_METHOD), None)
    method = belongs.method if belongs is not None else method_of(procedure)
    outcome = decide(procedure, Case(at.number, state, asked, at.mandate, happened, law, calendar(), found, method, clock.now()))
    if isinstance(outcome, Done):
        for act in outcome.acts:
            state = procedure.evolve(state, act)
    return outcome, state
