"""The role that serves on PostgreSQL may not make tables: it refuses and says which word does it, and reads what the owner made."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from operis.ledger.roles import grants
from tests.ground.running import CASE, ROOT, environment

pytestmark = pytest.mark.slow
WAIT_SECONDS = 180
SAYS = (
    "operis: Other code than this version's made the registers. Run `operis rebuild` with the owner's address in OPERIS_DATABASE: it makes "
    "them anew from the record.\n"
)


def operis(data: Path, database: str, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", *words]
    own = environment(data, OPERIS_DATABASE=database, PATH=os.environ["PATH"])
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=own, timeout=WAIT_SECONDS)


def does(database: str, *statements: str) -> None:
    with psycopg.connect(database, autocommit=True) as there:
        for one in statements:
            there.execute(one.encode())


@pytest.fixture
def made(postgres: str, tmp_path: Path) -> Iterator[tuple[Path, str, str]]:
    """The data folder, the address of the owner, and that of the role that serves."""
    name, role = f"operis_{secrets.token_hex(6)}", f"serves_{secrets.token_hex(4)}"
    does(postgres, f"CREATE DATABASE {name}", f"CREATE ROLE {role} LOGIN")
    owner = urlsplit(postgres)._replace(path=f"/{name}")
    assert operis(tmp_path, owner.geturl(), "init").returncode == 0
    assert operis(tmp_path, owner.geturl(), "run", "--into", str(tmp_path), str(CASE)).returncode == 0
    does(owner.geturl(), *grants(role))
    yield tmp_path, owner.geturl(), owner._replace(netloc=owner.netloc.replace("operis@", f"{role}@")).geturl()
    does(postgres, f"DROP DATABASE {name} WITH (FORCE)", f"DROP ROLE {role}")


def test_it_refuses_registers_of_other_code_until_the_owner_made_them_anew(made: tuple[Path, str, str]) -> None:
    data, owner, serving = made
    assert operis(data, serving, "rebuild").returncode == 0  # its rows it may fill anew
    does(owner, "ALTER TABLE register_docket DROP COLUMN kept", "UPDATE register_code SET sources = 'other'")
    for word in ("serve", "rebuild"):
        refused = operis(data, serving, word)
        assert (refused.returncode, refused.stderr) == (3, SAYS)
    remade = operis(data, owner, "rebuild")
    assert remade.returncode == 0, remade.stderr
    looked = operis(data, serving, "verify", "--all", "--lang", "en")  # its rights outlast the tables
    assert (looked.returncode, looked.stdout.splitlines()[-1], looked.stderr) == (0, "All is whole.", "")
    assert operis(data, serving, "rebuild").returncode == 0
