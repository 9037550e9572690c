"""Steps of a choice without a panel: the purchaser examines the bids and takes one."""

from operis.core.decider import Step, makes
from operis.core.mandates import AGENCY, BUYER
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.commands import DecideAward, ExamineBids
from operis.dockets.procurement.facts import award_writers, contenders
from operis.dockets.procurement.outcomes import AwardDecided, BidsExamined
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.ordering import resting_on
from operis.rules.below_quota import bids_to_choose_from, chosen, dearer_for_a_reason, one_of_the_bids, within_plan
from operis.rules.eligibility import related_told
from operis.rules.examination import each_bid_one_verdict, ground_of_documents, lots_being_evaluated
from operis.rules.invalidity import BORNE_OUT
from operis.rules.own_reviews import award_reviewed
from operis.rules.panels import opened_first
from operis.rules.reasons import reason_says_something
from operis.rules.sums import price_as_opened


def examined_by_purchaser(*, under: str) -> Step[Procurement, ExamineBids]:
    """Without a panel the purchaser holds each bid against the documents."""
    return Step(
        ExamineBids,
        by=BUYER | AGENCY,
        under=(under,),
        after=(
            opened_first.under("OURS-OPEN"),
            lots_being_evaluated.under("OURS-OPEN"),
            price_as_opened.under(under),
            reason_says_something.under("OURS-REASON"),
        ),
        provided=(each_bid_one_verdict.under(under), ground_of_documents.under(under), *(one.under(under) for one in BORNE_OUT)),
        then=(makes(BidsExamined),),
    )


def chosen_by_purchaser(*, under: str, budget: str) -> tuple[Step[Procurement, ExamineBids], Step[Procurement, DecideAward]]:
    return (
        examined_by_purchaser(under=under),
        Step(
            DecideAward,
            by=BUYER,
            under=(under,),
            after=(bids_to_choose_from.under("OURS-OPEN"), one_of_the_bids.under("OURS-OPEN"),
                   award_reviewed.under("OURS-REVIEW"), resting_on(lambda case: (case.state.opening, *case.state.examinations))),
            provided=(dearer_for_a_reason.under(under), within_plan.under(budget)),
            noted=(related_told(lambda case: [one.lot for one in case.asked.awards]).under("OURS-RELATED"),),
            needs=(body, award_writers, contenders),
            then=(makes(AwardDecided, awards=chosen, ground=lambda case: Slug("decided"), publish_by=_none),),
        ),
    )


def _none(case: object) -> None:
    """No law says until when."""
