"""What would become of a step if it were confirmed now? Weighed as by the clerk, without lock or trace; the clerk weighs it again."""

from typing import Any

from operis import clock
from operis.clerk import facts_for, law_for
from operis.core.acts import Act, Command
from operis.core.case import Case
from operis.core.decider import Done, Procedure, Refusal, decide
from operis.core.fields import Happened
from operis.documents.lawbook import calendar
from operis.procedures import KINDS, TELLS_METHOD, method_of, procedure_of
from operis.web.desk.sitting import Sitting


def would_say(at: Sitting, asked: Command) -> Act:
    """The act that would follow, whatever stands in its way; Absent where the record lacks what it would say."""
    state = at.docket.state if at.docket else KINDS[asked.docket_kind].start()
    procedure = procedure_of(asked.docket_kind, state, asked)
    return procedure.steps[type(asked)].then[0](_case(at, procedure, state, asked, calendar().local(clock.now())))


def _case(at: Sitting, procedure: Procedure[Any], state: Any, asked: Command, happened: Happened) -> Case[Any, Any]:
    found = facts_for(procedure, state, asked, at.mandate, at.number)
    belongs = next((value for fact, value in found.items() if fact.name in TELLS_METHOD), None)
    method = belongs.method if belongs is not None else method_of(procedure)
    law = law_for(clock.this_office(), state, found, happened)
    return Case(at.number, state, asked, at.mandate, happened, law, calendar(), found, method, clock.now())


def tried(at: Sitting, asked: Command, happened: Happened) -> tuple[Done | Refusal | None, Any]:
    """The outcome, and the state that the docket would have; no outcome where the step cannot be read by the law of the day."""
    state = at.docket.state if at.docket else KINDS[asked.docket_kind].start()
    procedure = procedure_of(asked.docket_kind, state, asked)
    case, step = _case(at, procedure, state, asked, happened), procedure.steps.get(type(asked))
    if step is not None and list(step.reads(asked, case.law)):
        return None, state
    outcome = decide(procedure, case)
    outcome = outcome.told() if isinstance(outcome, Refusal) else outcome
    if isinstance(outcome, Done):
        for act in outcome.acts:
            state = procedure.evolve(state, act)
    return outcome, state
