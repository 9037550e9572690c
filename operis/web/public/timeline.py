"""What has happened on a docket, what happens now, what comes next? Its entries as lines of the timeline."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operis.core.acts import Act
from operis.core.findings import Ground
from operis.core.mandates import ROLE_LABELS, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.budget.acts import BudgetEntered
from operis.dockets.need.acts import NeedDetermined, ReferralDecided
from operis.dockets.procurement.acts import BidsOpened, ImplementationPlanFiled, NoticeCorrected, NoticePublished, ProceedingsTerminated
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.state import Procurement
from operis.dockets.recruitment.acts import RecruitmentPlanFiled
from operis.documents.lawbook import book, calendar
from operis.documents.shown import language, shown
from operis.law.book import Law, Row
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code
from operis.registers.models import Refused, RefusedUnder
from operis.web.components.links import Link
from operis.web.components.seal import Seal
from operis.web.components.spine import DONE, NOW, TODO, Line
from operis.web.public.dockets import Shown, names_of, not_public_yet, step_of
from operis.web.public.entered import entered


def timeline(docket: Shown, now: datetime, *, whole: bool = False) -> tuple[Line, ...]:
    """Every act in order, then what is under way and what is owed next; `whole`: with all that was entered."""
    names = names_of({entry.said["mandate"]["body"] or "" for entry in docket.entries})
    chain = [entry for entry in docket.entries if isinstance(entry.act, (NoticePublished, NoticeCorrected))]
    done = [line_of(docket, entry, names, chain, whole) for entry in docket.entries]
    return (*done, *ahead(docket, len(done), now))


def line_of(docket: Shown, entry: Stored, names: dict[str, str], chain: list[Stored], whole: bool) -> Line:
    """One act; `chain` is the notice and what put it right, each in the place of the one before."""
    act, mandate = entry.act, entry.mandate
    place = chain.index(entry) if entry in chain else -1
    before = chain[place - 1] if place > 0 else None
    after = chain[place + 1] if 0 <= place < len(chain) - 1 else None
    words = ROLE_LABELS[Role(mandate.role)].within(language())
    body = names.get(mandate.body or "", mandate.body or "")
    return Line(
        no=entry.no + 1, state=DONE, title=act.title_words.within(language()), at=act.happened,
        actor=_("{role}, {body}").format(role=words, body=body) if body else words, basis=basis_of(docket, entry), seal=seal_of(entry),
        what=moved(act, docket.state) if after else summary(act),
        reason=act.reason.within(language())[1] if isinstance(act, (ProceedingsTerminated, NoticeCorrected)) else "",
        corrected=Link(shown(calendar().day(after.act.happened)), act_url(docket, after)) if after else None,
        corrects=Link(_("{act}, {day}").format(act=before.act.title_words.within(language()),
                                               day=shown(calendar().day(before.act.happened))), act_url(docket, before))
        if before else None,
        entered=entered(act) if whole and not not_public_yet(docket.state, entry) else (),
    )  # fmt: skip


def act_url(docket: Shown, entry: Stored) -> str:
    """On the page of the process, where every act is."""
    return f"{reverse('process', args=[docket.number])}#act-{entry.no + 1}"


def moved(act: Act, state: Any) -> str:
    """What a corrected act said of the closing time, never without the one that stands."""
    said = act.bids_close if isinstance(act, NoticePublished) else getattr(act, "closes", None)
    if said is None or said == state.closes:
        return summary(act)
    return _("Bids no longer close {before}, but {closes}").format(before=shown(said), closes=shown(state.closes))


def basis_of(docket: Shown, entry: Stored) -> tuple[Row, ...]:
    """The row of the step, as it was on the day of the act."""
    return basis_on(docket, entry.said["act"]["kind"], entry.act.happened)


def basis_on(docket: Shown, kind: str, at: date | datetime) -> tuple[Row, ...]:
    found = step_of(docket.line.kind, kind)
    if found is None:
        return ()
    law = Law(book(), "cn", act_day=calendar().day(at))
    row = law.first(found[1].under, method=docket.line.method or None) or law.row(found[1].under[0])
    return (row,)


def seal_of(entry: Stored) -> Seal:
    code = seal_code(entry.leaf)
    number = f"{entry.docket} {entry.no + 1}"
    return Seal(number=number, code=code, day=calendar().day(entry.act.happened), url=f"/v/{code}?number={number.replace(' ', '-')}")


def summary(act: Act) -> str:
    """The one thing that a reader of the list wants to know of an act."""
    match act:
        case NeedDetermined():
            return shown(Slug(act.outcome))
        case ReferralDecided():
            return shown(Slug(act.part.outcome))
        case ImplementationPlanFiled():
            return _("{method}, {budget}").format(method=shown(act.method), budget=shown(act.budget))
        case NoticePublished():
            return _("Closes {closes}").format(closes=shown(act.bids_close))
        case NoticeCorrected():
            return _("Closes {closes}").format(closes=shown(act.closes))
        case BidsOpened():
            return ngettext("{count} bid opened", "{count} bids opened", len(act.opened)).format(count=len(act.opened))
        case ProceedingsTerminated():
            return shown(act.ground)
        case BudgetEntered():
            return shown(Fen(sum(line.amount for line in act.lines)))
        case RecruitmentPlanFiled():
            return _("{count} places reserved").format(count=act.places)
    return ""


def ahead(docket: Shown, done: int, now: datetime) -> Iterator[Line]:
    """What the docket waits for, as far as this version goes."""
    state: Any = docket.state
    if not isinstance(state, Procurement):
        return
    if state.ended:
        return
    if state.opening is not None:
        yield Line(no=done + 1, state=NOW, title=_("Evaluation"))
    elif state.closing is not None:
        yield opening_owed(docket, state, done, now)
    elif state.notice is not None and state.closes is not None:
        open_still = now < state.closes
        yield Line(
            no=done + 1,
            state=NOW if open_still else DONE,
            title=_("Receiving bids") if open_still else _("Bids have closed"),
            due=state.closes if open_still else None,
            who=_("suppliers") if open_still else "",
        )
        if open_still:
            yield Line(no=done + 2, state=TODO, title=_("Opening"), due=state.closes)
        else:
            yield opening_owed(docket, state, done + 1, now)
    elif state.plan is not None:
        earliest = state.intention.notice_from if state.intention else None
        yield Line(
            no=done + 1,
            state=NOW,
            title=_("Preparing the notice"),
            who=_("the purchasing body"),
            due=earliest.day if earliest else None,
            due_row=book().rows[earliest.row].at(earliest.day) if earliest else None,
        )
        yield Line(no=done + 2, state=TODO, title=_("Notice"))
    else:
        yield Line(no=done + 1, state=NOW, title=_("Preparing the plan"), who=_("the purchasing body"))
        yield Line(no=done + 2, state=TODO, title=_("Filing of the plan"))


def opening_owed(docket: Shown, state: Procurement, done: int, now: datetime) -> Line:
    """Bids have closed and are not open: since when it is due, and whether a rule stands in the way."""
    tried = Refused.objects.filter(docket=docket.number, command=OpenBids.slug).order_by("-number").first()
    grounds = RefusedUnder.objects.filter(refusal=tried.number).values_list("row", flat=True) if tried else ()
    rows = [book().rows[row].at(calendar().day(now)) for row in sorted(set(grounds)) if row in book().rows]
    late = 0
    if state.closes is not None and not rows:
        late = calendar().count(calendar().day(state.closes), calendar().day(now), "working-day")
    return Line(
        no=done + 1, state=NOW, title=_("Opening"), due=state.closes, late=late, basis=tuple(rows),
        due_row=next(iter(basis_on(docket, BidsOpened.kind, now)), None),
        reason=_("The opening was refused under this rule; the bids stay sealed.") if rows else "",
        who=_("the purchasing body: it has to end the procurement or go on in another way") if rows else "",
    )  # fmt: skip


def warnings(docket: Shown) -> list[tuple[int, Ground]]:
    """What was told beside the acts, by their number."""
    told: list[tuple[int, Ground]] = []
    seen = set()
    for entry in docket.entries:
        if entry.said["request"] not in seen:
            seen.add(entry.said["request"])
            told += [(entry.no + 1, ground) for ground in entry.notes]
    return told


def document_links(docket: Shown) -> tuple[Link, ...]:
    state: Any = docket.state
    issued = getattr(state, "documents", None)
    return tuple(Link(one.name, "", f"{one.size:,} B · {one.sha256[:16]}") for one in issued.documents) if issued else ()
