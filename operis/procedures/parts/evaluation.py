"""Steps of the evaluation that methods share: examination, explanation, talks and final quotes, sheets, report, and its reopening."""

from collections.abc import Mapping

from operis.core.case import Case
from operis.core.decider import Rule, Step, makes
from operis.core.mandates import AGENCY, BUYER, EXPERT, PANEL, Role
from operis.dockets.procurement.commands import (
    AskExplanation,
    ExamineBids,
    GiveScores,
    OpenRound,
    RecordNegotiation,
    ReopenEvaluation,
    ReportEvaluation,
)
from operis.dockets.procurement.evaluating import Remaining
from operis.dockets.procurement.evaluation import lots_open, qualified, round_now
from operis.dockets.procurement.facts import authorship, contenders, explanations, price_lists
from operis.dockets.procurement.marks import bid_marks
from operis.dockets.procurement.outcomes import (
    BidsExamined,
    EvaluationReopened,
    EvaluationReported,
    ExplanationAsked,
    NegotiationRecorded,
    RoundOpened,
    ScoresGiven,
)
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.concluding import last_day_of
from operis.rules.alike import ALIKE
from operis.rules.declaring import ROWS as DECLARING
from operis.rules.declaring import own_word_told
from operis.rules.eligibility import no_author_goes_on, nobody_barred, nobody_joined, nobody_related, nobody_twice
from operis.rules.evaluation import (
    dissent_of_members,
    lots_examined,
    lots_to_report,
    low_price_asked_about,
    low_price_handled,
    most_sign,
    outcomes,
    ranked,
    sheets_in,
    silent_were_asked,
    sound,
)
from operis.rules.examination import (
    BOTH,
    COMPLIANCE,
    QUALIFICATION,
    bid_examined,
    closes_later,
    each_bid_one_verdict,
    enough_qualified,
    enough_remain,
    everyone_met,
    examined_by,
    first_round,
    found_valid,
    ground_listed,
    ground_of_documents,
    lot_being_evaluated,
    lots_being_evaluated,
    only_changeable,
    time_of_documents,
    time_to_explain,
    time_to_quote,
    usual_time_to_quote,
    whole_panel,
)
from operis.rules.invalidity import BORNE_OUT, related_named
from operis.rules.likeness import first_had_a_match, judged_for_themselves, none_far_from_the_others
from operis.rules.measured import asked_alike, more_than_one_left
from operis.rules.others_prices import others_prices_kept
from operis.rules.panels import everyone_declared, nobody_interested, opened_first, panel_formed
from operis.rules.reasons import reason_says_something
from operis.rules.refuting import again_owed, error_borne_out, error_named, fault_found, score_in_doubt
from operis.rules.reopening import panel_fits_ground, reopens_on, report_to_reopen
from operis.rules.scoring.lawful import below_ceiling, below_mean, below_second_lowest, formula_lawful, objective_equal
from operis.rules.sheets import (
    counted_alike,
    criteria_of_documents,
    every_bid_scored,
    examined_first,
    final_quotes_asked,
    interest_clear,
    one_sheet_each,
    sheet_within_bands,
    sheet_within_points,
)
from operis.rules.sums import asked_to_confirm, price_as_opened, price_put_right, sum_asked_about, sums_settled

ExamineStep = Step[Procurement, ExamineBids]
FORMULA = sound(formula_lawful, "Where the price is scored, it is by the formula that the law names.", "价格计分的，采用规定的计算公式。")
ALIKE_COUNTED = sound(objective_equal, "Members give the same points for what is counted.", "各成员对客观评审因素的评分一致。")
SITTING = (panel_formed.under("OURS-OPEN"), everyone_declared.under("GPL-12"), nobody_interested.under("REG-09", "GPL-12"))


def examine_bids(
    *, under: tuple[str, ...], qualification: str, by: frozenset[Role], compliance: str, enough: str | None, grounds: str | None,
    admitted: tuple[str, ...], put_right: str | None = None, asked: str | None = None,
) -> ExamineStep:  # fmt: skip
    """Qualification by whom the method says, compliance by the panel; `grounds` lists why a bid is invalid, where the law does.

    `put_right` is the row by which a price with an error is put right; where there is none, `asked` is that by which it is cleared up.
    """
    return Step(
        ExamineBids,
        by=by | PANEL,
        under=under,
        after=(
            opened_first.under("OURS-OPEN"),
            lots_being_evaluated.under("OURS-OPEN"),
            *SITTING,
            examined_by(QUALIFICATION, by).under(qualification),
            examined_by(COMPLIANCE, PANEL).under(compliance),
            whole_panel.under(compliance),
            *((enough_qualified.under(enough),) if enough else ()),
            *((price_put_right.under(put_right), asked_to_confirm.under(put_right)) if put_right else ()),
            *((price_as_opened.under(asked),) if asked else ()),
            reason_says_something.under("OURS-REASON"),
        ),
        provided=(
            each_bid_one_verdict.under(compliance),
            ground_of_documents.under(compliance),
            *((ground_listed.under(grounds),) if grounds else ()),
            *(one.under(grounds or compliance) for one in BORNE_OUT),
            nobody_barred(found_valid).under("GPL-22"),
            nobody_related(found_valid).under("REG-18"),
            related_named.under("REG-18"),
            no_author_goes_on(found_valid).under("REG-18a"),
            nobody_twice(found_valid).under("REG-22"),
            nobody_joined(found_valid).under(*admitted),
            *((sums_settled.under(put_right),) if put_right else ()),
        ),
        noted=(
            *((sum_asked_about.under(asked),) if asked else ()),
            *(one.under("OURS-ALIKE") for one in ALIKE),
            more_than_one_left.under("OURS-MEASURED"),
            *(own_word_told.under(row) for row in DECLARING),
        ),
        needs=(contenders, authorship, price_lists, explanations, bid_marks),
        then=(makes(BidsExamined),),
    )


def ask_explanation(*, under: tuple[str, ...]) -> Step[Procurement, AskExplanation]:
    return Step(
        AskExplanation,
        by=PANEL,
        under=under,
        after=(*SITTING, whole_panel.under(*under), lot_being_evaluated.under("OURS-OPEN"), bid_examined.under(*under)),
        # "generally" half an hour: it is told and does not refuse
        noted=(time_to_explain.under("ALP-06"), others_prices_kept.under("OURS-PRICES")),
        then=(makes(ExplanationAsked),),
    )


def talks(
    *, under: str, changeable: str, remain: tuple[str, ...]
) -> tuple[Step[Procurement, RecordNegotiation], Step[Procurement, OpenRound]]:
    """Each supplier alone with the whole group, then final quotes from all who remain."""
    return (
        Step(
            RecordNegotiation,
            by=PANEL,
            under=(under,),
            after=(
                *SITTING,
                whole_panel.under(under),
                lot_being_evaluated.under("OURS-OPEN"),
                bid_examined.under(under),
                first_round.under("OURS-OPEN"),
            ),
            noted=(others_prices_kept.under("OURS-PRICES"),),
            then=(makes(NegotiationRecorded),),
        ),
        Step(
            OpenRound,
            by=PANEL,
            under=(changeable,),
            after=(
                opened_first.under("OURS-OPEN"),
                lots_being_evaluated.under("OURS-OPEN"),
                *SITTING,
                whole_panel.under(under),
                first_round.under("OURS-OPEN"),
                enough_remain.under(*remain),
                closes_later.under("OURS-OPEN"),
                time_to_quote.under("OURS-QUOTE"),
            ),
            provided=(everyone_met.under(under), only_changeable.under(changeable)),
            noted=(usual_time_to_quote.under("OURS-QUOTE"), time_of_documents.under("OURS-QUOTE")),
            then=(makes(RoundOpened, round=lambda case: round_now(case.state) + 1, asked=_asked),),
        ),
    )


def give_scores(*, criteria: tuple[str, ...], points: str, final: str | None = None) -> Step[Procurement, GiveScores]:
    """Each member its own sheet; `final` is the row by which final quotes come before."""
    return Step(
        GiveScores,
        by=EXPERT,
        under=criteria,
        after=(
            interest_clear.under("GPL-12"),
            *((final_quotes_asked.under(final),) if final else ()),
            lots_being_evaluated.under("OURS-OPEN"),
            examined_first.under("OURS-OPEN"),
            one_sheet_each.under(points),
        ),
        provided=(
            every_bid_scored.under(*criteria),
            criteria_of_documents.under(*criteria),
            sheet_within_points.under(points),
        ),
        noted=(counted_alike.under(points), sheet_within_bands.under("OURS-BANDS")),
        then=(makes(ScoresGiven, person=lambda case: case.mandate.persons[0]),),
    )


def report_evaluation(
    *, under: str, explained: tuple[str, ...], enough: tuple[str, ...], decide: str, changed: Rule[Procurement, ReportEvaluation],
    alone: str, majority: str, formula: str | None = None, points: str | None = None,
) -> Step[Procurement, ReportEvaluation]:  # fmt: skip
    """Everyone signs; what is computed is concluded. `enough` says how many must be left, `decide` until when the award is decided.

    `formula` and `points` are the rows of a method that scores; `changed` has what follows where an evaluation that was made again ranks
    otherwise, `alone` that each member judges for itself, `majority` that the most decide.
    """
    checks: tuple[Rule[Procurement, ReportEvaluation], ...] = (
        *((FORMULA.under(formula),) if formula else ()),
        *((ALIKE_COUNTED.under(points),) if points else ()),
        low_price_handled(below_mean, "A price far below the mean is explained.", "远低于平均报价的报价已作出说明。").under("ALP-01"),
        low_price_handled(
            below_second_lowest,
            "A price far below the next one is explained.",
            "远低于次低报价的报价已作出说明。",
        ).under("ALP-02"),
        low_price_handled(below_ceiling, "A price far below the ceiling is explained.", "远低于最高限价的报价已作出说明。").under("ALP-03"),
        low_price_asked_about.under(*explained),
        dissent_of_members.under("REG-41"),
        most_sign.under(majority),
    )
    return Step(
        ReportEvaluation,
        by=PANEL,
        under=(under,),
        after=(*SITTING, whole_panel.under("REG-41"), examined_first.under("OURS-OPEN"), lots_to_report.under("OURS-OPEN"),
               lots_examined.under("OURS-OPEN"), sheets_in.under("OURS-OPEN"), silent_were_asked.under("OURS-SIGN")),
        provided=checks,
        noted=(changed, judged_for_themselves.under(alone), none_far_from_the_others.under("OURS-SPREAD"),
               first_had_a_match.under("OURS-COVER"),
               asked_alike.under("OURS-MEASURED")),
        needs=(explanations,),
        then=(
            makes(
                EvaluationReported,
                outcomes=lambda case: outcomes(case, enough),
                ranked=ranked,
                decide_by=last_day_of(decide),
            ),
        ),
    )  # fmt: skip


def reopen_evaluation(*, under: tuple[str, ...], rows: Mapping[str, str]) -> Step[Procurement, ReopenEvaluation]:
    """On one of the grounds that `rows` list, each under its term."""
    return Step(
        ReopenEvaluation,
        by=BUYER | AGENCY,
        under=under,
        after=(report_to_reopen.under("OURS-OPEN"), reason_says_something.under("OURS-REASON")),
        provided=(
            reopens_on(rows).under(*under),
            panel_fits_ground.under(*under),
            error_named.under(*under),
            error_borne_out.under(*under),
            fault_found.under(*under),
        ),
        noted=(score_in_doubt.under(*under), again_owed.under("REG-44")),
        then=(makes(EvaluationReopened),),
    )


def _asked(case: Case[Procurement, OpenRound]) -> tuple[Remaining, ...]:
    return tuple(Remaining(lot=lot, supplier=one) for lot in lots_open(case.state) for one in qualified(case.state, lot, BOTH))
