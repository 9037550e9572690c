"""In which order is a notice read? In English plainly; in Chinese by the numbered sections of the 2020 format, and then what helps.

A block is a heading with one of a few shapes: text, rows, or a table of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from operis.core.fields import walk
from operis.core.findings import Ground
from operis.core.wording import Wording
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import Lot, NoticeTerms
from operis.dockets.representation.commands import MakeRepresentation
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.documents.papers.notice import SUPPLIERS, published
from operis.documents.shown import language, lasting, money, shown
from operis.law.book import Row
from operis.web.components.links import Link
from operis.web.components.spine import Line
from operis.web.reading.dockets import Shown
from operis.web.reading.entered import label_of
from operis.web.reading.own_sentences import own_sentences

TEXT, ROWS, SCORED, LOTS, DOCUMENTS, CHANGES, SPINE, CAN, PART, ASKED = (
    "text", "rows", "scored", "lots", "documents", "changes", "spine", "can", "part", "asked",
)  # fmt: skip


BY_LOT, ONE_ALONE, THOSE_LEFT = "GPL-34", "GPL-31", "O74-27b"
"""How those are chosen who are invited to a tender."""
ASKING = (MakeRepresentation.docket_kind, MakeRepresentation.slug)


@dataclass(frozen=True, slots=True)
class Block:
    heading: str
    shape: str
    data: Any
    level: int = 2
    id: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    words: str
    value: str | Wording
    row: Row | None = None

    @property
    def wording(self) -> Wording | None:
        return self.value if isinstance(self.value, Wording) else None


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is asked of who bids: met, to be shown later by papers, or told to everybody."""

    words: str
    rows: tuple[Row, ...]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligible:
    """Whether the reader may bid: checked for a supplier who is signed in or for a kind that was chosen, else conditions in plain words."""

    checked: bool
    conditions: tuple[Wording, ...]
    take: Link | None
    """Where one goes on: to the documents, or to the own bid."""
    sealed: tuple[tuple[str, str], ...] = ()
    """Each lot for which the reader's own bid is sealed, and since when."""
    grounds: tuple[Ground, ...] = ()
    points: tuple[Point, ...] = ()
    free: tuple[str, ...] = ()
    """The lots where nothing stands in the way, where something does in others."""
    kind: str = ""
    """The kind of supplier for which it was checked, where nobody is signed in."""
    told: str = ""
    """The same as the query of who registers from here."""
    kinds: tuple[tuple[str, str, bool], ...] = ()
    """Those that may be chosen, in words, and which one is."""
    kept: tuple[tuple[Wording, Row], ...] = ()
    """For whom lots are reserved, told to who has not said yet what it is."""
    invited: str = ""
    """That those alone may bid who are invited, where it is so."""
    kept_here: bool = True
    """Whether sealed bids are kept by this site, and not sealed to key holders."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, and the day of the correction that followed."""

    no: int
    asked_on: str
    asked: Wording
    answered_on: str
    answer: Wording
    changes: bool
    corrected: str
    until: str
    """Until when the correction can follow that the answer told of; empty where it no longer can."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked and answered so far, and the way to ask; none where nothing of it goes on."""

    answered: tuple[Answered, ...]
    ask: Link | None


def asked_of(docket: Shown, state: Procurement) -> Asked | None:
    """For everyone; how many wait for an answer the timeline says."""
    followed = {number: docket.dated(one) for one in state.corrections for number in one.answers}
    until = shown(state.closes) if state.closing is None and not state.ended and state.closes is not None else ""
    answered = tuple(
        Answered(no=one.no, asked_on=shown(one.asked_on), asked=one.asked, answered_on=docket.dated(one), answer=one.answer,
                 changes=one.changes, corrected=followed.get(str(one.no), ""), until=until)
        for one in sorted(state.answers, key=lambda each: each.no)
    )  # fmt: skip
    way = f"{reverse('desk-new', args=ASKING)}?{urlencode({'procurement': docket.number})}"
    ask = None if state.ended else Link(_("Ask a question"), way)
    return Asked(answered, ask) if answered or ask else None


@dataclass(frozen=True, slots=True)
class Page:
    """All that the blocks are made of."""

    docket: Shown
    state: Procurement
    notice: NoticeTerms
    lines: tuple[Line, ...]
    documents: Any
    can: Eligible | None
    asked: Asked | None = None


def blocks(page: Page) -> list[Block]:
    made = list(_chinese(page) if language() == "zh" else _plain(page))
    return [one for one in made if one.data or one.shape == PART]


def _plain(page: Page) -> Iterator[Block]:
    yield Block(_("In short"), ROWS, _summary(page))
    yield from _helps(page, 2)
    yield Block(_("Contacts"), ROWS, _contacts(page))
    yield Block(_("Number, method and law"), ROWS, [*_numbers(page), *_published(page)])


def _chinese(page: Page) -> Iterator[Block]:
    """The sections of the format, then the blocks that it does not know."""
    yield Block(_("Project overview"), ROWS, _summary(page))
    yield Block(_("I. Basic facts of the project"), ROWS, [*_numbers(page), *_wanted(page)])
    yield Block(_("II. Requirements for applicants"), ROWS, _who(page))
    yield Block(_("III. Getting the documents"), ROWS, _getting(page))
    yield Block(_("IV. Closing time, opening time and place"), ROWS, _closing(page))
    yield Block(_("V. Period of the notice"), ROWS, _standing(page))
    yield Block(_("VI. Other matters"), ROWS, _other(page))
    yield Block(_("VII. Contacts"), ROWS, _contacts(page))
    yield Block(_("Annex: what helps to bid"), PART, None)
    yield from _helps(page, 3)


def _helps(page: Page, level: int) -> Iterator[Block]:
    """From "Can you bid?" to "If you disagree"."""
    plain = language() != "zh"
    yield Block(_("Can you bid?"), CAN, page.can, level, "can-you-bid")
    if plain:
        yield Block(_("What you will do"), ROWS, [*_wanted(page), *_who(page)], level)
    yield Block(_("What to send"), TEXT, page.notice.materials, level)
    yield Block(_("Lots"), LOTS, _lots(page.state), level)
    yield Block(_("How bids are scored"), SCORED, page.state.plan.criteria if page.state.plan else (), level)
    yield Block(_("Why this is asked"), ROWS, [RowShown(*one) for one in own_sentences(page.state)], level)
    yield Block(_("Dates"), ROWS, [*_getting(page), *_closing(page), *_standing(page)] if plain else _paid(page), level)
    yield Block(_("Documents"), DOCUMENTS, page.documents, level)
    yield Block(_("Questions and their answers"), ASKED, page.asked, level, "questions")
    yield Block(_("Changes"), CHANGES, changes_of(page.docket, page.state), level, "changes")
    yield Block(_("Timeline"), SPINE, page.lines, level)
    yield Block(_("If you disagree"), ROWS, _disagree(page), level)


def _summary(page: Page) -> list[RowShown]:
    """Who wants what, and until when and how one bids."""
    notice, closes = page.notice, page.state.bids_close
    name = names_of({page.docket.line.body}).get(page.docket.line.body, page.docket.line.body)
    rows = [RowShown(_("Wanted by"), name)]
    if notice.content is not None and language() == "zh":
        return [*rows, *([RowShown(_("Bids close"), shown(closes))] if closes else [])]
    return [*rows, *([RowShown(_("What is wanted"), notice.content)] if notice.content else [])]


def _wanted(page: Page) -> list[RowShown]:
    notice, plan = page.notice, page.state.plan
    rows = [RowShown(_("Budget"), money(notice.budget))] if notice.budget is not None else []
    rows += [RowShown(_("Ceiling price"), money(notice.ceiling))] if notice.ceiling is not None else []
    rows += _said((_("What is bought"), notice.content), (_("Scale"), notice.scale))
    if plan is not None:
        rows.append(RowShown(_("Lasts"), lasting(plan.term_months, plan.extension_months)))
    return [*rows, *(_paid(page) if language() != "zh" else [])]


def _paid(page: Page) -> list[RowShown]:
    days = page.state.plan.payment_days if page.state.plan else None
    return [RowShown(_("Paid"), _("within {days} days").format(days=days))] if days is not None else []


def invited_alone(state: Procurement) -> str:
    """Empty where everyone may bid."""
    if not state.by_invitation:
        return ""
    if state.asks_one:
        return _("One supplier is asked, the one that the plan names, and it alone may bid.")
    if state.goes_on_with:
        return _("The suppliers that are left of the failed tender are asked, and they alone may bid.")
    return _("Suppliers that were drawn by lot are invited, and they alone may bid. Who they are is read once bids are open.")


def _who(page: Page) -> list[RowShown]:
    notice = page.notice
    row = _row(page, ONE_ALONE if page.state.asks_one else THOSE_LEFT if page.state.goes_on_with else BY_LOT)
    rows = [RowShown(_("By invitation"), invited_alone(page.state), row)] if page.state.by_invitation else []
    rows.append(RowShown(_("Every supplier"), _("meets the conditions of the law"), _row(page, SUPPLIERS)))
    rows += _said((_("Who may bid"), notice.qualification), (_("Small and medium enterprises"), notice.reservation))
    if notice.consortia_allowed is not None:
        rows.append(RowShown(_("Consortia"), _("may bid") if notice.consortia_allowed else _("may not bid")))
    return rows


def _getting(page: Page) -> list[RowShown]:
    notice, until = page.notice, page.state.offered_until
    rows = [RowShown(_("Documents issued from"), shown(notice.documents_issued))]
    rows += [RowShown(_("Documents offered until"), shown(until))] if until is not None else []
    rows += _said((_("Getting the documents"), notice.getting_documents), (_("Documents issued elsewhere"), notice.documents_elsewhere))
    if not notice.documents and notice.documents_elsewhere is None:
        rows.append(RowShown(_("Files of the documents"), _("none here: ask the contact of the notice")))
    return rows


def _closing(page: Page) -> list[RowShown]:
    rows = [RowShown(_("Bids close"), shown(page.state.bids_close))] if page.state.bids_close is not None else []
    return [*rows, *_said((_("Opening"), page.notice.opening))]


def _standing(page: Page) -> list[RowShown]:
    until = getattr(page.notice, "stands_until", None)
    if until is None:  # the sections of the format are counted: none is left out
        return [RowShown(_("Notice stands until"), _("no rule sets a day"))]
    return [RowShown(_("Notice stands until"), shown(until.day), _row(page, until.row))]


def _row(page: Page, id: str) -> Row | None:
    """As it was on the day of the notice."""
    return book().rows[id].at(calendar().day(page.state.notice.happened)) if page.state.notice else None


def _other(page: Page) -> list[RowShown]:
    bond = page.notice.bond
    return [RowShown(_("Bid security"), money(bond) if bond else _("none")), *_published(page)]


def _published(page: Page) -> list[RowShown]:
    """Where else it stands, and under which number there."""
    outside = page.notice.outside
    return [RowShown(_("Published in"), published(outside))] if outside is not None else []


def _contacts(page: Page) -> list[RowShown]:
    notice = page.notice
    return _said((_("Purchaser"), notice.purchaser), (_("Agency"), notice.agency), (_("Contact"), notice.contact))


def _disagree(page: Page) -> list[RowShown]:
    return _said((_("Where to send a formal query"), page.notice.queries_to))


def _numbers(page: Page) -> list[RowShown]:
    plan, notice = page.state.plan, page.notice
    rows = [RowShown(_("Number"), page.docket.number)]
    rows += _said((_("Project name"), notice.project_name))
    if plan is not None:
        choices = dict(walk(type(plan))["method"].asked.choices)
        rows.append(RowShown(_("Method"), choices[plan.method].within(language()) if plan.method in choices else shown(plan.method)))
    return rows


def _said(*pairs: tuple[str, Wording | None]) -> list[RowShown]:
    """What was stated; what was not is left out."""
    return [RowShown(words, text) for words, text in pairs if text is not None]


def _lots(state: Procurement) -> list[dict[str, Any]]:
    """Each lot of the plan, whom it is kept for, and whether it was ended."""
    lots = state.plan.lots if state.plan else ()
    return [{"lot": one.lot, "name": one.name, "budget": money(one.budget), "reserved": _reserved_for(one),
             "ended": one.lot in state.ended_lots} for one in lots]  # fmt: skip


def _reserved_for(lot: Lot) -> str:
    choices = dict(walk(Lot)["reserved"].asked.choices)
    return choices[lot.reserved].within(language()) if lot.reserved in choices else ""


def changes_of(docket: Shown, state: Procurement) -> list[dict[str, Any]]:
    return [{"on": docket.dated(one), "ground": shown(one.ground), "reason": one.reason.within(language())[1],
             "changes": [(label_of(change.about), change.old.within(language())[1] if change.old else "", change.new.within(language())[1])
                         for change in one.changes],
             "closes": shown(one.closes) if one.bids_close is not None else "", "stands": one.closes == state.bids_close}
            for one in state.corrections]  # fmt: skip
