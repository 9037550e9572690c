"""Which members of a panel judged alike to the last point, which far from all the others? It is told and proves nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.dockets.procurement.evaluation import members, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.before_panel import ReportCase, reported_lots, scored, to_score

HUNDRED = 100
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


@check("Members whose points lie far from those of the others are told of.", "提示评分与其他成员相差较大的成员。")
def none_far_from_the_others(case: ReportCase, row: Row) -> Iterator[Finding]:
    """For what is judged of one bid, nobody gave much more or much less than the others on an average."""
    percent = row.percent("from_mean_max_percent")
    for lot in () if case.asked.flaw else reported_lots(case):
        given = {name: tuple(sum(figures, Decimal(0)) for figures in bids) for name, bids in judged(case.state, lot).items()}
        for place, supplier in enumerate(to_score(case.state, lot)):
            sums = {name: bids[place] for name, bids in given.items() if len(bids) > place}
            for name, own, others in _far(sums, percent):
                yield found(
                    "{name} gave {supplier} {points} points for all that is judged; the others gave from {least} to {most}.",
                    at="lots",
                    do="Have the member say which words of the documents the points rest on; what is abnormal the panel finds.",
                    name=name,
                    supplier=supplier,
                    points=own,
                    least=min(others),
                    most=max(others),
                )


def _far(sums: Mapping[str, Decimal], percent: Decimal) -> Iterator[tuple[str, Decimal, list[Decimal]]]:
    """The farthest first, and the others without that one: else it would make those look far who agree."""
    left = dict(sums)
    while len(left) > 2:
        rest = {name: [one for other, one in left.items() if other != name] for name in left}
        apart = {name: abs(left[name] * len(others) - sum(others)) for name, others in rest.items()}
        name = max(apart, key=lambda one: apart[one])
        if apart[name] * HUNDRED <= percent * sum(rest[name]):
            return
        yield name, left.pop(name), rest[name]
