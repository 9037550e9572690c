"""Competitive consultation (竞争性磋商): the usual method for purchased services, from the intention to the result."""

from operis.core.mandates import PANEL
from operis.procedures.parts.approving import approving
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.evaluation import ask_explanation, examine_bids, give_scores, reopen_evaluation, report_evaluation, talks
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
from operis.rules.criteria import unscored_as_method_says
from operis.rules.refuting import changed_order

WORDING = ("CC-12", "CC-23", "CC-24b", "REG-48")
"""Rows of the method under which a wording may refuse."""

COMPETITIVE_CONSULTATION = method(
    "competitive-consultation",
    publish_intention(),
    review_plan(),
    file_plan(
        case=case_named("purchase-of-services").under("CC-03"),
        sizes="SME-05",
        fell="CC-35",
        wording=WORDING,
        money=above_quota(),
        noted=told(),
        also=(unscored_as_method_says("cases_any_of").under("CC-03"), *scored(weight="CC-24a", whole="CC-24b", counted="CC-23"), *priced()),
    ),
    *approving(consent="CC-04"),
    *key_holders(),
    publish_notice(
        "competitive-consultation", complete="CC-07", stands="D135-02", opens="CC-10a", offered=("CC-10b",), bond="CC-12", wording=WORDING
    ),
    correct_notice(under="CC-10c", opens="CC-10a", left="CC-10c", offered=("CC-10b",), wording=WORDING, told="CC-10c"),
    move_closing(),
    answer_representation(under=("REG-52", "GPL-51")),
    close_bids(under="CC-13", enough=("CC-21x", "CC-34")),
    release_shares(enough=("CC-21x", "CC-34")),
    *paper_bids(under=(), enough=("CC-21x", "CC-34")),
    open_bids(under="CC-13", enough=("CC-21x", "CC-34"), keys="OURS-KEYS", secret=("CC-05",)),
    *panel(size="CC-14", large=None, own_choice="CC-15", legal="CC-15", drawn_before=None,
           agency="CC-14a", ties="OURS-DRAW"),
    declare_interest(),
    examine_bids(
        under=("CC-19",), qualification="CC-19", by=PANEL, compliance="CC-19", enough=None, grounds=None, admitted=("GPL-24",),
        asked="CC-18",
    ),
    *talks(under="CC-19", changeable="CC-20", remain=("CC-21x", "CC-21")),
    ask_explanation(under=("CC-19",)),
    give_scores(criteria=("CC-23",), points="CC-32", final="CC-21"),
    report_evaluation(
        under="CC-25", formula="CC-24b", points="CC-32", explained=("ALP-06",), enough=("CC-21x", "CC-25"), decide="CC-28",
        changed=changed_order("reported_in_writing_to").under("REG-44"), alone="REG-75", majority="CC-27",
    ),
    reopen_evaluation(under=("CC-32",), rows={"CC-32": "re_evaluation_any_of"}),
    review_award(reported.under("OURS-OPEN")),
    decide_award(under="CC-28", ties="OURS-DRAW", authorised="CC-28"),
    deem_award(under="CC-28"),
    publish_result(contents={"REG-43d": "contents"}, stands="D135-03", sign=("CC-30", "GPL-46"), bonds=("CC-12a", "REG-33b")),
    record_finding(),
    set_aside_award(under=("REG-49",), falls="REG-71", decide="CC-28"),
    add_stamped_copy(),
    terminate(
        under=("CC-34",),
        rows={"CC-34": "termination_any_of", "CC-35": "termination_grounds", "REG-49": "options_any", "OURS-KEYS": "endings_any"},
        bound="GPL-46", signed="GPL-50", few=("CC-21x", "CC-34"), dear="CC-34", unfit="CC-34", fell="CC-35", again="REG-49",
        keys="OURS-KEYS",
    ),
)
