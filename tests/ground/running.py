"""How is Operis run as a program of its own? With a data folder, by words of the command line or as a server."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WAIT_SECONDS = 60
CASE = ROOT / "cases" / "constructed" / "plan-split.yaml"


def environment(data: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    return {**kept, "OPERIS_DATA": str(data), "LANG": "C.UTF-8", **more}


def operis(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", *words]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, env=environment(data), timeout=WAIT_SECONDS)


def begun(data: Path) -> None:
    done = operis(data, "init")
    assert done.returncode == 0, done.stderr


@contextmanager
def served(data: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [sys.executable, "-c", "import sys; from operis.cli import main; sys.exit(main())", "serve"]
    server = subprocess.Popen(
        line, cwd=ROOT, env=environment(data, OPERIS_PORT=str(port)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
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
