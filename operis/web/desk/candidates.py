"""Which needs and purchases can the step be about now? What is planned, contracted or not ready is not offered."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from operis import clock
from operis.core.acts import Command
from operis.dockets.bid.commands import ObtainDocuments
from operis.dockets.contract.commands import DrawUpContract, ReviewContract
from operis.dockets.need.kind import SERVICE
from operis.dockets.procurement.commands import FilePlan, PublishIntention, ReviewPlan
from operis.dockets.recruitment.commands import FileRecruitmentPlan
from operis.dockets.representation.commands import MakeRepresentation
from operis.dockets.supervision.commands import OpenInspection
from operis.documents.lawbook import calendar
from operis.registers import models
from operis.rules.posts import ASSESSED, POST
from operis.web.desk.sitting import Sitting

Dockets = QuerySet[models.Docket]
YEAR = "fiscal_year"


def needs_of(at: Sitting) -> Dockets:
    """Every determined need of one's own body."""
    return models.Docket.objects.filter(kind="need", body=at.mandate.acts_for or "-", state="determined")


def needs_now(at: Sitting) -> Dockets:
    parts = models.NeedPart.objects.filter(body=at.mandate.acts_for or "-", **_SOUGHT.get(at.step.asked, {}))
    parts = parts.exclude(bought=True) if at.step.asked in _SOUGHT else parts
    if at.step.asked in _PLANS:
        planned = models.YearSpend.objects.filter(need=OuterRef("docket"), part=OuterRef("part"), year=_year(at))
        parts = parts.exclude(Exists(planned.exclude(docket=at.number or "").filter(failed_fen=0)))
    return needs_of(at).filter(number__in=parts.values("docket"))


def procurements_of(at: Sitting) -> Dockets:
    """Those of one's own body; who oversees or bids looks at those of all."""
    every = models.public_dockets().filter(kind="procurement")
    return every if at.step.asked in _OF_ALL else models.Docket.objects.filter(kind="procurement", body=at.mandate.acts_for or "-")


def procurements_now(at: Sitting) -> Dockets:
    return procurements_of(at).filter(_READY.get(at.step.asked, Q)()).exclude(number=at.number or "")


def _year(at: Sitting) -> int:
    typed = at.request.POST.get(YEAR, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == len(f"{date.max.year}") else calendar().day(clock.now()).year


def _open() -> Q:
    """Bids are taken, and the documents are still on offer."""
    offered = Q(offered_until__isnull=True) | Q(offered_until__gte=calendar().day(clock.now()))
    taken = models.Notice.objects.filter(offered, closed=False, ended=False, closes__gt=clock.now())
    return Q(number__in=taken.values("docket"))


def _uncontracted() -> Q:
    """With a result, and not every award of it contracted."""
    return Q(resulted__isnull=False, ended__isnull=True) & ~Q(state="contracted")


_PLANS = frozenset({PublishIntention, FilePlan, ReviewPlan})
_SOUGHT: Mapping[type[Command], Mapping[str, object]] = {
    **{one: {"outcome": SERVICE, "holds": ""} for one in _PLANS},
    FileRecruitmentPlan: {"outcome__in": (POST, ASSESSED), "holds": ""},
}
"""What a part of a need has come to that the step can be about."""
_OF_ALL = frozenset({ObtainDocuments, MakeRepresentation, OpenInspection})
_READY: Mapping[type[Command], Callable[[], Q]] = {
    ObtainDocuments: _open,
    MakeRepresentation: lambda: Q(noticed__isnull=False, ended__isnull=True),
    OpenInspection: lambda: Q(filed_at__isnull=False, ended__isnull=True),
    DrawUpContract: _uncontracted,
    ReviewContract: _uncontracted,
    FilePlan: lambda: Q(ended__isnull=False),
}
"""In which state a procurement is for the step."""
