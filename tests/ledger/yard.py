"""A ledger of its own, for what no rolled-back transaction can show: many processes at once, and processes that are killed.

A test starts a program (`python -m tests.ledger.<program> WORDS`) on a new data folder or database; the program forks its workers,
looks at the books, and prints what it saw as JSON.
"""

import json
import multiprocessing
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).parent.parent.parent
MEMORY = Path("/dev/shm")
FORK = multiprocessing.get_context("fork")


@contextmanager
def ledger_of_its_own(folder: Path, server: str | None = None) -> Iterator[dict[str, str]]:
    """The environment of a new, empty ledger: in the folder, and on the PostgreSQL server where there is one."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OPERIS_")}
    environment |= {"OPERIS_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "operis.config.settings"}
    if server is None:
        yield environment
        return
    name = f"operis_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name}".encode())
    yield environment | {"OPERIS_DATABASE": urlsplit(server)._replace(path=f"/{name}").geturl()}
    with psycopg.connect(server, autocommit=True) as there:
        there.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def observed(program: str, *words: object) -> Any:
    """What a program saw on a ledger of its own, on the database that these tests run on.

    In memory where the machine has a place for that: what a killed process leaves behind does not depend on the disk.
    """
    server = os.environ.get("OPERIS_DATABASE")
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder, ledger_of_its_own(Path(folder), server) as environment:
        line = [sys.executable, "-m", f"tests.ledger.{program}", *(str(word) for word in words)]
        done = subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


# What the programs use


def made() -> None:
    """The tables of a new ledger."""
    import django

    django.setup()
    from operis.cli._tables import migrate

    migrate()


def at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """What `count` forked processes give back that begin to work at the same moment; a fault in one is ours."""
    from django.db import connections

    connections.close_all()  # a connection must not cross a fork
    gate, results = FORK.Barrier(count), []

    def run(place: int, result: Any) -> None:
        gate.wait()
        result.send(work(place))

    for place in range(count):
        receiving, sending = FORK.Pipe(duplex=False)
        FORK.Process(target=run, args=(place, sending), daemon=True).start()
        sending.close()  # so that EOFError tells when the worker came to nothing
        results.append(receiving)
    return [result.recv() for result in results]


def killed(work: Callable[[], Any]) -> bool:
    """Whether a forked process was killed at its work, and did not come to the end."""
    from django.db import connections

    connections.close_all()
    worker = FORK.Process(target=work)
    worker.start()
    worker.join()
    if worker.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the worker ended with {worker.exitcode}")
    return worker.exitcode != 0


def kill_me() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
