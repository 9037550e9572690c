"""The contract is drawn up with the winner, on the terms of documents and bid, and says what the law asks: GPL-46, O87-71, O102-23."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.codec import encode
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractDrawnUp
from operis.dockets.contract.facts import award
from operis.dockets.contract.terms import text_sha256
from operis.dockets.procurement.terms import Requirement
from tests.procedures.contracts import AGENT, APRIL_15, DREW_UP, EIGHT, OF_TENDER, contract, written
from tests.procedures.documents import words
from tests.statute import ALICE, BO, CHEN, DONG, OFFICE, STANDARD, Given, at

given = DREW_UP
CONSULTED = given.told(award, method="competitive-consultation")
BELOW = given.told(award, method="below-threshold", sign_by=None)
ALL_MET = ("budget-secured", "content-fixed", "need-continuous", "funding-stable", "price-stable")


def agreed(**texts: str | None) -> tuple[Requirement, ...]:
    """What was agreed, with some of it otherwise or left out."""
    said = {about: (words(text),) if text else () for about, text in texts.items()}
    there: dict[str, tuple[Wording, ...]] = {**STANDARD[award].agreed, **said}
    return tuple(Requirement(about=Slug(about), text=text) for about, texts in there.items() for text in texts)


def test_a_contract_as_awarded_is_drawn_up_and_has_the_fingerprint_of_its_text() -> None:
    outcome = given.when(contract())
    (act,) = outcome.then(ContractDrawnUp)
    assert isinstance(act, ContractDrawnUp)
    assert (act.body, act.supplier, act.price) == (OFFICE, "sunrise", Fen(800_000_00))
    assert act.text_sha256 == text_sha256(contract()) != text_sha256(contract(payment_days=29))
    outcome.warned_under()


def test_there_is_a_contract_only_where_a_published_award_stands() -> None:
    grounds = given.told(award).when(contract()).refused_under(
        "OURS-OPEN", "O87-71", "O102-10", "O102-24", "PAY-09", "SME-14", status=409
    )  # fmt: skip
    assert "No published award stands for lot {lot} of {number}." in {ground.finding.says for ground in grounds}


def test_a_lot_has_one_contract() -> None:
    outcome = given.told(award, contract="DC-2026-C-0001").when(contract())
    outcome.refused_under("OURS-ONE", status=409)
    assert outcome.words == ["Lot 1 has its contract: DC-2026-C-0001."]


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_the_contract_is_with_the_winner_at_the_price_of_the_award(there: Given, row: str) -> None:
    outcome = there.when(contract(supplier="brook"))
    outcome.refused_under(row, status=422)
    assert outcome.words == ["The contract is with brook; the award of lot 1 is sunrise's."]
    for price in (800_000_01, 799_999_99):
        there.when(contract(price=Fen(price))).refused_under(row, status=422)
    there.when(contract(price=Fen(800_000_00))).then(ContractDrawnUp)


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_what_was_asked_or_offered_stands_in_it_as_it_was_said(there: Given, row: str) -> None:
    (fewer,) = there.when(contract(agreed=agreed(quantity="59 people on five days a week"))).refused_under(row, status=422)
    assert dict(fewer.finding.facts) == {
        "about": "quantity",
        "given": words("59 people on five days a week"),
        "text": words("60 people on five days a week"),
    }
    silent = there.when(contract(agreed=agreed(standards=None)))
    silent.refused_under(row, status=422)
    assert silent.words == ["The contract does not say what was agreed on: standards."]
    there.when(contract(agreed=agreed(more="A bus in the morning"))).then(ContractDrawnUp)


def test_each_of_several_things_said_under_one_word_stands_in_it() -> None:
    several = {"quality": (words("Trained staff"), words("A report of each accident"))}
    there = given.told(award, agreed=several)
    both = tuple(Requirement(about=Slug("quality"), text=text) for text in several["quality"])
    there.when(contract(agreed=both)).then(ContractDrawnUp)
    there.when(contract(agreed=both[::-1])).then(ContractDrawnUp)
    (ground,) = there.when(contract(agreed=both[:1])).refused_under("O87-71", status=422)
    assert ground.finding.facts["text"] == words("A report of each accident")


@pytest.mark.parametrize("group", EIGHT)
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
        ("price", "price", {"O87-72", "O102-23"}),
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


def test_before_order_102_the_eight_groups_were_those_of_the_provisional_measures() -> None:
    """PM14-19b until 29 February 2020, O102-23 from 1 March."""
    silent = contract(clauses=written(*EIGHT[1:]), payment_days=30)
    CONSULTED.happening(at(date(2020, 2, 29))).when(silent).refused_under("PM14-19b", status=422)
    CONSULTED.happening(at(date(2020, 3, 1))).when(silent).refused_under("O102-23", status=422)


def test_the_form_is_one_of_the_five_and_that_of_the_plan() -> None:
    """SRC-12 is told and does not refuse: no law in force keeps the forms."""
    given.when(contract(form=Slug("lease"))).warned_under("SRC-12")
    given.when(contract(form=Slug("barter"))).warned_under("SRC-12")
    given.told(award, form="lease").when(contract(form=Slug("lease"))).warned_under()


def test_a_contract_ends_no_earlier_than_it_starts() -> None:
    given.when(contract(ends=APRIL_15)).then(ContractDrawnUp)
    outcome = given.when(contract(ends=date(2026, 4, 14)))
    outcome.refused_under("O102-23", status=422)
    assert outcome.words == ["The contract ends before it starts."]


@pytest.mark.parametrize(("there", "row"), [(given, "O87-71"), (CONSULTED, "GPL-46"), (BELOW, "O102-17")])
def test_it_ends_on_the_last_day_of_the_planned_term_at_the_latest(there: Given, row: str) -> None:
    six = there.told(award, term_months=6)
    six.when(contract(ends=date(2026, 10, 14))).then(ContractDrawnUp)
    outcome = six.when(contract(ends=date(2026, 10, 15)))
    outcome.refused_under(row, status=422)
    assert outcome.words == ["The contract runs until 2026-10-15; by the documents it ends on 2026-10-14."]


def test_it_runs_for_a_year_and_for_three_where_every_condition_is_met() -> None:
    """O102-24; the plan would allow more."""
    long = given.told(award, term_months=60)
    met = given.told(award, term_months=60, term_grounds=ALL_MET)
    long.when(contract(ends=date(2027, 4, 14))).then(ContractDrawnUp)
    long.when(contract(ends=date(2027, 4, 15))).refused_under("O102-24", status=422)
    met.when(contract(ends=date(2027, 4, 15))).then(ContractDrawnUp)
    met.when(contract(ends=date(2029, 4, 14))).then(ContractDrawnUp)
    met.when(contract(ends=date(2029, 4, 15))).refused_under("O102-24", status=422)
    for lacking in ALL_MET:
        all_but_one = given.told(award, term_months=60, term_grounds=tuple(one for one in ALL_MET if one != lacking))
        all_but_one.when(contract(ends=date(2027, 4, 15))).refused_under("O102-24", status=422)


def test_a_small_firm_is_paid_within_sixty_days_and_a_large_one_as_agreed() -> None:
    """PAY-09."""
    given.when(contract(payment_days=60)).then(ContractDrawnUp)
    given.when(contract(payment_days=61)).refused_under("PAY-09", status=422)
    given.when(contract(payment_days=None)).refused_under("PAY-09", status=422)
    large = given.told(award, small=False)
    large.when(contract(payment_days=61)).then(ContractDrawnUp)
    large.when(contract(payment_days=None)).then(ContractDrawnUp)


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
    assert text_sha256(contract()) == "edf40bee937186e3dd57372c488d226decf6f233ec3fb147bc0755d23d902c64"
    assert text_sha256(contract(transferable=True)) != text_sha256(contract())


def test_a_contract_from_a_reserved_purchase_is_marked() -> None:
    """SME-14."""
    given.when(contract(marked_reserved=False)).refused_under("SME-14", status=422)
    given.told(award, reserved=False).when(contract(marked_reserved=False)).then(ContractDrawnUp)


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
    assert act.text_sha256 == text_sha256(contract(clauses=rest, kept_back=secret)) != text_sha256(contract(clauses=rest))
    stored = encode(act, lambda: bytes(32))
    assert [one.path for one in stored.private] == ["/act/fields/kept_back"]
    given.when(contract(clauses=rest)).refused_under("O102-23", "O87-72", status=422)
