"""An award falls where the winner refuses to sign, or by a decision, until the contract is signed: REG-49, REG-71."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from operis.core.acts import Due
from operis.core.wording import Slug
from operis.dockets.procurement.aside_facts import Following, following
from operis.dockets.procurement.facts import Signatures, Supplier, signature
from operis.dockets.procurement.outcomes import AwardSetAside
from tests.procedures.awards import FOUND, MARCH_25, aside, deciding, found, setting_aside
from tests.procedures.contracts import AGENT
from tests.procedures.documents import words
from tests.procedures.evaluating import TENDER, done, tender
from tests.statute import ALICE, BO, DONG, Given, at

APRIL_27 = date(2026, 4, 27)
given = TENDER.happening(at(APRIL_27))
REFUSED = Slug("signature-refused")
NEW = Slug("new-procurement")


def awarded(*more: Any, lots: tuple[str, ...] = ("1",)) -> Given:
    acts = tender("reported", lots=lots)
    return given(*acts, *done(given.happening(at(MARCH_25))(*acts), deciding("sunrise", lots=lots)), *more)


def test_for_a_refusal_to_sign_that_is_on_record() -> None:
    """REG-49: the next ranked may be taken within the days of an award: until Thursday 7 May 2026."""
    asked = setting_aside(ground=REFUSED)
    nothing = awarded().when(asked)
    nothing.refused_under("REG-49", status=422)
    assert nothing.words == ["sunrise has not refused to sign."]
    for other in (("1", "brook"), ("2", "sunrise")):
        awarded().told(signature, Signatures((other,), ())).when(asked).refused_under("REG-49", status=422)
    awarded().told(signature).when(asked).refused_under("REG-49", status=422)
    (act,) = awarded().told(signature, Signatures((("1", "sunrise"),), ())).when(asked).then(AwardSetAside)
    assert isinstance(act, AwardSetAside)
    assert (act.supplier, act.decide_by) == ("sunrise", Due(day=date(2026, 5, 7), row="O87-68a"))


@pytest.mark.parametrize("ground", ["query-upheld", "ordered"])
def test_for_another_ground_by_a_finding_on_record_that_another_has_entered(ground: str) -> None:
    """REG-71: a number and a link of the officer's own undo nothing."""
    asked, other = setting_aside(ground=Slug(ground)), "ordered" if ground == "query-upheld" else "query-upheld"
    nothing = awarded().when(asked)
    (told,) = nothing.refused_under("REG-71", status=422)
    assert told.finding.says == "“{ground}” is said, and no such finding about the award of lot {lot} is on record."
    for besides in (found(other), found("illegal-acts"), found(ground, "2")):
        awarded(besides).when(asked).refused_under("REG-71", status=422)
    outcome = awarded(found(ground)).when(asked)
    (act,) = outcome.then(AwardSetAside)
    assert isinstance(act, AwardSetAside)
    assert (act.decision, act.finding) == ("2026-9", FOUND)
    outcome.warned_under("OURS-FINDING")
    assert outcome.words == [f"sunrise, no. 1 at Fen(800000.00), loses the award of lot 1 by 2026-9 of 2026-03-25: {ground}."]
    awarded(found(ground)).when(asked, by=replace(ALICE, persons=("erin",))).refused_under("REG-71", status=422)


def test_by_one_finding_one_award_falls() -> None:
    after = given(*awarded(found(), aside("sunrise")).acts)
    second = given(*after.acts, *done(after, deciding("brook")))
    second.when(setting_aside()).refused_under("REG-71", status=422)
    given(*second.acts, found(on=APRIL_27)).when(setting_aside()).then(AwardSetAside)
    both = awarded(found("query-upheld", "1", "2"), lots=("1", "2"))
    one = given(*both.acts, *done(both, setting_aside(lot="2")))
    one.when(setting_aside(lot="1")).then(AwardSetAside)


def test_the_next_ranked_can_follow_while_somebody_is_left() -> None:
    alone = given(*awarded(aside("sunrise")).acts)
    second = given(*alone.acts, *done(alone, deciding("brook")), aside("brook"))
    third = given(*second.acts, *done(second, deciding("hill")))
    third = given(*third.acts, found(on=APRIL_27))
    nobody = third.when(setting_aside())
    nobody.refused_under("REG-49", status=422)
    assert nobody.words == ["Nobody is ranked after hill."]
    (act,) = third.when(setting_aside(way=NEW)).then(AwardSetAside)
    assert isinstance(act, AwardSetAside)
    assert (act.supplier, act.decide_by) == ("hill", None)


def test_a_signed_contract_stands_in_the_way() -> None:
    """REG-71: what is signed is cancelled there, not here."""
    outcome = awarded(found()).told(signature, Signatures((), ("1",))).when(setting_aside())
    outcome.refused_under("OURS-OPEN", status=409)
    assert outcome.words == ["The contract of lot 1 is signed."]
    awarded(found(), lots=("1", "2")).told(signature, Signatures((), ("1",))).when(setting_aside(lot="2")).then(AwardSetAside)


def test_there_is_an_award_to_set_aside() -> None:
    given(*tender("reported")).when(setting_aside()).refused_under("OURS-OPEN", "REG-71", status=409)
    given(*tender("opened")).when(setting_aside()).refused_under("OURS-OPEN", "REG-49", "REG-71", status=409)
    given(*tender("reported")).when(setting_aside(ground=REFUSED)).refused_under("OURS-OPEN", status=409)
    awarded(aside("sunrise")).when(setting_aside()).refused_under("OURS-OPEN", "REG-71", status=409)
    awarded().when(setting_aside(lot="2")).refused_under("OURS-OPEN", "REG-49", "REG-71", status=409)


def test_the_purchaser_alone_sets_it_aside() -> None:
    for other in (BO, DONG, AGENT):
        awarded().when(setting_aside(), by=other).refused_under("REG-49", status=403)


def files(*heads: str) -> tuple[Supplier, ...]:
    return tuple(Supplier(key, "enterprise", "small", None, True, head) for key, head in zip(("sunrise", "brook"), heads, strict=True))


def test_who_follows_a_winner_that_refuses_is_told_with_the_difference_and_what_ties_both() -> None:
    """A cheap winner that leaves for a dearer friend looks like this; an honest one is told of in the same words."""
    refused = awarded().told(signature, Signatures((("1", "sunrise"),), ()))
    asked = setting_aside(ground=REFUSED)
    bent = refused.told(following, Following(files("Li", "Li"), ("DC-2025-S-0001",), ("DC-2025-C-0003",), "bond-held")).when(asked)
    bent.warned_under("OURS-NEXT")
    assert bent.words == [
        "sunrise refuses to sign at Fen(800000.00); brook follows at Fen(810000.00), a difference of Fen(10000.00). "
        "Its bid security: bond-held. What ties both by their files: ('same-head',). Purchases in which both bid before: DC-2025-S-0001. "
        "Contracts that it refused before: DC-2025-C-0003.",
        "Nothing says why the dearer next one is taken and no new procurement is held.",
    ]
    honest = refused.told(following, Following(files("Li", "Wang"), (), (), "bond-kept"))
    said = honest.when(replace(asked, instead=words("Winter is near, and the difference is small")))
    said.warned_under("OURS-NEXT")
    assert [len(one) for one in (bent.words, said.words)] == [2, 1]
    honest.when(replace(asked, way=NEW)).warned_under()
    ordered = awarded(found("ordered")).told(following, Following(files("Li", "Li"), (), (), "bond-held"))
    ordered.when(setting_aside(ground=Slug("ordered"))).warned_under("OURS-FINDING")
