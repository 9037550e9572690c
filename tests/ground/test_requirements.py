"""Is what is installed what was weighed? Locks name no host, and every direct dependency has its line in docs/dependencies.md."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))


def names(file: Path) -> list[str]:
    return re.findall(r"^([A-Za-z][\w.-]*)", file.read_text(), re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_hashes_every_package(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    packages = re.split(r"\n(?=\S)", text.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_lock_holds_all_that_was_asked_for(name: str) -> None:
    asked = {asked.lower() for asked in names(ROOT / f"requirements/{name}.in")}
    locked = {locked.lower() for locked in names(ROOT / f"requirements/{name}.lock")}
    assert asked - locked == set()


def test_every_dependency_has_its_line() -> None:
    asked = sorted([*names(ROOT / "requirements/run.in"), *names(ROOT / "requirements/test.in")], key=str.lower)
    lines = re.findall(r"^\| `([\w.-]+)` \|", (ROOT / "docs/dependencies.md").read_text(), re.MULTILINE)
    assert sorted(lines, key=str.lower) == asked
