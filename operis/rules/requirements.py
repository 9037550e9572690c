"""What may a plan ask of suppliers, and how may it price them?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import PlanTerms
from operis.law.book import Row

PlanCase = Case[Procurement, FilePlan]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A condition or a criterion: where it stands, how it is called, and what it is about."""

    at: str
    called: Wording | Slug
    about: Slug


def _asked_about(plan: PlanTerms, words: Iterable[str]) -> Iterator[_Asked]:
    """What a plan asks of suppliers, or gives points for, that is about one of the words."""
    conditions = (_Asked(f"conditions/{place}/about", one.text, one.about) for place, one in enumerate(plan.conditions))
    criteria = (_Asked(f"criteria/{place}/about", one.name or one.id, one.about) for place, one in enumerate(plan.criteria) if one.about)
    named = frozenset(words)
    yield from (one for one in (*conditions, *criteria) if one.about in named)


@check("No condition and no criterion shuts suppliers out.", "资格条件和评审因素不排斥供应商。")
def nobody_shut_out(case: PlanCase, row: Row) -> Iterator[Finding]:
    for one in _asked_about(case.asked, row.slugs("discriminatory")):
        yield found("“{asked}” shuts suppliers out: {about}.", at=one.at, do="Strike it out.", asked=one.called, about=one.about)


@check("No condition and no criterion asks for the size of the firm.", "不以企业规模作为资格条件或者评审因素。")
def no_size_conditions(case: PlanCase, row: Row) -> Iterator[Finding]:
    for one in _asked_about(case.asked, row.slugs("size_conditions")):
        yield found("“{asked}” asks for the size of the firm: {about}.", at=one.at, do="Strike it out.", asked=one.called, about=one.about)


@check("No financial figure, ownership structure or age of a firm counts.", "未以财务指标、股权结构、经营年限对待供应商。")
def nobody_treated_apart(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What the measures for small enterprises add to the sizes that each method's own row names."""
    for one in _asked_about(case.asked, (*row.slugs("financial_figures"), *row.slugs("treated_alike_in"))):
        yield found("Small and medium enterprises are treated worse: {about}.", at=one.at, do="Strike it out.", about=one.about)


@check("Not more similar contracts are asked for than allowed.", "要求的类似业绩数量不超过规定。")
def few_similar_contracts(case: PlanCase, row: Row) -> Iterator[Finding]:
    most = row.count("similar_contracts_max_count")
    for place, condition in enumerate(case.asked.conditions):
        if condition.about == "similar-contracts" and (condition.count or 0) > most:
            yield found(
                "{count} similar contracts are asked for; normally at most {most}.",
                at=f"conditions/{place}/count",
                do="Ask for fewer.",
                count=condition.count or 0,
                most=most,
            )


@check("What is a condition for suppliers is not scored as well.", "资格条件不作为评审因素。")
def conditions_not_scored(case: PlanCase, row: Row) -> Iterator[Finding]:
    conditions = {condition.about for condition in case.asked.conditions}
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.about is not None and criterion.about in conditions:
            yield found(
                "Criterion {criterion} scores what is already a condition: {about}.",
                at=f"criteria/{place}/about",
                do="Take it out of the criteria or out of the conditions.",
                criterion=criterion.called,
                about=criterion.about,
            )


@check("The ceiling price is within the budget.", "最高限价不超过预算金额。")
def ceiling_within_budget(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.ceiling is not None and case.asked.ceiling > case.asked.budget:
        yield found(
            "The ceiling price of {ceiling} is above the budget of {budget}.",
            at="ceiling",
            do="Lower the ceiling price.",
            ceiling=case.asked.ceiling,
            budget=case.asked.budget,
        )


@check("No floor price is set.", "不设定最低限价。")
def no_floor(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.floor is not None and not row.yes("floor_allowed"):
        yield found("A floor price of {floor} is set.", at="floor", do="Strike it out.", floor=case.asked.floor)


@check("The budgets of the lots add up to the whole.", "各采购包预算之和等于总预算。")
def lots_add_up(case: PlanCase, row: Row) -> Iterator[Finding]:
    total = Fen(sum(lot.budget for lot in case.asked.lots))
    if case.asked.lots and total != case.asked.budget:
        yield found(
            "The lots add up to {total}, the budget is {budget}.",
            at="lots",
            do="Make the two equal.",
            total=total,
            budget=case.asked.budget,
        )


@check("The line under which a price is looked at is not above its limit.", "异常低价审查线不高于规定。")
def low_price_line_modest(case: PlanCase, row: Row) -> Iterator[Finding]:
    line, most = case.asked.low_price_line_percent, row.percent("low_price_line_max_percent")
    if line is not None and line > most:
        yield found(
            "The line of {line} percent is above {most} percent.", at="low_price_line_percent", do="Lower the line.", line=line, most=most
        )
