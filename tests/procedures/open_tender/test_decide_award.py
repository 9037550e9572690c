"""The purchaser decides in the order of the ranks within five working days; among equals a draw decides: O87-68a, O87-68b, REG-43b."""

from datetime import date

import pytest

from operis.core.acts import Due
from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded, PassedOver
from operis.dockets.procurement.commands import DecideAward
from operis.dockets.procurement.facts import contenders
from operis.dockets.procurement.outcomes import AwardDecided
from tests.procedures.awards import (
    MARCH_25,
    MARCH_30,
    MARCH_31,
    TIED,
    WITH_SUNRISE_BARRED,
    aside,
    authorised,
    deciding,
    drawn,
    reopened,
)
from tests.procedures.contracts import AGENT
from tests.procedures.evaluating import MARCH_24, TENDER, seats, tender, the_panel
from tests.statute import ALICE, BO, DONG, at

given = TENDER.happening(at(MARCH_25))


def test_the_first_ranked_is_awarded_at_the_price_and_rank_of_the_report() -> None:
    """REG-43c: the result is out two working days later; decided on Wednesday 25 March 2026."""
    outcome = given(*tender("reported")).when(deciding("sunrise"))
    (act,) = outcome.then(AwardDecided)
    assert act == AwardDecided(
        happened=at(MARCH_25),
        awards=(Awarded(lot="1", supplier="sunrise", bid="DC-B-SUNRISE", price=Fen(800_000_00), rank=1),),
        ground=Slug("decided"),
        publish_by=Due(day=date(2026, 3, 27), row="REG-43c"),
    )
    outcome.warned_under()


def test_nobody_is_passed_over() -> None:
    """REG-43b, REG-67."""
    second = given(*tender("reported")).when(deciding("brook"))
    second.refused_under("REG-43b", status=422)
    assert second.words == ["brook is no. 2 of lot 1; the award goes to sunrise."]


@pytest.mark.parametrize("who", ["hill", "lake"])
def test_who_is_not_ranked_or_did_not_bid_is_not_awarded(who: str) -> None:
    four = {"sunrise": 800_000_00, "brook": 810_000_00, "field": 815_000_00, "hill": 790_000_00}
    outcome = given(*tender("reported", prices=four, invalid=("hill",))).when(deciding(who))
    outcome.refused_under("REG-43b", status=422)
    assert outcome.words == [f"{who} is no candidate for lot 1; the award goes to sunrise."]


def test_among_equals_the_one_who_was_drawn_and_no_other() -> None:
    """O87-68b: the documents fix no way."""
    tied = given(*TIED)
    for one in ("brook", "sunrise"):
        undrawn = tied.when(deciding(one))
        undrawn.refused_under("O87-68b", status=422)
        assert undrawn.words == [f"brook, sunrise share the first rank of lot 1, and no draw has chosen {one}."]
    held, first, second = drawn()
    given(*TIED, *held).when(deciding(first)).then(AwardDecided)
    given(*TIED, *held).when(deciding(second)).refused_under("O87-68b", status=422)
    given(*TIED, *held).when(deciding("hill")).refused_under("REG-43b", status=422)


def test_a_decision_after_the_last_day_is_told() -> None:
    """Reported on Monday 23 March 2026: until Monday 30 March."""
    given.happening(at(MARCH_30, "23:59"))(*tender("reported")).when(deciding("sunrise")).warned_under()
    late = given.happening(at(MARCH_31, "00:00"))(*tender("reported")).when(deciding("sunrise"))
    late.warned_under("O87-68a")
    assert late.words == ["The award of lot 1 was to be decided by 2026-03-30. Working days late: 1."]


def test_there_is_an_award_only_where_a_report_stands() -> None:
    given(*tender("scored")).when(deciding("sunrise")).refused_under("OURS-OPEN", status=409)
    given(*tender("reported"), reopened()).when(deciding("sunrise")).refused_under("OURS-OPEN", status=409)


def test_each_lot_is_awarded_once_and_one_may_wait() -> None:
    both = tender("reported", lots=("1", "2"))
    given(*both).when(deciding("sunrise", lots=("1", "2"))).then(AwardDecided)
    first = given(*both).when(deciding("sunrise", lots=("1",))).then(AwardDecided)
    given(*both, *first).when(deciding("sunrise", lots=("1",))).refused_under("OURS-OPEN", status=409)
    given(*both, *first).when(deciding("sunrise", lots=("2",))).then(AwardDecided)
    for lots in ((), ("1", "1"), ("1", "3")):
        given(*both).when(deciding("sunrise", lots=lots)).refused_under("OURS-OPEN", status=409)


def test_after_a_setting_aside_the_next_ranked_is_in_line_and_nobody_after_a_new_start() -> None:
    """REG-49."""
    decided = given(*tender("reported")).when(deciding("sunrise")).then(AwardDecided)
    after = given(*tender("reported"), *decided, aside("sunrise"))
    after.when(deciding("sunrise")).refused_under("REG-43b", status=422)
    after.when(deciding("hill")).refused_under("REG-43b", status=422)
    (act,) = after.when(deciding("brook")).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert act.awards == (Awarded(lot="1", supplier="brook", bid="DC-B-BROOK", price=Fen(810_000_00), rank=2),)
    over = given(*tender("reported"), *decided, aside("sunrise", "new-procurement"))
    over.when(deciding("brook")).refused_under("OURS-OPEN", status=409)


def test_the_purchaser_alone_decides() -> None:
    for other in (BO, DONG, AGENT, THE_CLOCK):
        given(*tender("reported")).when(deciding("sunrise"), by=other).refused_under("O87-68a", status=403)
    given(*tender("reported")).when(DecideAward(awards=deciding("sunrise").awards), by=ALICE).then(AwardDecided)


def test_who_has_been_barred_since_the_examination_gets_no_award() -> None:
    """GPL-22; the next in line is then the first who can be awarded, and the act says who was passed over: REG-43b."""
    barred = given.told(contenders, WITH_SUNRISE_BARRED)(*tender("reported"))
    barred.happening(at(MARCH_24)).when(deciding("sunrise")).then(AwardDecided)
    barred.happening(at(MARCH_24)).when(deciding("brook")).refused_under("REG-43b", status=422)
    barred.when(deciding("sunrise")).refused_under("GPL-22", status=422)
    barred.when(deciding("field")).refused_under("REG-43b", status=422)
    (act,) = barred.when(deciding("brook")).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert [one.supplier for one in act.awards] == ["brook"]
    assert act.passed_over == (PassedOver(lot="1", supplier="sunrise", party="sunrise", decision="2026-9", last=date(2027, 3, 24)),)


def test_the_panel_decides_where_the_purchaser_has_mandated_it() -> None:
    """O87-46: it fixes the candidates, or the winner if mandated; all of it signs."""
    reported, whole = tender("reported"), the_panel(*seats())
    given(*reported).when(deciding("sunrise"), by=whole).refused_under("O87-46", status=409)
    given(*authorised(reported)).when(deciding("sunrise"), by=whole).then(AwardDecided)
    given(*authorised(reported)).when(deciding("sunrise"), by=the_panel(*seats()[1:])).refused_under("O87-46", status=409)
