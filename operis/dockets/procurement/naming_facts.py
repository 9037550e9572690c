"""Which suppliers on file does a plan name, in what it wants, asks of suppliers and scores?"""

from collections.abc import Iterator
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.core.wording import Wording
from operis.dockets.procurement.terms import PlanTerms
from operis.dockets.representation.facts import Mentions


def _texts(plan: PlanTerms) -> Iterator[Wording | None]:
    yield from (one.text for one in plan.requirements)
    yield from (one.text for one in plan.conditions)
    for one in plan.criteria:
        yield from (one.name, one.rule, *(band.text for band in one.bands))
    yield plan.acceptance


def _of_plan(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    plan = asked if isinstance(asked, PlanTerms) else field_of(asked, "plan")
    said = [text for one in _texts(plan) if one is not None for _language, text in one] if isinstance(plan, PlanTerms) else []
    return ("", *said) if said else None


suppliers_named = Fact(
    "suppliers_named", Mentions, key=_of_plan, kept=False, unlocked="Who is on file a moment later was not named in it.",
)  # fmt: skip
