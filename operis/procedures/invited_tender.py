"""Invited tendering (邀请招标): suppliers drawn by chance from a list are invited, and what follows is as in an open tender."""

from operis.core.mandates import AGENCY, BUYER
from operis.procedures.parts.approving import approving
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.evaluation import ask_explanation, examine_bids, give_scores, reopen_evaluation, report_evaluation
from operis.procedures.parts.inviting import INVITED, invitees
from operis.procedures.parts.keys import key_holders, release_shares
from operis.procedures.parts.method import method
from operis.procedures.parts.notices import correct_notice, publish_notice
from operis.procedures.parts.opening import close_bids, move_closing, open_bids, terminate
from operis.procedures.parts.own_reviews import review_award
from operis.procedures.parts.panel import declare_interest, panel
from operis.procedures.parts.paper import paper_bids
from operis.procedures.parts.planning import above_quota, file_plan, priced, publish_intention, review_plan, scored, told
from operis.procedures.parts.result import decide_award, deem_award, publish_result, record_finding, set_aside_award
from operis.rules.awards import reported
from operis.rules.cases import case_named
from operis.rules.inviting import invitees_drawn
from operis.rules.notices import subject_unchanged
from operis.rules.plans import need_complete
from operis.rules.refuting import changed_order
from operis.rules.requirements import no_floor

WORDING = ("O87-17", "O87-55b", "O87-55c", "O87-12", "REG-33a", "REG-48", "REG-34")
"""Rows of the method under which a wording may refuse."""

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
    correct_notice(under="O87-27", opens="GPL-35", left="REG-31b", offered=("REG-31a", "O87-18"), wording=WORDING,
                   also=(subject_unchanged.under("O87-27"),)),
    move_closing(),
    answer_representation(under=("REG-52", "GPL-51")),
    close_bids(under="O87-39", enough=("O87-41",)),
    release_shares(enough=("O87-41",)),
    *paper_bids(under=("O87-41b",), enough=("O87-41",)),
    open_bids(under="O87-39", enough=("O87-41",), keys="OURS-KEYS"),
    *panel(size="O87-47a", large="O87-47b", own_choice="O87-48", legal=None, drawn_before="EXP-14", agency="O87-47c", ties="O87-68b"),
    declare_interest(),
    examine_bids(
        under=("O87-44",), qualification="O87-44", by=BUYER | AGENCY, compliance="O87-46", enough="O87-44", grounds="O87-63",
        admitted=("O87-19", "GPL-24"), put_right="O87-59",
    ),
    ask_explanation(under=("O87-60",)),
    give_scores(criteria=("REG-34",), points="O87-64a"),
    report_evaluation(
        under="O87-46", formula="O87-55b", points="O87-64a", explained=("ALP-06", "O87-60"), enough=("GPL-36",), decide="O87-68a",
        changed=changed_order("changed_result_report_to_finance").under("O87-64b"), alone="O87-62", majority="O87-61",
    ),
    reopen_evaluation(under=("O87-64a",), rows={"O87-64a": "score_change_any_of", "O87-67": "new_panel_any_of"}),
    review_award(reported.under("OURS-OPEN")),
    decide_award(under="O87-68a", ties="O87-68b", authorised="O87-46"),
    deem_award(under="O87-68c"),
    publish_result(contents={"REG-43d": "contents", "O87-69b": "result_contents"}, stands="O87-69c", sign=("O87-71", "GPL-46"),
                   bonds=("O87-38a", "REG-33b")),
    record_finding(),
    set_aside_award(under=("REG-49",), falls="REG-71", decide="O87-68a"),
    add_stamped_copy(),
    terminate(
        under=("GPL-36",), rows={"GPL-36": "grounds_any", "O87-65": "stop_any_of", "REG-49": "options_any", "OURS-KEYS": "endings_any"},
        bound="GPL-46", signed="GPL-50", few=("GPL-36",), dear="GPL-36", flawed="O87-65", fell="O87-29", again="REG-49",
        keys="OURS-KEYS",
    ),
)
