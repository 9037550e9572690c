"""What open and invited tenders share under Order 87: from the correction of the notice to the ending."""

from typing import Any

from operis.core.decider import Step
from operis.core.mandates import AGENCY, BUYER
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.asking import answer_representation
from operis.procedures.parts.copies import add_stamped_copy
from operis.procedures.parts.evaluation import ask_explanation, examine_bids, give_scores, reopen_evaluation, report_evaluation
from operis.procedures.parts.keys import release_shares
from operis.procedures.parts.notices import correct_notice
from operis.procedures.parts.opening import close_bids, move_closing, open_bids, terminate
from operis.procedures.parts.own_reviews import review_award
from operis.procedures.parts.panel import declare_interest, panel
from operis.procedures.parts.paper import paper_bids
from operis.procedures.parts.result import decide_award, deem_award, publish_result, record_finding, set_aside_award
from operis.rules.awards import reported
from operis.rules.notices import subject_unchanged
from operis.rules.refuting import changed_order

WORDING = ("O87-17", "O87-55b", "O87-55c", "O87-12", "REG-33a", "REG-48", "REG-34")
"""Rows of a tender under which a wording may refuse."""


def as_order_87_has_it() -> tuple[Step[Procurement, Any], ...]:
    """The steps after the notice, each with its rows; no argument, because the Order makes no difference between the two."""
    return (
        correct_notice(
            under="O87-27",
            opens="GPL-35",
            left="REG-31b",
            offered=("REG-31a", "O87-18"),
            wording=WORDING,
            also=(subject_unchanged.under("O87-27"),),
        ),
        move_closing(),
        answer_representation(under=("REG-52", "GPL-51")),
        close_bids(under="O87-39", enough=("O87-41",)),
        release_shares(enough=("O87-41",)),
        *paper_bids(under=("O87-41b",), enough=("O87-41",)),
        open_bids(under="O87-39", enough=("O87-41",), keys="OURS-KEYS"),
        *panel(size="O87-47a", large="O87-47b", own_choice="O87-48", legal=None, drawn_before="EXP-14", agency="O87-47c", ties="O87-68b"),
        declare_interest(),
        examine_bids(
            under=("O87-44",),
            qualification="O87-44",
            by=BUYER | AGENCY,
            compliance="O87-46",
            enough="O87-44",
            grounds="O87-63",
            admitted=("O87-19", "GPL-24"),
            put_right="O87-59",
        ),
        ask_explanation(under=("O87-60",)),
        give_scores(criteria=("REG-34",), points="O87-64a"),
        report_evaluation(
            under="O87-46",
            formula="O87-55b",
            points="O87-64a",
            explained=("ALP-06", "O87-60"),
            enough=("GPL-36",),
            decide="O87-68a",
            changed=changed_order("changed_result_report_to_finance").under("O87-64b"),
            alone="O87-62",
            majority="O87-61",
        ),
        reopen_evaluation(under=("O87-64a",), rows={"O87-64a": "score_change_any_of", "O87-67": "new_panel_any_of"}),
        review_award(reported.under("OURS-OPEN")),
        decide_award(under="O87-68a", ties="O87-68b", authorised="O87-46"),
        deem_award(under="O87-68c"),
        publish_result(
            contents={"REG-43d": "contents", "O87-69b": "result_contents"},
            stands="O87-69c",
            sign=("O87-71", "GPL-46"),
            bonds=("O87-38a", "REG-33b"),
        ),
        record_finding(),
        set_aside_award(under=("REG-49",), falls="REG-71", decide="O87-68a"),
        add_stamped_copy(),
        terminate(
            under=("GPL-36",),
            rows={"GPL-36": "grounds_any", "O87-65": "stop_any_of", "REG-49": "options_any", "OURS-KEYS": "endings_any"},
            bound="GPL-46",
            signed="GPL-50",
            few=("GPL-36",),
            dear="GPL-36",
            flawed="O87-65",
            fell="O87-29",
            again="REG-49",
            keys="OURS-KEYS",
            way_on="O87-43",
        ),
    )
