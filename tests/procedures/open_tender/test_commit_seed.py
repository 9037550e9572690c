"""Each watcher of a draw commits to a seed that nobody else knows: OURS-DRAW."""

from dataclasses import replace
from datetime import date

from operis.core.mandates import Mandate
from operis.dockets.procurement.watching import CommitSeed, SeedCommitted
from tests.procedures.awards import TIED, UNWATCHED, announcing, commitment, watched
from tests.procedures.evaluating import TENDER
from tests.procedures.watchers import ALONE, MONITOR
from tests.statute import ALICE, BO, CHEN, at

given = TENDER.happening(at(date(2026, 3, 24)))


def test_each_watcher_commits_to_one_seed_of_its_own() -> None:
    called, first, _second = watched()
    (act,) = given(*UNWATCHED, called).when(CommitSeed(sha256=commitment("11" * 32)), by=ALONE).then(SeedCommitted)
    assert act == replace(first, happened=at(date(2026, 3, 24))) if isinstance(first, SeedCommitted) else None
    given(*UNWATCHED, called, first).when(CommitSeed(sha256=commitment("22" * 32)), by=MONITOR).then(SeedCommitted)
    for acts, asked, by, words in (
        ((called, first), commitment("33" * 32), ALONE, "You have locked in a secret number."),
        ((called, first), commitment("11" * 32), MONITOR, "This is no SHA-256 of a secret number, or another watcher gave it."),
        ((called, first), "soon", MONITOR, "This is no SHA-256 of a secret number, or another watcher gave it."),
        ((called,), commitment("11" * 32), ALICE, "You were not called to watch a draw of this purchase."),
    ):
        outcome = given(*UNWATCHED, *acts).when(CommitSeed(sha256=asked), by=by)
        outcome.refused_under("OURS-DRAW", status=409)
        assert outcome.words == [words]
    for other in (CHEN, BO):  # who was not called is no part of it
        given(*UNWATCHED, called).when(CommitSeed(sha256=commitment("11" * 32)), by=other).refused_under("OURS-DRAW", status=403)


def test_no_other_step_of_the_docket_is_a_watchers() -> None:
    for by in (MONITOR, Mandate(role=CHEN.role, persons=())):
        given(*TIED).when(announcing("brook", "sunrise"), by=by).refused_under("O87-68b", status=403)
