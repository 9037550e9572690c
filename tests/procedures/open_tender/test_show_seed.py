"""A draw is held with the seeds that its watchers show, the ones that they committed to: OURS-DRAW."""

from datetime import date, timedelta

from operis.core.draws import drawn_order
from operis.dockets.procurement.outcomes import DrawHeld
from operis.dockets.procurement.watching import SeedShown, ShowSeed
from tests.procedures.awards import DRAWS_AT, LATE_HOLDING, SEEDS, TIED, holding
from tests.procedures.evaluating import TENDER
from tests.procedures.watchers import ALONE, MONITOR, announced
from tests.statute import at

given = TENDER.happening(at(date(2026, 3, 24)))


def test_the_draw_is_held_with_the_last_seed_that_is_shown() -> None:
    then = TENDER.happening(DRAWS_AT)
    acts = announced()
    (first,) = then(*acts).when(ShowSeed(seed="22" * 32), by=MONITOR).then(SeedShown)
    shown, held = then(*acts, first).when(ShowSeed(seed="11" * 32), by=ALONE).then(SeedShown, DrawHeld)
    assert isinstance(held, DrawHeld)
    order = drawn_order("DC-2026-S-0001", "tie", "1", ("brook", "sunrise"), tuple(SEEDS.values()))
    assert (held.purpose, held.lot, held.drawn, [one.holder for one in held.seeds]) == ("tie", "1", order[:1], ["alice", "monitor"])
    (alike,) = TENDER.happening(LATE_HOLDING)(*acts).when(holding()).then(DrawHeld)
    assert isinstance(alike, DrawHeld)
    assert alike.drawn == held.drawn
    then(*acts, first, shown, held).when(ShowSeed(seed="11" * 32), by=ALONE).refused_under("OURS-DRAW", status=409)


def test_a_seed_is_shown_at_the_draw_once_and_is_the_one_committed_to() -> None:
    acts = announced()
    early = TENDER.happening(DRAWS_AT - timedelta(microseconds=1))
    early(*acts).when(ShowSeed(seed="11" * 32), by=ALONE).refused_under("OURS-DRAW", status=409)
    then = TENDER.happening(DRAWS_AT)
    (first,) = then(*acts).when(ShowSeed(seed="11" * 32), by=ALONE).then(SeedShown)
    for asked, by in (("11" * 32, MONITOR), ("seed", MONITOR), ("11" * 32, ALONE)):
        then(*acts, first).when(ShowSeed(seed=asked), by=by).refused_under("OURS-DRAW", status=409)
    given(*TIED).when(ShowSeed(seed="11" * 32), by=ALONE).refused_under("OURS-DRAW", status=409)
