"""The tests' grammar: given(acts).when(command).then(acts) | .refused_under(rows), so that a test reads like its article."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from operis.core.acts import Act, Command, Due
from operis.core.calendar import Calendar
from operis.core.case import Case, Fact, Facts
from operis.core.decider import Done, Procedure, Refusal, decide, follow
from operis.core.fields import Happened
from operis.core.findings import Ground
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.budget.facts import (
    BoughtBefore,
    BudgetLineFact,
    OtherPlans,
    YearKept,
    YearSpend,
    bought_before,
    budget_line,
    other_plans,
    year_kept,
    year_spend,
)
from operis.dockets.contract.facts import AwardFact, Funds, award, award_bars, funds
from operis.dockets.directory.facts import DirectoryItemFact, directory_item
from operis.dockets.envelope.facts import Counter, Keepers, bidder, counter, keepers
from operis.dockets.establishment.facts import Vacancy, vacancy
from operis.dockets.file.facts import BodyFact, body
from operis.dockets.need.facts import NeedPartFact, need_part
from operis.dockets.need.sold_facts import Sellers, sellers
from operis.dockets.need.spent_facts import bought_beside, paid_from
from operis.dockets.procurement.acts import PlanReviewed
from operis.dockets.procurement.approving_facts import authority, purchaser
from operis.dockets.procurement.commands import FilePlan
from operis.dockets.procurement.facts import (
    Authorship,
    AwardsBefore,
    Bars,
    Contents,
    ProcurementFact,
    Received,
    Settling,
    Signatures,
    SmallHolders,
    Supplier,
    Winning,
    WinningBids,
    Writers,
    authorship,
    awards_before,
    bars,
    contents,
    plan_writers,
    procurement,
    received,
    settling,
    signature,
    small_holders,
    supplier,
    winning_bids,
)
from operis.dockets.procurement.key_facts import KeyOfficers, Rehearsal, key_officers, rehearsal
from operis.dockets.procurement.mandate_facts import Held
from operis.dockets.procurement.paper_facts import FirstReading, first_reading
from operis.dockets.procurement.reviewing import GENERAL, KEY, plan_sha256
from operis.dockets.representation.facts import Question, QuestionsAsked, question, questions_asked
from operis.dockets.standing import Namesakes, namesakes
from operis.dockets.supervision.facts import Inspected, inspected
from operis.law.book import Book, Law, Row, load_book
from operis.procedures import belonging, method_for
from operis.rules.keys import opened_as

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE = "civil-affairs"
ALICE = Mandate(role=Role.BUYER, office="purchasing", body=OFFICE, persons=("alice",))
"""Alice buys."""
BO = Mandate(role=Role.SUPPLIER, office="bids", body="sunrise", persons=("bo",))
"""Bo supplies."""
CHEN = Mandate(role=Role.FINANCE, office="supervision", body="finance", persons=("chen",))
"""Chen supervises."""
DONG = Mandate(role=Role.BUYER, office="purchasing", body="education", persons=("dong",))
"""Dong buys for another body: here a stranger."""


@cache
def book() -> Book:
    return load_book()


@cache
def calendar() -> Calendar:
    return Calendar.of(book())


def at(day: date, clock: str = "09:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZONE)


MORNING = at(date(2026, 3, 2))
STANDARD: dict[Fact[Any], Any] = {
    body: BodyFact(OFFICE, "state-organ", "county", "41", None, True),
    purchaser: BodyFact(OFFICE, "state-organ", "county", "410122", None, True),
    authority: BodyFact("city-finance", "state-organ", "city", "4101", None, True),
    need_part: NeedPartFact("DC-2026-N-0001", "1", OFFICE, "SERVICE", (), "public", 3, 20, date(2026, 1, 12)),
    sellers: Sellers(),
    paid_from: BudgetLineFact("BL-1", "2081006", Fen(3_000_000_00), Fen(0), "C05040100", "A0401", ()),
    bought_beside: OtherPlans(),
    plan_writers: Writers(()),
    budget_line: BudgetLineFact("BL-1", "2081006", Fen(3_000_000_00), Fen(0), "C05040100", "A0401", ()),
    year_spend: YearSpend(Fen(0), ()),
    other_plans: OtherPlans(),
    bought_before: BoughtBefore(),
    year_kept: YearKept(),
    directory_item: DirectoryItemFact("A0401", "public", date(2026, 1, 1), None),
    vacancy: Vacancy("care-home", "institution", 46, 38, 2, 1),
    procurement: ProcurementFact(
        "DC-2026-S-0001", OFFICE, "open-tender", date(2026, 3, 2), at(date(2026, 3, 22), "09:30"), date(2026, 3, 2), date(2026, 3, 9),
        ("1", "2"), (), (), False, Fen(8_000_00), Fen(860_000_00), False,
    ),
    supplier: Supplier("sunrise", "enterprise", "small", None, True),
    bidder: Supplier("sunrise", "enterprise", "small", None, True),
    first_reading: FirstReading("opened", Fen(5_000_00), small=True),
    counter: Counter(OFFICE, "fair-agency"),
    keepers: Keepers(tuple(Held(one, "buyer", OFFICE, date(2026, 1, 1), None) for one in ("alice", "erin"))),
    namesakes: Namesakes(()),
    bars: Bars(()),
    questions_asked: QuestionsAsked(0),
    question: Question(1, date(2026, 3, 2), Wording(en="Is there a kitchen?")),
    authorship: Authorship(()),
    awards_before: AwardsBefore((), (), (), ()),
    small_holders: SmallHolders(()),
    received: Received((), 0, 0),
    contents: Contents(()),
    award: AwardFact(
        procurement="DC-2026-S-0001", lot="1", method="open-tender", body=OFFICE, supplier="sunrise", price=Fen(800_000_00),
        published=date(2026, 3, 25), payment_days=30, content=Wording(en="Day care"),
        sign_by=Due(day=date(2026, 4, 24), row="O87-71"), reserved=True, small=True, form="purchase", term_months=12, term_grounds=(),
        agreed={"quantity": (Wording(en="60 people on five days a week"),), "standards": (Wording(en="The county's standard of 2024"),)},
        outcome="SERVICE", holds=(), contract=None, agency="fair-agency",
        others=(("brook", ("溪流公司", "Brook")), ("hill", ("Hill",))), names=("朝阳护理", "Sunrise"),
    ),
    funds: Funds("BL-1", Fen(3_000_000_00), Fen(0)),
    award_bars: Bars(()),
    signature: Signatures((), ()),
    settling: Settling(OFFICE, "open-tender", date(2026, 3, 2), True, False, date(2026, 3, 25), False, None, False, "fair-agency"),
    winning_bids: WinningBids(
        tuple(
            Winning(lot, one, Wording(en=one.title()), Wording(en="2 High Street"), (), ())
            for lot in ("1", "2", "3")
            for one in ("sunrise", "brook", "hill")
        )
    ),
    inspected: Inspected(OFFICE, True, "filed"),
    key_officers: KeyOfficers(
        tuple(
            Held(f"p-{one}", "key-holder", one, date(2026, 3, 2), None)
            for one in ("trading-centre", "archives", "notary", OFFICE, "fair-agency")
        )
    ),
    rehearsal: Rehearsal(opened_as(bytes.fromhex("ab" * 32))),
}  # fmt: skip
"""What the registers say unless a test says otherwise: an accepted body, a need for the public, a line of 3,000,000, five free places;
a tender of two lots that is open for bids until 22 March, a small firm on file that nothing bars, and no bid;
a filed plan whose notice is not out; five bodies with an officer of keys, the purchaser and its agency among them, and a rehearsal;
an award that was published on 25 March and is to be signed by 24 April, and a bidder that did not win;
above the county a finance department of its city."""


def reviews_of(plan: FilePlan, on: Happened, **changed: Any) -> tuple[PlanReviewed, PlanReviewed]:
    """The general and the key review of a plan, by Erin, who wrote nothing in it."""
    general = PlanReviewed(happened=on, review=GENERAL, plan_sha256=plan_sha256(plan), body=OFFICE, reviewer="erin", written_by=(),
                           outcome=Slug("passed"))  # fmt: skip
    return replace(general, **changed), replace(general, review=KEY, **changed)


@dataclass(frozen=True)
class Given:
    """A procedure with the acts on its docket, the facts from elsewhere, and the place and day."""

    procedure: Procedure[Any]
    acts: tuple[Act, ...] = ()
    facts: dict[Fact[Any], Any] = field(default_factory=lambda: dict(STANDARD))
    place: str = "41"
    level: str = "county"
    on: Happened = MORNING
    entered: Happened | None = None
    rows: Mapping[str, Row] = field(default_factory=dict)
    reviewed: bool = True
    """Whether a plan that is filed has passed its reviews just before."""

    def __call__(self, *acts: Act) -> "Given":
        return replace(self, acts=acts)

    def told(self, fact: Fact[Any], value: Any = None, **changed: Any) -> "Given":
        """The same with one fact otherwise; None: nothing is on record."""
        told = replace(self.facts[fact], **changed) if changed else value
        return replace(self, facts={**self.facts, fact: told})

    def happening(self, on: Happened) -> "Given":
        return replace(self, on=on)

    def entering(self, entered: Happened) -> "Given":
        """The same, entered at another time than it happened."""
        return replace(self, entered=entered)

    def standing_in(self, place: str, level: str) -> "Given":
        return replace(self, place=place, level=level)

    def reading(self, row: str, **changed: Any) -> "Given":
        """The same where a row of the law says otherwise: a later day, a lesser confidence, another number."""
        return replace(self, rows={**self.rows, row: replace(book().rows[row], **changed)})

    def unreviewed(self) -> "Given":
        return replace(self, reviewed=False)

    def case(self, asked: Command, by: Mandate = ALICE, state: Any = None) -> Case[Any, Any]:
        """What `decide` looks at; `state` is what the acts add up to, where that is known already."""
        state = follow(self.procedure, self.acts) if state is None else state
        if self.reviewed and isinstance(asked, FilePlan):
            state = replace(state, reviews=(*state.reviews, *reviews_of(asked, self.on)))
        notice = getattr(state, "notice", None)
        read = replace(book(), rows={**book().rows, **self.rows}) if self.rows else book()
        step = self.procedure.steps.get(type(asked))
        told = {fact: self.facts[fact] for fact in (step.needs if step else ()) if fact in self.facts}
        belongs = belonging(told)
        act_day, notice_day = calendar().day(self.on), calendar().day(notice.happened) if notice else getattr(belongs, "noticed", None)
        law = Law(read, "cn", self.place, self.level, act_day=act_day, notice_day=notice_day)
        return Case("DC-2026-S-0001", state, asked, by, self.on, law, calendar(), Facts(told),
                    method_for(self.procedure, told), self.entered or self.on)  # fmt: skip

    def when(self, asked: Command, by: Mandate = ALICE) -> "Outcome":
        return Outcome(decide(self.procedure, self.case(asked, by)))


@dataclass(frozen=True)
class Outcome:
    decided: Done | Refusal

    def then(self, *acts: type[Act]) -> tuple[Act, ...]:
        """It was allowed, and these acts follow, in this order."""
        assert isinstance(self.decided, Done), [(g.row, g.finding) for g in self.decided.grounds]
        assert tuple(type(act) for act in self.decided.acts) == acts
        return self.decided.acts

    def refused_under(self, *rows: str, status: int | None = None) -> tuple[Ground, ...]:
        """It was refused, and these rows and no others block."""
        assert isinstance(self.decided, Refusal), self.decided
        assert self.decided.rows == set(rows)
        assert all(ground.finding.do for ground in self.decided.grounds)
        assert status is None or self.decided.status == status
        return self.decided.grounds

    def warned_under(self, *rows: str) -> tuple[Ground, ...]:
        """It was allowed, and these rows and no others warned or were told."""
        assert isinstance(self.decided, Done), [(g.row, g.finding) for g in self.decided.grounds]
        assert {note.row for note in self.decided.notes} == set(rows)
        return self.decided.notes

    def said_by(self, check: str) -> tuple[Ground, ...]:
        """What one check refused or told."""
        grounds = self.decided.grounds if isinstance(self.decided, Refusal) else self.decided.notes
        return tuple(one for one in grounds if one.check == check)

    @property
    def words(self) -> list[str]:
        """What was said, with its facts filled in."""
        grounds = self.decided.grounds if isinstance(self.decided, Refusal) else self.decided.notes
        return [ground.finding.says.format(**ground.finding.facts) for ground in grounds]


def case(procedure: Procedure[Any]) -> Given:
    return Given(procedure)
