"""Where a body's own file asks it: has another person reviewed the award or the contract, in writing, and just this?"""

from collections.abc import Iterator
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case, Fact, on_record
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.commands import DrawUpContract, ReviewContract
from operis.dockets.contract.facts import award, contract_writers
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import text_sha256
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import AwardReviewed
from operis.dockets.procurement.commands import DecideAward, ReviewAward
from operis.dockets.procurement.facts import Writers, award_writers
from operis.dockets.procurement.reviewing import AWARD, CONTRACT, PASSED, award_sha256
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.contracting import terms

AwardCase = Case[Procurement, DecideAward]
ContractCase = Case[Contract, DrawUpContract]


@check(
    "Where the file of the body asks it, just this award has passed a review by somebody who neither wrote nor decides it.",
    "主体档案写明须审查的，这一决定已经他人内部审查通过，审查人没有参与编制，也不作出该项决定。",
)
def award_reviewed(case: AwardCase, row: Row) -> Iterator[Finding]:
    """What the clock holds to be decided needs no review: nobody decides it."""
    newest = case.state.award_reviews[-1] if case.state.award_reviews else None
    yield from _reviewed(case, AWARD, newest, award_writers, just_this=newest is None or newest.award_sha256 == award_sha256(case.asked))


@check(
    "Where the file of the body asks it, just this text has passed a review by somebody who neither wrote nor draws it up.",
    "主体档案写明须审查的，这一合同文本已经他人内部审查通过，审查人没有参与编制，也不负责拟定。",
)
def contract_reviewed(case: ContractCase, row: Row) -> Iterator[Finding]:
    """The whole text, as it follows from the record and from what is written now."""
    if award not in case.facts:
        return
    newest = case.state.reviews[-1] if case.state.reviews else None
    yield from _reviewed(case, CONTRACT, newest, contract_writers,
                         just_this=newest is None or newest.text_sha256 == text_sha256(terms(case)))  # fmt: skip


def _reviewed(case: Case[Any, Any], matter: Slug, newest: AwardReviewed | ContractReviewed | None, writers: Fact[Writers], *,
              just_this: bool) -> Iterator[Finding]:  # fmt: skip
    if body not in case.facts or matter not in case.facts[body].also_reviewed:
        return
    if newest is None:
        yield found("By the file of your body another person reviews this first, and nobody has: {matter}.",
                    do="Send it to the reviewer of your body.", matter=matter)  # fmt: skip
    elif newest.outcome != PASSED:
        yield found("The review returned it: {matter}.", do="Mend what it names, and send it to the reviewer again.", matter=matter)
    elif not just_this:
        yield found("It is not what passed the review, something was changed since: {matter}.",
                    do="Send it to the reviewer again, or enter what was reviewed.", matter=matter)  # fmt: skip
    elif newest.reviewer in {*case.mandate.deciders, *_written(case, writers)}:
        yield found("Whoever reviewed it has written in it or decides it: {matter}.", do="Have another person of the body review it.",
                    matter=matter)  # fmt: skip


def wrote_nothing_of(writers: Fact[Writers]) -> Check[Any, Any]:
    """A check that whoever reviews a paper has not written in it."""

    def reviewer_wrote_nothing(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
        if on_record(next(iter(case.mandate.deciders), None), "reviewer") in case.facts[writers].persons:
            yield found("You have written in what you review.", do="Have another person of the body review it.")

    return check("Whoever reviews it has written nothing in it.", "审查人没有参与编制。")(reviewer_wrote_nothing)


@check("What is returned says why.", "退回的已写明理由。")
def returned_for_a_reason(case: Case[Any, ReviewAward | ReviewContract], row: Row) -> Iterator[Finding]:
    if case.asked.outcome != PASSED and case.asked.reason is None:
        yield found("It is returned, and it is not said why.", at="reason", do="Say what has to be mended.")


def _written(case: Case[Any, Any], writers: Fact[Writers]) -> set[str]:
    return {*case.facts[writers].persons} if writers in case.facts else set()
