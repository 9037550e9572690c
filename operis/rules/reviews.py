"""Has another person of the body reviewed what is about to be filed, on every point, in writing, and just this?"""

from collections.abc import Iterator

from operis.core.case import Absent, Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import PlanReviewed
from operis.dockets.procurement.commands import FilePlan, ReviewPlan
from operis.dockets.procurement.facts import plan_writers
from operis.dockets.procurement.reviewing import KEY, PASSED, plan_sha256
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

ReviewCase = Case[Procurement, ReviewPlan]
PlanCase = Case[Procurement, FilePlan]
NOT_MET, NOT_APPLICABLE = "not-met", "not-applicable"


@check("Whoever reviews the plan has written nothing in it.", "审查人没有参与编制。")
def reviewer_did_not_write(case: ReviewCase, row: Row) -> Iterator[Finding]:
    """Whoever wrote in the plan does not review it, in whichever office he sits."""
    if not row.yes("drafter_may_review") and {*case.mandate.deciders} & {*case.facts[plan_writers].persons}:
        yield found("You have written in this plan.", do="Have another person of the body review it.")


@check("It is said which review this is.", "已写明审查类别。")
def review_named(case: ReviewCase, row: Row) -> Iterator[Finding]:
    for one in case.asked.reviews:
        if one not in row.slugs("reviews"):
            yield found("The law has no review of this kind: {review}.", at="reviews", do="Choose from its list.", review=one)
    if not case.asked.reviews:
        yield found("It is not said which review this is.", at="reviews", do="Choose at least one.")


@check("A review that is made again says something else, or is of a changed plan.", "再次审查的，计划已修改或者审查意见不同。")
def reviewed_anew(case: ReviewCase, row: Row) -> Iterator[Finding]:
    """Who mistook himself may say so, and another person may look too; the same said again of the same plan adds nothing."""
    now = (plan_sha256(case.asked.plan), case.asked.outcome, case.asked.points, case.asked.answers, case.asked.reason)
    for review in case.asked.reviews:
        newest = newest_review(case.state, review)
        if newest is not None and newest.reviewer in case.mandate.deciders and now == (
            newest.plan_sha256, newest.outcome, newest.points, newest.answers, newest.reason
        ):  # fmt: skip
            yield found("Just this plan has had its {review} from you, in the same words.",
                        do="Wait until the plan is changed, or say what you find otherwise.", review=named(review))  # fmt: skip


def points_reviewed(review: Slug, term: str) -> Check[Procurement, ReviewPlan]:
    """A check that a review has a result on each point which the row lists under `term`."""

    def every_point_reviewed(case: ReviewCase, row: Row) -> Iterator[Finding]:
        results = {one.point for one in case.asked.points}
        for point in row.slugs(term) if review in case.asked.reviews else ():
            if point not in results:
                yield found("The review has no result on: {point}.", at="points", do="Look at it, and give the result.", point=Slug(point))

    return check("The review has a result on every point.", "每项审查内容都有审查结果。")(every_point_reviewed)


@check("The record says why, and what is not in order has not passed.", "审查记录写明理由，不符合的没有通过。")
def review_concludes(case: ReviewCase, row: Row) -> Iterator[Finding]:
    """A record in writing says why; what is not in order cannot pass."""
    if not row.yes("written_record"):
        return
    passed = case.asked.outcome == PASSED
    for place, one in enumerate(case.asked.points):
        if one.result == NOT_MET and passed:
            yield found("This is not in order, and the plan passed: {point}.", at=f"points/{place}/result",
                        do="Return the plan, or have it mended first.", point=one.point)  # fmt: skip
        if one.result in (NOT_MET, NOT_APPLICABLE) and one.words is None:
            yield found("It is not said why: {point}.", at=f"points/{place}/words", do="Write it down.", point=one.point)
    if not passed and case.asked.reason is None:
        yield found("The plan is returned, and it is not said why.", at="reason", do="Say what has to be mended.")


@check(
    "The reviews that are owed have passed, of just this plan, by somebody who neither wrote nor files it.",
    "应有的内部审查均已通过，审查的就是这份计划，审查人没有参与编制也不负责报送。",
)
def reviewed(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Each review that is owed has passed, was of just this plan, and was by nobody who wrote in it or files it."""
    if plan_writers not in case.facts:  # a plan that is looked at by itself
        raise Absent("plan-reviewed")
    wrote = {*case.mandate.deciders, *case.facts[plan_writers].persons}
    for review in (Slug(one) for one in row.slugs("reviews")):
        newest = newest_review(case.state, review)
        if review == KEY and body in case.facts and not case.facts[body].key_review:
            continue
        if newest is None:
            yield found("The plan has not had its {review}.", do="Send it to the reviewer of your body.", review=named(review))
        elif newest.outcome != PASSED:
            yield found("The {review} returned the plan.", do="Mend what it names, and send it to the reviewer again.",
                        review=named(review))  # fmt: skip
        elif newest.plan_sha256 != plan_sha256(case.asked):
            yield found("The plan is not the one that passed the {review}: something was changed since.",
                        do="Send it to the reviewer again, or file what was reviewed.", review=named(review))  # fmt: skip
        elif newest.reviewer in wrote and not row.yes("drafter_may_review"):
            yield found("Whoever did the {review} has written in the plan or files it.", do="Have another person of the body review it.",
                        review=named(review))  # fmt: skip


def named(review: Slug) -> Slug:
    """The word for a review in a sentence."""
    return Slug(f"{review}-review")


def newest_review(state: Procurement, review: str) -> PlanReviewed | None:
    return next((one for one in reversed(state.reviews) if one.review == review), None)


def review_relied_on(state: Procurement) -> PlanReviewed | None:
    """Whose name a filed plan bears: the key review's, where there is one of the newest plan."""
    newest = state.reviews[-1].plan_sha256 if state.reviews else ""
    return next((one for review in (KEY, "general") if (one := newest_review(state, review)) and one.plan_sha256 == newest), None)
