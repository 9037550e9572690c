"""What do the answers come to: which gate, which form rule or which sum, and where people are wanted which step?"""

from dataclasses import dataclass

from operis.core.fields import Answers
from operis.rules.determination.questions import Question, When, among, met
from operis.rules.determination.rulebook import PEOPLE, SERVICE, Hold, Rulebook

WEIGHED = "weighed"


@dataclass(frozen=True, slots=True)
class Form:
    """A result or people's time, by which rule; neither where the sum lies between the bands."""

    leans: str | None
    by: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    outcome: str
    by: tuple[str, ...]
    gates: tuple[Question, ...]
    form: Form
    holds: tuple[Hold, ...] = ()
    """What may still hold it back."""

    @property
    def weighed(self) -> bool:
        return self.by[0] == WEIGHED


def reach(rules: Rulebook, heard: Answers) -> Reached:
    """The outcome for answers that count in this pack (`Rulebook.heard`); any set of them has one."""
    hits = [(gate, to) for gate in rules.gates if gate.id in heard and (to := gate.pulls.of(heard[gate.id])) is not None]
    form = form_of(rules, heard)
    if hits:
        first, to = hits[0]
        return Reached(to, (first.id,), tuple(gate for gate, _ in hits), form)
    if form.leans == SERVICE:
        return Reached(rules.service, (form.by,), (), form, rules.holds)
    if form.leans == PEOPLE:
        return _people(rules, heard, form)
    return Reached(rules.weighing.otherwise, (form.by,), (), form)


def form_of(rules: Rulebook, heard: Answers) -> Form:
    """The first rule whose condition is met; else the sum of all points."""
    for rule in rules.rules:
        if met(rule.when, heard):
            return Form(rule.then, rule.id, None)
    score = sum(question.points.of(heard[question.id]) or 0 for question in rules.weighing.questions if question.id in heard)
    if score >= rules.weighing.service_min:
        return Form(SERVICE, WEIGHED, score)
    return Form(PEOPLE if score <= rules.weighing.people_max else None, WEIGHED, score)


def _people(rules: Rulebook, heard: Answers, form: Form) -> Reached:
    switched = rules.switched
    if not switched.post_exists:
        employed = met(switched.employed, heard)
        to = switched.employed_leads_to if employed else switched.leads_to
        return Reached(to, (form.by,), (), form, rules.holds if to == rules.service else ())
    place = next(place for place, step in enumerate(rules.steps) if met(step.when, heard))
    step = rules.steps[place]
    if step.then == switched.programme_instead_of and switched.programme and met(switched.programme, heard):
        return Reached(switched.programme_otherwise, (form.by, *_looked_at(switched.programme, heard)), (), form)
    compared = tuple(hold.less[0] for hold in step.holds if hold.less and all(question in heard for question in hold.less))
    looked = _looked_at(step.when, heard) if step.when else _failed(rules, heard)
    return Reached(step.then, (form.by, *looked, *compared), (), form, step.holds)


def _failed(rules: Rulebook, heard: Answers) -> tuple[str, ...]:
    """ "Otherwise" is decided by what failed of the way that came nearest."""
    ways = [step.when for step in rules.steps if step.when and rules.outcome(step.then).get("module")]
    return max((_looked_at(when, heard) for when in ways), key=len, default=())


def _looked_at(when: When, heard: Answers) -> tuple[str, ...]:
    """The answers that one reads before one knows: up to the first that does not fit, or is missing."""
    looked = []
    for question, values in when:
        if question in heard:
            looked.append(question)
        if not among(heard.get(question), values):
            break
    return tuple(looked)
