"""A need: recorded, talked over with the market and with those it serves, and told apart: service, post or neither."""

from collections.abc import Callable

from operis.core.acts import Due
from operis.core.case import Case
from operis.core.decider import Step, makes, procedure
from operis.core.mandates import BUYER, FINANCE, INSTITUTION, PERSONNEL
from operis.dockets.file.facts import body
from operis.dockets.need.acts import ConsultationRecorded, NeedDetermined, NeedRecorded, OutsidePurchaseEntered, ReferralDecided
from operis.dockets.need.commands import AddStampedCopy, DecideReferral, Determine, EnterOutsidePurchase, RecordConsultation, RecordNeed
from operis.dockets.need.kind import NEED_KIND
from operis.dockets.need.sold_facts import sellers
from operis.dockets.need.spent_facts import bought_beside, paid_from
from operis.dockets.need.state import REFER, Need
from operis.procedures.parts.concluding import last_day_of, the_body
from operis.procedures.parts.copies import keep_copy
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.owning import of_body_or_decider
from operis.rules.needs import (
    answers_readable,
    answers_settle,
    body_on_file,
    complete_and_clear,
    confirmed_with_reasons,
    each_part_answered,
    firms_asked,
    first_or_again,
    need_recorded,
    not_determined,
    opinions_described,
    outcome,
    outcomes,
    parts_apart,
    quantity_counted,
    quantity_positive,
    questions_hold,
    referred,
    ruled,
    ruling_readable,
)
from operis.rules.outside import (
    MEASURES,
    ground_named,
    measures_kept,
    not_known_before,
    nothing_secret,
    paper_shown,
    part_known,
    rests_on,
)
from operis.rules.outside_seller import seller_code_right, seller_name, seller_not_barred, seller_not_retyped, seller_said
from operis.rules.outside_spend import (
    apart_explained,
    beyond_line,
    line_of,
    line_there,
    outside_need_not_split,
    outside_not_split,
    outside_twin_told,
    paid_within_line,
    part_left,
    part_unplanned,
    slices_told,
)
from operis.rules.reasons import answered_apart, reason_says_something

OFFICERS = BUYER | INSTITUTION


def decide_by(case: Case[Need, Determine]) -> Due | None:
    """The last day for what is referred; nothing is, where every part has its outcome."""
    return last_day_of(REFER)(case) if any(one.outcome == REFER for one in outcomes(case)) else None


def of_line(name: str) -> Callable[[Case[Need, EnterOutsidePurchase]], str | None]:
    """What the budget line says of what is paid from it; nothing where no line is named."""
    return lambda case: getattr(line_of(case), name, None)


NEED = procedure(
    "need",
    Step(
        RecordNeed,
        by=OFFICERS,
        under=("REG-11",),
        after=(
            body_on_file.under("OURS-OPEN"),
            not_determined.under("OURS-OPEN"),
            parts_apart.under("OURS-OPEN"),
            answered_apart.under("OURS-APART"),
        ),
        provided=(complete_and_clear.under("REG-15"), quantity_positive.under("REG-15")),
        noted=(quantity_counted.under("OURS-QUANTITY"),),
        needs=(body,),
        then=(makes(NeedRecorded, body=the_body),),
    ),
    Step(
        RecordConsultation,
        by=OFFICERS,
        under=("REG-15",),
        after=(need_recorded.under("OURS-OPEN"),),
        noted=(firms_asked.under("REQ-10"), opinions_described.under("D135-06a")),
        then=(makes(ConsultationRecorded),),
    ),
    Step(
        Determine,
        by=OFFICERS,
        under=("O102-02", "SRC-01"),
        settles=(questions_hold.under("gates"),),
        after=(need_recorded.under("OURS-OPEN"), first_or_again.under("OURS-OPEN"), each_part_answered.under("OURS-OPEN")),
        provided=(confirmed_with_reasons.under("OURS-WEIGHED"),),
        then=(makes(NeedDetermined, outcome=outcome, parts=outcomes, decide_by=decide_by),),
        reads=answers_readable,
    ),
    Step(
        DecideReferral,
        by=FINANCE | PERSONNEL,
        under=("O102-04",),
        settles=(questions_hold.under("gates"),),
        after=(need_recorded.under("OURS-OPEN"), referred.under("OURS-OPEN"), answers_settle.under("OURS-OPEN")),
        then=(makes(ReferralDecided, part=ruled),),
        reads=ruling_readable,
    ),
    Step(
        EnterOutsidePurchase,
        by=OFFICERS,
        under=("GPL-85",),
        after=(
            need_recorded.under("OURS-OPEN"),
            part_known.under("OURS-OPEN"),
            part_left.under("OURS-OUTSIDE"),
            part_unplanned.under("OURS-ONE"),
            paper_shown.under("OURS-OUTSIDE"),
            seller_said.under("OURS-OUTSIDE"),
            seller_not_retyped.under("OURS-OUTSIDE"),
            line_there.under("OURS-OUTSIDE"),
            apart_explained.under("OURS-SLICES"),
            reason_says_something.under("OURS-REASON"),
        ),
        provided=(
            nothing_secret.under("O101-19"),
            ground_named.under("GPL-85"),
            seller_code_right.under("STD-CODE"),
            paid_within_line.under("GPL-06"),
            outside_not_split.under("REG-28"),
            outside_need_not_split.under("GPL-28"),
        ),
        noted=(
            not_known_before.under("OURS-OUTSIDE"),
            seller_not_barred.under("GPL-22"),
            beyond_line.under("OURS-OUTSIDE"),
            slices_told.under("OURS-SLICES"),
            outside_twin_told.under("OURS-TWIN"),
            *(measures_kept(ground).under(row) for ground, row in MEASURES.items()),
        ),
        needs=(body, sellers, paid_from, bought_beside),
        then=(
            makes(
                OutsidePurchaseEntered,
                by=rests_on,
                supplier=seller_name,
                budget_item=of_line("budget_item"),
                category=of_line("category"),
                directory_item=of_line("directory_item"),
            ),
        ),
    ),
    keep_copy(AddStampedCopy, OFFICERS),
    of=NEED_KIND,
    own=of_body_or_decider,
    ended=None,
    always=DATED,
    noted=LATE,
)
