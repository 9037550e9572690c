"""Which plans of a body wait for their review, what became of those that had it, and what was changed in between?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant, User
from operis.core.fields import plain, read, walk
from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.commands import FilePlan, ReviewPlan
from operis.dockets.procurement.reviewing import PASSED
from operis.dockets.procurement.terms import PlanTerms
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.drafts.reviewing import Paper, paper_with, papers_of
from operis.registers import models
from operis.web.desk.values import values
from operis.web.forms import Options, Reader
from operis.web.public.entered import Entered
from operis.web.public.lists import headings

PAPER = "desk-paper"
WAITING, RETURNED, READY = "waiting", "returned", "ready"
SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan in review, as the desk lists it."""

    title: str
    sent: datetime
    state: str
    url: str
    number: str


def reviewers(mandate: Mandate) -> Options:
    """Those of the body who may review, but for who sits here."""
    held = Grant.objects.filter(office__role=str(Role.REVIEWER), office__body=mandate.acts_for or "", user__is_active=True)
    today = calendar().day(clock.now())
    holds = [one for one in held.select_related("user") if one.first <= today and (one.last is None or today <= one.last)]
    return tuple({str(one.user_id): one.user.name for one in holds if str(one.user_id) not in mandate.persons}.items())


def names_of_writers(paper: Paper) -> str:
    return _(", ").join(User.objects.filter(pk__in=paper.persons).order_by("name").values_list("name", flat=True))


def plan_of(typed: Mapping[str, str]) -> PlanTerms:
    """What was typed, as the plan that it makes."""
    return read(PlanTerms, Reader(typed).record(PlanTerms), zone=calendar().zone, language=language())


def chosen_paper(given: str, mandate: Mandate) -> Paper | None:
    """A paper of one's own body."""
    known = given.isascii() and given.isdigit() and len(given) < len(str(10**12))
    return papers_of(mandate.acts_for or "-").filter(pk=given).first() if known else None


def in_review(mandate: Mandate) -> list[Waiting]:
    """Of the reviewer the plans that wait for a review, of the officer those that he has sent, until they are filed."""
    if mandate.role not in (Role.REVIEWER, Role.BUYER):
        return []
    seen: set[tuple[str, str]] = set()
    newest = []
    for paper in papers_of(mandate.acts_for or "-")[: SHOWN_MAX * 5]:
        if (paper.need, paper.part) not in seen:
            seen.add((paper.need, paper.part))
            newest.append(paper)
    lines = {one.number: one for one in models.Docket.objects.filter(number__in=[paper.need for paper in newest])}
    titles = headings(list(lines.values()))
    found = [one for paper in newest if (one := _waiting(paper, mandate, titles)) is not None]
    return found[:SHOWN_MAX]


def _waiting(paper: Paper, mandate: Mandate, titles: Mapping[str, Any]) -> Waiting | None:
    made = models.PlanReview.objects.filter(body=paper.body, plan_sha256=paper.sha256)
    docket = next((one.docket for one in made), paper.docket)
    line = models.Docket.objects.filter(number=docket).first() if docket else None
    if line is not None and line.filed_at is not None and line.filed_at >= paper.sent:
        return None
    results = {one.review: one.outcome for one in made}
    state = RETURNED if RETURNED in results.values() else READY if owed(paper.body) <= {*results} else WAITING
    reviews = mandate.role is Role.REVIEWER
    if reviews and state != WAITING:
        return None
    asked = ReviewPlan if reviews else FilePlan
    path = reverse("desk-step", args=[docket, asked.slug]) if docket else reverse("desk-new", args=[asked.docket_kind, asked.slug])
    title = titles[paper.need].words if paper.need in titles else paper.need
    return Waiting(title, paper.sent, state, f"{path}?{urlencode({'paper': paper.pk})}", paper.need)


def owed(body: str) -> set[str]:
    """The reviews that plans of this body have."""
    row = models.Party.objects.filter(key=body).first()
    return {"general", "key"} if row is None or row.key_review else {"general"}


def changes_since(paper: Paper) -> Iterator[Entered]:
    """Each field of the plan that is not what it was in the version reviewed before, both ways."""
    before = next((one for one in _reviewed_before(paper)), None)
    if before is None:
        return
    old, new = plan_of(before.typed), plan_of(paper.typed)
    was, now = plain(old), plain(new)
    shown_old, shown_new = ({one.label: one for one in values(plan)} for plan in (old, new))
    for name, field in walk(PlanTerms).items():
        label = field.asked.label.within(language())
        if was[name] != now[name]:
            yield Entered(label, inside=tuple(_told(_(words), shown.get(label)) for words, shown in
                                              ((_("Before"), shown_old), (_("Now"), shown_new))))  # fmt: skip


def _told(words: str, one: Entered | None) -> Entered:
    return Entered(words, one.words if one else _("Not given"), one.inside if one else ())


def _reviewed_before(paper: Paper) -> Iterator[Paper]:
    """Earlier versions for the same part of a need that had a review, the newest first."""
    for one in papers_of(paper.body).filter(need=paper.need, part=paper.part).exclude(pk=paper.pk):
        if one.sent <= paper.sent and models.PlanReview.objects.filter(body=one.body, plan_sha256=one.sha256).exists():
            yield one


__all__ = ["PAPER", "PASSED", "Waiting", "changes_since", "chosen_paper", "in_review", "names_of_writers", "owed", "paper_with", "plan_of",
           "reviewers"]  # fmt: skip
