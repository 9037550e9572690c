"""What helps with the examination of the bids? A row for each bid that was opened, with its price; nobody types who bid."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from operis import clock
from operis.core.wording import Slug
from operis.dockets.procurement.commands import ExamineBids
from operis.dockets.procurement.evaluating import CHECKS
from operis.dockets.procurement.evaluation import first_offers, lots_evaluated, qualified, verdicts
from operis.dockets.procurement.opened import Opened
from operis.documents.names import names_of
from operis.documents.shown import language, money
from operis.rules.examination import COMPLIANCE, QUALIFICATION
from operis.web.components.form import Part
from operis.web.components.links import Link
from operis.web.desk.fixed_rows import Told, fixed
from operis.web.desk.guide_need import typed_of
from operis.web.desk.guides import Guide, Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed, named
from operis.web.preparing.ahead import weigh
from operis.web.reading.entered import written

CHECK, VERDICTS, PRICES, CONDITION = "check", "verdicts", "prices", "condition"
KNOWN = ("lot", "supplier")
NOT_MADE_BY = "right_examiner"
"""The check that says who makes which examination."""


class ExaminingGuide(Guide):
    """Which of the two examinations it is follows from who examines, and from what is examined already."""

    template = "web/desk/guide_examining.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        check = self.check(at)
        rows = [{"lot": lot, "supplier": one.supplier} for lot, one in bids_to_examine(at.state, check)]
        return typed_of(ExamineBids, {"check": check, "verdicts": rows})

    def check(self, at: Sitting) -> str:
        """The first that is this office's to make and is not made; the one that was asked for, where it is."""
        own = [one for one in (QUALIFICATION, COMPLIANCE) if self._may(at, one)]
        wanted = at.request.GET.get(CHECK, "")
        if wanted in own:
            return wanted
        return next((one for one in own if _waits(at.state, one)), own[-1] if own else QUALIFICATION)

    def _may(self, at: Sitting, check: str) -> bool:
        told = weigh(at.procedure, at.step, at.number, at.state, at.acts_as, clock.now(), check=Slug(check))
        return told.yours and NOT_MADE_BY not in {one.check for one in told.grounds}

    def fits(self, at: Sitting, typed: Typed) -> bool:
        wanted = at.request.GET.get(CHECK, "")
        return wanted in ("", typed.get(CHECK, ""))

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        """The conditions of the notice, by their words."""
        plan = at.state.plan
        listed = enumerate(plan.conditions, 1) if plan is not None else ()
        return {f"{VERDICTS}-*-condition": tuple((str(no), f"{no}. {written(one.text)}") for no, one in listed)}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        offers = {(lot, one.supplier): one for lot in lots_evaluated(at.state) for one in first_offers(at.state, lot)}
        names = names_of({supplier for _lot, supplier in offers})
        several = len(at.state.lots) > 1

        def told(known: Mapping[str, str]) -> Told:
            lot, supplier = known["lot"], known["supplier"]
            name = names.get(supplier, supplier)
            label = _("Lot {lot}: {supplier}").format(lot=lot, supplier=name) if several else name
            offer = offers.get((lot, supplier))
            return label, _hints(at, offer) if offer is not None else ()

        fold = _("Where it is invalid: ground and reason")
        chosen = at.state.plan is not None and bool(at.state.plan.conditions)
        kept = tuple(_asked(one, chosen) if one.name == VERDICTS else one for one in parts if one.name != CHECK)
        return tuple(fixed(one, typed, KNOWN, told, fold) if one.name == VERDICTS else one for one in kept)

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """Few prices have an error."""
        own, *rest = super().sections(at, tuple(one for one in parts if one.name != PRICES))
        prices = tuple(one for one in parts if one.name == PRICES)
        opened = any(one.parts or at_fault(one) for one in prices)
        return (own, *((Section(_("A price with an error that was put right"), prices, folded=not opened),) if prices else ()), *rest)

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        check = typed.get(CHECK, "") or self.check(at)
        other = COMPLIANCE if check == QUALIFICATION else QUALIFICATION
        link = Link(_check_words(other), f"?{CHECK}={other}") if self._may(at, other) else None
        return {"check": check, "words": _check_words(check), "other": link}


def _asked(verdicts: Part, chosen: bool) -> Part:
    """Without conditions of the notice nobody is asked which of them is not met."""
    if chosen:
        return verdicts
    rows = (replace(row, parts=tuple(one for one in row.parts if one.name != named(row.name, CONDITION))) for row in verdicts.parts)
    return replace(verdicts, parts=tuple(rows))


def _check_words(check: str) -> str:
    en, zh = CHECKS[check]
    return zh if language() == "zh" else f"{en[:1].upper()}{en[1:]}"


def _hints(at: Sitting, offer: Opened) -> tuple[str, ...]:
    page = reverse("panel-bid", args=[at.number, offer.bid])
    read = format_html('<a href="{}">{}</a>', page, _("Read the bid"))
    price = (_("Price as opened: {price}").format(price=money(offer.price)),) if offer.price is not None else ()
    return (*price, read)


def bids_to_examine(state: Any, check: str) -> Iterator[tuple[str, Opened]]:
    """Those of the lots that are evaluated; for the second examination those that passed the first."""
    for lot in lots_evaluated(state):
        passed = qualified(state, lot, (QUALIFICATION,))
        for one in first_offers(state, lot):
            if check == QUALIFICATION or one.supplier in passed:
                yield lot, one


def _waits(state: Any, check: str) -> bool:
    return any(check not in verdicts(state, lot, one.supplier) for lot, one in bids_to_examine(state, check))
