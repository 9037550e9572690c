"""Is what both signed changed by both alone? Sent back instead of signed; a change that one side draws up and the other signs."""

from collections.abc import Iterator
from typing import Any

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractChangeDrawnUp, ContractDrawnUp
from operis.dockets.contract.changing import ChangedClause, ChangeTerms
from operis.dockets.contract.commands import DrawUpChange, SendBack, SignChange
from operis.dockets.contract.state import Contract
from operis.law.book import Row
from operis.rules.contracting import group_of

PURCHASER, PROVIDER = Slug("purchaser"), Slug("provider")
ChangeCase = Case[Contract, DrawUpChange]


def side_of(case: Case[Contract, Any]) -> Slug:
    """On which side of the contract who acts stands."""
    return PROVIDER if case.mandate.role is Role.SUPPLIER else PURCHASER


def waiting(case: Case[Contract, Any]) -> ContractDrawnUp | ContractChangeDrawnUp | None:
    """What waits for the signature of this side."""
    state = case.state
    if state.signed is None:
        return state.drawn_up if side_of(case) == PROVIDER else None
    return state.change if state.change is not None and state.change.side != side_of(case) else None


@check("Something waits for the signature of this side, and was not sent back yet.", "有待本方签署的文本，且尚未退回。")
def waits_for_you(case: Case[Contract, SendBack], row: Row) -> Iterator[Finding]:
    if waiting(case) is None:
        yield found("Nothing waits for your signature.", do="Look at the contract: what both signed stands.")
    elif case.state.sent_back is not None:
        yield found("This was sent back already.", do="Wait until it is drawn up anew, or sign it as it stands.")


@check("What is sent back says which clause, and how it should read.", "退回时写明哪一条、怎样改。")
def says_how(case: Case[Contract, SendBack], row: Row) -> Iterator[Finding]:
    if not case.asked.objections:
        yield found("Nothing is said of what is to be written otherwise.", at="objections", do="Name the clause, and how it should read.")


@check("A text that was sent back or drawn up before falls, with its signature.", "重新拟定的，原文本及其签署失效。")
def falls_with_it(case: Case[Contract, Any], row: Row) -> Iterator[Finding]:
    """Who draws up anew is told which signature falls with the old text."""
    before = case.state.drawn_up if case.state.signed is None else case.state.change
    if before is not None:
        yield found(
            "The text of {day} falls, and the signature under it with it: both sides sign the new one.",
            do="Tell the other side what is new.", day=case.calendar.day(before.happened),
        )  # fmt: skip


@check("No change of the other side waits for an answer.", "没有对方拟定、待本方签署的变更。")
def your_turn(case: ChangeCase, row: Row) -> Iterator[Finding]:
    """What the other side drew up is answered before one's own takes its place."""
    if waiting(case) is not None and case.state.sent_back is None:
        yield found("A change that the other side drew up waits for you.", do="Sign it, or send it back with what should read otherwise.")


@check(
    "A change names clauses of the text in force, each once, and says something new.",
    "变更对应现行文本的条款，每条一次，且内容有变化。",
)
def change_fits(case: ChangeCase, row: Row) -> Iterator[Finding]:
    """Of a clause that is there its place, of one that is added its group."""
    there, named = case.state.clauses, [one.clause for one in case.asked.changes if one.clause is not None]
    if not case.asked.changes:
        yield found("No clause is changed.", at="changes", do="Name the clause, and how it shall read.")
    for no, one in enumerate(case.asked.changes):
        if one.clause is None:
            if one.group is None:
                yield found("A clause that is added has no group.", at=f"changes/{no}/group", do="Choose the group of the clause.")
        elif not 1 <= one.clause <= len(there):
            yield found("The text in force has no clause {no}.", at=f"changes/{no}/clause", do="Choose one of its clauses.",
                        no=str(one.clause))  # fmt: skip
        elif one.text == there[one.clause - 1].text:
            yield found("Clause {no} reads so already.", at=f"changes/{no}/text", do="Write what is new.", no=str(one.clause))
        elif named.count(one.clause) > 1:
            yield found("Clause {no} is changed twice.", at=f"changes/{no}/clause", do="Change it once.", no=str(one.clause))


@check("Price, quantity and term stay as they were signed.", "金额、数量和期限保持已签内容不变。")
def substance_stays(case: ChangeCase, row: Row) -> Iterator[Finding]:
    """What the award turned on is no matter of a changed clause; a supplement adds clauses on what is bought more and what it costs."""
    supplied = row.slugs("groups_of_supplement") if case.asked.supplement is not None else ()
    for no, one in enumerate(case.asked.changes):
        group = group_of(case.state, one)
        if group in row.slugs("unchanged_groups") and not (one.clause is None and group in supplied):
            yield found(
                "Clauses on {group} stay as both sides signed them.", at=f"changes/{no}/group",
                do="Leave this clause out; more of the same is added by a new clause, with the sum that is added.", group=group,
            )  # fmt: skip


@check("A change waits for a signature.", "有待签署的合同变更。")
def change_drawn_up(case: Case[Contract, SignChange], row: Row) -> Iterator[Finding]:
    if case.state.change is None:
        yield found("No change has been drawn up.", do="Draw it up first.")


@check("Who signs a change is the other side than who drew it up.", "合同变更由拟定方以外的另一方签署。")
def by_the_other_side(case: Case[Contract, SignChange], row: Row) -> Iterator[Finding]:
    if case.state.change is not None and case.state.change.side == side_of(case):
        yield found("You drew this change up: your signature stands under it.", do="The other side signs it, or sends it back.")


@check("The change that is signed is the one that was drawn up.", "签署的变更与拟定的变更一致。")
def same_change(case: Case[Contract, SignChange], row: Row) -> Iterator[Finding]:
    drawn = case.state.change
    if drawn is not None and case.asked.text_sha256 != drawn.text_sha256:
        yield found("The text that is signed is not the one that was drawn up.", at="text_sha256", do="Sign {fingerprint}.",
                    fingerprint=drawn.text_sha256)  # fmt: skip


def changes_of(case: Case[Contract, Any]) -> ChangeTerms:
    """What is drawn up now, each clause beside the one that it replaces."""
    asked, there = case.asked, case.state.clauses
    return ChangeTerms(
        reason=asked.reason,
        supplement=asked.supplement,
        changes=tuple(
            ChangedClause(
                clause=one.clause,
                group=group_of(case.state, one),
                was=there[one.clause - 1].text if one.clause is not None and 1 <= one.clause <= len(there) else None,
                text=one.text,
            )
            for one in asked.changes
        ),
    )
