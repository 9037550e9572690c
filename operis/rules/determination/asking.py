"""What is still to be asked, in which order, and no more than that?"""

from collections.abc import Iterator
from itertools import takewhile

from operis.core.fields import Answers
from operis.law.book import Law
from operis.rules.determination.outcome import form_of, reach
from operis.rules.determination.questions import among, met
from operis.rules.determination.rulebook import PEOPLE, Rulebook, rulebook


def still_open(law: Law, answers: Answers) -> tuple[str, ...]:
    """The questions to ask next, in order; empty when all is said.

    The gates first, all of them, then the questions that the form rules look at, also where a gate was hit: a reader wants to know
    all that speaks against. Others about the form only while the sum may still fall on either side of a band; about the post only
    where people are wanted; about the start, and the class, only for a service. "unknown" is an answer.
    """
    rules = rulebook(law)
    return tuple(id for id in dict.fromkeys(_wanted(rules, answers)) if id not in answers)


def _wanted(rules: Rulebook, answers: Answers) -> Iterator[str]:
    heard = rules.heard(answers)
    first = [question.id for question in rules.gates] + [question.id for question in rules.asked("form") if question.decisive]
    yield from first
    now = reach(rules, heard)
    if now.gates or any(id not in answers for id in first):
        return
    if now.weighed and _undecided(rules, answers):
        yield from (question.id for question in rules.weighing.questions)
        return
    if now.form.leans == PEOPLE and rules.switched.post_exists:
        yield from _about_the_post(rules, answers)
    if now.outcome == rules.service:
        yield from (question.id for section in ("start", "class") for question in rules.asked(section))


def _undecided(rules: Rulebook, answers: Answers) -> bool:
    """Whether the answers that are missing could still move the sum into, or out of, a band."""
    heard = rules.heard(answers)
    score = form_of(rules, heard).score or 0
    missing = [question.points.all() for question in rules.weighing.questions if question.id not in answers]
    low, high = score + sum(min((0, *points)) for points in missing), score + sum(max((0, *points)) for points in missing)
    bands = (rules.weighing.people_max, rules.weighing.service_min - 1)
    return any(low <= border < high for border in bands)


def _about_the_post(rules: Rulebook, answers: Answers) -> Iterator[str]:
    """Step by step up to the first that is met; of a step that has failed nothing more is asked."""
    open_steps = list(takewhile(lambda step: not met(step.when, answers), rules.steps))
    for step in open_steps:
        if all(id not in answers or among(answers[id], values) for id, values in step.when):
            yield from (id for id, _ in step.when)
    if rules.steps[len(open_steps)].holds:
        yield from (question.id for question in rules.asked("post"))
