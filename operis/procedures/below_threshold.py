"""Below the quota and off the catalogue (采购限额标准以下): the procurement law does not apply, the rules on purchased services do."""

from operis.core.decider import Step
from operis.core.mandates import AGENCY, BUYER
from operis.dockets.file.facts import body
from operis.dockets.procurement.commands import PublishNotice
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.choosing import chosen_by_purchaser
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import AFTER_PLAN, correct_notice, notice_made
from operis.procedures.parts.opening import NOBODY, close_bids, move_closing, open_bids, terminate
from operis.procedures.parts.own_reviews import review_award
from operis.procedures.parts.owning import of_body_or_finder
from operis.procedures.parts.paper import paper_bids
from operis.procedures.parts.planning import file_plan, publish_intention, review_plan
from operis.procedures.parts.result import publish_result, record_finding, set_aside_award
from operis.procedures.parts.wording import notice_read
from operis.rules.amounts import QUOTA, below_quota
from operis.rules.below_quota import another_bid_left, bids_to_choose_from
from operis.rules.catalogue import catalogue_by_the_law
from operis.rules.notices import equals_plan, four_items_announced, issued_after_notice, not_published_yet
from operis.rules.plans import plan_filed

BELOW_THRESHOLD = method(
    "below-threshold",
    publish_intention(),
    review_plan(),
    file_plan(case=below_quota.under("GPL-02a"), sizes="SME-05", amount=QUOTA, also=(catalogue_by_the_law.under("GPL-07"),)),
    Step(
        PublishNotice,
        by=BUYER | AGENCY,
        under=("PM14-18b", "SRC-11"),
        after=(plan_filed.under("SRC-10"), not_published_yet.under("OURS-OPEN"), AFTER_PLAN),
        provided=(
            four_items_announced.under("PM14-18b", "SRC-11"),
            issued_after_notice.under("OURS-OPEN"),
            equals_plan.under("SRC-10"),
            *notice_read(),
        ),
        needs=(body,),
        then=(notice_made("below-threshold", None),),
    ),
    correct_notice(under="SRC-11", opens=None, left=None, told="SRC-11"),
    move_closing(),
    answer_representation(under=("OURS-ASK",)),
    close_bids(under="GPL-02a", enough=(NOBODY,)),
    *paper_bids(under=(), enough=(NOBODY,)),
    open_bids(under="GPL-02a", enough=(NOBODY,)),
    review_award(bids_to_choose_from.under("OURS-OPEN")),
    *chosen_by_purchaser(under="O102-17", budget="O102-16"),
    publish_result(under="O102-17", contents={}, stands=None, sign=(), related="OURS-RELATED"),
    record_finding(),
    set_aside_award(under=("O102-17",), falls="O102-17", decide=None, follows=another_bid_left),
    add_stamped_copy(),
    terminate(under=("GPL-02a",), rows={}, bound="O102-17", signed="O102-17", few=("O102-17",), dear="O102-16", again="O102-17",
              keys="OURS-KEYS", illegal="OURS-FINDING"),
    own=of_body_or_finder,
)
