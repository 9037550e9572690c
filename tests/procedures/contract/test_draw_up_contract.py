"""The contract is drawn up with the winner, on the terms of documents and bid, and says what the law asks: GPL-46, O87-71, O102-23."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.codec import encode
from operis.core.fields import walk
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp, SignatureRefused
from operis.dockets.contract.commands import DrawUpContract
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import Clause, text_sha256
from tests.procedures.contracts import AGENT, DREW_UP, EIGHT, OF_TENDER, contract, drawn_up, signed, text, written
from tests.procedures.documents import words
from tests.statute import ALICE, BO, CHEN, DONG, OFFICE, Given, at

given = DREW_UP
CONSULTED = given.told(award, method="competitive-consultation")
BELOW = given.told(award, method="below-threshold", sign_by=None)
ALL_MET = ("budget-secured", "content-fixed", "need-continuous", "funding-stable", "price-stable")


def test_the_text_is_that_of_award_documents_and_bid_and_has_its_fingerprint() -> None:
    """Nothing of it is typed: provider, form, price, last day, what was asked and offered, days of payment, the mark."""
    outcome = given.when(contract())
    (act,) = outcome.then(ContractDrawnUp)
    assert act == drawn_up()
    assert isinstance(act, ContractDrawnUp)
    assert (act.body, act.supplier, act.price, act.ends) == (OFFICE, "sunrise", Fen(800_000_00), date(2027, 4, 14))
    assert (act.form, act.payment_days, act.marked_reserved) == (Slug("purchase"), 30, True)
    assert act.text_sha256 == text_sha256(text()) != text_sha256(text(payment_days=29))
    outcome.warned_under()
    typed = {"supplier", "form", "price", "ends", "agreed", "marked_reserved"} & walk(DrawUpContract).keys()
    assert not typed


def test_what_the_record_says_otherwise_stands_in_it() -> None:
    """SME-14: marked where the lot was reserved."""
    several = {"quality": (words("Trained staff"), words("A report of each accident"))}
    other = given.told(award, supplier="brook", price=Fen(790_000_00), form="lease", term_months=6, reserved=False, agreed=several)
    own = ("The things stay the provider's", "Time of availability", "The rent of a month")
    leased = tuple(Clause(group=Slug(group), text=words(said)) for group, said in zip(("own", "quantity", "price"), own, strict=True))
    (act,) = other.when(contract(clauses=(*written(*EIGHT, *OF_TENDER), *leased))).then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert (act.supplier, act.price, act.form, act.ends, act.marked_reserved) == (
        "brook", Fen(790_000_00), Slug("lease"), date(2026, 10, 14), False,
    )  # fmt: skip
    assert [(one.about, one.text) for one in act.agreed] == [("quality", one) for one in several["quality"]]


def test_there_is_a_contract_only_where_a_published_award_stands() -> None:
    grounds = given.told(award).when(contract()).refused_under(
        "OURS-OPEN", "O87-71", "O102-10", "O102-24", "PAY-09", status=409
    )  # fmt: skip
    assert "No published award stands for lot {lot} of {number}." in {ground.finding.says for ground in grounds}


def test_a_lot_has_one_contract() -> None:
    outcome = given.told(award, contract="DC-2026-C-0001").when(contract())
    outcome.refused_under("OURS-ONE", status=409)
    assert outcome.words == ["Lot 1 has its contract: DC-2026-C-0001."]


def test_what_both_have_signed_is_not_drawn_up_again() -> None:
    """GPL-50: one side alone changes nothing; a text that waits for its signature may still be put right."""
    given(drawn_up()).when(contract(starts=date(2026, 5, 1))).then(ContractDrawnUp)
    outcome = given(*signed()).when(contract(starts=date(2026, 5, 1)))
    outcome.refused_under("GPL-50", status=409)
    assert outcome.words == ["Both sides have signed the contract."]
    given(*signed()).when(contract()).refused_under("GPL-50", status=409)


def test_nor_is_what_was_refused() -> None:
    refused = SignatureRefused(happened=at(date(2026, 4, 9)), reason=words("Too few carers"), force_majeure=False, supplier="sunrise")
    outcome = given(drawn_up(), refused).when(contract())
    outcome.refused_under("OURS-OPEN", status=409)
    assert outcome.words == ["Signing was refused."]


@pytest.mark.parametrize("other", [{"lot": "2"}, {"procurement": "DC-2026-S-0002"}])
def test_a_docket_has_the_contract_of_one_lot(other: dict[str, Any]) -> None:
    given(drawn_up()).when(contract(procurement="dc-2026-s-0001")).then(ContractDrawnUp)
    outcome = given(drawn_up()).when(contract(**other))
    outcome.refused_under("OURS-ONE", status=409)
    assert outcome.words == ["This docket holds the contract of lot 1 of DC-2026-S-0001."]


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_it_starts_on_the_day_of_the_award_letter_at_the_earliest(there: Given, row: str) -> None:
    """A-CON-06: nobody is at work before there is a winner."""
    there.when(contract(starts=date(2026, 3, 25))).then(ContractDrawnUp)
    outcome = there.when(contract(starts=date(2026, 3, 24)))
    outcome.refused_under(row, status=422)
    assert outcome.words == ["The contract starts on 2026-03-24; the award letter is of 2026-03-25."]


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_it_is_paid_within_the_days_of_the_documents(there: Given, row: str) -> None:
    there.when(contract(payment_days=30)).then(ContractDrawnUp)
    for days in (29, 31, 60):
        outcome = there.when(contract(payment_days=days))
        outcome.refused_under(row, status=422)
        assert outcome.words == [f"The contract is paid within {days} days; the documents say 30."]
    silent = there.told(award, payment_days=None)
    (act,) = silent.when(contract(payment_days=45)).then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert act.payment_days == 45


@pytest.mark.parametrize("group", sorted({*EIGHT} - {"price", "duration"}))
def test_each_of_the_eight_groups_of_every_purchase_of_services_is_written(group: str) -> None:
    """O102-23."""
    consulted = CONSULTED.when(contract(clauses=written(*(one for one in EIGHT if one != group))))
    consulted.refused_under("O102-23", status=422)
    assert consulted.words == [f"The contract has no clauses on: {group}."]
    CONSULTED.when(contract(clauses=written(*EIGHT))).then(ContractDrawnUp)
    BELOW.when(contract(clauses=written(*(one for one in EIGHT if one != group)))).refused_under("O102-23", status=422)


@pytest.mark.parametrize(
    ("content", "group", "rows"),
    [
        ("names-and-addresses", "parties", {"O87-72"}),
        ("subject", "content", {"O87-72", "O102-23"}),
        ("quantity", "quantity", {"O87-72", "O102-23"}),
        ("quality", "quality", {"O87-72", "O102-23"}),
        ("time-place-and-way", "performance", {"O87-72"}),
        ("acceptance", "acceptance", {"O87-72"}),
        ("breach", "breach", {"O87-72", "O102-23"}),
        ("disputes", "disputes", {"O87-72"}),
    ],
)
def test_after_a_tender_each_content_of_article_72_is_written(content: str, group: str, rows: set[str]) -> None:
    outcome = given.when(contract(clauses=written(*(one for one in (*EIGHT, *OF_TENDER) if one != group))))
    outcome.refused_under(*rows, status=422)
    assert f"The contract has no clauses on: {content}." in outcome.words


def test_price_and_term_stand_in_it_from_the_record_and_are_not_written() -> None:
    """O102-23, O87-72: the award has the price, the plan the term."""
    (act,) = given.when(contract(clauses=written(*({*EIGHT, *OF_TENDER} - {"price", "duration"})))).then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert (act.price, act.starts, act.ends) == (Fen(800_000_00), date(2026, 4, 15), date(2027, 4, 14))


def test_before_order_102_the_eight_groups_were_those_of_the_provisional_measures() -> None:
    """PM14-19b until 29 February 2020, O102-23 from 1 March."""
    silent = contract(clauses=written(*EIGHT[1:]))
    CONSULTED.happening(at(date(2020, 2, 29))).when(silent).refused_under("PM14-19b", status=422)
    CONSULTED.happening(at(date(2020, 3, 1))).when(silent).refused_under("O102-23", status=422)


def test_it_runs_for_a_year_and_for_three_where_every_condition_is_met() -> None:
    """O102-24; the plan would allow more."""

    def planned(months: int, *met: str) -> Given:
        return given.told(award, term_months=months, term_grounds=met)

    planned(12).when(contract()).then(ContractDrawnUp)
    planned(13).when(contract()).refused_under("O102-24", status=422)
    planned(36, *ALL_MET).when(contract()).then(ContractDrawnUp)
    outcome = planned(37, *ALL_MET).when(contract())
    outcome.refused_under("O102-24", status=422)
    assert outcome.words == ["The contract runs until 2029-05-14; it may run until 2029-04-14."]
    for lacking in ALL_MET:
        planned(13, *(one for one in ALL_MET if one != lacking)).when(contract()).refused_under("O102-24", status=422)


def test_a_small_firm_is_paid_within_sixty_days_and_a_large_one_as_the_documents_say() -> None:
    """PAY-09; PAY-08 until 31 May 2025. Where the documents say more, the law shortens it for a small or medium provider alone."""
    given.told(award, payment_days=60).when(contract()).then(ContractDrawnUp)
    longer = given.told(award, payment_days=61)
    longer.when(contract()).refused_under("PAY-09", status=422)
    longer.when(contract(payment_days=60)).then(ContractDrawnUp)
    longer.when(contract(payment_days=62)).refused_under("PAY-09", "O87-71", status=422)
    large = given.told(award, small=False, payment_days=61)
    large.when(contract()).then(ContractDrawnUp)
    large.when(contract(payment_days=60)).refused_under("O87-71", status=422)
    silent = given.told(award, payment_days=None)
    silent.when(contract()).refused_under("PAY-09", status=422)
    silent.told(award, small=False, payment_days=None).when(contract()).then(ContractDrawnUp)


@pytest.mark.parametrize(("day", "row"), [(date(2025, 5, 31), "PAY-08"), (date(2025, 6, 1), "PAY-09")])
def test_before_june_2025_the_sixty_days_were_those_of_article_8(day: date, row: str) -> None:
    there = given.told(award, payment_days=61, published=day, method="competitive-consultation").happening(at(day))
    there.when(contract(starts=day)).refused_under(row, status=422)
    there.when(contract(starts=day, payment_days=60)).then(ContractDrawnUp)


def test_performance_security_is_a_tenth_of_the_price_at_most_and_never_cash() -> None:
    """REG-48."""
    given.when(contract(bond=Fen(80_000_00))).then(ContractDrawnUp)
    given.when(contract(bond=Fen(80_000_01))).refused_under("REG-48", status=422)
    cash = given.when(contract(bond=Fen(80_000_00), bond_in_cash=True))
    cash.refused_under("REG-48", status=422)
    assert cash.words == ["Performance security is not given in cash."]
    BELOW.when(contract(bond=Fen(80_000_01))).then(ContractDrawnUp)


def test_the_purchaser_never_guarantees_the_loans_of_the_provider() -> None:
    given.when(contract(guarantees_finance=True)).refused_under("O102-29", status=422)


def test_the_whole_is_not_transferred_to_another() -> None:
    """O102-26: a part may be subcontracted, by GPL-48."""
    outcome = given.when(contract(transferable=True))
    outcome.refused_under("O102-26", status=422)
    assert outcome.words == ["The contract lets the provider transfer the whole to another."]
    given.reading("O102-26", first=date(2026, 4, 9)).when(contract(transferable=True)).then(ContractDrawnUp)
    given.reading("O102-26", first=date(2026, 4, 8)).when(contract(transferable=True)).refused_under("O102-26", status=422)


def test_what_was_added_to_the_terms_is_in_the_fingerprint_where_it_says_something() -> None:
    plainly = tuple(replace(one, text=words("As agreed")) for one in text().clauses)
    assert text_sha256(text(clauses=plainly)) == "edf40bee937186e3dd57372c488d226decf6f233ec3fb147bc0755d23d902c64"
    assert text_sha256(text(transferable=True)) != text_sha256(text())


def test_an_agency_signs_with_the_written_mandate_of_the_purchaser() -> None:
    """GPL-43."""
    given.when(contract(), by=AGENT).refused_under("GPL-43", status=422)
    given.when(contract(agency_mandate="DC-2026-12"), by=AGENT).then(ContractDrawnUp)
    given.when(contract(), by=ALICE).then(ContractDrawnUp)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"outcome": "POST"}, "The need is now determined as: POST."),
        ({"outcome": None}, "The need is now determined as: -."),
        ({"holds": ("L08",)}, "The determination holds it back: L08."),
    ],
)
def test_what_is_contracted_is_still_a_service_that_may_be_bought(changed: dict[str, Any], says: str) -> None:
    """O102-10."""
    outcome = given.told(award, **changed).when(contract())
    outcome.refused_under("O102-10", status=422)
    assert outcome.words == [says]


def test_only_the_body_of_the_award_draws_it_up() -> None:
    for who in (BO, CHEN):
        given.when(contract(), by=who).refused_under("GPL-44", status=403)
    given.when(contract(), by=DONG).refused_under("OURS-OPEN", status=409)
    given.when(contract(agency_mandate="DC-2026-12"), by=replace(AGENT, for_="education")).refused_under("OURS-OPEN", status=409)


def test_a_clause_that_is_kept_back_counts_and_is_signed_like_any_other() -> None:
    """REG-50: what is a secret is not published."""
    rest, secret = written(*(one for one in (*EIGHT, *OF_TENDER) if one != "quality")), written("quality")
    (act,) = given.when(contract(clauses=rest, kept_back=secret)).then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert act.text_sha256 == text_sha256(text(clauses=rest, kept_back=secret)) != text_sha256(text(clauses=rest))
    stored = encode(act, lambda: bytes(32))
    assert [one.path for one in stored.private] == ["/act/fields/kept_back"]
    given.when(contract(clauses=rest)).refused_under("O102-23", "O87-72", status=422)
