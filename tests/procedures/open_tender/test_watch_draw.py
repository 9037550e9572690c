"""A draw has watchers of different bodies, each with a seed that nobody knows until it is shown: OURS-DRAW."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from operis.core.draws import drawn_order
from operis.core.mandates import Mandate
from operis.dockets.procurement.facts import Held, MandatesHeld, mandates_held
from operis.dockets.procurement.outcomes import DrawAnnounced, DrawHeld
from operis.dockets.procurement.watching import CallWatchers, CommitSeed, SeedCommitted, SeedShown, ShowSeed, Watcher, WatchersCalled
from tests.procedures.awards import DRAWS_AT, LATE_HOLDING, SEEDS, TIED, UNWATCHED, announcing, commitment, holding, watched
from tests.procedures.contracts import appointing
from tests.procedures.evaluating import TENDER
from tests.statute import ALICE, BO, CHEN, DONG, OFFICE, at

given = TENDER.happening(at(date(2026, 3, 24)))
OFFICERS = MandatesHeld(tuple(Held(person, role, body, date(2026, 1, 1), None) for person, role, body in (
    ("ann", "buyer", OFFICE), ("abe", "buyer", OFFICE), ("eve", "reviewer", OFFICE), ("fay", "finance", "finance"),
    ("una", "unit", "county-government"), ("fin", "finance", "finance"),
    ("gus", "agency", "fair-agency"), ("ted", "buyer", "education"), ("bo", "supplier", "sunrise"), ("exa", "expert", "expert-pool"),
    ("both", "buyer", OFFICE), ("both", "reviewer", OFFICE),
)))  # fmt: skip
ALONE = replace(ALICE, persons=("alice-account",))
MONITOR = replace(CHEN, persons=("monitor-account",))


def calling(*persons: str, **names: str) -> CallWatchers:
    return CallWatchers(watchers=tuple(Watcher(person=one, name=names.get(one, one.title())) for one in persons))


def test_two_people_of_different_bodies_are_called() -> None:
    office = given.told(mandates_held, OFFICERS)
    for pair in (("ann", "fay"), ("eve", "fay"), ("fay", "ann"), ("fay", "una")):
        (act,) = office(*UNWATCHED).when(calling(*pair)).then(WatchersCalled)
        assert act == WatchersCalled(happened=at(date(2026, 3, 24)), watchers=calling(*pair).watchers)
    wrong: tuple[tuple[tuple[str, ...], list[str]], ...] = (
        (("ann",), ["1 persons watch the draw; at least 2 do, nobody twice and no two of one name."]),
        (("ann", "ann"), ["1 persons watch the draw; at least 2 do, nobody twice and no two of one name.",
                          "Ann is of the same body as another watcher."]),
        (("ann", "abe"), ["Abe is of the same body as another watcher."]),
        (("ann", "eve"), ["Eve is of the same body as another watcher."]),
        (("fay", "fin"), ["Fin is of the same body as another watcher."]),
        (("ann", "ted"), ["Ted has no office here from which a draw of this purchase is watched."]),
        (("ann", "bo"), ["Bo has no office here from which a draw of this purchase is watched."]),
        (("ann", "exa"), ["Exa has no office here from which a draw of this purchase is watched."]),
        (("ann", "nobody"), ["Nobody has no office here from which a draw of this purchase is watched."]),
        (("ann", "gus"), ["Gus has no office here from which a draw of this purchase is watched."]),
    )  # fmt: skip
    for called, words in wrong:
        outcome = office(*UNWATCHED).when(calling(*called))
        outcome.refused_under("OURS-DRAW", status=409)
        assert outcome.words == words
    agency = office(*appointing(UNWATCHED))
    agency.when(calling("fay", "gus")).then(WatchersCalled)
    alone = agency.when(calling("ann", "gus"))
    alone.refused_under("OURS-DRAW", status=409)
    assert alone.words == ["2 watchers are of the purchaser and its agency; at most 1 is."]
    office(*UNWATCHED).when(calling("ann", "fay", fay="Ann")).refused_under("OURS-DRAW", status=409)
    office(*UNWATCHED).when(calling("ann", "fay"), by=DONG).refused_under("OURS-DRAW", status=403)


def test_each_watcher_commits_to_one_seed_of_its_own() -> None:
    called, first, _second = watched()
    (act,) = given(*UNWATCHED, called).when(CommitSeed(sha256=commitment("11" * 32)), by=ALONE).then(SeedCommitted)
    assert act == replace(first, happened=at(date(2026, 3, 24))) if isinstance(first, SeedCommitted) else None
    given(*UNWATCHED, called, first).when(CommitSeed(sha256=commitment("22" * 32)), by=MONITOR).then(SeedCommitted)
    for acts, asked, by, words in (
        ((called, first), commitment("33" * 32), ALONE, "You have committed to a seed."),
        ((called, first), commitment("11" * 32), MONITOR, "This is no SHA-256 of a seed, or another watcher gave it."),
        ((called, first), "soon", MONITOR, "This is no SHA-256 of a seed, or another watcher gave it."),
        ((called,), commitment("11" * 32), ALICE, "You were not called to watch a draw of this purchase."),
    ):
        outcome = given(*UNWATCHED, *acts).when(CommitSeed(sha256=asked), by=by)
        outcome.refused_under("OURS-DRAW", status=409)
        assert outcome.words == [words]
    for other in (CHEN, BO):  # who was not called is no part of it
        given(*UNWATCHED, called).when(CommitSeed(sha256=commitment("11" * 32)), by=other).refused_under("OURS-DRAW", status=403)


def announced() -> tuple[Any, ...]:
    return (*TIED, *given(*TIED).when(announcing("brook", "sunrise")).then(DrawAnnounced))


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


def test_who_watches_a_draw_that_is_announced_watches_it_to_its_end() -> None:
    """Else whoever dislikes the watchers, or what may come out, calls others."""
    office = given.told(mandates_held, OFFICERS)
    office(*announced()).when(calling("ann", "fay")).refused_under("OURS-DRAW", status=409)
    office(*TIED).when(calling("ann", "fay")).then(WatchersCalled)
    again = office(*TIED).when(calling("ann", "fay")).then(WatchersCalled)
    office(*TIED, *again).when(announcing("brook", "sunrise")).refused_under("OURS-DRAW", status=409)


def test_no_other_step_of_the_docket_is_a_watchers() -> None:
    for by in (MONITOR, Mandate(role=CHEN.role, persons=())):
        given(*TIED).when(announcing("brook", "sunrise"), by=by).refused_under("O87-68b", status=403)
