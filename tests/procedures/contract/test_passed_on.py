"""The winner lets one that lost do a part of the work: told to both sides where a clause names it, never refused: OURS-PASSED, A-CON-07."""

import pytest

from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractChangeDrawnUp, ContractDrawnUp, ContractSigned
from operis.dockets.contract.changing import AskedChange
from operis.dockets.contract.commands import DrawUpChange, SignChange, SignContract
from operis.dockets.contract.terms import Clause
from tests.procedures.changes import SIGNED
from tests.procedures.contracts import DREW_UP, SIGNS, contract
from tests.procedures.documents import words
from tests.statute import ALICE, BO

ROW = "OURS-PASSED"
PART = "Once the purchasing body has consented in writing, {who} drives the bus, which is no core part; the provider answers for the whole"


def passing(text: Wording) -> DrawUpChange:
    return DrawUpChange(reason=words("We have no bus"), changes=(AskedChange(clause=None, group=Slug("rights-and-duties"), text=text),))


@pytest.mark.parametrize(
    ("who", "told"),
    [("Brook", 1), ("Hill", 1), ("Brook and Hill", 2), ("Brooklyn Buses", 0), ("Uphill Buses", 0), ("Sunrise", 0)],
)
def test_a_former_bidder_in_a_change_is_told_by_name_to_both_sides_and_others_are_not(who: str, told: int) -> None:
    asked = passing(words(PART.format(who=who)))
    drew = SIGNS(*SIGNED).when(asked, by=BO)
    (act,) = drew.then(ContractChangeDrawnUp)
    assert isinstance(act, ContractChangeDrawnUp)
    signed = SIGNS(*SIGNED, act).when(SignChange(text_sha256=act.text_sha256), by=ALICE)
    for outcome in (drew, signed):
        notes = [one.finding.facts for one in outcome.decided.notes if one.row == ROW]  # type: ignore[union-attr]
        assert len(notes) == told
        assert {one["supplier"] for one in notes} == {name.lower() for name in ("Brook", "Hill") if name in who.split()}


def test_in_chinese_it_is_found_wherever_it_stands() -> None:
    said = Wording(zh="经甲方书面同意，接送服务由溪流公司承担，乙方对全部服务负责")
    SIGNS(*SIGNED).when(passing(said), by=BO).warned_under(ROW)
    other = Wording(zh="经甲方书面同意，接送服务由溪山公司承担，乙方对全部服务负责")
    SIGNS(*SIGNED).when(passing(other), by=BO).warned_under()


def test_the_text_itself_is_read_too_and_of_what_is_kept_back_no_name_is_told() -> None:
    clause = Clause(group=Slug("rights-and-duties"), text=words(PART.format(who="Brook")))
    plain = contract()
    open_ = DREW_UP().when(contract(clauses=(*plain.clauses, clause)), by=ALICE)
    (drawn,) = open_.then(ContractDrawnUp)
    assert [one.finding.facts["supplier"] for one in open_.decided.notes if one.row == ROW] == ["brook"]  # type: ignore[union-attr]
    assert isinstance(drawn, ContractDrawnUp)
    signed = SIGNS(drawn).when(SignContract(text_sha256=drawn.text_sha256), by=BO)
    signed.then(ContractSigned)
    assert ROW in [one.row for one in signed.decided.notes]  # type: ignore[union-attr]
    kept = DREW_UP().when(contract(kept_back=(clause,)), by=ALICE)
    assert [dict(one.finding.facts) for one in kept.decided.notes if one.row == ROW] == [{}]  # type: ignore[union-attr]
    honest = DREW_UP().when(plain, by=ALICE)
    assert ROW not in [one.row for one in honest.decided.notes]  # type: ignore[union-attr]
