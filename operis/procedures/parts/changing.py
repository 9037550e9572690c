"""Steps of two sides that write to each other: sent back instead of signed, and a change that one draws up and the other signs."""

from operis.core.case import Case, on_record
from operis.core.decider import Step, makes
from operis.core.mandates import BUYER, SUPPLIER
from operis.dockets.contract.acts import ContractChanged, ContractChangeDrawnUp, ContractSentBack
from operis.dockets.contract.changing import change_sha256
from operis.dockets.contract.commands import DrawUpChange, SendBack, SignChange
from operis.dockets.contract.facts import award
from operis.dockets.contract.state import Contract
from operis.rules.changing import (
    by_the_other_side,
    change_drawn_up,
    change_fits,
    changes_of,
    falls_with_it,
    same_change,
    says_how,
    side_of,
    substance_stays,
    waiting,
    waits_for_you,
    your_turn,
)
from operis.rules.clauses import clauses_asked
from operis.rules.contracting import ContractRule
from operis.rules.own_clauses import own_clauses_written
from operis.rules.passed_on import former_bidder_told
from operis.rules.signing import contract_signed
from operis.rules.supplements import money_told, no_money_beside, supplement_in_term, supplement_only_adds, supplements_within

ROW = "OURS-BOTH"
NAMED = former_bidder_told.under("OURS-PASSED")


def send_back(*, under: tuple[str, ...]) -> Step[Contract, SendBack]:
    """Instead of a signature: which clause, and how it should read."""
    return Step(
        SendBack,
        by=SUPPLIER | BUYER,
        under=under,
        after=(waits_for_you.under("OURS-OPEN"), says_how.under(ROW)),
        needs=(award,),
        then=(makes(ContractSentBack, side=side_of, text_sha256=_waiting),),
    )


def draw_up_change(
    *, under: tuple[str, ...], kept_to: tuple[ContractRule, ...], asks: str, own: tuple[str, ...], supplement: str
) -> Step[Contract, DrawUpChange]:
    """The signature of one side, under what it wants to be changed; it has no effect."""
    return Step(
        DrawUpChange,
        by=BUYER | SUPPLIER,
        under=under,
        after=(contract_signed.under("OURS-OPEN"), your_turn.under(ROW), change_fits.under(ROW), substance_stays.under(ROW)),
        provided=(*kept_to, *_supplementary(supplement), *(own_clauses_written.under(row) for row in own)),
        noted=(clauses_asked.under(asks), money_told.under(supplement), NAMED, falls_with_it.under(ROW)),
        needs=(award,),
        then=(
            makes(
                ContractChangeDrawnUp,
                side=side_of,
                changes=lambda case: changes_of(case).changes,
                text_sha256=lambda case: change_sha256(case.state.text_in_force, changes_of(case)),
            ),
        ),
    )


def sign_change(*, under: tuple[str, ...], kept_to: tuple[ContractRule, ...], asks: str, supplement: str) -> Step[Contract, SignChange]:
    """The signature of the other side, under the same text: with it the clauses are others."""
    return Step(
        SignChange,
        by=BUYER | SUPPLIER,
        under=under,
        after=(change_drawn_up.under("OURS-OPEN"), by_the_other_side.under(ROW), same_change.under(ROW)),
        provided=(*kept_to, *_supplementary(supplement)),
        noted=(clauses_asked.under(asks), money_told.under(supplement), NAMED),
        needs=(award,),
        then=(
            makes(
                ContractChanged,
                reason=lambda case: _drawn(case).reason,
                changes=lambda case: _drawn(case).changes,
                supplement=lambda case: _drawn(case).supplement,
                side=lambda case: _drawn(case).side,
            ),
        ),
    )


def _supplementary(row: str) -> tuple[ContractRule, ...]:
    """What a change may add to the price, by the row on supplementary contracts."""
    return tuple(one.under(row) for one in (supplements_within, supplement_in_term, supplement_only_adds, no_money_beside))


def _waiting(case: Case[Contract, SendBack]) -> str:
    there = waiting(case)
    return there.text_sha256 if there is not None else ""


def _drawn(case: Case[Contract, SignChange]) -> ContractChangeDrawnUp:
    return on_record(case.state.change, "contract-change-drawn-up")
