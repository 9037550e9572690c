"""How a purchase is bent: by whoever has something to gain, at any moment, with whatever he may type."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from operis.core.acts import Command, Outside
from operis.core.mandates import THE_CLOCK, Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.bid.commands import SealBid, SettleBond, WithdrawBid
from operis.dockets.bid.terms import BidContent
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, RefuseSignature, SignContract
from operis.dockets.file.commands import ImposeBar
from operis.dockets.procurement.awarding import Winner
from operis.dockets.procurement.commands import (
    CallKeyHolders,
    CloseBids,
    CorrectNotice,
    DecideAward,
    DeclareInterest,
    ExamineBids,
    FilePlan,
    FormPanel,
    GiveScores,
    OpenBids,
    PublishIntention,
    PublishResult,
    ReopenEvaluation,
    ReplaceMember,
    ReportEvaluation,
    SetAsideAward,
    Terminate,
)
from operis.dockets.procurement.evaluating import Member, Sheet, Verdict
from operis.dockets.procurement.terms import ENDINGS
from operis.dockets.supervision.commands import AnswerInspection, DecideSupervision, OpenInspection
from operis.ledger import read
from operis.registers import models
from tests.core.instances import example
from tests.invariants.county import AGENT, ALICE, BOTH, DONG, ERIN, FAYE, FIRMS, World, expert, firm, panel
from tests.invariants.honest import Move, Purchase, review
from tests.ledger.county import budget, determination
from tests.procedures.bid.sealed import SENT
from tests.procedures.contracts import EIGHT, OF_TENDER, written
from tests.procedures.documents import MARCH_2, intention, notice, words
from tests.procedures.keys import CALL, GIVEN, keeper, key_of
from tests.statute import at

Trick = Callable[[World, Purchase, Random], Move | None]
LONG_AGO = Outside(medium="A newspaper", on=date(2026, 1, 5))
STRANGERS = (DONG, AGENT, BOTH, ERIN, firm("lake"), THE_CLOCK, Mandate(role=Role.UNIT, office="unit", body="unit", persons=("unit",)))


def redraw(world: World, one: Purchase, random: Random) -> Move | None:
    """A signed contract is drawn up again, or another beside it."""
    contract = world.contract_of(one.number)
    if contract is None:
        return None
    starts = world.today - timedelta(days=random.choice((0, 30)))
    asked = DrawUpContract(
        procurement=one.number, starts=starts, clauses=written(*EIGHT, *OF_TENDER), payment_days=random.choice((None, 1, 59, 180))
    )
    return Move(random.choice((contract, None)), asked, random.choice((ALICE, AGENT)))


def end_it(world: World, one: Purchase, random: Random) -> Move | None:
    """It is ended because the wrong one wins."""
    outside = random.choice((None, None, LONG_AGO))
    asked = Terminate(ground=Slug(random.choice(list(ENDINGS))), reason=words("So decided"), outside=outside)
    return Move(one.number, asked, random.choice((ALICE, ALICE, AGENT, DONG)))


def backdate(world: World, one: Purchase, random: Random) -> Move | None:
    """What was forgotten is entered for a day on which it would have been in time."""
    proof = replace(LONG_AGO, link=random.choice((None, "https://paper.example/5")))
    today = world.today
    asked = random.choice(
        (
            replace(intention(), outside=proof, late_reason=words("It was forgotten")),
            replace(
                notice(documents_issued=MARCH_2, documents_offered_until=today, bids_close=at(today + timedelta(days=1))),
                outside=proof,
                late_reason=words("It was forgotten"),
            ),
            PublishResult(outside=proof, late_reason=words("It was forgotten")),
        )
    )
    return Move(one.number or None, asked, ALICE)


def review_own(world: World, one: Purchase, random: Random) -> Move | None:
    """Who files the plan reviews it, or another plan is filed than the one that passed."""
    changed: FilePlan = replace(one.plan, payment_days=random.choice((29, 31)), term_months=random.choice((12, 24)))
    return random.choice(
        (
            Move(one.number or None, review(one.plan, world), BOTH),
            Move(one.number or None, review(changed, world, "returned"), ERIN),
            Move(one.number or None, changed, ALICE),
            Move(one.number or None, one.plan, replace(ALICE, persons=("erin",))),
        )
    )


def friends(world: World, one: Purchase, random: Random) -> Move | None:
    """The purchaser's friends sit on the panel."""
    seats = [Member(person=world.rep, name="Rep", seat=Slug("representative"))]
    chosen = random.sample([*world.experts, world.friend], 4)
    own = random.random() < 0.5
    seats += [Member(person=each, name="Friend", seat=Slug("expert"), own_choice=own) for each in chosen]
    drawn = random.choice(
        (None, Outside(medium="A hat", on=world.today), Outside(medium="Pool", on=world.today, number="7", link="https://x.example"))
    )
    if random.random() < 0.3:
        return Move(one.number, ReplaceMember(person=world.experts[0], ground=Slug("absent"), member=seats[-1], drawn=drawn), ALICE)
    asked = FormPanel(members=tuple(seats), drawn=drawn, drawn_count=random.choice((None, 4)))
    return Move(one.number, asked, random.choice((ALICE, AGENT)))


def judge(world: World, one: Purchase, random: Random) -> Move | None:
    """Somebody examines, scores or reports who may not, or not yet, or not so."""
    who = random.choice((*world.experts, world.rep, world.friend))
    seats = (world.rep, *world.experts[:4])
    scores = tuple(Sheet(lot="1", supplier=each, scores={"plan": (Decimal(random.choice((0, 70, 80, 81))),)}) for each in FIRMS)
    verdicts = tuple(
        Verdict(supplier=each, result=Slug(random.choice(("valid", "invalid"))), ground=Slug("other"), reason=words("No licence"))
        for each in random.sample(FIRMS, random.choice((1, 4)))
    )
    return random.choice(
        (
            Move(one.number, GiveScores(sheets=scores), expert(who)),
            Move(one.number, DeclareInterest(relation=Slug(random.choice(("none", "family-of-head"))), supplier="lake"), expert(who)),
            Move(
                one.number,
                ExamineBids(check=Slug(random.choice(("qualification", "compliance"))), verdicts=verdicts),
                random.choice((ALICE, panel(*seats), panel(*seats[:2]))),
            ),
            Move(one.number, ReportEvaluation(), random.choice((panel(*seats[:3]), expert(who), ALICE))),
            Move(
                one.number,
                ReopenEvaluation(ground=Slug("wrong-sum"), reason=words("We want another"), lots=()),
                random.choice((ALICE, panel(*seats))),
            ),
        )
    )


def another_winner(world: World, one: Purchase, random: Random) -> Move | None:
    winner = random.choice((*FIRMS, "nobody"))
    return random.choice(
        (
            Move(one.number, DecideAward(awards=(Winner(supplier=winner),), reason=words("We know them")), random.choice((ALICE, DONG))),
            Move(one.number, PublishResult(), random.choice((ALICE, AGENT))),
            Move(
                one.number,
                SetAsideAward(
                    ground=Slug(random.choice(("signature-refused", "query-upheld", "ordered"))),
                    way=Slug(random.choice(("next-ranked", "new-procurement"))),
                    reason=words("We want another"),
                ),
                ALICE,
            ),
        )
    )


def late_bid(world: World, one: Purchase, random: Random) -> Move | None:
    name = random.choice(FIRMS)
    bid = world.bid_of(one.number, name)
    if bid is None:
        return None
    return random.choice(
        (
            Move(bid, SealBid(content=BidContent(price=Fen(1_00))), firm(name)),
            Move(bid, WithdrawBid(), firm(name)),
            Move(bid, SENT, firm(name)),
            Move(bid, SealBid(content=BidContent(price=Fen(1_00))), firm(random.choice(FIRMS))),
            Move(bid, example(SettleBond, full=False), ALICE),
        )
    )


def keys(world: World, one: Purchase, random: Random) -> Move | None:
    """Holders that are called too late, too few or one's own; a key without its rehearsal, and shares of bids that nobody sealed."""
    own, three = CallKeyHolders(holders=(ALICE.body or "", "agency", "archives")), CALL
    holder = keeper(random.choice(("archives", ALICE.body or "")))
    asked: tuple[Command, ...] = (own, three, CallKeyHolders(), key_of("archives"), GIVEN)
    return Move(one.number, random.choice(asked), random.choice((ALICE, holder, *STRANGERS)))


def early_clock(world: World, one: Purchase, random: Random) -> Move | None:
    return Move(one.number, random.choice((CloseBids(), OpenBids())), random.choice((ALICE, THE_CLOCK)))


def shorten(world: World, one: Purchase, random: Random) -> Move | None:
    """A correction shortens what is left, or changes what may not be changed."""
    asked = CorrectNotice(
        ground=Slug("amendment"),
        reason=words("Better so"),
        bids_close=at(world.today + timedelta(days=random.choice((1, 30)))),
        documents_offered_until=world.today,
        may_affect_bids=random.choice((True, False)),
    )
    return Move(one.number, asked, ALICE)


def sign_other(world: World, one: Purchase, random: Random) -> Move | None:
    contract = world.contract_of(one.number)
    if contract is None:
        return None
    drawn: Any = read.entries(contract)[-1].act
    text = getattr(drawn, "text_sha256", "00")
    return random.choice(
        (
            Move(contract, SignContract(text_sha256="00" * 32), firm("sunrise")),
            Move(contract, SignContract(text_sha256=text), random.choice((ALICE, firm("lake")))),
            Move(contract, RefuseSignature(reason=words("Too dear")), random.choice((ALICE, firm("brook"), firm("sunrise")))),
            Move(contract, Publish(performance_evaluation=words("None")), ALICE),
            Move(contract, FileWithAuthority(authority="Finance Bureau"), random.choice((ALICE, DONG))),
        )
    )


def stranger(world: World, one: Purchase, random: Random) -> Move | None:
    """The next lawful step, by somebody whose it is not."""
    move = one.next()
    return replace(move, by=random.choice(STRANGERS)) if move else None


def again(world: World, one: Purchase, random: Random) -> Move | None:
    """What was done is done again: the plan, the intention, the notice."""
    today = world.today
    return random.choice(
        (
            Move(one.number, one.plan, ALICE),
            Move(one.number, intention(), random.choice((ALICE, DONG))),
            Move(one.number, PublishIntention(need="DC-2026-N-0001"), ALICE),
            Move(
                one.number,
                notice(
                    documents_issued=today,
                    documents_offered_until=today + timedelta(days=random.choice((4, 7))),
                    bids_close=at(today + timedelta(days=random.choice((5, 19, 20, 21)))),
                ),
                ALICE,
            ),
        )
    )


def weather(world: World, one: Purchase, random: Random) -> Move | None:
    """What other offices do meanwhile, lawfully or not: budget, bars, determination, inspections, files."""
    lowered = replace(budget().lines[0], amount=Fen(random.choice((300_000_00, 100_000_000_00))), basis="2026-3")
    files = list(models.Party.objects.filter(key__in=FIRMS).values_list("docket", flat=True))
    barred = ImposeBar(
        basis=Slug("gpl-77"),
        ground=Slug("collusion"),
        decision="2026-9",
        first=world.today,
        last=date(2027, 1, 1),
        outside=random.choice((None, replace(LONG_AGO, link="https://paper.example/9"))),
    )
    inspected = models.Docket.objects.filter(kind="supervision").order_by("-number").first()
    return random.choice(
        (
            Move("DC-2026-G-0001", replace(budget(), lines=(lowered,)), random.choice((FAYE, ALICE))),
            Move(random.choice(files), barred, random.choice((FAYE, ALICE))),
            Move("DC-2026-N-0001", determination(), ALICE),
            Move(
                None,
                OpenInspection(
                    procurement=one.number or "DC-2026-S-0001",
                    cause=Slug("plan-read"),
                    matters=words("Why so dear?"),
                    answer_by=world.today + timedelta(days=9),
                ),
                FAYE,
            ),
            Move(inspected.number if inspected else "DC-2026-V-0001", AnswerInspection(answer=words("It is not")), ALICE),
            Move(
                inspected.number if inspected else "DC-2026-V-0001",
                DecideSupervision(
                    result=Slug(random.choice(("in-order", "to-be-corrected"))),
                    reasons=words("Read"),
                    grounds=(Slug("discrimination"),),
                    correct_by=world.today + timedelta(days=9),
                ),
                random.choice((FAYE, ALICE)),
            ),
        )
    )


TRICKS: tuple[Trick, ...] = (
    redraw,
    keys,
    end_it,
    end_it,
    backdate,
    review_own,
    friends,
    judge,
    judge,
    another_winner,
    late_bid,
    early_clock,
    shorten,
    sign_other,
    stranger,
    again,
    weather,
)
