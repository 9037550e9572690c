"""Single source (单一来源采购): where there is one supplier alone, its price is talked about and the talk recorded."""

from operis.dockets.procurement.sole_facts import former_contract, sole_bars, sole_party
from operis.procedures.parts.approving import approving
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.choosing import examined_by_purchaser
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.keys import key_holders, release_shares
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import correct_notice, publish_notice
from operis.procedures.parts.opening import NOBODY, close_bids, move_closing, open_bids, terminate
from operis.procedures.parts.own_reviews import review_award
from operis.procedures.parts.paper import paper_bids
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, review_plan, told
from operis.procedures.parts.result import publish_result, record_finding, set_aside_award
from operis.procedures.parts.sole import ASKED, compared, planned_for_one, price_talked, publicity
from operis.rules.below_quota import another_bid_left, bids_to_choose_from
from operis.rules.sole import objections_settled

WORDING = ("REG-48",)
"""Rows of the method under which a wording may refuse."""

SINGLE_SOURCE = method(
    "single-source",
    publish_intention(),
    review_plan(),
    file_plan(
        case=None, sizes="SME-05", fell="O74-43", wording=WORDING, money=above_quota(), noted=(*told(), *compared(left="O87-43")),
        also=(*planned_for_one(case="GPL-31", left="O87-43", narrowed="REG-27", barred="GPL-22"), *priced()),
        needs=(sole_party, sole_bars, former_contract),
    ),
    *publicity(stands="REG-38", contents="O74-38", experts="CHG-06", objected="O74-39", argued="O74-40"),
    *approving(consent="O74-04", fair="O87-43", publicised="REG-38", argued="O74-40"),
    *key_holders(),
    publish_notice("single-source-invitation", wording=WORDING, also=(objections_settled.under("O74-40"),), besides=(ASKED,)),
    correct_notice(under="O74-41", opens=None, left=None, wording=WORDING),
    move_closing(),
    answer_representation(under=("REG-52", "GPL-51")),
    close_bids(under="GPL-39", enough=(NOBODY,)),
    release_shares(enough=(NOBODY,)),
    *paper_bids(under=(), enough=(NOBODY,)),
    open_bids(under="GPL-39", enough=(NOBODY,), keys="OURS-KEYS"),
    examined_by_purchaser(under="GPL-39"),
    review_award(bids_to_choose_from.under("OURS-OPEN")),
    *price_talked(record="O74-41", budget="O74-43"),
    publish_result(contents={"O74-18": "result_contents"}, stands="D135-03", sign=("O74-19", "GPL-46"), bonds=("O74-20", "REG-33b")),
    record_finding(),
    set_aside_award(under=("REG-49",), falls="REG-71", decide=None, follows=another_bid_left),
    add_stamped_copy(),
    terminate(
        under=("O74-43",),
        rows={"O74-43": "termination_any_of", "REG-49": "options_any", "OURS-KEYS": "endings_any", NOBODY: "endings_any"},
        bound="GPL-46", signed="GPL-50", few=("O74-43",), dear="O74-43", unfit="O74-43", fell="O74-43", again="REG-49", keys="OURS-KEYS",
    ),
)
