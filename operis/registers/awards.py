"""Which rows follow a procurement and its contract: the notice, what is asked of bidders, awards that stand, contracts?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from operis.core.acts import Act
from operis.core.calendar import Calendar
from operis.core.codec import canonical
from operis.core.kinds import Json
from operis.dockets.contract.acts import ContractDrawnUp, ContractReviewed
from operis.dockets.contract.state import Contract
from operis.dockets.procurement.acts import AwardReviewed, PlanReviewed
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.comparing import fared
from operis.dockets.procurement.evaluation import award_of, drawn_by, in_reserve, result_of, round_now, seated
from operis.dockets.procurement.failed_facts import months, wanted
from operis.dockets.procurement.outcomes import ResultPublished
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import AT_FAULT, Lot, PlanTerms, Requirement
from operis.registers import models
from operis.registers.words import in_a_line
from operis.rules.endings import TOO_FEW, budget_of, suppliers_standing
from operis.rules.invalidity import limit_of

Review = PlanReviewed | AwardReviewed | ContractReviewed
FINAL_QUOTE = "final-quote"
SHARES = ("consortium-share", "subcontract-share")
"""Ways of reserving by which others may win, and a part goes to small firms all the same."""


def of_procurement(docket: str, state: Procurement, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    line.closes = state.bids_close
    line.noticed, line.planned = day_of(calendar, state.notice), day_of(calendar, state.plan or state.intention)
    line.filed_at = calendar.last_of(state.plan.happened) if state.plan else None
    line.resulted = day_of(calendar, state.results[-1] if state.results else None)
    if state.ended:
        line.ended, line.ended_for = day_of(calendar, state.endings[-1]), state.endings[-1].ground
    line.expected = (state.intention and state.intention.expected_month) or ""
    outline = (state.notice and state.notice.content) or (state.intention and state.intention.needs_overview) or None
    line.about_zh, line.about_en = in_a_line(outline)
    line.kept = _kept(state)
    plan = state.plan
    if plan is not None:
        line.method, line.budget_fen = plan.method, plan.budget
    elif state.intention is not None:
        line.budget_fen = state.intention.budget
    yield from _reviews(docket, state)
    yield from _notice(docket, state, line)
    yield from _asked(docket, state)
    yield from (models.Invited(docket=docket, supplier=one) for one in (state.invited.suppliers if state.invited else ()))
    named = {(one.lot, one.supplier, each): one.bid for opening in state.openings for one in opening.opened for each in one.members}
    yield from (models.NamedMember(docket=docket, lot=lot, supplier=bidder, member=each, bid=bid)
                for (lot, bidder, each), bid in named.items())  # fmt: skip
    yield from _failed(docket, state, line, calendar)
    yield from _awards(docket, state, calendar)
    yield from _compared(docket, state, calendar)
    yield from (models.Seat(docket=docket, person=one) for one in seated(state))
    yield from _reserves(docket, state, calendar)
    if plan is not None:
        yield models.PlannedLine(docket=docket, part=plan.part, body=plan.body, year=plan.fiscal_year, line=plan.budget_line)
    if plan is not None and not state.ended:  # then its money is free again, as that of a lot that has ended is
        over = sum(budget_of(state, lot) for lot in state.ended_lots)
        yield models.YearSpend(
            docket=docket, body=plan.body, year=plan.fiscal_year, line=plan.budget_line, budget_item=plan.budget_item,
            category=plan.category, method=plan.method, amount_fen=plan.budget - over, need=plan.need.upper(), part=plan.part,
            directory_item=plan.directory_item or "", continues=_continues(plan), **_reserved(plan),
            failed_fen=sum(budget_of(state, lot) for lot in state.lots_to_follow),
        )  # fmt: skip


def _reserves(docket: str, state: Procurement, calendar: Calendar) -> Iterator[Model]:
    for person in in_reserve(state):
        if (held := drawn_by(state, person)) is not None:
            yield models.Reserve(docket=docket, person=person, drawn=calendar.day(held.happened))


def _continues(plan: PlanTerms) -> str:
    one = plan.one_supplier
    return one.contract.upper() if one is not None and one.contract else ""


def _reserved(plan: PlanTerms) -> dict[str, Any]:
    """What a plan keeps for small and medium enterprises, as it counts in the year: all of it where the whole is reserved."""
    one = plan.reservation
    if one is None:
        return {}
    kept = plan.budget if one.way == "whole" and one.reserved is None else one.reserved
    return {"suitable": one.ground is None, "reserved_fen": kept or 0, "small_micro_fen": one.small_micro or 0}


def settled(docket: str, state: Procurement, line: models.Docket) -> None:
    """What the line of a procurement owes to its contracts, which are dockets of their own."""
    if line.state == "result" and _contracted(docket, _going_on(state)):
        line.state = "contracted"


def _reviews(docket: str, state: Procurement) -> Iterator[Model]:
    newest: dict[str, tuple[Review, str]] = {str(one.review): (one, one.plan_sha256) for one in state.reviews}
    if state.award_reviews:
        newest["award"] = state.award_reviews[-1], state.award_reviews[-1].award_sha256
    return _newest(docket, newest)


def _newest(docket: str, newest: Mapping[str, tuple[Review, str]]) -> Iterator[Model]:
    """Of each kind the newest, with the fingerprint of what was reviewed."""
    for review, (one, sha256) in newest.items():
        yield models.PaperReview(docket=docket, body=one.body, review=review, sha256=sha256, outcome=one.outcome, reviewer=one.reviewer)


def _going_on(state: Procurement) -> tuple[str, ...]:
    return tuple(lot for lot in state.lots if lot not in state.ended_lots)


def _contracted(procurement: str, lots: Iterable[str]) -> bool:
    """Whether every award has its contract, and no other lot is still on its way."""
    return {*lots} <= {*models.Contract.objects.filter(procurement=procurement, signed__isnull=False).values_list("lot", flat=True)}


def day_of(calendar: Calendar, act: Act | None) -> date | None:
    """The day of an act as the law counts it, in whatever zone it was written."""
    return None if act is None else calendar.day(act.happened)


def _kept(state: Procurement) -> str:
    plan = state.plan
    if plan is None:
        return ""
    if (plan.reservation is not None and plan.reservation.way == "whole") or (plan.lots and all(lot.reserved for lot in plan.lots)):
        return "whole"
    shared = plan.reservation is not None and plan.reservation.way in SHARES
    return "part" if shared or any(lot.reserved for lot in plan.lots) else ""


def _failed(docket: str, state: Procurement, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    """The lots that ended for want of bids; while others of the purchase go on, nobody is told who bid."""
    plan = state.plan
    if plan is None or not (state.ended or state.results):
        return
    for ending in (one for one in state.endings if one.ground == TOO_FEW):
        for lot in ending.lots or state.lots:
            yield models.FailedLot(
                docket=docket, ordinal=line.ordinal, lot=lot, need=plan.need.upper(), part=plan.part, method=plan.method,
                ended=calendar.day(ending.happened), at_fault=ending.documents == AT_FAULT, budget_fen=budget_of(state, lot),
                suppliers=" ".join(sorted(suppliers_standing(state, lot))), category=plan.category, months=months(plan),
                wanted=" ".join(wanted(plan)),
            )  # fmt: skip


def _notice(docket: str, state: Procurement, line: models.Docket) -> Iterator[Model]:
    notice, plan, closes = state.notice, state.plan, state.closes
    if notice is None or plan is None or closes is None or line.noticed is None:
        return
    whole = plan.reservation is not None and plan.reservation.way == "whole"
    reserved = [lot for lot in state.lots if whole] or [lot.lot for lot in plan.lots if lot.reserved]
    yield models.Notice(
        docket=docket, body=plan.body, method=plan.method, noticed=line.noticed, closes=closes, documents_issued=notice.documents_issued,
        offered_until=state.offered_until, lots=" ".join(_going_on(state)),
        reserved=" ".join(reserved), small_micro=" ".join(lot.lot for lot in plan.lots if lot.reserved == "small-and-micro"), whole=whole,
        part=plan.part,
        consortia_allowed=notice.consortia_allowed is not False,
        bond_fen=notice.bond, budget_fen=plan.budget, closed=state.closing is not None, opened=state.opening is not None, ended=state.ended,
        round=round_now(state), agency=plan.agency or "", agency_matters=" ".join(plan.agency_matters), keys=state.keys_digest or "",
        limits=" ".join(str(int(limit_of(state, lot))) for lot in _going_on(state)),
    )  # fmt: skip


def _asked(docket: str, state: Procurement) -> Iterator[Model]:
    """Questions that wait for an answer, and final quotes of the round that is open."""
    waited = {(one.lot, one.supplier, str(one.about)): one.answer_by for one in state.questions}
    if state.rounds:
        waited |= {(one.lot, one.supplier, FINAL_QUOTE): state.rounds[-1].closes for one in state.rounds[-1].asked}
    for (lot, supplier, about), until in waited.items():
        yield models.Asked(docket=docket, lot=lot, supplier=supplier, about=about, until=until)


def _awards(docket: str, state: Procurement, calendar: Calendar) -> Iterator[Model]:
    standing = ((award_of(state, lot), result_of(state, lot)) for lot in (state.lots if state.results else ()))
    return (_award(docket, state, award, calendar.day(result.happened), result) for award, result in standing if award and result)


def _award(docket: str, state: Procurement, award: Awarded, published: date, result: ResultPublished) -> models.Award:
    plan = state.plan
    assert plan is not None  # nothing is awarded before a plan is filed
    divided = next((one for one in plan.lots if one.lot == award.lot), None)
    whole = plan.reservation is not None and plan.reservation.way == "whole"
    return models.Award(
        docket=docket, lot=award.lot, body=plan.body, method=plan.method, need=plan.need, part=plan.part, supplier=award.supplier,
        bid=award.bid, price_fen=award.price, lot_budget_fen=divided.budget if divided else plan.budget,
        published=published,
        sign_by=result.sign_by.day if result.sign_by else None, sign_by_row=result.sign_by.row if result.sign_by else "",
        reserved=whole or (divided is not None and divided.reserved is not None), form=plan.contract_form, term_months=plan.term_months,
        extension_months=plan.extension_months, term_grounds=" ".join(plan.term_grounds),
        requirements=canonical(by_word(plan.requirements)).decode(), payment_days=plan.payment_days, content=_content(state, divided),
        divided=len(plan.lots) > 1,
        ended=award.lot in state.ended_lots, agency=plan.agency or "", agency_matters=" ".join(plan.agency_matters),
    )  # fmt: skip


def _compared(docket: str, state: Procurement, calendar: Calendar) -> Iterator[Model]:
    """Nothing of a bid stands here before the result of its lot is published."""
    plan = state.plan
    for lot in state.lots if state.results and plan is not None else ():
        result = result_of(state, lot) if award_of(state, lot) is not None else None
        if result is None or plan is None:
            continue
        published, limit = calendar.day(result.happened), limit_of(state, lot)
        for one in fared(state, lot):
            yield models.Compared(docket=docket, lot=lot, body=plan.body, supplier=one.supplier, how=one.how, price_fen=one.price,
                                  rank=one.rank, published=published, limit_fen=limit)  # fmt: skip


def _content(state: Procurement, lot: Lot | None) -> str:
    notice = state.notice
    said = lot.name if lot else notice and (notice.content or notice.project_name)
    return canonical(dict(said) if said else {}).decode()


def by_word(requirements: Iterable[Requirement]) -> dict[str, Json]:
    """The texts of each word of the documents, in their order."""
    found: dict[str, Json] = {}
    for one in requirements:
        found.setdefault(str(one.about), []).append(dict(one.text))
    return found


def of_contract(docket: str, state: Contract, line: models.Docket, calendar: Calendar) -> Iterator[Model]:
    drawn, signed = state.drawn_up, state.signed
    if state.reviews:
        yield from _newest(docket, {"contract": (state.reviews[-1], state.reviews[-1].text_sha256)})
    if drawn is None:
        return
    yield models.Contract(
        docket=docket, procurement=drawn.procurement.upper(), lot=drawn.lot, body=drawn.body, supplier=drawn.supplier,
        price_fen=drawn.price, signed=day_of(calendar, signed), published=day_of(calendar, state.published),
        publish_by=signed.publish_by.day if signed and signed.publish_by else None, filed=state.filed is not None,
        file_by=signed.file_by.day if signed and signed.file_by else None,
        refused=state.refused is not None, force_majeure=state.refused is not None and state.refused.force_majeure,
    )  # fmt: skip
    yield from _changed(docket, state, drawn, calendar)


def _changed(docket: str, state: Contract, drawn: ContractDrawnUp, calendar: Calendar) -> Iterator[Model]:
    price = int(drawn.price)
    for place, act in enumerate(state.changes, start=1):
        added = int(act.supplement or 0)
        yield models.Changed(
            docket=docket, place=place, procurement=drawn.procurement.upper(), body=drawn.body, supplier=drawn.supplier,
            day=calendar.day(act.happened), reason_zh=act.reason.zh or "", reason_en=act.reason.en or "", clauses=len(act.changes),
            first_fen=drawn.price, before_fen=price, added_fen=added,
        )  # fmt: skip
        price += added


def settles(state: Contract) -> None:
    """A procurement whose last contract is signed stands otherwise in lists."""
    if state.drawn_up is None or state.signed is None:
        return
    procurement = state.drawn_up.procurement.upper()
    notice = models.Notice.objects.filter(docket=procurement).first()
    if notice is not None and _contracted(procurement, notice.lots.split()):
        models.Docket.objects.filter(number=procurement, state="result").update(state="contracted")
