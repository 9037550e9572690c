"""A clock that is set stops what cannot be taken back, until somebody says that it is right."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from operis.watch import FAR_AHEAD_SECONDS, SEEN, ClockStoppedError, Watch, check, confirm, span, stopped, unlike_seen
from tests.cli.full import no_room

DAY = 24 * 3600.0


@dataclass
class Clocks:
    """A wall's clock and a steady one, moved by the test."""

    wall: float = 1_800_000_000.0
    steady: float = 50.0

    def passes(self, seconds: float, step: float = 0.0) -> None:
        self.wall += seconds + step
        self.steady += seconds


def watch(folder: Path, clocks: Clocks) -> Watch:
    return Watch(folder, wall=lambda: clocks.wall, steady=lambda: clocks.steady)


@pytest.mark.parametrize("step", [3 * DAY, -3600.0, 1.1, -1.1])
def test_a_clock_that_is_set_while_the_site_runs_stops_it_until_it_is_confirmed(tmp_path: Path, step: float) -> None:
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    clocks.passes(1)
    assert seen.look()
    clocks.passes(1, step)
    assert not seen.look()
    with pytest.raises(ClockStoppedError, match=r"was set"):
        check(tmp_path)
    clocks.passes(600)
    assert not seen.look()
    confirm(tmp_path, wall=lambda: clocks.wall)
    assert seen.look()
    check(tmp_path, wall=lambda: clocks.wall)


@pytest.mark.parametrize(("off", "told"), [(0.0, True), (4.9, True), (-4.9, True), (5.1, False), (3 * DAY, False)])
def test_a_clock_that_is_set_right_again_waits_still_and_is_told_to_stand_right(tmp_path: Path, off: float, told: bool) -> None:
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    clocks.passes(1, 30 * DAY)
    assert not seen.look()
    assert stopped(tmp_path) == "The clock of this machine was set ahead by 30 days while the site ran."
    clocks.passes(600, off - 30 * DAY)
    assert not seen.look()
    assert stopped(tmp_path).endswith(" Now it stands within 5 s of where it would have come without that.") is told
    clocks.passes(600, 3600.0)
    assert not seen.look()
    assert "Now it stands" not in stopped(tmp_path)


def test_what_was_told_of_one_jump_is_not_told_of_the_next(tmp_path: Path) -> None:
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    for step in (30 * DAY, -30 * DAY):
        clocks.passes(1, step)
        assert not seen.look()
    assert "Now it stands" in stopped(tmp_path)
    confirm(tmp_path, wall=lambda: clocks.wall)
    assert (seen.look(), stopped(tmp_path)) == (True, "")
    clocks.passes(1, DAY)
    assert not seen.look()
    assert stopped(tmp_path).startswith("The clock of this machine was set ahead by 1 day while the site ran. It was last trusted at ")


BEFORE = "The clock says a time 1.1 s before this installation last ran."


@pytest.mark.parametrize(("passed", "says"), [(-1.1, BEFORE), (-0.9, ""), (60.0, "")])
def test_that_the_clock_went_back_is_told_before_the_site_runs(tmp_path: Path, passed: float, says: str) -> None:
    clocks = Clocks()
    watch(tmp_path, clocks).look()
    clocks.wall += passed
    assert unlike_seen(tmp_path, lambda: clocks.wall) == says
    assert stopped(tmp_path) == ""


@pytest.mark.parametrize("step", [0.9, -0.9])
def test_less_than_a_second_warns_and_stops_nothing(tmp_path: Path, step: float) -> None:
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    clocks.passes(1, step)
    assert seen.look()
    assert "moved by" in seen.warns
    assert stopped(tmp_path) == ""


def test_an_hour_of_slewing_is_followed(tmp_path: Path) -> None:
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    for _ in range(36_000):
        clocks.passes(0.1, 0.1 * 500e-6)  # as fast as a kernel slews
        assert seen.look()
        assert seen.warns == ""


def test_who_slept_is_not_taken_for_a_step(tmp_path: Path) -> None:
    """The steady clock goes on while a machine sleeps."""
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    clocks.passes(DAY)
    assert seen.look()


@pytest.mark.parametrize(("passed", "says"), [(-1.1, "1.1 s before"), (-3600.0, "1 h before"), (FAR_AHEAD_SECONDS + 1, "7 days after")])
def test_a_start_before_what_was_seen_or_long_after_it_is_confirmed(tmp_path: Path, passed: float, says: str) -> None:
    clocks = Clocks()
    watch(tmp_path, clocks).look()
    assert float((tmp_path / SEEN).read_text()) == clocks.wall
    clocks.wall += passed
    watch(tmp_path, clocks).start()
    assert says in stopped(tmp_path)


@pytest.mark.parametrize("passed", [-0.9, 0.0, FAR_AHEAD_SECONDS - 1])
def test_another_start_goes_on(tmp_path: Path, passed: float) -> None:
    clocks = Clocks()
    watch(tmp_path, clocks).look()
    clocks.wall += passed
    watch(tmp_path, clocks).start()
    assert stopped(tmp_path) == ""


def test_a_demonstration_may_lie_for_as_long_as_it_likes(tmp_path: Path) -> None:
    clocks = Clocks()
    watch(tmp_path, clocks).look()
    clocks.wall += 300 * DAY
    watch(tmp_path, clocks).start(far_ahead=False)
    assert stopped(tmp_path) == ""


@pytest.mark.parametrize("step", [0.0, 60.0])
def test_a_disk_that_is_full_loses_nothing_of_what_was_seen(tmp_path: Path, step: float) -> None:
    """And what could not be told is told as soon as there is room."""
    clocks = Clocks()
    seen = watch(tmp_path, clocks)
    assert seen.look()
    before = (tmp_path / SEEN).read_text()
    clocks.passes(10, step)
    with no_room(), pytest.raises(OSError, match="File too large"):
        seen.look()
    assert ((tmp_path / SEEN).read_text(), stopped(tmp_path)) == (before, "")
    assert seen.look() is (step == 0)
    assert bool(stopped(tmp_path)) is (step != 0)


@pytest.mark.parametrize(("ahead", "waits"), [(-60.0, False), (0.5, False), (2.0, True), (30 * 24 * 3600.0, True)])
def test_nothing_is_entered_before_the_time_that_was_last_seen_though_nobody_serves(tmp_path: Path, ahead: float, waits: bool) -> None:
    """By the command line alone nobody would notice that the clock went back."""
    (tmp_path / SEEN).write_text(f"{time.time() + ahead}")
    if not waits:
        check(tmp_path)
        return
    with pytest.raises(ClockStoppedError, match="before this installation last ran"):
        check(tmp_path)
    confirm(tmp_path)
    check(tmp_path)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1.04, "1.0 s"), (-59.4, "59.4 s"), (60, "1 min"), (3600, "1 h"), (3661, "1 h 1 min"), (-90_000, "1 day 1 h"), (2_678_588, "31 days")],
)
def test_a_stretch_of_time_is_told_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert span(seconds) == words
