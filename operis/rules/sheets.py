"""Are the sheets of the members what the law lets them give: for each bid, by the published criteria, within the points, once?"""

from collections.abc import Iterator
from decimal import Decimal

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.commands import GiveScores, ReportEvaluation
from operis.dockets.procurement.evaluating import Sheet
from operis.dockets.procurement.evaluation import lots_evaluated, lots_open, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Row
from operis.rules.before_panel import scored, to_score

ScoreCase = Case[Procurement, GiveScores]
COUNTED = "counted"


@check("Bids are opened and examined before they are compared.", "投标（响应）文件已经开启并通过审查。")
def examined_first(case: Case[Procurement, GiveScores | ReportEvaluation], row: Row) -> Iterator[Finding]:
    """Flawed documents stop the evaluation at any stage of it."""
    if isinstance(case.asked, ReportEvaluation) and case.asked.flaw is not None:
        return
    if case.state.opening is None:
        yield found("The bids of this round have not been opened.", do="Wait until they are opened.")
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
    """Points change only on the grounds of the law: before the report on the spot, by the member whose they are."""
    for place, sheet in enumerate(case.asked.sheets):
        given = (sheets_of(case.state, sheet.lot).get(person, {}).get(sheet.supplier) for person in case.mandate.persons)
        if any(one is not None and not _put_right(case.state, one, sheet) for one in given):
            yield found(
                "You have given your points to {supplier} in lot {lot}.",
                at=f"sheets/{place}",
                do="Leave them, or have the evaluation reopened on a ground of the law.",
                supplier=sheet.supplier,
                lot=sheet.lot,
            )


def _put_right(state: Procurement, before: Sheet, now: Sheet) -> bool:
    """Whether nothing changes but what is counted and differs from member to member."""
    differ = {one.id for one, supplier, _figures in counted_apart(state, now.lot) if supplier == now.supplier}
    changed = {name for name in {*before.scores, *now.scores} if before.scores.get(name) != now.scores.get(name)}
    return bool(changed) and changed <= differ and before.opinion == now.opinion


def counted_apart(state: Procurement, lot: str) -> Iterator[tuple[Criterion, str, tuple[Decimal, ...]]]:
    """Each counted criterion and bid of a lot for which the sheets that were given have more than one figure, least first."""
    sheets = sheets_of(state, lot).values()
    for one in scored(state):
        for supplier in to_score(state, lot) if one.kind == COUNTED else ():
            figures = {figure for own in sheets if supplier in own for figure in own[supplier].scores.get(one.id, ())}
            if len(figures) > 1:
                yield one, supplier, tuple(sorted(figures))


@check("What is counted differently is told before sums are made.", "客观评审因素评分不一致的，在汇总前提示。")
def counted_alike(case: ScoreCase, row: Row) -> Iterator[Finding]:
    """Who gives another figure for what is counted than those before is told, and not whose they are."""
    for place, sheet in enumerate(case.asked.sheets):
        others = [own[sheet.supplier] for person, own in sheets_of(case.state, sheet.lot).items()
                  if person not in case.mandate.persons and sheet.supplier in own]  # fmt: skip
        for one in scored(case.state):
            given = {figure for other in others for figure in other.scores.get(one.id, ())}
            own = sheet.scores.get(one.id, ())
            if one.kind == COUNTED and given and len(own) == 1 and given != {own[0]}:
                yield found(
                    "{criterion} of {supplier} is counted: {points} points are given, and a sheet handed in before has another figure.",
                    at=f"sheets/{place}/scores/{one.id}",
                    do="Count it together from the bid; whose figure is wrong puts it right before the report.",
                    criterion=one.called,
                    supplier=sheet.supplier,
                    points=own[0],
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
                    criterion=one.called,
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


@check("Points are those of the bands that the documents publish.", "评分为采购文件公布的区间分值。")
def sheet_within_bands(case: ScoreCase, row: Row) -> Iterator[Finding]:
    """One line for each criterion: who gives points between the bands says in the opinion what they rest on."""
    for one in scored(case.state):
        bands = sorted({band.points for band in one.bands})
        beside = [given for sheet in case.asked.sheets for given in sheet.scores.get(one.id, ()) if given not in bands] if bands else []
        if beside:
            yield found(
                "For {criterion} the documents publish {bands} points; {count} of the sheets give others: {points}.",
                at="sheets",
                do="Give the points of a band, or say in the opinion what the points rest on.",
                criterion=one.called,
                bands=", ".join(f"{each:f}" for each in bands),
                count=len(beside),
                points=", ".join(f"{each:f}" for each in sorted(set(beside))),
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
                        criterion=one.called,
                        most=one.weight,
                    )
