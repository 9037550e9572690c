"""What must come before the finance department asks about a plan, and what must its decision say?"""

from collections.abc import Iterator, Mapping
from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.dockets.supervision.commands import DecideSupervision, OpenInspection
from operis.dockets.supervision.facts import inspected
from operis.dockets.supervision.state import Supervision
from operis.dockets.supervision.terms import FILE_AGAIN, TO_BE_CORRECTED, Effect
from operis.law.book import Row

AnyCase = Case[Supervision, Any]
OpenCase = Case[Supervision, OpenInspection]
DecideCase = Case[Supervision, DecideSupervision]
FILED = "filed"
"""A plan is filed and its notice is not out: only then can the plan be filed again."""


@check("There is a filed plan.", "采购实施计划已经备案。")
def plan_on_file(case: OpenCase, row: Row) -> Iterator[Finding]:
    if inspected not in case.facts or not case.facts[inspected].planned:
        yield found(
            "No plan has been filed under {procurement}.",
            at="procurement",
            do="Take the number from the list of plans filed.",
            procurement=case.asked.procurement,
        )


@check("The day for the answer is still to come.", "答复期限尚未届满。")
def answer_ahead(case: OpenCase, row: Row) -> Iterator[Finding]:
    if case.asked.answer_by < case.today:
        yield found("{day} has gone by.", at="answer_by", do="Set a day that is still to come.", day=case.asked.answer_by)


@check("No inspection has been opened in this docket.", "本卷宗尚未立案检查。")
def not_opened_yet(case: AnyCase, row: Row) -> Iterator[Finding]:
    if case.state.opened is not None:
        yield found("This docket is an inspection already.", do="Open another one where something new is to be asked.")


@check("There is an inspection.", "已经立案检查。")
def inspection_opened(case: AnyCase, row: Row) -> Iterator[Finding]:
    on_record(case.state.opened, "inspection-opened")
    yield from ()


@check("It has not been decided yet.", "尚未作出处理决定。")
def not_decided(case: AnyCase, row: Row) -> Iterator[Finding]:
    if case.state.decided is not None:
        yield found("This inspection has been decided.", do="Open another one where something new is to be asked.")


@check("It has not been answered yet.", "尚未答复。")
def not_answered(case: AnyCase, row: Row) -> Iterator[Finding]:
    if case.state.answered is not None:
        yield found("This has been answered.", do="Wait for the decision.")


@check("Those concerned have answered, or had their time.", "已经答复，或者答复期限已经届满。")
def heard(case: DecideCase, row: Row) -> Iterator[Finding]:
    """Nothing is decided before those concerned have answered, or had their time."""
    opened = on_record(case.state.opened, "inspection-opened")
    if case.state.answered is None and case.today <= opened.answer_by:
        yield found("The body has until {day} to answer.", do="Wait for its answer, or for the end of that day.", day=opened.answer_by)


@check("The plan can still be filed again.", "采购实施计划还可以重新报送。")
def can_be_filed_again(case: DecideCase, row: Row) -> Iterator[Finding]:
    if case.asked.result == TO_BE_CORRECTED and case.facts[inspected].state != FILED:
        yield found(
            "The plan can not be filed again: its notice is out, or the procurement has ended.",
            at="result",
            do="Decide it as it stands, and order in writing what the law sees for this stage.",
        )


@check("An order to correct sets a day that is still to come.", "责令改正的，确定尚未届满的期限。")
def correct_by_ahead(case: DecideCase, row: Row) -> Iterator[Finding]:
    by = case.asked.correct_by
    if case.asked.result != TO_BE_CORRECTED:
        return
    if by is None:
        yield found("An order to correct says by when.", at="correct_by", do="Set the day.")
    elif by < case.today:
        yield found("{day} has gone by.", at="correct_by", do="Set a day that is still to come.", day=by)


def grounds_of(rows: Mapping[str, str]) -> Check[Supervision, DecideSupervision]:
    """A check that an order to correct has a ground that one of `rows` lists, each under its term."""

    def grounds_given(case: DecideCase, row: Row) -> Iterator[Finding]:
        held = ((case.law.get(id, method=case.method), term) for id, term in rows.items())
        listed = {word for one, term in held if one is not None for word in one.slugs(term)}
        if case.asked.result == TO_BE_CORRECTED and not case.asked.grounds:
            yield found("An order to correct names its ground.", at="grounds", do="Choose at least one.")
        for ground in case.asked.grounds:
            if case.asked.result != TO_BE_CORRECTED:
                yield found("“{ground}” is the ground of an order, and nothing is ordered.", at="grounds", do="Take it out.", ground=ground)
            elif ground not in listed:
                yield found("“{ground}” was no ground then.", at="grounds", do="Choose another.", ground=ground)

    return check("An order to correct rests on a ground of the law.", "责令改正的，依据法定事由。")(grounds_given)


def ordered(case: DecideCase) -> tuple[Effect, ...]:
    """An order to correct is carried out by filing the plan again; until then the procurement waits."""
    opened = on_record(case.state.opened, "inspection-opened")
    if case.asked.result != TO_BE_CORRECTED:
        return ()
    return (Effect(docket=opened.procurement.upper(), effect=FILE_AGAIN, grounds=case.asked.grounds, until=case.asked.correct_by),)
