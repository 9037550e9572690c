"""What do files and contracts tell of a single source: who is asked, what bars it, and how much was added to its contract?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets import locked
from operis.dockets.procurement.facts import Bars
from operis.dockets.procurement.one_supplier import OneSupplier


@dataclass(frozen=True)
class SoleParty:
    """The one supplier, as its file has it."""

    key: str
    accepted: bool
    refused: bool
    address: Wording | None


@dataclass(frozen=True)
class FormerContract:
    """A contract that others add to, with what plans that have not ended add to it already."""

    body: str
    supplier: str
    price: Fen
    signed: date | None
    added: Fen


@dataclass(frozen=True)
class TiedExpert:
    """An expert of the purchaser or of the one supplier: by the employer that is named, or because its head has that name."""

    place: int
    party: str


@dataclass(frozen=True)
class TiedExperts:
    found: tuple[TiedExpert, ...]


def one_supplier(state: Any, asked: Any) -> OneSupplier | None:
    """As the plan that is filed now says, else the one on record."""
    return getattr(asked, "one_supplier", None) or getattr(getattr(state, "plan", None), "one_supplier", None)


def _key(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    one = one_supplier(state, asked)
    return (one.supplier,) if one is not None else None


def _former(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    one = one_supplier(state, asked)
    return (one.contract.upper(),) if one is not None and one.contract else None


def _experts(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """Both sides, then name and employer of each expert in turn."""
    one = one_supplier(state, asked)
    if one is None:
        return None
    return (state.body or "", one.supplier, *(said for each in asked.opinions for said in (each.name, each.employer)))


experts_tied = Fact(
    "experts_tied", TiedExperts, key=_experts, kept=False,
    unlocked="A name on file that changes at that moment changes what is told of a later publicity.",
)  # fmt: skip
sole_party = Fact("sole_party", SoleParty, key=_key, lock=locked.FILES, shared=True, kept=False)
sole_bars = Fact("sole_bars", Bars, key=_key, lock=locked.FILES, shared=True, kept=False)
former_contract = Fact("former_contract", FormerContract, key=_former, lock=lambda key: locked.one("added-to", key[0]))
