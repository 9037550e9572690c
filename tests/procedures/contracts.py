"""Contracts that the law lets pass, at each of their stages; a test changes the one thing it is about."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from operis.core.acts import Act
from operis.core.decider import Done
from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, RefuseSignature, SignContract
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause, ContractTerms, YearlyFunds, text_sha256
from operis.dockets.procurement.acts import ImplementationPlanFiled
from operis.dockets.procurement.terms import Requirement
from operis.procedures.contract import CONTRACT
from tests.procedures.documents import GROUPS, words
from tests.statute import BO, OFFICE, STANDARD, Given, at, case

APRIL_8, APRIL_10, APRIL_15, APRIL_24 = date(2026, 4, 8), date(2026, 4, 10), date(2026, 4, 15), date(2026, 4, 24)
"""Drawn up on a Wednesday, signed on the Friday, performed from the Wednesday after; the last day to sign is the 24th."""
OF_TENDER = ("parties", "performance", "acceptance", "disputes")
"""The groups that a contract after a tender has beside the eight of every purchase of services."""
EIGHT = tuple(map(str, GROUPS))
AGENT = Mandate(role=Role.AGENCY, office="tendering", body="fair-agency", for_=OFFICE, persons=("gu",))

DREW_UP = case(CONTRACT).happening(at(APRIL_8))
SIGNS = case(CONTRACT).happening(at(APRIL_10))


def appointing(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The same, with a plan that names the agency."""
    return tuple(replace(one, agency="fair-agency") if isinstance(one, ImplementationPlanFiled) else one for one in acts)


OF_PURCHASE = {
    "content": "The results bought stand in the annex, listed one by one",
    "quantity": "Only what passes acceptance counts",
    "quality": "One in twenty is drawn as a sample",
    "price": "As agreed, by the unit price",
    "settlement": "Each period is paid for itself",
    "rights-and-duties": "Rights in the results are the office's",
    "breach": "What fails is redone first",
}
"""The own clauses of a purchase, in the group of each."""


def written(*groups: str) -> tuple[Clause, ...]:
    return tuple(Clause(group=Slug(group), text=words(OF_PURCHASE.get(group, "As agreed"))) for group in groups)


def contract(**changed: Any) -> DrawUpContract:
    """A year of day care from 15 April, as it was awarded to Sunrise."""
    told = STANDARD[award]
    return replace(
        DrawUpContract(
            procurement=told.procurement,
            starts=APRIL_15,
            clauses=written(*EIGHT, *OF_TENDER),
        ),
        **changed,
    )


def text(**changed: Any) -> ContractTerms:
    """The whole of it, as award, documents and bid have it."""
    told = STANDARD[award]
    return replace(
        ContractTerms(
            **{name: one for name, one in vars(contract()).items() if name not in ("late_reason", "payment_days")},
            supplier=told.supplier,
            price=told.price,
            ends=date(2027, 4, 14),
            agreed=tuple(Requirement(about=Slug(about), text=text) for about, texts in told.agreed.items() for text in texts),
            payment_days=30,
            marked_reserved=True,
        ),
        **changed,
    )


def drawn_up(**changed: Any) -> ContractDrawnUp:
    """As it stands on the docket, whatever it says."""
    whole = text(**changed)
    return ContractDrawnUp(**vars(whole), happened=at(APRIL_8), body=OFFICE, text_sha256=text_sha256(whole), agency=STANDARD[award].agency)


def signing(**changed: Any) -> SignContract:
    return replace(SignContract(text_sha256=text_sha256(text())), **changed)


def signed(given: Given = SIGNS, **changed: Any) -> tuple[Act, ...]:
    """Drawn up and signed."""
    return _on(given, drawn_up(**changed), SignContract(text_sha256=text_sha256(text(**changed))), by=BO)


def refusing(**changed: Any) -> RefuseSignature:
    return replace(RefuseSignature(reason=words("Too few carers")), **changed)


def publication(**changed: Any) -> Publish:
    return replace(
        Publish(
            yearly_funding=(YearlyFunds(year=2026, amount=Fen(600_000_00)), YearlyFunds(year=2027, amount=Fen(200_000_00))),
            performance_evaluation=words("Each year, with those served"),
        ),
        **changed,
    )


def filing() -> FileWithAuthority:
    return FileWithAuthority(authority="finance")


def _on(given: Given, first: Act, asked: Any, by: Mandate) -> tuple[Act, ...]:
    decided = given(first).when(asked, by=by).decided
    assert isinstance(decided, Done), [(one.row, one.finding) for one in decided.grounds]
    return (first, *decided.acts)
