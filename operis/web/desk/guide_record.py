"""What helps with a contract? What will be entered from the record stands above the few fields that are left."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from operis.accounts.models import Office
from operis.core.acts import Command
from operis.core.case import Absent
from operis.core.fields import walk
from operis.core.mandates import Role
from operis.core.money import Fen, yuan
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.commands import FileWithAuthority, Publish
from operis.dockets.contract.terms import YearlyFunds
from operis.documents.shown import language
from operis.registers.models import Party
from operis.web.components.form import Part
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide, Section
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import would_say
from operis.web.desk.values import values
from operis.web.forms import Typed
from operis.web.reading.entered import Entered, entered

TEXT = "text_sha256"
KEPT_BACK = walk(ContractDrawnUp)["kept_back"]


def from_record(at: Sitting, asked: Command, also: tuple[str, ...] = ()) -> tuple[Entered, ...]:
    """What the act would say that nobody types; nothing while the record does not have it."""
    try:
        act = would_say(at, asked)
    except Absent:
        return ()
    fields = walk(type(asked))
    typed = {one.asked.label.within(language()) for name, one in fields.items() if name not in also}
    return tuple(one for one in entered(act, at.docket.state if at.docket else None) if str(one.label) not in typed)


class SigningGuide(Guide):
    """The text is there to read, and its fingerprint goes along unseen: a text that changed meanwhile is not signed."""

    template = "web/desk/guide_signing.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        drawn = at.docket.state.drawn_up if at.docket is not None else None
        return {TEXT: drawn.text_sha256} if drawn is not None else {}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        return super().sections(at, tuple(one for one in parts if one.name != TEXT))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        drawn = at.docket.state.drawn_up if at.docket is not None else None
        if at.docket is None or drawn is None:
            return {}
        secret = KEPT_BACK.asked.label.within(language())
        kept_back = tuple(one for one in values(drawn) if one.label == secret and one.inside)
        return {"text": (*entered(drawn, at.docket.state), *kept_back), "sha256": drawn.text_sha256}


class PublishingGuide(Guide):
    template = "web/desk/guide_record.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        drawn = at.docket.state.drawn_up if at.docket is not None else None
        if drawn is None:
            return {}
        funds = [{"year": f"{one.year}", "amount": yuan(one.amount)} for one in by_year(drawn.starts, drawn.ends, drawn.price)]
        return typed_of(Publish, {"yearly_funding": funds})

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"record": from_record(at, Publish())}


def by_year(first: date, last: date, price: Fen) -> tuple[YearlyFunds, ...]:
    """The price by the days of each year, what is left over in the last."""
    years = range(first.year, last.year + 1)
    days = [(min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1 for year in years]
    parts = [price * count // sum(days) for count in days[:-1]]
    return tuple(YearlyFunds(year=year, amount=Fen(part)) for year, part in zip(years, (*parts, price - sum(parts)), strict=True))


class FilingCopyGuide(Guide):
    """Filed with the finance department of this record, where there is one alone."""

    template = "web/desk/guide_record.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        bodies = set(Office.objects.filter(role=Role.FINANCE).values_list("body", flat=True))
        rows = list(Party.objects.filter(key__in=bodies)) if len(bodies) == 1 else []
        return {"authority": rows[0].name_zh or rows[0].name_en} if rows else {}

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"record": from_record(at, FileWithAuthority(authority="-"))}
