"""What does a procurement tell the contract that follows from it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from operis.core.acts import Due
from operis.core.case import Fact
from operis.core.mandates import Mandate
from operis.core.money import Fen
from operis.core.wording import Wording
from operis.dockets import locked
from operis.dockets.contract.commands import ReviewContract
from operis.dockets.procurement.facts import NAMED_IN_THE_REVIEW, Bars, Writers


@dataclass(frozen=True)
class AwardFact:
    """A published award that stands, with what the plan and the winner's bid say of its lot.

    `agreed` has what the winner offered, else what the plan asks, by the word of the documents for it; a word may have several texts.
    """

    procurement: str
    lot: str
    method: str
    body: str
    supplier: str
    price: Fen
    published: date
    """The day of the award letter."""
    sign_by: Due | None
    reserved: bool
    small: bool
    form: str
    term_months: int
    term_grounds: tuple[str, ...]
    payment_days: int | None
    content: Wording | None
    """What is bought, as the notice says it."""
    agreed: Mapping[str, tuple[Wording, ...]]
    outcome: str | None
    holds: tuple[str, ...]
    contract: str | None
    """The docket that holds a contract for the lot already, where its signing was not refused."""
    extension_months: int | None = None
    """All extensions that the plan counts, together."""
    ended: bool = False
    """Whether the procurement, or this lot of it, was ended all the same."""
    agency: str | None = None
    """The agency that the plan names."""
    agency_matters: tuple[str, ...] = ()
    """What it is entrusted with; a plan of former times that does not say it means all."""
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Who bid for the lot and did not win, by key and by the names on file."""
    names: tuple[str, ...] = ()
    """The names on file of the winner, and of those who joined its bid."""
    divided: bool = False
    """Whether there are several lots: what the documents count, they count for all of them."""


@dataclass(frozen=True)
class Funds:
    """The budget line of the plan, and what is held of it beside this lot: other plans, other lots, contracts that are signed."""

    line: str
    amount: Fen
    held: Fen


def _award(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    """By what is asked for, or by what the contract was drawn up for."""
    drawn = getattr(state, "drawn_up", None)
    one = drawn if drawn is not None else asked.contract if isinstance(asked, ReviewContract) else asked
    number, lot = getattr(one, "procurement", None), getattr(one, "lot", None)
    return (number, lot) if number and lot else None


def _written(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    of = _award(state, asked, mandate)
    return (mandate.acts_for or "", of[0].upper(), of[1]) if of else None


def _paid(state: Any, asked: Any, mandate: Mandate) -> tuple[str, ...] | None:
    of, body = _award(state, asked, mandate), getattr(state, "body", None)
    return (*of, body) if of and body else None


award = Fact("award", AwardFact, key=_award, lock=lambda key: locked.procurement(key[0]), kept=False)
funds = Fact("funds", Funds, key=_paid, lock=lambda key: locked.money(key[2]))
contract_writers = Fact("contract_writers", Writers, key=_written, kept=False, unlocked=NAMED_IN_THE_REVIEW)
award_bars = Fact("award_bars", Bars, key=_award, lock=locked.FILES, shared=True, kept=False)
