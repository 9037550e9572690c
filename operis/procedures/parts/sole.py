"""Steps of a single source: publicity with its objections and their argument, and the talk about the price."""

from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import Make, Rule, Step, makes
from operis.core.mandates import AGENCY, BUYER, FINANCE, REVIEWER, SUPPLIER
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.commands import DecideAward, FilePlan
from operis.dockets.procurement.facts import award_writers
from operis.dockets.procurement.failed_facts import ONE_LEFT
from operis.dockets.procurement.inviting import SuppliersInvited
from operis.dockets.procurement.method_duties import unargued
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.sole import (
    ArgueObjections,
    ExpertOpinionGiven,
    ObjectionRaised,
    ObjectToSingleSource,
    PriceAgreed,
    PubliciseSingleSource,
    RecordPriceTalk,
    SingleSourcePublicised,
)
from operis.dockets.procurement.sole_facts import experts_tied, one_supplier, sole_party
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.approving import AS_PLANNED
from operis.procedures.parts.concluding import day_after, last_day_of
from operis.procedures.parts.ordering import resting_on
from operis.procedures.parts.result import PUBLISH
from operis.rules.below_quota import bids_to_choose_from, one_of_the_bids
from operis.rules.cases import as_tendered, case_named, case_narrowed, in_other_words, left_on_record, left_one_named
from operis.rules.own_reviews import award_reviewed
from operis.rules.panels import opened_first
from operis.rules.plans import not_noticed_yet, plan_filed
from operis.rules.reasons import reason_says_something
from operis.rules.sole import (
    additions_within_share,
    agreed_above_offer,
    agreed_within_budget,
    argued_by_experts,
    argued_in_time,
    as_agreed,
    contract_continued,
    enough_experts,
    experts_from_outside,
    lots_agreed,
    not_publicised_yet,
    objected_in_time,
    objected_in_writing,
    objections_wait,
    opinions_apart,
    plan_names_one,
    price_agreed,
    publicised,
    publicity_complete,
    publicity_over,
    sole_not_barred,
    sole_on_file,
    supplier_named,
    talk_complete,
    talked_by_now,
)

ANYONE = SUPPLIER | BUYER | AGENCY | REVIEWER | FINANCE


def planned_for_one(*, case: str, left: str, narrowed: str, barred: str) -> tuple[Rule[Procurement, FilePlan], ...]:
    """The grounds, as the law narrows them, the supplier that is asked, and of an addition the contract and its share.

    `left` is the row by which it goes on with the one whom a tender left.
    """
    return (
        case_named(listed="grounds_any", besides=left).under(case),
        left_on_record(listed="grounds_any", count="suppliers_left_count").under(left),
        left_one_named.under(left),
        as_tendered(ONE_LEFT).under(left),
        case_narrowed("only-one-supplier").under(narrowed),
        supplier_named.under(case),
        sole_on_file.under(case),
        sole_not_barred.under(barred),
        contract_continued.under(case),
        additions_within_share.under(case),
    )


def compared(*, left: str) -> tuple[Rule[Procurement, FilePlan], ...]:
    """What is told of a plan that goes on with the one whom a tender left: where it says otherwise than the tender did."""
    return (in_other_words(ONE_LEFT).under(left),)


def publicity(*, stands: str, contents: str, experts: str, objected: str, argued: str) -> tuple[Step[Procurement, Any], ...]:
    """`stands` is for how long, `contents` what it says, `experts` how many; `objected` and `argued` are the rows of objections."""
    before = (plan_filed.under("REG-29"), not_noticed_yet.under("OURS-OPEN"), plan_names_one.under("OURS-OPEN"))
    return (
        Step(
            PubliciseSingleSource,
            by=BUYER | AGENCY,
            under=(stands,),
            after=(*before, not_publicised_yet.under("OURS-ONE"), resting_on(lambda case: (case.state.plan,))),
            provided=(publicity_complete.under(contents), enough_experts.under(experts), experts_from_outside.under(experts)),
            noted=(experts_from_outside.under("OURS-OPINIONS"), opinions_apart.under("OURS-OPINIONS")),
            needs=(body, sole_party, experts_tied),
            then=(makes(SingleSourcePublicised, **AS_PLANNED, case_reason=lambda case: case.state.plan.case_reason, supplier=_asked,
                        supplier_address=lambda case: case.facts[sole_party].address, stands_until=day_after(stands)),),
        ),
        Step(
            ObjectToSingleSource,
            by=ANYONE,
            under=(objected,),
            after=(*before, publicised.under("OURS-OPEN"), reason_says_something.under("OURS-REASON")),
            provided=(objected_in_time.under(objected), objected_in_writing.under(objected)),
            then=(makes(ObjectionRaised, no=lambda case: 1 + len(case.state.objections), supplier=_objector),),
        ),
        Step(
            ArgueObjections,
            by=BUYER | AGENCY,
            under=(argued,),
            after=(*before, objections_wait.under("OURS-OPEN"), reason_says_something.under("OURS-REASON")),
            provided=(publicity_over.under(argued), argued_by_experts.under(argued), experts_from_outside.under(experts)),
            noted=(argued_in_time.under(argued), experts_from_outside.under("OURS-OPINIONS")),
            needs=(experts_tied,),
            then=(makes(ExpertOpinionGiven, objections=lambda case: unargued(case.state)),),
        ),
    )  # fmt: skip


def price_talked(*, record: str, budget: str) -> tuple[Step[Procurement, RecordPriceTalk], Step[Procurement, DecideAward]]:
    """`record` is the row of the talk and its record, `budget` that of a price above the budget."""
    return (
        Step(
            RecordPriceTalk,
            by=BUYER | AGENCY,
            under=(record,),
            after=(opened_first.under("OURS-OPEN"), lots_agreed.under("OURS-OPEN")),
            provided=(talk_complete.under(record), talked_by_now.under(record), agreed_within_budget.under(budget)),
            noted=(agreed_above_offer.under(record),),
            then=(makes(PriceAgreed, supplier=_asked),),
        ),
        Step(
            DecideAward,
            by=BUYER,
            under=(record,),
            after=(bids_to_choose_from.under("OURS-OPEN"), one_of_the_bids.under("OURS-OPEN"), price_agreed.under("OURS-OPEN"),
                   award_reviewed.under("OURS-REVIEW"), resting_on(lambda case: (case.state.opening, *case.state.price_talks))),
            needs=(body, award_writers),
            then=(makes(AwardDecided, awards=as_agreed, ground=lambda case: Slug("decided"), publish_by=last_day_of(PUBLISH)),),
        ),
    )  # fmt: skip


def _asked(case: Case[Procurement, Any]) -> str:
    one = one_supplier(case.state, case.asked)
    return on_record(one, "implementation-plan-filed").supplier


def _objector(case: Case[Procurement, ObjectToSingleSource]) -> str | None:
    from_own_desk = case.mandate.role in SUPPLIER
    return case.mandate.acts_for if from_own_desk else None


ASKED: Make = makes(SuppliersInvited, suppliers=lambda case: (_asked(case),))
"""The one supplier is invited, and it alone takes part."""
