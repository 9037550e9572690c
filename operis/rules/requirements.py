"""What may a plan ask of suppliers, and how may it score and price them?"""

from collections.abc import Iterator
from decimal import Decimal

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Reservation
from operis.law.book import Row
from operis.rules.amounts import QUOTA, amount_of

PlanCase = Case[Procurement, FilePlan]
HUNDRED = Decimal(100)


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


def total_points(case: PlanCase) -> Decimal:
    return sum((one.weight for one in case.asked.criteria), Decimal(0))


@check
def price_weight(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The price counts for a share of all points: at least, and for consultations at most."""
    total = total_points(case)
    if not total:
        yield found("The plan has no criteria with points.", at="criteria", do="Add the criteria with their points.")
        return
    share = sum((one.weight for one in case.asked.criteria if one.kind == "price"), Decimal(0)) * HUNDRED / total
    least = row.percent("price_weight_services_min_percent")
    most = row.percent("price_weight_services_max_percent") if row.has("price_weight_services_max_percent") else HUNDRED
    if not least <= share <= most:
        yield found(
            "The price counts for {share} percent; for services from {least} to {most} percent.",
            at="criteria",
            do="Change the points of the price.",
            share=share.quantize(Decimal("0.01")),
            least=least,
            most=most,
        )


@check
def points_whole(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A hundred points are shared out."""
    whole = row.percent("weights_sum_percent") if row.has("weights_sum_percent") else HUNDRED
    if total_points(case) != whole:
        yield found(
            "The points add up to {total}, not to {whole}.", at="criteria", do="Change the points.", total=total_points(case), whole=whole
        )


@check
def points_earned(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Points are tied to quantified factors."""
    for place, criterion in enumerate(case.asked.criteria):
        if criterion.kind != "price" and criterion.rule is None:
            yield found(
                "Criterion {criterion} does not say how its points are given.",
                at=f"criteria/{place}/rule",
                do="Write down what earns how many points.",
                criterion=criterion.id,
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


def reservation_owed(case: PlanCase) -> Reservation | None:
    """The reservation that the plan states, if the purchase reaches the quota: below it nothing needs to be reserved."""
    quota, _ = amount_of(case.law, QUOTA)
    if case.asked.budget < quota:
        return None
    return case.asked.reservation or Reservation(way=Slug("none"))


@check
def reserved_whole(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Up to the row's amount the whole purchase is for small and medium enterprises, unless a ground is named."""
    reservation = reservation_owed(case)
    if reservation is None or case.asked.budget > row.fen("reserve_whole_up_to_fen"):
        return
    if reservation.way != "whole" and reservation.ground is None:
        yield found(
            "{budget} is bought from small and medium enterprises alone, up to {limit}.",
            at="reservation",
            do="Reserve the whole purchase, or name the ground for not doing so.",
            budget=case.asked.budget,
            limit=row.fen("reserve_whole_up_to_fen"),
        )


@check
def reserved_share(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Above the row's amount a share is reserved, and most of that for small and micro enterprises."""
    reservation = reservation_owed(case)
    if (
        reservation is None
        or case.asked.budget <= row.fen("reserve_share_above_fen")
        or reservation.way == "whole"
        or reservation.ground is not None
    ):
        return
    reserved, small = reservation.reserved or Fen(0), reservation.small_micro or Fen(0)
    least, least_small = row.percent("reserved_share_min_percent"), row.percent("small_micro_part_of_reserved_min_percent")
    if reserved * HUNDRED < least * case.asked.budget:
        yield found(
            "{reserved} of {budget} is reserved; at least {least} percent is.",
            at="reservation/reserved",
            do="Reserve more, or name the ground for not doing so.",
            reserved=reserved,
            budget=case.asked.budget,
            least=least,
        )
    elif small * HUNDRED < least_small * reserved:
        yield found(
            "{small} of the reserved {reserved} is for small and micro enterprises; at least {least} percent is.",
            at="reservation/small_micro",
            do="Keep more of it for small and micro enterprises.",
            small=small,
            reserved=reserved,
            least=least_small,
        )


@check
def ground_for_none(case: PlanCase, row: Row) -> Iterator[Finding]:
    reservation, grounds = case.asked.reservation, row.slugs("no_reservation_if_any")
    if reservation is not None and reservation.ground is not None and reservation.ground not in grounds:
        yield found(
            "“{ground}” is no ground for reserving nothing.",
            at="reservation/ground",
            do="Name one of: {grounds}, or reserve.",
            ground=reservation.ground,
            grounds=grounds,
        )


@check
def deduction_in_range(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Where nothing is reserved, prices of small and micro enterprises are lowered for the evaluation by a figure within the range."""
    reservation = reservation_owed(case)
    if reservation is None or reservation.way != "none":
        return
    least, most = row.percent("price_deduction_min_percent"), row.percent("price_deduction_max_percent")
    if reservation.deduction_percent is None or not least <= reservation.deduction_percent <= most:
        yield found(
            "The price deduction for small and micro enterprises is {given} percent; it is from {least} to {most} percent.",
            at="reservation/deduction_percent",
            do="State a deduction within the range.",
            given=reservation.deduction_percent or Decimal(0),
            least=least,
            most=most,
        )
