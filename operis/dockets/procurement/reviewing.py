"""What does an internal review say: of which paper, on which points, with which answers, passed or returned?"""

import hashlib

from operis.core.codec import canonical
from operis.core.fields import ask, plain, record, walk
from operis.core.reading import ROLL_MAX
from operis.core.refers import RefersTo
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.awarding import AwardTerms
from operis.dockets.procurement.terms import PlanTerms

GENERAL, KEY = Slug("general"), Slug("key")
AWARD, CONTRACT = Slug("award"), Slug("contract")
"""What a body's own file may have reviewed beside its plans."""
PASSED, RETURNED = "passed", "returned"
REVIEWS = {"general": ("general review", "一般性审查"), "key": ("key review", "重点审查")}
ABOUT = {
    "condition": ("condition", "资格条件"),
    "criterion": ("criterion", "评审因素"),
    "requirement": ("requirement", "采购需求"),
    "acceptance": ("acceptance", "履约验收方案"),
}


@record
class PointReviewed:
    """One point of the law, and what the reviewer found."""

    point: Slug = ask("Point", "审查内容")
    result: Slug = ask(
        "Result",
        "审查结果",
        choices={
            "met": ("in order", "符合"),
            "not-met": ("not in order", "不符合"),
            "not-applicable": ("does not apply", "不适用"),
        },
    )
    words: Wording | None = ask("Remarks", "审查意见", default=None)


@record
class ReviewAnswer:
    """Why one sentence of the plan stands as it is: a condition of the body's own, or words that the law looks for."""

    about: Slug = ask("About", "所涉内容", choices=ABOUT)
    no: int = ask("Number", "序号", hint=("Counted from 1", "从1起计"))
    look: str | None = ask("What was found", "发现的事项", default=None)
    words: Wording = ask("Answer", "审查答复")


@record
class Concluded:
    """How a review ends."""

    outcome: Slug = ask("Outcome", "审查结论", choices={PASSED: ("passed", "通过"), RETURNED: ("returned", "退回修改")})
    reason: Wording | None = ask("Reason", "理由", hint=("Where it is returned", "退回修改的填写"), default=None)


@record
class ReviewTerms(Concluded):
    points: tuple[PointReviewed, ...] = ask("Points", "审查内容", default=())
    answers: tuple[ReviewAnswer, ...] = ask("Answers", "审查答复", default=(), most=ROLL_MAX)


@record
class ByReviewer:
    """Whose paper it was, who reviewed it and who had written it."""

    body: str = ask("Purchasing body", "购买主体", of=RefersTo.BODY)
    reviewer: str = ask("Reviewed by", "内部审核人", of=RefersTo.PERSON)
    written_by: tuple[str, ...] = ask("Written by", "编制人", of=RefersTo.PERSON)


SAID_LATER = frozenset({"agency_matters"})
"""What was added to the terms: covered where it says something, so that a paper without it has the fingerprint that it always had."""


def plan_sha256(plan: PlanTerms) -> str:
    """The fingerprint of a plan: SHA-256 of the canonical JSON of what `file-plan` says of it, whoever asks."""
    return _sha256(plan, PlanTerms)


def award_sha256(award: AwardTerms) -> str:
    """The fingerprint of an award that is to be decided, in the same way."""
    return _sha256(award, AwardTerms)


def _sha256(said: object, terms: type) -> str:
    whole = plain(said)
    return hashlib.sha256(canonical({name: whole[name] for name in walk(terms) if whole[name] or name not in SAID_LATER})).hexdigest()
