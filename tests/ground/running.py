"""How is Operis run as a program of its own? With a data folder, by words of the command line or as a server."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

ROOT = Path(__file__).parent.parent.parent
OPERIS = (sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())")
WAIT_SECONDS = 60
CASE = ROOT / "cases" / "constructed" / "plan-split.yaml"


def environment(data: Path | None, **more: str) -> dict[str, str]:
    """What the shell has set, without settings of ours but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    return {**kept, "LANG": "C.UTF-8", **({"OPERIS_DATA": str(data)} if data else {}), **more}


def anew(data: Path | None, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A word, in a process that loads everything itself: for what only the beginning of a process reads."""
    return subprocess.run([*OPERIS, *words], cwd=ROOT, capture_output=True, text=True, env=environment(data, **more), timeout=WAIT_SECONDS)


def operis(data: Path | None, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A word, in a process of its own: what it says and its status."""
    return operis_given(b"", words, environment(data, **more))


def operis_given(
    given: bytes, words: Sequence[str], known: Mapping[str, str], seconds: int = WAIT_SECONDS
) -> subprocess.CompletedProcess[str]:
    """The same with something to read, and so many seconds to do it in."""
    with ExitStack() as stack:
        files = [stack.enter_context(NamedTemporaryFile()) for _ in range(3)]
        files[0].write(given)
        files[0].flush()
        asked = {"words": words, "environment": known, "folder": str(ROOT), "seconds": seconds}
        status = _told(json.dumps(asked | {name: one.name for name, one in zip(("given", "out", "err"), files, strict=True)}))
        out, err = (Path(one.name).read_text("utf8") for one in files[1:])
    return subprocess.CompletedProcess(words, status, out, err)


def _told(line: str) -> int:
    process = _warmed()
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _warmed() -> "subprocess.Popen[str]":
    """The process that is forked for each word; it ends when nothing more can come."""
    line, kept = [sys.executable, "-m", "tests.ground.warmed"], environment(None)
    process = subprocess.Popen(line, cwd=ROOT, env=kept, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(process.communicate)
    return process


def begun(data: Path) -> None:
    done = operis(data, "init")
    assert done.returncode == 0, done.stderr


@contextmanager
def served(data: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [*OPERIS, "serve"], cwd=ROOT, env=environment(data, OPERIS_PORT=str(port)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=WAIT_SECONDS)


def fetched(address: str | urllib.request.Request) -> str:
    """The page, as soon as the server answers."""
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:  # not there yet, or too busy to answer in time
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
