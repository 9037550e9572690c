"""Where nothing was decided in five working days the first ranked is the winner: O87-68c."""

from datetime import date

from operis.core.mandates import THE_CLOCK
from operis.core.money import Fen
from operis.core.wording import Slug
from operis.dockets.procurement.awarding import Awarded
from operis.dockets.procurement.commands import DeemAward
from operis.dockets.procurement.facts import contenders
from operis.dockets.procurement.outcomes import AwardDecided
from tests.procedures.awards import MARCH_25, MARCH_30, MARCH_31, TIED, WITH_SUNRISE_BARRED, aside, deciding, drawn, reopened, with_barred
from tests.procedures.evaluating import TENDER, tender
from tests.statute import ALICE, at

given = TENDER.happening(at(MARCH_31, "00:00"))
REPORTED = tender("reported")


def test_the_first_ranked_is_the_winner_on_the_day_after_the_last_day_and_not_on_the_last() -> None:
    """Reported on Monday 23 March 2026: until Monday 30 March."""
    last = given.happening(at(MARCH_30, "23:59"))(*REPORTED).when(DeemAward(), by=THE_CLOCK)
    last.refused_under("O87-68c", status=409)
    (act,) = given(*REPORTED).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert (act.ground, act.awards[0].supplier, act.awards[0].rank) == ("deemed", "sunrise", 1)
    assert act.publish_by is not None
    assert act.publish_by.day == date(2026, 4, 2)


def test_who_is_barred_when_the_time_is_over_is_not_deemed_the_winner() -> None:
    """GPL-22: the next in line is; and where each of them is barred, nobody."""
    (act,) = given.told(contenders, WITH_SUNRISE_BARRED)(*REPORTED).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert [(one.supplier, one.rank) for one in act.awards] == [("brook", 2)]
    assert [(one.supplier, one.decision) for one in act.passed_over] == [("sunrise", "2026-9")]
    given.told(contenders, with_barred("sunrise", "brook", "hill"))(*REPORTED).when(DeemAward(), by=THE_CLOCK).refused_under(
        "O87-68c", status=409
    )
    nobody = given.happening(at(MARCH_25)).told(contenders, with_barred("sunrise", "brook", "hill"))(*REPORTED)
    nobody.when(deciding("brook")).refused_under("GPL-22", status=422)
    nobody.when(deciding("lake")).refused_under("REG-43b", status=422)


def test_nobody_is_deemed_while_equals_share_the_first_rank() -> None:
    given(*TIED).when(DeemAward(), by=THE_CLOCK).refused_under("O87-68c", status=409)
    held, first, _ = drawn()
    (act,) = given(*TIED, *held).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert act.awards[0].supplier == first


def test_nobody_is_deemed_where_no_report_stands_or_the_award_is_decided() -> None:
    given(*tender("scored")).when(DeemAward(), by=THE_CLOCK).refused_under("OURS-OPEN", "O87-68c", status=409)
    given(*REPORTED, reopened()).when(DeemAward(), by=THE_CLOCK).refused_under("OURS-OPEN", "O87-68c", status=409)
    decided = given.happening(at(MARCH_25))(*REPORTED).when(deciding("sunrise")).then(AwardDecided)
    given(*REPORTED, *decided).when(DeemAward(), by=THE_CLOCK).refused_under("OURS-OPEN", "O87-68c", status=409)


def test_after_a_setting_aside_the_days_run_anew() -> None:
    """Set aside on Friday 27 March 2026; the next ranked is in line until Friday 3 April."""
    decided = given.happening(at(MARCH_25))(*REPORTED).when(deciding("sunrise")).then(AwardDecided)
    after = (*REPORTED, *decided, aside("sunrise", decide_by=date(2026, 4, 3)))
    given.happening(at(date(2026, 4, 3)))(*after).when(DeemAward(), by=THE_CLOCK).refused_under("O87-68c", status=409)
    (act,) = given.happening(at(date(2026, 4, 4)))(*after).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert act.awards[0].supplier == "brook"


def test_each_lot_has_its_own_days() -> None:
    both = tender("reported", lots=("1", "2"))
    first = given.happening(at(MARCH_25))(*both).when(deciding("sunrise", lots=("1",))).then(AwardDecided)
    second = given.happening(at(MARCH_30))(*both).when(deciding("sunrise", lots=("2",))).then(AwardDecided)
    (act,) = given(*both, *first).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert isinstance(act, AwardDecided)
    assert [one.lot for one in act.awards] == ["2"]
    again = (*both, *first, aside("sunrise", decide_by=date(2026, 4, 3)), *second)
    given(*again).when(DeemAward(), by=THE_CLOCK).refused_under("O87-68c", status=409)
    (later,) = given.happening(at(date(2026, 4, 4)))(*again).when(DeemAward(), by=THE_CLOCK).then(AwardDecided)
    assert later == AwardDecided(
        happened=at(date(2026, 4, 4)),
        awards=(Awarded(lot="1", supplier="brook", bid="DC-B-BROOK", price=Fen(405_000_00), rank=2),),
        ground=Slug("deemed"),
        publish_by=later.publish_by if isinstance(later, AwardDecided) else None,
    )


def test_the_clock_alone_deems() -> None:
    given(*REPORTED).when(DeemAward(), by=ALICE).refused_under("O87-68c", status=403)
