"""Complete documents that the law lets pass; a test changes the one thing it is about."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from operis.core.acts import Command, Outside
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.acts import (
    BiddingDocumentsIssued,
    ImplementationPlanFiled,
    IntentionPublished,
    NoticeCorrected,
    NoticePublished,
)
from operis.dockets.procurement.commands import CorrectNotice, FilePlan, PublishIntention, PublishNotice
from operis.dockets.procurement.terms import Band, Criterion, Document, Lot, Requirement, Reservation
from tests.statute import OFFICE, at

MARCH_2 = date(2026, 3, 2)
CLOSING = MARCH_2 + timedelta(days=30)
NEED_CONTENTS = (
    "function-and-policy",
    "standards",
    "quality-safety-and-technical",
    "quantity-time-and-place",
    "service-standard-term-and-efficiency",
    "acceptance-standard",
    "other",
)
GROUPS = tuple(
    Slug(group) for group in ("content", "duration", "quantity", "quality", "price", "settlement", "rights-and-duties", "breach")
)
CLOSED_DOWN = Outside(medium="Decision of the county government", on=date(2026, 2, 27), number="2026-31", scan="ab" * 32)
"""The document by which a task falls away."""
SCAN = Document(name="plan.pdf", size=120_000, sha256="ab" * 32)
SHARE = Reservation(way=Slug("lot"), reserved=Fen(600_000_01), small_micro=Fen(360_000_01), deduction_percent=Decimal(10))
NONE = Reservation(way=Slug("none"), ground=Slug("smes-cannot-ensure-competition"), deduction_percent=Decimal(15))


def words(text: str) -> Wording:
    return Wording(en=text)


def banded(weight: Decimal) -> tuple[Band, ...]:
    """Nothing to tell apart where the price takes all of the points."""
    return (Band(points=weight, text=words("All three")), Band(points=Decimal(0), text=words("Fewer"))) if weight else ()


def criteria(price: str = "20") -> tuple[Criterion, ...]:
    return (
        Criterion(id=Slug("price"), weight=Decimal(price), kind=Slug("price"), formula=Slug("lowest-ratio")),
        Criterion(
            id=Slug("plan"),
            weight=Decimal(100) - Decimal(price),
            kind=Slug("judged"),
            rule=words("Care by need, missed days and emergencies"),
            bands=banded(Decimal(100) - Decimal(price)),
        ),
    )


def said(asked: Command) -> dict[str, Any]:
    """What a command says, for the act that repeats it."""
    return {one.name: getattr(asked, one.name) for one in fields(asked)}


PRICE_ALONE = (Criterion(id=Slug("price"), weight=Decimal(100), kind=Slug("price"), formula=Slug("lowest-wins")),)


def plan(**changed: Any) -> FilePlan:
    return replace(
        FilePlan(
            need="DC-2026-N-0001",
            method=Slug("open-tender"),
            fiscal_year=2026,
            budget_line="BL-1",
            directory_item="A0401",
            category="C05040100",
            budget=Fen(860_000_00),
            criteria=criteria(),
            requirements=tuple(Requirement(about=Slug(one), text=words(f"As written: {one}")) for one in NEED_CONTENTS),
            reservation=Reservation(way=Slug("whole")),
            contract_groups=GROUPS,
            term_months=12,
            acceptance=words("Each month, with those served"),
            payment_days=30,
        ),
        **changed,
    )


def notice(days: int = 20, **changed: Any) -> PublishNotice:
    """A notice of 2 March 2026 whose bids close `days` later."""
    return replace(
        PublishNotice(
            project_name=words("Day care"),
            purchaser=words("Civil Affairs Office"),
            content=words("Day care on five days a week"),
            scale=words("60 people"),
            materials=words("Licence"),
            getting_documents=words("Online, free"),
            documents_issued=MARCH_2,
            documents_offered_until=MARCH_2 + timedelta(days=7),
            bids_close=at(MARCH_2 + timedelta(days=days), "09:30"),
            opening=words("Online"),
            contact=words("Ms Li, 000-2026-1037"),
            queries_to=words("Purchasing office"),
            consortia_allowed=True,
            documents_elsewhere=words("At the desk of the office: they are plans of a building"),
        ),
        **changed,
    )


def filed(**changed: Any) -> ImplementationPlanFiled:
    asked = plan(**changed)
    return ImplementationPlanFiled(
        **said(asked), happened=at(date(2026, 2, 27)), body=OFFICE, budget_item="2081006", class_=Slug("public"), reviewed_by="erin"
    )


def intended(on: date = date(2026, 1, 20)) -> IntentionPublished:
    asked = intention()
    return IntentionPublished(**said(asked), happened=at(on), body=OFFICE, notice_from=None)


def intention(**changed: Any) -> PublishIntention:
    return replace(
        PublishIntention(
            need="DC-2026-N-0001",
            project_name=words("Day care"),
            needs_overview=words("Day care for 60 people"),
            budget=Fen(860_000_00),
            expected_month="2026-03",
        ),
        **changed,
    )


def noticed(days: int = 20, **changed: Any) -> NoticePublished:
    """With what its plan says, unless the test changes that too."""
    of_plan = {name: changed.pop(name) for name in ("budget", "ceiling", "qualification", "reservation") if name in changed}
    said_by_plan = {"budget": Fen(860_000_00), "qualification": words("Bears civil liability"), "reservation": words("Whole"), **of_plan}
    asked = notice(days, **changed)
    return NoticePublished(**said(asked), **said_by_plan, happened=at(MARCH_2), notice=Slug("tender"), stands_until=None)


def issued(**changed: Any) -> BiddingDocumentsIssued:
    asked = notice(**changed)
    return BiddingDocumentsIssued(
        happened=at(MARCH_2),
        documents_issued=asked.documents_issued,
        documents_offered_until=asked.documents_offered_until,
        documents=asked.documents,
    )


def correction(**changed: Any) -> CorrectNotice:
    return replace(CorrectNotice(ground=Slug("clarification"), reason=words("A supplier asked")), **changed)


def lots() -> tuple[Lot, ...]:
    return tuple(Lot(lot=number, name=words(f"Lot {number}"), budget=Fen(430_000_00)) for number in ("1", "2"))


def corrected(closes: datetime, on: date = date(2026, 3, 9), **changed: Any) -> NoticeCorrected:
    return NoticeCorrected(**said(correction(**changed)), happened=at(on), closes=closes)
