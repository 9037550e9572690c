"""Whose docket is it?"""

from typing import Any

from operis.core.case import Case
from operis.core.mandates import Role


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
