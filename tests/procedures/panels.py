"""Panels with their proofs: who was chosen how, and who comes for whom."""

from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.acts import Outside
from operis.core.wording import Slug
from operis.dockets.procurement.commands import FormPanel, ReplaceMember
from operis.dockets.procurement.evaluating import Member
from tests.procedures.documents import words
from tests.procedures.evaluating import DRAWN, EVALUATED, EXPERTS, member, panel, seats

CONSENT = Outside(medium="Letter of the competent budget unit", on=date(2026, 3, 19), number="2026-5", scan="ab" * 32)
SAID = words("Left the room and did not come back")
FOUND = Outside(medium="Finance department", on=date(2026, 3, 23), number="2026-9", scan="cd" * 32)
CHOSEN = tuple(member(one, own_choice=one in EXPERTS) for one in seats())


def panel_of(representatives: int, experts: int) -> FormPanel:
    seated = (*(f"rep{number}" for number in range(representatives)), *EXPERTS[:experts])
    return panel(members=tuple(map(member, seated)))


def replacing(person: str, comes: Member | None = None, ground: str = "recused", **changed: Any) -> ReplaceMember:
    """The new expert is drawn on the spot."""
    drawn = {"drawn": replace(DRAWN, on=EVALUATED), "reason": SAID, "finding": FOUND if ground == "misconduct" else None, **changed}
    return ReplaceMember(person=person, ground=Slug(ground), member=comes or member("e7"), **drawn)
