"""A site that runs: its disk takes nothing more, its machine's clock is set. What does it say, and what is left when that is over?"""

import re
import resource
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.attacks.copies import opened, replaced, small_county
from tests.attacks.making import TENDER
from tests.ground.running import OPERIS, ROOT, WAIT_SECONDS, environment, operis

pytestmark = pytest.mark.slow
STANDS = datetime(2026, 3, 3, 2, tzinfo=UTC)
"""The day after the county was founded; its tender is open."""
MONTH = 30 * 24 * 3600


class Site:
    def __init__(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.url, self.process = f"http://127.0.0.1:{port}", process
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, what the answer says, and when to come again."""
        body = urllib.parse.urlencode(form).encode() if form else None
        try:
            with self.browser.open(self.url + path, body, timeout=WAIT_SECONDS) as answer:
                return answer.status, answer.read().decode(), answer.headers.get("Retry-After", "")
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Retry-After", "")

    def becomes(self, path: str, good: Callable[[int, str], bool]) -> str:
        """What the address says once it answers so."""
        end = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                status, said, _ = self.ask(path)
            except OSError:  # not there yet
                status, said = 0, ""
            if good(status, said):
                return said
            assert time.monotonic() < end, said
            time.sleep(0.2)

    def sign_in(self) -> tuple[int, str]:
        """An attempt that fails; it is counted, and so written."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.ask("/en/account/sign-in/")[1])
        assert token
        form = {"csrfmiddlewaretoken": token[1], "email": "a@b.example", "password": "a wrong one"}
        status, _, again = self.ask("/en/account/sign-in/", form)
        return status, again

    def files_of(self, most: int) -> None:
        """No file may become longer than that by the process that answers: with none the disk is as good as full."""
        for pid in (self.process.pid, *children(self.process.pid)):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def children(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@contextmanager
def served(data: Path, **more: str) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = environment(data, OPERIS_PORT=str(port), **more)
    process = subprocess.Popen([*OPERIS, "serve"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        site = Site(port, process)
        site.becomes("/readyz", lambda status, _: status == 200)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=WAIT_SECONDS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_county(tmp_path_factory.mktemp("whole") / "data")


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    replaced(whole, tmp_path / "data")
    clock = tmp_path / "data" / "demo-clock"
    clock.write_text(f"{(STANDS - datetime.now(UTC)).total_seconds()}")
    clock.chmod(0o600)
    return tmp_path / "data"


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells whose process is whose")
def test_a_full_disk_is_said_and_nothing_is_lost(data: Path) -> None:
    with served(data) as site:
        site.files_of(0)
        assert site.sign_in() == (503, "5")
        assert site.ask("/en/processes/")[0] == 200
        assert site.ask("/healthz")[1] == "ok\n"
        assert site.becomes("/readyz", lambda status, _: status == 503).startswith("not ready: ")
        site.files_of(resource.RLIM_INFINITY)
        site.becomes("/readyz", lambda status, _: status == 200)
        assert site.sign_in()[0] == 422  # a wrong password, and no fault of ours
    assert operis(data, "verify", "--all").returncode == 0


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
@pytest.mark.parametrize("step", [MONTH, -3600])
def test_a_clock_that_is_set_closes_nothing_until_it_is_confirmed(data: Path, tmp_path: Path, step: int) -> None:
    library, by = tmp_path / "stepped.so", tmp_path / "by"
    by.write_text("0")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, Path(__file__).with_name("stepped.c"), "-ldl"], check=True)
    with served(data, LD_PRELOAD=str(library), STEPPED_BY=str(by)) as site:
        by.write_text(f"{step}")
        said = site.becomes("/readyz", lambda status, said: status == 503 and "was set" in said)
        assert f"was set {'ahead' if step > 0 else 'back'} by " in said
        by.write_text("0")
        time.sleep(0.5)
        assert site.ask("/readyz")[0] == 503
        assert operis(data, "clock", "--confirm").returncode == 0
        site.becomes("/readyz", lambda status, _: status == 200)
    with opened(data) as database:
        assert database.execute(f"SELECT count(*) FROM entry WHERE docket = '{TENDER}' AND kind = 'bids-closed'").fetchone() == (0,)
