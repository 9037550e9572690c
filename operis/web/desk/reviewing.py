"""Which papers of a body wait for their review, what became of those that had it, and what was changed in between?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis import clock
from operis.accounts.models import Grant, User
from operis.core.acts import Act, Command
from operis.core.fields import plain, read, walk
from operis.core.mandates import Mandate, Role
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.commands import DrawUpContract, ReviewContract
from operis.dockets.procurement.acts import ImplementationPlanFiled, ProceedingsTerminated
from operis.dockets.procurement.commands import DecideAward, FilePlan, ReviewAward, ReviewPlan
from operis.dockets.procurement.outcomes import AwardDecided
from operis.dockets.procurement.reviewing import AWARD, CONTRACT
from operis.dockets.procurement.terms import PlanTerms
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.drafts.reviewing import Paper, papers_of
from operis.ledger import read as ledger
from operis.registers import models
from operis.web.components.links import Link
from operis.web.desk.values import values
from operis.web.forms import Options, Reader
from operis.web.reading.entered import Entered
from operis.web.reading.lists import headings

T = TypeVar("T")
PAPER = "desk-paper"
PAPERS: Mapping[str, tuple[type[Command], type[Command], type[Act]]] = {
    FilePlan.slug: (FilePlan, ReviewPlan, ImplementationPlanFiled),
    DecideAward.slug: (DecideAward, ReviewAward, AwardDecided),
    DrawUpContract.slug: (DrawUpContract, ReviewContract, ContractDrawnUp),
}
"""By the command with which a paper is entered: that, the one with which it is reviewed, and the act that it becomes."""
WAITING, RETURNED, READY = "waiting", "returned", "ready"
SHOWN_MAX = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper in review, as the desk lists it."""

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
    return terms_of(PlanTerms, typed)


def terms_of(terms: type[T], typed: Mapping[str, str]) -> T:
    """What was typed, as what it makes."""
    return read(terms, Reader(typed).record(terms), zone=calendar().zone, language=language())


def chosen_paper(given: str, mandate: Mandate, of: type[Command]) -> Paper | None:
    """A paper of one's own body that will be entered with this command."""
    known = given.isascii() and given.isdigit() and len(given) < len(str(10**12))
    return papers_of(mandate.acts_for or "-").filter(pk=given, command=of.slug).first() if known else None


def in_review(mandate: Mandate) -> list[Waiting]:
    """Of the reviewer the papers that wait for a review, of the officer those that he has sent, until they are entered."""
    if mandate.role not in (Role.REVIEWER, Role.BUYER):
        return []
    seen: set[tuple[str, str, str]] = set()
    newest = []
    for paper in papers_of(mandate.acts_for or "-")[: SHOWN_MAX * 5]:
        if (matter := (paper.command, paper.need, paper.part)) not in seen:
            seen.add(matter)
            newest.append(paper)
    lines = {one.number: one for one in models.Docket.objects.filter(number__in=[paper.need for paper in newest])}
    titles = headings(list(lines.values()))
    found = [one for paper in newest if (one := _waiting(paper, mandate, titles)) is not None]
    return found[:SHOWN_MAX]


def _waiting(paper: Paper, mandate: Mandate, titles: Mapping[str, Any]) -> Waiting | None:
    standing = standing_of(paper)
    if standing is None:
        return None
    docket, made = standing
    results = {one.review: one.outcome for one in made}
    state = RETURNED if RETURNED in results.values() else READY if owed(paper) <= {*results} else WAITING
    reviews = mandate.role is Role.REVIEWER
    if reviews and state != WAITING:
        return None
    papers, of_paper, _act = PAPERS[paper.command]
    asked = of_paper if reviews else papers
    path = reverse("desk-step", args=[docket, asked.slug]) if docket else reverse("desk-new", args=[asked.docket_kind, asked.slug])
    title = titles[paper.need].words if paper.need in titles else paper.need
    return Waiting(title, paper.sent, state, f"{path}?{urlencode({'paper': paper.pk})}", paper.need)


def standing_of(paper: Paper) -> tuple[str, list[models.PaperReview]] | None:
    """The docket on which it goes on, if any, with its reviews there; None where it, or its docket's end, was entered since it was sent.

    What was reviewed for a procurement that has ended and is sent again has its review anew, for another docket.
    """
    rows = list(models.PaperReview.objects.filter(body=paper.body, sha256=paper.sha256))
    numbers = {*(one.docket for one in rows), *((paper.docket,) if paper.docket else ())}
    ended = set(models.Docket.objects.filter(number__in=numbers, ended__isnull=False).values_list("number", flat=True))
    if any(_entered_since(one, paper, ended=one in ended) for one in numbers):
        return None
    made = [one for one in rows if one.docket not in ended]
    return next((one.docket for one in made), "" if paper.docket in ended else paper.docket), made


def _entered_since(docket: str, paper: Paper, *, ended: bool) -> bool:
    """Whether what was sent, or another version of it, stands in the record by now, or nothing can be entered there any more."""
    _asked, _review, act = PAPERS[paper.command]
    over = (act, ProceedingsTerminated) if ended else (act,)
    return any(isinstance(one.act, over) and one.entered >= paper.sent for one in ledger.entries(docket))


def gone(paper: Paper | None) -> Link | None:
    """Why a paper does not wait for its review, and where one goes on; None while it waits."""
    if paper is None:
        return Link(_("No paper of your body is there under this link."), reverse("desk"))
    standing = standing_of(paper)
    if standing is None:
        return Link(_("What was to be reviewed is entered by now, or another version of it, or its procurement ended."), reverse("desk"))
    docket, made = standing
    there = reverse("desk-docket", args=[docket]) if docket else reverse("desk")
    results = {one.review: one.outcome for one in made}
    if RETURNED in results.values():
        return Link(_("This was reviewed already, and returned. A changed version is sent to its review anew."), there)
    if made and owed(paper) <= {*results}:
        return Link(_("This was reviewed already, and passed. The officer enters it now."), there)
    versions = papers_of(paper.body).filter(command=paper.command, need=paper.need, part=paper.part, sent__gt=paper.sent)
    newer = Link(_("A newer version of this was sent to its review; it stands on this page."), reverse("desk"))
    return newer if versions.exists() else None


def owed(paper: Paper) -> set[str]:
    """The reviews that such a paper has."""
    if paper.command != FilePlan.slug:
        return {str(AWARD if paper.command == DecideAward.slug else CONTRACT)}
    row = models.Party.objects.filter(key=paper.body).first()
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
    for one in papers_of(paper.body).filter(command=paper.command, need=paper.need, part=paper.part).exclude(pk=paper.pk):
        if one.sent <= paper.sent and models.PaperReview.objects.filter(body=one.body, sha256=one.sha256).exists():
            yield one

