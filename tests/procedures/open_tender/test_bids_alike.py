"""What looks as if bids had been written together is told at their examination and refuses nothing: O87-37, by OURS-ALIKE."""

from dataclasses import replace

import pytest

from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.acts import BiddingDocumentsIssued
from operis.dockets.procurement.marks import BidMarks, Marks, bid_marks
from operis.dockets.procurement.outcomes import BidsExamined
from operis.dockets.procurement.terms import Document
from tests.procedures.evaluating import TENDER, examining, tender
from tests.statute import Outcome

SEATED = tender("seated")
THREE = ("sunrise", "brook", "hill")
PLAN = "Two groups of twelve children, each with a teacher and a nurse."
PRICES = (Fen(980_000_00), Fen(1_000_000_00), Fen(970_000_00))
SUNRISE, BROOK, HILL = (Marks("1", one, price) for one, price in zip(THREE, PRICES, strict=True))
ITEMS = {"care": Fen(120_00), "lunch": Fen(18_00), "bus": Fen(75_50)}


def examined(*bids: Marks, acts: tuple[object, ...] = SEATED) -> Outcome:
    return TENDER.told(bid_marks, BidMarks(bids))(*acts).when(examining("qualification", *THREE))  # type: ignore[arg-type]


def test_bids_that_have_nothing_in_common_are_told_of_nothing() -> None:
    examined(SUNRISE, BROOK, HILL).warned_under()


def test_a_file_that_is_in_two_bids_is_named_with_both_bidders() -> None:
    one, other = replace(SUNRISE, files={"a" * 64: "scan.pdf"}), replace(HILL, files={"a" * 64: "proof.pdf", "b" * 64: "own.pdf"})
    (ground,) = examined(one, BROOK, other).warned_under("OURS-ALIKE")
    assert (ground.check, ground.finding.facts) == ("no_file_twice", {"lot": "1", "file": "proof.pdf", "suppliers": "sunrise, hill"})
    examined(one, BROOK, other).then(BidsExamined)


def test_what_the_buyer_handed_out_is_in_many_bids() -> None:
    form = Document(name="form.docx", size=1, sha256="c" * 64)
    acts = tuple(replace(act, documents=(form,)) if isinstance(act, BiddingDocumentsIssued) else act for act in SEATED)
    bids = (replace(one, files={"c" * 64: "form.docx"}) for one in (SUNRISE, BROOK, HILL))
    examined(*bids, acts=acts).warned_under()


def test_bid_security_from_one_account_is_told_and_from_two_is_not() -> None:
    one, other = replace(SUNRISE, bond_from="6222021"), replace(HILL, bond_from="6222021")
    (ground,) = examined(one, BROOK, other).warned_under("OURS-ALIKE")
    assert (ground.check, ground.finding.facts) == ("bonds_from_own_accounts", {"lot": "1", "suppliers": "sunrise, hill"})
    examined(one, BROOK, replace(other, bond_from="6222022")).warned_under()
    examined(one, BROOK, replace(other, lot="2")).warned_under()


@pytest.mark.parametrize(("text", "told"), [(PLAN[:60], True), (PLAN[:59], False)])
def test_a_long_answer_in_the_same_words_is_told_and_a_short_one_is_not(text: str, told: bool) -> None:
    bids = (replace(one, answers={"plan": text}) for one in (SUNRISE, BROOK))
    grounds = examined(*bids, HILL).warned_under(*(["OURS-ALIKE"] if told else []))
    assert [one.finding.facts["about"] for one in grounds] == ([Slug("plan")] if told else [])


def test_the_same_words_to_another_question_are_no_mark() -> None:
    examined(replace(SUNRISE, answers={"plan": PLAN}), replace(BROOK, answers={"staff": PLAN})).warned_under()


@pytest.mark.parametrize(("factor", "count", "told"), [((102, 100), 3, True), ((102, 100), 2, False), ((1, 1), 3, True)])
def test_price_lists_in_one_ratio_are_told_from_three_items_on(factor: tuple[int, int], count: int, told: bool) -> None:
    items = dict(list(ITEMS.items())[:count])
    dearer = {name: Fen(price * factor[0] // factor[1]) for name, price in items.items()}
    outcome = examined(replace(SUNRISE, items=items), replace(BROOK, items=dearer), HILL)
    assert [one.check for one in outcome.warned_under(*(["OURS-ALIKE"] if told else []))] == (["items_in_no_ratio"] if told else [])


def test_one_item_of_its_own_is_no_ratio() -> None:
    examined(replace(SUNRISE, items=ITEMS), replace(BROOK, items={**ITEMS, "bus": Fen(80_00)})).warned_under()


@pytest.mark.parametrize(("prices", "told"), [
    ((980_000_00, 995_000_00, 1_010_000_00), True), ((980_000_00, 995_000_00, 1_010_000_01), False),
    ((980_000_00, 980_000_00, 980_000_00), False), ((980_000_00, 995_000_00), False),
])  # fmt: skip
def test_prices_that_climb_by_one_step_are_told(prices: tuple[int, ...], told: bool) -> None:
    bids = (Marks("1", supplier, Fen(price)) for supplier, price in zip(THREE, prices, strict=False))
    examined(*bids).warned_under(*(["OURS-ALIKE"] if told else []))
