"""Whose docket is it?"""

from typing import Any

from operis.core.case import Case
from operis.core.mandates import Role
from operis.dockets.contract.state import Contract
from operis.dockets.envelope.facts import counter
from operis.dockets.envelope.state import Paper
from operis.dockets.procurement.approving import ApplyForMethod, DecideMethod, GiveConsent
from operis.dockets.procurement.calling import AnswerCall
from operis.dockets.procurement.evaluation import drawn_experts, members
from operis.dockets.procurement.findings import RecordFinding
from operis.dockets.procurement.sole import ObjectToSingleSource
from operis.dockets.procurement.state import Procurement
from operis.rules.watching import OVERSEEING

AT_THE_BODY = RecordFinding | GiveConsent | ApplyForMethod | DecideMethod | ObjectToSingleSource
"""What others do on a purchase without sitting on its panel or watching its draw."""


def of_body(case: Case[Any, Any]) -> bool:
    """The body's that opened it, and of whoever acts for that body; a new docket is the opener's own."""
    return case.mandate.role is Role.CLOCK or case.state.body is None or case.state.body == case.mandate.acts_for


def of_anyone(case: Case[Any, Any]) -> bool:
    """The role alone decides: one office keeps this register for all."""
    return True


def of_body_or_decider(case: Case[Any, Any]) -> bool:
    """The body's own, and of the authorities that decide in it."""
    return case.mandate.role in {Role.FINANCE, Role.PERSONNEL} or of_body(case)


def of_party_or_keeper(case: Case[Any, Any]) -> bool:
    """A party keeps its own file, under its own short name; the finance department keeps all."""
    if case.mandate.role is Role.FINANCE:
        return True
    named = getattr(case.asked, "key", None)
    return of_body(case) and named in (None, case.mandate.body)


def of_body_or_finder(case: Case[Procurement, Any]) -> bool:
    """The purchasing body's own; of the finance department, for what it finds; of unit and department above, for what they decide.

    Any supplier may object to the only one, and the finance department enters what was objected in writing.
    """
    if isinstance(case.asked, ObjectToSingleSource) and case.mandate.role in {Role.SUPPLIER, Role.FINANCE}:
        return True
    above = isinstance(case.asked, GiveConsent | ApplyForMethod | DecideMethod) and case.mandate.role in OVERSEEING
    return above or (case.mandate.role is Role.FINANCE and isinstance(case.asked, RecordFinding)) or of_body(case)


def of_body_or_panel(case: Case[Procurement, Any]) -> bool:
    """The purchasing body's own; of those who sit on its panel, for what a panel does; of its key holders; and of who watches its draw."""
    if isinstance(case.asked, AT_THE_BODY) and case.mandate.role is not Role.KEY_HOLDER:
        return of_body_or_finder(case)
    if case.mandate.role in {Role.PANEL, Role.EXPERT}:
        sitting = {one.person for one in members(case.state)}
        if isinstance(case.asked, AnswerCall):
            sitting |= {*drawn_experts(case.state)}
        return bool(case.mandate.persons) and sitting >= set(case.mandate.persons)
    if case.mandate.role is Role.KEY_HOLDER:
        return case.mandate.acts_for in case.state.called_holders
    if case.mandate.role in OVERSEEING:
        return bool(case.mandate.persons) and case.state.watch.persons >= set(case.mandate.persons)
    return of_body(case)


def of_both_sides(case: Case[Contract, Any]) -> bool:
    """The purchasing body's and its provider's; a new one is the opener's own."""
    if case.mandate.role is Role.SUPPLIER:
        return case.state.drawn_up is not None and case.state.drawn_up.supplier == case.mandate.acts_for
    return of_body(case)


def of_supplier_or_purchaser(case: Case[Any, Any]) -> bool:
    """The supplier's own; and, once the bids are open, of the body whose procurement it bids in."""
    if case.mandate.role in {Role.BUYER, Role.AGENCY}:
        told = next((value for fact, value in case.facts.items() if fact.name == "settling"), None)
        return told is not None and (told.opened or told.ended) and told.body == case.mandate.acts_for
    return of_body(case)


def of_keepers(case: Case[Paper, Any]) -> bool:
    """Of the body that takes envelopes for its procurement, and of whoever acts for it; of its supplier, what is its own bid."""
    if case.mandate.role is Role.SUPPLIER:
        return case.state.body == case.mandate.acts_for
    if case.state.purchaser is not None:
        return case.state.purchaser == case.mandate.acts_for
    named = getattr(case.asked, "procurement", None)
    return named is None or counter not in case.facts or case.facts[counter].body == case.mandate.acts_for
