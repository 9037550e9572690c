"""What comes next on a purchase, done as the law wants it: one step of whoever's turn it is."""

from dataclasses import dataclass, fields
from datetime import timedelta
from decimal import Decimal
from typing import Any

from operis.core.acts import Command, Outside
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import ObtainDocuments, SealBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, SignContract
from operis.dockets.contract.terms import YearlyFunds
from operis.dockets.procurement.awarding import Winner
from operis.dockets.procurement.commands import (
    DecideAward,
    DeclareInterest,
    ExamineBids,
    FilePlan,
    FormPanel,
    GiveScores,
    OpenRound,
    PublishResult,
    RecordNegotiation,
    ReportEvaluation,
    ReviewPlan,
)
from operis.dockets.procurement.evaluating import Member, Sheet, Verdict
from operis.dockets.procurement.evaluation import award_of, first_offers, members, qualified, ranked_in, report_of, result_of
from operis.dockets.procurement.reviewing import PointReviewed, ReviewAnswer
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Document, PlanTerms
from operis.law.book import Law
from operis.ledger import read
from operis.rules.before_panel import scored
from operis.rules.reading import questions
from tests.invariants.county import ALICE, ERIN, FIRMS, World, expert, firm, panel
from tests.ledger.county import POINTS
from tests.procedures.contracts import EIGHT, OF_TENDER, written
from tests.procedures.documents import PRICE_ALONE, notice, plan, words
from tests.statute import at, book

METHODS = ("open-tender", "competitive-consultation", "competitive-negotiation", "below-threshold")
BUDGETS = {"below-threshold": 250_000_00}
BUDGET = 860_000_00
TALKED = {"competitive-consultation": "purchase-of-services", "competitive-negotiation": "complex-or-special"}
"""The methods in which suppliers are talked with, each with a case of it."""
SAID_BY = {"competitive-negotiation": {"criteria": PRICE_ALONE}}
BELOW_BUDGET = {"sunrise": 10_000_00, "brook": 8_000_00, "hill": 6_000_00, "lake": 4_000_00}
PAPER = Document(name="papers.pdf", size=12, sha256="ab" * 32)


@dataclass(frozen=True)
class Move:
    """Somebody asks something of a docket; `at` is the purchase that it is about."""

    docket: str | None
    asked: Command
    by: Mandate


class Purchase:
    """One purchase on its way: its plan, its docket once there is one, and how much it costs."""

    def __init__(self, world: World, method: str) -> None:
        self.world, self.method, self.number, self.signed = world, method, "", False
        ground = Slug(TALKED[method]) if method in TALKED else None
        said = SAID_BY.get(method, {})
        self.plan: FilePlan = plan(method=Slug(method), budget=Fen(BUDGETS.get(method, BUDGET)), method_ground=ground, **said)

    @property
    def state(self) -> Procurement:
        return self.world.procurement(self.number) if self.number else Procurement()

    def next(self) -> Move | None:
        """The next lawful step; the clock is moved where nothing can be done before."""
        state = self.state
        if state.ended:
            return None
        for step in (self.before_bids, self.bidding, self.evaluating, self.awarding, self.contracting):
            move = step(state)
            if move is not None:
                return move
        return None

    def before_bids(self, state: Procurement) -> Move | None:
        if not state.reviews:
            return Move(self.number or None, review(self.plan, self.world), ERIN)
        if state.plan is None:
            return Move(self.number, self.plan, ALICE)
        if state.notice is None:
            today = self.world.today
            asked = notice(
                documents_issued=today,
                documents_offered_until=today + timedelta(days=7),
                bids_close=at(today + timedelta(days=21), "09:30"),
            )
            return Move(self.number, asked, ALICE)
        return None

    def bidding(self, state: Procurement) -> Move | None:
        if state.opening is not None or state.notice is None or state.rounds:
            return None
        closes = state.bids_close
        assert closes is not None
        if self.world.county.clock < closes:
            for name in FIRMS:
                bid = self.world.bid_of(self.number, name)
                if bid is None and self.world.today <= state.notice.documents_issued + timedelta(days=7):
                    return Move(None, ObtainDocuments(procurement=self.number), firm(name))
                if bid is not None and len(read.entries(bid)) == 1:
                    return Move(
                        bid, SealBid(content=BidContent(price=Fen(self.plan.budget - BELOW_BUDGET[name]), documents=(PAPER,))), firm(name)
                    )
            self.world.until(closes + timedelta(hours=1))
        return Move(self.number, self.plan, ALICE) if self.state.opening is None else None

    def evaluating(self, state: Procurement) -> Move | None:
        state = self.state
        if (state.opening is None and not state.rounds) or report_of(state, "1") is not None:
            return None
        offered = tuple(one.supplier for one in first_offers(state, "1"))
        if self.method == "below-threshold":
            verdicts = tuple(Verdict(supplier=one, result=Slug("valid")) for one in offered)
            left = [one for one in ("qualification", "compliance") if one not in {each.check for each in state.examinations}]
            return Move(self.number, ExamineBids(check=Slug(left[0]), verdicts=verdicts), ALICE) if left else None
        if state.panel is None:
            return Move(self.number, self.panel(), ALICE)
        seats = tuple(one.person for one in members(state))
        for person in seats:
            if person not in {one.person for one in state.interests}:
                return Move(self.number, DeclareInterest(relation=Slug("none")), expert(person))
        first = panel(*seats) if self.method in TALKED else ALICE
        for check, by in (("qualification", first), ("compliance", panel(*seats))):
            if not any(one.check == check for one in state.examinations):
                verdicts = tuple(Verdict(supplier=one, result=Slug("valid")) for one in offered)
                return Move(self.number, ExamineBids(check=Slug(check), verdicts=verdicts), by)
        if self.method in TALKED and (talk := self.talking(state, seats)) is not None:
            return talk
        state = self.state
        still = tuple(qualified(state, "1", ("qualification", "compliance")))
        for person in seats if scored(state) else ():
            if person not in {one.person for one in state.sheets}:
                sheets = tuple(
                    Sheet(lot="1", supplier=one, scores={"plan": (Decimal(70 - 3 * place),)}) for place, one in enumerate(sorted(still))
                )
                return Move(self.number, GiveScores(sheets=sheets), expert(person))
        return Move(self.number, ReportEvaluation(), panel(*seats))

    def talking(self, state: Procurement, seats: tuple[str, ...]) -> Move | None:
        """A talk with each, then the final quotes, until their closing."""
        for name in qualified(state, "1", ("qualification", "compliance")):
            if name not in {one.supplier for one in state.talks}:
                return Move(self.number, RecordNegotiation(supplier=name, said=words("The weekends")), panel(*seats))
        if not state.rounds:
            return Move(self.number, OpenRound(closes=self.world.county.clock + timedelta(hours=2)), panel(*seats))
        if state.opening is None:
            for one in state.rounds[-1].asked:
                bid = self.world.bid_of(self.number, one.supplier)
                if bid and not any(getattr(entry.act, "round", 1) == 2 for entry in read.entries(bid)):
                    content = BidContent(price=Fen(self.plan.budget - BELOW_BUDGET[one.supplier] - 1_00), documents=(PAPER,))
                    return Move(bid, SealBid(stage=Slug("final-quote"), round=2, content=content), firm(one.supplier))
            self.world.until(state.rounds[-1].closes + timedelta(minutes=1))
        return None

    def panel(self) -> FormPanel:
        world, experts = self.world, 2 if self.method in TALKED else 4
        drawn = Outside(medium="Pool", on=world.today, number="2026-1", link="https://pool.example/1")
        seats = (
            Member(person=world.rep, name="Rep", seat=Slug("representative")),
            *(Member(person=one, name=f"Expert {no}", seat=Slug("expert")) for no, one in enumerate(world.experts[:experts])),
        )
        return FormPanel(members=seats, drawn=drawn, drawn_count=experts)

    def awarding(self, state: Procurement) -> Move | None:
        state = self.state
        award = award_of(state, "1")
        if award is None:
            return Move(self.number, DecideAward(awards=(Winner(supplier=self.first(state)),)), ALICE)
        if result_of(state, "1") is None:
            return Move(self.number, PublishResult(documents=(PAPER,), small_declarations=(PAPER,)), ALICE)
        return None

    def first(self, state: Procurement) -> str:
        report = report_of(state, "1")
        ranked = ranked_in(report, "1") if report else ()
        cheapest = min(first_offers(state, "1"), key=lambda one: one.price or 0).supplier
        return next((one.supplier for one in ranked if one.rank == 1), cheapest)

    def contracting(self, state: Procurement) -> Move | None:
        state, contract = self.state, self.world.contract_of(self.number)
        if result_of(state, "1") is None:
            return None
        if contract is None:
            asked = DrawUpContract(
                procurement=self.number, starts=self.world.today + timedelta(days=10), clauses=written(*EIGHT, *OF_TENDER)
            )
            return Move(None, asked, ALICE)
        acts = {one.act.kind: one.act for one in read.entries(contract)}
        if "contract-signed" not in acts:
            drawn: Any = acts["contract-drawn-up"]
            return Move(contract, SignContract(text_sha256=drawn.text_sha256), firm(drawn.supplier))
        self.signed = True
        if "publication-made" not in acts:
            drawn = acts["contract-drawn-up"]
            years = (YearlyFunds(year=drawn.starts.year, amount=drawn.price),)
            return Move(contract, Publish(yearly_funding=years, performance_evaluation=words("Each year")), ALICE)
        if "filing-made" not in acts:
            return Move(contract, FileWithAuthority(authority="Finance Bureau"), ALICE)
        return None


def review(asked: FilePlan, world: World, outcome: str = "passed") -> ReviewPlan:
    whole = PlanTerms(**{one.name: getattr(asked, one.name) for one in fields(PlanTerms)})
    law = Law(book(), "cn", "41", "county", act_day=world.today)
    answers = tuple(
        ReviewAnswer(about=Slug(one.about), no=one.no, look=one.look, words=words("It serves the need"))
        for one in questions(whole, (), law)
    )
    points = tuple(PointReviewed(point=Slug(one), result=Slug("met")) for one in POINTS)
    reason = words("Mend it") if outcome != "passed" else None
    return ReviewPlan(plan=whole, points=points, answers=answers, outcome=Slug(outcome), reason=reason)
