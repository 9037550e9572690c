"""Which members of a panel judged alike to the last point? It is told and proves nothing: few bands make it likely by chance."""

from collections.abc import Iterator
from decimal import Decimal

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.evaluation import members, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.before_panel import ReportCase, reported_lots, scored, to_score

Judged = tuple[tuple[Decimal, ...], ...]


@check("Members who judged alike to the last point are told of.", "提示主观评审因素评分完全相同的成员。")
def judged_for_themselves(case: ReportCase, row: Row) -> Iterator[Finding]:
    """No two members gave the same for every judged criterion of every bid of a lot."""
    for lot in () if case.asked.flaw else reported_lots(case):
        alike: dict[Judged, list[str]] = {}
        for name, figures in judged(case.state, lot).items():
            alike.setdefault(figures, []).append(name)
        for figures, names in alike.items():
            if len(names) > 1 and figures:
                yield found(
                    "In lot {lot} these members gave the same points to the last figure, for all that is judged "
                    "({count} scores of {bids} bids): {names}. "
                    "Members do not agree on such scores; where there are few bands they may meet by chance.",
                    at="lots",
                    do="Have each of them say how the points came about.",
                    lot=lot,
                    count=sum(map(len, figures)),
                    bids=len(figures),
                    names=", ".join(names),
                )


def judged(state: Procurement, lot: str) -> dict[str, Judged]:
    """By the name of each member, what it gave for each judged criterion of each bid that is compared."""
    criteria, sheets = [one.id for one in scored(state) if one.kind == "judged"], sheets_of(state, lot)
    return {
        one.name: tuple(
            tuple(given[supplier].scores[criterion][0] for criterion in criteria if criterion in given[supplier].scores)
            for supplier in to_score(state, lot)
            if criteria and supplier in given
        )
        for one in members(state)
        for given in [sheets.get(one.person, {})]
    }
