"""The winner refuses to sign, or the purchaser enters that it did when its time is over: REG-49, REG-72."""

from dataclasses import replace
from datetime import date

from operis.dockets.contract.acts import SignatureRefused
from operis.dockets.contract.facts import award
from tests.procedures.contracts import AGENT, APRIL_10, APRIL_24, SIGNS, drawn_up, refusing, signed
from tests.procedures.documents import words
from tests.statute import ALICE, BO, DONG, at

given = SIGNS


def test_the_winner_may_refuse_at_any_time_before_it_signs() -> None:
    (act,) = given(drawn_up()).when(refusing(force_majeure=True), by=BO).then(SignatureRefused)
    assert act == SignatureRefused(happened=at(APRIL_10), reason=words("Too few carers"), force_majeure=True, supplier="sunrise")
    given(*signed()).when(refusing(), by=BO).refused_under("OURS-OPEN", status=409)
    given(drawn_up(), act).when(refusing(), by=BO).refused_under("OURS-OPEN", status=409)


def test_the_purchaser_waits_until_the_last_day_to_sign_is_over() -> None:
    """GPL-46: thirty days."""
    last = given.happening(at(APRIL_24, "23:59"))(drawn_up()).when(refusing(), by=ALICE)
    last.refused_under("GPL-46", status=409)
    assert last.words == ["The winner may sign until 2026-04-24."]
    (act,) = given.happening(at(date(2026, 4, 25), "00:00"))(drawn_up()).when(refusing(), by=ALICE).then(SignatureRefused)
    assert isinstance(act, SignatureRefused)
    assert act.supplier == "sunrise"


def test_where_no_law_gives_a_time_or_the_award_fell_nothing_is_waited_for() -> None:
    given.told(award, sign_by=None)(drawn_up()).when(refusing(), by=ALICE).then(SignatureRefused)
    given.told(award)(drawn_up()).when(refusing(), by=ALICE).then(SignatureRefused)


def test_only_the_two_sides_enter_it_and_only_of_a_contract_that_was_drawn_up() -> None:
    for who in (DONG, AGENT, replace(BO, body="brook")):
        given(drawn_up()).when(refusing(), by=who).refused_under("REG-49", status=403)
    given().when(refusing(), by=ALICE).refused_under("OURS-OPEN", "GPL-46", status=409)
