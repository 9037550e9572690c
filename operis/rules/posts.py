"""May a post be filled here: is the need a post, and are there places for it?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.establishment.facts import vacancy
from operis.dockets.need.facts import need_part
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.dockets.recruitment.state import Recruitment
from operis.law.book import Row

PostCase = Case[Recruitment, FileRecruitmentPlan]
POST, ASSESSED, QUOTA = "POST", "POST:ASSESSED", "QUOTA"
CONTENTS = {
    "vacancies": "holder",
    "posts-and-conditions": "posts",
    "method": "method",
    "time": "time",
    "examination-manner": "examination",
    "channels": "channels",
}
"""By which field a content that POST-2 names is supplied."""


@check("The part was determined to be a service post.", "该部分已认定为服务岗位。")
def determined_a_post(case: PostCase, row: Row) -> Iterator[Finding]:
    need = case.facts[need_part]
    if need.outcome not in {POST, ASSESSED}:
        yield found(
            "Part {part} of {need} is not determined a post ({outcome}).",
            at="need",
            do="Determine it first, or read the determination for the way that is open.",
            part=need.part,
            need=need.need,
            outcome=need.outcome or "not determined",
        )


@check("Direct assessment only where the part was determined so.", "仅对认定为直接考核的部分采用直接考核。")
def assessed_where_allowed(case: PostCase, row: Row) -> Iterator[Finding]:
    """Direct assessment is a way of its own: for the part that was determined so, and for no other."""
    if need_part not in case.facts or case.asked.method is None:
        return
    need, direct = case.facts[need_part], row.slug("direct_assessment_method")
    if (case.asked.method == direct) == (need.outcome == ASSESSED):
        return
    if need.outcome == ASSESSED:
        yield found(
            "Part {part} was determined to be filled by direct assessment; the plan has another method ({method}).",
            at="method",
            do="Choose direct assessment, or determine the part again with an open examination.",
            part=need.part,
            method=case.asked.method,
        )
    elif need.outcome == POST:
        yield found(
            "Direct assessment is open only for: {cases}. Part {part} was determined to be filled by open examination.",
            at="method",
            do="Hold an open examination, or determine the part again and say whom the rule covers.",
            cases=row.slugs("direct_assessment_for"),
            part=need.part,
        )


@check("Nothing is missing any more before it may start.", "没有尚未解除的暂缓事由。")
def no_hold_left(case: PostCase, row: Row) -> Iterator[Finding]:
    for hold in case.facts[need_part].holds:
        if hold != QUOTA:  # the register knows better than the answer whether places are free
            yield found("The determination is held: {hold}.", at="need", do="Settle what holds it, and determine again.", hold=hold)


def places_wanted(case: PostCase) -> int:
    return sum(post.places for post in case.asked.posts)


@check("There are free places.", "有空缺编制。")
def places_free(case: PostCase, row: Row) -> Iterator[Finding]:
    places, wanted = case.facts[vacancy], places_wanted(case)
    if places.free < wanted:
        yield found(
            "{wanted} places are wanted; {holder} has {free} free (approved {approved}, filled {filled}, reserved {reserved}).",
            at="posts",
            do="Ask the establishment office for places, or want fewer.",
            wanted=wanted,
            holder=places.holder,
            free=places.free,
            approved=places.approved,
            filled=places.filled,
            reserved=places.reserved,
        )
    if wanted == 0:
        yield found("The plan wants no place.", at="posts", do="Say how many places each post has.")


@check("The places are those of the body's own institution.", "使用本主体所属单位的编制。")
def places_own(case: PostCase, row: Row) -> Iterator[Finding]:
    """An institution recruits within its own establishment; a programme's places are allotted to a place and not to one institution."""
    foreign = bool(case.asked.holder) and case.asked.holder != case.mandate.acts_for
    if foreign and vacancy in case.facts and case.facts[vacancy].allotment == "institution":
        do = "Recruit within your own establishment, or for a programme."
        yield found("The places of {holder} are not yours.", at="holder", do=do, holder=case.asked.holder)


@check("The recruitment plan has all its contents.", "招聘方案内容完整。")
def plan_complete(case: PostCase, row: Row) -> Iterator[Finding]:
    for content in row.slugs("plan_contents"):
        if not getattr(case.asked, CONTENTS[content]):
            yield found("The recruitment plan does not state: {content}.", at=CONTENTS[content], do="Fill it in.", content=Slug(content))


@check("No plan has been filed yet.", "实施计划尚未备案。")
def not_filed_yet(case: PostCase, row: Row) -> Iterator[Finding]:
    if case.state.plan is not None:
        yield found("The recruitment plan has been filed.", do="Open another docket for another plan.")
