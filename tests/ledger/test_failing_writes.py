"""What is left when any write fails for want of room? Nothing of it, and whoever asks again when there is room gets it once."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.yard import ROOT, ledger_of_its_own, observed

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]
SQLITE = not os.environ.get("OPERIS_DATABASE")
WAYS = [(), ("taken-back",)] if SQLITE else [()]
"""A full disk makes SQLite take the transaction back by itself, or it leaves that to us."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", ["put", "seal"])
def test_a_put_of_which_any_write_fails_has_entered_nothing(what: str, way: tuple[str, ...]) -> None:
    saw = observed("failing", what, *way)
    assert saw["wrong"] == []
    after = 2 if what == "seal" else 1  # the commit of which nobody learned; of a bid, what is kept outside of it besides
    assert saw["there"] == [*range(saw["writes"] - after + 1, saw["writes"] + 1)]
    assert saw["entered"] == saw["writes"] + 1


@pytest.mark.parametrize("way", WAYS)
def test_a_refusal_of_which_any_write_fails_has_one_number_and_leaves_no_gap(way: tuple[str, ...]) -> None:
    saw = observed("failing", "refuse", *way)
    assert (saw["wrong"], saw["there"], saw["entered"]) == ([], [saw["writes"]], 0)


@pytest.mark.parametrize("way", WAYS)
def test_a_sequencing_of_which_any_write_fails_is_made_good_by_the_next_run(way: tuple[str, ...]) -> None:
    """Two entries wait each time, and the last two are placed in the run in which nothing failed any more."""
    saw = observed("failing", "sequence", *way)
    assert (saw["wrong"], saw["entered"]) == ([], 2 * (saw["writes"] + 1))
    assert saw["writes"] >= 16  # rows and commit, and for both files outside: opened, written, on the disk, named


@pytest.mark.skipif(not SQLITE, reason="the disk of a PostgreSQL server is not ours to fill")
def test_a_disk_that_is_really_full_takes_nothing_half(tmp_path: Path) -> None:
    """A disk of 16 MB in memory; whoever is not root makes it in a user namespace of his own, where the system lets him."""
    unshare = shutil.which("unshare")
    small = 'mount -t tmpfs -o size=16m tmpfs "$OPERIS_DATA" && exec "$@"'
    line = [f"{unshare}", *([] if os.getuid() == 0 else ["--user", "--map-root-user"]), "--mount", "sh", "-c", small, "sh"]
    with ledger_of_its_own(tmp_path) as environment:
        if unshare is None or subprocess.run([*line, "true"], env=environment, capture_output=True).returncode:
            pytest.skip("No small disk can be made here: that wants unshare (util-linux) and leave to mount in a namespace.")
        program = [*line, sys.executable, "-m", "tests.ledger.failing", "disk"]
        done = subprocess.run(program, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    saw = json.loads(done.stdout.splitlines()[-1])
    assert (saw["wrong"], saw["went"], saw["failed"] > 3) == ([], 3, True)
