"""A whole installation to be damaged: made once, copied for each test, and asked by the words of the command line."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.ground.running import ROOT, WAIT_SECONDS, environment

Told = dict[str, tuple[int, str]]
"""For each word its status and all that it said."""
Ask = Callable[..., Told]


def small_county(data: Path, **more: str) -> Path:
    """What `tests.attacks.making` makes, in a folder of its own."""
    line = [sys.executable, "-m", "tests.attacks.making"]
    made = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=environment(data, **more), timeout=WAIT_SECONDS, check=False)
    assert made.returncode == 0, made.stderr
    return data


def replaced(whole: Path, data: Path) -> None:
    """The folder as it was made."""
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(whole, data)


@contextmanager
def asked(data: Path, **more: str) -> Iterator[Ask]:
    """Whom to ask words of this folder, as it stands then."""
    line, env = [sys.executable, "-m", "tests.attacks.asking"], environment(data, **more)
    with subprocess.Popen(line, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def ask(*words: str) -> Told:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\t".join(words) + "\n")
            process.stdin.flush()
            return {word: (status, said) for word, (status, said) in json.loads(process.stdout.readline()).items()}

        yield ask


@contextmanager
def opened(data: Path) -> Iterator[sqlite3.Connection]:
    """The database in the hands of who owns it."""
    with closing(sqlite3.connect(data / "operis.sqlite3")) as database:
        yield database
        database.commit()


@contextmanager
def unguarded(data: Path) -> Iterator[sqlite3.Connection]:
    """The same without its triggers, which are put back so that nobody sees it."""
    with opened(data) as database:
        kept = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in kept:
            database.execute(f"DROP TRIGGER {name}")
        yield database
        for _, sql in kept:
            database.execute(sql)
