"""Did those who were drawn answer for themselves, and is nobody passed over who comes, or could still say so?"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.calling import COMES, AnswerCall
from operis.dockets.procurement.commands import FormPanel, HoldDraw, ReplaceMember
from operis.dockets.procurement.evaluation import answered_until, away_by_own_word, drawn_experts, lots_evaluated
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.watching import CallWatchers, ShowSeed
from operis.law.book import Row
from operis.rules.bids import instant
from operis.rules.panels import coming
from operis.rules.watching import waiting

CALL_ROW = "OURS-CALL"
EXPERTS = "experts"
PassingCase = Case[Procurement, FormPanel | ReplaceMember | CallWatchers]


def answers_until(case: Case[Procurement, HoldDraw | ShowSeed]) -> datetime | None:
    """Until when those who come out of a draw of experts answer: so long, or until the panel meets; but never less than a while."""
    announced, row = waiting(case.state), case.law.get(CALL_ROW)
    if announced is None or announced.purpose != EXPERTS or row is None:
        return None
    drawn = instant(case.happened)
    latest = drawn + timedelta(hours=row.count("answer_hours_max_count"))
    return max(drawn + timedelta(minutes=row.count("answer_minutes_min")), min(latest, announced.meets_at or latest))


@check("The evaluation is still to be made.", "评审尚未完成。")
def evaluation_ahead(case: Case[Procurement, AnswerCall], row: Row) -> Iterator[Finding]:
    if case.state.opening is not None and not lots_evaluated(case.state):
        yield found("The evaluation is over.", do="There is nothing left to answer.")


@check("An answer says something new, and why where the expert does not come.", "答复有新内容；不参加的写明原因。")
def answer_whole(case: Case[Procurement, AnswerCall], row: Row) -> Iterator[Finding]:
    asked, said = case.asked, [case.state.calls.get(one) for one in case.mandate.persons]
    if any(one is not None and (one.answer, one.reason) == (asked.answer, asked.reason) for one in said):
        yield found("You have answered that.", at="answer", do="Answer again only where something has changed.")
    if asked.answer != COMES and asked.reason is None:
        yield found("You do not come, and nothing says why.", at="reason", do="Say why.")


@check("Who was drawn says himself that he does not come.", "抽取的专家不能参加的，由本人答复。")
def passed_over_by_own_word(case: PassingCase, row: Row) -> Iterator[Finding]:
    """Else whoever forms the panel strikes those whom the draw brought, until somebody he wants is next."""
    for place, one in enumerate(case.asked.declined):
        said, until = case.state.calls.get(one.person), answered_until(case.state, one.person)
        number = _number(case.state, one.person)
        if said is not None and said.answer == COMES:
            yield found("Number {number} of the draw has answered that he comes.", at=f"declined/{place}", do="Seat that person.",
                        number=number)  # fmt: skip
        elif said is None and until is not None and instant(case.happened) < until:
            yield found("Number {number} of the draw has until {moment} to answer.", at=f"declined/{place}",
                        do="Wait for the answer, or until then.", number=number, moment=until)  # fmt: skip
        elif one.unanswered and (said is not None or until is None):
            yield found("The record does not know that number {number} of the draw let his time to answer pass.",
                        at=f"declined/{place}/unanswered", do="Say why that person does not sit.", number=number)  # fmt: skip
        elif one.reason is None and not one.unanswered:
            yield found("Nothing says why number {number} of the draw does not sit.", at=f"declined/{place}/reason", do="Say why.",
                        number=number)  # fmt: skip


@check("Nobody sits who has said that he does not come.", "答复不能参加或者应当回避的专家不进入评审小组。")
def own_word_kept(case: Case[Procurement, FormPanel | ReplaceMember], row: Row) -> Iterator[Finding]:
    away = away_by_own_word(case.state)
    for one in coming(case):
        if one.person in away:
            yield found("{name} has answered that he does not come.", do="Seat the next who was drawn.", name=one.name)


def _number(state: Procurement, person: str) -> int:
    order = drawn_experts(state)
    return order.index(person) + 1 if person in order else 0
