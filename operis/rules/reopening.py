"""On which grounds is an evaluation made again, and by whom?"""

from collections.abc import Iterator, Mapping

from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReopenEvaluation
from operis.dockets.procurement.evaluation import report_of, result_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

REOPENED_ON = {
    "wrong-sum": ("wrong-sum", "wrong-price-arithmetic"),
    "sub-score-out-of-range": ("sub-score-out-of-range",),
    "objective-scores-differ": ("objective-factor-differs", "objective-scores-differ"),
    "abnormal-score": ("abnormal-score-found", "abnormal-score-found-unanimously"),
    "wrong-qualification-check": ("wrong-qualification-check",),
    "composition-illegal": ("composition-illegal",),
    "member-misconduct": ("member-misconduct",),
    "illegal-interference": ("illegal-interference",),
    "expert-violations": ("expert-violations",),
}
"""Which words of the law each ground answers to: the laws word the same ground differently."""
NEW_PANEL_FOR = frozenset({"composition-illegal", "member-misconduct", "illegal-interference", "expert-violations"})


def reopens_on(rows: Mapping[str, str]) -> Check[Procurement, ReopenEvaluation]:
    """A check that the ground is among those of `rows`, each with the term that lists them."""

    def reopening_ground(case: Case[Procurement, ReopenEvaluation], row: Row) -> Iterator[Finding]:
        held = ((case.law.get(id, method=case.method), term) for id, term in rows.items())
        listed = {word for one, term in held if one is not None for word in one.slugs(term)}
        grounds = tuple(ground for ground, words in REOPENED_ON.items() if set(words) & listed)
        if case.asked.ground not in grounds:
            yield found(
                "“{ground}” is no ground to evaluate again.",
                at="ground",
                do="Name one of: {grounds}.",
                ground=case.asked.ground,
                grounds=tuple(Slug(one) for one in grounds),
            )

    return check("The evaluation is reopened on a ground that the law names.", "重新评审属于规定的情形。")(reopening_ground)


@check("A new panel evaluates where the ground asks for it.", "依情形应当重新组建评审小组的，已重新组建。")
def panel_fits_ground(case: Case[Procurement, ReopenEvaluation], row: Row) -> Iterator[Finding]:
    """An error is put right by the same panel; where the panel itself was the fault, a new one evaluates."""
    wanted = case.asked.ground in NEW_PANEL_FOR
    if wanted != case.asked.new_panel:
        yield found(
            "On this ground a new panel evaluates: {answer}.",
            at="new_panel",
            do="Say so, or name the ground that fits.",
            answer=Slug("yes" if wanted else "no"),
        )


@check("There is a report, and its result is not published.", "有评审报告，且结果尚未公告。")
def report_to_reopen(case: Case[Procurement, ReopenEvaluation], row: Row) -> Iterator[Finding]:
    if all(report_of(case.state, lot) is None for lot in case.state.lots):  # whatever lots are named
        yield found("Nothing has been reported yet.", do="Wait for the report of the panel.")
        return
    for lot in case.asked.lots or case.state.lots:
        if report_of(case.state, lot) is None:
            yield found("No report stands for lot {lot}.", at="lots", do="Name lots that were reported.", lot=lot)
        elif result_of(case.state, lot) is not None:
            yield found("The result of lot {lot} has been published.", at="lots", do="Set the award aside first, on its ground.", lot=lot)
