"""The winner signs the text that was drawn up, in time or late, and what held at the drawing up is weighed again: GPL-46, O87-71."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from operis.core.acts import Due
from operis.core.money import Fen
from operis.dockets.contract.acts import ContractSigned, SignatureRefused
from operis.dockets.contract.commands import SignContract
from operis.dockets.contract.facts import Funds, award, award_bars, funds
from operis.dockets.contract.terms import text_sha256
from operis.dockets.procurement.facts import Barred, Bars
from tests.procedures.contracts import APRIL_10, APRIL_24, SIGNS, drawn_up, refusing, signed, signing, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, at

LETTER = date(2026, 3, 25)
given = SIGNS
BELOW = given.told(award, method="below-threshold", sign_by=None)


def test_the_winner_signs_and_the_days_for_publishing_and_filing_run() -> None:
    """REG-50: two working days; GPL-47: seven; O87-38b: five. Signed on Friday 10 April 2026."""
    outcome = given(drawn_up()).when(signing(), by=BO)
    (act,) = outcome.then(ContractSigned)
    assert act == ContractSigned(
        happened=at(APRIL_10),
        text_sha256=text_sha256(text()),
        supplier="sunrise",
        publish_by=Due(day=date(2026, 4, 14), row="REG-50"),
        file_by=Due(day=date(2026, 4, 21), row="GPL-47"),
        bond_back_by=Due(day=date(2026, 4, 17), row="O87-38b"),
    )
    outcome.warned_under()


def test_below_the_quota_no_law_says_until_when() -> None:
    (act,) = BELOW(drawn_up()).when(signing(), by=BO).then(ContractSigned)
    assert isinstance(act, ContractSigned)
    assert (act.publish_by, act.file_by) == (None, None)


def test_signing_after_the_last_day_is_told() -> None:
    """GPL-46: within thirty days of the award letter; the letter binds both sides still."""
    given.happening(at(APRIL_24))(drawn_up()).when(signing(), by=BO).warned_under()
    late = given.happening(at(date(2026, 4, 25)))(drawn_up()).when(signing(), by=BO)
    late.warned_under("GPL-46")
    assert late.words == ["The contract was to be signed by 2026-04-24."]
    BELOW.happening(at(date(2026, 6, 1)))(drawn_up()).when(signing(), by=BO).warned_under()


def test_another_text_is_not_signed() -> None:
    other = signing(text_sha256=text_sha256(text(payment_days=45)))
    outcome = given(drawn_up()).when(other, by=BO)
    outcome.refused_under("GPL-46", status=422)
    assert outcome.words == ["The text that is signed is not the one that was drawn up."]
    BELOW(drawn_up()).when(other, by=BO).refused_under("O102-23", status=422)
    given.told(award, payment_days=45)(drawn_up(payment_days=45)).when(other, by=BO).then(ContractSigned)


@pytest.mark.parametrize(
    "changed",
    [
        {"price": Fen(799_999_99)},
        {"payment_days": 31},
        {"starts": date(2026, 3, 24), "ends": date(2027, 3, 23)},
        {"ends": date(2027, 4, 13)},
        {"agreed": text().agreed[:1]},
        {"agreed": tuple(replace(one, text=words("As usual")) for one in text().agreed)},
    ],
)
def test_a_text_that_departs_from_award_documents_or_bid_is_not_signed(changed: dict[str, Any]) -> None:
    """O87-71, for texts too that were drawn up before all of this came from the record."""
    given(drawn_up(**changed)).when(SignContract(text_sha256=text_sha256(text(**changed))), by=BO).refused_under("O87-71", status=422)
    given(drawn_up()).when(signing(), by=BO).then(ContractSigned)


def test_a_contract_from_a_reserved_lot_is_marked() -> None:
    """SME-14."""
    bare = given(drawn_up(marked_reserved=False))
    bare.when(SignContract(text_sha256=text_sha256(text(marked_reserved=False))), by=BO).refused_under("SME-14", status=422)
    open_to_all = given.told(award, reserved=False)(drawn_up(marked_reserved=False))
    open_to_all.when(SignContract(text_sha256=text_sha256(text(marked_reserved=False))), by=BO).then(ContractSigned)


@pytest.mark.parametrize(("outcome", "holds"), [("POST", ()), ("SERVICE", ("L08",))])
def test_what_became_a_post_or_is_held_back_meanwhile_is_not_signed(outcome: str, holds: tuple[str, ...]) -> None:
    """O102-10: the question is asked again at signing."""
    given.told(award, outcome=outcome, holds=holds)(drawn_up()).when(signing(), by=BO).refused_under("O102-10", status=422)
    given.told(award, outcome="SERVICE", holds=())(drawn_up()).when(signing(), by=BO).then(ContractSigned)


def test_an_award_that_fell_or_went_to_another_is_not_signed() -> None:
    given.told(award, supplier="brook")(drawn_up()).when(signing(), by=BO).refused_under("O87-71", status=422)
    given.told(award, price=Fen(790_000_00))(drawn_up()).when(signing(), by=BO).refused_under("O87-71", status=422)
    given.told(award)(drawn_up()).when(signing(), by=BO).refused_under("OURS-OPEN", "O87-71", "SME-14", "O102-10", status=409)


def test_the_money_must_be_there_still() -> None:
    """GPL-06: a line that was lowered after the plan, or that others hold of; to the fen."""
    for held, amount in ((0, 800_000_00), (2_200_000_00, 3_000_000_00)):
        there = given.told(funds, Funds("BL-1", Fen(amount), Fen(held)))
        there(drawn_up()).when(signing(), by=BO).then(ContractSigned)
        short = given.told(funds, Funds("BL-1", Fen(amount - 1), Fen(held)))(drawn_up()).when(signing(), by=BO)
        short.refused_under("GPL-06", status=422)
        left, of = f"{Fen(799_999_99)!r}", f"{Fen(amount - 1)!r}"
        assert short.words == [f"The contract is at {Fen(800_000_00)!r}; line BL-1 has {left} left of {of}."]


def test_who_was_barred_when_the_letter_went_out_does_not_sign_and_nobody_who_joined_its_bid_either() -> None:
    """GPL-22: until the last day of the bar, that day included."""
    for party in ("sunrise", "brook"):
        barred = given.told(award_bars, Bars((Barred(party, "2026-9", LETTER, APRIL_24),)))
        for day, may in ((APRIL_10, False), (APRIL_24, False), (date(2026, 4, 25), True)):
            outcome = barred.happening(at(day))(drawn_up()).when(signing(), by=BO)
            if may:
                outcome.then(ContractSigned)
            else:
                outcome.refused_under("GPL-22", status=422)
                assert outcome.words == [f"By decision 2026-9 {party} is barred from government procurement until 2026-04-24."]


def test_a_bar_that_begins_after_the_letter_is_told_since_the_letter_binds() -> None:
    """GPL-46 and GPL-22: on the day of the letter it still refuses, from the day after it is told while it lasts."""
    for first, told in ((LETTER, False), (LETTER + timedelta(days=1), True)):
        outcome = given.told(award_bars, Bars((Barred("sunrise", "2026-9", first, APRIL_24),)))(drawn_up()).when(signing(), by=BO)
        if told:
            [note] = outcome.warned_under("GPL-22")
            assert (note.check, note.finding.facts["published"], note.finding.facts["first"]) == ("barred_since_letter", LETTER, first)
        else:
            outcome.refused_under("GPL-22", status=422)
    over = given.told(award_bars, Bars((Barred("sunrise", "2026-9", LETTER + timedelta(days=1), date(2026, 4, 9)),)))
    over(drawn_up()).when(signing(), by=BO).warned_under()


def test_it_is_signed_once_and_not_after_a_refusal() -> None:
    given(*signed()).when(signing(), by=BO).refused_under("OURS-OPEN", status=409)
    refused = given(drawn_up()).when(refusing(), by=BO).then(SignatureRefused)
    again = given(drawn_up(), *refused).when(signing(), by=BO)
    again.refused_under("OURS-OPEN", status=409)
    assert again.words == ["Signing was refused."]


def test_only_the_winner_of_the_award_signs() -> None:
    given(drawn_up()).when(signing(), by=ALICE).refused_under("GPL-46", status=403)
    given(drawn_up()).when(signing(), by=replace(BO, body="brook")).refused_under("GPL-46", status=403)
    given().when(signing(), by=BO).refused_under("GPL-46", status=403)
