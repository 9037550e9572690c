"""Where the purchaser says nothing in five working days the first ranked counts as chosen: CC-28."""

from operis.core.mandates import THE_CLOCK
from operis.dockets.procurement.commands import DeemAward
from operis.dockets.procurement.outcomes import AwardDecided
from tests.procedures.awards import MARCH_30, MARCH_31, TIED_IN_CONSULTATION
from tests.procedures.evaluating import CONSULTATION, consultation
from tests.statute import at

given = CONSULTATION.happening(at(MARCH_31, "00:00"))


def test_on_the_day_after_the_last_day_and_not_on_the_last() -> None:
    reported = consultation("reported")
    given.happening(at(MARCH_30, "23:59"))(*reported).when(DeemAward(), by=THE_CLOCK).refused_under("CC-28", status=409)
    (act,) = given(*reported).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert (act.ground, act.awards[0].supplier) == ("deemed", "sunrise")


def test_not_while_equals_share_the_first_rank() -> None:
    given(*TIED_IN_CONSULTATION).when(DeemAward(), by=THE_CLOCK).refused_under("CC-28", status=409)
