"""Which members of a panel judged alike to the last point, which far from all the others? It is told and proves nothing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.procurement.evaluation import first_offers, members, offers, sheets_of
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.before_panel import ReportCase, reported_lots, scored, to_score
from operis.rules.evaluation import ranked

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


@check("A first that none of the other bids could have beaten is told of.", "提示其余投标（响应）与第一名没有实际竞争的情形。")
def first_had_a_match(case: ReportCase, row: Row) -> Iterator[Finding]:
    """Cover bids look like this, and so does one firm that is much better: the panel and who supervises look at it."""
    percent, ranking = row.percent("dearer_min_percent"), ranked(case)
    for lot in () if case.asked.flaw else reported_lots(case):
        first = next((one for one in ranking if one.lot == lot and one.rank == 1 and one.price), None)
        if first is None or not first.price:
            continue
        others = {one.supplier for one in first_offers(case.state, lot)} - {first.supplier}
        fell = others.difference(to_score(case.state, lot))
        least = min((one.price or 0 for one in offers(case.state, lot) if one.supplier in others - fell), default=0)
        if fell and least * HUNDRED >= first.price * (HUNDRED + percent):
            yield found(
                "In lot {lot} nobody matched {supplier}: of {count} other bids {fell} fell at the examination, and the nearest asks "
                "{nearest} instead of {price}.",
                at="lots",
                do="Look at the other bids together: who wrote them, on what they fell, and whether they turn up as subcontractors.",
                lot=lot,
                supplier=first.supplier,
                count=len(others),
                fell=len(fell),
                nearest=Fen(least),
                price=first.price,
            )
