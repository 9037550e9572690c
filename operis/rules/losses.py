"""When is a loss of entries accepted, and when is a witness begun?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.platform.commands import AcceptLoss, BeginWitness
from operis.dockets.platform.state import Platform
from operis.law.book import Row


@check("The docket tells of no loss yet.", "本事项尚未登记过记录缺失。")
def not_accepted_yet(case: Case[Platform, AcceptLoss], row: Row) -> Iterator[Finding]:
    if case.state.accepted is not None:
        yield found("This docket tells of a loss already.", do="Enter another loss in a docket of its own.")


@check("Entries that were signed for are missing.", "确有已签署的记录缺失。")
def lost_indeed(case: Case[Platform, AcceptLoss], row: Row) -> Iterator[Finding]:
    """What is left is not what was signed for: fewer entries, or others; where no checkpoint was left, nobody can tell."""
    asked = case.asked
    if (asked.signed_size, asked.signed_root) == (asked.kept_size, asked.kept_root) and not asked.unlogged_lost:
        yield found("All {count} entries that were signed for are here.", do="Enter nothing: nothing is lost.", count=asked.kept_size)


@check("The docket tells of nothing else.", "本事项未登记其他内容。")
def witness_by_itself(case: Case[Platform, BeginWitness], row: Row) -> Iterator[Finding]:
    if case.state != Platform():
        yield found("This docket tells of something else already.", do="Begin a witness in a docket of its own.")
