"""What does a panel do now, in which order, and who has done his part? One page of one evaluation for whoever is at work on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from operis.core.acts import Command
from operis.core.findings import Ground
from operis.core.wording import Slug
from operis.dockets.procurement.commands import (
    AskExplanation,
    DeclareInterest,
    ExamineBids,
    FormPanel,
    GiveScores,
    OpenRound,
    RecordNegotiation,
    ReportEvaluation,
)
from operis.dockets.procurement.evaluating import SEATS, Member
from operis.dockets.procurement.evaluation import (
    examined,
    first_offers,
    lots_evaluated,
    members,
    qualified,
    report_of,
    scored_all,
    sheets_of,
    unheard,
    verdicts,
)
from operis.documents.papers.report import drawn_elsewhere
from operis.documents.shown import language, moment
from operis.procedures import procedure_now
from operis.rules.before_panel import scored, to_score
from operis.rules.examination import BOTH, COMPLIANCE, QUALIFICATION
from operis.rules.sheets import counted_apart
from operis.web.components.status import Status
from operis.web.desk.guide_examining import NOT_MADE_BY
from operis.web.desk.joint import signed_by, waiting_for
from operis.web.panel.bids import answers_to, bids_of
from operis.web.panel.sitting import NO_INTEREST, AtPanel, criterion_name, panel_page
from operis.web.preparing.ahead import Ahead, ahead, weigh
from operis.web.reading.tied import tied_in

DONE, NOW, OTHERS, LATER = "done", "now", "others", "later"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing in the order of the work: where it stands, and whose it is; `url` only where the reader can do it now."""

    words: str
    stands: Status
    says: tuple[str, ...] = ()
    url: str = ""
    grounds: tuple[Ground, ...] = ()


@require_safe
@panel_page
def hub_page(at: AtPanel) -> HttpResponseBase:
    tasks = tuple(_tasks(at))
    opened = at.state.opening is not None or bool(at.state.rounds_past)
    return render(at.request, "web/panel/hub.html", {
        "at": at, "tasks": tasks, "next": next((one for one in tasks if one.url), None), "member": at.member, "relation": at.relation,
        "lots": [(lot, at.lot_name(lot), bids_of(at, lot), _sheets(at, lot)) for lot in at.lots],
        "opened": opened, "tied": tied_in(at.state), "elsewhere": [*drawn_elsewhere(at.state)],
        "people": list(_people(at)), "apart": tuple(_apart(at)),
        "report": at.address("panel-report"),
        "papers": waiting_for(at.number, at.state, at.mandate.persons[0]) if at.member is not None else (),
    })  # fmt: skip


def _sheets(at: AtPanel, lot: str) -> str:
    return at.address("panel-sheets", lot) if report_of(at.state, lot) is not None else ""


STANDS = {DONE: "done", NOW: "open", OTHERS: "eval", LATER: ""}


def _stands(how: str) -> Status:
    words = {DONE: _("Done"), NOW: _("To be done by you now"), OTHERS: _("Others are at it"), LATER: _("Not yet")}
    return Status(words[how], STANDS[how])


def _tasks(at: AtPanel) -> Iterator[Task]:
    """In the order of the work; what the method has none of is left out."""
    weighed = {one.asked: one for one in ahead(at.docket, at.mandate, at.now)}
    if at.state.panel is None:
        yield _task(at, FormPanel, weighed, finished=False, says=())
        return
    sitting, declared = members(at.state), {one.person for one in at.state.interests}
    yield _task(at, DeclareInterest, weighed, finished=all(one.person in declared for one in sitting), own=at.relation is None,
                says=(_so_many(sum(one.person in declared for one in sitting), len(sitting)),))  # fmt: skip
    yield from _examinations(at, weighed)
    if AskExplanation in weighed:
        yield _task(at, AskExplanation, weighed, finished=False, says=tuple(_questions(at)), may=True)
    if RecordNegotiation in weighed:
        yield from _talks(at, weighed)
    if GiveScores in weighed and scored(at.state):
        yield from _scoring(at, weighed)
    reported = [lot for lot in at.lots if report_of(at.state, lot) is not None]
    ready = _examined(at) and all(scored_all(at.state, lots_evaluated(at.state), one.person) for one in sitting)
    whole = bool(at.lots) and len(reported) == len(at.lots)
    yield _task(at, ReportEvaluation, weighed, own=ready, finished=whole, says=tuple(_apart_told(at)))


def _so_many(count: int, of: int) -> str:
    return ngettext("{count} of {of} member", "{count} of {of} members", of).format(count=count, of=of)


def _examinations(at: AtPanel, weighed: dict[type[Command], Ahead]) -> Iterator[Task]:
    for check, words in ((QUALIFICATION, _("Examine whether bidders are qualified")), (COMPLIANCE, _("Examine whether bids comply"))):
        due = [(lot, one) for lot in at.lots for one in _due(at, lot, check)]
        made = sum(check in verdicts(at.state, lot, one) for lot, one in due)
        whole = bool(due) and made == len(due) and (check == QUALIFICATION or _qualified_known(at))
        first = check == QUALIFICATION or _qualified_known(at)
        says = (ngettext("{count} of {of} bid", "{count} of {of} bids", len(due)).format(count=made, of=len(due)),) if due else ()
        if not whole and not may_examine(at, check):
            yield Task(words, _stands(OTHERS if first else LATER), says)
        else:
            yield _task(at, ExamineBids, weighed, finished=whole, words=words, own=first, says=says)


def may_examine(at: AtPanel, check: str) -> bool:
    """Whether this examination is the reader's to make, whatever else stands in the way."""
    procedure = procedure_now(at.docket.line.kind, at.state)
    told = weigh(procedure, procedure.steps[ExamineBids], at.number, at.state, at.mandate, at.now, check=Slug(check))
    return told.yours and NOT_MADE_BY not in {one.check for one in told.grounds}


def _due(at: AtPanel, lot: str, check: str) -> tuple[str, ...]:
    return qualified(at.state, lot, (QUALIFICATION,)) if check == COMPLIANCE else tuple(one.supplier for one in first_offers(at.state, lot))


def _qualified_known(at: AtPanel) -> bool:
    return all(QUALIFICATION in verdicts(at.state, lot, one.supplier) for lot in at.lots for one in first_offers(at.state, lot))


def _examined(at: AtPanel) -> bool:
    return all(examined(at.state, lots_evaluated(at.state), check) for check in BOTH)


def _questions(at: AtPanel) -> Iterator[str]:
    for one in at.state.questions:
        if answers_to(at, one):
            yield _("{supplier}: has answered; the answer stands with its bid").format(supplier=at.names.get(one.supplier, one.supplier))
            continue
        words = _("{supplier}: asked, answer until {until}") if at.now < one.answer_by else _("{supplier}: asked, its time ended {until}")
        yield words.format(supplier=at.names.get(one.supplier, one.supplier), until=moment(one.answer_by))


def _talks(at: AtPanel, weighed: dict[type[Command], Ahead]) -> Iterator[Task]:
    due = {(lot, one) for lot in at.lots for one in qualified(at.state, lot, BOTH)}
    met = {(one.lot, one.supplier) for one in at.state.talks}
    rounds = bool(at.state.rounds)
    whole = bool(due) and due <= met
    count = ngettext("{count} of {of} supplier", "{count} of {of} suppliers", len(due)).format(count=len(due & met), of=len(due))
    yield _task(at, RecordNegotiation, weighed, finished=rounds or whole, own=_examined(at), says=(count,) if due else ())
    until = (_("Final quotes close {until}").format(until=moment(at.state.rounds[-1].closes)),) if rounds else ()
    yield _task(at, OpenRound, weighed, finished=rounds, own=whole, says=until)


def _scoring(at: AtPanel, weighed: dict[type[Command], Ahead]) -> Iterator[Task]:
    """A task for each lot: whoever sits gives his own points, and who does not sees how many have."""
    for lot in at.lots:
        due, given = to_score(at.state, lot), [one.person for one in members(at.state) if _gave(at, lot, one.person)]
        own = next(iter(at.mandate.persons), "") in given
        finished = (bool(due) and len(given) == len(members(at.state))) or lot not in lots_evaluated(at.state)
        words = _("Give points, lot {lot}").format(lot=lot) if at.several else _("Give points")
        wrong = any(True for _one in counted_apart(at.state, lot)) and lot in lots_evaluated(at.state)
        says = _("Handed in by {members}").format(members=_so_many(len(given), len(members(at.state))))
        left = bool(due) and at.member is not None and (not own or wrong)
        yield _task(at, GiveScores, weighed, finished=finished and not wrong, own=left, words=words, url=at.address("panel-scores", lot),
                    says=(says,))  # fmt: skip


def _gave(at: AtPanel, lot: str, person: str) -> bool:
    """Whether a member has given points to every bid that is compared."""
    due = to_score(at.state, lot)
    return bool(due) and {*due} <= {*sheets_of(at.state, lot).get(person, {})}


def _task(
    at: AtPanel, asked: type[Command], weighed: dict[type[Command], Ahead], *, finished: bool, says: tuple[str, ...], words: str = "",
    url: str = "", own: bool = True, may: bool = False,
) -> Task:  # fmt: skip
    """`own`: whether the reader has a part left in it; `may`: it is done only where there is cause."""
    words = words or str(asked.title_words.within(language()))
    one = weighed.get(asked)
    if finished:
        return Task(words, _stands(DONE), says)
    mine = one is not None and one.yours
    grounds = one.grounds if one is not None and mine else ()
    if mine and not grounds and own:
        way = url or reverse("desk-step", args=[at.number, asked.slug])
        return Task(words, Status(_("Where there is cause"), "") if may else _stands(NOW), says, way)
    if may:
        return Task(words, Status(_("Where there is cause"), ""), says)
    return Task(words, _stands(LATER if grounds or not own else OTHERS), says, grounds=grounds[:1])


def _apart(at: AtPanel) -> Iterator[str]:
    """What is counted and differs: it is put right before sums are made."""
    for lot in lots_evaluated(at.state):
        for one, supplier, figures in counted_apart(at.state, lot):
            yield _("{criterion} of {supplier}: from {least} to {most} points").format(
                criterion=criterion_name(one), supplier=at.names.get(supplier, supplier), least=figures[0], most=figures[-1])  # fmt: skip


def _apart_told(at: AtPanel) -> Iterator[str]:
    if any(True for _one in _apart(at)):
        yield _("Members differ on what is counted: the report waits until it is put right.")


def _people(at: AtPanel) -> Iterator[dict[str, Any]]:
    signed = signed_by(at.number, ReportEvaluation)
    return (_person(at, one, signed=one.person in signed) for one in members(at.state))


def _person(at: AtPanel, one: Member, *, signed: bool) -> dict[str, Any]:
    """What a member has done, never what he gave."""
    relation = next((each.relation for each in at.state.interests if each.person == one.person), None)
    seat = SEATS[one.seat]
    unasked = _("has not answered the call") if unheard(at.state, one.person) else _("not yet")
    told = unasked if relation is None else _("no interest") if relation == NO_INTEREST else _("has an interest, and leaves")
    given = [lot for lot in at.lots if _gave(at, lot, one.person)]
    scores = _("handed in") if given and len(given) == len(at.lots) else _("in part") if given else _("not yet")
    reported = at.lots and all(report_of(at.state, lot) is not None for lot in at.lots)
    return {
        "name": one.name, "seat": seat[1] if language() == "zh" else seat[0], "you": one == at.member, "declared": told, "scored": scores,
        "signed": _("with the report") if reported else _("signed") if signed else _("not yet"),
    }  # fmt: skip
