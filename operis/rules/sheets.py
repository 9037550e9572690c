"""Are the sheets of the members what the law lets them give: for each bid, by the published criteria, within the points, once?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluation import lots_evaluated, lots_open, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.before_panel import scored, to_score

ScoreCase = Case[Procurement, GiveScores]


@check("Bids are opened and examined before they are compared.", "投标（响应）文件已经开启并通过审查。")
def examined_first(case: Case[Procurement, GiveScores | ReportEvaluation], row: Row) -> Iterator[Finding]:
    """Flawed documents stop the evaluation at any stage of it."""
    if isinstance(case.asked, ReportEvaluation) and case.asked.flaw is not None:
        return
    if case.state.opening is None:
        yield found("The bids of this round have not been opened.", do="Wait until they are.")
    elif not any(to_score(case.state, lot) for lot in lots_open(case.state)):
        yield found("No bid has passed the examination.", do="Examine the bids first, or end the procurement.")


@check("Final quotes were asked for.", "已经要求提交最后报价。")
def final_quotes_asked(case: ScoreCase, row: Row) -> Iterator[Finding]:
    """Talks end with final quotes, and these are scored."""
    if not case.state.rounds:
        yield found("Final quotes have not been asked for.", do="Ask for them first.")


@check("The member has no interest in the matter.", "评审小组成员没有利害关系。")
def interest_clear(case: ScoreCase, row: Row) -> Iterator[Finding]:
    declared = {one.person: one for one in case.state.interests}
    for person in case.mandate.persons:
        if person not in declared:
            yield found("You have not declared your interests.", do="Declare them first.")
        elif declared[person].relation != "none":
            yield found(
                "You have declared an interest: {relation}.",
                do="Withdraw; the purchaser seats another.",
                relation=declared[person].relation,
            )


@check("Points once given are not changed.", "评分提交后不修改。")
def one_sheet_each(case: ScoreCase, row: Row) -> Iterator[Finding]:
    """After the sums are made, points change only on the grounds of the law."""
    given = {(one.person, sheet.lot, sheet.supplier) for one in case.state.sheets for sheet in one.sheets}
    for place, sheet in enumerate(case.asked.sheets):
        if any((person, sheet.lot, sheet.supplier) in given for person in case.mandate.persons):
            yield found(
                "You have given your points to {supplier} in lot {lot}.",
                at=f"sheets/{place}",
                do="Leave them, or have the evaluation reopened on a ground of the law.",
                supplier=sheet.supplier,
                lot=sheet.lot,
            )


@check("Every bid is scored on every criterion.", "每份投标（响应）文件的各项评审因素均已评分。")
def every_bid_scored(case: ScoreCase, row: Row) -> Iterator[Finding]:
    """A sheet for each bid that is compared in a lot and that has none yet, with a figure for each criterion; and for no other bid."""
    said = [(one.lot, one.supplier) for one in case.asked.sheets]
    if not said:
        yield found("No bid has a sheet.", at="sheets", do="Score the bids of at least one lot.")
    for lot, supplier in sorted({one for one in said if said.count(one) > 1}):
        yield found("There are two sheets for {supplier} in lot {lot}.", at="sheets", do="Give one.", supplier=supplier, lot=lot)
    due = {(lot, supplier) for lot in lots_evaluated(case.state) for supplier in to_score(case.state, lot)}
    for lot, supplier in sorted(set(said) - due):
        yield found("There is no bid of {supplier} to score in lot {lot}.", at="sheets", do="Take it out.", supplier=supplier, lot=lot)
    lots = {lot for lot, _ in said}
    given = {(lot, one) for lot in lots for person in case.mandate.persons for one in sheets_of(case.state, lot).get(person, {})}
    for lot, supplier in sorted(one for one in due - given - set(said) if one[0] in lots):
        yield found("There is no sheet for {supplier} in lot {lot}.", at="sheets", do="Score it too.", supplier=supplier, lot=lot)
    for place, sheet in enumerate(case.asked.sheets):
        for one in scored(case.state):
            figures = sheet.scores.get(one.id, ())
            if len(figures) != 1:
                yield found(
                    "The sheet for {supplier} has {figures} figures for {criterion}.",
                    at=f"sheets/{place}/scores/{one.id}",
                    do="Give one figure.",
                    supplier=sheet.supplier,
                    figures=len(figures),
                    criterion=str(one.id),
                )


@check("Only criteria of the documents are scored.", "评分因素均为采购文件规定的评审因素。")
def criteria_of_documents(case: ScoreCase, row: Row) -> Iterator[Finding]:
    known = {str(one.id) for one in scored(case.state)}
    for place, sheet in enumerate(case.asked.sheets):
        for criterion in sorted(sheet.scores.keys() - known):
            yield found(
                "{supplier} has points for {criterion}, which is no criterion of the documents.",
                at=f"sheets/{place}/scores/{criterion}",
                do="Take the points out.",
                supplier=sheet.supplier,
                criterion=criterion,
            )


@check("No points are above those of the criterion.", "评分不超过评审因素的分值。")
def sheet_within_points(case: ScoreCase, row: Row) -> Iterator[Finding]:
    for place, sheet in enumerate(case.asked.sheets):
        for one in scored(case.state):
            for given in sheet.scores.get(one.id, ()):
                if given > one.weight:
                    yield found(
                        "{supplier} has {given} points for {criterion}; there are {most}.",
                        at=f"sheets/{place}/scores/{one.id}",
                        do="Give at most {most}.",
                        supplier=sheet.supplier,
                        given=given,
                        criterion=str(one.id),
                        most=one.weight,
                    )
