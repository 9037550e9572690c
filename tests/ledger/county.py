"""A small county whose registers are filled by commands alone: bodies on file, a budget, a directory, a need that was determined."""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from itertools import count

from operis.clerk import Entered, Refused, put
from operis.core.acts import Command
from operis.core.fields import Answers, Happened
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.commands import EnterBudget
from operis.dockets.budget.terms import BudgetLine
from operis.dockets.directory.commands import AdoptDirectory
from operis.dockets.directory.terms import DirectoryItem
from operis.dockets.file.commands import EnterFile, ReviewFile
from operis.dockets.need.commands import Determine, RecordConsultation, RecordNeed
from operis.dockets.need.terms import NeedPart, PartAnswers
from operis.dockets.procurement.commands import FilePlan, ReviewPlan
from operis.dockets.procurement.reviewing import PASSED, REVIEWS, PointReviewed, ReviewAnswer, plan_sha256
from operis.dockets.procurement.terms import PlanTerms
from operis.law.book import Law
from operis.registers.models import PaperReview
from operis.rules.reading import questions
from operis.weighing import Office
from tests.procedures.documents import plan, words
from tests.statute import ALICE, BO, CHEN, DONG, OFFICE, at, book

MONDAY = date(2026, 3, 2)
NINE = at(MONDAY)
FAYE = Mandate(role=Role.FINANCE, office="budget", body="finance", persons=("faye",))
"""Faye keeps budgets, files and the directory."""
SERVICE_ANSWERS: Answers = {
    "G01": True,
    "G02": False,
    "G03": False,
    "G04": False,
    "F01": "supplier",
    "F02": "quantity",
    "F03": True,
    "F08": "supplier",
}
ERIN = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("erin",))
"""Erin reviews."""
POINTS = tuple(slug for term in ("general_review_of", "key_review_of") for slug in book().rows["REQ-29"].at(MONDAY).slugs(term))
EIGHTH = Fen(250_000_00)
"""An eighth of the open-tender amount of a county in Henan."""


@dataclass
class County:
    """Puts commands at a clock of its own, one second after the other, each with its key."""

    office: Office = field(default_factory=lambda: Office(book()))
    name: str = "county"
    clock: datetime = NINE
    keys: "count[int]" = field(default_factory=count)

    def ask(
        self, docket: str | None, asked: Command, by: Mandate = ALICE, *, key: str | None = None, happened: Happened | None = None,
        reviewed: bool = True,
    ) -> Entered | Refused:  # fmt: skip
        """A plan is reviewed just before it is put, on the docket that it goes to, unless it was or it is said that it is not."""
        key = key or f"{self.name}-{next(self.keys)}"
        if reviewed and isinstance(asked, FilePlan) and not _passed(docket := docket or _reviewed_on(asked), asked):
            docket = self.review(asked, docket, key=f"{key}-{plan_sha256(asked)[:8]}")
        self.clock += timedelta(seconds=1)
        return put(self.office, docket, asked, by, happened=happened or self.clock, entered=self.clock, key=key)

    def done(self, docket: str | None, asked: Command, by: Mandate = ALICE, *, key: str | None = None) -> Entered:
        outcome = self.ask(docket, asked, by, key=key)
        assert isinstance(outcome, Entered), [(ground.row, ground.finding) for ground in outcome.refusal.grounds]
        return outcome

    def review(
        self, asked: FilePlan, docket: str | None = None, *, by: Mandate = ERIN, key: str | None = None, outcome: str = "passed"
    ) -> str:
        """Both reviews by Erin, in order on each point; gives back the docket, which may begin with them."""
        asked_for = reviewing(asked, self.clock.date(), outcome)
        return self.done(docket, asked_for, by, key=key).docket

    def founded(self, parts: int = 1) -> "County":
        """Civil Affairs may buy: its file is accepted, its budget and the directory stand, and need 1 is a service in all its parts."""
        file = self.done(None, body_file()).docket
        self.done(file, ReviewFile(result=Slug("accepted")), FAYE)
        self.done(None, budget(), FAYE)
        self.done(None, directory(), FAYE)
        self.need(parts)
        return self

    def need(self, parts: int = 1) -> str:
        """One more need that is a service; a part of a need has one plan."""
        need = self.done(None, need_recorded(parts)).docket
        self.done(need, consultation())
        self.done(need, determination(parts))
        return need


def _reviewed_on(asked: FilePlan) -> str | None:
    """The docket that the reviews of just this plan opened: it is filed there."""
    there = PaperReview.objects.filter(sha256=plan_sha256(asked), outcome=PASSED, reviewer__in=ERIN.persons)
    return there.values_list("docket", flat=True).first()


def _passed(docket: str | None, asked: FilePlan) -> bool:
    """Whether just this plan has passed there, key review and general review."""
    there = PaperReview.objects.filter(docket=docket or "", sha256=plan_sha256(asked), outcome=PASSED, reviewer__in=ERIN.persons)
    return there.count() == len(REVIEWS)


def reviewing(asked: FilePlan, on: date, outcome: str = "passed") -> ReviewPlan:
    """Both reviews of a plan: in order on each point, and each own sentence answered."""
    whole = PlanTerms(**{one.name: getattr(asked, one.name) for one in fields(PlanTerms)})
    points = tuple(PointReviewed(point=Slug(one), result=Slug("met")) for one in POINTS)
    reason = None if outcome == "passed" else words("Not yet")
    law = Law(book(), "cn", "41", "county", act_day=on)
    answers = tuple(
        ReviewAnswer(about=Slug(one.about), no=one.no, look=one.look, words=words("It serves the need"))
        for one in questions(whole, (), law)
    )
    return ReviewPlan(plan=whole, points=points, answers=answers, outcome=Slug(outcome), reason=reason)


def body_file(key: str = OFFICE) -> EnterFile:
    return EnterFile(
        key=Slug(key),
        party=Slug("body"),
        nature=Slug("state-organ"),
        name=words("Civil Affairs Office" if key == OFFICE else key.replace("-", " ").title()),
        level=Slug("county"),
        place="41",
        contact="Ms Li, 000-2026-1037",
    )


def budget() -> EnterBudget:
    line = BudgetLine(
        line="BL-1",
        item=words("Day care"),
        budget_item="2081006",
        amount=Fen(100_000_000_00),
        basis="2026-1",
        category="C05040100",
        directory_item="A0401",
    )
    return EnterBudget(body=OFFICE, year=2026, lines=(line,))


def directory() -> AdoptDirectory:
    item = DirectoryItem(code="A0401", tier=3, class_=Slug("public"), name=words("Day care"))
    return AdoptDirectory(title=words("Guiding directory"), first=date(2026, 1, 1), opinions_from=("civil-affairs",), items=(item,))


def need_recorded(parts: int = 1) -> RecordNeed:
    said = {name: words(name) for name in ("result", "quantity", "place", "served", "period")}
    return RecordNeed(title=words("Day care"), parts=tuple(NeedPart(part=f"{no}", **said) for no in range(1, parts + 1)))


def consultation() -> RecordConsultation:
    return RecordConsultation(
        on=date(2026, 2, 12), market_count=3, recipients_count=20, summary=words("Five days"), names=words("Wang, Zhao"),
        way=Slug("survey"), answered_count=18, adopted=words("Five days and not four"),
    )  # fmt: skip


def determination(parts: int = 1) -> Determine:
    answers = tuple(PartAnswers(part=f"{no}", answers=SERVICE_ANSWERS) for no in range(1, parts + 1))
    return Determine(parts=answers, reasons=words("A measured quantity of work"))


def small_plan(**changed: object) -> FilePlan:
    """A plan of an eighth of the open-tender amount, below the quota and without open tender."""
    return plan(**{"method": Slug("below-threshold"), "budget": EIGHTH, **changed})


def supplier(county: County, nature: str = "enterprise", size: str | None = "small") -> str:
    """The number of the file of a supplier that has been accepted."""
    file = replace(body_file("sunrise"), party=Slug("supplier"), nature=Slug(nature), size=Slug(size) if size else None)
    docket = county.done(None, file, BO).docket
    county.done(docket, ReviewFile(result=Slug("accepted")), FAYE)
    return docket


__all__ = ["ALICE", "CHEN", "DONG", "EIGHTH", "ERIN", "FAYE", "MONDAY", "OFFICE", "County", "small_plan"]
