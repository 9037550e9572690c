"""Competitive negotiation (竞争性谈判): talks with each, then the lowest final price among those that meet the need."""

from operis.core.mandates import PANEL
from operis.dockets.file.facts import body
from operis.procedures.parts.approving import approving
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.evaluation import ask_explanation, examine_bids, reopen_evaluation, report_evaluation, talks
from operis.procedures.parts.inviting import THOSE_LEFT
from operis.procedures.parts.keys import key_holders, release_shares
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import correct_notice, publish_notice
from operis.procedures.parts.opening import close_bids, move_closing, open_bids, terminate
from operis.procedures.parts.own_reviews import review_award
from operis.procedures.parts.panel import declare_interest, panel
from operis.procedures.parts.paper import paper_bids
from operis.procedures.parts.planning import above_quota, compared, file_plan, negotiated, priced, publish_intention, review_plan, told
from operis.procedures.parts.result import decide_award, deem_award, publish_result, record_finding, set_aside_award
from operis.rules.awards import reported
from operis.rules.notices import documents_put_in
from operis.rules.refuting import changed_order

WORDING = ("O74-10", "O74-14", "REG-33a", "REG-48")
"""Rows of the method under which a wording may refuse."""

COMPETITIVE_NEGOTIATION = method(
    "competitive-negotiation",
    publish_intention(),
    review_plan(),
    file_plan(
        case=None, sizes="SME-05", fell="O74-23", wording=WORDING, money=above_quota(),
        noted=(*told(), *compared(case="O74-27a", left="O74-27b")),
        also=(*negotiated(case="O74-27a", left="O74-27b", narrowed="REG-26", lowest="GPL-38e"), *priced()),
    ),
    *approving(consent="O74-04", failed="O74-28"),
    *key_holders(),
    publish_notice(
        "competitive-negotiation", complete="FMT-01n", stands="D135-02", opens="O74-29", offered=(), bond="O74-14", wording=WORDING,
        also=(documents_put_in.under("O74-11"),), besides=(THOSE_LEFT,),
    ),
    correct_notice(under="O74-29a", opens="O74-29", left="O74-29a", wording=WORDING, told="O74-29a"),
    move_closing(),
    answer_representation(under=("REG-52", "GPL-51")),
    close_bids(under="O74-15", enough=("O74-37",)),
    release_shares(enough=("O74-37",)),
    *paper_bids(under=(), enough=("O74-37",)),
    open_bids(under="O74-15", enough=("O74-37",), keys="OURS-KEYS", secret=("GPL-38d",)),
    *panel(size="O74-07a", large="O74-07b", own_choice="O74-07c", legal="O74-07c", drawn_before=None, agency="O74-07c", ties="OURS-DRAW",
           place=(body,)),
    declare_interest(),
    examine_bids(
        under=("O74-08",), qualification="O74-08", by=PANEL, compliance="O74-08", enough=None, grounds=None, admitted=("GPL-24",),
        asked="O74-16",
    ),
    *talks(under="O74-31", changeable="O74-32", remain=("O74-33",)),
    ask_explanation(under=("O74-16",)),
    report_evaluation(
        under="O74-35", explained=("ALP-06",), enough=("O74-35",), decide="O74-36",
        changed=changed_order("reported_in_writing_to").under("REG-44"), alone="REG-75", majority="REG-41",
    ),
    reopen_evaluation(under=("O74-21",), rows={"O74-21": "re_evaluation_any_of"}),
    review_award(reported.under("OURS-OPEN")),
    decide_award(under="O74-36", ties="OURS-DRAW", authorised="O74-36"),
    deem_award(under="O74-36"),
    publish_result(contents={"REG-43d": "contents"}, stands="D135-03", sign=("O74-19", "GPL-46"), bonds=("O74-20", "REG-33b")),
    record_finding(),
    set_aside_award(under=("REG-49",), falls="REG-71", decide="O74-36"),
    add_stamped_copy(),
    terminate(
        under=("O74-37",),
        rows={"O74-37": "termination_any_of", "O74-23": "termination_grounds", "REG-49": "options_any", "OURS-KEYS": "endings_any"},
        bound="GPL-46", signed="GPL-50", few=("O74-37",), dear="O74-37", unfit="O74-37", fell="O74-23", again="REG-49", keys="OURS-KEYS",
    ),
)
