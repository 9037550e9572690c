"""One side of a signed contract draws a change up; by that alone nothing is changed: GPL-50, OURS-BOTH."""

from dataclasses import replace

import pytest

from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractChangeDrawnUp, ContractSentBack
from operis.dockets.contract.changing import ChangedClause, Objection
from operis.dockets.contract.commands import DrawUpChange, SendBack, SignChange
from tests.procedures.changes import ACCEPTANCE, SIGNED, asks, changed, drawn
from tests.procedures.contracts import AGENT, SIGNS, contract, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, CHEN, DONG

given = SIGNS


def test_no_third_party_draws_up_or_signs_a_change() -> None:
    act = drawn()
    for who in (AGENT, DONG, CHEN, replace(BO, body="brook")):
        given(*SIGNED).when(asks(), by=who).refused_under("GPL-50", status=403)
        given(*SIGNED, act).when(SignChange(text_sha256=act.text_sha256), by=who).refused_under("GPL-50", status=403)


def test_a_contract_that_one_side_alone_has_signed_is_not_changed() -> None:
    given(SIGNED[0]).when(asks(), by=ALICE).refused_under("OURS-OPEN", status=409)


def test_a_signed_text_is_not_drawn_up_anew_by_one_whatever_waits() -> None:
    """A-CON-01."""
    for acts in (SIGNED, (*SIGNED, drawn()), (*SIGNED, drawn(), changed(drawn()))):
        given(*acts).when(contract(), by=ALICE).refused_under("GPL-50", status=409)


@pytest.mark.parametrize("group", ["price", "quantity", "duration"])
def test_price_quantity_and_term_are_changed_by_no_clause(group: str) -> None:
    place = [one.group for one in text().clauses].index(Slug(group)) + 1
    for asked in (asks(place), asks(None, group=Slug(group))):
        given(*SIGNED).when(asked, by=ALICE).refused_under("OURS-BOTH", status=409)
    given(*SIGNED).when(asks(None, group=Slug("disputes")), by=ALICE).then(ContractChangeDrawnUp)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (replace(asks(), changes=()), "No clause is changed."),
        (asks(None), "A clause that is added has no group."),
        (asks(0), "The text in force has no clause 0."),
        (asks(len(text().clauses) + 1), f"The text in force has no clause {len(text().clauses) + 1}."),
        (asks(ACCEPTANCE, text().clauses[ACCEPTANCE - 1].text), f"Clause {ACCEPTANCE} reads so already."),
        (replace(asks(), changes=asks().changes * 2), f"Clause {ACCEPTANCE} is changed twice."),
    ],
)
def test_a_change_names_what_is_there_and_says_something_new(asked: DrawUpChange, says: str) -> None:
    refused = given(*SIGNED).when(asked, by=ALICE)
    refused.refused_under("OURS-BOTH", status=409)
    assert says in refused.words
    given(*SIGNED).when(asks(len(text().clauses)), by=ALICE).then(ContractChangeDrawnUp)


@pytest.mark.parametrize("bent", ["The service is paid within 180 days", "The provider may transfer the whole of the work to a friend"])
def test_a_change_departs_no_more_from_documents_and_bid_than_the_text_could(bent: str) -> None:
    """A-CON-02 and A-CON-07, after an honest first text: the words of the change are read as those of the text were."""
    refused = given(*SIGNED).when(asks(None, words(bent), group=Slug("settlement")), by=ALICE)
    assert {one.check for one in refused.decided.grounds if one.blocks} == {"clauses_as_on_record"}  # type: ignore[union-attr]
    waiting = replace(drawn(), changes=(ChangedClause(group=Slug("settlement"), text=words(bent)),))
    signs = given(*SIGNED, waiting).when(SignChange(text_sha256=waiting.text_sha256), by=BO)
    assert {one.check for one in signs.decided.grounds if one.blocks} == {"clauses_as_on_record"}  # type: ignore[union-attr]


def test_a_change_does_not_take_out_an_own_clause_that_must_be_there() -> None:
    place = [one.group for one in text().clauses].index(Slug("quantity")) + 1
    refused = given(*SIGNED).when(asks(place, words("As is usual")), by=ALICE)
    assert {one.check for one in refused.decided.grounds if one.blocks} == {"own_clauses_written", "substance_stays"}  # type: ignore[union-attr]


def test_what_the_other_side_drew_up_is_answered_before_ones_own_takes_its_place() -> None:
    act, own = drawn(), asks(1)
    given(*SIGNED, act).when(own, by=BO).refused_under("OURS-BOTH", status=409)
    again = given(*SIGNED, act).when(own, by=ALICE)
    again.warned_under("OURS-BOTH")
    back = SendBack(objections=(Objection(group=Slug("acceptance"), how=words("Four of those served")),))
    (sent,) = given(*SIGNED, act).when(back, by=BO).then(ContractSentBack)
    assert isinstance(sent, ContractSentBack)
    assert (sent.side, sent.text_sha256) == (Slug("provider"), act.text_sha256)
    given(*SIGNED, act, sent).when(own, by=BO).warned_under("OURS-BOTH")
    given(*SIGNED, act).when(back, by=ALICE).refused_under("OURS-OPEN", status=409)
