"""Where suppliers are invited: is the one who is to bid among them, and who stands on the list of candidates?"""

from dataclasses import dataclass
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate
from operis.dockets import locked
from operis.dockets.procurement.facts import Bars, Members


@dataclass(frozen=True)
class Invitation:
    """Of a procurement for which suppliers are invited: whether the one who is to bid is among them."""

    own: bool


def _comes(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """Of whom an invitation is looked up: of who asks, and at the counter of whose envelope it is."""
    return asked.procurement, field_of(asked, "supplier") or mandate.acts_for or ""


def _candidates(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    return tuple(one.supplier for one in asked.candidates) or None


invitation = Fact(
    "invitation", Invitation, key=_comes, lock=lambda key: locked.procurement(key[0]), shared=True, kept=False
)
# Who is on a list is secret until the opening, so what was looked up of them is kept with the list alone.
candidates = Fact("candidates", Members, key=_candidates, lock=locked.FILES, shared=True, kept=False)
candidate_bars = Fact("candidate_bars", Bars, key=_candidates, lock=locked.FILES, shared=True, kept=False)
