"""The winner says which clause and how instead of signing; the purchaser draws up anew, and the old signature falls: OURS-BOTH."""

from dataclasses import replace
from datetime import date

import pytest

from operis.core.duties import Owed
from operis.core.mandates import Mandate
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractDrawnUp, ContractSentBack, ContractSigned, PublicationMade
from operis.dockets.contract.changing import Objection
from operis.dockets.contract.commands import SendBack, SignContract
from operis.dockets.contract.kind import CONTRACT_KIND
from operis.dockets.contract.terms import text_sha256
from tests.procedures.contracts import AGENT, APRIL_10, SIGNS, contract, drawn_up, publication, signed, signing, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, DONG, at

given = SIGNS
BACK = SendBack(objections=(Objection(group=Slug("duration"), how=words("From 20 April: the keys come on the 18th")),))


def duties(*acts: ContractDrawnUp | ContractSentBack | ContractSigned) -> list[tuple[str, str | None, bool]]:
    owed: list[Owed] = list(CONTRACT_KIND.owed(CONTRACT_KIND.folded(acts)))
    return [(one.duty.slug, one.party, one.waits) for one in owed]


def test_the_winner_sends_back_with_the_clause_and_how_and_the_purchaser_draws_up_anew() -> None:
    (act,) = given(drawn_up()).when(BACK, by=BO).then(ContractSentBack)
    assert act == ContractSentBack(
        happened=at(APRIL_10), objections=BACK.objections, side=Slug("provider"), text_sha256=text_sha256(text())
    )
    assert isinstance(act, ContractSentBack)
    assert duties(drawn_up()) == [("sign-contract", "sunrise", False)]
    assert duties(drawn_up(), act) == [("draw-up-contract", "civil-affairs", False), ("sign-contract", "sunrise", True)]
    again = given(drawn_up(), act).when(contract(), by=ALICE)
    (new,) = again.then(ContractDrawnUp)
    assert isinstance(new, ContractDrawnUp)
    assert [note.row for note in again.warned_under("OURS-BOTH")] == ["OURS-BOTH"]
    assert again.words == ["The text of 2026-04-08 falls, and the signature under it with it: both sides sign the new one."]
    assert duties(drawn_up(), act, new) == [("sign-contract", "sunrise", False)]


def test_the_old_text_is_not_signed_once_a_new_one_is_drawn_up() -> None:
    (act,) = given(drawn_up()).when(BACK, by=BO).then(ContractSentBack)
    new = drawn_up(bond=None, starts=date(2026, 4, 20), ends=date(2027, 4, 19))
    given(drawn_up(), act, new).when(signing(), by=BO).refused_under("GPL-46", status=422)
    given(drawn_up(), act, new).when(SignContract(text_sha256=new.text_sha256), by=BO).then(ContractSigned)


def test_who_sent_back_may_sign_all_the_same_and_nothing_is_sent_back_twice() -> None:
    (act,) = given(drawn_up()).when(BACK, by=BO).then(ContractSentBack)
    given(drawn_up(), act).when(signing(), by=BO).then(ContractSigned)
    given(drawn_up(), act).when(BACK, by=BO).refused_under("OURS-OPEN", status=409)


def test_it_says_what_is_to_be_written_otherwise() -> None:
    silent = given(drawn_up()).when(SendBack(objections=()), by=BO)
    silent.refused_under("OURS-BOTH", status=409)
    assert silent.words == ["Nothing is said of what is to be written otherwise."]


@pytest.mark.parametrize("who", [AGENT, DONG])
def test_no_other_office_sends_back(who: Mandate) -> None:
    given(drawn_up()).when(BACK, by=who).refused_under("GPL-46", status=403)


def test_nothing_is_sent_back_by_who_drew_it_up_nor_before_nor_after_both_signed() -> None:
    given(drawn_up()).when(BACK, by=ALICE).refused_under("OURS-OPEN", status=409)
    given(*signed()).when(BACK, by=BO).refused_under("OURS-OPEN", status=409)
    given().when(BACK, by=ALICE).refused_under("OURS-OPEN", status=409)


def test_its_words_stay_between_the_two_sides_even_when_the_contract_is_published() -> None:
    (act,) = given(drawn_up()).when(BACK, by=BO).then(ContractSentBack)
    (done,) = given(drawn_up(), act).when(signing(), by=BO).then(ContractSigned)
    (out,) = given(drawn_up(), act, done).when(publication(), by=ALICE).then(PublicationMade)
    state = CONTRACT_KIND.folded((drawn_up(), act, done, out))
    assert (CONTRACT_KIND.withheld(state, act), CONTRACT_KIND.withheld(state, drawn_up())) == (True, False)
    other = replace(AGENT, body="other-agency")
    assert [CONTRACT_KIND.reads(state, act, who) for who in (ALICE, BO, AGENT, other, DONG)] == [True, True, True, False, False]
