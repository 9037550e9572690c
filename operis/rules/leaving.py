"""Why does a member leave the panel: is it said and shown, and does nobody lose a seat for the points that he gave?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import ReplaceMember
from operis.dockets.procurement.evaluation import lots_evaluated, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.entering import proved
from operis.rules.panels import NONE

LeavingCase = Case[Procurement, ReplaceMember]
RECUSED, ABSENT, MISCONDUCT = "recused", "absent", "misconduct"


def _declared(case: LeavingCase) -> bool:
    """Whether the member has declared an interest himself."""
    return any(one.person == case.asked.person and one.relation != NONE for one in case.state.interests)


def _scored(case: LeavingCase) -> int:
    """To how many bids the member has given points that stand."""
    return sum(len(sheets_of(case.state, lot).get(case.asked.person, {})) for lot in lots_evaluated(case.state))


@check("Why a member leaves is said, and misconduct is shown.", "更换成员写明原因；违反评审纪律的，附认定文件。")
def leaving_told(case: LeavingCase, row: Row) -> Iterator[Finding]:
    """Else whoever dislikes what a member scores throws that member out; who has declared an interest has said why already."""
    asked = case.asked
    if asked.reason is None and not (asked.ground == RECUSED and _declared(case)):
        yield found("Nothing says why this member leaves.", at="reason", do="Say in words what happened.")
    if asked.ground == MISCONDUCT and not proved(asked.finding):
        yield found("Misconduct is said, and no finding of it with a link or a scan.", at="finding",
                    do="Give the finding of the finance department with a link or a scan of it.")  # fmt: skip


@check("Who has given points keeps the seat, unless an interest was declared or a finding is shown.",
       "已提交评分的成员不予更换，本人申报利害关系或者有认定文件的除外。")  # fmt: skip
def points_stand(case: LeavingCase, row: Row) -> Iterator[Finding]:
    """Else points that displease are wiped out with the member who gave them."""
    asked, bids = case.asked, _scored(case)
    if not bids or (asked.ground == RECUSED and _declared(case)):
        return
    if asked.ground == ABSENT:
        yield found("This member has given points to {bids} bids, and was not absent.", at="ground",
                    do="Leave the member on the panel; who does not sign is told of in the report.", bids=bids)  # fmt: skip
    elif asked.finding is None or not asked.finding.number or not proved(asked.finding):
        yield found("This member has given points to {bids} bids; no finding with its number and a link or a scan says why they fall.",
                    at="finding", do="Give the finding of the finance department, or leave the member there.", bids=bids)  # fmt: skip


@check("That a member who declared no interest is replaced is told to whoever oversees.", "成员非因自行回避被更换的，告知监督管理部门。")
def replaced_told(case: LeavingCase, row: Row) -> Iterator[Finding]:
    if not _declared(case):
        yield found("A member leaves who has declared no interest; points given to {bids} bids fall.", at="person",
                    do="Ask the member, and look at the points.", bids=_scored(case))  # fmt: skip
