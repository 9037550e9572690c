"""What does a need come to, part by part and as a whole; and which answers cannot be read?"""

from collections.abc import Iterator, Sequence

from operis.core.fields import Answers
from operis.law.book import Law
from operis.rules.determination.change import changes
from operis.rules.determination.outcome import Reached, reach
from operis.rules.determination.questions import Answer, key
from operis.rules.determination.result import Determination, PartOutcome
from operis.rules.determination.rulebook import FLAG, PEOPLE, Rulebook, rulebook
from operis.rules.determination.words import Found, citations, next_steps, reasons, sides
from operis.strict_yaml import Mistake, below

Parts = Sequence[tuple[str | None, Answers]]


def mistakes(law: Law, answers: Answers) -> Iterator[Mistake]:
    """Each answer that no question takes, at the place of the question; without any, `determine` has an outcome."""
    rules = rulebook(law)
    for id, answer in answers.items():
        question = rules.questions.get(id)
        if question is None:
            facts = {"question": id, "known": ", ".join(rules.questions)}
            yield Mistake(below("", id), "There is no question {question}; the questions are {known}.", None, facts)
        elif answer != rules.unknown and not question.fits(answer):
            facts = {"question": id, "unknown": rules.unknown, "answer": _written(answer)}
            if question.choices:
                says = "{question} takes one of {choices}, or {unknown}; not “{answer}”."
                facts["choices"] = ", ".join(map(_written, question.choices))
            else:
                says = "{question} takes a whole number, or {unknown}; not “{answer}”."
            yield Mistake(below("", id), says, None, facts)


def _written(answer: Answer) -> str:
    return {"true": "yes", "false": "no"}.get(key(answer), key(answer))


def determine(law: Law, parts: Parts, *, package: bool = False) -> Determination:
    """The outcome of each part and of the whole, for answers without mistakes; `package`: one purchase that cannot be split."""
    return determine_by(rulebook(law), parts, package=package)


def determine_by(rules: Rulebook, parts: Parts, *, package: bool = False) -> Determination:
    found = tuple(_part(rules, name, answers) for name, answers in parts)
    return Determination(
        outcome=_whole(rules, [part.outcome for part in found], package),
        holds=tuple(dict.fromkeys(hold for part in found for hold in part.holds)),
        flags=tuple(dict.fromkeys(flag for part in found for flag in part.flags)),
        parts=found,
    )


def _whole(rules: Rulebook, outcomes: Sequence[str], package: bool) -> str:
    mixed = rules.said["mixed"]
    if package:
        return min(outcomes, key=mixed["worst_first"].words().index)
    return outcomes[0] if len({*outcomes}) == 1 else mixed["outcome"].word()


def _part(rules: Rulebook, name: str | None, answers: Answers) -> PartOutcome:
    heard = rules.heard(answers)
    reached = reach(rules, heard)
    found = Found(
        rules=rules,
        heard=heard,
        unknown=tuple(id for id, question in rules.questions.items() if question.taken and answers.get(id) == rules.unknown),
        reached=reached,
        holds=tuple(dict.fromkeys(hold.name for hold in reached.holds if hold.raised(heard))),
        flags=tuple(_flags(rules, heard, reached)),
        changes=changes(rules, heard, reached),
    )
    counted = reasons(found)
    pro, con = sides(found, counted)
    return PartOutcome(
        part=name,
        outcome=reached.outcome,
        holds=found.holds,
        flags=found.flags,
        class_=_class(rules, heard, reached),
        provisional=reached.weighed,
        decided_by=reached.by,
        gates=tuple(gate.id for gate in reached.gates),
        score=reached.form.score if reached.weighed else None,
        for_=pro,
        against=con,
        would_change=found.changes,
        citations=citations(found),
        next=next_steps(found),
        unknown=found.unknown,
        reasons=counted,
    )


def _flags(rules: Rulebook, heard: Answers, reached: Reached) -> Iterator[str]:
    """Those that an answer raises; and where a pack buys people's time as a service, those that this always raises."""
    raised = {question.raises.get(key(heard[id])) for id, question in rules.questions.items() if id in heard}
    if reached.form.leans == PEOPLE and not rules.switched.post_exists:
        raised.update(rules.switched.flags)
    for name in rules.flags:
        if name in raised and reached.outcome in rules.said[f"{FLAG}{name}"]["of"].words():
            yield name


def _class(rules: Rulebook, heard: Answers, reached: Reached) -> str | None:
    """The class of a service: for the public, or for the body's own duties."""
    asked = [question for question in rules.asked("class") if question.row.data.get("asked_when") == reached.outcome]
    return next((question.pulls.of(heard[question.id]) for question in asked if question.id in heard), None)
