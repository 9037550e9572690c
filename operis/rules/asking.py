"""May this be asked, and is the answer one to a question that waits?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import AnswerRepresentation, CorrectNotice
from operis.dockets.procurement.facts import procurement
from operis.dockets.procurement.state import Procurement
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.representation.facts import Mention, mentions, question
from operis.dockets.representation.state import Representation
from operis.law.book import Row
from operis.rules.notices import past_closing

AskCase = Case[Representation, MakeRepresentation]
AnswerCase = Case[Procurement, AnswerRepresentation]


@check("The docket holds no other question.", "本卷宗没有其他询问。")
def not_asked_yet(case: AskCase, row: Row) -> Iterator[Finding]:
    if case.state.made is not None:
        yield found("This docket holds a question already.", do="Ask another on a docket of its own.")


@check("There is a notice to ask about.", "所询问的项目已发布公告。")
def noticed_and_not_ended(case: AskCase, row: Row) -> Iterator[Finding]:
    if procurement not in case.facts:
        yield found(
            "No notice stands under {number}.",
            at="procurement",
            do="Give the number of a notice that has not ended.",
            number=case.asked.procurement,
        )


def _named(case: AskCase | AnswerCase, row: Row) -> tuple[Mention, ...]:
    """Suppliers that are named by more than a word which may stand there by chance."""
    found = case.facts[mentions].found if mentions in case.facts else ()
    return tuple(one for one in found if len(one.typed) >= row.count("name_letters_min_count"))


@check("The question does not say who asks.", "询问内容未写明询问人。")
def asker_unnamed(case: AskCase, row: Row) -> Iterator[Finding]:
    for one in _named(case, row):
        if one.key == case.mandate.acts_for:
            yield found("The question names you: {name}. Everyone reads it with its answer.", at="question", name=one.name,
                        do="Leave out who asks. The purchaser is not told either.")  # fmt: skip


@check("What everyone reads names no supplier.", "公开的询问和答复内容未提及供应商名称。")
def nobody_named(case: AnswerCase, row: Row) -> Iterator[Finding]:
    """Told of any supplier alike: whether it is the one who asked is told to nobody."""
    for one in _named(case, row):
        yield found("What everyone would read names a supplier on file: {name}.", at="restated", name=one.name,
                    do="Word question and answer without it, where it may tell who asked.")  # fmt: skip


@check("The question was asked here and has no answer yet.", "该询问针对本项目，且尚未答复。")
def question_waits(case: AnswerCase, row: Row) -> Iterator[Finding]:
    number = case.asked.question
    if question not in case.facts:
        yield found("There is no question {number} here.", at="question", do="Choose one that waits for its answer.", number=number)
    elif any(str(one.no) == number for one in case.state.answers):
        yield found("Question {number} was answered already.", at="question", do="Choose one that waits for its answer.", number=number)


@check("What the answer changes can still be changed.", "答复所涉变更仍可更正。")
def can_be_changed(case: AnswerCase, row: Row) -> Iterator[Finding]:
    if case.asked.changes and past_closing(case):
        yield found("Bids have closed: the notice and its documents can be changed no more.", at="changes", do="Answer without a change.")


@check("The questions that a correction follows from were answered here.", "更正所依据的询问已在本项目答复。")
def answers_given(case: Case[Procurement, CorrectNotice], row: Row) -> Iterator[Finding]:
    there = {str(one.no) for one in case.state.answers}
    for place, number in enumerate(case.asked.answers):
        if number not in there:
            yield found("No answer to a question {number} stands here.", at=f"answers/{place}", do="Leave it out.", number=number)
