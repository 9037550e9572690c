"""Where does a docket stand, and what may be done on it now? Its acts as this mandate reads them, and each step with why not yet."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from operis import clock
from operis.core.acts import Command
from operis.core.mandates import Mandate, Role
from operis.dockets.bid.commands import SealBid, SendSealedBid
from operis.dockets.envelope.commands import ReceiveEnvelope
from operis.dockets.kinds import KINDS, secret_kinds
from operis.dockets.procurement.acts import RepresentationAnswered
from operis.dockets.procurement.commands import CallKeyHolders, FilePlan, Terminate
from operis.dockets.procurement.state import Procurement
from operis.dockets.secrecy import may_read
from operis.documents.days import claimed, stands_at
from operis.documents.kinds import kind_words
from operis.documents.labels import label
from operis.documents.names import names_of
from operis.documents.shown import language, money, shown
from operis.ledger import read
from operis.ledger.states import state_above, state_of
from operis.registers import models
from operis.registers.awards import FINAL_QUOTE
from operis.rules.watching import WATCHING
from operis.web.components.facts import FactRow
from operis.web.components.links import Link
from operis.web.components.spine import DONE, Line
from operis.web.desk.desk import openers, status_now
from operis.web.desk.due import OWNERS, entrusted
from operis.web.desk.earlier import way_again
from operis.web.desk.entry import docket_for, heading, with_mandate
from operis.web.desk.envelopes import envelopes_of
from operis.web.desk.few_left import few_left
from operis.web.desk.named_member import named_in
from operis.web.desk.onward import before_notice
from operis.web.desk.opened_bid import opened_bids, standing
from operis.web.desk.own_result import own_outcomes
from operis.web.desk.people import names_of_people
from operis.web.desk.purchasing import way_to_drafting
from operis.web.desk.receipts import receipt_of
from operis.web.desk.result_letters import letters_of
from operis.web.preparing.ahead import ahead
from operis.web.reading.dockets import Shown, shown_or_404, unnamed
from operis.web.reading.documents import documents_of
from operis.web.reading.entered import entered, written
from operis.web.reading.own_bid import BID, BIDDING, own_bid, way_to_bid
from operis.web.reading.tied import tied_in
from operis.web.reading.timeline import actor_of, read_once, seal_of
from operis.web.reading.timeline import ahead as standing_ahead
from operis.web.told import tell

ONLY_BEFORE = frozenset({CallKeyHolders})
"""What another step of the same list makes impossible for good: it stands before that one, though it hangs on what is chosen."""


@with_mandate
@require_safe
def find_docket(request: HttpRequest, mandate: Mandate) -> HttpResponseBase:
    """By its number, as it is typed in the box on the desk; what is not there and what is another's is told in the same words."""
    try:
        return redirect("desk-docket", number=docket_for(request.GET.get("number", "").strip(), mandate).number)
    except Http404:
        says = _("No docket of that number is open to you. Titles are found in the list of processes.")
        return tell(request, says, reverse("desk"), Link(_("Processes"), reverse("processes")))


@with_mandate
@require_safe
def docket_page(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    docket, now = docket_for(number, mandate), clock.now()
    above = shown_or_404(docket.line.need) if docket.line.kind in BIDDING else None
    closes = above.state.closes if above is not None else None
    over = closes is not None and closes <= now
    few = few_left(docket, mandate)
    steps = [
        {"words": _step_words(one.asked, docket.state, above), "grounds": one.grounds, "yours": one.yours,
         "sure": one.sure or (one.asked in ONLY_BEFORE and not one.again) or (one.asked is Terminate and bool(few)),
         "again": one.again,
         "url": reverse("desk-step", args=[docket.number, one.asked.slug])}
        for one in ahead(docket, mandate, now, above.state if above else None)
        if not (one.asked.called and one.grounds) and not (over and (one.asked.until_closing or one.asked.before_closing))
    ]  # fmt: skip
    public = docket.line.kind not in secret_kinds()
    answer = [] if public or above is not None else _answer_of(docket)
    stranger = public and mandate.role in OWNERS and docket.line.body != mandate.acts_for
    coming = tuple(standing_ahead(docket, len(docket.entries), now, public=stranger))
    said = {one.shut for one in few}
    return render(request, "web/desk/docket.html", {
        "docket": docket, "heading": heading(docket.line), "facts": [*facts_of(docket), *answer],
        "lines": (*lines_of(docket, mandate), *coming),
        "few": few, "named": named_in(docket, mandate),
        "stuck": [one for one in coming if (one.reason or one.waits) and one.reason not in said],
        "now": [one for one in steps if not one["grounds"] and one["sure"]],
        "perhaps": [one for one in steps if not one["grounds"] and not one["sure"]],
        "later": [one for one in steps if one["grounds"] and one["yours"] and not one["again"]],
        "taken": [one for one in steps if one["grounds"] and one["yours"] and one["again"]],
        "elsewhere": [one for one in steps if not one["yours"]], "public": public, "onward": onward_of(docket, mandate),
        "remains": docket.line.need if over and docket.line.body == mandate.acts_for else "",
        "contract_text": _reads_text(docket.state, mandate),
        "envelopes": envelopes_of(docket, mandate), "letters": letters_of(docket, mandate),
        **_tied(docket, mandate),
        **(_of_bid(docket, above, mandate) if above is not None else _of_own_bid(docket, mandate)),
    })  # fmt: skip


def _step_words(asked: type[Command], state: Any, above: Shown | None) -> str:
    """What a step is called; once a bid stands sealed, another one takes its place, or is for another lot."""
    if asked not in (SealBid, SendSealedBid) or above is None or not state.in_force:
        return asked.title_words.within(language())
    return _("Replace the sealed bid") if len(above.state.lots) == 1 else _("Replace a sealed bid, or bid for another lot")


def _tied(docket: Shown, mandate: Mandate) -> dict[str, Any]:
    """Of bidders that are tied the body that buys is told, as its panel is."""
    opened = getattr(docket.state, "openings", ())
    if not opened or docket.line.body != mandate.acts_for or mandate.role is Role.SUPPLIER:
        return {}
    return {"tied": tied_in(docket.state), "several": len(docket.state.lots) > 1}


def _reads_text(state: Any, mandate: Mandate) -> bool:
    """Whether there is the text of a contract that this mandate reads."""
    drawn = getattr(state, "drawn_up", None)
    return drawn is not None and may_read(state, drawn, mandate)


def _of_bid(docket: Shown, above: Shown, mandate: Mandate) -> dict[str, Any]:
    """What it says once it is opened, for whoever may look into it; what became of it, for its own supplier alone."""
    own = mandate.role is Role.SUPPLIER and docket.state.body == mandate.acts_for
    opened = opened_bids(docket, above.state)
    lots = frozenset({*docket.state.in_force, *(one.lot for one in opened)})
    return {"opened": opened, "outcomes": own_outcomes(above, docket.state.body, lots) if own else ()}


def _of_own_bid(docket: Shown, mandate: Mandate) -> dict[str, Any]:
    """On the procurement itself: what became of the bid of the supplier who asks."""
    own = own_bid(docket.number, mandate) if docket.line.resulted or docket.line.ended else None
    return {"outcomes": own_outcomes(docket, own.state.body, frozenset(own.state.in_force))} if own is not None else {}


def _answer_of(docket: Shown) -> list[FactRow]:
    """Of a question: its answer once there is one, and where everybody reads both."""
    row = models.Question.objects.filter(docket=docket.number).first()
    acts: list[Any] = [one.act for one in read.of_kinds([row.procurement], (RepresentationAnswered.kind,))] if row is not None else []
    found = next((one for one in reversed(acts) if row is not None and one.no == row.no), None)
    if row is None or found is None:
        return []
    page = f"{reverse('notice', args=[row.procurement])}#question-{row.no}"
    words = _("Question and answer, as everybody reads them")
    return [FactRow(_("Answer"), format_html('{}<br><a href="{}">{}</a>', written(found.answer), page, words))]


def onward_of(docket: Shown, mandate: Mandate) -> list[Link]:
    """What leads on to another docket, as its kind declares it: from a need a plan, from a filed plan an inspection."""
    if docket.line.kind == "procurement" and mandate.role is Role.SUPPLIER:
        return _of_supplier(docket, docket.state, mandate)
    if docket.line.kind == BID.kind and docket.line.body == mandate.acts_for and _sealed_elsewhere(docket):
        return [Link(_("The documents of this purchase, and the forms for your bid"), reverse("bid", args=[docket.number]))]
    if mandate.role is Role.KEY_HOLDER and mandate.acts_for in getattr(docket.state, "called_holders", ()):
        return [Link(_("Your key, and what is wanted of it"), reverse("keys-docket", args=[docket.number]))]
    if mandate.role in OWNERS and docket.line.body != mandate.acts_for:
        return []
    kind, may_open = KINDS[docket.line.kind], openers(mandate)
    evaluated = docket.kind.panel(docket.state) and docket.kind.at_work(docket.state, mandate)
    evaluation = [Link(_("The evaluation: what is to be done, in order"), reverse("panel", args=[docket.number]))] if evaluated else []
    leads = [lead for lead in kind.leads if lead.command in may_open and entrusted(docket.line, lead.command, mandate)]
    ways = [(lead, about) for lead in leads for about in lead.from_(docket.state)]
    several = len({about for _lead, about in ways}) > 1
    over = getattr(docket.state, "closing", None) is not None
    first = [*before_notice(docket.number, docket.state, mandate), *evaluation]
    found = [*first, *way_to_drafting(docket, mandate), *(way_again(docket, mandate) if FilePlan in may_open else ())]
    for lead, about in ways:
        url = f"{_opening(lead.command)}?{urlencode(lead.starts(docket.number, about))}"
        found.append(Link(_titled(lead.command, about, several=several, over=over), url))
    return found


def _sealed_elsewhere(docket: Shown) -> bool:
    """Whether a bid is written on the bidder's own device, and bids are still taken: what is needed for it is not on its docket."""
    wanted: Procurement | None = state_above(docket.state)
    return wanted is not None and wanted.keys_digest is not None and wanted.closing is None and not wanted.ended


def _of_supplier(docket: Shown, state: Any, mandate: Mandate) -> list[Link]:
    """To its own bid; to the documents as long as bids are taken."""
    own = own_bid(docket.number, mandate)
    open_ = state.bids_close is not None and clock.now() < state.bids_close and not state.ended
    if own is not None and not open_:
        return [Link(_("Your bid"), reverse("desk-docket", args=[own.docket]))]
    return [way_to_bid(docket.number, own)] if open_ else []


def _titled(asked: type[Command], part: str, *, several: bool, over: bool) -> str:
    if over and asked is ReceiveEnvelope:
        return _("Turn away, on record, a bid on paper that came too late")
    words = asked.title_words.within(language())
    return _("{step}, part {part}").format(step=words, part=part) if several else words


def _opening(asked: type[Command]) -> str:
    return reverse("desk-new", args=[asked.docket_kind, asked.slug])


def lines_of(docket: Shown, reader: Mandate) -> tuple[Line, ...]:
    """Every act in order; of one that is not for this reader only that it is there."""
    names = names_of({entry.said["mandate"]["body"] or "" for entry in docket.entries})
    lines, counts, people = [], standing(docket), _drawn(docket, reader)
    for entry in docket.entries:
        act = entry.act
        reads = may_read(docket.state, act, reader)
        if not reads and unnamed(docket, entry):
            lines.append(Line(no=entry.number, state=DONE, title=_("An act that you may not read yet"),
                              kept=_("{count} acts that you may not read yet, numbers {first} to {last}")))  # fmt: skip
            continue
        lines.append(Line(no=entry.number, state=DONE, title=act.title_words.within(language()), at=stands_at(entry),
                          claimed=claimed(entry), actor=actor_of(docket, entry, names), seal=seal_of(entry), what=counts.get(entry.no, ""),
                          read_once="" if reads else read_once(docket, act), entered=entered(act, told=not reads, people=people),
                          documents=(*documents_of(docket, entry), *receipt_of(docket, entry, reader)) if reads else ()))  # fmt: skip
    return tuple(lines)


def _drawn(docket: Shown, reader: Mandate) -> dict[str, str]:
    """By account the names of those on the lists of draws and of the watchers, for the body and for those who oversee it."""
    announced, watch = getattr(docket.state, "announced", ()), getattr(docket.state, "watch", None)
    if not announced or reader.role not in WATCHING:
        return {}
    watchers = (*watch.past, *watch.called) if watch is not None else ()
    return {**names_of_people({one for draw in announced for one in draw.entries}), **{one.person: one.name for one in watchers}}


def _bid_in(procurement: str, supplier: str) -> list[FactRow]:
    """For which procurement a bid is, until when bids are taken, and final quotes from those who are asked for one."""
    link = format_html('<a href="{}">{}</a>', reverse("notice", args=[procurement]), procurement)
    line = models.Docket.objects.filter(number=procurement).first()
    quoted = models.Asked.objects.filter(docket=procurement, supplier=supplier, about=FINAL_QUOTE).first()
    rows = [FactRow(_("Procurement"), link)]
    if line is not None and line.closes is not None:
        rows.append(FactRow(_("Closing time") if line.closes <= clock.now() else _("Closes"), shown(line.closes)))
    if quoted is not None:
        rows.append(FactRow(_("Closing of final quotes"), shown(quoted.until)))
        rows += [FactRow(_("Changed for all who give one"), written(one.new)) for one in state_of(procurement).rounds[-1].changes]
    return rows


def facts_of(docket: Shown) -> list[FactRow]:
    line = docket.line
    rows = [FactRow(_("Number"), line.number), FactRow(_("Kind"), kind_words(line.kind))]
    rows.append(FactRow(_("State"), status_now(line)))
    if line.body:
        whose = _("Bidder") if line.kind in BIDDING else _("Body")
        rows.append(FactRow(whose, names_of({line.body}).get(line.body, line.body)))
    if line.method:
        rows.append(FactRow(_("Method"), label(line.method, language())))
    if line.budget_fen is not None:
        rows.append(FactRow(_("Budget"), money(line.budget_fen)))
    if line.kind in BIDDING and line.need:
        return [*rows, *_bid_in(line.need, line.body)]
    if line.closes is not None:
        rows.append(FactRow(_("Closing time") if line.closes <= clock.now() else _("Closes"), shown(line.closes)))
    return rows
