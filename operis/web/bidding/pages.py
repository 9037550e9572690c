"""What does a supplier see while it writes its bid? What is missing first, then section by section what is asked beside the answer."""

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from operis import clock
from operis.attachments.bidding import coming, ensure_key
from operis.attachments.models import content_of
from operis.attachments.receiving import FILES_MAX, LARGEST_BYTES
from operis.core.fields import load, walk
from operis.core.mandates import Mandate
from operis.core.wording import Slug, Wording
from operis.dockets.bid.commands import SealBid
from operis.dockets.bid.terms import BidContent, PriceItem
from operis.dockets.file.state import File
from operis.dockets.procurement.state import Procurement
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.said import said
from operis.documents.shown import day, language, money, shown
from operis.ledger.states import state_above, state_of
from operis.sealing.answers import AS_ASKED
from operis.strict_yaml import Malformed, Mistake
from operis.web.bidding.content import drafted_content
from operis.web.bidding.doubts import made_for
from operis.web.bidding.draft import Draft
from operis.web.bidding.filing import filed, plain_content
from operis.web.bidding.joining import joined_form, member_keys
from operis.web.bidding.own_forms import forms_of
from operis.web.bidding.pricing import Price, UnreadTableError, listed, price_form, price_of, proposed, with_table, without_proposed
from operis.web.bidding.sections import PRICE, SIGNS_MAX, WHO, Listed, Question, Section
from operis.web.bidding.sitting import Bidding, bidding, bidding_alone, each_lot, own_docket, written_here
from operis.web.components.errors import Wrong
from operis.web.components.form import parts, summary
from operis.web.desk.begun import MARK, mark
from operis.web.desk.entry import with_mandate
from operis.web.desk.opened_bid import sealed_bid
from operis.web.forms import CommandForm, rows_of, with_row, without_row
from operis.web.public.taking import csv_of
from operis.web.reading.sizes import size_words
from operis.web.told import tell

DO, NEXT, LATER, WAS, TABLE = "bid-do", "next", "later", "desk-was", "bid-table"
GAP_PERCENT, ROWS_SHOWN = 1, 20
ONLY = frozenset({"add", "remove", "unfile", "keep", "unlist"})
"""What changes the form alone, and goes on nowhere."""
DONE, BEGUN, TAKEN, UNTOUCHED = "done", "begun", "taken", "untouched"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is, in words."""

    section: Section
    state: str
    url: str
    lacks: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    """The forms to sign that are not there: told, and no reason to hold anything back."""
    x: str = "0"
    wide: str = "0"
    """Where it stands in the picture, in percent."""

    @property
    def words(self) -> str:
        done = not_signed(len(self.unsigned)) if self.unsigned else _("Completed")
        says = {DONE: done, BEGUN: _("In progress"), TAKEN: _("From an earlier bid: look it over"), UNTOUCHED: _("Not started")}
        return says[self.state]


def not_signed(count: int) -> str:
    return ngettext("{count} signed form is not there", "{count} signed forms are not there", count).format(count=count)


def forms_lacking(far: tuple[Progress, ...]) -> dict[str, Any]:
    """The forms to sign that are not there, with the way to each."""
    found = [(one, what) for one in far for what in one.unsigned]
    return {"unsigned": found, "unsigned_words": not_signed(len(found))}


def progress(at: Bidding) -> tuple[Progress, ...]:
    share = 100 / len(at.parts)
    return tuple(
        replace(_progress(at, one), x=f"{place * share:.2f}", wide=f"{share - GAP_PERCENT:.2f}") for place, one in enumerate(at.parts)
    )


def _progress(at: Bidding, section: Section) -> Progress:
    draft, url = at.draft, at.address("bid-section", section.key)
    lacks, doubt = [one.lack(draft) for one in section.missing(draft)], any(one.said_twice(draft) for one in section.questions)
    if section.key == PRICE:
        price = price_of(draft, at.limit)
        lacks, doubt = ([_("Price")], False) if price is None or price.price is None else ([], price.doubtful)
    visited = section.key in draft.visited
    taken = not visited and any(one.key in draft.taken for one in section.questions)
    state = TAKEN if taken else DONE if not (lacks or doubt) else BEGUN if visited or doubt else UNTOUCHED
    return Progress(section, state, url, tuple(lacks), tuple(one.heading for one in section.unsigned(draft)))


@with_mandate
@require_safe
def bid_page(request: HttpRequest, mandate: Mandate, number: str) -> HttpResponseBase:
    """To the bid of the only lot, or to a choice among several."""
    wanted: Procurement | None = state_above(own_docket(mandate, number).state)
    lots = wanted.lots if wanted is not None else ()
    if len(lots) == 1:
        return redirect("bid-draft", number, lots[0])
    if not lots:
        raise Http404(number)
    first = bidding(request, mandate, number, lots[0])
    barred = first.barred_in(lots, clock.now())
    at = [(one, barred[one.lot], money(one.limit)) for one in each_lot(first, lots)]
    return render(request, "web/bidding/lots.html", {"number": number, "lots": at, "back": reverse("desk-docket", args=[number])})


@with_mandate
@require_safe
@written_here
def draft_page(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    at = bidding(request, mandate, number, lot)
    far = progress(at)
    done = sum(one.state == DONE for one in far)
    words = ngettext("{done} of {count} section", "{done} of {count} sections", len(far)).format(done=done, count=len(far))
    lacking = [(one, what) for one in far for what in one.lacks] if at.open else []
    ahead = next((one.url for one in far if one.state != DONE), "")
    stands = sealed_bid(at.docket, at.wanted, at.lot, at.round) if at.sealed is not None else None
    forms = forms_lacking(far if at.open else ())
    words = _("{words}; {forms}").format(words=words, forms=forms["unsigned_words"]) if forms["unsigned"] else words
    context = {**frame_of(at), **forms, "far": far, "words": words, "lacking": lacking, "coming": cut(at), "next": ahead, "stands": stands,
               "differs": differs(at), "forms": at.open and forms_of(at) is not None,
               "barred": at.barred(clock.now())}  # fmt: skip
    return render(request, "web/bidding/draft.html", context)


def differs(at: Bidding) -> bool:
    """Whether the draft says anything else than the bid that stands sealed."""
    stored = content_of(at.number, at.sealed.sealed_sha256) if at.sealed is not None else None
    if stored is None or at.saved is None:
        return False
    price = price_of(at.draft, at.limit)
    here = drafted(at, price).content if price is not None and price.price is not None else None
    return here != replace(load(BidContent, json.loads(stored)), salt=None)


def drafted(at: Bidding, price: Price) -> SealBid:
    """The whole bid as it stands in the draft."""
    assert price.price is not None
    content = drafted_content(at.parts, at.draft, price.price, price.items, members=member_keys(at.draft), small=at.small)
    return SealBid(lot=at.lot, stage=Slug("bid" if at.round == 1 else "final-quote"), round=at.round, content=content)


@with_mandate
@require_safe
@written_here
def price_template(request: HttpRequest, mandate: Mandate, number: str, lot: str) -> HttpResponseBase:
    """A table with the headings that a price list needs."""
    bidding(request, mandate, number, lot)
    return csv_of("price-list", [one.asked.label.within(language()) for one in walk(Listed).values()], [])


@with_mandate
@require_http_methods(["GET", "HEAD", "POST"])
@written_here
def section_page(request: HttpRequest, mandate: Mandate, number: str, lot: str, key: str) -> HttpResponseBase:
    if request.method == "POST":
        with bidding_alone(request, mandate, number, lot) as at:
            return _saved(at, at.section(key)) if not at.barred(clock.now()) else redirect(at.address())
    at = bidding(request, mandate, number, lot)
    section = at.section(key)
    if at.barred(clock.now()):  # a lot that is not open to somebody takes no answers: the page of the bid says why
        return redirect(at.address())
    ensure_key()
    return _section(at, section, at.draft)


def _saved(at: Bidding, section: Section) -> HttpResponseBase:
    """Everything that can be kept is kept, also where something else is wrong."""
    request, errors = at.request, list[Wrong]()
    before, draft = at.draft, at.draft
    strange = request.POST.get(WAS) != digest_of(before, section)
    for question in section.questions:
        draft = _answered(request, question, draft, errors)
    draft, unfiled = filed(at, section, draft)
    errors += unfiled
    if section.form is not None:
        draft = _typed(at, section, draft, errors)
    draft = replace(draft, visited=draft.visited | {section.key}, taken=draft.taken - {one.key for one in section.questions})
    if strange:
        says = _(
            "Somebody else of your organisation saved this section meanwhile. What you typed stands here: save it again if it is to hold."
        )
        return _section(at, section, draft, [Wrong("", says)], status=409)
    at = at.save(draft)
    only = bool(ONLY & {*request.POST})
    form = _form_of(at, section, bound=not only)
    if form is not None and not only and not form.is_valid():
        return _section(at, section, draft, errors, status=422, form=form)
    if section.key == PRICE and form is not None and not only and form.asked.price == 0:
        errors.append(Wrong("f-price", _("A price is more than nothing.")))
    if not only and any(one.said_twice(draft) for one in section.questions):
        errors.append(Wrong(f"f-text-{AS_ASKED}", said_twice_words()))
    if errors or only:
        return _section(at, section, draft, errors, status=422 if errors else 200, form=form)
    if request.POST.get(DO) == LATER:
        return tell(request, _("Saved. Your bid waits here until you go on."), at.address())
    return redirect(_after(at, section))


def said_twice_words() -> str:
    return _("You say that you offer all of it as it is asked, and also where your offer differs. Keep the one that holds.")


def _after(at: Bidding, section: Section) -> str:
    """The next section, and after the last one the page that shows all of it."""
    keys = [one.key for one in at.parts]
    place = keys.index(section.key) + 1
    return at.address("bid-section", keys[place]) if place < len(keys) else at.address("bid-check")


def _answered(request: HttpRequest, question: Question, draft: Draft, errors: list[Wrong]) -> Draft:
    if question.tick:
        draft = draft.with_tick(question.key, request.POST.get(f"tick-{question.key}") == "yes")
    if question.text:
        text = request.POST.get(f"text-{question.key}", "").replace("\r\n", "\n").replace("\x00", "")
        if len(text) > SIGNS_MAX:
            says = _("{field}: this text has {count} signs; at most {most} are taken here.")
            facts = {"field": question.heading, "count": f"{len(text):,}", "most": f"{SIGNS_MAX:,}"}
            errors.append(Wrong(f"f-text-{question.key}", says.format(**facts)))
        draft = draft.with_text(question.key, text)
    for one in draft.elsewhere(question.key):
        if one.sha256 in request.POST.getlist(f"also-{question.key}") and len(draft.files_at(question.key)) < FILES_MAX:
            draft = draft.with_file(question.key, one)
    if "unfile" in request.POST:
        key, _colon, sha256 = request.POST["unfile"].partition(":")
        draft = draft.without_file(key, sha256) if key == question.key else draft
    return draft


def _typed(at: Bidding, section: Section, draft: Draft, errors: list[Wrong]) -> Draft:
    post = at.request.POST
    names = ("members",) if section.key == WHO else ("price", "items")
    typed = {name: value for name, value in post.items() if isinstance(value, str) and name.partition("-")[0] in names}
    if section.key == PRICE and not ONLY & {*post}:
        typed = without_proposed(typed, at.lines)
    if "add" in post:
        typed = with_row(typed, post["add"])
    if "remove" in post:
        typed = without_row(typed, post["remove"])
    draft = draft.with_typed(typed, names)
    if section.key != PRICE:
        return draft
    if "unlist" in post:
        return replace(draft, listed=())
    table = at.request.FILES.get(TABLE)
    if table is None:
        return draft
    try:
        return with_table(draft, plain_content(table))
    except (UnreadTableError, Malformed) as fault:
        says = fault.says if isinstance(fault, UnreadTableError) else [_said(one) for one in fault.mistakes]
        errors += [Wrong(f"f-{TABLE}", one) for one in says]
        return draft


def _section(
    at: Bidding, section: Section, draft: Draft, errors: list[Wrong] | None = None, *, status: int = 200, form: CommandForm | None = None
) -> HttpResponse:
    form = form or _form_of(replace(at, draft=draft), section, bound=False)
    shown_parts = parts(form, demanded=_demanded(section, draft)) if form is not None else ()
    faults = [*(errors or ()), *(summary(form, shown_parts) if form is not None and status == 422 else ())]
    place = [one.key for one in at.parts].index(section.key) + 1
    price = price_of(draft, at.limit) if section.key == PRICE else None
    own = {one.key for one in section.questions}
    context = {
        **frame_of(at), "section": section, "place": place, "count": len(at.parts), "errors": faults, "fields": shown_parts,
        "questions": _asked(at, section, draft, faults), "was": digest_of(at.draft, section),
        "coming": [one for one in cut(at) if one["part"] in own], "is_price": section.key == PRICE, "is_who": section.key == WHO,
        **(price_shown(price, listed(draft)) if price is not None else {}), **({"who": who_of(at)} if section.key == WHO else {}),
        "limits": _("At most {count} files of {size} each, of any kind that your reader can open.").format(
            count=FILES_MAX, size=size_words(LARGEST_BYTES)),
    }  # fmt: skip
    return render(at.request, "web/bidding/section.html", context, status=status)


def _asked(at: Bidding, section: Section, draft: Draft, faults: list[Wrong]) -> list[dict[str, Any]]:
    titles = made_for(replace(at, draft=draft)) if draft.taken & {one.key for one in section.questions} else {}
    return [{**_shown(one, draft, faults), "made_for": titles.get(draft.came.get(one.key, ""))} for one in section.questions]


def _demanded(section: Section, draft: Draft) -> frozenset[str]:
    """Without a list the price has to be typed."""
    alone = section.key == PRICE and not draft.listed and not rows_of(draft.typed, "items")
    return frozenset({"price"}) if alone else frozenset()


def _shown(question: Question, draft: Draft, faults: list[Wrong]) -> dict[str, Any]:
    files = [(one, size_words(one.size)) for one in draft.files_at(question.key)]
    wrong = [one.says for one in faults if one.field in (f"f-text-{question.key}", f"f-files-{question.key}")]
    return {"of": question, "text": draft.text(question.key), "ticked": question.key in draft.ticked, "files": files, "wrong": wrong,
            "taken": question.key in draft.taken, "elsewhere": draft.elsewhere(question.key) if question.files else ()}  # fmt: skip


def _form_of(at: Bidding, section: Section, *, bound: bool) -> CommandForm | None:
    if section.form is None:
        return None
    return joined_form(at, bound=bound) if section.key == WHO else price_form(proposed(at.draft, at.lines), bound=bound)


def price_shown(price: Price, items: tuple[PriceItem, ...]) -> dict[str, Any]:
    """The price, and its list, in words."""
    rows = [{"name": one.name, "quantity": f"{one.quantity:f}", "unit": money(one.unit_price), "amount": money(one.amount)}
            for one in items]  # fmt: skip
    return {"price": price, "own": money(price.price) if price.price is not None else "", "rows": rows[:ROWS_SHOWN],
            "hidden_rows": rows[ROWS_SHOWN:], "rows_count": len(rows), "more_count": max(len(rows) - ROWS_SHOWN, 0),
            "sum": money(price.sum) if price.sum is not None else ""}  # fmt: skip


def certificates_of(at: Bidding, file: File | None) -> list[dict[str, str]]:
    """The papers on file, each with the day on which it ends; one that ends before the closing says so."""
    if file is None or file.entered is None:
        return []
    closes = calendar().day(at.closes) if at.closes else None
    return [{"name": one.name.within(language())[1], "number": one.number or "", "until": day(one.until) if one.until else "",
             "ended": "yes" if one.until and closes and one.until < closes else ""} for one in file.entered.certificates]  # fmt: skip


def who_of(at: Bidding) -> dict[str, Any]:
    """What is on file of the bidder, and is not asked again."""
    party = at.party
    if party is None:
        return {}
    file: File | None = state_of(party.docket)
    name = Wording(zh=party.name_zh or None, en=party.name_en or None).within(language())[1]
    return {"name": name, "nature": label(party.nature, language()), "code": (file and file.entered and file.entered.code) or "",
            "size": label(party.size, language()) if party.size else "", "certificates": certificates_of(at, file),
            "file": reverse("desk-docket", args=[party.docket])}  # fmt: skip


def cut(at: Bidding) -> list[dict[str, str]]:
    """Files that were cut on their way: how much of them is here."""
    return [{"number": one.number, "part": one.part, "name": one.name, "arrived_words": size_words(one.arrived),
             "size_words": size_words(one.size)} for one in coming(at.number, at.lot)]  # fmt: skip


def digest_of(draft: Draft, section: Section) -> str:
    """What a section held, so that two who write at once are told of each other."""
    keys = {one.key for one in section.questions}
    own = {key: text for key, text in sorted(draft.texts.items()) if key in keys}  # files only join, whoever brings them
    whole = [own, sorted(draft.ticked & keys), sorted(draft.typed.items()) if section.form else [], [*draft.listed] if section.form else []]
    return hashlib.sha256(json.dumps(whole, sort_keys=True, default=str).encode()).hexdigest()


def frame_of(at: Bidding) -> dict[str, Any]:
    """What each page of a bid says first: for what, until when, how much at most, and what stands sealed."""
    sealed = at.sealed
    return {
        "at": at, "title": at.title, "closes": shown(at.closes) if at.closes else "", "open": at.open, "limit": money(at.limit),
        "sealed_since": shown(sealed.happened) if sealed is not None else "",
        "receipt": next((one.number for one in reversed(at.docket.entries) if one.act == sealed), 0) if sealed is not None else 0,
        "withdrawn_on": shown(at.withdrawn.happened) if at.withdrawn is not None else "",
        "over": shown(at.closes) if at.closes is not None and clock.now() >= at.closes else "",
        "nothing_in": not at.open and sealed is None and at.state.last.get(at.lot) is None,
        "saved": shown(at.saved) if at.saved else "",
        "notice": reverse("notice", args=[at.procurement.number]), "back": reverse("desk-docket", args=[at.number]),
        "mark": mark(at.request, at.step().place, at.step().step.asked), "mark_name": MARK, "language": language(), "now": clock.now(),
    }  # fmt: skip


def _said(mistake: Mistake) -> str:
    return said(mistake.says, mistake.facts)
