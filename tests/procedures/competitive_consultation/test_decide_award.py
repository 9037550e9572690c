"""A consultation's award is decided in the order of the ranks within five working days: CC-28, REG-43b; equals are drawn: OURS-DRAW."""

from datetime import date

from operis.core.mandates import Mandate, Role
from operis.dockets.procurement.outcomes import AwardDecided
from tests.procedures.awards import MARCH_25, MARCH_30, MARCH_31, TIED_IN_CONSULTATION, authorised, deciding
from tests.procedures.evaluating import CONSULTATION, consultation, seats, the_panel
from tests.statute import ALICE, DONG, at

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


def test_the_group_decides_where_the_purchaser_has_authorised_it_in_writing() -> None:
    """CC-28; without an authorisation the decision is the purchaser's, and with one it still may decide."""
    group = the_panel(*seats(2))
    unasked = given(*REPORTED).when(deciding("sunrise"), by=group)
    unasked.refused_under("CC-28", status=409)
    assert unasked.words == ["The purchaser has not authorised the panel to decide the award."]
    given(*authorised(REPORTED)).when(deciding("sunrise"), by=group).then(AwardDecided)
    given(*authorised(REPORTED)).when(deciding("sunrise"), by=ALICE).then(AwardDecided)


def test_an_authorised_group_decides_as_a_whole_and_in_the_order_of_the_ranks() -> None:
    first, second, third = seats(2)
    there = given(*authorised(REPORTED))
    there.when(deciding("sunrise"), by=the_panel(first, second)).refused_under("CC-28", status=409)
    there.when(deciding("brook"), by=the_panel(first, second, third)).refused_under("REG-43b", status=422)
    there.when(deciding("sunrise"), by=the_panel("another")).refused_under("CC-28", status=403)
    there.when(deciding("sunrise"), by=Mandate(role=Role.EXPERT, persons=(first,))).refused_under("CC-28", status=403)


def test_an_authorised_group_that_says_nothing_is_bound_by_the_same_days() -> None:
    there = authorised(REPORTED)
    given.happening(at(MARCH_30))(*there).when(deciding("sunrise"), by=the_panel(*seats(2))).warned_under()
    given.happening(at(MARCH_31))(*there).when(deciding("sunrise"), by=the_panel(*seats(2))).warned_under("CC-28")
