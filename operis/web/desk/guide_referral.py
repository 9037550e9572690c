"""What helps to decide what was referred? Its questions with the answers that were given, those first that settle it; each is chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.dockets.need.commands import DecideReferral
from operis.dockets.need.state import REFER
from operis.dockets.need.terms import PartDetermined
from operis.documents.shown import language, text
from operis.law.book import Row
from operis.rules.determination import Question, Rulebook, determine, in_force, rulebook
from operis.web.components.form import Part
from operis.web.desk.guides import Guide, Section
from operis.web.desk.methods import law_here
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed, named, rows_of
from operis.web.questions.answers import written
from operis.web.questions.questioning import cites

ANSWERS, PART = "answers", "part"
KEYED = KEY, VALUE = ("key", "value")


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with the answer that was given, and what is chosen instead; the names of its inputs begin with `name`."""

    name: str
    id: str
    says: str
    why: str
    cites: tuple[Row, ...]
    options: tuple[tuple[str, str], ...]
    """The answers that fit; none where a number is typed."""
    given: str
    value: str


class ReferralGuide(Guide):
    template = "web/desk/guide_referral.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        part = _referred(at, {})
        return {PART: part.part} if part is not None else {}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        """What was left as it was answered is no answer of the decider; all else stays as it was sent."""
        rows = (row for row in range(rows_of(sent, ANSWERS)) if not sent.get(named(ANSWERS, row, VALUE), ""))
        left = {named(ANSWERS, row, name) for row in rows for name in KEYED}
        return {name: value for name, value in sent.items() if name not in left}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        drawn = _referred(at, {}) is not None and in_force(law_here(at.state, at.mandate))
        return super().sections(at, tuple(one for one in parts if one.name != ANSWERS) if drawn else parts)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        part, law = _referred(at, typed), law_here(at.state, at.mandate)
        if part is None or not in_force(law):
            return {}
        rules, chosen = rulebook(law), dict(_pairs(typed))
        (outcome,) = determine(law, [(part.part, part.answers)]).parts
        settle = dict.fromkeys(id for change in outcome.would_change for id in change.answers if rules.questions[id] not in rules.gates)
        order = [*settle, *(id for id, question in rules.questions.items() if question.taken and id not in settle)]
        shown = [_choice(rules, rules.questions[id], place, part, chosen) for place, id in enumerate(order)]
        return {"settle": shown[: len(settle)], "others": shown[len(settle) :], "count": len(shown),
                "label": walk(DecideReferral)[ANSWERS].asked.label.within(language())}  # fmt: skip


def _referred(at: Sitting, typed: Typed) -> PartDetermined | None:
    """The part that is chosen, else the first that waits for its decision."""
    waiting = {name: one for name, one in at.state.outcomes.items() if one.outcome == REFER}
    return waiting.get(typed.get(PART, "")) or next(iter(waiting.values()), None)


def _pairs(typed: Typed) -> Iterator[tuple[str, str]]:
    for row in range(rows_of(typed, ANSWERS)):
        key, value = (typed.get(named(ANSWERS, row, name), "").strip() for name in KEYED)
        yield key, value


def _choice(rules: Rulebook, question: Question, place: int, part: PartDetermined, chosen: Mapping[str, str]) -> Choice:
    given, choices = part.answers.get(question.id), (*question.choices, rules.unknown)
    return Choice(
        name=named(ANSWERS, place), id=question.id, says=text(question.row.says), why=text(question.why), cites=cites(rules, question),
        options=tuple((written(one), text(question.label(one))) for one in choices) if question.choices else (),
        given=text(question.label(given)) if given is not None else _("not answered"), value=chosen.get(question.id, ""),
    )  # fmt: skip
