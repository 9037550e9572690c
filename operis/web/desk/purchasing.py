"""What is drafted for which procurement? The purchasing documents of its method, from plan, need, notice and what the officer filled in."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields, make_dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from operis import clock
from operis.accounts.models import Office
from operis.core.acts import Command
from operis.core.fields import ask, read_in_part
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.procurement.commands import CorrectNotice, PublishNotice
from operis.dockets.procurement.state import Procurement
from operis.documents.lawbook import calendar
from operis.documents.purchasing.asking import Asking, asking
from operis.documents.purchasing.drawn import Drawn, changed, drawn_from
from operis.documents.purchasing.filling import Drafted, Facts, drafted
from operis.documents.purchasing.record import Known, facts_of
from operis.documents.purchasing.texts import Text, sources, text_for
from operis.documents.shown import language
from operis.documents.slots import in_languages
from operis.documents.textbank import Words, banks
from operis.drafts.models import draft_at
from operis.drafts.purchasing import PurchasingDraft, purchasing_draft
from operis.drafts.worksheet import worksheet_of
from operis.law.book import Law
from operis.registers.models import Party
from operis.web.components.links import Link
from operis.web.desk.begun import place_of
from operis.web.desk.entry import docket_for
from operis.web.desk.guide_need import own_need
from operis.web.desk.guide_notice import NoticeGuide
from operis.web.desk.methods import law_here
from operis.web.desk.sitting import Sitting
from operis.web.forms import CommandForm, Reader, blank, form_for
from operis.web.preparing.ahead import steps_of, weigh
from operis.web.reading.dockets import Shown

OF_NOTICE = tuple(one.name for one in fields(PublishNotice) if one.init)


@dataclass(frozen=True)
class Drafting:
    """The documents of one procurement as they stand; `announced` is what its notice says, drafted, published or being corrected.

    `into` is the step whose files they become: the notice's, then its correction's as long as one is possible.
    """

    at: Sitting
    docket: Shown
    text: Text
    kept: PurchasingDraft
    announced: Mapping[str, Any]
    into: type[Command] | None
    there: Mapping[str, str]
    """What stands in the form of that step."""

    @property
    def state(self) -> Procurement:
        state: Procurement = self.docket.state
        return state

    @property
    def url(self) -> str:
        return reverse("desk-purchasing", args=[self.docket.number])

    @property
    def corrects(self) -> bool:
        return self.into is CorrectNotice

    @cached_property
    def law(self) -> Law:
        return law_here(self.state, self.at.mandate)

    @cached_property
    def asked(self) -> tuple[Asking, ...]:
        """With the answers that are there: one can bring the next question."""
        return asking(self.text, facts_of(self.known))

    @cached_property
    def form(self) -> CommandForm:
        typed = self.kept.typed
        return answers_form(self.asked)(zone=calendar().zone, initial=self.begun if typed is None else {**self.begun, **typed})

    @cached_property
    def begun(self) -> dict[str, str]:
        """Our proposals, as they would have been typed."""
        return {name: said for one in self.asked for name, said in _typed(one)}

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.known_with(answers_of(self.asked, self.form.typed)))

    @cached_property
    def draft(self) -> Drafted:
        return drafted(self.text, self.facts, self.law, self.kept.own)

    @cached_property
    def known(self) -> Known:
        """With what was filled in, and without our proposals."""
        first = facts_of(self.known_with({}))
        return self.known_with(answers_of(asking(self.text, first), self.kept.typed or {}))

    def known_with(self, asked: Mapping[str, Any]) -> Known:
        plan = self.state.plan
        assert plan is not None
        need = own_need(str(plan.need).upper(), self.at.mandate)
        part = next((one for one in need.state.recorded.parts if one.part == plan.part), None) if need else None
        outcome = need.state.outcomes.get(plan.part) if need else None
        sheet = worksheet_of(str(plan.need).upper())
        bank = banks().get(sheet.bank)
        return Known(
            plan=plan, notice=self.announced, number=self.docket.number, site=settings.OPERIS_SITE_NAME,
            body=party_words(self.docket.line.body), finance=_finance(), place=part.place if part else None,
            class_=outcome.class_ if outcome else None, asked=asked, bank=bank, slots=in_languages(bank, sheet.values) if bank else {},
            supplier=party_words(plan.one_supplier.supplier) if plan.one_supplier is not None else {},
            advisers=self.state.publicity.opinions if self.state.publicity is not None else (),
            holders=tuple(party_words(one).get("name") or _both(one, "") for one in self.state.called_holders),
        )  # fmt: skip

    @property
    def missing(self) -> tuple[str, ...]:
        return self.draft.missing

    @property
    def whole(self) -> bool:
        return not self.draft.missing and not self.draft.uncovered

    @cached_property
    def drawn(self) -> Drawn:
        return drawn_from(self.text, self.facts)

    @property
    def stale(self) -> tuple[str, ...]:
        """What was put into the notice and says something else by now."""
        return changed(self.kept.facts, self.drawn)


def drafting_for(request: HttpRequest, mandate: Mandate, number: str) -> Drafting:
    """For whoever publishes the notice of this procurement; for all others there is no such page."""
    docket = docket_for(number, mandate)
    found = drafting_of(request, mandate, docket)
    if found is None:
        raise Http404(number)
    return found


def drafting_of(request: HttpRequest, mandate: Mandate, docket: Shown, typed: Mapping[str, str] | None = None) -> Drafting | None:
    """None where no plan is filed, its method has no such document, or the notice is another's to publish."""
    sitting = sitting_at_notice(request, mandate, docket)
    text = text_for(docket.state.plan.method) if sitting is not None and docket.state.plan is not None else None
    if sitting is None or text is None:
        return None
    into = _into(docket, mandate)
    there = _begun(sitting, into) if typed is None else dict(typed)
    return Drafting(sitting, docket, text, purchasing_draft(docket.number), announced(docket, into, there), into, there)


def way_to_drafting(docket: Shown, mandate: Mandate) -> list[Link]:
    """Between the plan and the notice, and beside a correction, for whoever publishes them."""
    plan = docket.state.plan if docket.line.kind == PublishNotice.docket_kind else None
    text = text_for(plan.method) if plan is not None else None
    if text is None or _step(docket, mandate) is None or _into(docket, mandate) is None:
        return []
    return [Link(text.title.within(language()), reverse("desk-purchasing", args=[docket.number]))]


def _step(docket: Shown, mandate: Mandate) -> tuple[Any, Any] | None:
    """The notice's step, where it is this mandate's to take."""
    found = next((one for one in steps_of(docket.line.kind, docket.state) if one[1].asked is PublishNotice), None)
    yours = found is not None and weigh(*found, docket.number, docket.state, mandate, clock.now()).yours
    return found if yours else None


def sitting_at_notice(request: HttpRequest, mandate: Mandate, docket: Shown) -> Sitting | None:
    """Who may publish the notice sits at it."""
    found = _step(docket, mandate) if docket.line.kind == PublishNotice.docket_kind else None
    return Sitting(request, mandate, docket, *found, secrets.token_urlsafe(32), len(docket.entries)) if found is not None else None


def _into(docket: Shown, mandate: Mandate) -> type[Command] | None:
    """The notice as long as there is none, then its correction as long as nothing stands in the way of one."""
    if docket.state.notice is None:
        return PublishNotice
    found = next((one for one in steps_of(docket.line.kind, docket.state) if one[1].asked is CorrectNotice), None)
    ahead = weigh(*found, docket.number, docket.state, mandate, clock.now()) if found is not None else None
    return CorrectNotice if ahead is not None and ahead.yours and not ahead.grounds else None


def announced(docket: Shown, into: type[Command] | None, there: Mapping[str, str]) -> dict[str, Any]:
    """What the notice says: as it is being written, as far as that can be read; else as it was published and is corrected."""
    written = read_in_part(into, Reader(there).record(into), zone=calendar().zone, language=language()) if into is not None else {}
    state: Procurement = docket.state
    if state.notice is None:
        return written
    said = {name: getattr(state.notice, name) for name in OF_NOTICE}
    moved = [*(one.documents_offered_until for one in state.corrections), written.get("documents_offered_until")]
    until = [said["documents_offered_until"], *(day for day in moved if day is not None)][-1]
    return {**said, "bids_close": written.get("bids_close") or state.bids_close, "documents_offered_until": until}


def _begun(at: Sitting, into: type[Command] | None) -> dict[str, str]:
    """The step as this officer has begun it, else as its form begins."""
    begun = draft_at(place_of(at.mandate, at.number, into)) if into is not None else None
    if begun is not None or into is None:
        return dict(begun.typed) if begun is not None else {}
    return {**blank(into), **(NoticeGuide().begins(at) if into is PublishNotice else {})}


def answers_form(asked: tuple[Asking, ...]) -> type[CommandForm]:
    return form_for(_record(tuple(one.asked.name for one in asked)))


@cache
def _record(names: tuple[str, ...]) -> type:
    """What is asked, as a record: it makes the form as for a command."""
    return make_dataclass("PurchasingAnswers", [_field(name) for name in names], frozen=True, kw_only=True)


def _field(name: str) -> tuple[str, Any, Any]:
    one = sources().asked[name]
    kind: Any = Slug if one.choices else Decimal if one.number else Wording
    choices = {slug: (words.en, words.zh) for slug, words in one.choices.items()}
    hint = (one.hint.en, one.hint.zh) if one.hint else None
    return name, kind | None, ask(one.words.en, one.words.zh, hint=hint, choices=choices, default=None)


def answers_of(asked: tuple[Asking, ...], typed: Mapping[str, str]) -> dict[str, Any]:
    """What was filled in, as far as it can be read; a choice by its words."""
    record = _record(tuple(one.asked.name for one in asked))
    said = read_in_part(record, Reader(typed).record(record), zone=calendar().zone, language=language())
    return {one.asked.name: _chosen(one, said.get(one.asked.name)) for one in asked}


def _chosen(one: Asking, value: Any) -> Any:
    words = one.asked.choices.get(value) if isinstance(value, str) else None
    return {"zh": words.zh, "en": words.en} if words is not None else value


def _typed(one: Asking) -> tuple[tuple[str, str], ...]:
    if one.optional or one.asked.choices:
        return ()
    name, said = one.asked.name, one.proposal
    return ((name, said["zh"]),) if one.asked.number else tuple((f"{name}-{spoken}", said[spoken]) for spoken in ("zh", "en"))


def party_words(key: str) -> Mapping[str, Words]:
    """Name and address of who has a file."""
    party = Party.objects.filter(key=key).first()
    return {"name": _both(party.name_zh, party.name_en), "address": _address(party)} if party is not None else {}


def _address(party: Party) -> Words:
    said = json.loads(party.address)
    return _both(said.get("zh", ""), said.get("en", ""))


def _both(zh: str, en: str) -> Words:
    return {"zh": zh or en, "en": en or zh}


def _finance() -> Mapping[str, Words]:
    """The finance department of this record, where there is one alone."""
    bodies = {*Office.objects.filter(role=Role.FINANCE).values_list("body", flat=True)}
    return party_words(bodies.pop()) if len(bodies) == 1 else {}
