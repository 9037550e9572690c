"""Open tendering (公开招标): the main method, from the intention to the result."""

from operis.procedures.parts.keys import key_holders
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import publish_notice
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, review_plan, scored, told
from operis.procedures.parts.tendering import WORDING, as_order_87_has_it
from operis.rules.amounts import method_known
from operis.rules.plans import need_complete
from operis.rules.requirements import no_floor

OPEN_TENDER = method(
    "open-tender",
    publish_intention(),
    review_plan(),
    file_plan(
        case=method_known.under("GPL-26"), sizes="O87-17", fell="O87-29", wording=WORDING, money=above_quota(), noted=told(),
        also=(
            need_complete.under("O87-11"), *scored(weight="O87-55a", whole="O87-55b", counted="REG-34", apart="O87-55c"), *priced(),
            no_floor.under("O87-12"),
        ),
    ),
    *key_holders(),
    publish_notice(
        "tender", complete="O87-13", stands="O87-16", opens="GPL-35", offered=("REG-31a", "O87-18"), bond="REG-33a", wording=WORDING
    ),
    *as_order_87_has_it(),
)
