"""What is made once for a whole run, by whichever worker asks first; the others wait until it is there."""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar, cast

import pytest

Made = TypeVar("Made")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[], Made]) -> Made:
    """A value, as the first made it."""
    with _turn(factory, name) as kept:
        if not kept.exists():
            made = pickle.dumps(make())
            kept.with_suffix(".part").write_bytes(made)
            kept.with_suffix(".part").rename(kept)
    return cast(Made, pickle.loads(kept.read_bytes()))


def folder_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder, which is not written in: whoever wants to takes a copy."""
    with _turn(factory, name) as kept:
        if not kept.exists():
            made = factory.mktemp(name) / name
            make(made)
            made.rename(kept)
    return kept


@contextmanager
def _turn(factory: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """Where it is kept, while no other worker makes it."""
    base = factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"{name}.kept"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield kept
