"""What helps with a contract? What will be entered from the record stands above the few fields that are left."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from operis.accounts.models import Office
from operis.clerk import Entered as Outcome
from operis.core.acts import Command
from operis.core.case import Absent
from operis.core.fields import Withheld, walk
from operis.core.mandates import Role
from operis.core.money import Fen, yuan
from operis.core.wording import Label
from operis.dockets.contract.commands import FileWithAuthority, Publish
from operis.dockets.contract.terms import YearlyFunds
from operis.documents.names import names_of
from operis.documents.shown import language
from operis.registers.models import Party
from operis.web.components.form import Part
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide, Section
from operis.web.desk.sitting import Sitting
from operis.web.desk.trial import would_say
from operis.web.forms import Typed
from operis.web.reading.entered import Entered, entered

SECRET, JUDGED, AUTHORITY = "trade-secrets", "acceptance", "authority"
KEPT = Label("The clauses that the two sides keep back", "合同双方留存的条款")


def from_record(at: Sitting, asked: Command, also: tuple[str, ...] = ()) -> tuple[Entered, ...]:
    """What the act would say that nobody types; nothing while the record does not have it."""
    try:
        act = would_say(at, asked)
    except Absent:
        return ()
    fields = walk(type(asked))
    typed = {one.asked.label.within(language()) for name, one in fields.items() if name not in also}
    return tuple(one for one in entered(act, at.docket.state if at.docket else None) if str(one.label) not in typed)



class PublishingGuide(Guide):
    """Drafted whole: funds by the days of each year, how performance is judged as the contract says, and a row for what is kept back."""

    template = "web/desk/guide_record.html"
    pressed = True

    def begins(self, at: Sitting) -> Mapping[str, str]:
        drawn = at.docket.state.drawn_up if at.docket is not None else None
        if drawn is None:
            return {}
        funds = [{"year": f"{one.year}", "amount": yuan(one.amount)} for one in by_year(drawn.starts, drawn.ends, drawn.price)]
        kept_back = () if isinstance(drawn.kept_back, Withheld) else drawn.kept_back
        groups = dict.fromkeys(str(one.group) for one in kept_back)
        cuts = [{"group": group, "ground": SECRET, "what": {"zh": KEPT.zh, "en": KEPT.en}} for group in groups]
        judged = next((dict(one.text) for one in drawn.clauses if one.group == JUDGED), None)
        return typed_of(Publish, {"yearly_funding": funds, "performance_evaluation": judged, "cuts": cuts})

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"record": from_record(at, Publish())}

    def onward(self, at: Sitting, typed: Typed, told: Outcome) -> str | None:
        """On to the filing of its copy, which is owed with it."""
        owed = at.docket is not None and at.docket.state.filed is None
        return reverse("desk-step", args=[told.docket, FileWithAuthority.slug]) if owed else None


def by_year(first: date, last: date, price: Fen) -> tuple[YearlyFunds, ...]:
    """The price by the days of each year, what is left over in the last."""
    years = range(first.year, last.year + 1)
    days = [(min(last, date(year, 12, 31)) - max(first, date(year, 1, 1))).days + 1 for year in years]
    parts = [price * count // sum(days) for count in days[:-1]]
    return tuple(YearlyFunds(year=year, amount=Fen(part)) for year, part in zip(years, (*parts, price - sum(parts)), strict=True))


class FilingCopyGuide(Guide):
    """Filed with the finance department of this record, where there is one alone."""

    template = "web/desk/guide_filing_copy.html"
    pressed = True

    def begins(self, at: Sitting) -> Mapping[str, str]:
        there = finance_department()
        return {AUTHORITY: there.name_zh or there.name_en} if there is not None else {}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """Where the record knows the department it is no field."""
        known = finance_department() is not None
        return super().sections(at, tuple(one for one in parts if not (known and one.name == AUTHORITY)))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        there = finance_department()
        named = names_of({there.key})[there.key] if there is not None else ""
        return {"record": from_record(at, FileWithAuthority(authority="-")), AUTHORITY: named, "filed": self.begins(at).get(AUTHORITY, "")}


def finance_department() -> Party | None:
    """That of this record, where there is one alone."""
    bodies = set(Office.objects.filter(role=Role.FINANCE).values_list("body", flat=True))
    rows = list(Party.objects.filter(key__in=bodies)) if len(bodies) == 1 else []
    return rows[0] if rows else None
