"""What would become of a step if it were confirmed now? Weighed as by the clerk, without lock or trace; the clerk weighs it again."""

from typing import Any

from operis import clock
from operis.core.acts import Act, Command
from operis.core.case import Case
from operis.core.decider import Done, Refusal, decide
from operis.core.fields import Happened
from operis.core.findings import Ground
from operis.core.mandates import Mandate
from operis.documents.lawbook import calendar
from operis.web.desk.sitting import Sitting
from operis.weighing import Weighing, weigh


def would_say(at: Sitting, asked: Command) -> Act:
    """The act that would follow, whatever stands in its way; Absent where the record lacks what it would say."""
    weighed = _weighed(at, asked, calendar().local(clock.now()))
    return weighed.procedure.steps[type(asked)].then[0](weighed.case)


def case_of(at: Sitting, asked: Command) -> Case[Any, Any]:
    """The case of what is asked, with all its facts."""
    return _weighed(at, asked, calendar().local(clock.now())).case


def _weighed(at: Sitting, asked: Command, happened: Happened, mandate: Mandate | None = None) -> Weighing:
    return weigh(clock.this_office(), at.number, at.state, asked, mandate or at.acts_as, happened=happened, entered=clock.now())


def tried(at: Sitting, asked: Command, happened: Happened, mandate: Mandate | None = None) -> tuple[Done | Refusal | None, Any]:
    """The outcome, and the state that the docket would have; no outcome where the step cannot be read by the law of the day."""
    weighed = _weighed(at, asked, happened, mandate)
    if weighed.step is not None and list(weighed.step.reads(asked, weighed.case.law)):
        return None, at.state
    outcome, state = decide(weighed.procedure, weighed.case), at.state
    if isinstance(outcome, Refusal):
        return outcome.told(), state
    for act in outcome.acts:
        state = weighed.procedure.evolve(state, act)
    return outcome, state


def noticed(at: Sitting, asked: Command, mandate: Mandate | None = None) -> tuple[Ground, ...]:
    """What is told of it and refused by nothing, whatever else stands in the way."""
    weighed = _weighed(at, asked, calendar().local(clock.now()), mandate)
    step = weighed.step
    if step is None or list(step.reads(asked, weighed.case.law)):
        return ()
    outcome = decide(weighed.procedure, weighed.case)
    if isinstance(outcome, Done):
        return outcome.notes
    noted = (ground for rule in step.noted for ground in rule.noted(weighed.case))
    return (*(one for one in outcome.grounds if not one.blocks), *noted)
