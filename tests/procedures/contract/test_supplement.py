"""Money is added to a signed contract by a supplement alone, within ten percent, while it is performed: GPL-49, OURS-BOTH."""

from dataclasses import replace
from datetime import timedelta

import pytest

from operis.core.acts import Act
from operis.core.money import Fen
from operis.core.wording import Slug, Wording
from operis.dockets.contract.acts import ContractChanged, ContractChangeDrawnUp
from operis.dockets.contract.changing import AskedChange, change_sha256
from operis.dockets.contract.commands import DrawUpChange, SignChange
from operis.dockets.contract.kind import CONTRACT_KIND
from tests.procedures.changes import ACCEPTANCE, SIGNED, asks
from tests.procedures.contracts import SIGNS, text
from tests.procedures.documents import words
from tests.statute import ALICE, BO, at

given = SIGNS
PRICE = text().price
SETTLEMENT = [one.group for one in text().clauses].index(Slug("settlement")) + 1


def more(fen: int, said: str = "Ten more people are looked after") -> DrawUpChange:
    """A supplement: more of the same, for a sum."""
    added = AskedChange(clause=None, group=Slug("quantity"), text=words(said))
    return DrawUpChange(reason=words("Ten more asked for it"), supplement=Fen(fen), changes=(added,))


def signed(*percents: int) -> tuple[Act, ...]:
    """The contract, and supplements of these shares that both have signed."""
    acts: tuple[Act, ...] = SIGNED
    for percent in percents:
        (act,) = given(*acts).when(more(PRICE * percent // 100), by=ALICE).then(ContractChangeDrawnUp)
        assert isinstance(act, ContractChangeDrawnUp)
        (done,) = given(*acts, act).when(SignChange(text_sha256=act.text_sha256), by=BO).then(ContractChanged)
        acts = (*acts, act, done)
    return acts


def test_three_supplements_are_counted_together() -> None:
    """A-CON-03: 6 and 3 percent, then 4; and 1 in its place."""
    acts = signed(6, 3)
    assert CONTRACT_KIND.folded(acts).supplements == (Fen(PRICE * 6 // 100), Fen(PRICE * 3 // 100))
    refused = given(*acts).when(more(PRICE * 4 // 100), by=ALICE)
    refused.refused_under("GPL-49", status=422)
    assert "Together they are 13.00 percent of it, and 10 percent are allowed." in refused.words[0]
    given(*acts).when(more(PRICE // 100), by=ALICE).then(ContractChangeDrawnUp)
    given(*acts).when(more(PRICE // 100 + 1), by=ALICE).refused_under("GPL-49", status=422)
    given(*SIGNED).when(more(0), by=ALICE).refused_under("GPL-49", status=422)


def test_a_supplement_is_part_of_what_is_signed() -> None:
    act = signed(6)[-2]
    assert isinstance(act, ContractChangeDrawnUp)
    assert act.supplement == Fen(PRICE * 6 // 100)
    assert change_sha256("00", act) != change_sha256("00", replace(act, supplement=None))


def test_nothing_is_added_once_the_contract_has_ended() -> None:
    ends = text().ends
    on, after = at(ends, "10:00"), at(ends + timedelta(days=1), "10:00")
    given(*SIGNED).happening(on).when(more(PRICE // 100), by=ALICE).then(ContractChangeDrawnUp)
    given(*SIGNED).happening(after).when(more(PRICE // 100), by=ALICE).refused_under("GPL-49", status=422)


def test_a_supplement_leaves_every_clause_as_it_is() -> None:
    given(*SIGNED).when(replace(asks(ACCEPTANCE), supplement=Fen(PRICE // 100)), by=ALICE).refused_under("GPL-49", status=422)
    given(*SIGNED).when(replace(more(PRICE // 100), supplement=None), by=ALICE).refused_under("OURS-BOTH", status=409)


@pytest.mark.parametrize(
    ("said", "also"),
    [
        ("Paid as in the documents; besides, CNY 300,000 are paid once in December", "每月结算；此外十二月一次性支付30万元"),
        ("In December CNY 300,000 are paid", "十二月支付叁拾万元"),
        ("An additional CNY 1 is paid each month", "另付1元"),
    ],
)
def test_a_clause_that_adds_money_is_refused_and_what_is_part_of_the_price_is_not(said: str, also: str) -> None:
    """Whoever wrote it, in either language; what is below ten percent and not said to be beside the price is told."""
    for spoken in (Wording(en=said), Wording(zh=also), Wording(en="As is usual", zh=also)):
        for by in (ALICE, BO):
            given(*SIGNED).when(asks(SETTLEMENT, spoken), by=by).refused_under("GPL-49", status=422)
    for honest in ("Of the price CNY 300,000 are paid in December", "Paid by the month", "Who is late pays damages of CNY 300,000"):
        outcome = given(*SIGNED).when(asks(SETTLEMENT, words(honest)), by=ALICE)
        outcome.then(ContractChangeDrawnUp)
        outcome.warned_under()


def test_a_small_amount_is_told_to_both_sides_and_one_that_the_supplement_covers_too() -> None:
    told = given(*SIGNED).when(asks(SETTLEMENT, words("Keys are changed once for CNY 200")), by=ALICE)
    (act,) = told.then(ContractChangeDrawnUp)
    told.warned_under("GPL-49")
    assert isinstance(act, ContractChangeDrawnUp)
    given(*SIGNED, act).when(SignChange(text_sha256=act.text_sha256), by=BO).warned_under("GPL-49")
    sum_ = PRICE // 100
    covered = f"Ten more people, for CNY {sum_ // 100} more"
    given(*SIGNED).when(more(sum_, covered), by=ALICE).then(ContractChangeDrawnUp)
    given(*SIGNED).when(more(sum_ - 100_00, covered), by=ALICE).refused_under("GPL-49", status=422)
