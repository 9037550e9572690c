"""How does a bench ask a real server? `operis serve` on a port of its own, in a process of its own, asked over HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent
OPERIS = "import sys; from operis.cli import main; sys.exit(main())"
START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    url: str


def environment(data: Path, database: str | None = None) -> dict[str, str]:
    """An installation of its own, whatever the shell has set."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("OPERIS_", "DJANGO_"))}
    own |= {"OPERIS_DATA": str(data), "DJANGO_SETTINGS_MODULE": "operis.config.settings", "PYTHONPATH": str(ROOT)}
    return own | ({"OPERIS_DATABASE": database} if database else {})


def operis(own: Mapping[str, str], *words: str, program: Path | None = None) -> str:
    """What a word of the command line, or a program, printed; its fault ends the bench."""
    line = [sys.executable, str(program), *sys.argv[1:]] if program else [sys.executable, "-c", OPERIS, *words]
    done = subprocess.run(line, cwd=ROOT, env=dict(own), capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words) or program} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


@contextmanager
def served(own: Mapping[str, str]) -> Iterator[Site]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-c", OPERIS, "serve"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(line, cwd=ROOT, env={**own, "OPERIS_PORT": str(port)}, stdout=quiet, stderr=quiet) as process:
        try:
            site = Site(f"http://127.0.0.1:{port}")
            _wait(site, process)
            yield site
        finally:
            process.terminate()


def _wait(site: Site, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            answered(site, "healthz")
        except URLError:
            time.sleep(0.2)
        else:
            return
    sys.exit("operis serve did not start.")


def answered(site: Site, path: str, cookie: str = "") -> tuple[float, str]:
    """How many milliseconds it took until all of it was here, and what it said; an answer that is none ends the bench."""
    request = Request(f"{site.url}/{quote(path, safe='/?=&+%')}", headers={"Cookie": cookie, "Accept-Encoding": "gzip"} if cookie else {})
    start = time.perf_counter()
    try:
        with urlopen(request) as answer:
            body, packed = answer.read(), answer.headers.get("Content-Encoding")
    except HTTPError as fault:
        sys.exit(f"{path} answered {fault.code}.")
    took = 1000 * (time.perf_counter() - start)
    return took, "" if packed else body.decode()
