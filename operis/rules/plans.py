"""What must a plan rest on: the need and its determination, the body, the directory, those who were asked, who reviewed it?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from operis.core.acts import Command
from operis.core.case import Case, Fact
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.mandates import Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.facts import OtherPlan, other_plans
from operis.dockets.directory.facts import directory_item
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.need.terms import DESCRIBED
from operis.dockets.procurement.commands import FilePlan, PublishIntention, ReviewPlan
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

PlanCase = Case[Procurement, FilePlan]
EitherCase = Case[Procurement, FilePlan | PublishIntention]
BeforeNotice = Case[Procurement, FilePlan | PublishIntention | ReviewPlan]
SERVICE = "SERVICE"


@check("The part was determined to be a purchase of services.", "该部分已认定为购买服务。")
def determined_a_service(case: EitherCase, row: Row) -> Iterator[Finding]:
    """Only what was determined a service may be bought as one: a post, hiring and what else is excluded may not."""
    need = case.facts[need_part]
    if need.outcome is None:
        yield found(
            "Part {part} of {need} has not been determined.",
            at="need",
            do="Answer the questions first: service, post, or neither.",
            part=need.part,
            need=need.need,
        )
    elif need.outcome != SERVICE:
        yield found(
            "Part {part} of {need} was determined {outcome}: it is not bought as a service.",
            at="need",
            do="Read the determination for the way that is open.",
            part=need.part,
            need=need.need,
            outcome=need.outcome,
        )


@check("The need is that of the same body.", "采购需求属于同一主体。")
def need_is_own(case: EitherCase, row: Row) -> Iterator[Finding]:
    need = case.facts[need_part]
    if need.body != case.mandate.acts_for:
        yield found("{need} is not a need of your body.", at="need", do="Give the number of a need of your own.", need=need.need)


@check("Nothing is missing any more before it may start.", "没有尚未解除的暂缓事由。")
def no_hold_left(case: EitherCase, row: Row) -> Iterator[Finding]:
    for hold in case.facts[need_part].holds:
        yield found("The determination is held: {hold}.", at="need", do="Settle what holds it, and determine again.", hold=hold)


@check("The service stands in the guiding directory.", "服务列入指导性目录。")
def in_directory(case: PlanCase, row: Row) -> Iterator[Finding]:
    code = case.asked.directory_item
    if code is None:
        yield found(
            "The plan names no item of the guiding directory.",
            at="directory_item",
            do="Name the item, or have the directory changed first.",
        )
    elif not case.facts[directory_item].holds(case.today):
        yield found(
            "{item} is not in the guiding directory on {day}.",
            at="directory_item",
            do="Name an item in force, or have the directory changed first.",
            item=code,
            day=case.today,
        )


@check("The item of the guiding directory is of the class that was determined.", "指导性目录条目的类别与认定的服务类别一致。")
def class_agrees(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What was determined to be for the public stands under an item for the public, and the other way round."""
    need, code = case.facts[need_part], case.asked.directory_item
    if code is None or directory_item not in case.facts:
        return
    item = case.facts[directory_item]
    if need.class_ is not None and item.class_ != need.class_:
        yield found(
            "{need} was determined to be {determined}; {item} of the guiding directory is {listed}.",
            at="directory_item",
            do="Name the item that fits, or determine the need again.",
            need=need.need,
            determined=Slug(need.class_),
            item=code,
            listed=Slug(item.class_),
        )


PUBLIC = "public"


def excluded_kind(case: EitherCase, row: Row) -> str | None:
    """The body's kind, where the row keeps that from being a purchasing body."""
    buyer = case.facts[body]
    kind = f"category-{buyer.category.removeprefix('class-')}-institution" if buyer.category else f"{buyer.nature}-funded-by-state"
    return kind if kind in row.slugs("excluded_bodies") else None


@check("This body may buy services.", "该主体可以购买服务。")
def may_buy(case: EitherCase, row: Row) -> Iterator[Finding]:
    """Category 1 institutions and funded group organisations buy no services for the public; what they need themselves they buy."""
    kind = excluded_kind(case, row)
    if kind is not None and case.facts[need_part].class_ == PUBLIC:
        yield found(
            "A body of this kind ({kind}) can not be the purchasing body of a service for the public.",
            do="Fund it through the budget, or buy through the competent department.",
            kind=Slug(kind),
        )


def unless_for_itself(one: Check[Procurement, FilePlan], bodies: str) -> Check[Procurement, FilePlan]:
    """The check, but for a body that row `bodies` keeps out of government purchase of services: it buys for itself, by other law."""

    def looks(case: PlanCase, row: Row) -> Iterator[Finding]:
        apart = case.law.get(bodies, method=case.method)
        if apart is None or body not in case.facts or excluded_kind(case, apart) is None:
            yield from one.looks(case, row)

    looks.__name__ = one.name
    return check(one.words.en, one.words.zh)(looks)


@check("The part of the need has no other plan this year.", "该部分需求本年度没有其他实施计划。")
def part_not_planned(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A part of a need has one plan a year; what has ended leaves it free, and of lots that ended beside others that go on, their money."""
    asked = case.asked
    others = [one for one in case.facts[other_plans].of_need(asked.need) if one.part == asked.part and not one.outside]
    left = failed_before(others)
    for other in others if asked.budget > left else ():
        if left:
            yield found(
                "Part {part} of {need} has the plan {docket}; what its lots that ended leave is {left}, and this plan asks for {budget}.",
                at="budget",
                do="Plan what the lots that ended were for, and no more.",
                part=asked.part,
                need=asked.need.upper(),
                docket=other.docket,
                left=left,
                budget=asked.budget,
            )
        else:
            yield found(
                "Part {part} of {need} has a plan of {year} already: {docket}.",
                at="part",
                do="File that plan anew as long as it has no notice, or record what is needed beyond it as a need of its own.",
                part=asked.part,
                need=asked.need.upper(),
                year=str(asked.fiscal_year),
                docket=other.docket,
            )


def failed_before(others: Sequence[OtherPlan]) -> Fen:
    """What the plans of a part leave of it by lots that ended: of what the largest of them planned, all that none of them goes on with."""
    whole = max((Fen(one.budget + one.failed) for one in others if one.failed), default=Fen(0))
    return Fen(max(0, whole - sum(one.budget for one in others)))


@check("Something is left of the part to be bought.", "该部分需求尚未全部采购完毕。")
def part_left_to_buy(case: Case[Any, Any], row: Row) -> Iterator[Finding]:
    """What was bought outside the methods of this site as a whole is not bought a second time."""
    if need_part in case.facts and (need := case.facts[need_part]).bought:
        yield found(
            "All of part {part} of {need} was bought outside the methods of this site.",
            at="part",
            do="Record what is needed beyond it as a need of its own.",
            part=need.part,
            need=need.need,
        )


@check("The party is on file.", "当事人已建档并通过审核。")
def on_file(case: Case[Any, Command], row: Row) -> Iterator[Finding]:
    if not case.facts[body].accepted:
        yield found("The file of your body has not been accepted yet.", do="Ask the finance department to review it.")


@check("The plan states all elements of the need.", "采购需求各要素齐全。")
def need_complete(case: PlanCase, row: Row) -> Iterator[Finding]:
    named = {requirement.about for requirement in case.asked.requirements}
    for element in row.slugs("need_contents"):
        if element not in named:
            yield found(
                "The need does not name: {element}.",
                at="requirements",
                do="Add a requirement about it, or say that there is none.",
                element=Slug(element),
            )


@check("Those who are served were asked.", "已征求服务对象意见。")
def public_consulted(case: PlanCase, row: Row) -> Iterator[Finding]:
    need = case.facts[need_part]
    owed = need.class_ == "public" and "services-for-the-public" in row.slugs("public_consultation_required_for")
    if owed and not need.recipients_count:
        yield found(
            "This is a service for the public, and no opinion of the public is on record.",
            at="need",
            do="Ask those who are served, and record the consultation.",
        )
    elif owed and need.undescribed:
        yield found(
            "{asked} of those served were asked; the record does not say: {missing}.",
            at="need",
            do="Record the consultation with it: how they were asked, how many answered, what was changed.",
            asked=need.recipients_count,
            missing=tuple(DESCRIBED[name] for name in need.undescribed),
        )


@check("A survey was made where one has to be.", "应当开展需求调查的，已经开展。")
def survey_made(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A survey is owed for services to the public, and from the row's amount on; one of the last year is enough."""
    need, valid = case.facts[need_part], row.period("survey_validity_years")
    public = need.class_ == "public" and "services-to-the-public" in row.slugs("public_interest_includes")
    if not public and case.asked.budget < row.fen("goods_services_threshold_fen"):
        return
    if not need.market_count or need.consulted_on is None:
        yield found(
            "A survey of the need is compulsory here, and none is on record.",
            at="need",
            do="Ask the market, and record the consultation.",
        )
    elif case.today > case.calendar.after(need.consulted_on, valid):
        yield found(
            "The survey of {on} is older than {valid}.",
            at="need",
            do="Ask the market again, and record the consultation.",
            on=need.consulted_on,
            valid=valid,
        )


@check("The market was surveyed.", "已开展市场调查。")
def market_surveyed(case: PlanCase, row: Row) -> Iterator[Finding]:
    """How many firms a survey normally asks, where there was one."""
    need, least = case.facts[need_part], row.count("surveyed_suppliers_min_count")
    if 0 < need.market_count < least:
        yield found(
            "{asked} firms were asked; a survey normally asks at least {least}.",
            at="need",
            do="Ask more firms, or record why fewer were enough.",
            asked=need.market_count,
            least=least,
        )


@check("The mandate of the agency is on record.", "附有委托代理协议。")
def mandate_attached(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.agency is not None and case.asked.agency_mandate is None:
        yield found("The plan names an agency and no written mandate.", at="agency_mandate", do="Attach the agreement with the agency.")
    elif case.asked.agency is not None and not any(one.isnumeric() for one in case.asked.agency_mandate or ""):
        yield found(
            "“{given}” names no agreement with the agency: its number, or the fingerprint of its file.",
            at="agency_mandate",
            do="Give the number of the agreement; without one, name no agency.",
            given=case.asked.agency_mandate or "",
        )
    if case.asked.agency is not None and not case.asked.agency_matters:
        yield found(
            "The plan does not say what the agency is entrusted with.", at="agency_matters", do="Choose what the agreement entrusts to it."
        )


NAMED = ("The agency is named where one is used, and entrusted with the step.", "委托采购的，写明采购代理机构，所办事项在委托范围内。")


@check(*NAMED)
def agency_named(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    """An agency acts under the written mandate that the filed plan names, in what it covers; before there is a plan in nothing."""
    plan = case.state.plan
    yield from _entrusted(case, plan.agency if plan else None, plan.agency_matters if plan else ())


def named_by(told: Fact[Any]) -> Check[object, Command]:
    """The same in a docket that follows from a procurement: `told` knows the agency of its plan."""

    def agency_named(case: Case[object, Command], row: Row) -> Iterator[Finding]:
        if told not in case.facts:
            yield from _entrusted(case, None, ())
        else:
            yield from _entrusted(case, case.facts[told].agency, case.facts[told].agency_matters)

    return check(*NAMED)(agency_named)


def _entrusted(case: Case[Any, Command], agency: str | None, matters: Iterable[str]) -> Iterator[Finding]:
    if case.mandate.role is not Role.AGENCY:
        return
    if agency is None or agency != case.mandate.body:
        yield found(
            "The filed plan does not name you as its agency.", do="Have the purchasing body file the plan with your written mandate."
        )
    elif case.asked.entrusted and matters and case.asked.entrusted not in matters:
        yield found(
            "Your mandate for this procurement does not cover: {matter}.",
            do="Leave it to the purchasing body, or have it file the plan with a mandate that covers it.",
            matter=Slug(case.asked.entrusted),
        )


@check("No notice is out yet.", "公告尚未发布。")
def not_noticed_yet(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.notice is not None:
        yield found("The notice of this plan has been published.", do="Correct the notice, or start a new docket for another plan.")


@check("The plan is filed.", "实施计划已备案。")
def plan_filed(case: Case[Procurement, Command], row: Row) -> Iterator[Finding]:
    if case.state.plan is None:
        yield found("No implementation plan is on the docket.", do="File the plan first.")
