"""The small site under gunicorn with our front, and raw sockets that talk to it."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import Any

from operis.arrivals import MOMENT
from tests.ground.running import ROOT, environment

WAIT_SECONDS = 30.0


@dataclass
class Site:
    port: int
    process: "subprocess.Popen[str]"
    data: Path

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=WAIT_SECONDS)

    def ask(self, path: str = "/", body: bytes = b"", head: str = "", method: str = "POST") -> dict[str, Any]:
        with self.connect() as one:
            one.sendall(request(path, body, head, method))
            return json.loads(answer(one)[1])  # type: ignore[no-any-return]

    def settled(self) -> float:
        """What the process tells: everything before this moment is answered."""
        return float(MOMENT.unpack(self.worker.read_bytes())[0])

    @property
    def worker(self) -> Path:
        """The file of the process that answers; its name is the number of that process."""
        return next((self.data / "arrivals").glob("[0-9]*"))


def request(path: str = "/", body: bytes = b"", head: str = "", method: str = "POST") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


def answer(one: socket.socket) -> tuple[int, bytes]:
    """Status and body of the next answer; status 0 where the connection was closed without one."""
    told = HTTPResponse(one)
    try:
        told.begin()
        return told.status, told.read()
    except (RemoteDisconnected, ConnectionError):
        return 0, b""
    finally:
        told.close()


@contextmanager
def site(data: Path) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [sys.executable, "-m", "gunicorn", "--worker-class", "operis.front.worker.Worker", "--bind", f"127.0.0.1:{port}",
            "--graceful-timeout", "10", "--log-level", "warning", "tests.front.app"]  # fmt: skip
    process = subprocess.Popen(line, cwd=ROOT, env=environment(data) | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, text=True)
    here = Site(port, process, data)
    try:
        _await(here)
        yield here
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=WAIT_SECONDS)
        if process.stderr is not None:
            process.stderr.close()


def _await(here: Site) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        try:
            here.ask("/healthz", method="GET")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The site did not come up.")
