"""What does a plan keep for small and medium enterprises, and by how much does it lower their prices?"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from operis.core.case import Case
from operis.core.decider import check
from operis.core.findings import Finding, found
from operis.core.money import Fen, yuan
from operis.core.wording import Slug
from operis.dockets.budget.facts import year_kept
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.facts import ended_before
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Reservation
from operis.law.book import Row
from operis.rules.amounts import QUOTA, amount_of

BELOW_QUOTA, FRAMEWORK, FRAMEWORK_METHODS = "below-quota", "framework-agreement", "framework"

PlanCase = Case[Procurement, FilePlan]
TOO_FEW, RERUN = "too-few", "rerun-not-reserved"
HUNDRED, NOTHING = Decimal(100), Fen(0)


def reservation_owed(case: PlanCase) -> Reservation | None:
    """The reservation that the plan states, if the purchase reaches the quota: below it nothing needs to be reserved."""
    quota, _ = amount_of(case.law, QUOTA)
    if case.asked.budget < quota:
        return None
    return case.asked.reservation or Reservation(way=Slug("none"))


@check("A small purchase is reserved as a whole.", "限额以下的采购整体预留。")
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
            limit=Fen(row.fen("reserve_whole_up_to_fen")),
        )


@check("What is reserved is a part of the purchase.", "预留金额不超过采购预算，其中预留给小微企业的不超过预留金额。")
def reserved_of_this_one(case: PlanCase, row: Row) -> Iterator[Finding]:
    """What is reserved is a part of the purchase, and what of it is for small and micro enterprises a part of that."""
    one = case.asked.reservation
    if one is None:
        return
    for name, part, whole in (("reserved", one.reserved, case.asked.budget), ("small_micro", one.small_micro, one.reserved)):
        if part is not None and whole is not None and part > whole:
            yield found(
                "{part} is reserved of {whole}.",
                at=f"reservation/{name}",
                do="State an amount that is part of the other.",
                part=part,
                whole=whole,
            )


def share_owed(case: PlanCase, row: Row) -> Reservation | None:
    """What is stated of a purchase above the row's amount; whole reservations and grounds for none owe no share."""
    reservation = reservation_owed(case)
    above = case.asked.budget > row.fen("reserve_share_above_fen")
    return reservation if reservation and above and reservation.way != "whole" and reservation.ground is None else None


class OnRecord(NamedTuple):
    """What the record has of a body's suitable purchases of the year above the row's amount, the one that is weighed among them."""

    total: Fen
    reserved: Fen
    small: Fen
    stated: Fen
    """What is reserved in those that say how much of it is for small and micro enterprises: who reserves the whole need not."""
    named: str


def on_record_in_year(case: PlanCase, row: Row, one: Reservation) -> OnRecord:
    """The sums of the other plans of the year, and of this one."""
    kept = case.facts[year_kept].found if year_kept in case.facts else ()
    others = [each for each in kept if each.budget > row.fen("reserve_share_above_fen")]
    return OnRecord(
        Fen(case.asked.budget + sum(each.budget for each in others)),
        Fen((one.reserved or NOTHING) + sum(each.reserved for each in others)),
        Fen((one.small_micro or NOTHING) + sum(each.small_micro for each in others)),
        Fen((one.reserved or NOTHING) + sum(each.reserved for each in others if each.small_micro or each.reserved < each.budget)),
        ", ".join([yuan(case.asked.budget), *(f"{each.docket} {yuan(each.budget)}" for each in others)]),
    )


def short_of(row: Row, total: Fen, reserved: Fen, small: Fen, stated: Fen | None = None) -> str | None:
    """Which of the two shares is not reached: that of all, or that of small and micro enterprises in what is reserved, or `stated`."""
    if reserved * HUNDRED < row.percent("reserved_share_min_percent") * total:
        return "reserved"
    whole = reserved if stated is None else stated
    return "small_micro" if small * HUNDRED < row.percent("small_micro_part_of_reserved_min_percent") * whole else None


@check("The share reserved over the department's year reaches what is asked.", "主管预算单位全年预留份额达到规定比例。")
def year_reserved(case: PlanCase, row: Row) -> Iterator[Finding]:
    """The share is one of all suitable purchases of the department's year above the amount; where the plan states them, they reach it."""
    one = share_owed(case, row)
    if one is None or one.year_total is None:
        return
    reserved, small = one.year_reserved or NOTHING, one.year_small_micro or NOTHING
    known = on_record_in_year(case, row, one)
    if one.year_total < known.total or reserved < (one.reserved or NOTHING):
        yield found(
            "The plan states {stated} for the department's year, {reserved} of it reserved. On record are {total} of such purchases of "
            "this body, this one among them ({dockets}).",
            at="reservation/year_total",
            do="State the sums of the whole year, each of these purchases among them.",
            stated=one.year_total,
            reserved=reserved,
            total=known.total,
            dockets=known.named,
        )
    elif (lacking := short_of(row, one.year_total, reserved, small)) == "reserved":
        yield found(
            "{reserved} of {total} is reserved in the department's year; at least {least} percent is.",
            at="reservation/year_reserved",
            do="Reserve more in this purchase or in another one of the year, or name the ground for not doing so.",
            reserved=reserved,
            total=one.year_total,
            least=row.percent("reserved_share_min_percent"),
        )
    elif lacking:
        yield found(
            "{small} of the reserved {reserved} is for small and micro enterprises; at least {least} percent is.",
            at="reservation/year_small_micro",
            do="Keep more of it for small and micro enterprises.",
            small=small,
            reserved=reserved,
            least=row.percent("small_micro_part_of_reserved_min_percent"),
        )


@check("What one purchase reserves is told beside the share of the year.", "提示单个项目预留情况与全年比例。")
def share_of_this_one(case: PlanCase, row: Row) -> Iterator[Finding]:
    """One purchase may keep less than the share, where others of the year keep more: the arithmetic is told, and nothing is refused."""
    one = share_owed(case, row)
    if one is None or one.year_total is not None:
        return
    known = on_record_in_year(case, row, one)
    if short_of(row, known.total, known.reserved, known.small, known.stated):
        yield found(
            "Of {total} in purchases of this year above the amount ({dockets}), {reserved} is reserved, {small} of it for small and micro "
            "enterprises. Over the department's year it is at least {least} percent, and {least_small} percent of that.",
            at="reservation",
            do="State the sums of the department's year, or reserve more.",
            total=known.total,
            dockets=known.named,
            reserved=known.reserved,
            small=known.small,
            least=row.percent("reserved_share_min_percent"),
            least_small=row.percent("small_micro_part_of_reserved_min_percent"),
        )


@check("What too few small firms came to is not reserved again.", "合格的中小企业不足的，重新组织时不再预留。")
def not_reserved_again(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A reserved purchase that ended for too few is held again as one that is not reserved, with the deduction."""
    if case.asked.reservation is None or case.asked.reservation.way != "whole" or RERUN not in row.slugs("if_fewer"):
        return
    for one in case.facts[ended_before].found if ended_before in case.facts else ():
        if one.ground == TOO_FEW and one.reserved_part == case.asked.part:
            yield found(
                "{docket} was reserved for small and medium enterprises, and fewer than {least} that qualified came; it is held again as "
                "not reserved.",
                at="reservation/way",
                do="Reserve nothing this time, and state the price deduction.",
                docket=one.docket,
                least=row.count("qualified_smes_min_count"),
            )


@check("A ground is given where nothing is reserved for small firms.", "不预留份额的，写明所属情形。")
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
    quota = case.law.having(QUOTA)
    if reservation is not None and reservation.ground == BELOW_QUOTA and quota is not None and case.asked.budget >= quota.fen(QUOTA):
        yield found(
            "The budget of {budget} is not below the quota of {quota}.",
            at="reservation/ground",
            do="Name another ground, or reserve.",
            budget=case.asked.budget,
            quota=Fen(quota.fen(QUOTA)),
        )
    if reservation is not None and reservation.ground == FRAMEWORK and FRAMEWORK_METHODS not in case.asked.method:
        yield found(
            "“{ground}” is a ground for framework agreements; the method is {method}.",
            at="reservation/ground",
            do="Name another ground, or reserve.",
            ground=reservation.ground,
            method=case.asked.method,
        )


def part_left_open(case: PlanCase, reservation: Reservation) -> bool:
    """Whether bidders of any size compete for something: for all where nothing is reserved, for the lots that are not."""
    if reservation.way == "none":
        return True
    reserved = reservation.reserved or NOTHING
    return reservation.way == "lot" and (any(lot.reserved is None for lot in case.asked.lots) or reserved < case.asked.budget)


@check("The price deduction for small firms is in its range.", "对小微企业的价格扣除在规定幅度内。")
def deduction_in_range(case: PlanCase, row: Row) -> Iterator[Finding]:
    """In what is left open, prices of small and micro enterprises are lowered for the evaluation by a figure within the range."""
    reservation = reservation_owed(case)
    if reservation is None or not part_left_open(case, reservation):
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


@check("The deduction for a share of small enterprises is within the range.", "联合体、分包的价格扣除比例符合规定。")
def share_deduction_in_range(case: PlanCase, row: Row) -> Iterator[Finding]:
    """A consortium, or a firm that subcontracts, with enough for small and micro enterprises, has a smaller deduction."""
    given = case.asked.reservation.share_percent if case.asked.reservation else None
    least, most = row.percent("price_deduction_min_percent"), row.percent("price_deduction_max_percent")
    if given is not None and not least <= given <= most:
        yield found(
            "The price deduction for a consortium or subcontracts is {given} percent; it is from {least} to {most} percent.",
            at="reservation/share_percent",
            do="State a deduction within the range.",
            given=given,
            least=least,
            most=most,
        )


@check("No price is lowered where the whole purchase is reserved.", "整体预留的项目不再给予价格扣除。")
def no_deduction_in_whole(case: PlanCase, row: Row) -> Iterator[Finding]:
    """Who competes with small enterprises alone has no price lowered beside."""
    one = case.asked.reservation
    if one is not None and one.way == "whole" and not row.yes("deduction_in_reserved_project_allowed"):
        for name in ("deduction_percent", "share_percent"):
            if getattr(one, name):
                yield found(
                    "The whole purchase is reserved, and prices are lowered beside.",
                    at=f"reservation/{name}",
                    do="Strike the deduction out.",
                )
