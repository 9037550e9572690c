"""The draw is held when it was announced, with the seeds that were committed to, and who comes out follows from them: OURS-DRAW."""

from datetime import timedelta

import pytest

from operis.core.draws import drawn_order
from operis.dockets.procurement.outcomes import DrawAnnounced, DrawHeld
from tests.procedures.awards import DRAWS_AT, LATE_HOLDING, SEEDS, TIED, announcing, holding
from tests.procedures.evaluating import TENDER
from tests.statute import BO, DONG

given = TENDER.happening(LATE_HOLDING)
ANNOUNCED = TENDER.happening(DRAWS_AT - timedelta(days=1))(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced)


def test_who_comes_out_follows_from_the_seeds_in_the_order_of_their_commitments() -> None:
    (act,) = given(*TIED, *ANNOUNCED).when(holding()).then(DrawHeld)
    assert isinstance(act, DrawHeld)
    expected = drawn_order("DC-2026-S-0001", "tie", "1", ("brook", "sunrise"), tuple(SEEDS.values()))
    assert (act.purpose, act.lot, act.drawn) == ("tie", "1", expected[:1])
    (turned,) = given(*TIED, *ANNOUNCED).when(holding(dict(reversed(SEEDS.items())))).then(DrawHeld)
    assert isinstance(turned, DrawHeld)
    assert turned.drawn == act.drawn


def test_it_is_not_held_before_its_time() -> None:
    given.happening(DRAWS_AT - timedelta(microseconds=1))(*TIED, *ANNOUNCED).when(holding()).refused_under("OURS-DRAW", status=409)
    given(*TIED, *ANNOUNCED).when(holding()).then(DrawHeld)


def test_who_watches_is_waited_for_an_hour_and_no_longer() -> None:
    early = given.happening(LATE_HOLDING - timedelta(microseconds=1))(*TIED, *ANNOUNCED).when(holding())
    early.refused_under("OURS-DRAW", status=409)
    assert early.words == [
        "These watchers have not shown their secret numbers yet: alice, monitor. They are waited for until 2026-03-25 10:00:00+08:00."
    ]
    given(*TIED, *ANNOUNCED).when(holding()).then(DrawHeld)


@pytest.mark.parametrize(
    "seeds",
    [
        {"alice": "11" * 32},
        {"alice": "11" * 32, "monitor": "23" * 32},
        {"alice": "11" * 32, "monitor": "2222"},
        {"alice": "11" * 32, "monitor": "seed"},
        {"alice": "22" * 32, "monitor": "11" * 32},
    ],
)
def test_every_seed_is_shown_and_is_the_one_that_was_committed_to(seeds: dict[str, str]) -> None:
    given(*TIED, *ANNOUNCED).when(holding(seeds)).refused_under("OURS-DRAW", status=409)


def test_a_draw_is_announced_and_is_held_once() -> None:
    given(*TIED).when(holding()).refused_under("OURS-DRAW", status=409)
    held = given(*TIED, *ANNOUNCED).when(holding()).then(DrawHeld)
    given(*TIED, *ANNOUNCED, *held).when(holding()).refused_under("OURS-DRAW", status=409)


def test_only_the_body_that_buys_holds_it() -> None:
    for other in (BO, DONG):
        given(*TIED, *ANNOUNCED).when(holding(), by=other).refused_under("O87-68b", status=403)
