"""What helps with a bid security? Whose it is, how much, by when it goes back; it is given back today unless something else is chosen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from operis import clock
from operis.core.fields import walk
from operis.dockets.bid.commands import SettleBond
from operis.dockets.bid.terms import BondTerms
from operis.documents.lawbook import book, calendar
from operis.documents.names import names_of
from operis.documents.shown import day, language, money, shown
from operis.registers.duties import standing_on
from operis.web.components.facts import FactRow
from operis.web.components.form import Part
from operis.web.desk.guides import Guide, Section, at_fault
from operis.web.desk.sitting import Sitting
from operis.web.forms import Typed

FIRST = frozenset({"way", "paid_on"})


class BondGuide(Guide):
    template = "web/desk/guide_bond.html"

    def begins(self, at: Sitting) -> Mapping[str, str]:
        return {"way": "returned", "paid_on": f"{calendar().day(clock.now())}"}

    def sections(self, at: Sitting, parts: tuple[Part, ...]) -> tuple[Section, ...]:
        """What only a security that is kept or late asks for stands folded."""
        own = tuple(one for one in parts if one.name in FIRST)
        rest = tuple(one for one in parts if one not in own)
        return (Section("", own), Section(_("Kept, or given back late"), rest, folded=not any(at_fault(one) for one in rest)))

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        state = at.docket.state if at.docket is not None else None
        if state is None or state.bond is None or at.mandate.role not in at.step.by:
            return {}
        bond, form = state.bond, dict(walk(BondTerms)["form"].asked.choices)
        rows = [FactRow(_("Supplier"), names_of({state.body}).get(state.body, state.body)), FactRow(_("Amount"), money(bond.amount)),
                FactRow(_("Form"), form[bond.form].within(language())), FactRow(_("Paid on"), shown(bond.paid_on))]  # fmt: skip
        due = next((one for one in standing_on([state.procurement]).get(state.procurement, ())
                    if one.duty.command is SettleBond and one.about == state.body and one.day is not None), None)  # fmt: skip
        if due is not None and due.day is not None:
            row = book().rows[due.row].at(due.day) if due.row in book().rows else None
            rows.append(FactRow(_("To be given back by"), day(due.day), row=row))
        return {"facts": rows}
