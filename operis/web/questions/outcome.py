"""What is a reader told about the outcome of a determination? Its sentences, from the rows, in the order in which they are read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from operis.documents.shown import text
from operis.law.book import Row
from operis.rules.determination import Answer, Answers, Change, PartOutcome, Rulebook
from operis.rules.determination.questions import met, read_when
from operis.rules.determination.rulebook import FLAG, HOLD
from operis.web.questions.answers import screen_of

SHOWN_MAX = 4
"""So many changes are told at once; the others stand folded below."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with the answer that was given, and the page on which it can be changed."""

    question: str
    answer: str
    screen: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    answers: tuple[Answered, ...]
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeShown:
    heading: str
    statement: str
    way_on: bool
    """Whether a procurement or a recruitment follows."""
    weighed: bool
    """Whether the weights of the answers came to it, and no rule by itself."""
    class_words: str
    decided_by: tuple[Row, ...]
    decided_answers: tuple[Answered, ...]
    pro: tuple[Answered, ...]
    con: tuple[Answered, ...]
    holds: tuple[str, ...]
    flags: tuple[str, ...]
    changes: tuple[ChangeShown, ...]
    more_changes: tuple[ChangeShown, ...]
    next: tuple[str, ...]
    law: tuple[Row, ...]
    unknown: tuple[str, ...]


def answered(rules: Rulebook, id: str, answer: Answer) -> Answered:
    question = rules.questions[id]
    return Answered(text(question.row.says), text(question.label(answer)), screen_of(rules, id).key)


def outcome_shown(rules: Rulebook, part: PartOutcome, answers: Answers) -> OutcomeShown:
    row = rules.law.row(part.outcome)
    changes = tuple(_change(rules, one) for one in part.would_change)
    return OutcomeShown(
        heading=heading(rules, part, answers),
        statement=text(row.says),
        way_on=rules.outcome(part.outcome).get("module") is not None,
        weighed=part.provisional and part.outcome != rules.weighing.otherwise,
        class_words=_class(rules, part),
        decided_by=tuple(_rule(rules, id) for id in part.decided_by),
        decided_answers=_those(rules, [one.question for one in part.reasons if one.decides], answers),
        pro=_those(rules, part.for_, answers),
        con=_those(rules, part.against, answers),
        holds=tuple(text(rules.law.row(f"{HOLD}{name}").says) for name in part.holds),
        flags=tuple(text(rules.law.row(f"{FLAG}{name}").says) for name in part.flags),
        changes=changes[:SHOWN_MAX],
        more_changes=changes[SHOWN_MAX:],
        next=tuple(text(sentence) for sentence in part.next),
        law=tuple(rules.law.row(one.id) for one in part.citations),
        unknown=tuple(text(rules.questions[id].row.says) for id in part.unknown),
    )


def heading(rules: Rulebook, part: PartOutcome, answers: Answers) -> str:
    """What the reader wants to know, in one sentence."""
    if part.outcome == rules.weighing.otherwise:
        return _("The answers do not settle it: ask {who}").format(who=_who(rules, answers))
    if part.outcome == rules.service:
        return _("This is a purchase of services, and it cannot start yet") if part.holds else _("This is a purchase of services")
    if rules.outcome(part.outcome).get("module") is not None:
        return _("This is a service post, and it cannot be announced yet") if part.holds else _("This is a service post")
    return _("You cannot buy this as a service")


def _who(rules: Rulebook, answers: Answers) -> str:
    heard = rules.heard(answers)
    deciders = rules.outcome(rules.weighing.otherwise)["decides"].each()
    return next(text(each["who"].both()) for each in deciders if met(read_when(each["when"]), heard))


def _class(rules: Rulebook, part: PartOutcome) -> str:
    if part.class_ is None:
        return ""
    return next(text(question.label(part.class_)) for question in rules.asked("class"))


def _rule(rules: Rulebook, id: str) -> Row:
    """The row of what decided: a gate, a form rule, a question, or the weighing."""
    return rules.law.row(id) if id in rules.law.book.rows else rules.weighing.row


def _those(rules: Rulebook, ids: Iterable[str], answers: Mapping[str, Answer]) -> tuple[Answered, ...]:
    return tuple(answered(rules, id, answers[id]) for id in ids if id in answers)


def _change(rules: Rulebook, change: Change) -> ChangeShown:
    words = text(rules.outcome(change.to)["label"].both())
    return ChangeShown(tuple(answered(rules, id, answer) for id, answer in change.answers.items()), words)
