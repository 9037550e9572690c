"""A random walk over a whole method: what fits the stage, by who may, sometimes bent; and how often it came how far."""

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from operis.core.acts import Act, Command, Outside
from operis.core.decider import Done, decide, follow
from operis.core.draws import seed_commitment
from operis.core.findings import Ground
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.scores import Scores
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Seed, SeedCommitment, Told, Winner
from operis.dockets.procurement.commands import (
    AnnounceDraw,
    AskExplanation,
    CloseBids,
    DecideAward,
    DeclareInterest,
    DeemAward,
    ExamineBids,
    FormPanel,
    GiveScores,
    HoldDraw,
    OpenBids,
    OpenRound,
    PublishResult,
    RecordNegotiation,
    ReleaseShares,
    ReopenEvaluation,
    ReplaceMember,
    ReportEvaluation,
    SetAsideAward,
    Terminate,
)  # fmt: skip
from operis.dockets.procurement.evaluating import Dissent, LowPrice, PricePutRight, Sheet, Verdict, Wrong
from operis.dockets.procurement.evaluation import award_of, first_offers, lots_open, members, offers, qualified, ranked_in, report_of
from operis.dockets.procurement.facts import (
    Contenders,
    Content,
    Contents,
    Explanations,
    Joined,
    PriceList,
    PriceLists,
    Received,
    SealedBid,
    Signatures,
    contenders,
    contents,
    explanations,
    price_lists,
    received,
    signature,
)  # fmt: skip
from operis.dockets.procurement.findings import RecordFinding
from operis.dockets.procurement.holding import ShareOf
from operis.dockets.procurement.mandate_facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.marks import BidMarks, bid_marks
from operis.dockets.procurement.one_supplier import OneSupplier
from operis.dockets.procurement.pool import ExpertPool, expert_pool
from operis.dockets.procurement.sole import AgreedPrice, Negotiator, RecordPriceTalk
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Change, Document
from operis.dockets.procurement.watching import CallWatchers, CommitSeed, ShowSeed, Watcher
from operis.procedures import METHODS
from operis.rules.before_panel import scored
from tests.ledger.county import ERIN
from tests.procedures.bids import CLOSES
from tests.procedures.documents import CLOSED_DOWN, PRICE_ALONE, filed, issued, noticed, words
from tests.procedures.evaluating import DRAWN, EXPERTS, HELD, REP, lots_of, member
from tests.procedures.invitations import invited_from
from tests.procedures.keys import CALL, HOLDERS, called, keeper, key_of, named
from tests.statute import ALICE, OFFICE, case

FIRMS = ("sunrise", "brook", "hill", "lake")
SEEDS = ("ab" * 32, "cd" * 32)
GROUNDS = ("wrong-sum", "sub-score-out-of-range", "objective-scores-differ", "wrong-qualification-check", "composition-illegal")


WATCHED = MandatesHeld((
    *HELD.found, Held("w0", "buyer", OFFICE, date(2026, 1, 1), None), Held("w1", "finance", "finance", date(2026, 1, 1), None),
))  # fmt: skip


class Walk:
    """One walk: a state that grows by what passes, and what each step came to."""

    def __init__(self, method: str, random: Random, look: Callable[[Act | Ground], None]) -> None:
        self.random, self.look, self.counted = random, look, Counter[str]()
        self.lots = random.choice((("1",), ("1", "2")))
        below = {"budget": Fen(250_000_00)} if method == "below-threshold" else {}
        divided = {"lots": lots_of(*self.lots)} if len(self.lots) > 1 else {}
        self.firms = ("sunrise",) if method == "single-source" else FIRMS
        alone: dict[str, Any] = {"criteria": PRICE_ALONE} if method == "competitive-negotiation" else {}
        if method == "single-source":
            alone = {"criteria": (), "method_ground": Slug("unforeseeable-emergency"), "one_supplier": OneSupplier(supplier="sunrise")}
        self.prices = {
            (firm, lot): Fen(random.choice((*(200_000_00, 240_000_00, 250_000_00) * 6, 99_000_00))) for firm in FIRMS for lot in self.lots
        }
        self.now = CLOSES
        self.given = replace(case(METHODS[method]), facts=self.facts())
        held = (called(), *named()) if method != "below-threshold" and self.chance(0.3) else ()
        chosen = invited_from(FIRMS) if method == "invited-tender" else ()
        self.acts: tuple[Act, ...] = (filed(method=Slug(method), **below, **divided, **alone), *held, *chosen, noticed(), issued())
        self.state: Procurement = follow(self.given.procedure, self.acts)

    def facts(self) -> dict[Any, Any]:
        """Registers as they would be: bids of the round that is open, and answers and contracts by chance."""
        random = self.random
        firms = self.firms[: random.choice((2, *(3, 4) * 4))]
        bids = tuple(
            SealedBid(f"DC-B-{firm.upper()}", firm, lot, 0, CLOSES - timedelta(hours=1), f"{firm}{lot}", number)
            for firm in firms
            for lot in self.lots
            for number in (1, 2)
        )
        said = tuple(
            Content(f"DC-B-{firm.upper()}", lot, f"{firm}{lot}", price, small=firm != "hill") for (firm, lot), price in self.prices.items()
        )
        keys = tuple(Joined(one.bid, one.lot, one.sealed_sha256, "opened") for one in said)
        refused = tuple((lot, firm) for lot in self.lots for firm in FIRMS if random.random() < 0.5)
        told = {received: Received(bids, 0, 1), contents: Contents(said, keys), contenders: Contenders(())}
        told[signature] = Signatures(refused, ())
        self.right = {("1", "brook"): Fen(2 * self.prices["brook", "1"])} if random.random() < 0.2 else {}
        lists = tuple(PriceList(*bid, self.prices[bid[1], bid[0]], ((Decimal(1), price, price),)) for bid, price in self.right.items())
        confirmed = tuple((*bid, price) for bid, price in self.right.items())
        told |= {price_lists: PriceLists(lists), explanations: Explanations((), confirmed), mandates_held: WATCHED, bid_marks: BidMarks(())}
        told[expert_pool] = ExpertPool(())
        return {**case(METHODS["open-tender"]).facts, **told}

    def step(self) -> None:
        """One command by somebody; what passes is done."""
        state, random = self.state, self.random
        asked, by = random.choice(fitting(state, self) if self.chance(0.9) else PROPOSALS)(self, state)
        if random.random() < BENT:
            asked = bent(asked, random)
        if random.random() < BENT:
            by = random.choice(STRANGERS)
        self.now += timedelta(minutes=random.choice((1, 1, 31, 60, 60 * 24 * 9)))
        decided = decide(self.given.procedure, self.given.happening(self.now).case(asked, by, state))
        if isinstance(decided, Done):
            self.acts = (*self.acts, *decided.acts)
            for act in decided.acts:
                self.state = self.given.procedure.evolve(self.state, act)
            self.counted.update(act.kind for act in decided.acts)
        told: tuple[Act | Ground, ...] = (*decided.acts, *decided.notes) if isinstance(decided, Done) else decided.grounds
        for one in told:
            self.look(one)

    def chance(self, often: float = 0.5) -> bool:
        return self.random.random() < often


BENT = 0.04
WITHOUT_PANEL = frozenset({"below-threshold", "single-source"})
FIGURES = (*(60, 70, 80) * 12, 81)
STRANGERS = (
    ALICE, THE_CLOCK, Mandate(role=Role.EXPERT, persons=("e1",)), Mandate(role=Role.EXPERT, persons=("e9",)),
    Mandate(role=Role.SUPPLIER, body="brook", persons=("b",)), Mandate(role=Role.PANEL, persons=("rep", "e1")),
)  # fmt: skip
Asked = tuple[Command, Mandate]


def bent(asked: Any, random: Random) -> Any:
    """One of its fields otherwise: left out, or empty, where it may be."""
    there = [
        one for one in fields(asked) if one.default is None or getattr(asked, one.name) == () or isinstance(getattr(asked, one.name), tuple)
    ]
    one = random.choice(there)
    now = getattr(asked, one.name)
    if isinstance(now, tuple):
        return replace(asked, **{one.name: now[1:] if random.random() < 0.5 else now + now[:1]})
    return replace(asked, **{one.name: None})


def sitting(state: Procurement) -> Mandate:
    return Mandate(role=Role.PANEL, persons=tuple(one.person for one in members(state)))


def clock(walk: Walk, state: Procurement) -> Asked:
    return walk.random.choice((CloseBids(), OpenBids(), OpenBids(), DeemAward())), THE_CLOCK


def give_back(walk: Walk, state: Procurement) -> Asked:
    """One holder the shares of what is listed, as it is, short of one, or with one that could not be opened."""
    listed = [one for one in state.closing.listed if one.lot not in state.ended_lots] if state.closing else []
    shares = tuple(ShareOf(bid=one.bid, lot=one.lot, share="cd" * 32 if walk.chance(0.9) else None) for one in listed)
    return ReleaseShares(shares=shares), keeper(walk.random.choice(HOLDERS))


def call(walk: Walk, state: Procurement) -> Asked:
    return walk.random.choice(((CALL, ALICE), (key_of("notary"), keeper("notary"))))


def form(walk: Walk, state: Procurement) -> Asked:
    experts = walk.random.choice((2, 4, 4, 4, 6))
    seats = tuple(member(one, own_choice=walk.chance(0.02)) for one in (REP, *EXPERTS[:experts]))
    drawn = replace(DRAWN, on=walk.now.date())
    if state.panel is None or walk.chance(0.1):
        return FormPanel(members=seats, drawn=drawn if walk.chance(0.9) else None, drawn_count=6), ALICE
    interested = [one.person for one in state.interests if one.relation != "none"]
    leaves = walk.random.choice(interested or [one.person for one in members(state)])
    return ReplaceMember(person=leaves, ground=Slug("absent"), member=member("e7"), drawn=drawn), ALICE


def declare(walk: Walk, state: Procurement) -> Asked:
    relation = Slug(walk.random.choice(("none",) * 60 + ("family-of-head",)))
    undeclared = [one.person for one in members(state) if one.person not in {each.person for each in state.interests}] or [REP]
    return DeclareInterest(relation=relation), Mandate(role=Role.EXPERT, persons=(walk.random.choice(undeclared),))


def examine(walk: Walk, state: Procurement) -> Asked:
    check = walk.random.choice(("qualification", "compliance"))
    said = []
    for lot in lots_open(state):
        passed = (
            {one.supplier for one in first_offers(state, lot)}
            if check == "qualification"
            else set(qualified(state, lot, ("qualification",)))
        )
        for supplier in sorted(passed):
            bad = walk.chance(0.04)
            said.append(Verdict(lot=lot, supplier=supplier, result=Slug("invalid" if bad else "valid"),
                                ground=Slug("not-qualified") if bad else None, reason=words("No licence") if bad else None))  # fmt: skip
    valid = {(one.lot, one.supplier) for one in said if one.result == "valid"} if check == "compliance" and walk.chance(0.9) else set()
    prices = tuple(PricePutRight(lot=lot, supplier=one, price=price) for (lot, one), price in walk.right.items() if (lot, one) in valid)
    by = ALICE if check == "qualification" and walk.given.procedure.name != "competitive-consultation" else sitting(state)
    asked = ExamineBids(check=Slug(check), verdicts=tuple(said), prices=prices)
    return asked, ALICE if walk.given.procedure.name in WITHOUT_PANEL else by


def ask(walk: Walk, state: Procurement) -> Asked:
    until = walk.now + timedelta(minutes=walk.random.choice((29, 60, 90)))
    return AskExplanation(lot=walk.random.choice(walk.lots), supplier=walk.random.choice(FIRMS), about=Slug("low-price"),
                          question=words("Why so low?"), answer_by=until), sitting(state)  # fmt: skip


def talk(walk: Walk, state: Procurement) -> Asked:
    met = {(one.lot, one.supplier) for one in state.talks}
    waiting = [
        (lot, one) for lot in lots_open(state) for one in qualified(state, lot, ("qualification", "compliance")) if (lot, one) not in met
    ]
    lot, supplier = walk.random.choice(waiting or [("1", "brook")])
    if waiting or walk.chance(0.2):
        return RecordNegotiation(lot=lot, supplier=supplier, said=words("The number of carers")), sitting(state)
    changes = (Change(about=Slug("service-requirements"), new=words("One more carer")),) if walk.chance(0.2) else ()
    return OpenRound(closes=walk.now + timedelta(minutes=70), changes=changes, confirmed_by=REP), sitting(state)


def agree(walk: Walk, state: Procurement) -> Asked:
    """A price at the offer, under it or over it, sometimes not for each lot."""
    offered = {lot: walk.prices["sunrise", lot] for lot in walk.lots}
    prices = tuple(AgreedPrice(lot=lot, price=Fen(price + walk.random.choice((0, 0, -100, 100)))) for lot, price in offered.items())
    paper = (Document(name="Record", size=1, sha256="00"),)
    asked = RecordPriceTalk(
        held_on=walk.now.date(), place="Meeting room", negotiators=(Negotiator(name="Li Na", experience="Ten years"),),
        costs=words("Wages"), none_comparable=words("Nobody else buys this"), terms=words("Paid monthly"), prices=prices,
        signed_record=paper,
    )  # fmt: skip
    return asked, ALICE


def give(walk: Walk, state: Procurement) -> Asked:
    unscored = [one.person for one in members(state) if one.person not in {each.person for each in state.sheets}] or [REP]
    figures: Scores = {str(one.id): (Decimal(walk.random.choice(FIGURES)),) for one in (scored(state) if state.plan else ())}
    said = tuple(
        Sheet(lot=lot, supplier=offer.supplier, scores=figures)
        for lot in lots_open(state)
        for offer in offers(state, lot)
        if offer.supplier in qualified(state, lot, ("qualification", "compliance"))
    )
    return GiveScores(sheets=said), Mandate(role=Role.EXPERT, persons=(walk.random.choice(unscored),))


def report(walk: Walk, state: Procurement) -> Asked:
    low = tuple(LowPrice(lot=one.lot, supplier=one.supplier, convinces=walk.chance(), opinion=words("Heard")) for one in state.questions)
    dissents = (Dissent(person=REP, reason=words("Too many points")),) if walk.chance(0.2) else ()
    flaw = Slug("ambiguous") if walk.chance(0.03) else None
    return ReportEvaluation(low_prices=low, dissents=dissents, flaw=flaw), sitting(state)


def draw(walk: Walk, state: Procurement) -> Asked:
    if not state.watch.called:
        names = tuple(Watcher(person=f"w{place}", name=f"h{place}") for place in range(len(SEEDS)))
        return CallWatchers(watchers=names), ALICE
    if state.watch.uncommitted:
        place = len(state.watch.committed)
        return CommitSeed(sha256=seed_commitment(SEEDS[place])), replace(ALICE, persons=(f"w{place}",))
    if len(state.announced) > len(state.drawn) and state.watch.unshown:
        place = len(state.watch.shown)
        return ShowSeed(seed=SEEDS[place]), replace(ALICE, persons=(f"w{place}",))
    if len(state.announced) > len(state.drawn):
        return HoldDraw(seeds=tuple(Seed(holder=f"h{place}", seed=seed) for place, seed in enumerate(SEEDS))), ALICE
    lot = walk.random.choice(walk.lots)
    tied = [one.supplier for one in ranked_in(report_of(state, lot), lot) if one.rank == 1] or ["brook", "hill"]
    seeds = tuple(SeedCommitment(holder=f"h{place}", sha256=seed_commitment(seed)) for place, seed in enumerate(SEEDS))
    terms: dict[str, Any] = {"purpose": Slug("tie"), "lot": lot, "entries": tuple(tied), "seeds": seeds}
    return AnnounceDraw(**terms, draws_at=walk.now + timedelta(minutes=5)), ALICE


def award(walk: Walk, state: Procurement) -> Asked:
    winners = []
    for lot in lots_open(state):
        line = [one.supplier for one in ranked_in(report_of(state, lot), lot)] or list(walk.firms)
        winners.append(Winner(lot=lot, supplier=line[0] if walk.chance(0.8) else walk.random.choice(line)))
    return DecideAward(awards=tuple(winners), reason=words("The best plan") if walk.chance() else None), ALICE


def result(walk: Walk, state: Procurement) -> Asked:
    lots = [lot for lot in lots_open(state) if award_of(state, lot)]
    paper = (Document(name="Declaration", size=1, sha256="00"),)
    out = [(lot, one.supplier) for lot in lots for one in first_offers(state, lot) if walk.chance(0.1)]
    losers = tuple(Told(lot=lot, supplier=supplier, reason=words("By points")) for lot, supplier in out)
    outside = Outside(medium="Network", on=walk.now) if walk.chance(0.1) else None
    return PublishResult(small_declarations=paper, documents=paper, losers=losers, outside=outside), ALICE


def aside(walk: Walk, state: Procurement) -> Asked:
    way = Slug(walk.random.choice(("next-ranked", "next-ranked", "new-procurement")))
    ground = Slug(walk.random.choice(("signature-refused", "query-upheld")))
    lot = walk.random.choice(walk.lots)
    if ground == "query-upheld" and not state.findings:
        paper = Outside(medium="Answer to a query", on=walk.now.date(), number="2026-1", scan="cd" * 32)
        return RecordFinding(lots=(lot,), about=ground, says=words("The office says so"), decision="2026-1", paper=paper), ERIN
    return SetAsideAward(lot=lot, ground=ground, way=way, reason=words("The office says so")), ALICE


def again(walk: Walk, state: Procurement) -> Asked:
    """On a ground, with a place that may be wrong, and a finding."""
    ground, sitting = walk.random.choice(GROUNDS), [one.person for one in members(state)] or [REP]
    wrong = tuple(Wrong(lot=lot, supplier=walk.random.choice(FIRMS[:3]), criterion=Slug("plan"), person=walk.random.choice(sitting))
                  for lot in walk.lots)  # fmt: skip
    finding = Outside(medium="Minutes of the panel", on=walk.now.date(), link="https://minutes.example/3")
    new = ground == "composition-illegal"
    return ReopenEvaluation(ground=Slug(ground), reason=words("A sum is wrong"), new_panel=new, wrong=wrong, finding=finding), ALICE


def end(walk: Walk, state: Procurement) -> Asked:
    lots = (walk.random.choice(walk.lots),)
    ground = Slug("task-fell-away" if walk.chance(0.3) else "too-few")
    return Terminate(lots=lots, ground=ground, reason=words("It is not wanted"), change=CLOSED_DOWN if walk.chance() else None), ALICE


Proposal = Callable[[Walk, Procurement], Asked]
PROPOSALS: tuple[Proposal, ...] = (
    clock, call, give_back, form, declare, examine, ask, talk, give, report, draw, award, result, aside, again, end,
)  # fmt: skip


def fitting(state: Procurement, walk: Walk) -> tuple[Proposal, ...]:
    """What the stage waits for."""
    method = walk.given.procedure.name
    if state.closing is None or state.opening is None:
        return (clock, give_back, give_back) if state.closing and state.keys_digest else (clock,)
    if method not in WITHOUT_PANEL:
        if state.panel is None:
            return (form,)
        if {one.person for one in members(state)} - {one.person for one in state.interests}:
            return (declare,)
    if any(one.relation != "none" for one in state.interests):
        return (form,)
    checks = {str(one.check) for one in state.examinations}
    if len(checks) < 2:
        return (examine,)
    if method == "competitive-consultation" and not state.rounds:
        return (talk,)
    if method == "single-source" and not state.price_talks:
        return (agree,)
    if method not in WITHOUT_PANEL and not state.reports:
        return (report, ask) if len(state.sheets) == len(members(state)) else (give,)
    if not state.awards:
        if state.watch.called:  # who has begun to draw goes on with it
            return (draw, draw, draw, clock)
        return (award, award, draw, clock) if method not in WITHOUT_PANEL else (award,)
    then = (aside, award, result, again, end)
    return (result,) if not state.results else then if method != "single-source" else (*then, agree)
