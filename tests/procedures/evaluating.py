"""Evaluations that the law lets pass, up to each of their stages; a test changes the one thing it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from operis.core.acts import Act, Command, Outside
from operis.core.decider import Done, Procedure
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BidsClosed, BidsOpened
from operis.dockets.procurement.commands import (
    AskExplanation,
    DeclareInterest,
    ExamineBids,
    FormPanel,
    GiveScores,
    OpenRound,
    RecordNegotiation,
    ReportEvaluation,
)
from operis.dockets.procurement.evaluating import Member, Sheet, Verdict
from operis.dockets.procurement.facts import (
    Contenders,
    Explanations,
    PriceLists,
    contenders,
    explanations,
    price_lists,
)
from operis.dockets.procurement.mandate_facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.marks import BidMarks, bid_marks
from operis.dockets.procurement.opened import Listed, LotCount, Opened
from operis.dockets.procurement.outcomes import EvaluationReported
from operis.dockets.procurement.pool import ExpertPool, PoolExpert, expert_pool
from operis.dockets.procurement.terms import Criterion, Lot
from operis.procedures.competitive_consultation import COMPETITIVE_CONSULTATION
from operis.procedures.competitive_negotiation import COMPETITIVE_NEGOTIATION
from operis.procedures.open_tender import OPEN_TENDER
from tests.procedures.bids import CLOSES, MARCH_10
from tests.procedures.documents import PRICE_ALONE, criteria, filed, issued, noticed, words
from tests.statute import ALICE, OFFICE, Given, at, case

MARCH_20, MARCH_23, MARCH_24 = date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24)
EVALUATED = at(MARCH_23, "10:00")
"""The Monday after closing, on which the panel sits."""
QUOTED = at(MARCH_23, "14:00")
"""When final quotes close."""
REPORTED = at(MARCH_23, "17:00")
REP, EXPERTS = "rep", ("e1", "e2", "e3", "e4", "e5", "e6", "e7")
PRICES = {"sunrise": 800_000_00, "brook": 810_000_00, "hill": 820_000_00}
"""Three bids within the budget of 860,000; the first is the cheapest."""
FIVE = {**PRICES, "lake": 830_000_00, "field": 840_000_00}
POINTS = {"sunrise": "70", "brook": "66", "hill": "62", "lake": "58", "field": "54"}
"""What every member gives, of the eighty points for the plan; so sunrise comes first."""
DRAWN = Outside(medium="Expert pool of the province", on=MARCH_20, number="2026-0320", link="https://pool.example/2026-0320")
"""The experts were drawn on the Friday before."""
COUNTED = (
    *criteria("20")[:1],
    Criterion(id=Slug("plan"), weight=Decimal(60), kind=Slug("judged"), rule=words("Three parts of equal points")),
    Criterion(id=Slug("cases"), weight=Decimal(20), kind=Slug("counted"), rule=words("Ten for each contract of the last three years")),
)
"""A plan that is judged, and cases that are counted."""
STAGES = ("opened", "formed", "seated", "qualified", "examined", "met", "asked", "quoted", "scored", "reported")

HELD = MandatesHeld(
    (
        *(Held(one, "expert", "expert-pool", date(2026, 1, 1), None) for one in (*EXPERTS, "e8", "e9")),
        *(Held(one, "expert", OFFICE, date(2026, 1, 1), None) for one in (REP, "rep0", "rep1", "rep2", "rep3")),
    )
)
"""The experts hold a mandate of the pool, the representatives one of the purchasing body."""
_FACTS = {
    contenders: Contenders(()), price_lists: PriceLists(()), explanations: Explanations(()), mandates_held: HELD, bid_marks: BidMarks(()),
    expert_pool: ExpertPool(()),
}  # fmt: skip
TENDER = replace(case(OPEN_TENDER).happening(EVALUATED), facts={**case(OPEN_TENDER).facts, **_FACTS})
CONSULTATION = replace(case(COMPETITIVE_CONSULTATION).happening(EVALUATED), facts=TENDER.facts)
NEGOTIATION = replace(case(COMPETITIVE_NEGOTIATION).happening(EVALUATED), facts=TENDER.facts)
SECRET = {"competitive-consultation": "CC-05", "competitive-negotiation": "GPL-38d"}
"""Where suppliers are talked with, the row by which nobody is told who offered what."""


def pool_of(*persons: str, held: MandatesHeld = HELD, **of: Any) -> ExpertPool:
    """A pool of these, each employed elsewhere and tied to nobody, with the mandates of their accounts."""
    return ExpertPool(tuple(
        PoolExpert(one, f"F-{one}", held=tuple(each for each in held.found if each.person == one), **of) for one in persons
    ))  # fmt: skip


def expert(person: str = "e1") -> Mandate:
    """A member of the panel, the representative too, by itself."""
    return Mandate(role=Role.EXPERT, persons=(person,))


def the_panel(*persons: str) -> Mandate:
    """Those who sign together."""
    return Mandate(role=Role.PANEL, persons=persons)


def seats(experts: int = 4) -> tuple[str, ...]:
    return (REP, *EXPERTS[:experts])


def member(person: str, **changed: Any) -> Member:
    seat = Slug("representative" if person.startswith(REP) else "expert")
    return replace(Member(person=person, name=f"Member {person}", seat=seat), **changed)


def panel(experts: int = 4, **changed: Any) -> FormPanel:
    """One representative and so many experts, drawn elsewhere on the Friday before."""
    return replace(FormPanel(members=tuple(map(member, seats(experts))), drawn=DRAWN, drawn_count=len(EXPERTS)), **changed)


def interest(relation: str = "none", supplier: str | None = None) -> DeclareInterest:
    return DeclareInterest(relation=Slug(relation), supplier=supplier)


def verdict(supplier: str, result: str = "valid", lot: str = "1", ground: str = "not-qualified") -> Verdict:
    """A bid that is held invalid has its ground and reason, and where it is another ground of the documents its clause."""
    if result == "valid":
        return Verdict(lot=lot, supplier=supplier, result=Slug(result))
    clause = words("Instructions to bidders 12.3: valid for ninety days") if ground == "other" else None
    return Verdict(lot=lot, supplier=supplier, result=Slug(result), ground=Slug(ground), clause=clause, reason=words("No licence"))


def examining(check: str, *valid: str, invalid: tuple[str, ...] = (), lots: tuple[str, ...] = ("1",)) -> ExamineBids:
    said = [verdict(one, "invalid" if one in invalid else "valid", lot) for lot in lots for one in (*valid, *invalid)]
    return ExamineBids(check=Slug(check), verdicts=tuple(said))


def sheet(supplier: str, points: str | None = None, lot: str = "1", **figures: str) -> Sheet:
    """The points for the plan; or for other criteria, by name."""
    given = figures or {"plan": points or POINTS[supplier]}
    return Sheet(lot=lot, supplier=supplier, scores={one: (Decimal(figure),) for one, figure in given.items()})


def sheets(*suppliers: str, lots: tuple[str, ...] = ("1",)) -> GiveScores:
    return GiveScores(sheets=tuple(sheet(one, lot=lot) for lot in lots for one in suppliers))


def lots_of(*numbers: str) -> tuple[Lot, ...]:
    """The budget of 860,000 in equal parts."""
    return tuple(Lot(lot=one, name=words(f"Lot {one}"), budget=Fen(860_000_00 // len(numbers))) for one in numbers)


def closing(prices: Mapping[str, int] = PRICES, lots: tuple[str, ...] = ("1",), on: datetime = CLOSES) -> BidsClosed:
    listed = tuple(
        Listed(bid=f"DC-B-{one.upper()}", supplier=one, lot=lot, no=0, received=at(MARCH_10, f"{9 + hour}:{minute:02}"), sealed_sha256="00")
        for hour, lot in enumerate(lots, 1)
        for minute, one in enumerate(prices)
    )
    return BidsClosed(happened=on, listed=listed, withdrawn=0, late=0)


def opening(prices: Mapping[str, int] = PRICES, lots: tuple[str, ...] = ("1",), on: datetime = CLOSES, small: bool = True,
            secret_under: str | None = None) -> BidsOpened:  # fmt: skip
    opened = tuple(
        Opened(bid=f"DC-B-{one.upper()}", supplier=one, lot=lot, result=Slug("opened"), price=Fen(price), small=small)
        for lot in lots
        for one, price in prices.items()
    )
    counts = tuple(LotCount(lot=lot, bids=len(prices), opened=True) for lot in lots)
    return BidsOpened(happened=on, lots=counts, opened=opened, withdrawn=0, late=0, secret_under=secret_under)


def talk(supplier: str, lot: str = "1") -> RecordNegotiation:
    return RecordNegotiation(lot=lot, supplier=supplier, said=words("The number of carers was discussed"))


def final_quotes(**changed: Any) -> OpenRound:
    return replace(OpenRound(closes=QUOTED), **changed)


def tender(until: str, **how: Any) -> tuple[Act, ...]:
    """The acts of an open tender with a panel of five, up to a stage; `how`: see `_until`."""
    return _until(TENDER, until, "open-tender", **{"experts": 4, **how})


def consultation(until: str, **how: Any) -> tuple[Act, ...]:
    """The acts of a consultation with a group of three, up to a stage; all who passed give their final quotes."""
    return _until(CONSULTATION, until, "competitive-consultation", **{"experts": 2, **how})


def negotiation(until: str, **how: Any) -> tuple[Act, ...]:
    """The acts of a negotiation with a group of three, up to a stage; nobody scores, and the lowest final price wins."""
    said = {"method_ground": Slug("complex-or-special"), "criteria": PRICE_ALONE}
    return _until(NEGOTIATION, until, "competitive-negotiation", **{"experts": 2, **said, **how})


def _until(
    given: Given,
    until: str,
    method: str,
    *,
    experts: int,
    prices: Mapping[str, int] = PRICES,
    invalid: tuple[str, ...] = (),
    lots: tuple[str, ...] = ("1",),
    small: bool = True,
    **plan: Any,
) -> tuple[Act, ...]:
    """Each step is put through `decide`, so that no stage is reached that the law does not let pass."""
    divided = {"lots": lots_of(*lots)} if len(lots) > 1 else {}
    share = {one: price // len(lots) for one, price in prices.items()}
    on_paper = (filed(**{"method": Slug(method), **divided, **plan}), noticed(), issued())
    secret = SECRET.get(method)
    acts: tuple[Act, ...] = (*on_paper, closing(share, lots), opening(share, lots, small=small, secret_under=secret))
    valid = tuple(one for one in prices if one not in invalid)
    for stage, step, by in _steps(given.procedure, seats(experts), tuple(prices), invalid, lots):
        if STAGES.index(stage) > STAGES.index(until):
            break
        if stage == "quoted":
            final = {one: share[one] for one in valid}
            acts = (*acts, closing(final, lots, QUOTED), opening(final, lots, QUOTED, small, secret))
        else:
            assert step is not None
            acts = (*acts, *done(given.happening(REPORTED if stage == "reported" else EVALUATED)(*acts), step, by))
    return acts


Stage = tuple[str, Command | None, Mandate]


def _steps(
    procedure: Procedure[Any], sitting: tuple[str, ...], bidders: tuple[str, ...], invalid: tuple[str, ...], lots: tuple[str, ...]
) -> Iterator[Stage]:
    """What is asked by whom on the way to each stage; talks and final quotes where the method has them, sheets where it scores."""
    valid = tuple(one for one in bidders if one not in invalid)
    together, talked = the_panel(*sitting), OpenRound in procedure.steps
    yield "formed", panel(len(sitting) - 1), ALICE
    for person in sitting:
        yield "seated", interest(), expert(person)
    yield "qualified", examining("qualification", *valid, invalid=invalid, lots=lots), together if talked else ALICE
    yield "examined", examining("compliance", *valid, lots=lots), together
    if talked:
        for lot in lots:
            for one in valid:
                yield "met", talk(one, lot), together
        yield "asked", final_quotes(), together
        yield "quoted", None, together
    for person in sitting if GiveScores in procedure.steps else ():
        yield "scored", sheets(*valid, lots=lots), expert(person)
    yield "reported", ReportEvaluation(), together


def done(given: Given, asked: Command, by: Mandate = ALICE) -> tuple[Act, ...]:
    """The acts that what is asked comes to, where it is allowed."""
    decided = given.when(asked, by=by).decided
    assert isinstance(decided, Done), [(one.row, one.finding) for one in decided.grounds]
    return decided.acts


def giving(*given: Sheet) -> GiveScores:
    return GiveScores(sheets=given)


def question(minutes: int = 30, supplier: str = "sunrise", about: str = "low-price", **changed: Any) -> AskExplanation:
    answer_by = EVALUATED + timedelta(minutes=minutes)
    return AskExplanation(
        supplier=supplier, about=Slug(about), question=words("How is the price made up?"), **{"answer_by": answer_by, **changed}
    )


def report(**changed: Any) -> ReportEvaluation:
    return replace(ReportEvaluation(), **changed)


def ranks(act: EvaluationReported, lot: str = "1") -> dict[str, int | None]:
    return {one.supplier: one.rank for one in act.ranked if one.lot == lot}


def outcome_of(act: EvaluationReported) -> tuple[tuple[str, str], ...]:
    return tuple((one.lot, str(one.outcome)) for one in act.outcomes)
