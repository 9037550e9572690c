"""A consultation's award is decided in the order of the ranks within five working days: CC-28, REG-43b; equals are drawn: OURS-DRAW."""

from datetime import date

from operis.dockets.procurement.outcomes import AwardDecided
from tests.procedures.awards import MARCH_25, MARCH_30, MARCH_31, TIED_IN_CONSULTATION, deciding
from tests.procedures.evaluating import CONSULTATION, consultation
from tests.statute import DONG, at

given = CONSULTATION.happening(at(MARCH_25))
REPORTED = consultation("reported")


def test_the_first_ranked_and_nobody_else() -> None:
    (act,) = given(*REPORTED).when(deciding("sunrise")).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert act.publish_by is not None
    assert (act.publish_by.row, act.publish_by.day) == ("REG-43c", date(2026, 3, 27))
    given(*REPORTED).when(deciding("brook")).refused_under("REG-43b", status=422)
    given(*REPORTED).when(deciding("lake")).refused_under("REG-43b", status=422)


def test_one_of_equals_without_a_draw_is_warned_of_since_no_law_says_how() -> None:
    given(*TIED_IN_CONSULTATION).when(deciding("brook")).warned_under("OURS-DRAW")
    given(*TIED_IN_CONSULTATION).when(deciding("hill")).refused_under("REG-43b", status=422)


def test_later_than_five_working_days_is_told() -> None:
    """CC-28; reported on Monday 23 March 2026."""
    given.happening(at(MARCH_30))(*REPORTED).when(deciding("sunrise")).warned_under()
    given.happening(at(MARCH_31))(*REPORTED).when(deciding("sunrise")).warned_under("CC-28")


def test_a_stranger_decides_nothing() -> None:
    given(*REPORTED).when(deciding("sunrise"), by=DONG).refused_under("CC-28", status=403)
