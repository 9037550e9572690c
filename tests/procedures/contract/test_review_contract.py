"""Where the file of the body asks it, a contract is drawn up just as another person has reviewed it: OURS-REVIEW."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from operis.core.mandates import Mandate, Role
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp, ContractReviewed
from operis.dockets.contract.commands import DrawUpContract, ReviewContract
from operis.dockets.contract.facts import award, contract_writers
from operis.dockets.contract.terms import AskedTerms, Clause, text_sha256
from operis.dockets.file.facts import BodyFact, body
from operis.dockets.procurement.facts import Writers
from tests.procedures.contracts import APRIL_8, DREW_UP, contract, signed, text
from tests.procedures.documents import words
from tests.statute import ALICE, OFFICE, STANDARD, at

ERIN = Mandate(role=Role.REVIEWER, office="review", body=OFFICE, persons=("erin",))
"""Erin reviews."""
ASKS: BodyFact = replace(STANDARD[body], also_reviewed=("contract",))
given = DREW_UP.told(body, ASKS).told(contract_writers, Writers(("alice",)))


def review(asked: DrawUpContract | None = None, **changed: Any) -> ReviewContract:
    asked = asked or contract()
    written = AskedTerms(**{one.name: getattr(asked, one.name) for one in fields(AskedTerms)})
    return replace(ReviewContract(contract=written, outcome=Slug("passed")), **changed)


def reviewed(asked: ReviewContract | None = None) -> ContractReviewed:
    (act,) = given.when(asked or review(), by=ERIN).then(ContractReviewed)
    assert isinstance(act, ContractReviewed)
    return act


def test_the_record_has_the_fingerprint_of_the_whole_text_and_a_docket_may_begin_with_it() -> None:
    assert reviewed() == ContractReviewed(
        happened=at(APRIL_8), procurement=STANDARD[award].procurement, lot="1", text_sha256=text_sha256(text()), body=OFFICE,
        reviewer="erin", written_by=("alice",), outcome=Slug("passed"),
    )  # fmt: skip


def test_a_contract_waits_for_its_review_where_the_file_asks_it_and_nowhere_else() -> None:
    given.when(contract()).refused_under("OURS-REVIEW", status=409)
    given(reviewed()).when(contract()).then(ContractDrawnUp)
    for also in ((), ("award",)):
        given.told(body, also_reviewed=also).when(contract()).then(ContractDrawnUp)


def test_a_text_that_was_changed_since_is_reviewed_again_whoever_changed_it() -> None:
    later = contract(starts=date(2026, 4, 16))
    given(reviewed()).when(later).refused_under("OURS-REVIEW", status=409)
    given(reviewed(), reviewed(review(later))).when(later).then(ContractDrawnUp)
    given.told(award, price=Fen(790_000_00))(reviewed()).when(contract()).refused_under("OURS-REVIEW", status=409)


def test_the_newest_review_counts_and_a_return_says_why() -> None:
    returned = reviewed(review(outcome=Slug("returned"), reason=words("Say how it is accepted")))
    given(reviewed(), returned).when(contract()).refused_under("OURS-REVIEW", status=409)
    given(returned, reviewed()).when(contract()).then(ContractDrawnUp)
    given.when(review(outcome=Slug("returned")), by=ERIN).refused_under("OURS-REVIEW", status=409)
    given.when(review(outcome=Slug("returned"), reason=words("no")), by=ERIN).refused_under("OURS-REASON", status=409)


def test_nobody_reviews_what_he_wrote_or_draws_up() -> None:
    wrote = given.told(contract_writers, Writers(("erin",)))
    wrote.when(review(), by=ERIN).refused_under("OURS-REVIEW", status=409)
    wrote(reviewed()).when(contract()).refused_under("OURS-REVIEW", status=409)
    given(reviewed()).when(contract(), by=replace(ALICE, persons=("erin",))).refused_under("OURS-REVIEW", status=409)
    given.when(review(), by=ALICE).refused_under("OURS-REVIEW", status=403)


def test_a_docket_is_of_one_lot_from_its_review_on() -> None:
    other = contract(lot="2")
    told = given.told(award, lot="2")
    told(reviewed()).when(other).refused_under("OURS-ONE", "OURS-REVIEW", status=409)
    told(reviewed()).when(review(other), by=ERIN).refused_under("OURS-ONE", status=409)


def test_a_signed_contract_is_reviewed_no_more() -> None:
    given(*signed()).when(review(), by=ERIN).refused_under("GPL-50", status=409)
    given.told(award).when(review(), by=ERIN).refused_under("OURS-OPEN", status=409)


def test_a_reviewer_is_told_what_the_words_of_the_clauses_bend() -> None:
    """What will be refused, and what is asked about."""
    for said in ("It is renewed automatically", "The price may be adjusted"):
        bent = contract(clauses=(*contract().clauses, Clause(group=Slug("own"), text=words(said))))
        outcome = given.when(review(bent), by=ERIN)
        outcome.then(ContractReviewed)
        outcome.warned_under("FIND-NOTATION")
    given.when(review(), by=ERIN).warned_under()
