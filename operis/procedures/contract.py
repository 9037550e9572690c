"""A contract: drawn up by the purchasing body, signed by the winner, published, and its copy filed."""

from operis.core.decider import procedure
from operis.dockets.contract.facts import award
from operis.dockets.contract.kind import CONTRACT_KIND
from operis.procedures.parts.changing import draw_up_change, send_back, sign_change
from operis.procedures.parts.contracting import (
    as_awarded,
    clauses_kept_to,
    draw_up_contract,
    file_contract,
    publish_contract,
    refuse_signature,
    sign_contract,
    text_as_awarded,
)
from operis.procedures.parts.ordering import DATED, LATE
from operis.procedures.parts.own_reviews import review_contract
from operis.procedures.parts.owning import of_both_sides
from operis.procedures.parts.wording import ASKS
from operis.rules.contract_sums import languages_agree, payments_as_awarded, unit_price_as_awarded
from operis.rules.passed_on import provider_as_awarded
from operis.rules.plans import named_by
from operis.rules.quantities import quantities_kept
from operis.rules.signing import signing_goes_on

ON_ITS_TERMS = ("O87-71", "GPL-46", "O102-17")
"""The last where the procurement law does not apply: who was chosen in competition has the contract, as it was competed for."""
PAID = ("PAY-09", "PAY-08")
FORBIDDEN = (
    "O102-24", "O102-26", "O102-29", "GPL-50", "REG-48", "O102-10", "O102-02", "GPL-06", "O102-16", "REG-11", "GPL-49", "GPL-28",
    "O102-23", "O102-28", "PAY-38",
)  # fmt: skip
"""What a clause may not say whatever the documents do: a term without end, the whole passed on, a loan guaranteed, one side alone, cash;
what is no service, payment without acceptance or without a ceiling, gifts, more than ten percent, a quantity without a purchase, charges
that the provider makes up, no inspection, payment that waits for an audit."""
OWN = ("O102-23", "O102-10", "O102-02", "O102-17", "O102-26", "GPL-48", "GPL-28", "REG-28", "REG-29")
"""The rows that ask for an own clause of the form."""
IN_WORDS = (*clauses_kept_to(terms=ON_ITS_TERMS, forbidden=FORBIDDEN), provider_as_awarded.under(*ON_ITS_TERMS))
COMES_TO = (unit_price_as_awarded, payments_as_awarded, quantities_kept)
IN_SUMS = (*(one.under(*ON_ITS_TERMS) for one in COMES_TO), languages_agree.under("O102-23", "PM14-19b"))
AS_AWARDED = (*as_awarded(terms=ON_ITS_TERMS, paid=PAID, service="O102-10"), *IN_WORDS, *IN_SUMS)

CONTRACT = procedure(
    "contract",
    review_contract(stands="GPL-50", asks=ASKS, form="SRC-12", counts=ON_ITS_TERMS),
    draw_up_contract(
        under=("GPL-44", "SRC-12"),
        awarded=AS_AWARDED,
        asks=ASKS,
        counts=ON_ITS_TERMS,
        stands="GPL-50",
        groups=("O102-23", "PM14-19b"),
        contents="O87-72",
        term="O102-24",
        paid=PAID,
        bond="REG-48",
        guarantee="O102-29",
        transfer="O102-26",
        agency="GPL-43",
        shown="N87-05",
        own=OWN,
        form="SRC-12",
    ),
    sign_contract(
        under=("GPL-46", "SRC-12"),
        awarded=AS_AWARDED,
        kept_to=text_as_awarded(terms=ON_ITS_TERMS, reserved="SME-14"),
        asks=ASKS,
        counts=ON_ITS_TERMS,
        signed="GPL-46",
        text="O102-23",
        published="REG-50",
        filed="GPL-47",
        budget="GPL-06",
        barred="GPL-22",
        bond=("O87-38b", "REG-33c", "CC-12b"),
    ),
    send_back(under=("GPL-46", "SRC-12")),
    refuse_signature(under=("REG-49", "REG-72"), signed="GPL-46"),
    publish_contract(under=("REG-50", "O102-23"), contents="N87-05", time="REG-50"),
    file_contract(under=("GPL-47", "SRC-10"), time="GPL-47"),
    draw_up_change(under=("GPL-50",), kept_to=IN_WORDS, asks=ASKS, own=OWN, supplement="GPL-49"),
    sign_change(under=("GPL-50",), kept_to=IN_WORDS, asks=ASKS, supplement="GPL-49"),
    of=CONTRACT_KIND,
    own=of_both_sides,
    ended=signing_goes_on.under("OURS-OPEN"),
    always=DATED,
    noted=LATE,
    agents=named_by(award).under("GPL-20"),
)
