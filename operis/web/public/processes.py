"""Which processes are there, and where does each stand? The list, one process with its timeline, and its record to take away."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.dockets.contract.state import Contract
from operis.dockets.kinds import open_kinds
from operis.dockets.need.state import Need
from operis.dockets.procurement.acts import BidsOpened
from operis.dockets.procurement.commands import OpenBids
from operis.dockets.procurement.stages import STAGES, closed_by, stage_of, state_of
from operis.dockets.procurement.state import Procurement
from operis.dockets.secrecy import withheld
from operis.documents.awaited import awaited
from operis.documents.counting_small import uncounted_said
from operis.documents.few import bids_told
from operis.documents.kinds import kind_words
from operis.documents.labels import label
from operis.documents.lawbook import book
from operis.documents.names import names_borne, names_of
from operis.documents.shown import language, money, shown
from operis.documents.summaries import chosen, summary
from operis.export.reading import NotInLogError, record_of
from operis.ledger import read
from operis.ledger.tiles import Tiles
from operis.registers import models
from operis.registers.finding import MANY, having, searches
from operis.web.components.facts import FactRow
from operis.web.components.key import Key
from operis.web.components.strip import Strip
from operis.web.public.contracts import Text, contract_facts, contract_text
from operis.web.public.determined import Determined, determined
from operis.web.public.tries import ground_words, of_need, tries, waits_again
from operis.web.reading.awarded import Result, results
from operis.web.reading.chapters import chapters
from operis.web.reading.course import Course, course
from operis.web.reading.dockets import Shown, not_opened, not_public_yet, shown_or_404, statuses
from operis.web.reading.documents import issued
from operis.web.reading.entered import Entered, entered
from operis.web.reading.first import keys_of, keys_of_contract, said_of
from operis.web.reading.keepers import failed_words, key_facts
from operis.web.reading.lists import headings
from operis.web.reading.openings import meaning, readers
from operis.web.reading.timeline import read_once, seal_of, warnings

PAGE_ROWS = 25
SOON = timedelta(days=3)  # when the tag “closes soon” shows; a help to the reader and no period of a law


@require_safe
def processes_page(request: HttpRequest) -> HttpResponse:
    """All processes, newest first; by kind, state and words."""
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    found = models.public_dockets().order_by("-ordinal")
    there = [one.name for one in open_kinds()]
    if kind in there:
        found = found.filter(kind=kind)
    if words:
        found = having(words, found) if searches(words) else found.none()
    page = Paginator(_looked_up(found) if words else found, PAGE_ROWS).get_page(request.GET.get("page"))
    kinds = [(one, kind_words(one), one == kind) for one in there]
    return render(
        request,
        "web/public/processes.html",
        {"page": page, "rows": rows_of(_lines(list(page))), "kinds": kinds, "kind": kind, "q": words, "count": page.paginator.count},
    )


def _looked_up(found: QuerySet[models.Docket]) -> Any:
    """What has the words is looked for once, and not for its count and for its rows; of very many their order alone."""
    numbers = list(found.values_list("number", flat=True)[: MANY + 1])
    return numbers if len(numbers) <= MANY else found


def _lines(rows: list[Any]) -> list[models.Docket]:
    """Rows of a page, where it has their numbers alone."""
    numbers = [one for one in rows if isinstance(one, str)]
    there = {line.number: line for line in models.Docket.objects.filter(number__in=numbers)} if numbers else {}
    return [there[one] for one in numbers] if numbers else rows


def rows_of(lines: list[models.Docket]) -> list[dict[str, object]]:
    names, titles, stand = names_of({line.body for line in lines}), headings(lines), statuses(lines, clock.now())
    return [{"line": line, "title": titles[line.number].words, "kind": kind_words(line.kind),
             "body": names.get(line.body, line.body), "status": stand[line.number]}
            for line in lines]  # fmt: skip


@require_safe
def process_page(request: HttpRequest, number: str) -> HttpResponse:
    docket, now = shown_or_404(number), clock.now()
    shows = MORE.get(type(docket.state))
    more, beside = shows(docket, docket.state) if shows is not None else More(), related(docket)
    tried = tries(docket, beside)
    return render(request, "web/public/process.html", {
        "docket": docket, "strip": more.strip, "status": docket.status(now), "paper": paper_of(request, docket),
        "endings": more.endings, "chapters": chapters(docket, now), "acts": len(docket.entries), "keys": more.keys,
        "kind": kind_words(docket.line.kind), "body": names_of({docket.line.body}).get(docket.line.body, docket.line.body),
        "facts": facts_of(docket, more.facts), "needed": more.needed, "determined": more.determined, "several": len(more.determined) > 1,
        "warnings": [(numbers, ground, book().rows[ground.row].at(ground.row_day)) for numbers, ground in warnings(docket)],
        "documents": issued(docket), "refused": refusals_by_row(docket.number, docket.state),
        "related": rows_of(beside), "tries": tried, "waits_again": waits_again(docket, tried), "opened": more.opened,
        "results": more.results, "results_several": len(more.results) > 1, "contract": more.contract, "course": more.course,
        "kept": said_of(more.course) if more.course else "",
        "crumbs": [(reverse("home"), _("Home")), (reverse("processes"), _("Processes"))],
    })  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class More:
    """What a process shows beside what every docket has: parts, each drawn where there is one."""

    strip: Strip | None = None
    keys: Sequence[Key] = ()
    facts: Sequence[FactRow] = ()
    endings: Sequence[dict[str, object]] = ()
    needed: Sequence[Entered] = ()
    determined: Sequence[Determined] = ()
    opened: Sequence[dict[str, object]] = ()
    results: Sequence[Result] = ()
    course: Course | None = None
    contract: Text | None = None


def _of_need(docket: Shown, state: Need) -> More:
    needed = [one for one in entered(state.recorded) if one.inside] if state.recorded else []
    return More(needed=needed, determined=determined(docket, state))


def _of_procurement(docket: Shown, state: Procurement) -> More:
    now = clock.now()
    strip, ran = strip_of(docket, state, here=True), course(docket, state, now)
    tried = len(state.releases) > 1 and state.opening is None
    waits = awaited(docket.number) if tried else None
    unfit = waits.unfit if waits is not None else {}
    return More(strip=strip, keys=tuple(keys_of(docket, state, ran, now)), facts=key_facts(state, unfit), endings=endings_of(docket, state),
                opened=opened_bids(docket, state), results=results(docket, state), course=ran)  # fmt: skip


def _of_contract(docket: Shown, state: Contract) -> More:
    above = shown_or_404(state.procurement) if state.procurement else None
    strip = strip_of(above, above.state) if above is not None else None
    keys = tuple(keys_of_contract(state))
    return More(strip=strip, keys=keys, facts=contract_facts(state), contract=contract_text(state, docket.entries))


MORE: Mapping[type[Any], Callable[[Shown, Any], More]] = {Need: _of_need, Procurement: _of_procurement, Contract: _of_contract}


def opened_bids(docket: Shown, state: Procurement) -> list[dict[str, object]]:
    """What was read out at each opening; before it, nothing of any bid, and while suppliers are talked with how many were opened."""
    return [{"heading": _("Opening record: final quotes") if place else _("Opening record"),
             **({"kept": [summary(opening), read_once(docket, opening)]} if withheld(state, opening) else {"bids": read_out(opening)})}
            for place, opening in enumerate(state.openings)]  # fmt: skip


def read_out(opening: BidsOpened) -> list[dict[str, object]]:
    names = names_borne({name for one in opening.opened for name in (one.supplier, *one.members, *one.failed)}).at(opening.happened)
    return [{"lot": one.lot, "supplier": names.get(one.supplier, one.supplier),
             "members": _(", ").join(names.get(each, each) for each in one.members),
             "price": None if one.price is None else money(one.price), "small": one.small, "why": uncounted_said(one.uncounted),
             "result": chosen(one, "result", one.result), "means": meaning(one.result),
             "failed": failed_words(one, names), "paper": _on_paper(one.paper_by)} for one in opening.opened]  # fmt: skip


def _on_paper(persons: tuple[str, ...]) -> str:
    return _("On paper, read by {who}").format(who=readers(persons)) if persons else ""


def strip_of(docket: Shown, state: Procurement, *, here: bool = False) -> Strip:
    """The nine stages; one that has ended stays at the stage that it had reached. `here`: on its own page."""
    now, closes = clock.now(), docket.line.closes
    reached = closed_by(docket.line.state, closes, now)
    if state.ended:
        before = state_of(replace(state, endings=()))
        reached = "receiving" if before == "closed" else before  # it ended before anything was opened
    status = docket.status(now)
    shut = status == not_opened()
    stage = stage_of("receiving" if shut else reached)
    name = STAGES[stage - 1].within(language())
    if state.ended or shut:
        name = _("{stage}, {state}").format(stage=name, state=status.words)
    return Strip(
        number=docket.number,
        url="" if here else reverse("process", args=[docket.number]),
        stage=stage,
        stages=len(STAGES),
        name=name,
        due=closes if closes is not None and now < closes and not state.ended else None,
        due_what=_("Closes"),
    )


def paper_of(request: HttpRequest, docket: Shown) -> dict[str, str]:
    """What stands at the foot of a printed page: where its newest act can be checked."""
    seal = seal_of(docket.entries[-1])
    return {"number": seal.number, "code": seal.code, "address": request.build_absolute_uri(seal.url)}


def endings_of(docket: Shown, state: Procurement) -> list[dict[str, object]]:
    """That it ended, or some of its lots, when and why, and how many had bid."""
    return [{"on": docket.dated(one), "lots": _(", ").join(one.lots),
             "ground": ground_words(one), "reason": one.reason, "bids": bids_told(state, one)} for one in state.endings]  # fmt: skip


def facts_of(docket: Shown, more: Iterable[FactRow] = ()) -> list[FactRow]:
    """Beside number, kind and body, which stand at the top."""
    line, rows = docket.line, [*more]
    if line.method:
        rows.append(FactRow(_("Method"), shown_slug(line.method)))
    if line.budget_fen is not None:
        rows.append(FactRow(_("Budget"), money(line.budget_fen)))
    if line.closes is not None:
        closed = line.closes <= clock.now()
        rows.append(FactRow(_("Closing time") if closed else _("Closes"), shown(line.closes), _("closed") if closed else ""))
    for part in models.NeedPart.objects.filter(docket=line.number):
        outcome = shown_slug(part.outcome) if part.outcome else _("not determined yet")
        held = _("held: {holds}").format(holds=_(", ").join(shown_slug(hold) for hold in part.holds.split())) if part.holds else ""
        rows.append(FactRow(_("Part {part}").format(part=part.part), outcome, held))
    return rows


def shown_slug(slug: str) -> str:
    return label(slug, language())


def refusals_by_row(number: str, state: object) -> list[tuple[object, int]]:
    """What anyone may see of refusals: how many under which row; nobody had asked for an opening, which the clock tries."""
    refused = models.Refused.objects.filter(docket=number).exclude(command=OpenBids.slug)
    counts = Counter(models.RefusedUnder.objects.filter(refusal__in=refused.values("number")).values_list("row", flat=True))
    return [(book().rows[row], count) for row, count in sorted(counts.items()) if row in book().rows]


def related(docket: Shown) -> list[models.Docket]:
    """The need it was made for, and what was made for it; of a procurement, those of the same need."""
    numbers = Q(need=docket.number) | Q(number=docket.line.need or "-") | of_need(docket)
    return list(models.public_dockets().filter(numbers).exclude(number=docket.number).order_by("ordinal")[:PAGE_ROWS])


@require_safe
def record_download(request: HttpRequest, number: str) -> HttpResponseBase:
    """The record with its proofs, as `verify` reads it."""
    docket = shown_or_404(number)
    try:
        tiles, there = Tiles(read.leaves), read.positions(docket.number)
        state = docket.kind.folded(one.act for one in docket.entries if one.no in there)  # whatever else somebody wrote there
        lines = record_of(docket.number, settings.OPERIS_ORIGIN, clock.ledger_key(), tiles, withheld=lambda one: not_public_yet(state, one))
    except NotInLogError:
        return HttpResponse(_("This record is not in the log yet. Try again in a second."), status=503, headers={"Retry-After": "1"})
    answer = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{docket.number}.jsonl"'
    return answer
