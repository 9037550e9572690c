"""What must be known of key holders that stands elsewhere: who has the office, and what was in the bid of a rehearsal?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.dockets.procurement.mandate_facts import Held


@dataclass(frozen=True)
class KeyOfficers:
    """Who holds an office of key holders in the bodies asked for, on whatever day."""

    found: tuple[Held, ...]

    def bodies(self, day: date) -> frozenset[str]:
        return frozenset(one.body for one in self.found if one.first <= day and (one.last is None or day <= one.last))


@dataclass(frozen=True)
class Rehearsal:
    """What tells that a rehearsal was opened: the SHA-256 of what was in it."""

    commitment: str


@dataclass(frozen=True)
class SealingPage:
    """The page on which bids are sealed, as this site hands it out when the notice goes out."""

    sha256: str


def _sealed(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    return () if state.called_holders else None


def _named(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    return tuple(asked.holders) or None


def _rehearsed(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    return (mandate.acts_for, asked.key) if mandate.acts_for else None


# Who holds which office is kept with the accounts, and may change; the act has the bodies that were called.
key_officers = Fact(
    "key_officers", KeyOfficers, key=_named, kept=False,
    unlocked="Offices are given outside the record; one that ends at that moment ends after its body was called.",
)  # fmt: skip
rehearsal = Fact("rehearsal", Rehearsal, key=_rehearsed, unlocked="It follows from docket, body and key alone.")
sealing_page = Fact("sealing_page", SealingPage, key=_sealed, unlocked="It is part of the program that enters the notice.")
