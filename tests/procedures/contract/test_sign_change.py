"""The other side signs the change that was drawn up, and only then the contract is changed: GPL-50, OURS-BOTH."""

from dataclasses import replace

import pytest

from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug
from operis.dockets.contract.acts import ContractChanged, ContractChangeDrawnUp, ContractSentBack
from operis.dockets.contract.changing import ChangedClause, ChangeTerms, change_sha256
from operis.dockets.contract.commands import SignChange
from operis.dockets.contract.kind import CONTRACT_KIND
from tests.procedures.changes import ACCEPTANCE, NEW, SIGNED, asks, changed, clauses, drawn
from tests.procedures.contracts import AGENT, APRIL_10, SIGNS, publication, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, DONG, at

given = SIGNS


@pytest.mark.parametrize(("first", "second", "side"), [(ALICE, BO, "purchaser"), (BO, ALICE, "provider")])
def test_one_side_draws_up_and_the_other_signs_and_only_then_it_is_changed(first: Mandate, second: Mandate, side: str) -> None:
    act = drawn(first)
    was = text().clauses[ACCEPTANCE - 1].text
    one = ChangedClause(clause=ACCEPTANCE, group=Slug("acceptance"), was=was, text=NEW)
    terms = ChangeTerms(reason=asks().reason, changes=(one,))
    assert act == ContractChangeDrawnUp(
        happened=at(APRIL_10), **vars(terms), side=Slug(side), text_sha256=change_sha256(SIGNED[0].text_sha256, terms)  # type: ignore[attr-defined]
    )
    assert clauses(*SIGNED, act) == clauses(*SIGNED)
    done = changed(act, second)
    assert done == ContractChanged(happened=at(APRIL_10), **vars(terms), side=Slug(side), text_sha256=act.text_sha256)
    assert clauses(*SIGNED, act, done) == [NEW if no == ACCEPTANCE else one for no, one in enumerate(clauses(*SIGNED), 1)]
    assert clauses(*SIGNED) == [one.text for one in text().clauses]


def test_nobody_signs_the_change_that_it_drew_up_itself_nor_another_than_was_drawn_up() -> None:
    act = drawn()
    same = SignChange(text_sha256=act.text_sha256)
    for who in (ALICE, replace(ALICE, persons=("wei",))):
        own = given(*SIGNED, act).when(same, by=who)
        own.refused_under("OURS-BOTH", status=409)
        assert own.words == ["You drew this change up: your signature stands under it."]
    given(*SIGNED, act).when(SignChange(text_sha256="00" * 32), by=BO).refused_under("OURS-BOTH", status=409)
    given(*SIGNED).when(same, by=BO).refused_under("OURS-OPEN", status=409)
    given(*SIGNED, act, changed(act)).when(same, by=BO).refused_under("OURS-OPEN", status=409)


def test_each_side_sees_what_waits_for_it() -> None:
    act = drawn()
    sent = ContractSentBack(happened=at(APRIL_10), objections=(), side=Slug("provider"), text_sha256=act.text_sha256)
    always = [(one.duty.slug, one.party) for one in CONTRACT_KIND.owed(CONTRACT_KIND.folded(SIGNED))]
    for acts, first in (
        ((*SIGNED, act), [("sign-change", "sunrise")]),
        ((*SIGNED, drawn(BO)), [("sign-change", "civil-affairs")]),
        ((*SIGNED, act, sent), [("draw-up-change", "civil-affairs")]),
        ((*SIGNED, act, changed(act)), []),
    ):
        owed = CONTRACT_KIND.owed(CONTRACT_KIND.folded(acts))
        assert [(one.duty.slug, one.party) for one in owed] == [*first, *always]


def test_who_reads_a_change_before_and_after_it_is_signed_and_the_contract_published() -> None:
    act = drawn()
    done = changed(act)
    (out,) = given(*SIGNED).when(publication(), by=ALICE).decided.acts  # type: ignore[union-attr]
    other, named = replace(AGENT, body="other-agency"), replace(AGENT)
    everyone = (ALICE, BO, named, other, replace(ALICE, role=Role.REVIEWER), DONG, replace(BO, body="brook"))
    before, signed_too = (*SIGNED, act), (*SIGNED, act, done)
    for acts, public in ((before, (False, False)), (signed_too, (False, False)), ((*signed_too, out), (False, True))):
        state = CONTRACT_KIND.folded(acts)
        assert tuple(not CONTRACT_KIND.withheld(state, one) for one in (act, done)) == public
        for one in (act, done, SIGNED[0]):
            assert [CONTRACT_KIND.reads(state, one, who) for who in everyone] == [True, True, True, False, True, False, False]


def test_a_second_change_is_of_the_text_that_the_first_left() -> None:
    act = drawn()
    done = changed(act)
    acts = (*SIGNED, act, done)
    given(*acts).when(asks(), by=ALICE).refused_under("OURS-BOTH", status=409)
    second = drawn(asked=asks(new=words("Each quarter")), acts=acts)
    assert [one.was for one in second.changes] == [NEW]
    assert second.text_sha256 != drawn(asked=asks(new=words("Each quarter"))).text_sha256
