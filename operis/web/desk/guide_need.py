"""What helps to record a need, and whom was asked? A text bank to start from, and the way on to its determination."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from operis import clock
from operis.clerk import Entered
from operis.core.fields import plain, walk
from operis.core.mandates import Mandate
from operis.dockets.need.commands import RecordConsultation, RecordNeed
from operis.dockets.procurement.commands import FilePlan
from operis.documents import proposals
from operis.documents.lawbook import calendar
from operis.documents.shown import language
from operis.documents.slots import in_languages
from operis.documents.textbank import banks
from operis.drafts.worksheet import note, worksheet_of
from operis.strict_yaml import parse
from operis.web.components.links import Link
from operis.web.desk.banked import BANK, bank_of, banked, in_slots, missing, with_slots
from operis.web.desk.entry import docket_for
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed, typed_from
from operis.web.preparing.ahead import weigh
from operis.web.reading.dockets import Shown


def typed_of(asked: type, tree: Mapping[str, Any]) -> dict[str, str]:
    """A command's fields as they would have been typed."""
    return typed_from(asked, parse(json.dumps(_stated(tree))))


def _stated(value: Any) -> Any:
    """Without what was left out, at whatever depth: nobody has typed that."""
    if isinstance(value, Mapping):
        return {name: _stated(one) for name, one in value.items() if one is not None}
    return [_stated(one) for one in value] if isinstance(value, (list, tuple)) else value


def bank_links() -> list[Link]:
    """A need begun from the texts of each common service."""
    path = reverse("desk-new", args=[RecordNeed.docket_kind, RecordNeed.slug])
    return [Link(bank.name.within(language()), f"{path}?{urlencode({'bank': bank.slug})}") for bank in banks().values()]


def own_need(number: str, mandate: Mandate) -> Shown | None:
    """A need of one's own body; of another's nothing is proposed."""
    try:
        docket = docket_for(number, mandate)
    except Http404:
        return None
    return docket if docket.kind.lead(FilePlan) is not None and docket.line.body == mandate.acts_for else None


class NeedGuide(Guide):
    """As long as it is not determined a need can be recorded anew, so it is entered from its form."""

    direct = True
    template = "web/desk/guide_need.html"

    def fits(self, at: Sitting, typed: Typed) -> bool:
        bank = at.request.GET.get("bank", "")
        return not bank or typed.get(BANK, "") == bank

    def begins(self, at: Sitting) -> Mapping[str, str]:
        recorded = at.docket.state.recorded if at.docket else None
        if recorded is not None:
            own = walk(RecordNeed)
            return typed_of(RecordNeed, {name: value for name, value in plain(recorded).items() if name in own})
        bank = banks().get(at.request.GET.get("bank", ""))
        if bank is None:
            return {"parts-0-part": proposals.PART}
        return {**typed_of(RecordNeed, proposals.need(bank, in_languages(bank, {}))), BANK: bank.slug}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        return with_slots(sent)

    def wrong(self, at: Sitting, typed: Typed) -> dict[str, str]:
        return missing(typed)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**banked(typed, wrong), "banks": bank_links() if at.docket is None else []}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        bank = bank_of(typed)
        if bank is not None:
            note(told.docket, bank=bank.slug, slots=in_slots(typed))
        if bank is not None and bank.public:
            return reverse("desk-step", args=[told.docket, RecordConsultation.slug])
        return reverse("desk-determination", args=[told.docket])


class ConsultationGuide(Guide):
    """Can be recorded again as well: the last one counts."""

    direct = True
    template = "web/desk/guide_consultation.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {"on": f"{calendar().day(clock.now())}"}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        bank = banks().get(worksheet_of(at.number or "").bank)
        return {"hints": [one[language()] for one in bank.said["need"]["ask"]] if bank else []}

    def onward(self, at: Sitting, typed: Typed, told: Entered) -> str | None:
        undetermined = at.docket is not None and at.docket.state.determined is None
        return reverse("desk-determination", args=[told.docket]) if undetermined else None


class DetermineGuide(Guide):
    """The first determination has pages of its own, as long as it may be made."""

    def instead(self, at: Sitting) -> Link | None:
        state = at.docket.state if at.docket else None
        if state is None or state.determined is not None or not may_begin(at):
            return None
        return Link("", reverse("desk-determination", args=[at.number]))


def may_begin(at: Sitting) -> bool:
    return not weigh(at.procedure, at.step, at.number, at.docket.state if at.docket else None, at.mandate, clock.now()).grounds
