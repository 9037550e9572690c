"""Steps of a contract, each row an argument: drawn up by the purchaser, signed or refused by the winner, published, its copy filed."""

from collections.abc import Callable
from typing import Any

from operis.core.case import Case, on_record
from operis.core.decider import Step, makes
from operis.core.fields import walk
from operis.core.mandates import AGENCY, BUYER, SUPPLIER
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp, ContractSigned, FilingMade, PublicationMade, SignatureRefused
from operis.dockets.contract.commands import DrawUpContract, FileWithAuthority, Publish, RefuseSignature, SignContract
from operis.dockets.contract.facts import award, award_bars, contract_writers, funds
from operis.dockets.contract.state import Contract
from operis.dockets.contract.terms import FromRecord, text_sha256
from operis.dockets.file.facts import body
from operis.procedures.parts.concluding import last_day_of, the_body
from operis.procedures.parts.ordering import resting_on
from operis.rules.annexes import annexes_on_record
from operis.rules.changing import falls_with_it
from operis.rules.clauses import clauses_as_on_record, clauses_asked
from operis.rules.contracting import (
    ContractRule,
    agency_may_sign,
    award_published,
    body_of_award,
    groups_of,
    last_day,
    money_free,
    not_drawn_up_yet,
    not_transferable,
    nothing_guaranteed,
    paid_as_documents,
    pays_in_time,
    performance_bond_modest,
    reserved_marked,
    same_as_offered,
    same_lot,
    same_price,
    same_winner,
    shown_not_kept_back,
    signing_not_refused,
    starts_with_letter,
    still_to_be_bought,
    term_as_planned,
    term_lawful,
    terms,
    text_unsigned,
)
from operis.rules.contracts import MONTHS_IN_YEAR
from operis.rules.own_clauses import own_clauses_told, own_clauses_written
from operis.rules.own_reviews import contract_reviewed
from operis.rules.passed_on import former_bidder_told
from operis.rules.quantities import quantities_told
from operis.rules.signing import (
    barred_since_letter,
    buyer_waits,
    content_of,
    contract_signed,
    cuts_explained,
    done_in_time,
    drawn_up,
    funds_add_up,
    not_done_before,
    nothing_shown_left_out,
    open_for_signing,
    publication_complete,
    same_text,
    signed_in_time,
    still_unbarred,
    years_of,
)
from operis.rules.term_days import term_as_asked

CONCLUDED = (*walk(FromRecord), "procurement", "payment_days")
"""What the contract says and nobody types, or not where the record has it."""


def as_awarded(*, terms: tuple[str, ...], paid: tuple[str, ...], service: str) -> tuple[ContractRule, ...]:
    """What holds when it is drawn up, and again when it is signed; `terms` are the rows by which it keeps to documents and bid."""
    return (
        starts_with_letter.under(*terms),
        paid_as_documents(*paid).under(*terms),
        still_to_be_bought.under(service),
    )


def clauses_kept_to(*, terms: tuple[str, ...], forbidden: tuple[str, ...]) -> tuple[ContractRule, ...]:
    """What free words may not say: otherwise than documents and bid by the row of `terms` that holds, or against one of `forbidden`."""
    return (clauses_as_on_record.under(*terms), *(clauses_as_on_record.under(row) for row in forbidden))


def told_of(rows: tuple[str, ...]) -> tuple[ContractRule, ...]:
    """What a text counts, from when to when it runs, whom it names, otherwise than documents and bid: it may have its reason."""
    return quantities_told.under(*rows), term_as_asked.under(*rows), former_bidder_told.under("OURS-PASSED")


def text_as_awarded(*, terms: tuple[str, ...], reserved: str) -> tuple[ContractRule, ...]:
    """What a text says that was drawn up from the record, while the record may have gone on since."""
    kept_to = (same_winner, same_price, same_as_offered, term_as_planned)
    return (*(one.under(*terms) for one in kept_to), reserved_marked.under(reserved))


def draw_up_contract(
    *, under: tuple[str, ...], awarded: tuple[ContractRule, ...], asks: str, stands: str, groups: tuple[str, ...], contents: str,
    term: str, paid: tuple[str, ...], bond: str, guarantee: str, transfer: str, agency: str, shown: str, own: tuple[str, ...],
    form: str, counts: tuple[str, ...],
) -> Step[Contract, DrawUpContract]:  # fmt: skip
    """The purchaser's signature; by the row `stands` nobody writes anew what both have signed; `form` is the row with the five forms."""
    return Step(
        DrawUpContract,
        by=BUYER | AGENCY,
        under=under,
        after=(
            text_unsigned.under(stands),
            signing_not_refused.under("OURS-OPEN"),
            award_published.under("OURS-OPEN"),
            body_of_award.under("OURS-OPEN"),
            not_drawn_up_yet.under("OURS-ONE"),
            same_lot.under("OURS-ONE"),
            contract_reviewed.under("OURS-REVIEW"),
        ),
        provided=(
            *awarded,
            groups_of("contents").under(*groups),
            groups_of("contract_contents").under(contents),
            term_lawful.under(term),
            pays_in_time.under(*paid),
            performance_bond_modest.under(bond),
            nothing_guaranteed.under(guarantee),
            not_transferable.under(transfer),
            agency_may_sign.under(agency),
            shown_not_kept_back.under(shown),
            *(own_clauses_written.under(row) for row in own),
        ),
        noted=(
            clauses_asked.under(asks), *told_of(counts), own_clauses_told.under(form), falls_with_it.under("OURS-BOTH"),
            annexes_on_record.under("OURS-ANNEX"),
        ),
        needs=(award, body, contract_writers),
        then=(
            makes(
                ContractDrawnUp,
                body=the_body,
                text_sha256=lambda case: text_sha256(terms(case)),
                agency=lambda case: case.facts[award].agency,
                agency_matters=lambda case: tuple(map(Slug, case.facts[award].agency_matters)),
                **{name: _term(name) for name in CONCLUDED},
            ),
        ),
    )


def sign_contract(
    *,
    under: tuple[str, ...],
    awarded: tuple[ContractRule, ...],
    kept_to: tuple[ContractRule, ...],
    asks: str,
    counts: tuple[str, ...],
    signed: str,
    text: str,
    published: str,
    filed: str,
    budget: str,
    barred: str,
    bond: tuple[str, ...],
) -> Step[Contract, SignContract]:
    """The provider's signature, under the same text; what was weighed at the drawing up is weighed again, and what may have changed."""
    return Step(
        SignContract,
        by=SUPPLIER,
        under=under,
        after=(drawn_up.under("OURS-OPEN"), open_for_signing.under("OURS-OPEN"), award_published.under("OURS-OPEN"),
               resting_on(lambda case: (case.state.drawn_up,))),
        provided=(*awarded, *kept_to, same_text.under(signed, text), money_free.under(budget), still_unbarred.under(barred)),
        noted=(signed_in_time.under(signed), barred_since_letter.under(barred), clauses_asked.under(asks), *told_of(counts)),
        needs=(award, funds, award_bars),
        then=(makes(ContractSigned, supplier=_supplier, publish_by=last_day_of(published), file_by=last_day_of(filed),
                    bond_back_by=last_day_of(*bond)),),
    )


def refuse_signature(*, under: tuple[str, ...], signed: str) -> Step[Contract, RefuseSignature]:
    """By the winner itself, or entered by the purchaser when the time to sign is over."""
    return Step(
        RefuseSignature,
        by=SUPPLIER | BUYER,
        under=under,
        after=(drawn_up.under("OURS-OPEN"), open_for_signing.under("OURS-OPEN"), buyer_waits.under(signed)),
        needs=(award,),
        then=(makes(SignatureRefused, supplier=_supplier),),
    )


def publish_contract(*, under: tuple[str, ...], contents: str, time: str) -> Step[Contract, Publish]:
    return Step(
        Publish,
        by=BUYER | AGENCY,
        under=under,
        after=(contract_signed.under("OURS-OPEN"), not_done_before.under("OURS-OPEN"), resting_on(lambda case: (case.state.signed,))),
        provided=(
            publication_complete.under(contents),
            funds_add_up.under(contents),
            nothing_shown_left_out.under(contents),
            cuts_explained.under(*under),
        ),
        noted=(done_in_time.under(time),),
        needs=(award,),
        then=(
            makes(
                PublicationMade,
                method=lambda case: Slug(case.method) if case.method else None,
                supplier=_supplier,
                price=lambda case: terms(case).price,
                term_months=_months,
                content=content_of,
                yearly_funding=years_of,
            ),
        ),
    )


def file_contract(*, under: tuple[str, ...], time: str) -> Step[Contract, FileWithAuthority]:
    return Step(
        FileWithAuthority,
        by=BUYER | AGENCY,
        under=under,
        after=(contract_signed.under("OURS-OPEN"), not_done_before.under("OURS-OPEN"), resting_on(lambda case: (case.state.signed,))),
        noted=(done_in_time.under(time),),
        needs=(award,),
        then=(makes(FilingMade, sha256=lambda case: on_record(case.state.drawn_up, "contract-drawn-up").text_sha256),),
    )


def _term(name: str) -> Callable[[Case[Contract, DrawUpContract]], Any]:
    return lambda case: getattr(terms(case), name)


def _supplier(case: Case[Contract, SignContract | RefuseSignature | Publish]) -> str:
    return terms(case).supplier


def _months(case: Case[Contract, Publish]) -> int:
    """Whole months from the first day to the last; one for what is shorter."""
    first, last = terms(case).starts, terms(case).ends
    most = (last.year - first.year) * MONTHS_IN_YEAR + last.month - first.month + 1
    return next((whole for whole in range(most, 1, -1) if last_day(case, whole) <= last), 1)
