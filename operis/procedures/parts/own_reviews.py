"""Reviews that a body's own file asks for: of the award before it is decided, of the contract before it is drawn up."""

from typing import Any

from operis.core.decider import Rule, Step, makes
from operis.core.mandates import REVIEWER
from operis.dockets.contract.acts import ContractReviewed
from operis.dockets.contract.commands import ReviewContract
from operis.dockets.contract.facts import award, contract_writers
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import text_sha256
from operis.dockets.file.facts import body
from operis.dockets.procurement.acts import AwardReviewed
from operis.dockets.procurement.commands import ReviewAward
from operis.dockets.procurement.facts import award_writers
from operis.dockets.procurement.reviewing import award_sha256
from operis.dockets.procurement.state import Procurement
from operis.procedures.parts.concluding import the_body
from operis.procedures.parts.contracting import told_of
from operis.rules.clauses import clauses_told
from operis.rules.contract_sums import languages_agree, payments_as_awarded, unit_price_as_awarded
from operis.rules.contracting import (
    award_published,
    body_of_award,
    not_drawn_up_yet,
    of_lot,
    same_lot,
    signing_not_refused,
    terms,
    text_unsigned,
)
from operis.rules.own_clauses import own_clauses_told
from operis.rules.own_reviews import returned_for_a_reason, wrote_nothing_of
from operis.rules.passed_on import provider_as_awarded
from operis.rules.plans import on_file
from operis.rules.quantities import quantities_kept
from operis.rules.reasons import reason_says_something

ROW = "OURS-REVIEW"


def review_award(waits: Rule[Procurement, Any]) -> Step[Procurement, ReviewAward]:
    """The written record of the review of an award; `waits` says whether one can be decided at all."""
    return Step(
        ReviewAward,
        by=REVIEWER,
        under=(ROW,),
        after=(
            on_file.under("OURS-OPEN"),
            waits,
            wrote_nothing_of(award_writers).under(ROW),
            returned_for_a_reason.under(ROW),
            reason_says_something.under("OURS-REASON"),
        ),
        needs=(body, award_writers),
        then=(
            makes(
                AwardReviewed,
                lots=lambda case: tuple(sorted({one.lot for one in case.asked.award.awards})),
                award_sha256=lambda case: award_sha256(case.asked.award),
                body=the_body,
                reviewer=lambda case: case.mandate.deciders[0],
                written_by=lambda case: case.facts[award_writers].persons,
            ),
        ),
    )


def review_contract(*, stands: str, asks: str, form: str, counts: tuple[str, ...]) -> Step[Contract, ReviewContract]:
    """The written record of the review of a contract's whole text; a docket may begin with it."""
    return Step(
        ReviewContract,
        by=REVIEWER,
        under=(ROW,),
        after=(
            on_file.under("OURS-OPEN"),
            text_unsigned.under(stands),
            signing_not_refused.under("OURS-OPEN"),
            award_published.under("OURS-OPEN"),
            body_of_award.under("OURS-OPEN"),
            not_drawn_up_yet.under("OURS-ONE"),
            same_lot.under("OURS-ONE"),
            wrote_nothing_of(contract_writers).under(ROW),
            returned_for_a_reason.under(ROW),
            reason_says_something.under("OURS-REASON"),
        ),
        noted=(
            clauses_told.under(asks),
            *(one.under(*counts) for one in (unit_price_as_awarded, payments_as_awarded, quantities_kept, provider_as_awarded)),
            languages_agree.under(*counts),
            *told_of(counts),
            own_clauses_told.under(form),
        ),
        needs=(body, award, contract_writers),
        then=(
            makes(
                ContractReviewed,
                procurement=lambda case: case.facts[award].procurement,
                lot=lambda case: of_lot(case).lot,
                text_sha256=lambda case: text_sha256(terms(case)),
                body=the_body,
                reviewer=lambda case: case.mandate.deciders[0],
                written_by=lambda case: case.facts[contract_writers].persons,
            ),
        ),
    )
