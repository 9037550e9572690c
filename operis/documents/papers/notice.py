"""How is a notice handed over to a medium? In the parts and the order of the formats of 2020: call, correction, ending (row FMT-01).

project outline; 1 basic facts; 2 requirements for applicants; 3 getting the documents; 4 closing and opening; 5 notice period;
6 other matters; 7 whom to ask
"""

from collections.abc import Iterator
from datetime import datetime
from typing import cast

from django.utils.translation import gettext as _

from operis.core.acts import Outside
from operis.core.wording import Wording
from operis.dockets.procurement.acts import NoticeCorrected, NoticePublished, ProceedingsTerminated
from operis.dockets.procurement.papers import Paper as Issued
from operis.dockets.procurement.papers import papers, replaced_now
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Change, Lot, NoticeTerms
from operis.documents.days import dated
from operis.documents.few import bids_told
from operis.documents.labels import label
from operis.documents.papers.blocks import Block, Line, Paper, Table, Words, choice, field, in_words, numbered
from operis.documents.papers.source import AnySource, Source
from operis.documents.papers.text import named
from operis.documents.shown import language, lasting, money, shown
from operis.ledger.read import Stored

TENDERS = frozenset({"open-tender", "invited-tender"})
SUPPLIERS = "GPL-22"
"""What the law asks of every supplier."""


def notice(source: Source[NoticePublished, Procurement], slug: str = "notice") -> Paper:
    act, state = source.act, source.state
    blocks = (Words(_outline(act, state, source), boxed=True), *_put_right(source), *numbered(_parts(act, state, source)))
    return source.paper(slug, source.form(act.notice), blocks, about=_project(act, source))


def _put_right(source: AnySource) -> Iterator[Block]:
    """What corrections have changed since, each with the record in which it stands."""
    for entry, act in corrected(source):
        closes = [named(field(NoticeCorrected, "closes"), shown(act.closes))] if act.bids_close is not None else []
        until = act.documents_offered_until
        offered = [named(field(NoticeCorrected, "documents_offered_until"), shown(until))] if until is not None else []
        changes = [named(label(one.about, language()), in_words(one.new) or "") for one in act.changes]
        new = [named(field(NoticeCorrected, "documents"), _(", ").join(one.name for one in act.documents))] if act.documents else []
        says = _("Corrected by record {no} of {day}. {changes}")
        yield Words(says.format(no=entry.number, day=dated(entry), changes=_("; ").join((*closes, *offered, *changes, *new))))


def corrected(source: AnySource) -> tuple[tuple[Stored, NoticeCorrected], ...]:
    """Each correction of the notice with the entry in which it stands."""
    return tuple((one, cast("NoticeCorrected", one.act)) for one in source.corrections)


def _project(act: NoticePublished, source: AnySource) -> str:
    return in_words(act.project_name) or source.about


def tender(state: Procurement) -> bool:
    return state.plan is not None and state.plan.method in TENDERS


def _outline(act: NoticePublished, state: Procurement, source: AnySource) -> str:
    says = (
        _("Possible bidders of “{project}” get the tender documents as part 3 says, and send their bids before {closes}.")
        if tender(state)
        else _("Possible suppliers of “{project}” get the purchasing documents as part 3 says, and send their bids before {closes}.")
    )
    return says.format(project=_project(act, source), closes=shown(_closing(act, source)[0]))


def _closing(act: NoticePublished, source: AnySource) -> tuple[datetime, Stored | None]:
    """The closing time that stands, and the correction that set it."""
    moved = [(act.closes, entry) for entry, act in corrected(source) if act.bids_close]
    return moved[-1] if moved else (act.bids_close, None)


def _parts(act: NoticePublished, state: Procurement, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    bids = tender(state)
    yield _("Basic facts of the project"), tuple(_basic(act, state, source))
    yield _("Requirements for applicants"), tuple(_requirements(act, source))
    yield _("Getting the tender documents") if bids else _("Getting the purchasing documents"), tuple(_getting(act, state, source))
    yield (
        _("Closing time, opening time and place of the tender") if bids else _("Closing time, opening time and place"),
        (
            Line(field(NoticeTerms, "bids_close"), _closing_in_words(act, source)),
            Line(field(NoticeTerms, "opening"), in_words(act.opening)),
        ),
    )
    if not state.by_invitation:  # an invitation is sent, and stands for no time
        yield _("Notice period"), (period(source, act),)
    yield _("Other matters"), tuple(_others(act))
    yield _("For questions about this notice"), contacts(act.purchaser, act.agency, act.contact, needed=True)


def _closing_in_words(act: NoticePublished, source: AnySource) -> str:
    closes, by = _closing(act, source)
    says = _("{now} (by the correction of {day}, record {no}; before it {before})")
    return says.format(now=shown(closes), day=dated(by), no=by.number, before=shown(act.bids_close)) if by else shown(closes)


def _invited(state: Procurement) -> str:
    if state.asks_one:
        return _("the one supplier that the plan names, and no others")
    if state.goes_on_with:
        return _("the suppliers that are left of the failed tender, and no others")
    return _("the suppliers that were drawn by lot and invited, and no others")


def _basic(act: NoticePublished, state: Procurement, source: AnySource) -> Iterator[Block]:
    plan = state.plan
    yield Line(_("Project number"), source.number)
    yield Line(field(NoticeTerms, "project_name"), in_words(act.project_name))
    if plan is not None:
        yield Line(_("Method of procurement"), label(plan.method, language()))
    if state.by_invitation:
        yield Line(_("Who may bid"), _invited(state))
    yield Line(field(NoticeTerms, "budget"), None if act.budget is None else money(act.budget))
    if act.ceiling is not None:
        yield Line(field(NoticeTerms, "ceiling"), money(act.ceiling))
    yield Line(field(NoticeTerms, "content"), in_words(act.content))
    yield Line(field(NoticeTerms, "scale"), in_words(act.scale))
    if plan is not None and plan.lots:
        yield Table(_("Lots"), (_("Lot"), _("Name"), _("Budget"), _("Reserved for")), tuple(lot_row(one) for one in plan.lots))
    if plan is not None:
        yield Line(_("Contract term"), lasting(plan.term_months, plan.extension_months))
    joint = {None: None, True: _("Consortia may take part."), False: _("Consortia may not take part.")}[act.consortia_allowed]
    yield Line(_("Consortia"), joint)


def lot_row(lot: Lot) -> tuple[str, ...]:
    return lot.lot, in_words(lot.name) or "", money(lot.budget), choice(lot, "reserved") if lot.reserved else "-"


def _requirements(act: NoticePublished, source: AnySource) -> Iterator[Block]:
    yield Words("1. " + _("What {law} asks of every supplier.").format(law=source.row(SUPPLIERS).cite(language())))
    yield Line("2. " + _("Requirements of procurement policy"), in_words(act.reservation))
    yield Line("3. " + _("Special requirements of this project"), in_words(act.qualification))
    yield Line(field(NoticeTerms, "materials"), in_words(act.materials))


def _getting(act: NoticePublished, state: Procurement, source: AnySource) -> Iterator[Block]:
    moved = [act.documents_offered_until for _entry, act in corrected(source)]
    until = ([act.documents_offered_until, *(day for day in moved if day)])[-1]
    begins = shown(act.documents_issued)
    yield Line(_("Time"), None if until is None else _("{begins} to {until}").format(begins=begins, until=shown(until)))
    yield Line(_("Place, way and price"), in_words(act.getting_documents))
    if act.documents_elsewhere is not None:
        yield Line(_("Documents issued elsewhere"), in_words(act.documents_elsewhere))
    for one in papers(state) if state.notice is not None else map(Issued, act.documents):
        yield Line(_("File"), _file_in_words(one, source))


def _file_in_words(one: Issued, source: AnySource) -> str:
    """A file by its fingerprint; one that does not hold any more says by which correction."""
    words = _("{name} (fingerprint {sha256})").format(name=one.document.name, sha256=one.document.sha256)
    by = next((entry for entry, act in corrected(source) if act == one.replaced), None)
    if by is None:
        return words
    return _("{file}: replaced by the correction of {day}, record {no}").format(file=words, day=dated(by), no=by.number)


def period(source: AnySource, act: object) -> Block:
    stands = source.stands(getattr(act, "stands_until", None))
    says = _("{length} from the day of publication, until {day}.")
    return Line(_("Notice period"), None if stands is None else says.format(length=stands[0], day=stands[1]), alone=True)


def _others(act: NoticePublished) -> Iterator[Block]:
    yield Line(field(NoticeTerms, "bond"), money(act.bond) if act.bond else _("none"))
    yield Line(field(NoticeTerms, "queries_to"), in_words(act.queries_to))
    if act.outside is not None:
        yield Line(_("Published in"), published(act.outside))


def published(outside: Outside) -> str:
    """The medium, and under which number and link it has the notice."""
    more = ((field(Outside, "number"), outside.number), (field(Outside, "link"), outside.link))
    return _("; ").join((outside.medium, *(named(name, words) for name, words in more if words)))


def contacts(purchaser: Wording | None, agency: Wording | None, contact: Wording | None, *, needed: bool) -> tuple[Block, ...]:
    """Purchaser, agency and contact of the project; who has no agency names none, and a contact only where the notice has one."""
    lines = [(field(NoticeTerms, "purchaser"), in_words(purchaser))]
    if agency is not None:
        lines.append((field(NoticeTerms, "agency"), in_words(agency)))
    if needed or contact is not None:
        lines.append((field(NoticeTerms, "contact"), in_words(contact)))
    return tuple(Line(f"{place}. {name}", words) for place, (name, words) in enumerate(lines, start=1))


def correction(source: Source[NoticeCorrected, Procurement], slug: str) -> Paper:
    act, state = source.act, source.state
    return source.paper(slug, source.form("correction"), tuple(numbered(_corrected(act, state, source))))


def _corrected(act: NoticeCorrected, state: Procurement, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    first = state.notice
    assert first is not None
    yield (
        _("Basic facts of the project"),
        (
            Line(_("Number of the project in the notice"), source.number),
            Line(_("Name of the project in the notice"), in_words(first.project_name)),
            Line(_("Day of the first notice"), source.dated(first)),
        ),
    )
    heads = (field(Change, "about"), field(Change, "old"), field(Change, "new"))
    rows = tuple((label(one.about, language()), in_words(one.old) or "", in_words(one.new) or "") for one in act.changes)
    changes: list[Block] = [Table(_("What is changed"), heads, rows)] if rows else []
    if act.bids_close is not None:
        changes.append(Line(field(NoticeCorrected, "closes"), shown(act.closes)))
    if act.documents_offered_until is not None:
        changes.append(Line(field(NoticeCorrected, "documents_offered_until"), shown(act.documents_offered_until)))
    gone = tuple(replaced_now(state, act))
    if act.documents:
        files = tuple((one.name, one.sha256) for one in act.documents)
        changes.append(Table(_("New purchasing documents"), (_("File"), _("Fingerprint")), files))
    if gone:
        changes.append(Line(field(NoticeCorrected, "replaces"), _(", ").join(gone)))
    yield (
        _("What is put right"),
        (
            Line(field(NoticeCorrected, "ground"), choice(act, "ground")),
            Line(field(NoticeCorrected, "reason"), in_words(act.reason)),
            *changes,
            Line(_("Day of the correction"), source.dated(act)),
        ),
    )
    yield _("Other matters"), (Words(_("None.")),)
    yield _("For questions about this notice"), contacts(first.purchaser, first.agency, first.contact, needed=True)


def termination(source: Source[ProceedingsTerminated, Procurement], slug: str) -> Paper:
    act, state = source.act, source.state
    return source.paper(slug, source.form("termination"), tuple(numbered(_ended(act, state, source))))


def _ended(act: ProceedingsTerminated, state: Procurement, source: AnySource) -> Iterator[tuple[str, tuple[Block, ...]]]:
    first = state.notice
    lots = [Line(_("Lots"), _(", ").join(act.lots))] if act.lots else []
    name = in_words(first.project_name) if first else source.about
    yield _("Basic facts of the project"), (Line(_("Project number"), source.number), Line(field(NoticeTerms, "project_name"), name), *lots)
    yield (
        _("Why it ended"),
        (
            Line(field(ProceedingsTerminated, "ground"), choice(act, "ground")),
            Line(field(ProceedingsTerminated, "reason"), in_words(act.reason)),
            *([Words(bids)] if (bids := bids_told(state, act)) else []),
            Line(_("Day of the end"), source.dated(act)),
        ),
    )
    yield _("Other matters"), (Words(_("None.")),)
    if first is not None:
        yield _("For questions about this notice"), contacts(first.purchaser, first.agency, first.contact, needed=True)
