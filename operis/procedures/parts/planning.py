"""Steps before the notice that methods share: the intention, and the filing of the plan."""

from typing import Any

from operis.core.case import Case, Fact
from operis.core.decider import Make, Rule, Step, makes
from operis.core.mandates import BUYER, REVIEWER
from operis.core.wording import Slug
from operis.dockets.budget.facts import bought_before, budget_line, other_plans, year_kept, year_spend
from operis.dockets.directory.facts import directory_item
from operis.dockets.file.facts import body
from operis.dockets.need.facts import need_part
from operis.dockets.procurement.acts import ImplementationPlanFiled, IntentionPublished, PlanReviewed
from operis.dockets.procurement.commands import FilePlan, PublishIntention, ReviewPlan
from operis.dockets.procurement.facts import ended_before, plan_writers, reviewed_plan, small_holders
from operis.dockets.procurement.failed_facts import TWO_LEFT, failed_tenders
from operis.dockets.procurement.naming_facts import suppliers_named
from operis.dockets.procurement.reviewing import GENERAL, KEY, plan_sha256
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.concluding import day_after, the_body
from operis.procedures.parts.wording import plan_read
from operis.rules.amounts import OPEN_TENDER_AMOUNT, budgeted, line_for_this, need_not_split, not_split, open_above_amount, within_budget
from operis.rules.cases import (
    TALKED_ABOUT,
    TENDER_FAILED,
    as_tendered,
    case_named,
    case_narrowed,
    corrected_and_tendered,
    failure_on_record,
    in_other_words,
    left_on_record,
    price_alone,
    suppliers_of_the_tender,
)
from operis.rules.catalogue import through_central_agency
from operis.rules.contracts import acceptance_planned, groups_drafted, paid_in_time, paid_late, term_allowed
from operis.rules.criteria import points_banded, points_earned, points_whole, price_formula, price_once, price_weight, unscored_for_a_reason
from operis.rules.endings import not_fallen_away
from operis.rules.flags import (
    as_intended,
    clear_of_open_tender,
    estimate_of_its_own,
    near_the_line,
    not_renewed_in_a_row,
    slices,
    whole_term,
)
from operis.rules.lists import plan_chosen_from_lists
from operis.rules.naming import no_supplier_named
from operis.rules.notices import intention_complete
from operis.rules.outside_spend import twin_told
from operis.rules.plans import (
    class_agrees,
    determined_a_service,
    in_directory,
    mandate_attached,
    market_surveyed,
    may_buy,
    need_is_own,
    no_hold_left,
    not_noticed_yet,
    on_file,
    part_left_to_buy,
    part_not_planned,
    public_consulted,
    survey_made,
    unless_for_itself,
)
from operis.rules.reading import firm_wording_lifted, sentences_answered
from operis.rules.reasons import answered_apart, reason_says_something
from operis.rules.requirements import (
    ceiling_within_budget,
    conditions_not_scored,
    few_similar_contracts,
    lots_add_up,
    low_price_line_modest,
    no_size_conditions,
    nobody_shut_out,
    nobody_treated_apart,
)
from operis.rules.reviews import (
    points_reviewed,
    review_concludes,
    review_named,
    review_relied_on,
    reviewed,
    reviewed_anew,
    reviewer_did_not_write,
)
from operis.rules.small import (
    deduction_in_range,
    ground_for_none,
    no_deduction_in_whole,
    not_reserved_again,
    reserved_of_this_one,
    reserved_whole,
    share_deduction_in_range,
    share_of_this_one,
    year_reserved,
)
from operis.rules.standing import only_docket

PlanRule = Rule[Procurement, FilePlan]
PlanCase = Case[Procurement, FilePlan]


def publish_intention() -> Step[Procurement, PublishIntention]:
    return Step(
        PublishIntention,
        by=BUYER,
        under=("INT-01",),
        settles=(determined_a_service.under("O102-10"),),
        after=(on_file.under("OURS-OPEN"), need_is_own.under("OURS-OPEN"), not_noticed_yet.under("OURS-OPEN"),
               part_left_to_buy.under("OURS-OUTSIDE")),
        provided=(may_buy.under("O102-08"), no_hold_left.under("O102-14"), intention_complete.under("INT-02")),
        needs=(body, need_part),
        then=(makes(IntentionPublished, body=the_body, notice_from=day_after("INT-03")),),
    )


def file_plan(
    *,
    case: PlanRule | None,
    sizes: str,
    wording: tuple[str, ...] = (),
    money: tuple[PlanRule, ...] = (),
    also: tuple[PlanRule, ...] = (),
    fell: str | None = None,
    amount: str = OPEN_TENDER_AMOUNT,
    noted: tuple[PlanRule, ...] = (),
    needs: tuple[Fact[Any], ...] = (),
    first: tuple[PlanRule, ...] = (),
) -> Step[Procurement, FilePlan]:
    """The plan of a method: `case` binds the case in which it may be used; what every plan must have stands here.

    `fell` is the row by which a task falls away, under which a plan of the same need is told of;
    `amount` is what the method stays under, by which slices of one purchase are told; `first` is what closes it by our own order.
    """
    return Step(
        FilePlan,
        by=BUYER,
        under=("REG-29", "SRC-10"),
        settles=(determined_a_service.under("O102-10"),),
        after=(
            on_file.under("OURS-OPEN"),
            need_is_own.under("OURS-OPEN"),
            not_noticed_yet.under("OURS-OPEN"),
            part_not_planned.under("OURS-ONE"),
            part_left_to_buy.under("OURS-OUTSIDE"),
            reason_says_something.under("OURS-REASON"),
            answered_apart.under("OURS-APART"),
            budgeted.under("O102-16", "GPL-06"),
            *first,
        ),
        provided=(
            may_buy.under("O102-08"),
            no_hold_left.under("O102-14"),
            unless_for_itself(in_directory, "O102-08").under("O102-14"),
            within_budget.under("GPL-06"),
            line_for_this.under("O102-16", "N87-03a"),
            not_split.under("REG-28"),
            need_not_split.under("GPL-28"),
            through_central_agency.under("GPL-18"),
            *money,
            *((case,) if case else ()),
            public_consulted.under("REG-15"),
            survey_made.under("REQ-11"),
            market_surveyed.under("REQ-10"),
            nobody_shut_out.under("REG-20"),
            no_size_conditions.under(sizes),
            nobody_treated_apart.under("SME-05"),
            few_similar_contracts.under("REQ-18"),
            *plan_read(*wording),
            groups_drafted.under("O102-23", "SRC-13"),
            term_allowed.under("O102-24"),
            acceptance_planned.under("REQ-24"),
            paid_in_time.under("PAY-09", "PAY-08"),
            reviewed.under("REQ-29"),
            mandate_attached.under("GPL-20"),
            *also,
        ),
        noted=(
            *((not_fallen_away.under(fell),) if fell else ()),
            estimate_of_its_own.under("OURS-QUOTED"),
            no_supplier_named.under("OURS-NAMED"),
            near_the_line("SME-07").under("OURS-NEAR-LINE"),
            clear_of_open_tender.under("OURS-NEAR-OPEN"),
            slices(amount).under("OURS-SLICES"),
            twin_told.under("OURS-TWIN"),
            not_renewed_in_a_row.under("OURS-RENEWED"),
            whole_term(amount).under("OURS-WHOLE-TERM"),
            paid_late.under("PAY-09", "PAY-08"),
            unless_for_itself(class_agrees, "O102-08").under("O102-14"),
            as_intended.under("OURS-INTENDED"),
            *noted,
        ),
        needs=(
            body,
            need_part,
            plan_writers,
            ended_before,
            budget_line,
            year_spend,
            other_plans,
            bought_before,
            year_kept,
            directory_item,
            small_holders,
            suppliers_named,
            failed_tenders,
            *needs,
        ),
        then=(
            makes(
                ImplementationPlanFiled,
                body=the_body,
                budget_item=lambda case: case.facts[budget_line].budget_item,
                class_=_class,
                unit=lambda case: case.facts[body].unit,
                reviewed_by=_reviewer,
                left=suppliers_of_the_tender,
            ),
        ),
        reads=plan_chosen_from_lists,
    )


def review_plan() -> Step[Procurement, ReviewPlan]:
    """The written record of the reviews that come before a plan is filed, one act each; a docket may begin with it."""
    return Step(
        ReviewPlan,
        by=REVIEWER,
        under=("REQ-29",),
        after=(
            on_file.under("OURS-OPEN"),
            not_noticed_yet.under("OURS-OPEN"),
            only_docket(reviewed_plan).under("OURS-ONE"),
            reviewed_anew.under("OURS-ONE"),
            reason_says_something.under("OURS-REASON"),
        ),
        provided=(
            review_named.under("REQ-29"),
            reviewer_did_not_write.under("REQ-29"),
            points_reviewed(GENERAL, "general_review_of").under("REQ-29"),
            points_reviewed(KEY, "key_review_of").under("REQ-29"),
            review_concludes.under("REQ-29"),
            sentences_answered.under("REQ-29"),
        ),
        noted=(firm_wording_lifted.under("REQ-29"), no_supplier_named.under("OURS-NAMED")),
        needs=(body, plan_writers, reviewed_plan, suppliers_named),
        then=(_record_of(GENERAL), _record_of(KEY)),
    )


def above_quota() -> tuple[PlanRule, ...]:
    """What the procurement law adds from the quota on: open tendering above its amount, and small enterprises."""
    return (
        open_above_amount.under("GPL-27"),
        corrected_and_tendered.under("O87-43"),
        reserved_whole.under("SME-07"),
        reserved_of_this_one.under("SME-08xa", "SME-08"),
        year_reserved.under("SME-08xa", "SME-08"),
        not_reserved_again.under("SME-10"),
        ground_for_none.under("SME-06"),
        deduction_in_range.under("SME-09b", "SME-09a"),
        share_deduction_in_range.under("SME-09c"),
        no_deduction_in_whole.under("SME-X"),
    )


def told() -> tuple[PlanRule, ...]:
    """What is told from the quota on, and refuses nothing."""
    return (share_of_this_one.under("SME-08xa", "SME-08"),)


def scored(*, weight: str, whole: str, counted: str, apart: str | None = None) -> tuple[PlanRule, ...]:
    """Overall scoring: the price's share, the sum of the points, what earns them, and conditions that are not scored."""
    return (
        price_weight.under(weight),
        unscored_for_a_reason.under(weight),
        price_once.under(whole),
        price_formula.under(whole),
        points_whole.under(whole),
        points_earned.under(counted),
        points_banded.under(counted),
        *((conditions_not_scored.under(apart),) if apart else ()),
    )


def negotiated(*, case: str, left: str, narrowed: str, lowest: str) -> tuple[PlanRule, ...]:
    """Negotiation: its cases, as the law narrows them and the record bears them out; nothing is scored.

    `left` is the row by which it goes on with the two whom an open tender left.
    """
    return (
        case_named(besides=left).under(case),
        left_on_record(listed="cases_any_of", count="suppliers_min_count").under(left),
        *(case_narrowed(one).under(narrowed) for one in TALKED_ABOUT),
        failure_on_record.under(case),
        as_tendered(TENDER_FAILED).under(case),
        as_tendered(TWO_LEFT).under(left),
        price_alone.under(lowest),
    )


def compared(*, case: str, left: str) -> tuple[PlanRule, ...]:
    """What is told of a negotiation that follows a failed tender: where it says otherwise than the tender did."""
    return (in_other_words(TENDER_FAILED).under(case), in_other_words(TWO_LEFT).under(left))


def priced() -> tuple[PlanRule, ...]:
    return (ceiling_within_budget.under("GPL-06"), lots_add_up.under("GPL-06"), low_price_line_modest.under("ALP-05"))


def _record_of(review: Slug) -> Make:
    return makes(
        PlanReviewed,
        when=lambda case: review in case.asked.reviews,
        review=lambda case: review,
        plan_sha256=lambda case: plan_sha256(case.asked.plan),
        need=lambda case: case.asked.plan.need,
        body=the_body,
        reviewer=lambda case: case.mandate.deciders[0],
        written_by=lambda case: case.facts[plan_writers].persons,
    )


def _reviewer(case: PlanCase) -> str | None:
    relied_on = review_relied_on(case.state)
    return relied_on.reviewer if relied_on else None


def _class(case: PlanCase) -> Slug | None:
    word = case.facts[need_part].class_
    return Slug(word) if word else None
