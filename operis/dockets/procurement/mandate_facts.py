"""Which mandates do those accounts hold that are to sit on a panel, or to be drawn for it?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact, field_of
from operis.core.mandates import Mandate


@dataclass(frozen=True)
class Held:
    """One mandate that an account holds: in which role, in an office of which body, from which day to which."""

    person: str
    role: str
    body: str
    first: date
    last: date | None


@dataclass(frozen=True)
class MandatesHeld:
    """Those of the accounts that are to sit on a panel or to be drawn for it; an account that is not known here holds none."""

    found: tuple[Held, ...]

    def of(self, person: str, day: date) -> tuple[Held, ...]:
        return tuple(one for one in self.found if one.person == person and one.first <= day and (one.last is None or day <= one.last))


def _to_sit(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    comes = field_of(asked, "member")
    named = (*field_of(asked, "members", ()), *field_of(asked, "watchers", ()), *((comes,) if comes else ()))
    return (*(one.person for one in named), *field_of(asked, "entries", ())) or None


# Who holds which mandate is kept with the accounts, and may change; the act has the names of those who sit.
mandates_held = Fact(
    "mandates_held", MandatesHeld, key=_to_sit, kept=False,
    unlocked="Mandates are given outside the record; one that ends at that moment ends after the member was named.",
)  # fmt: skip
