"""What may a plan ask of suppliers, and how may it price them?"""

from collections.abc import Iterator

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row

PlanCase = Case[Procurement, FilePlan]


@check
def nobody_shut_out(case: PlanCase, row: Row) -> Iterator[Finding]:
    forbidden = row.slugs("discriminatory")
    for place, condition in enumerate(case.asked.conditions):
        if condition.about in forbidden:
            yield found(
                "“{condition}” shuts suppliers out: {about}.",
                at=f"conditions/{place}/about",
                do="Strike the condition out.",
                condition=condition.text,
                about=condition.about,
            )
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.about is not None and criterion.about in forbidden:
            yield found(
                "Criterion {criterion} gives points for what shuts suppliers out: {about}.",
                at=f"criteria/{place}/about",
                do="Strike the criterion out.",
                criterion=criterion.id,
                about=criterion.about,
            )


@check
def no_size_conditions(case: PlanCase, row: Row) -> Iterator[Finding]:
    sizes = row.slugs("size_conditions")
    for place, condition in enumerate(case.asked.conditions):
        if condition.about in sizes:
            yield found(
                "“{condition}” asks for the size of the firm: {about}.",
                at=f"conditions/{place}/about",
                do="Strike the condition out.",
                condition=condition.text,
                about=condition.about,
            )
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.about is not None and criterion.about in sizes:
            yield found(
                "Criterion {criterion} gives points for the size of the firm: {about}.",
                at=f"criteria/{place}/about",
                do="Strike the criterion out.",
                criterion=criterion.id,
                about=criterion.about,
            )


@check
def nobody_treated_apart(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What the measures for small enterprises add to the sizes that each method's own row names."""
    apart = (*row.slugs("financial_figures"), *row.slugs("treated_alike_in"))
    conditions = ((f"conditions/{place}", one.about) for place, one in enumerate(case.asked.conditions))
    criteria = ((f"criteria/{place}", one.about) for place, one in enumerate(case.asked.criteria))
    for at, about in (*conditions, *criteria):
        if about is not None and about in apart:
            yield found("Small and medium enterprises are treated worse: {about}.", at=f"{at}/about", do="Strike it out.", about=about)


@check
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


@check
def conditions_not_scored(case: PlanCase, row: Row) -> Iterator[Finding]:
    conditions = {condition.about for condition in case.asked.conditions}
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.about is not None and criterion.about in conditions:
            yield found(
                "Criterion {criterion} scores what is already a condition: {about}.",
                at=f"criteria/{place}/about",
                do="Take it out of the criteria or out of the conditions.",
                criterion=criterion.id,
                about=criterion.about,
            )


@check
def ceiling_within_budget(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.ceiling is not None and case.asked.ceiling > case.asked.budget:
        yield found(
            "The ceiling price of {ceiling} is above the budget of {budget}.",
            at="ceiling",
            do="Lower the ceiling price.",
            ceiling=case.asked.ceiling,
            budget=case.asked.budget,
        )


@check
def no_floor(case: PlanCase, row: Row) -> Iterator[Finding]:
    if case.asked.floor is not None and not row.yes("floor_allowed"):
        yield found("A floor price of {floor} is set.", at="floor", do="Strike it out.", floor=case.asked.floor)


@check
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


@check
def low_price_line_modest(case: PlanCase, row: Row) -> Iterator[Finding]:
    line, most = case.asked.low_price_line_percent, row.percent("low_price_line_max_percent")
    if line is not None and line > most:
        yield found(
            "The line of {line} percent is above {most} percent.", at="low_price_line_percent", do="Lower the line.", line=line, most=most
        )
