"""What is on the desk? The dockets of the body for which one acts, or those that one's office works on, each with what it waits for."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock, troubles
from operis.beat import CLOCK
from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.core.wording import Label
from operis.dockets.file.commands import EnterFile
from operis.dockets.kinds import KINDS, secret_kinds
from operis.dockets.need.commands import RecordNeed
from operis.dockets.procurement.calling import AnswerCall
from operis.dockets.procurement.commands import OpenBids, ReleaseShares, Terminate
from operis.documents.awaited import awaited
from operis.documents.importing.brought import IMPORTS
from operis.documents.kinds import kind_words, state_words
from operis.documents.shown import language
from operis.export import looking
from operis.export.looking import Looked
from operis.mail.queue import failed, undelivered
from operis.procedures import procedures, takers
from operis.registers import models
from operis.registers.duties import Standing, standing_on
from operis.registers.refusals import OVERSEERS
from operis.web.components.links import Link
from operis.web.components.status import Status
from operis.web.desk.begun import begun
from operis.web.desk.due import OWNERS, came_in, due_of, late_of, takes, waiting_for, way_to
from operis.web.desk.earlier import plans_anew
from operis.web.desk.entry import with_mandate
from operis.web.desk.expected import meetings, reserve_of
from operis.web.desk.guide_need import bank_links
from operis.web.desk.joint import to_sign
from operis.web.desk.own_bids import Ended, ended_bids
from operis.web.desk.reviewing import in_review
from operis.web.reading.dockets import SHUT, not_opened, status_of, statuses
from operis.web.reading.lists import headings

PAGE_ROWS, FILES = 25, EnterFile.docket_kind
ALL, WAITS, LATE, MINE = "", "waits", "late", "mine"
WHOSE: Mapping[str, Label] = {
    ALL: Label("all", "全部"),
    WAITS: Label("what waits for me", "待我办理"),
    LATE: Label("late", "已逾期"),
    MINE: Label("those I worked on", "本人经办"),
}
FIRST_HELP: Mapping[Role, str] = {
    Role.BUYER: "record-need", Role.INSTITUTION: "record-need", Role.SUPPLIER: "find-work",
    Role.FINANCE: "filings", Role.FINANCE_UPPER: "filings",
}  # fmt: skip
"""The page of help with which an office begins that has nothing on its desk; the others with what an office is."""


@with_mandate
@require_safe
def desk_page(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    whose = request.GET.get("whose", "") if request.GET.get("whose") in WHOSE else ""
    found, state = _whose(_dockets(mandate), mandate, whose), request.GET.get("state", "")
    states = _states(found)
    if state in states:
        found = found.filter(state=state)
    page = Paginator(found.order_by("-ordinal"), PAGE_ROWS).get_page(request.GET.get("page"))
    whole = page.number == 1 and not (whose or state)
    due, more_due = due_of(mandate, clock.now(), late=whose == LATE) if page.number == 1 and whose in (ALL, LATE) and not state else ([], 0)
    came, more_came = came_in(mandate, clock.now()) if whole else ([], 0)
    came = [*to_sign(mandate), *came] if whole else came
    opens = openers(mandate)
    context = {
        "page": page, "rows": _rows(list(page), mandate), "count": page.paginator.count, "state": state if state in states else "",
        "states": [(one, words, one == state) for one, words in sorted(states.items())], "whose": whose,
        "all_whose": [(one, words.within(language()), one == whose) for one, words in WHOSE.items()],
        "openers": [Link(f"{one.title_words.within(language())}", reverse("desk-new", args=[one.docket_kind, one.slug]))
                    for one in opens],
        "tables": [_from_table(one) for one in opens if one.docket_kind in IMPORTS],
        "own": list(_own(mandate)), "oversees": mandate.role in OVERSEERS, "looked": _looked(mandate),
        "failed": list(troubles.all_told(CLOCK).items())[:PAGE_ROWS] if mandate.role in OVERSEERS else [], "due": due, "more_due": more_due,
        "came": came, "more_came": more_came,
        "undelivered": undelivered(request.user.email) if whole and request.user.is_authenticated else 0,
        "letters_failed": failed().count() if whole and mandate.role in OVERSEERS else 0,
        "banks": bank_links() if RecordNeed in opens else [],
        "number": request.GET.get("number", "").strip(),
        "begun": begun(mandate) if whole else [], "in_review": in_review(mandate) if whole else [],
        "meetings": meetings(mandate), "reserve_of": reserve_of(mandate), "evaluates": mandate.role is Role.EXPERT,
        "reviews": mandate.role is Role.REVIEWER, "first_help": FIRST_HELP.get(mandate.role, "roles"),
    }  # fmt: skip
    return render(request, "web/desk/desk.html", context)


def _own(mandate: Mandate) -> Iterator[Link]:
    """For a supplier: who acts for it, and what is on file of it; for a key holder: its keys; for who keeps the pool: its experts."""
    if mandate.role is Role.KEY_HOLDER:
        yield Link(_("Keys that you hold"), reverse("keys"))
    if mandate.role is Role.FINANCE:
        yield Link(_("Pool of experts"), reverse("experts"))
    if mandate.role is Role.SUPPLIER:
        yield Link(_("People of your organisation"), reverse("people"))
        docket = models.Party.objects.filter(key=mandate.acts_for or "", party="supplier").values_list("docket", flat=True).first()
        if docket is not None:
            yield Link(_("Your file"), reverse("desk-docket", args=[docket]))


def _looked(mandate: Mandate) -> Looked | None:
    """For who supervises: what the last look through everything found, where it found something."""
    last = looking.last(clock.looked()) if mandate.role in OVERSEERS else None
    return last if last is not None and last.findings else None


def _from_table(asked: type[Command]) -> Link:
    words = _("{step}, from a table").format(step=asked.title_words.within(language()))
    return Link(words, reverse("desk-import", args=[asked.docket_kind]))


def openers(mandate: Mandate) -> list[type[Command]]:
    """What this office may open a docket with, each once."""
    steps = (step for one in procedures() for step in one.listed if step.asked.opens and mandate.role in step.by)
    found = dict.fromkeys(step.asked for step in steps)
    if mandate.role is Role.SUPPLIER and models.Party.objects.filter(key=mandate.acts_for or "").exists():
        found.pop(EnterFile, None)  # it has the one that it may have
    return list(found)


def _dockets(mandate: Mandate) -> "QuerySet[models.Docket]":
    """Those of the body; of an office that works on everybody's, those of the kinds that it works on."""
    found = models.Docket.objects.all()
    if mandate.role is not Role.SUPPLIER:
        found = found.exclude(kind__in=secret_kinds())
    if mandate.role in OWNERS:
        body = mandate.acts_for or "-"
        contracts = models.Contract.objects.filter(supplier=body).values("docket") if mandate.role is Role.SUPPLIER else ()
        if mandate.role is Role.AGENCY and mandate.body != mandate.acts_for:
            return found.filter(Q(body=body, agency=mandate.body or "-") | Q(kind=FILES, body=mandate.body or "-"))
        return found.filter(Q(body=body) | Q(number__in=contracts))
    called = found.filter(number__in=models.Seat.objects.filter(person__in=mandate.persons).values("docket"))
    if mandate.role is Role.EXPERT:
        return called
    if mandate.role is Role.KEY_HOLDER:  # what waits for it, and where it did something
        wanted = models.Owed.objects.filter(party=mandate.acts_for or "-").values("docket")
        return found.filter(Q(number__in=wanted) | Q(number__in=models.Hand.objects.filter(person__in=mandate.persons).values("docket")))
    steps = ((one.kind, step) for one in procedures() for step in one.listed if not step.asked.called)
    return found.filter(kind__in={kind for kind, step in steps if mandate.role in step.by}) | called


def _whose(found: "QuerySet[models.Docket]", mandate: Mandate, whose: str) -> "QuerySet[models.Docket]":
    if whose == MINE:
        return found.filter(number__in=models.Hand.objects.filter(person__in=mandate.persons).values("docket"))
    if whose == WAITS:
        return found.filter(number__in=waiting_for(mandate, clock.now()))
    return found.filter(number__in=late_of(mandate, clock.now())) if whose == LATE else found


def _rows(lines: list[models.Docket], mandate: Mandate) -> list[dict[str, object]]:
    now, titles = clock.now(), headings(lines)
    stand = statuses(lines, now)
    duties: dict[str, list[Standing]] = {}
    for one in chain.from_iterable(standing_on([line.number for line in lines]).values()):
        duties.setdefault(one.docket, []).append(one)
    ended, anew = ended_bids(lines), {one.number: one for one in plans_anew(mandate)}
    rows = []
    for line in lines:
        over, again = ended.get(line.number), anew.get(line.number)
        row = _over(over) if over else _open(line, duties.get(line.number, []), stand, mandate, now)
        row |= {"waits": again.words, "url": again.url, "free": True} if again else {}
        rows.append({"line": line, "title": titles[line.number], "kind": kind_words(line.kind), **row})
    return rows


def _over(one: Ended) -> dict[str, object]:
    return {"status": one.status, "due": one.day, "waits": one.waits}


def _open(line: models.Docket, duties: list[Standing], stand: Mapping[str, Status], mandate: Mandate, now: datetime) -> dict[str, object]:
    """What stands open on it: first what this office does, with the way to it, and of that what came in."""
    open_ = [one for one in duties if not (one.waits or _passed(one, now))]
    own = [one for one in open_ if not one.duty.itself and takes(one, mandate)]
    first = next((one for few in (own, open_) for one in sorted(few, key=lambda one: one.duty.came_in is None)), None)
    if first is None:
        return {"status": _stands(line, first, stand), "waits": "", "due": None}
    shut = stand[line.number] == not_opened()
    waits, due = _waits(first, now, shut=shut)
    url = way_to(first, mandate) if own else ""
    if shut and mandate.role in takers(Terminate):
        url = reverse("desk-step", args=[line.number, Terminate.slug])
    return {"status": _stands(line, first, stand), "waits": waits, "due": due, "url": url, "free": bool(own) and first.day is None}


def _passed(one: Standing, now: datetime) -> bool:
    """Whether its time to answer a call is over: nothing waits for that any more."""
    return one.duty.command is AnswerCall and one.moment is not None and one.moment <= now


def _waits(first: Standing, now: datetime, *, shut: bool) -> tuple[str, datetime | None]:
    """What comes first, and its hour; of an opening that should have been, how many shares have come, or that none is to come."""
    opens = first.duty.command in (ReleaseShares, OpenBids)
    if shut and opens:
        return _("End of the purchase: too few have bid"), None
    if first.moment is None or first.moment > now:
        return first.duty.words.within(language()), first.moment
    shares = awaited(first.at) if opens else None
    return (shares.counted, shares.since) if shares is not None else (first.duty.words.within(language()), None)


def status_now(line: models.Docket) -> str:
    """Where a docket stands, in the words of the desk."""
    if (over := ended_bids([line]).get(line.number)) is not None:
        return over.status.words
    first = next(iter(standing_on([line.number]).get(line.number, [])), None)
    return _stands(line, first, statuses([line], clock.now())).words


def _states(found: "QuerySet[models.Docket]") -> dict[str, str]:
    """The states in which dockets stand, each in the words of the kinds that have it."""
    words: dict[str, dict[str, None]] = {}
    for kind, state in found.order_by().values_list("kind", "state").distinct():
        declared = KINDS[kind].state_words.get(state)
        for one in (state, declared.after if declared is not None else ""):
            if one:
                words.setdefault(state, {})[state_words(kind, one)] = None
        if state == SHUT:
            words[state][not_opened().words] = None
    return {state: " / ".join(sorted(each)) for state, each in words.items()}


def _stands(line: models.Docket, first: Standing | None, stand: Mapping[str, Status]) -> Status:
    """Where it stands, as the reader's clock and the duties that stand open have it."""
    declared = KINDS[line.kind].state_words.get(line.state)
    over = declared is not None and declared.after and first is None
    return status_of(line.kind, declared.after) if declared is not None and over else stand[line.number]
