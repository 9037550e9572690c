"""Steps of the notice that methods share: its publication and its correction."""

from datetime import datetime

from operis.core.case import Case, on_record
from operis.core.decider import Make, Rule, Step, makes
from operis.core.mandates import AGENCY, BUYER
from operis.core.wording import Slug
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import BiddingDocumentsIssued, NoticeCorrected, NoticePublished
from operis.dockets.procurement.commands import CorrectNotice, PublishNotice
from operis.dockets.procurement.key_facts import sealing_page
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import PlanTerms
from operis.procedures.parts.concluding import day_after
from operis.procedures.parts.ordering import resting_on
from operis.procedures.parts.wording import correction_read, notice_read
from operis.rules.announcing import qualification, reservation
from operis.rules.approving import method_settled
from operis.rules.asking import answers_given
from operis.rules.correcting import closing_not_earlier, documents_replaced
from operis.rules.flags import titled_as_intended
from operis.rules.keys import keys_given
from operis.rules.lists import changes_chosen_from_list
from operis.rules.notices import (
    agency_of_the_plan,
    bond_modest,
    budget_shown,
    called_by_its_name,
    conditions_kept,
    days_left_for_change,
    documents_offered,
    documents_put_in,
    equals_plan,
    four_items_announced,
    intention_stands,
    issued_after_notice,
    not_closed,
    not_published_yet,
    notice_complete,
    notice_published,
    shares_stated,
    stays_open,
    still_offered,
    still_stays_open,
    where_to_query,
)
from operis.rules.plans import plan_filed

NoticeRule = Rule[Procurement, PublishNotice]
CorrectionRule = Rule[Procurement, CorrectNotice]
CorrectionStep = Step[Procurement, CorrectNotice]
AFTER_PLAN = resting_on(lambda case: (case.state.intention, case.state.plan, case.state.called))
"""A notice is of no earlier day than what was announced, planned and called before it."""


def publish_notice(
    kind: str, *, wording: tuple[str, ...], complete: str | None = None, stands: str | None = None, opens: str | None = None,
    offered: tuple[str, ...] = (), bond: str | None = None,
    also: tuple[NoticeRule, ...] = (), after: tuple[NoticeRule, ...] = (), besides: tuple[Make, ...] = (),
) -> Step[Procurement, PublishNotice]:  # fmt: skip
    """The notice of a method under the procurement law; every row is an argument, `also` for what only one method asks.

    Of an invitation it is what it says: that `stands` for no time, comes `after` a draw, and says `besides` who is invited.
    """
    return Step(
        PublishNotice,
        by=BUYER | AGENCY,
        under=("REG-08",),
        after=(plan_filed.under("REG-29", "SRC-10"), not_published_yet.under("OURS-OPEN"), keys_given.under("OURS-KEYS"), AFTER_PLAN,
               *after),
        provided=(
            intention_stands("INT-01").under("INT-03"),
            method_settled.under("GPL-27"),
            *((notice_complete.under(complete),) if complete else ()),
            budget_shown.under("REG-30"),
            four_items_announced.under("PM14-18b", "SRC-11"),
            *((stays_open.under(opens),) if opens else ()),
            *(documents_offered.under(row) for row in offered),
            *(documents_put_in.under(row) for row in offered[-1:]),
            issued_after_notice.under("OURS-OPEN"),
            *((bond_modest.under(bond),) if bond else ()),
            equals_plan.under("REG-29"),
            agency_of_the_plan.under("GPL-20"),
            shares_stated.under("SME-12"),
            *notice_read(*wording),
            *also,
        ),
        noted=(
            titled_as_intended.under("OURS-INTENDED"),
            where_to_query.under("O94-07"),  # asked of the documents: the notice may leave it to them
        ),
        needs=(body, sealing_page),
        then=(*besides, notice_made(kind, stands), makes(BiddingDocumentsIssued)),
    )


def notice_made(kind: str, stands: str | None) -> Make:
    """The notice with what the filed plan says: budget, ceiling, who may bid, what is kept for small firms."""
    return makes(
        NoticePublished,
        notice=lambda case: Slug(kind),
        stands_until=day_after(stands) if stands is not None else lambda case: None,
        budget=lambda case: planned(case).budget,
        ceiling=lambda case: planned(case).ceiling,
        qualification=lambda case: qualification(planned(case)),
        reservation=lambda case: reservation(planned(case)),
    )


def planned(case: Case[Procurement, PublishNotice]) -> PlanTerms:
    return on_record(case.state.plan, "implementation-plan-filed")


def correct_notice(
    *, under: str, opens: str | None, left: str | None, offered: tuple[str, ...] = (), wording: tuple[str, ...] = (),
    also: tuple[CorrectionRule, ...] = (), told: str | None = None,
) -> CorrectionStep:  # fmt: skip
    """A correction; `opens` is the row for how long bids stay open, `left` for the days that a change of weight leaves before closing.

    `offered` is for how long the documents are on offer; `told` the row under which a changed condition is told of, where none bars it.
    """
    return Step(
        CorrectNotice,
        by=BUYER | AGENCY,
        under=(under,),
        after=(
            notice_published.under("OURS-OPEN"),
            not_closed.under("OURS-OPEN"),
            documents_replaced.under("OURS-OPEN"),
            answers_given.under("OURS-OPEN"),
            resting_on(lambda case: (case.state.notice, *case.state.corrections)),
        ),
        provided=(
            closing_not_earlier.under("OURS-OPEN"),
            *((still_stays_open.under(opens),) if opens else ()),
            *((days_left_for_change.under(left),) if left else ()),
            *(still_offered.under(row) for row in offered),
            called_by_its_name.under(under),
            *correction_read(*wording),
            *also,
        ),
        noted=(conditions_kept.under(told),) if told else (),
        needs=(body,),
        then=(makes(NoticeCorrected, closes=_closes),),
        reads=changes_chosen_from_list,
    )


def _closes(case: Case[Procurement, CorrectNotice]) -> datetime | None:
    return case.asked.bids_close or case.state.closes
