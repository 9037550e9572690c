"""What helps where another method is consented to, applied for or decided? Who may decide is chosen by name; what is known is no field."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from operis.accounts.models import Office
from operis.core.fields import walk
from operis.core.mandates import Role
from operis.dockets.procurement.approving import OTHER_METHOD
from operis.documents.names import names_of
from operis.registers.models import Party
from operis.rules.approving import AFTER_A_TENDER, may_approve
from operis.web.components.form import Part
from operis.web.desk.guides import Guide
from operis.web.desk.methods import law_here
from operis.web.desk.sitting import Sitting
from operis.web.desk.values import values
from operis.web.forms import Options, Typed
from operis.web.reading.entered import Entered

MATTER, OUTSIDE, POWER, AUTHORITY, PAPERS = "matter", "outside", "power", "authority", "papers"
DECIDING = frozenset({Role.FINANCE, Role.FINANCE_UPPER})


def about(state: Any) -> dict[str, Any]:
    """What is consented to, applied for or decided, as the record has it: the plan, the unit above, and what was said until now."""
    plan, waiting = state.plan, state.application
    if plan is None:
        return {}
    unit = names_of({plan.unit}).get(plan.unit, plan.unit) if plan.unit else _("none: its file names no unit above it")
    consents = tuple(one for given in state.consents for one in _only(given, {"reason"}))
    return {"plan": (*_only(plan, {"method", "method_ground", "budget"}), Entered(_("Unit above the purchaser"), unit)),
            "publicised": publicised(state), "consent": consents,
            "applied": _only(waiting, {"applicant", "reason", "papers"}) if waiting is not None else ()}  # fmt: skip


def publicised(state: Any) -> tuple[Entered, ...]:
    """Of an only supplier: what experts said, who objected, and how that was argued."""
    one = state.publicity
    said = _only(one, {"supplier", "case_reason", "opinions", "stands_until"}) if one is not None else ()
    objected = (each for raised in state.objections for each in _only(raised, {"no", "reason", "supplier", "objector"}))
    argued = (each for given in state.arguments for each in _only(given, {"opinions", "result", "reason"}))
    return (*said, *objected, *argued)


def _only(record: Any, names: set[str]) -> tuple[Entered, ...]:
    return values(record, without={*walk(type(record))} - names)


class ApprovingGuide(Guide):
    """Only who enters what another office gave elsewhere says where: its paper is not optional then."""

    template = "web/desk/guide_approving.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return about(at.state)

    def known_fields(self, at: Sitting) -> frozenset[str]:
        return frozenset() if at.acts_as.role is Role.REVIEWER else frozenset({OUTSIDE})

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        known = self.known_fields(at)
        return tuple(replace(one, optional=one.optional and one.name != OUTSIDE) for one in parts if one.name not in known)


class ConsentingGuide(ApprovingGuide):
    def known_fields(self, at: Sitting) -> frozenset[str]:
        return super().known_fields(at) | {MATTER}

    def read(self, at: Sitting, sent: dict[str, str]) -> dict[str, str]:
        return {**sent, MATTER: str(OTHER_METHOD)}


class DecidingGuide(ApprovingGuide):
    def known_fields(self, at: Sitting) -> frozenset[str]:
        """Only a county shows what lets it decide."""
        waiting = at.state.application
        county = waiting is not None and Party.objects.filter(key=waiting.authority, level="county").exists()
        return super().known_fields(at) | (frozenset() if county else {POWER})


class ApplyingGuide(Guide):
    template = "web/desk/guide_approving.html"

    def context(self, at: Sitting, typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
        return {**about(at.state), "applied": ()}

    def departments(self, at: Sitting) -> Options:
        """Finance departments with an account here that may decide for this place, the nearest first."""
        bodies = {*Office.objects.filter(role__in=DECIDING).values_list("body", flat=True)}
        own = Party.objects.filter(key=at.state.body or "").first()
        row = law_here(at.state, at.acts_as).get("GPL-27")
        there = [one for one in Party.objects.filter(key__in=bodies) if own is not None and row is not None
                 and may_approve(row, own.place, one.place, one.level)]  # fmt: skip
        names = names_of({one.key for one in there})
        return tuple((one.key, names[one.key]) for one in sorted(there, key=lambda one: (-len(one.place), one.key)))

    def begins(self, at: Sitting) -> Mapping[str, str]:
        there = self.departments(at)
        return {AUTHORITY: there[0][0]} if there else {}

    def offers(self, at: Sitting, typed: Typed) -> Mapping[str, Options]:
        there = self.departments(at)
        return {AUTHORITY: there} if there else {}

    def arranged(self, at: Sitting, parts: tuple[Part, ...], typed: Typed) -> tuple[Part, ...]:
        """Papers are asked for where the record has not all of them: after a failed tender, and of a central unit."""
        own = Party.objects.filter(key=at.state.body or "", level="central").exists()
        failed = at.state.plan is not None and at.state.plan.method_ground in AFTER_A_TENDER
        return parts if own or failed else tuple(one for one in parts if one.name != PAPERS)
