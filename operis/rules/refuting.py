"""Does the record bear out the ground on which an evaluation is made again, and what is owed for it?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReopenEvaluation, ReportEvaluation
from operis.dockets.procurement.evaluating import Ranked, Wrong
from operis.dockets.procurement.evaluation import members, outcome_of, ranked_in, report_of, result_of, sheets_of, verdicts
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Criterion
from operis.law.book import Row
from operis.rules.before_panel import scored, to_score
from operis.rules.criteria import names_points
from operis.rules.entering import proved
from operis.rules.evaluation import ranked, ranked_anew
from operis.rules.examination import QUALIFICATION

AgainCase = Case[Procurement, ReopenEvaluation]
SUM, RANGE, OBJECTIVE, ABNORMAL, CHECK = (
    "wrong-sum", "sub-score-out-of-range", "objective-scores-differ", "abnormal-score", "wrong-qualification-check",
)  # fmt: skip
NAMES = {SUM: (), RANGE: ("criterion", "person"), OBJECTIVE: ("criterion",), ABNORMAL: ("criterion", "person"), CHECK: ()}
"""What is named of a bid on each ground that is an error in the evaluation."""
FOUND = frozenset({ABNORMAL, "composition-illegal", "member-misconduct", "illegal-interference", "expert-violations"})
"""Grounds that somebody must have found, since no figure shows them."""


@dataclass(frozen=True)
class Given:
    """The points for one criterion of one bid: by member, and those of the member whose score is said to be wrong."""

    criterion: Criterion
    supplier: str
    by: Mapping[str, Decimal]
    name: str
    own: Decimal

    @property
    def others(self) -> list[Decimal]:
        return sorted(points for name, points in self.by.items() if name != self.name)


def given_at(state: Procurement, wrong: Wrong) -> Given | None:
    """What the sheets that stand say at the place that is named; None where it is not on them."""
    criterion = next((one for one in scored(state) if one.id == wrong.criterion), None)
    if criterion is None:
        return None
    sheets = {person: own[wrong.supplier] for person, own in sheets_of(state, wrong.lot).items() if wrong.supplier in own}
    by = {one.name: sheets[one.person].scores[criterion.id][0] for one in members(state) if one.person in sheets}
    named = next((one.name for one in members(state) if one.person == wrong.person), "")
    if not by or (wrong.person is not None and named not in by):
        return None
    return Given(criterion, wrong.supplier, by, named, by.get(named, Decimal(0)))


@check("What is wrong is named: the bid, and the score where one is wrong.", "已指明出错的投标（响应）及评分。")
def error_named(case: AgainCase, row: Row) -> Iterator[Finding]:
    """Each lot that is evaluated again has its error, at a place that is on the record."""
    names = NAMES.get(case.asked.ground)
    if names is None:
        return
    said = case.asked.lots or case.state.lots
    shut = {lot for lot in said if report_of(case.state, lot) is None or result_of(case.state, lot) is not None}  # told by another check
    for lot in said:
        if lot not in shut and all(one.lot != lot for one in case.asked.wrong):
            yield found("Nothing is named that is wrong in lot {lot}.", at="wrong", do="Name the bid that is concerned.", lot=lot)
    for place, one in enumerate(case.asked.wrong):
        whole = one.lot in said and all(getattr(one, name) is not None for name in names)
        if one.lot not in shut and not (whole and _on_record(case.state, case.asked.ground, one)):
            yield found(
                "What is said to be wrong does not stand in the record. On this ground it has: {names}.",
                at=f"wrong/{place}",
                do="Choose from what was evaluated.",
                names=tuple(map(Slug, ("lot", "supplier", *names))),
            )


def _on_record(state: Procurement, ground: str, wrong: Wrong) -> bool:
    match ground:
        case "wrong-sum":
            return _reported(state, wrong) is not None
        case "wrong-qualification-check":
            return QUALIFICATION in verdicts(state, wrong.lot, wrong.supplier)
        case _:
            return given_at(state, wrong) is not None


def _reported(state: Procurement, wrong: Wrong) -> Ranked | None:
    """The line of the report that has a sum."""
    lines = ranked_in(report_of(state, wrong.lot), wrong.lot)
    return next((one for one in lines if one.supplier == wrong.supplier and one.total is not None), None)


@check("The record does not refute what is said to be wrong.", "所称错误与记录不矛盾。")
def error_borne_out(case: AgainCase, row: Row) -> Iterator[Finding]:
    """What the record refutes is no error."""
    refutes = REFUTES.get(case.asked.ground)
    for place, one in enumerate(case.asked.wrong) if refutes else ():
        if refutes is not None and _on_record(case.state, case.asked.ground, one):
            yield from refutes(case, one, f"wrong/{place}")


def _sum_right(case: AgainCase, wrong: Wrong, at: str) -> Iterator[Finding]:
    report, said = report_of(case.state, wrong.lot), _reported(case.state, wrong)
    now = ranked_anew(case, wrong.lot, report.low_prices if report else ()) if _all_sheets(case.state, wrong.lot) else ()
    if said is not None and any((one.supplier, one.points, one.total) == (said.supplier, said.points, said.total) for one in now):
        yield found(
            "No sum of {supplier} is wrong: its sheets and its price come to {total} points, as was reported.",
            at=at,
            do="Decide on the report, or name the sum that is wrong.",
            supplier=said.supplier,
            total=said.total or Decimal(0),
        )


def _all_sheets(state: Procurement, lot: str) -> bool:
    """Whether every member's sheets still stand: those of who was replaced for another lot fell."""
    sheets = sheets_of(state, lot)
    return all({*to_score(state, lot)} <= {*sheets.get(one.person, {})} for one in members(state))


def _within_range(case: AgainCase, wrong: Wrong, at: str) -> Iterator[Finding]:
    given = given_at(case.state, wrong)
    if given is not None and within(given) and not in_words(given.criterion):
        yield found(
            "{name} gave {supplier} {points} points for {criterion}; that is within its range of {range}.",
            at=at,
            do="Decide on the report, or name the score that is out of its range.",
            name=given.name,
            supplier=given.supplier,
            points=given.own,
            criterion=given.criterion.called,
            range=range_of(given.criterion),
        )


def within(given: Given) -> bool:
    """Whether points are some that the criterion has: those of one of its bands, or any up to its own."""
    banded = [band.points for band in given.criterion.bands]
    return given.own in banded if banded else 0 <= given.own <= given.criterion.weight


def in_words(criterion: Criterion) -> bool:
    """Whether only the words of its rule say which points there are."""
    return not criterion.bands and criterion.rule is not None and names_points(criterion.rule)


def range_of(criterion: Criterion) -> str:
    points = sorted({band.points for band in criterion.bands})
    return ", ".join(f"{one}" for one in points) if points else f"0–{criterion.weight}"


def _objective_equal(case: AgainCase, wrong: Wrong, at: str) -> Iterator[Finding]:
    given = given_at(case.state, wrong)
    if given is not None and given.criterion.kind != "counted":
        yield found(
            "{criterion} is judged and not counted: members may differ on it.",
            at=at,
            do="Decide on the report, or name the counted score on which they differ.",
            criterion=given.criterion.called,
        )
    elif given is not None and len({*given.by.values()}) == 1:
        yield found(
            "All members gave {supplier} {points} points for {criterion}.",
            at=at,
            do="Decide on the report, or name the counted score on which they differ.",
            supplier=given.supplier,
            points=next(iter(given.by.values())),
            criterion=given.criterion.called,
        )


def _like_the_others(case: AgainCase, wrong: Wrong, at: str) -> Iterator[Finding]:
    given = given_at(case.state, wrong)
    if given is not None and given.others and {*given.others} == {given.own}:
        yield found(
            "{name} gave {supplier} {points} points for {criterion}, as all the others did.",
            at=at,
            do="Decide on the report, or name the score that stands out.",
            name=given.name,
            supplier=given.supplier,
            points=given.own,
            criterion=given.criterion.called,
        )


Refutes = Callable[[AgainCase, Wrong, str], Iterator[Finding]]
REFUTES: Mapping[str, Refutes] = {SUM: _sum_right, RANGE: _within_range, OBJECTIVE: _objective_equal, ABNORMAL: _like_the_others}


@check("What no figure shows is found in writing.", "数据不能显示的问题已有书面认定。")
def fault_found(case: AgainCase, row: Row) -> Iterator[Finding]:
    """What no figure shows was found by somebody, in writing, since the panel sat."""
    finding, formed = case.asked.finding, case.state.panel
    if case.asked.ground not in FOUND:
        return
    if not proved(finding):
        yield found(
            "“{ground}” is said, and no finding of it is named with a link or a scan.",
            at="finding",
            do="Name who found it and when, with a link to the finding or a scan.",
            ground=case.asked.ground,
        )
    elif finding is not None and formed is not None and not case.day(formed.happened) <= case.day(finding.on) <= case.today:
        yield found(
            "The finding is of {on}; the panel was formed on {formed}.",
            at="finding/on",
            do="Name the finding about this evaluation.",
            on=case.day(finding.on),
            formed=case.day(formed.happened),
        )


@check("Beside a score that is said to be wrong stands what the others gave.", "所称有误的评分旁列出其他成员的评分。")
def score_in_doubt(case: AgainCase, row: Row) -> Iterator[Finding]:
    """Beside a score that is said to be wrong stands what can be held against it."""
    for place, one in enumerate(case.asked.wrong if case.asked.ground in (RANGE, ABNORMAL) else ()):
        given = given_at(case.state, one)
        if given is not None and given.others:
            yield found(
                "{name} gave {supplier} {points} of {most} points for {criterion}; the others gave from {least} to {top}.",
                at=f"wrong/{place}",
                do="Say in the reason which words of the documents the score departs from.",
                name=given.name,
                supplier=given.supplier,
                points=given.own,
                most=given.criterion.weight,
                criterion=given.criterion.called,
                least=given.others[0],
                top=given.others[-1],
            )


@check("It is told to whom an evaluation made again is reported.", "提示重新评审须向谁书面报告。")
def again_owed(case: AgainCase, row: Row) -> Iterator[Finding]:
    """That an evaluation is made again is reported, whatever comes of it."""
    yield found(
        "That the evaluation is made again is reported in writing to: {to}.",
        do="Send the report with the ground and what was wrong.",
        to=row.slugs("reported_in_writing_to"),
    )


def changed_order(owed: str) -> Check[Procurement, ReportEvaluation]:
    """A check that nothing ranks otherwise where an evaluation was made again; the term `owed` says how or to whom that is reported."""

    def change_owed(case: Case[Procurement, ReportEvaluation], row: Row) -> Iterator[Finding]:
        now = ranked(case)
        for lot in dict.fromkeys(one.lot for one in now):
            before = {one.supplier: one.rank for one in ranked_in(_report_before(case.state, lot), lot)}
            after = {one.supplier: one.rank for one in now if one.lot == lot and one.rank is not None}
            if before and before != after:
                yield found(
                    "The evaluation of lot {lot}, made again, ranks otherwise. Before: {before}. Now: {after}. "
                    "The change is reported to the finance department: {how}.",
                    at="lots",
                    do="Send the report with both orders.",
                    lot=lot,
                    before=_order(before),
                    after=_order(after),
                    how=row.slugs(owed),
                )

    return check("A changed order is told with the former one.", "重新评审改变排序的，列出前后排序。")(change_owed)


def _report_before(state: Procurement, lot: str) -> EvaluationReported | None:
    """The last report on a lot, fallen since its evaluation was reopened."""
    said = (one for one in reversed(state.reports) if isinstance(one, EvaluationReported) and outcome_of(one, lot) is not None)
    return next(said, None)


def _order(ranks: Mapping[str, int | None]) -> str:
    return ", ".join(f"{rank} {supplier}" for supplier, rank in sorted(ranks.items(), key=lambda one: (one[1] or 0, one[0]))) or "-"
