"""Whose purchase is it that a method is approved for, and who is the department that is asked?"""

from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets.file.facts import BodyFact


def _asked_or_applied(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    waiting = getattr(state, "application", None)
    named = field_of(asked, "authority") or (waiting.authority if waiting is not None else None)
    return (named,) if named else None


_LATER = "A file that changes at that moment changes who may decide from then on; what was decided stays."

purchaser = Fact(
    "purchaser", BodyFact, key=lambda state, asked, mandate: (state.body,) if state.body else None, unlocked=_LATER, kept=False,
)  # fmt: skip
"""The purchaser's file, whoever acts: the law of its place is the law of the purchase."""
authority = Fact("authority", BodyFact, key=_asked_or_applied, unlocked=_LATER, kept=False)
