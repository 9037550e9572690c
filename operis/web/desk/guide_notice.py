"""What helps with an intention and a notice? What need, plan and the last notice say already; lawful days, and quiet times to close at.

Beside the fields stands what the law asks a notice to state, and what of it is still missing.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.core.decider import Check, Rule, Step
from operis.core.fields import plain, walk
from operis.core.money import yuan
from operis.core.wording import Wording
from operis.dockets.procurement.commands import PublishIntention, PublishNotice
from operis.dockets.procurement.state import Procurement
from operis.dockets.procurement.terms import NoticeTerms, PlanTerms
from operis.documents import proposals
from operis.documents.labels import label
from operis.documents.lawbook import calendar
from operis.documents.papers.blocks import field
from operis.documents.shown import day_named, language, money, shown, text
from operis.documents.slots import in_languages
from operis.documents.textbank import banks
from operis.drafts.worksheet import worksheet_of
from operis.law.book import Law, Row, Text
from operis.ledger.states import state_of
from operis.registers import models
from operis.rules.announcing import qualification, reservation
from operis.rules.notices import (
    SUPPLIED_BY,
    documents_offered,
    documents_put_in,
    four_items_announced,
    intention_complete,
    notice_complete,
    stays_open,
)
from operis.web.desk.guide_need import own_need, typed_of
from operis.web.desk.guides import Guide
from operis.web.desk.held import lines_of
from operis.web.desk.methods import law_here
from operis.web.desk.onward import before_notice
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed
from operis.web.preparing.ahead import case_ahead
from operis.web.preparing.listed import lists_of_correction
from operis.web.reading.notice_blocks import Eligible, Page, RowShown, blocks
from operis.web.reading.sealed_bids import sealed_bids

SAME_EACH_TIME = ("purchaser", "getting_documents", "opening", "contact", "queries_to")
"""What a body writes the same in each notice: taken from its last one."""
SAME_AGAIN = ("project_name", "content", "scale", "materials", "consortia_allowed", "bond")
"""What it writes the same besides when a purchase of the same lots is tried again: taken from the notice of the one before."""
FIRST_TIME = {
    "getting_documents": {"zh": "在本平台免费获取", "en": "On this platform, free of charge"},
    "opening": {"zh": "提交截止时间，在本平台开启", "en": "On this platform, when bids close"},
}
"""What its first one begins with."""
CLOSES_AT = time(9, 30)
LOOKED_AT_DAYS = 10
"""So many days from the first lawful one are looked at for a quiet time to close."""
OFFERED_TIMES = 3
DIGEST = re.compile(r"documents-[0-9]+-sha256")
"""The input that holds the fingerprint of a file of the purchasing documents."""
LONG = 500
"""Our advice and no law: longer requirements keep small suppliers away."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks to be stated, and whether it is."""

    words: str
    there: bool
    row: Row


@dataclass(frozen=True, slots=True)
class Closing:
    """A time to close at, and how many others close on that day."""

    words: str
    value: str
    count: int


class IntentionGuide(Guide):
    template = "web/desk/guide_stated.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        number = at.request.GET.get("need", "").strip().upper()
        need = own_need(number, at.mandate) if number else None
        if need is None:
            return {}
        part = at.request.GET.get("part", proposals.PART)
        said = next((one for one in need.state.recorded.parts if one.part == part), None)
        line = next((one for one in lines_of(at.mandate.acts_for or "", _today().year) if one.number == worksheet_of(number).line), None)
        return typed_of(PublishIntention, {
            "need": need.number, "part": part, "project_name": _plain(need.state.recorded.title),
            "needs_overview": _plain(said.result) if said and said.result else None,
            "budget": yuan(line.free) if line is not None and line.free > 0 else None,
        })  # fmt: skip

    def fits(self, at: Sitting, typed: Typed) -> bool:
        number = at.request.GET.get("need", "").strip().upper()
        return not number or typed.get("need", "").strip().upper() == number

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"stated": stated(at, typed, intention_complete)}


class NoticeGuide(Guide):
    template = "web/desk/guide_stated.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        plan = at.docket.state.plan if at.docket else None
        if at.docket is None or plan is None:
            return {}
        before, today = _last_noticed(at), _today()
        last = before.notice if before is not None else None
        need = own_need(str(plan.need).upper(), at.mandate)
        said = next((one for one in need.state.recorded.parts if one.part == plan.part), None) if need else None
        opens, offered = _earliest(at, stays_open), _earliest(at, documents_offered)
        quiet, plan_is_for_one = closings(opens) if opens else [], at.docket.state.asks_one
        return typed_of(PublishNotice, {
            **FIRST_TIME, "purchaser": _on_file(at.docket.line.body),
            **{name: _plain(value) for name in SAME_EACH_TIME if (value := getattr(last, name, None)) is not None},
            "agency": _agency(plan, before),
            "project_name": _plain(need.state.recorded.title) if need else None,
            "content": _plain(said.result) if said and said.result else None,
            "scale": _scale(said),
            "materials": _materials(plan), "documents_issued": f"{today}", "documents_offered_until": f"{offered}" if offered else None,
            "bids_close": quiet[0].value if quiet else None, "consortia_allowed": not plan_is_for_one, **_said_before(plan),
        })  # fmt: skip

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        opens = _earliest(at, stays_open)
        earliest = [(words, day_named(day), row) for words, day, row in _days(at)]
        listed = [*stated(at, typed, notice_complete, four_items_announced), *_documents(at, typed)]
        plan = at.docket.state.plan if at.docket else None
        before = before_notice(at.docket.number, at.state, at.mandate) if at.docket else []
        return {"before": before, "stated": listed, "days": earliest, "planned": _planned(plan) if plan is not None else [],
                "closings": closings(opens) if opens else [], "length": _length(plan) if plan is not None else 0,
                "long": LONG}  # fmt: skip

    def preview(self, at: Sitting, state: Any) -> dict[str, Any]:
        """The notice as everyone will read it."""
        if at.docket is None or state.notice is None:
            return {}
        can = Eligible(checked=False, conditions=tuple(one.text for one in state.plan.conditions), take=None,
                       kept_here=state.keys_digest is None)  # fmt: skip
        page = Page(docket=at.docket, state=state, notice=state.notice, lines=(), documents=(), can=can)
        heading = state.notice.project_name.within(language())[1] if state.notice.project_name else ""
        return {"heading": heading, "blocks": blocks(page), "sealed": sealed_bids(at.docket, state)}


def _planned(plan: PlanTerms) -> list[RowShown]:
    """What the notice will say as the filed plan has it; nobody types it."""
    ceiling = money(plan.ceiling) if plan.ceiling is not None else _("none")
    said: dict[str, str | Wording] = {
        "budget": money(plan.budget), "ceiling": ceiling, "qualification": qualification(plan), "reservation": reservation(plan),
    }  # fmt: skip
    return [RowShown(field(NoticeTerms, name), value) for name, value in said.items()]


def _length(plan: PlanTerms) -> int:
    """How many characters the requirements for applicants have, where they are so many that few will read them."""
    written = max(len(text) for text in dict(qualification(plan)).values())
    return written if written > LONG else 0


def stated(at: Sitting, typed: Typed, *checks: Check[Any, Any]) -> list[Asked]:
    """Each content that a row in force asks for, once, with whether its fields are filled."""
    found: dict[str, Asked] = {}
    for check in checks:
        for row in _rows(at, check):
            term = next(term for term in ("notice_contents", "contents") if row.has(term))
            for content in row.slugs(term):
                there = all(_filled(typed, name) for name in SUPPLIED_BY[content] if name in walk(at.step.asked))
                found.setdefault(content, Asked(_words(row, content), there, row))
    return list(found.values())


def _documents(at: Sitting, typed: Typed) -> list[Asked]:
    """The documents themselves, under the row by which they are offered."""
    there = any(value.strip() for key, value in typed.items() if DIGEST.fullmatch(key))
    return [Asked(_("The purchasing documents, as files"), there or _filled(typed, "documents_elsewhere"), row)
            for row in _rows(at, documents_put_in)]  # fmt: skip


def _words(row: Row, content: str) -> str:
    """In the words of the row's own list, where it has them."""
    listed = row.data.get("contents")
    own = next((one for one in listed if one["slug"] == content), None) if isinstance(listed, list) else None
    return text(Text(own["en"], own["zh"])) if own else label(content, language())


def _filled(typed: Typed, name: str) -> bool:
    return any(value.strip() for key, value in typed.items() if key == name or key in (f"{name}-zh", f"{name}-en"))


def _rules(at: Sitting, check: Check[Any, Any]) -> list[Rule[Any, Any]]:
    step: Step[Any, Any] = at.step
    return [rule for rule in step.provided if rule.check is check]


def _rows(at: Sitting, check: Check[Any, Any]) -> list[Row]:
    law, method = _law(at)
    found = (law.first(rule.rows, method=method) for rule in _rules(at, check))
    return [row for row in found if row is not None]


def _law(at: Sitting) -> tuple[Law, str | None]:
    state = at.docket.state if at.docket else at.procedure.start()
    case = case_ahead(at.procedure, at.step, at.number, state, at.mandate, calendar().local(clock.now()))
    return case.law, case.method


def _days(at: Sitting) -> list[tuple[str, date, Row]]:
    """The first lawful day of each period that begins today; of rows that lead to the same day the first."""
    words = {stays_open: _("Bids close at the earliest"), documents_offered: _("Documents are offered at least until")}
    found = dict[tuple[str, date], Row]()
    for check, said in words.items():
        for row in _rows(at, check):
            found.setdefault((said, calendar().after(_today(), row.period())), row)
    return [(said, day, row) for (said, day), row in found.items()]


def _earliest(at: Sitting, check: Check[Any, Any]) -> date | None:
    return max((calendar().after(_today(), row.period()) for row in _rows(at, check)), default=None)


def closings(first: date) -> list[Closing]:
    """Working days on which few others close, the quietest first and of these the earliest."""
    days = [one for one in (first + timedelta(days=after) for after in range(LOOKED_AT_DAYS)) if calendar().is_working(one)]
    counts = dict.fromkeys(days, 0)
    begin, end = calendar().start(days[0]), calendar().start(days[-1] + timedelta(days=1))
    for closes in models.Notice.objects.filter(closes__gte=begin, closes__lt=end, ended=False).values_list("closes", flat=True):
        on = calendar().day(closes)
        if on in counts:
            counts[on] += 1
    quiet = sorted(days, key=lambda one: (counts[one], one))[:OFFERED_TIMES]
    at = {one: datetime.combine(one, CLOSES_AT, calendar().zone) for one in quiet}
    return [Closing(shown(at[one]), f"{one} {CLOSES_AT:%H:%M}", counts[one]) for one in quiet]


def _last_noticed(at: Sitting) -> Procurement | None:
    """The body's last procurement with a notice, for what it writes the same each time."""
    own = models.Docket.objects.filter(kind="procurement", body=at.mandate.acts_for or "-", noticed__isnull=False)
    line = own.order_by("-noticed", "-ordinal").first()
    return None if line is None else state_of(line.number)


def _said_before(plan: PlanTerms) -> dict[str, Any]:
    """Of what is tried again: what the notice before said; nothing where other lots are bought."""
    before = state_of(plan.again_of) if plan.again_of else None
    if before is None or before.notice is None or before.plan is None or before.plan.lots != plan.lots:
        return {}
    said = plain(before.notice)
    return {name: said[name] for name in SAME_AGAIN if said.get(name) is not None}


def _plain(words: Wording) -> dict[str, str]:
    return dict(words)


def _scale(part: Any) -> dict[str, str] | None:
    return _plain(part.quantity) if part is not None and part.quantity else None


def _agency(plan: PlanTerms, before: Procurement | None) -> dict[str, str] | None:
    """The agency that the plan names, as the last notice had it; else name and address, as its file has them."""
    said = before.notice.agency if before is not None and before.notice is not None else None
    if said is not None and before is not None and before.plan is not None and before.plan.agency == plan.agency:
        return _plain(said)
    return _on_file(plan.agency) if plan.agency else None


def _on_file(key: str) -> dict[str, str] | None:
    """Name and address of a body or an agency, as its file has them."""
    party = models.Party.objects.filter(key=key).first()
    if party is None:
        return None
    address, between = json.loads(party.address), {"zh": "，", "en": ", "}
    names = {"zh": party.name_zh, "en": party.name_en}
    return {spoken: between[spoken].join((name, *filter(None, (address.get(spoken),)))) for spoken, name in names.items() if name}


def _materials(plan: PlanTerms) -> dict[str, str] | None:
    """The proofs that the text bank names for its conditions."""
    sheet = worksheet_of(str(plan.need).upper())
    bank = banks().get(sheet.bank)
    return proposals.proofs(bank, in_languages(bank, sheet.values)) if bank else None


def _today() -> date:
    return calendar().day(clock.now())


class CorrectionGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        """What comes from the answer to a question makes that clear, and says so in its reason."""
        number = at.request.GET.get("answers", "").strip()
        if all(str(one.no) != number for one in at.state.answers):
            return {}
        reasons = {"reason-zh": f"答复询问第{number}号", "reason-en": f"The answer to question {number}"}
        return {"ground": "clarification", "answers-rows": "1", "answers-0": number, **reasons}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        state = at.docket.state if at.docket else at.procedure.start()
        return lists_of_correction(law_here(state, at.mandate))
