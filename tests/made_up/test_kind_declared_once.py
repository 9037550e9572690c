"""A kind of docket is declared once: a made-up one, with its folder and two lines elsewhere, has all that the others have."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_a_made_up_kind_has_all_that_a_kind_has() -> None:
    """In a process of its own, since acts and commands are registered for good."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", str(HERE / "acceptance.py")],
        cwd=HERE.parents[1], env=env, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " 6 passed" in f" {done.stdout.splitlines()[-1]}"
