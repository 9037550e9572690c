"""A signed contract is changed by two acts: one side draws the change up, the other signs it: GPL-50, OURS-BOTH."""

from dataclasses import replace
from typing import Any

import pytest

from operis.core.acts import Act
from operis.core.mandates import Mandate, Role
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractChanged, ContractChangeDrawnUp, ContractSentBack
from operis.dockets.contract.changing import AskedChange, ChangedClause, ChangeTerms, Objection, change_sha256
from operis.dockets.contract.commands import DrawUpChange, SendBack, SignChange
from operis.dockets.contract.kind import CONTRACT_KIND
from tests.procedures.contracts import AGENT, APRIL_10, SIGNS, contract, publication, signed, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, CHEN, DONG, at

given = SIGNS
SIGNED = signed()
NEW = words("Each month, with a list of days and three of those served")
ACCEPTANCE = [one.group for one in text().clauses].index(Slug("acceptance")) + 1


def asks(clause: int | None = ACCEPTANCE, new: Wording = NEW, **changed: Any) -> DrawUpChange:
    return DrawUpChange(reason=words("Those served asked for it"), changes=(AskedChange(clause=clause, text=new, **changed),))


def drawn(by: Mandate = ALICE, asked: DrawUpChange | None = None, acts: tuple[Act, ...] = SIGNED) -> ContractChangeDrawnUp:
    (act,) = given(*acts).when(asked or asks(), by=by).then(ContractChangeDrawnUp)
    assert isinstance(act, ContractChangeDrawnUp)
    return act


def changed(act: ContractChangeDrawnUp, by: Mandate = BO) -> ContractChanged:
    (done,) = given(*SIGNED, act).when(SignChange(text_sha256=act.text_sha256), by=by).then(ContractChanged)
    assert isinstance(done, ContractChanged)
    return done


def clauses(*acts: Act) -> list[Wording]:
    return [one.text for one in CONTRACT_KIND.folded(acts).clauses]


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
