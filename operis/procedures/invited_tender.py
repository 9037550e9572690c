"""Invited tendering (邀请招标): suppliers drawn by chance from a list are invited, and what follows is as in an open tender."""

from operis.procedures.parts.approving import approving
from operis.procedures.parts.inviting import INVITED, invitees
from operis.procedures.parts.keys import key_holders
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import publish_notice
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, review_plan, scored, told
from operis.procedures.parts.tendering import WORDING, as_order_87_has_it
from operis.rules.cases import case_named
from operis.rules.inviting import invitees_drawn
from operis.rules.plans import need_complete
from operis.rules.requirements import no_floor

INVITED_TENDER = method(
    "invited-tender",
    publish_intention(),
    review_plan(),
    file_plan(
        case=case_named(listed="grounds_any").under("GPL-29"), sizes="O87-17", fell="O87-29", wording=WORDING, money=above_quota(),
        noted=told(), also=(need_complete.under("O87-11"), *priced(), no_floor.under("O87-12"),
                            *scored(weight="O87-55a", whole="O87-55b", counted="REG-34", apart="O87-55c")),
    ),
    *approving(consent=None),
    *key_holders(),
    *invitees(found="O87-14", drawn=("GPL-34",), told="O87-69b", applied="REG-21", barred="GPL-22"),
    publish_notice(
        "tender-invitation", complete="FMT-01i", stands=None, opens="GPL-35", offered=("REG-31a", "O87-18"), bond="REG-33a",
        wording=WORDING, after=(invitees_drawn.under("O87-14"),), besides=(INVITED,),
    ),
    *as_order_87_has_it(),
)
