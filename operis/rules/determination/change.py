"""Which other answers would change the outcome? Each is tried: nothing is said that was not computed.

First every single answer. Where none leads to a service or to a post, the fewest answers together that do: those that the rule for
a service, or the step to a post, asks for and has not. Where several gates were hit, what is left when all of them fall away.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from operis.core.fields import Answers
from operis.rules.determination.outcome import Reached, reach
from operis.rules.determination.questions import Answer, Question, When, among
from operis.rules.determination.result import Change
from operis.rules.determination.rulebook import PEOPLE, SERVICE, Rulebook


def changes(rules: Rulebook, heard: Answers, now: Reached) -> tuple[Change, ...]:
    """The most useful first; where the outcome is that someone must decide, the cheapest first."""
    found = list(_singles(rules, heard, now))
    reached = {now.outcome, *(change.to for change in found)}
    found += (change for change in _together(rules, heard, now) if change.to not in reached)
    places = {question.id: place for place, question in enumerate(_movable(rules))}
    settle = now.outcome == rules.weighing.otherwise

    def rank(change: Change) -> tuple[int, ...]:
        worth = 0 if settle else _worth(rules, change.to)
        gates = sum(gate.id in change.answers for gate in rules.gates)  # what a need is by law can mostly not be arranged
        known = sum(id in heard for id in change.answers)  # to find out what nobody said is cheaper than to do things otherwise
        return worth, gates, len(change.answers), known, *(places[id] for id in change.answers)

    return tuple(sorted(found, key=rank))


def _worth(rules: Rulebook, outcome: str) -> int:
    """A way on before one that is an exception, that before a question to someone, and that before another dead end."""
    said = rules.outcome(outcome)
    if said.get("module"):
        return 1 if said.get("exception") else 0
    return 2 if outcome == rules.weighing.otherwise else 3


def _movable(rules: Rulebook) -> tuple[Question, ...]:
    """The questions whose answer can move an outcome."""
    conditions = [rule.when for rule in rules.rules] + [step.when for step in rules.steps]
    asked = {question for when in conditions for question, _ in when}
    others = tuple(question for question in rules.questions.values() if question.id in asked and question not in rules.weighing.questions)
    return tuple(question for question in (*rules.weighing.questions, *others, *rules.gates) if question.taken)


def _singles(rules: Rulebook, heard: Answers, now: Reached) -> Iterator[Change]:
    for question in _movable(rules):
        told: set[str] = set()
        for value in question.values():
            to = _outcome(rules, heard, {question.id: value})
            if to != now.outcome and (question.choices or to not in told):  # of many numbers, one for each outcome
                told.add(to)
                yield Change(to=to, answers={question.id: value})


def _together(rules: Rulebook, heard: Answers, now: Reached) -> Iterator[Change]:
    if now.gates:
        cleared = {gate.id: _cleared(gate) for gate in now.gates}
        yield Change(to=_outcome(rules, heard, cleared), answers=cleared)
        return
    for rule in rules.rules:
        if rule.then == SERVICE and now.outcome != rules.service:
            yield from _fewest(rules, heard, _missing(rule.when, heard), rules.service)
    for place, step in enumerate(rules.steps):
        if now.form.leans == PEOPLE and now.outcome != step.then and rules.outcome(step.then).get("module"):
            before = {id: answer for earlier in rules.steps[:place] for id, answer in _undone(rules, earlier.when, heard).items()}
            yield from _fewest(rules, heard, {**before, **_missing(step.when, heard)}, step.then)


def _fewest(rules: Rulebook, heard: Answers, needed: Mapping[str, Answer], to: str) -> Iterator[Change]:
    """The smallest part of what is needed that leads there."""
    for size in range(2, len(needed) + 1):
        for some in combinations(needed.items(), size):
            if _outcome(rules, heard, dict(some)) == to:
                yield Change(to=to, answers=dict(some))
                return


def _missing(when: When, heard: Answers) -> dict[str, Answer]:
    return {id: values[0] for id, values in when if not among(heard.get(id), values)}


def _undone(rules: Rulebook, when: When, heard: Answers) -> dict[str, Answer]:
    """An answer that no longer meets the condition, for each that does."""
    return {id: _other(rules.questions[id], values) for id, values in when if among(heard.get(id), values)}


def _other(question: Question, values: tuple[bool | str, ...]) -> Answer:
    return next(choice for choice in question.choices if not among(choice, values))


def _cleared(gate: Question) -> Answer:
    return next(choice for choice in gate.choices if gate.pulls.of(choice) is None)


def _outcome(rules: Rulebook, heard: Answers, changed: Mapping[str, Answer]) -> str:
    return reach(rules, rules.heard({**heard, **changed})).outcome
