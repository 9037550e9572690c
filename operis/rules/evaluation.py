"""Is the report of the panel complete: every sheet in, low prices dealt with, dissent its members' own; and what comes out?"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from operis.core.acts import Command
from operis.core.case import Case
from operis.core.decider import Check, check
from operis.core.findings import Finding, found
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ReportEvaluation
from operis.dockets.procurement.evaluating import LotOutcome, LowPrice, Point, Ranked
from operis.dockets.procurement.evaluation import (
    CANDIDATES,
    STOPPED,
    TOO_FEW,
    first_offers,
    lots_evaluated,
    members,
    offers,
    qualified,
    sheets_of,
    verdicts,
)
from operis.dockets.procurement.facts import explanations
from operis.dockets.procurement.state import Procurement
from operis.law.book import Row
from operis.rules.before_panel import ReportCase, evaluation_of, matter, reported_lots, scored, to_score
from operis.rules.bids import instant, least_of
from operis.rules.examination import COMPLIANCE, QUALIFICATION
from operis.rules.scoring.matter import Matter, rounded
from operis.rules.scoring.points import HUNDRED
from operis.rules.scoring.result import Outcome, score

Looks = Callable[[Matter, Row], Iterator[Finding]]
PLACES = 2


@check("Every member has scored.", "各成员均已提交评分表。")
def sheets_in(case: ReportCase, row: Row) -> Iterator[Finding]:
    """Every member has scored every bid that is compared; where the price alone decides, nobody scores."""
    if case.asked.flaw is not None or not scored(case.state):
        return
    for lot in reported_lots(case):
        sheets = sheets_of(case.state, lot)
        for one in members(case.state):
            if any(supplier not in sheets.get(one.person, {}) for supplier in to_score(case.state, lot)):
                yield found("{name} has not scored every bid of lot {lot}.", do="Wait for the sheet.", name=one.name, lot=lot)


@check("The lots wait for a report.", "采购包待出具评审报告。")
def lots_to_report(case: ReportCase, row: Row) -> Iterator[Finding]:
    lots = reported_lots(case)
    if not lots:
        yield found("Every lot has been reported.", do="Go on with the award, where it is not decided yet.")
    for lot in lots:
        if lot not in lots_evaluated(case.state):
            yield found("Lot {lot} is not open for a report.", at="lots", do="Name lots that are being evaluated.", lot=lot)


@check("The bids of the lots are examined to the end.", "采购包的投标（响应）文件已审查完毕。")
def lots_examined(case: ReportCase, row: Row) -> Iterator[Finding]:
    """That few are left is known only once every bid was examined; flawed documents stop the evaluation before that."""
    for lot in () if case.asked.flaw else reported_lots(case):
        passed = qualified(case.state, lot, (QUALIFICATION,))
        for one in first_offers(case.state, lot):
            made = verdicts(case.state, lot, one.supplier)
            if QUALIFICATION not in made or (one.supplier in passed and COMPLIANCE not in made):
                yield found(
                    "The bid of {supplier} in lot {lot} has not been examined to the end.",
                    at="lots",
                    do="Examine it first, or report other lots.",
                    supplier=one.supplier,
                    lot=lot,
                )


@check("Dissent is that of members of the panel.", "异议由评审小组成员提出。")
def dissent_of_members(case: ReportCase, row: Row) -> Iterator[Finding]:
    """Dissent is a member's own; who says nothing agrees."""
    sitting = {one.person for one in members(case.state)}
    for place, one in enumerate(case.asked.dissents):
        if one.person not in sitting:
            yield found("{person} is not on the panel.", at=f"dissents/{place}/person", do="Name a member.", person=one.person)


@check("Most of the panel signs the report.", "评审小组过半数成员在评审报告上签字。")
def most_sign(case: ReportCase, row: Row) -> Iterator[Finding]:
    """Silence counts as agreement only where the majority has spoken."""
    sitting = members(case.state)
    signed = sum(one.person in case.mandate.persons for one in sitting)
    if case.asked.silent and 2 * signed <= len(sitting):
        yield found(
            "{signed} of {count} members sign; where others are silent more than half must.",
            at="silent",
            do="Have more of them sign, or replace who stays away.",
            signed=signed,
            count=len(sitting),
        )


@check("Who is held to agree was asked to sign and stayed silent.", "视为同意的成员已被要求签字而未签字、未说明理由。")
def silent_were_asked(case: ReportCase, row: Row) -> Iterator[Finding]:
    """A member of the panel that has not signed, some working days after the report was put before it; nobody is shut out in a minute."""
    sitting, least = {one.person: one.name for one in members(case.state)}, row.count("silent_working_days_min")
    spoken = {*case.mandate.persons, *(one.person for one in case.asked.dissents)}
    for place, one in enumerate(case.asked.silent):
        at = f"silent/{place}"
        if one.person not in sitting:
            yield found("{person} is not on the panel.", at=f"{at}/person", do="Name a member.", person=one.person)
        elif one.person in spoken:
            yield found("{name} has spoken, and is not silent.", at=f"{at}/person", do="Take the line out.", name=sitting[one.person])
        elif case.calendar.count(one.asked_on, case.today, "working-day") < least:
            yield found(
                "The report was put before {name} on {asked_on}; there are at least {least} working days to sign it or to say why not.",
                at=f"{at}/asked_on",
                do="Wait, and have the member sign.",
                name=sitting[one.person],
                asked_on=one.asked_on,
                least=least,
            )


def sound(looks: Looks, en: str, zh: str) -> Check[Procurement, ReportEvaluation]:
    """A check of `operis score` on each lot that is reported, at the place of the sheets."""

    def sheets_sound(case: ReportCase, row: Row) -> Iterator[Finding]:
        if case.asked.flaw is None:
            for lot in reported_lots(case):
                yield from (replace(finding, at="lots") for finding in looks(matter(case, lot), row))

    sheets_sound.__name__ = looks.__name__
    return check(en, zh)(sheets_sound)


def low_price_handled(looks: Looks, en: str, zh: str) -> Check[Procurement, ReportEvaluation]:
    """A check that a price under one of the lines was asked about, had its time, and is dealt with in the report."""

    def low_price_dealt_with(case: ReportCase, row: Row) -> Iterator[Finding]:
        heard = {(one.lot, one.supplier) for one in case.asked.low_prices}
        for lot in () if case.asked.flaw else reported_lots(case):
            for finding in looks(matter(case, lot), row):
                if (lot, finding.facts["bidder"]) not in heard:
                    yield replace(finding, at="low_prices")

    low_price_dealt_with.__name__ = looks.__name__
    return check(en, zh)(low_price_dealt_with)


@check("The supplier was asked about a low price and had its time.", "已要求供应商对较低报价作出说明，并给予规定时间。")
def low_price_asked_about(case: ReportCase, row: Row) -> Iterator[Finding]:
    """Nobody's bid is held invalid for its price, or cleared, before the supplier was asked and its time is over or it has answered."""
    asked = {(one.lot, one.supplier): one for one in case.state.questions if one.about == "low-price"}
    otherwise = {(one.lot, one.supplier) for one in case.state.questions if one.about != "low-price"}  # its answer may be to that
    answered = set(case.facts[explanations].suppliers if explanations in case.facts else ()) - otherwise
    for place, one in enumerate(case.asked.low_prices):
        question = asked.get((one.lot, one.supplier))
        if question is None:
            yield found("{supplier} was not asked to explain its price.", at=f"low_prices/{place}", do="Ask first.", supplier=one.supplier)
        elif (one.lot, one.supplier) not in answered and instant(case.happened) < question.answer_by:
            yield found(
                "{supplier} may explain its price until {until}.",
                at=f"low_prices/{place}",
                do="Wait until then, or for its answer.",
                supplier=one.supplier,
                until=question.answer_by,
            )


def ranked(case: ReportCase) -> tuple[Ranked, ...]:
    """Every bid that was compared, lot by lot, as `operis score` computes it."""
    if case.asked.flaw is not None:
        return ()
    return tuple(one for lot in reported_lots(case) for one in ranked_anew(case, lot, case.asked.low_prices))


def ranked_anew(case: Case[Procurement, Command], lot: str, heard: tuple[LowPrice, ...]) -> tuple[Ranked, ...]:
    """What the sheets and prices on record come to in a lot."""
    return tuple(_ranked(case, lot, one) for one in score(case.law, evaluation_of(case, lot, heard)).bids)


def _ranked(case: Case[Procurement, Command], lot: str, one: Outcome) -> Ranked:
    bids = {offer.supplier: offer.bid for offer in offers(case.state, lot)}
    own = one.earned
    return Ranked(
        lot=lot,
        supplier=one.bid.bidder,
        bid=bids[one.bid.bidder],
        price=one.bid.price,
        evaluated=None if own is None or own.evaluated is None else Fen(rounded(own.evaluated * HUNDRED, 0)),
        points=()
        if own is None
        else tuple(Point(criterion=Slug(name), points=rounded(share, PLACES)) for name, share in own.points.items()),
        total=None if own is None or own.total is None else rounded(own.total, PLACES),
        rank=one.rank,
        out=one.out,
    )


def outcomes(case: ReportCase, enough: tuple[str, ...]) -> tuple[LotOutcome, ...]:
    """By lot: candidates, or too few under the first of `enough` that is in force, or stopped."""
    least = least_of(case, enough)
    left = [(one.lot, one.rank is not None) for one in ranked(case)]

    def outcome(lot: str) -> str:
        return STOPPED if case.asked.flaw else CANDIDATES if left.count((lot, True)) >= least else TOO_FEW

    return tuple(LotOutcome(lot=lot, outcome=Slug(outcome(lot))) for lot in reported_lots(case))
