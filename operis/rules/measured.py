"""Are bidders measured alike: is one bid alone left of several, is one asked and another not? It is told, and refuses nothing."""

from collections.abc import Iterator

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.evaluating import Verdict
from operis.dockets.procurement.evaluation import first_offers, verdicts
from operis.law.book import Row
from operis.rules.before_panel import ReportCase, reported_lots, to_score
from operis.rules.examination import VALID, ExamineCase

UNCLEAR = "unclear"


@check("That one bid alone of several is left is told with its grounds.", "多份投标（响应）文件仅剩一份有效的，列出理由予以提示。")
def more_than_one_left(case: ExamineCase, row: Row) -> Iterator[Finding]:
    """What put the others out may fit the one that stays: then they were not measured alike."""
    for lot in sorted({one.lot for one in case.asked.verdicts}):
        opened = [one.supplier for one in first_offers(case.state, lot)]
        out = {supplier: verdict for supplier in opened if (verdict := _put_out(case, lot, supplier)) is not None}
        left = [one for one in opened if one not in out]
        if len(left) == 1 and len(out) > 1:
            yield found(
                "In lot {lot} {out} of {opened} bids are put out, and that of {supplier} alone is left. Why the others are out: {grounds}.",
                at="verdicts",
                do="Look whether any of these grounds fits the bid that is left too.",
                lot=lot,
                out=len(out),
                opened=len(opened),
                supplier=left[0],
                grounds=tuple(dict.fromkeys(one.ground for one in out.values() if one.ground is not None)),
            )


def _put_out(case: ExamineCase, lot: str, supplier: str) -> Verdict | None:
    """What holds a bid invalid after this examination: a verdict of now, or of the other check as it stands."""
    now = [one for one in case.asked.verdicts if (one.lot, one.supplier) == (lot, supplier)]
    before = [verdict for name, verdict in verdicts(case.state, lot, supplier).items() if name != case.asked.check]
    return next((one for one in (*now, *before) if one.result != VALID), None)


@check("That some bidders were asked to clear something up and others not is told.", "只要求部分供应商澄清的，予以提示。")
def asked_alike(case: ReportCase, row: Row) -> Iterator[Finding]:
    """The same gap in two bids is asked about in both."""
    for lot in () if case.asked.flaw else reported_lots(case):
        asked = {one.supplier for one in case.state.questions if one.lot == lot and one.about == UNCLEAR}
        others = [one for one in to_score(case.state, lot) if one not in asked]
        if asked and others:
            yield found(
                "In lot {lot} these were asked to clear up what is unclear: {bidder}; these were not: {supplier}.",
                at="lots",
                do="See that no bid with the same gap was left unasked, and say so in the report.",
                lot=lot,
                bidder=", ".join(sorted(asked)),
                supplier=", ".join(others),
            )
