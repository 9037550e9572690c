"""What helps where the only supplier is publicised, objected to, or talked with about the price?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from operis import clock
from operis.accounts.models import Office
from operis.core.mandates import Role
from operis.core.money import yuan
from operis.documents.lawbook import calendar
from operis.documents.names import names_of
from operis.rules.below_quota import by_price
from operis.web.components.form import Part
from operis.web.desk.guide_approving import publicised
from operis.web.desk.guides import Guide
from operis.web.desk.sitting import Sitting
from operis.web.forms import Options, Typed

FINANCE, LETTER, OBJECTOR = "finance", "letter", "objector"


class PublicisingGuide(Guide):
    def departments(self) -> Options:
        """Finance departments with an account here, by name."""
        names = names_of({*Office.objects.filter(role=Role.FINANCE).values_list("body", flat=True)})
        return tuple(sorted(names.items(), key=lambda each: each[1]))

    def begins(self, at: Sitting) -> Mapping[str, str]:
        there = self.departments()
        return {FINANCE: there[0][0]} if len(there) == 1 else {}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        there = self.departments()
        return {FINANCE: there} if there else {}


class ObjectingGuide(Guide):
    """A supplier objects from its own desk; who enters a letter for another says whose it is, and keeps it."""

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        if at.acts_as.role is Role.SUPPLIER:
            return tuple(one for one in parts if one.name not in (LETTER, OBJECTOR))
        return tuple(replace(one, optional=False) if one.name in (LETTER, OBJECTOR) else one for one in parts)


class ArguingGuide(Guide):
    """Who argues reads what was publicised and objected."""

    template = "web/desk/guide_approving.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {"publicised": publicised(at.state)}


class PriceTalkGuide(Guide):
    def begins(self, at: Sitting) -> Mapping[str, str]:
        """Today, and of each lot what was offered: a price that was talked down is changed."""
        offered = [(lot, bids[0][0]) for lot in at.state.lots if (bids := by_price(at.state, lot))]
        rows = {f"prices-{no}-{name}": value for no, (lot, price) in enumerate(offered)
                for name, value in (("lot", lot), ("price", yuan(price)))}  # fmt: skip
        return {"held_on": calendar().day(clock.now()).isoformat(), **rows}
