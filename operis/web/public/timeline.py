"""What has happened on a docket, what happens now, what comes next? Its entries as lines of the timeline."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from operis.core.acts import Act, Due
from operis.core.findings import Ground
from operis.core.mandates import ROLE_LABELS, Role
from operis.dockets.contract.state import Contract
from operis.dockets.kinds import KINDS
from operis.dockets.procurement.acts import BidsOpened, NoticeCorrected, NoticePublished
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.evaluation import lots_open, result_of
from operis.dockets.procurement.state import Procurement
from operis.dockets.supervision.state import Supervision
from operis.documents.days import claimed, dated, day_of_entry, stands_at
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.documents.shown import language, shown
from operis.law.book import Law, Row
from operis.ledger.read import Stored
from operis.ledger.receipt import seal_code
from operis.registers import models
from operis.registers.models import Refused, RefusedUnder
from operis.web.components.links import Link
from operis.web.components.seal import Seal
from operis.web.components.spine import DONE, NOW, TODO, Line
from operis.web.public.dockets import Shown, hidden, not_public_yet, step_of
from operis.web.public.documents import documents_of
from operis.web.public.entered import entered, members_of
from operis.web.public.summaries import reason, summary

REPRESENTS = "representative"
"""The seat of those who are no experts, though they act in the same office."""
ON_PANEL = frozenset({Role.EXPERT, Role.PANEL})


def timeline(docket: Shown, now: datetime, *, whole: bool = False) -> tuple[Line, ...]:
    """Every act in order, then what is under way and what is owed next; `whole`: with all that was entered."""
    names = names_of({entry.said["mandate"]["body"] or "" for entry in docket.entries})
    chain = [entry for entry in docket.entries if isinstance(entry.act, (NoticePublished, NoticeCorrected))]
    done = [line_of(docket, entry, names, chain, whole) for entry in docket.entries]
    return (*done, *ahead(docket, len(done), now))


def line_of(docket: Shown, entry: Stored, names: dict[str, str], chain: list[Stored], whole: bool) -> Line:
    """One act; `chain` is the notice and what put it right, each in the place of the one before."""
    if hidden(docket.state, entry):
        until = KINDS[docket.line.kind].read_once[entry.act.public].within(language())
        return Line(no=entry.number, state=DONE, title=_("An act that is not public yet"), what=until, seal=seal_of(entry),
                    kept=_("{count} acts that are not public yet, numbers {first} to {last}"))  # fmt: skip
    act = entry.act
    place = chain.index(entry) if entry in chain else -1
    before = chain[place - 1] if place > 0 else None
    after = chain[place + 1] if 0 <= place < len(chain) - 1 else None
    return Line(
        no=entry.number, state=DONE, title=act.title_words.within(language()), at=stands_at(entry), claimed=claimed(entry),
        actor=actor_of(docket, entry, names), basis=basis_of(docket, entry), seal=seal_of(entry),
        what=moved(act, docket.state) if after else summary(act),
        reason=reason(act),
        corrected=Link(dated(after), act_url(docket, after)) if after else None,
        corrects=Link(_("{act}, {day}").format(act=before.act.title_words.within(language()),
                                               day=dated(before)), act_url(docket, before))
        if before else None,
        entered=entered(act, docket.state) if whole and not not_public_yet(docket.state, entry) else (),
        documents=documents_of(docket, entry),
    )  # fmt: skip


def actor_of(docket: Shown, entry: Stored, names: dict[str, str]) -> str:
    """Role and body; of the panel the seat and who sits there, and for the panel as a whole its role alone."""
    by = entry.mandate
    role, who = ROLE_LABELS[Role(by.role)].within(language()), names.get(by.body or "", by.body or "")
    if by.role in ON_PANEL:
        sat = [one for one in members_of(docket.state) if one.person in by.persons] if by.role is Role.EXPERT else []
        if sat and sat[0].seat == REPRESENTS:
            role = _("Representative of the purchaser")
        who = _(", ").join(one.name for one in sat)
    said = _("{role}, {body}").format(role=role, body=who) if who else role
    return _("{who} ({how})").format(who=said, how=how) if (how := brought_in(entry)) else said


def brought_in(entry: Stored) -> str:
    """Of what came in at the command line: the administrator's name there and the paper, where the entry says them."""
    login, parts, paper = (entry.mandate.evidence or "").partition(": ")
    if entry.mandate.by != "import" or not parts:
        return ""
    return _("entered by the administrator {login}; paper: {paper}").format(login=login, paper=paper)


def act_url(docket: Shown, entry: Stored) -> str:
    """On the page of the process, where every act is."""
    return f"{reverse('process', args=[docket.number])}#act-{entry.number}"


def moved(act: Act, state: Any) -> str:
    """What a corrected act said of the closing time, never without the one that stands."""
    said = act.bids_close if isinstance(act, NoticePublished) else getattr(act, "closes", None)
    if said is None or said == state.bids_close:
        return summary(act)
    return _("Bids no longer close {before}, but {closes}").format(before=shown(said), closes=shown(state.bids_close))


def basis_of(docket: Shown, entry: Stored) -> tuple[Row, ...]:
    """The row of the step, as it was on the day of the act."""
    return basis_on(docket, entry.said["act"]["kind"], entry.act.happened)


def basis_on(docket: Shown, kind: str, at: date | datetime) -> tuple[Row, ...]:
    found = step_of(docket.line, kind)
    if found is None:
        return ()
    law = Law(book(), "cn", act_day=calendar().day(at))
    row = law.first(found[1].under, method=docket.line.method or None) or law.row(found[1].under[0])
    return (row,)


def seal_of(entry: Stored) -> Seal:
    code = seal_code(entry.leaf)
    number = f"{entry.docket} {entry.number}"
    said = claimed(entry)
    return Seal(number=number, code=code, day=day_of_entry(entry), claimed=calendar().day(said) if said else None,
                url=f"/v/{code}?number={number.replace(' ', '-')}")  # fmt: skip


def ahead(docket: Shown, done: int, now: datetime) -> Iterator[Line]:
    """What the docket waits for, as far as this version goes."""
    state: Any = docket.state
    if isinstance(state, Contract):
        yield from of_contract(state, done, now)
    if isinstance(state, Supervision) and state.decided is None and state.opened is not None:
        waits = state.answered is None
        yield Line(
            no=done + 1,
            state=NOW,
            title=_("Answer of the body") if waits else _("Decision"),
            due=state.opened.answer_by if waits else None,
            who=_("the purchasing body") if waits else _("the finance department"),
        )
    if not isinstance(state, Procurement):
        return
    if state.ended:
        return
    if state.opening is not None or state.rounds:
        yield from after_opening(docket, state, done, now)
    elif state.closing is not None:
        yield opening_owed(docket, state, done, now)
    elif state.notice is not None and state.bids_close is not None:
        open_still = now < state.bids_close
        yield Line(
            no=done + 1,
            state=NOW if open_still else DONE,
            title=_("Receiving bids") if open_still else _("Bids have closed"),
            due=state.bids_close if open_still else None,
            who=_("suppliers") if open_still else "",
        )
        if open_still:
            yield Line(no=done + 2, state=TODO, title=_("Opening"), due=state.bids_close)
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


def after_opening(docket: Shown, state: Procurement, done: int, now: datetime) -> Iterator[Line]:
    """Lots without a result are evaluated, whatever stands of that; those with one wait for their contract."""
    results = [(lot, result_of(state, lot)) for lot in lots_open(state)]
    signed = {one.lot for one in docket.contracts if one.signed}
    waiting = [result for lot, result in results if result is not None and lot not in signed]
    if any(result is None for _lot, result in results):
        yield Line(no=done + 1, state=NOW, title=_("Evaluation"), who=_("the purchasing body and those who evaluate"))
        yield Line(no=done + 2, state=TODO, title=_("Result"))
    elif waiting:
        due = min((one.sign_by for one in waiting if one.sign_by), key=lambda one: one.day, default=None)
        yield owed(done + 1, _("Signing of the contract"), due, _("the purchasing body and the winner"), now)


def of_contract(state: Contract, done: int, now: datetime) -> Iterator[Line]:
    """A signed contract is owed to the public, and a copy of it to the authority."""
    if state.refused is not None or state.drawn_up is None:
        return
    if state.signed is None:
        award = models.Award.objects.filter(docket=state.drawn_up.procurement.upper(), lot=state.drawn_up.lot).first()
        due = Due(day=award.sign_by, row=award.sign_by_row) if award and award.sign_by else None
        yield owed(done + 1, _("Signature of the winner"), due, _("the winner"), now)
        return
    if state.published is None:
        yield owed(done + 1, _("Publication of the contract"), state.signed.publish_by, _("the purchasing body"), now)
    if state.filed is None:
        yield owed(done + 1 + (state.published is None), _("Filing of a copy"), state.signed.file_by, _("the purchasing body"), now)


def owed(no: int, title: str, due: Due | None, who: str, now: datetime) -> Line:
    row = book().rows[due.row].at(due.day) if due and due.row in book().rows else None
    today = calendar().day(now)
    late = calendar().count(due.day, today, "working-day") if due and due.day < today else 0
    return Line(no=no, state=NOW, title=title, due=due.day if due else None, due_row=row, who=who, late=late)


def opening_owed(docket: Shown, state: Procurement, done: int, now: datetime) -> Line:
    """Bids have closed and are not open: since when it is due, and whether a rule stands in the way."""
    tried = Refused.objects.filter(docket=docket.number, command=OpenBids.slug).order_by("-at", "-number").first()
    grounds = RefusedUnder.objects.filter(refusal=tried.number).values_list("row", flat=True) if tried else ()
    rows = [book().rows[row].at(calendar().day(now)) for row in sorted(set(grounds)) if row in book().rows]
    late = 0
    if state.bids_close is not None and not rows:
        late = calendar().count(calendar().day(state.bids_close), calendar().day(now), "working-day")
    return Line(
        no=done + 1, state=NOW, title=_("Opening"), due=state.bids_close, late=late, basis=tuple(rows),
        due_row=next(iter(basis_on(docket, BidsOpened.kind, now)), None),
        reason=_("The opening was refused under this rule; the bids stay sealed.") if rows else "",
        who=_("the purchasing body: it has to end the procurement or go on in another way") if rows else "",
    )  # fmt: skip


def warnings(docket: Shown) -> list[tuple[int, Ground]]:
    """What was told beside the acts, by their number."""
    told: list[tuple[int, Ground]] = []
    seen = set()
    for entry in docket.entries:
        if entry.said["request"] not in seen and not hidden(docket.state, entry):
            seen.add(entry.said["request"])
            told += [(entry.number, ground) for ground in entry.notes]
    return told


def document_links(docket: Shown) -> tuple[Link, ...]:
    state: Any = docket.state
    issued = getattr(state, "documents", None)
    return tuple(Link(one.name, "", f"{one.size:,} B · {one.sha256[:16]}") for one in issued.documents) if issued else ()
