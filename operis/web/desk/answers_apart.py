"""Does a text of the plan say otherwise than what was answered when the need was determined? By a table of pairs beside the questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.dockets.procurement.commands import FilePlan
from operis.documents.lawbook import book
from operis.law.book import Law
from operis.law.rows import Row
from operis.rules.determination import Answers, rulebook
from operis.rules.wording.finder import sights
from operis.web.desk.guide_need import own_need
from operis.web.reading.entered import answered

ROW, READ_AS = "OURS-ANSWERED", "clause"
"""The row with the pairs; and as what a text is read: as a clause by which people would be directed, counted or paid."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Words of the plan beside the question, and the answer to it, that they contradict."""

    words: str
    question: str
    answer: str
    row: Row


def apart(plan: FilePlan, mandate: Mandate, law: Law) -> tuple[Apart, ...]:
    need = own_need(plan.need.strip().upper(), mandate)
    outcome = need.state.outcomes.get(plan.part) if need is not None else None
    texts = (*(one.text for one in plan.requirements), *((plan.acceptance,) if plan.acceptance is not None else ()))
    return tuple(_apart(texts, outcome.answers, law)) if outcome is not None else ()


def contradicted(text: Wording, answers: Answers, law: Law) -> Iterator[tuple[str, str]]:
    """The words of a text, each with the question that was answered otherwise."""
    pairs: Any = book().rows[ROW].data["pairs"]
    for sight in sights(law, text, READ_AS):
        for pair in pairs:
            if pair["look"] == sight.look.id and answers.get(pair["question"]) in pair["answers"]:
                yield sight.words, pair["question"]


def _apart(texts: tuple[Wording, ...], answers: Answers, law: Law) -> Iterator[Apart]:
    for text in texts:
        for words, question in contradicted(text, answers, law):
            for one in answered(rulebook(law), {question: answers[question]}):
                yield Apart(words, str(one.label), str(one.words), book().rows[ROW])
